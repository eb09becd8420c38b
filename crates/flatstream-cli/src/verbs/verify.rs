//! `flatstream verify`.

use crate::{
    args::{FormatArgs, Global, SchemaArgs},
    failure::{Done, Failure},
    input::Input,
    intact,
    messages::{Messages, Next},
    output::{Content, Output},
    progress::Progress,
};
use flatstream::{ChecksumKind, Deframer, ErrorKind, Format, FormatDeframer, Position};
use report::{Check, Report};
use std::{io::Read, ops::Range, path::PathBuf};

mod report;

/// Check that streams are intact
///
/// Compares all digests, follows the frames to the end, and decompresses what is
/// compressed. With --schema it checks every message as FlatBuffers' verifiers do: offsets,
/// alignment, text, unions, required fields. Prints a line for each file, and before it
/// what is wrong with it; ends with 1 if anything is.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// Check that every message has the root of a FlatBuffer, which takes no schema
    #[arg(long, conflicts_with = "schema")]
    tables: bool,
    /// Print no more faults of each file than this, and count the rest
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    max_errors: u64,
    #[command(flatten)]
    schema: SchemaArgs,
    #[command(flatten)]
    format: FormatArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let schema = args.schema.load()?;
    let check = Check::new(schema.as_ref(), args.tables);
    let mut output = Output::stdout(Content::Text, false)?;
    let styles = output.styles(global);
    let (mut bad, mut hint) = (0, None);
    for file in &args.files {
        let input = match Input::open_as(file, &args.format, global) {
            Ok(input) => input,
            // The other files are of interest all the same.
            Err(failure) if args.files.len() > 1 => {
                let _ = failure.report(global);
                bad += 1;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        let advice = input.advice().map(str::to_owned);
        let mut report = Report::new(&input, args.max_errors, styles, &check, &mut output);
        let progress = Progress::new(input.len(), global);
        verify(input, &mut report, &progress)?;
        progress.done();
        if !report.finish()? {
            bad += 1;
            hint = hint.or(advice).or(report.hint);
        }
        // The next file may take a while.
        output.show()?;
    }
    output.finish()?;
    let failure = match (bad, args.files.len()) {
        (0, _) => return Ok(Done::Whole),
        (_, 1) => Failure::failed("the stream is not intact"),
        (_, all) => Failure::failed(format_args!("{bad} of {all} streams are not intact")),
    };
    Err(failure.hint(hint.as_deref().unwrap_or("`flatstream recover` keeps what is intact")))
}

/// Goes through a file in place up to its first fault, and through a pipe as it
/// comes.
fn verify(input: Input, report: &mut Report<'_, '_>, progress: &Progress) -> Result<(), Failure> {
    let deframer = input.deframer()?;
    let Some(bytes) = input.mapped() else {
        let limits = input.limits();
        let source = input.into_read();
        return salvage(source, &deframer, limits, &Fault::default(), report, progress);
    };
    let limits = input.limits();
    // Without digests only the chain of frames speaks for them. Where it breaks, those
    // before the break are doubtful as well.
    let by_chain = deframer.digest_len() == 0;
    let looks_inside = deframer.may_hold_many() || report.checks_messages();
    if by_chain && looks_inside {
        let frames = Format::new().checksum(ChecksumKind::None).deframer();
        let frames = frames.map_err(Failure::usage)?;
        let mut frames = Messages::mapped(bytes, frames, limits);
        while match frames.advance() {
            Ok(next) => next != Next::End,
            Err(_) => {
                return salvage(bytes, &deframer, limits, &Fault::default(), report, progress);
            }
        } {}
    }
    let Some(mut fault) = in_place(&input, bytes, report, progress)? else { return Ok(()) };
    if by_chain && !looks_inside {
        fault = Fault::default();
    }
    // What is believed behind damage goes by the longest frame before it.
    let source = part(bytes, &fault.longest).chain(part(bytes, &(fault.at.offset..u64::MAX)));
    report.go_back_to(fault.at);
    salvage(source, &deframer, limits, &fault, report, progress)
}

/// The first fault of a file.
#[derive(Default)]
struct Fault {
    /// Where the frame begins, and how many messages are before it.
    at: Position,
    /// The longest of the frames before it.
    longest: Range<u64>,
}

/// The first fault of `bytes`, if there is one.
fn in_place(
    input: &Input,
    bytes: &[u8],
    report: &mut Report<'_, '_>,
    progress: &Progress,
) -> Result<Option<Fault>, Failure> {
    let mut messages = Messages::mapped(bytes, input.deframer()?, input.limits());
    let mut fault = Fault::default();
    // Zeros to the end may pass for empty messages, and may be none.
    let zeros = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |last| last as u64 + 1);
    loop {
        match messages.advance() {
            Ok(Next::Message) => {
                let message = messages.message();
                if message.offset != fault.at.offset {
                    fault.pass(message.offset);
                    fault.at = Position::new(message.offset, message.ordinal);
                    progress.at(message.offset);
                }
                if message.offset >= zeros {
                    return Ok(Some(fault));
                }
                report.message(&message)?;
            }
            Ok(Next::Idle) => {}
            Ok(Next::End) => {
                report.bytes = bytes.len() as u64;
                return Ok(None);
            }
            Err(error) if error.kind() == ErrorKind::Config => {
                return Err(Failure::stream(input.name(), &error));
            }
            Err(error) => {
                let at = error.position().unwrap_or_default();
                // Messages of a block may have been found before its fault.
                if at.offset != fault.at.offset {
                    fault.pass(at.offset);
                    fault.at = at;
                }
                return Ok(Some(fault));
            }
        }
    }
}

impl Fault {
    /// The frame at hand ends at `end`.
    fn pass(&mut self, end: u64) {
        let frame = self.at.offset..end;
        if frame.end - frame.start > self.longest.end - self.longest.start {
            self.longest = frame;
        }
    }
}

/// Goes on at `fault`, behind frames that were looked at before.
fn salvage(
    source: impl Read,
    deframer: &FormatDeframer,
    limits: flatstream::Limits,
    fault: &Fault,
    report: &mut Report<'_, '_>,
    progress: &Progress,
) -> Result<(), Failure> {
    let known = fault.longest.end - fault.longest.start;
    let name = report.name.clone();
    let found = intact::frames(&name, source, deframer, limits, |piece| {
        let offset = match piece {
            flatstream::RecoveredFrame::Intact(frame) => frame.offset,
            flatstream::RecoveredFrame::Lost { offset, .. } => offset,
        };
        let Some(behind) = offset.checked_sub(known) else { return Ok(()) };
        let offset = fault.at.offset + behind;
        progress.at(offset);
        report.piece(piece, offset)
    })?;
    report.bytes = fault.at.offset + found.bytes - known;
    Ok(())
}

/// A part of `bytes`, as far as there is one.
fn part<'b>(bytes: &'b [u8], range: &Range<u64>) -> &'b [u8] {
    let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    &bytes[index(range.start)..index(range.end)]
}
