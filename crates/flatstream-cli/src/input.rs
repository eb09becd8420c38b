//! Where messages come from.

use crate::{
    args::{self, FormatArgs, FrameKind, Global, OrAuto, ReadArgs},
    failure::{Done, Failure},
    foreign::Foreign,
    intact::{LossNotes, hint, lost},
    messages::{Event, Message, Messages, Next},
    progress::Progress,
    size::counted,
};
use bytes::Bytes;
use flatstream::{
    CodecKind, Deframer, Detection, Detector, Error, ErrorKind, Format, FormatDeframer,
    FrameFormat, Limits, Recovered, Step, Tag, salvage,
};
use std::{
    io::{self, Read},
    ops::ControlFlow,
    path::Path,
};

mod bytes;

/// A stream, whose format is known or guessed.
pub(crate) struct Input {
    name: String,
    bytes: Bytes,
    format: Format,
    detection: Option<Detection>,
    /// The flag that pins what was to be found out.
    open: &'static str,
    /// What to try where reading fails, because it is no stream of its format.
    advice: Option<String>,
    /// Whether frames hold many messages, as far as was looked.
    in_blocks: bool,
    limits: Limits,
    skip_damaged: bool,
}

impl Input {
    /// Opens `path`, or standard input for `-`, and finds out what is not pinned.
    pub(crate) fn open(path: &Path, args: &ReadArgs, global: &Global) -> Result<Self, Failure> {
        let mut input = Self::open_as(path, &args.format, global)?;
        input.skip_damaged = args.skip_damaged;
        Ok(input)
    }

    /// As [`open`](Input::open), for who looks at damage itself.
    pub(crate) fn open_as(
        path: &Path,
        args: &FormatArgs,
        global: &Global,
    ) -> Result<Self, Failure> {
        let mut bytes = Bytes::open(path)?;
        let name = name(path);
        let limits = args.limits();
        let dictionary = args.dictionary.as_deref().map(args::dictionary).transpose()?;
        let is_open = args.checksum == OrAuto::Auto || args.frames == FrameKind::Auto;
        let detection = if is_open {
            let mut detector = Detector::new().limits(limits);
            detector.dictionary.clone_from(&dictionary);
            Some(bytes.detect(&name, &detector)?)
        } else {
            None
        };
        let mut format = Format::new();
        format.checksum = match (args.checksum, &detection) {
            (OrAuto::Is(checksum), _) => checksum,
            (OrAuto::Auto, found) => found.as_ref().map_or(format.checksum, |found| found.checksum),
        };
        let is_compressed = match args.frames {
            FrameKind::Auto => detection.as_ref().is_some_and(|found| found.compressed),
            kind => kind == FrameKind::Compressed,
        };
        let mut in_blocks = false;
        if is_compressed {
            // Any codec stands for all when reading.
            let codec;
            (codec, in_blocks) = first_tags(bytes.start(), &format.frames(), &limits);
            format.codec = codec.or(Some(CodecKind::Zstd));
            format.dictionary = dictionary;
        }
        let open = if args.checksum == OrAuto::Auto { "--checksum" } else { "--frames" };
        let mut input = Self {
            name,
            bytes,
            format,
            detection,
            open,
            advice: None,
            in_blocks,
            limits,
            skip_damaged: false,
        };
        input.advice = input.advice_on_failure();
        let is_guess = |found: &Detection| !found.is_sure() && found.frames > 0;
        if input.advice.is_none() && input.detection().is_some_and(is_guess) {
            global.note(format_args!("{}: {}", input.name, input.describe()));
        }
        Ok(input)
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its length in bytes, where that is known beforehand.
    pub(crate) fn len(&self) -> Option<u64> {
        match &self.bytes {
            Bytes::Mapped(map) => Some(map.len() as u64),
            Bytes::Piped { .. } => None,
        }
    }

    /// All its bytes, where they are in memory.
    pub(crate) fn mapped(&self) -> Option<&[u8]> {
        match &self.bytes {
            Bytes::Mapped(map) => Some(map),
            Bytes::Piped { .. } => None,
        }
    }

    /// How it is read. Written by this, a stream looks like it as far as can be
    /// told from its first frames: not the codec's level.
    pub(crate) fn format(&self) -> &Format {
        &self.format
    }

    /// Whether its frames hold many messages each, as far as can be told from the
    /// first ones.
    pub(crate) fn in_blocks(&self) -> bool {
        self.in_blocks
    }

    /// What was found out about its format, where not all of it was pinned.
    pub(crate) fn detection(&self) -> Option<&Detection> {
        self.detection.as_ref()
    }

    /// Whether its format is beyond doubt: told, or found and sure.
    pub(crate) fn is_sure(&self) -> bool {
        self.detection.as_ref().is_none_or(|found| found.is_sure() && self.agrees(found))
    }

    /// Its format, and how sure that is.
    pub(crate) fn describe(&self) -> String {
        let checksum = self.format.checksum;
        let how = if self.format.codec.is_some() { "compressed" } else { "plain" };
        let open = self.open;
        let sure = match &self.detection {
            None => "as told".to_owned(),
            Some(_) if self.start().is_empty() => return "none, it is empty".to_owned(),
            Some(found) if !self.agrees(found) => format!("in part as told; {open} pins it"),
            Some(found) if found.bits == 0 => {
                format!("nothing speaks for or against it; {open} pins it")
            }
            Some(found) => {
                let (frames, bits) = (counted(found.frames, "frame"), found.bits);
                match found.is_sure() {
                    true => format!("sure: {frames}, {bits} bits"),
                    false => format!("a guess: {frames}, {bits} bits; {open} pins it"),
                }
            }
        };
        format!("checksum {checksum}, frames {how} ({sure})")
    }

    /// What to try where reading fails, if that is because it is something else.
    pub(crate) fn advice(&self) -> Option<&str> {
        self.advice.as_deref()
    }

    fn advice_on_failure(&self) -> Option<String> {
        if let Some(foreign) = Foreign::of(self) {
            return Some(foreign.advice(&self.name));
        }
        let found = self.detection()?;
        if found.is_sure() && found.checksum != self.format.checksum {
            return Some(format!("--checksum {}, which its frames look like", found.checksum));
        }
        let is_limited = self.limits.max_frame_bytes < Limits::default().max_frame_bytes;
        let nothing = found.bits == 0 && self.open == "--checksum" && !is_limited;
        nothing.then(|| "--checksum NAME, if it is known: no frame was found with any".to_owned())
    }

    /// Whether it is read as it was found.
    fn agrees(&self, found: &Detection) -> bool {
        found.checksum == self.format.checksum && found.compressed == self.format.codec.is_some()
    }

    /// What is known of its bytes: all of a file, the first ones of a pipe.
    pub(crate) fn start(&self) -> &[u8] {
        self.bytes.start()
    }

    /// The limits it is read under.
    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// A deframer of its format.
    pub(crate) fn deframer(&self) -> Result<FormatDeframer, Failure> {
        self.format.deframer().map_err(|error| Failure::stream(&self.name, &error))
    }

    /// Its messages, one by one, up to the first damage.
    pub(crate) fn messages(&mut self) -> Result<Messages<'_>, Failure> {
        let deframer = self.deframer()?;
        Ok(match &mut self.bytes {
            Bytes::Mapped(map) => Messages::mapped(map, deframer, self.limits),
            Bytes::Piped { prefix, source } => {
                Messages::piped(&std::mem::take(prefix), source, deframer, self.limits)
            }
        })
    }

    /// Everything of it, from the start, for who looks at bytes.
    pub(crate) fn into_read(self) -> Box<dyn Read> {
        match self.bytes {
            Bytes::Mapped(map) => Box::new(io::Cursor::new(map)),
            Bytes::Piped { prefix, source } => Box::new(io::Cursor::new(prefix).chain(source)),
        }
    }

    /// Shows `visit` every message, until it breaks. Damage ends it with an error,
    /// or is skipped and counts as data loss, as the flags have it.
    pub(crate) fn each(
        mut self,
        global: &Global,
        mut visit: impl FnMut(Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let progress = Progress::new(self.len(), global);
        if self.skip_damaged {
            return self.salvage(global, &progress, visit);
        }
        let (name, advice) = (std::mem::take(&mut self.name), self.advice.take());
        let mut messages = self.messages()?;
        loop {
            let flow = match messages.advance() {
                Ok(Next::Message) => {
                    let message = messages.message();
                    progress.at(message.offset);
                    visit(Event::Message(message))?
                }
                Ok(Next::Idle) => visit(Event::Idle)?,
                Ok(Next::End) => break,
                Err(error) => {
                    // What came before it is not to be lost.
                    let _ = visit(Event::Idle)?;
                    progress.done();
                    return Err(failure(&name, &error, advice.as_deref()));
                }
            };
            if flow.is_break() {
                break;
            }
        }
        progress.done();
        Ok(Done::Whole)
    }

    fn salvage(
        self,
        global: &Global,
        progress: &Progress,
        mut visit: impl FnMut(Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let (name, limits, deframer) = (self.name.clone(), self.limits, self.deframer()?);
        let mut stopped: Option<Result<(), Failure>> = None;
        let mut done = Done::Whole;
        let mut ordinal = 0;
        let mut notes = LossNotes::new(&name, global);
        let outcome = salvage(self.into_read(), &deframer, limits, |piece| {
            let flow = match piece {
                Recovered::Frame { offset, payload } => {
                    progress.at(offset);
                    ordinal += 1;
                    visit(Event::Message(Message { payload, ordinal: ordinal - 1, offset }))
                }
                Recovered::Lost { offset, len, end } => {
                    done = Done::DataLoss;
                    notes.region(lost(offset, len, end));
                    Ok(ControlFlow::Continue(()))
                }
            };
            stopped = match flow {
                Ok(ControlFlow::Continue(())) => return Ok(()),
                Ok(ControlFlow::Break(())) => Some(Ok(())),
                Err(failure) => Some(Err(failure)),
            };
            // Ends the run; `stopped` says how.
            Err(Error::new(ErrorKind::Other))
        });
        progress.done();
        notes.finish();
        match (stopped, outcome) {
            (Some(Err(failure)), _) => Err(failure),
            (None, Err(error)) => Err(failure(&name, &error, None)),
            (Some(Ok(())), _) | (None, Ok(_)) => Ok(done),
        }
    }
}

/// The codec of the first frame that has one, so that what is written looks alike,
/// and whether the frames up to that one hold many messages.
fn first_tags(start: &[u8], frames: &FrameFormat, limits: &Limits) -> (Option<CodecKind>, bool) {
    let tag_at = 4 + frames.digest_len();
    let mut rest = start;
    let mut in_blocks = false;
    for _ in 0..TAGS {
        let Ok(Step::Frame { len }) = frames.deframe(rest, limits) else { break };
        let Some(&tag) = rest[..len].get(tag_at) else { break };
        let tag = Tag::from_byte(tag);
        in_blocks |= tag.has_many();
        let codec = CodecKind::ALL.iter().find(|kind| kind.id() == tag.codec());
        if codec.is_some() {
            return (codec.copied(), in_blocks);
        }
        rest = &rest[len..];
    }
    (None, in_blocks)
}

/// What errors call `path`.
pub(crate) fn name(path: &Path) -> String {
    if path == Path::new("-") { STDIN.into() } else { path.display().to_string() }
}

/// An error of the library, with what to try about it: `advice`, where the input seems
/// to be something else.
pub(crate) fn failure(name: &str, error: &Error, advice: Option<&str>) -> Failure {
    // A pipe that breaks where it is read from is no success.
    if let ErrorKind::Io(_) = error.kind() {
        return Failure::failed(format_args!("{name}: {error}"));
    }
    let failure = Failure::stream(name, error);
    if let (ErrorKind::WrongDictionary { .. }, Some(hint)) = (error.kind(), hint(error.kind())) {
        return failure.hint(hint);
    }
    let hint = match error.kind() {
        ErrorKind::FrameTooLarge { .. } => {
            "--max-frame SIZE, if there are such frames; \
             `flatstream recover` finds the next frame, if the length is damaged"
        }
        ErrorKind::ChecksumMismatch { .. }
        | ErrorKind::Truncated { .. }
        | ErrorKind::InvalidPayload => {
            "--skip-damaged reads on behind it; `flatstream recover` keeps what is intact"
        }
        _ => return failure,
    };
    failure.hint(advice.unwrap_or(hint))
}

/// What errors call standard input.
pub(crate) const STDIN: &str = "standard input";
/// Frames looked at to find out the codec.
const TAGS: usize = 64;
