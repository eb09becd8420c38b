use crate::{
    failure::Failure, input::Input, intact, messages::Message, output::Output, printer,
    size::counted, styles::Styles,
};
use flatstream::{
    ChecksumKind, End, Error, Position, RecoveredFrame, TableRootValidator, Validator,
    reflect::{Schema, Verifier},
};
use std::fmt;

/// What is checked of every message, beyond its frame.
pub(super) enum Check<'s> {
    Nothing,
    Root(TableRootValidator),
    Schema(&'s Schema, Verifier<'s>),
}

impl<'s> Check<'s> {
    pub(super) fn new(schema: Option<&'s Schema>, tables: bool) -> Self {
        match schema {
            Some(schema) => Self::Schema(schema, Verifier::new(schema)),
            None if tables => Self::Root(TableRootValidator::new()),
            None => Self::Nothing,
        }
    }

    #[inline]
    fn check(&self, payload: &[u8]) -> Result<(), Error> {
        match self {
            Self::Nothing => Ok(()),
            Self::Root(validator) => validator.validate(payload),
            Self::Schema(schema, verifier) => {
                printer::check_identifier(schema, payload)?;
                verifier.verify(payload)
            }
        }
    }
}

/// What is found in a stream, said as it is found.
pub(super) struct Report<'r, 's> {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// What to try, where damage may be none.
    pub(super) hint: Option<String>,
    checksum: ChecksumKind,
    check: &'r Check<'s>,
    output: &'r mut Output,
    styles: Styles,
    /// Faults said at most.
    most: u64,
    messages: u64,
    faults: u64,
    invalid: u64,
    regions: u64,
    lost_bytes: u64,
}

impl<'r, 's> Report<'r, 's> {
    pub(super) fn new(
        input: &Input,
        most: u64,
        styles: Styles,
        check: &'r Check<'s>,
        output: &'r mut Output,
    ) -> Self {
        Self {
            name: input.name().to_owned(),
            bytes: 0,
            hint: None,
            checksum: input.format().checksum,
            check,
            output,
            styles,
            most,
            messages: 0,
            faults: 0,
            invalid: 0,
            regions: 0,
            lost_bytes: 0,
        }
    }

    /// Whether more is looked at than frames.
    pub(super) fn checks_messages(&self) -> bool {
        !matches!(self.check, Check::Nothing)
    }

    /// A message of an intact frame.
    #[inline]
    pub(super) fn message(&mut self, message: &Message<'_>) -> Result<(), Failure> {
        self.messages += 1;
        match self.check.check(message.payload) {
            Ok(()) => Ok(()),
            Err(error) => self.invalid(message, &error),
        }
    }

    #[cold]
    fn invalid(&mut self, message: &Message<'_>, error: &Error) -> Result<(), Failure> {
        let Message { ordinal, offset, .. } = message;
        self.invalid += 1;
        self.hint.get_or_insert_with(|| {
            "another --schema or --root, if the messages are of another kind; \
             `flatstream cat --format hex` shows them"
                .to_owned()
        });
        self.fault(format_args!("message {ordinal} at byte {offset}: {error}"))
    }

    /// An intact frame or a region of damage, which begins at `offset`.
    pub(super) fn piece(&mut self, piece: RecoveredFrame<'_>, offset: u64) -> Result<(), Failure> {
        match piece {
            RecoveredFrame::Intact(frame) => frame.messages().try_for_each(|payload| {
                let ordinal = self.messages;
                self.message(&Message { payload, ordinal, offset })
            }),
            RecoveredFrame::Lost { len, end, .. } => {
                self.regions += 1;
                self.lost_bytes += len;
                if let End::Corrupt { kind } = end
                    && let Some(hint) = intact::hint(kind)
                {
                    self.hint.get_or_insert(hint);
                }
                let (lost, behind) = (counted(len, "byte"), counted(self.messages, "message"));
                let why = intact::why(end);
                self.fault(format_args!("lost {lost} at byte {offset}, behind {behind}: {why}"))
            }
        }
    }

    /// Forgets the messages behind `position`: they will be looked at again.
    pub(super) fn go_back_to(&mut self, position: Position) {
        self.messages = position.ordinal;
    }

    fn fault(&mut self, what: impl fmt::Display) -> Result<(), Failure> {
        self.faults += 1;
        if self.faults > self.most {
            return Ok(());
        }
        let bad = self.styles.bad;
        self.output.put(format!("{}: {bad}{what}{bad:#}\n", self.name).as_bytes())
    }

    /// The last line. Answers whether all was well.
    pub(super) fn finish(&mut self) -> Result<bool, Failure> {
        let Self { name, bytes, faults, invalid, regions, lost_bytes, .. } = self;
        let Styles { good, bad, .. } = self.styles;
        let unsaid = faults.saturating_sub(self.most);
        if unsaid > 0 {
            let line = format!("{name}: and {} more\n", counted(unsaid, "fault"));
            self.output.put(line.as_bytes())?;
        }
        let found = counted(self.messages, "message");
        let size = counted(*bytes, "byte");
        let line = if *faults == 0 {
            let checksum = match self.checksum {
                _ if *bytes == 0 => "empty".to_owned(),
                ChecksumKind::None => {
                    "no checksum: damage inside payloads cannot be seen".to_owned()
                }
                kind => format!("checksum {kind}"),
            };
            format!("{name}: {good}ok{good:#}, {found}, {size}, {checksum}\n")
        } else {
            let mut line = format!("{name}: {bad}not intact{bad:#}, {found}");
            if *invalid > 0 {
                line += &format!(", {invalid} of them invalid");
            }
            if *regions > 0 {
                line += &format!(", {lost_bytes} of {size} lost in {}", counted(*regions, "place"));
            }
            line + "\n"
        };
        self.output.put(line.as_bytes())?;
        Ok(*faults == 0)
    }
}
