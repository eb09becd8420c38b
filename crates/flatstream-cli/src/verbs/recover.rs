//! `flatstream recover`.

use crate::{
    args::{FormatArgs, Global},
    failure::{Done, Failure},
    input::{self, Input},
    intact,
    output::{Content, Output, OutputArgs},
    progress::Progress,
    size::counted,
};
use clap::ValueEnum;
use copy::Copy;
use flatstream::{End, ErrorKind, Tail, recover_file_with};
use std::{
    fs,
    path::{Path, PathBuf},
};

mod copy;

/// Write what is intact of a damaged stream into a new one
///
/// Frames are written as they are, compressed or not. What was lost is said on standard
/// error, and the exit code is 3 then. The file itself is left alone, but for --in-place.
/// Where a policy makes damage a failure, -o leaves no file; on standard output, what comes
/// before the damage has gone out by then.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// What to keep, and what damage to put up with
    #[arg(
        long,
        value_name = "POLICY",
        default_value = "skip-corrupt",
        conflicts_with = "in_place"
    )]
    policy: Policy,
    /// Cut a torn tail, or one of zeros, off the file itself; any other damage is a failure
    #[arg(long, conflicts_with = "output")]
    in_place: bool,
    /// Say what would be kept and lost, and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Save the bytes that are lost, one region after the other; takes a file as input
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    lost: Option<PathBuf>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    format: FormatArgs,
}

/// What is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Policy {
    /// Every intact frame
    SkipCorrupt,
    /// Every frame before the first damage
    PointInTime,
    /// All but a torn tail or one of zeros; any other damage is a failure
    TornTail,
    /// Everything; any damage is a failure
    Strict,
}

impl Policy {
    /// Whether a stream in which something ends with `end` is given up.
    fn refuses(self, end: End) -> bool {
        match self {
            Self::SkipCorrupt | Self::PointInTime => false,
            Self::TornTail => !is_tail(end),
            Self::Strict => true,
        }
    }
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let name = input::name(&args.file);
    // A file may be called `-`, too.
    let is_pipe =
        args.file == Path::new("-") || fs::metadata(&args.file).is_ok_and(|about| !about.is_file());
    if is_pipe && args.in_place {
        return Err(Failure::usage(format_args!("{name}: --in-place takes a file")));
    }
    if let Some(lost) = &args.lost {
        if is_pipe {
            return Err(Failure::usage(format_args!("{name}: --lost takes a file"))
                .hint("the bytes of a pipe are gone when they are found lost"));
        }
        check_target(&args.file, lost)?;
        if !args.in_place && *lost == args.output.output {
            return Err(Failure::usage("--lost and -o name the same file"));
        }
    }
    if !args.dry_run && !args.in_place {
        check_target(&args.file, &args.output.output)?;
    }
    let input = Input::open_as(&args.file, &args.format, global)?;
    if args.in_place {
        return in_place(args, input, global);
    }
    copy(args, input, global)
}

/// Writes what is kept of `input` elsewhere.
fn copy(args: &Args, input: Input, global: &Global) -> Result<Done, Failure> {
    let name = input.name().to_owned();
    let advice = input.advice().map(str::to_owned);
    let (deframer, limits, sure) = (input.deframer()?, input.limits(), input.is_sure());
    let output = (!args.dry_run).then(|| Output::open(&args.output, Content::Binary));
    let lost = args.lost.as_deref().map(|path| open_lost(path, args));
    let mut copy = Copy::new(&name, args.policy, output.transpose()?, lost.transpose()?, global);
    let progress = Progress::new(input.len(), global);
    let found = match input.mapped() {
        Some(bytes) => intact::frames(&name, bytes, &deframer, limits, |piece| {
            copy.piece(piece, bytes, &progress)
        }),
        None => intact::frames(&name, input.into_read(), &deframer, limits, |piece| {
            copy.piece(piece, &[], &progress)
        }),
    };
    progress.done();
    let found = found?;
    if found.frames + found.salvaged_frames == 0 && found.bytes > 0 && !sure {
        let hint = advice.unwrap_or_else(|| "--checksum NAME, if it is known".to_owned());
        return Err(Failure::failed(format_args!("{name}: no intact frame")).hint(hint));
    }
    copy.finish(found.bytes)
}

/// Cuts the tail off `input` itself, if that is all there is to do.
fn in_place(args: &Args, input: Input, global: &Global) -> Result<Done, Failure> {
    let name = input.name().to_owned();
    if input.len().is_some() && !input.is_sure() {
        return Err(Failure::failed(format_args!("{name}: not cut: its format is a guess"))
            .hint("--checksum NAME and --frames KIND, if they are known"));
    }
    let (deframer, limits) = (input.deframer()?, input.limits());
    let recover = |tail| {
        recover_file_with(&args.file, &deframer, limits, tail)
            .map_err(|error| input::failure(&name, &error, None))
    };
    if let (Some(path), Some(bytes)) = (&args.lost, input.mapped()) {
        let found = recover(Tail::Keep)?;
        if is_tail(found.end) {
            let mut saved = open_lost(path, args)?;
            saved.put(part(bytes, found.last_good_offset, found.lost_bytes))?;
            saved.finish()?;
        }
    }
    // Nothing may look at what is cut off.
    drop(input);
    let found = recover(if args.dry_run { Tail::Keep } else { Tail::Truncate })?;
    let (offset, end) = (found.last_good_offset, found.end);
    let behind = counted(found.frames, "message");
    if end == End::Clean {
        global.note(format_args!("{name}: {behind}, and nothing to cut off"));
        return Ok(Done::Whole);
    }
    if !is_tail(end) {
        return Err(refusal(&name, offset, end, "-o FILE, a new one, for what is intact"));
    }
    let did = if args.dry_run { "would cut off" } else { "cut off" };
    let (lost, why) = (counted(found.lost_bytes, "byte"), intact::why(end));
    global.note(format_args!("{name}: {did} {lost} at byte {offset}, behind {behind}: {why}"));
    Ok(Done::DataLoss)
}

/// Where lost bytes go.
fn open_lost(path: &Path, args: &Args) -> Result<Output, Failure> {
    let output = OutputArgs { output: path.to_owned(), force: args.output.force };
    Output::open(&output, Content::Binary)
}

/// An end that a crash or preallocation leaves.
fn is_tail(end: End) -> bool {
    matches!(end, End::Torn { .. } | End::ZeroTail)
}

/// That damage at `offset` is not put up with, or cannot be told from none.
fn refusal(name: &str, offset: u64, end: End, hint: &str) -> Failure {
    let failure =
        Failure::failed(format_args!("{name}: damage at byte {offset}: {}", intact::why(end)));
    let known = if let End::Corrupt { kind } = end { intact::hint(kind) } else { None };
    failure.hint(known.as_deref().unwrap_or(hint))
}

/// Whether nothing is wrong with the frame but that its dictionary is missing.
fn lacks_dictionary(end: End) -> bool {
    matches!(end, End::Corrupt { kind: ErrorKind::WrongDictionary { .. } })
}

/// Refuses to write over the input, whatever is forced.
fn check_target(input: &Path, target: &Path) -> Result<(), Failure> {
    let same = target != Path::new("-")
        && match (fs::canonicalize(input), fs::canonicalize(target)) {
            (Ok(input), Ok(target)) => input == target && input.is_file(),
            _ => false,
        };
    if same {
        return Err(Failure::usage(format_args!("{}: the input itself", target.display()))
            .hint("--in-place cuts a torn tail off; all else goes to a new file"));
    }
    Ok(())
}

/// `len` of `bytes`, from `offset`, as far as they are there.
fn part(bytes: &[u8], offset: u64, len: u64) -> &[u8] {
    let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
    &bytes[index(offset)..index(offset.saturating_add(len))]
}
