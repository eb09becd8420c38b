//! Where a recording goes.

use crate::{
    args::{FormatArgs, FrameKind, Global, OrAuto},
    failure::{Done, Failure},
    input::{self, Input},
    messages::Next,
    output::{Content, Output, OutputArgs},
    size,
    stream_output::StreamOutput,
    write_args::WriteArgs,
};
use flatstream::{ChecksumKind, Emit, ErrorKind, Format, Limits};
use std::{
    fs::{self, File},
    io,
    path::Path,
};

/// Flags of what is recorded and where.
#[derive(Clone, Debug, clap::Args)]
#[command(mut_arg("to_checksum", |arg| arg.help(TO_CHECKSUM)))]
pub(crate) struct TargetArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Add to a stream that exists, if its end is intact
    #[arg(long, conflicts_with = "force", requires = "output")]
    append: bool,
    /// Write the schema of the messages instead, for --schema of other verbs
    #[arg(long, conflicts_with_all = ["append", "to_checksum"])]
    pub(crate) print_schema: bool,
    #[command(flatten)]
    write: WriteArgs,
}

/// A stream that grows under its own name: what was recorded is of use even if the
/// run is cut short.
pub(crate) struct Target {
    name: Option<String>,
    stream: StreamOutput,
}

impl Target {
    pub(crate) fn open(args: &TargetArgs, global: &Global) -> Result<Self, Failure> {
        let path = &*args.output.output;
        let new = Format::new().checksum(args.write.to_checksum.unwrap_or(ChecksumKind::Crc32));
        let create = |output| StreamOutput::new(&new, None, Limits::default(), output);
        if path == Path::new("-") {
            if args.append {
                return Err(Failure::usage("--append takes a file").hint("-o FILE"));
            }
            let output = Output::stdout(Content::Binary, args.output.force)?;
            return Ok(Self { name: None, stream: create(output)? });
        }
        let name = path.display().to_string();
        let failed = |error: io::Error| Failure::io(&name, &error);
        let stream = match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                return Err(Failure::usage(format_args!("{name}: a directory")));
            }
            Ok(about) if about.is_file() && args.append && about.len() > 0 => {
                let input = appendable(path, args, global)?;
                let file = File::options().append(true).open(path).map_err(failed)?;
                StreamOutput::like(&input, Output::growing(&name, file))?
            }
            Ok(about) if about.is_file() && !args.append && !args.output.force => {
                return Err(Failure::failed(format_args!("{name}: exists"))
                    .hint("--append adds to it, -f replaces it"));
            }
            Ok(about) if !about.is_file() => {
                let file = File::options().write(true).open(path).map_err(failed)?;
                create(Output::growing(&name, file))?
            }
            _ => create(Output::growing(&name, File::create(path).map_err(failed)?))?,
        };
        Ok(Self { name: Some(name), stream })
    }

    /// Appends a message.
    pub(crate) fn emit(&mut self, draft: &impl Emit) -> Result<(), Failure> {
        self.stream.emit(draft)
    }

    /// Makes what was written so far be seen.
    pub(crate) fn show(&mut self) -> Result<(), Failure> {
        self.stream.show()
    }

    /// Writes the rest, and says what there is now.
    pub(crate) fn finish(mut self, global: &Global) -> Result<Done, Failure> {
        self.stream.show()?;
        let messages = size::counted(self.stream.messages(), "message");
        let bytes = size::human(self.stream.bytes());
        self.stream.finish()?;
        if let Some(name) = &self.name {
            global.note(format_args!("{name}: {messages} recorded, {bytes}"));
        }
        Ok(Done::Whole)
    }
}

/// Writes a schema to where the recording would have gone.
pub(crate) fn print_schema(schema: &[u8], args: &OutputArgs) -> Result<Done, Failure> {
    let mut output = Output::open(args, Content::Binary)?;
    output.put(schema)?;
    output.finish()?;
    Ok(Done::Whole)
}

/// That a recording does not grow by what it records.
pub(crate) fn refuse_same_file(source: &Path, args: &TargetArgs) -> Result<(), Failure> {
    let output = &*args.output.output;
    let is_stdout = output == Path::new("-");
    let target = if is_stdout { Path::new("/dev/stdout") } else { output };
    let source = if source == Path::new("-") { Path::new("/dev/stdin") } else { source };
    if is_same_file(source, target) {
        let name = if is_stdout { "standard output".into() } else { output.display().to_string() };
        return Err(Failure::usage(format_args!("{name}: is what is to be recorded")));
    }
    Ok(())
}

#[cfg(unix)]
fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (a.metadata(), b.metadata()) {
        (Ok(a), Ok(b)) => a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The stream in `path`, if its end is one behind which more can be written.
fn appendable(path: &Path, args: &TargetArgs, global: &Global) -> Result<Input, Failure> {
    let format = FormatArgs {
        checksum: args.write.to_checksum.map_or(OrAuto::Auto, OrAuto::Is),
        frames: FrameKind::Auto,
        dictionary: None,
        max_frame: None,
    };
    let mut input = Input::open_as(path, &format, global)?;
    let name = input::name(path);
    // Behind frames with another checksum the file could not be read any more.
    if args.write.to_checksum.is_none() && !input.is_sure() {
        return Err(Failure::failed(format_args!("{name}: which checksum it has cannot be told"))
            .hint("--to-checksum NAME, the one that it has"));
    }
    let mut messages = input.messages()?;
    let damaged = loop {
        match messages.advance() {
            Ok(Next::End) => break None,
            Ok(_) => {}
            Err(error) => break Some(error),
        }
    };
    match damaged {
        None => Ok(input),
        Some(error) => Err(Failure::stream(&name, &error).hint(match error.kind() {
            ErrorKind::WrongDictionary { .. } => "another -o; `flatstream merge` joins the two",
            _ => "`flatstream recover` first; or --to-checksum, if the file has another",
        })),
    }
}

const TO_CHECKSUM: &str = "The checksum of the frames that are written [default: crc32, or with \
                           --append that of the stream]";
