use super::{Policy, lacks_dictionary, part, refusal};
use crate::{
    args::Global,
    failure::{Done, Failure},
    intact::{self, LossNotes},
    output::Output,
    progress::Progress,
    size::{self, counted},
};
use flatstream::{End, ErrorKind, IntactFrame, RecoveredFrame};

/// Frames on their way into a new stream.
pub(super) struct Copy<'a> {
    name: &'a str,
    policy: Policy,
    output: Option<Output>,
    /// Where the bytes go that are lost.
    lost: Option<Output>,
    global: &'a Global,
    frames: u64,
    messages: u64,
    bytes: u64,
    /// Regions of damage.
    notes: LossNotes<'a>,
    /// Intact messages that the policy leaves out.
    left_out: u64,
    /// Whether frames were refused for their length.
    too_large: bool,
}

impl<'a> Copy<'a> {
    pub(super) fn new(
        name: &'a str,
        policy: Policy,
        output: Option<Output>,
        lost: Option<Output>,
        global: &'a Global,
    ) -> Self {
        Self {
            name,
            policy,
            output,
            lost,
            global,
            frames: 0,
            messages: 0,
            bytes: 0,
            notes: LossNotes::new(name, global),
            left_out: 0,
            too_large: false,
        }
    }

    /// Takes up the next piece of the old stream, `source` as far as it is at hand.
    pub(super) fn piece(
        &mut self,
        piece: RecoveredFrame<'_>,
        source: &[u8],
        progress: &Progress,
    ) -> Result<(), Failure> {
        match piece {
            RecoveredFrame::Intact(frame) => {
                progress.at(frame.offset);
                self.frame(&frame)
            }
            RecoveredFrame::Lost { offset, len, end } => {
                self.region(offset, len, end)?;
                match &mut self.lost {
                    Some(lost) => lost.put(part(source, offset, len)),
                    None => Ok(()),
                }
            }
        }
    }

    fn frame(&mut self, frame: &IntactFrame<'_>) -> Result<(), Failure> {
        let messages = frame.messages().count() as u64;
        let output = if self.policy == Policy::PointInTime && self.notes.regions() > 0 {
            self.left_out += messages;
            &mut self.lost
        } else {
            self.frames += 1;
            self.messages += messages;
            self.bytes += frame.bytes.len() as u64;
            &mut self.output
        };
        match output {
            Some(output) => output.put(frame.bytes),
            None => Ok(()),
        }
    }

    fn region(&mut self, offset: u64, len: u64, end: End) -> Result<(), Failure> {
        let name = self.name;
        if self.policy.refuses(end) || lacks_dictionary(end) {
            let hint = "--policy skip-corrupt keeps what is intact";
            return Err(refusal(name, offset, end, hint));
        }
        self.too_large |= matches!(end, End::Corrupt { kind: ErrorKind::FrameTooLarge { .. } });
        let (lost, behind) = (counted(len, "byte"), counted(self.messages, "message"));
        let why = intact::why(end);
        self.notes
            .region(format_args!("lost {lost} at byte {offset}, behind {behind} kept: {why}"));
        Ok(())
    }

    /// Puts the files in their places, and says what is in them of the `bytes` that
    /// there were.
    pub(super) fn finish(self, bytes: u64) -> Result<Done, Failure> {
        let Self { name, global, .. } = self;
        for output in [self.output, self.lost].into_iter().flatten() {
            output.finish()?;
        }
        self.notes.finish();
        if self.too_large {
            global.note("--max-frame SIZE, if frames of such a length are none of the damage");
        }
        if self.left_out > 0 {
            global.note(format_args!(
                "{name}: left out {} behind the damage, intact; --policy skip-corrupt keeps them",
                counted(self.left_out, "message")
            ));
        }
        let (messages, frames) = (counted(self.messages, "message"), counted(self.frames, "frame"));
        let kept = size::human(self.bytes);
        let (lost, done) = match bytes - self.bytes {
            0 => ("nothing".to_owned(), Done::Whole),
            lost => (counted(lost, "byte"), Done::DataLoss),
        };
        global.note(format_args!("{name}: kept {messages} in {frames}, {kept}; lost {lost}"));
        Ok(done)
    }
}
