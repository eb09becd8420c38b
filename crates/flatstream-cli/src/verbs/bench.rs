//! `flatstream bench`.

mod pace;

use crate::{
    args::{FormatArgs, Global, SchemaArgs},
    duration,
    failure::{Done, Failure},
    input::Input,
    messages::Next,
    output::{Content, Output},
    printer,
};
use clap::ValueEnum;
use flatstream::{
    StreamReader,
    reflect::{JsonPrinter, Schema, Verifier},
};
use pace::Pace;
use std::{fs::File, path::PathBuf, time::Duration};

/// Measure how fast a file is read
///
/// Goes through the file again and again in each of several ways, and says what the median
/// of the passes behind the first one was, and what that one took, for which the file may not
/// have been in memory. MB are millions of bytes of the file.
///
/// The ways are `walk`, from header to header in the mapped file; `read`, with digests compared
/// and blocks decompressed; `buffered`, the same through a reader's buffer; and with --schema
/// `verify` and `json`, which are `read` with each message verified, and printed.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The time for each way to read, though there are two passes at least
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = duration::parse)]
    duration: Duration,
    /// How the figures are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,
    #[command(flatten)]
    schema: SchemaArgs,
    #[command(flatten)]
    read: FormatArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A table
    Text,
    /// A JSON object each and on one line
    Ndjson,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let schema = args.schema.load()?;
    let mut input = Input::open_as(&args.file, &args.read, global)?;
    if input.mapped().is_none() {
        let name = input.name();
        return Err(Failure::usage(format_args!("{name}: not a file with messages"))
            .hint("`bench` reads a file several times, so it takes no pipe"));
    }
    let mut output = Output::stdout(Content::Text, false)?;
    for way in Way::ALL {
        if way.takes_schema() && schema.is_none() {
            continue;
        }
        let pass = || way.pass(&mut input, args, schema.as_ref());
        let pace = Pace::measure(args.duration, pass)?;
        if way == Way::Walk && args.format == Format::Text {
            output.put(Pace::HEADINGS.as_bytes())?;
        }
        let bytes = input.len().unwrap_or_default();
        let line = match args.format {
            Format::Text => pace.text(way.name(), bytes),
            Format::Ndjson => pace.json(way.name(), bytes),
        };
        output.put(line.as_bytes())?;
        // Each takes a while: what is known is shown.
        output.show()?;
    }
    output.finish()?;
    Ok(Done::Whole)
}

/// A way to go through a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// From header to header, in the mapped file.
    Walk,
    /// In the mapped file, with digests compared, and decompressed.
    Read,
    /// The same through a reader's buffer.
    Buffered,
    /// As `Read`, and each message verified by the schema.
    Verify,
    /// As `Read`, and each message printed by the schema.
    Json,
}

impl Way {
    const ALL: [Self; 5] = [Self::Walk, Self::Read, Self::Buffered, Self::Verify, Self::Json];

    fn takes_schema(self) -> bool {
        matches!(self, Self::Verify | Self::Json)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Read => "read",
            Self::Buffered => "buffered",
            Self::Verify => "verify",
            Self::Json => "json",
        }
    }

    /// Goes through all of it once and counts messages.
    fn pass(self, input: &mut Input, args: &Args, schema: Option<&Schema>) -> Result<u64, Failure> {
        match (self, schema) {
            (Self::Walk, _) => walk(input),
            (Self::Read, _) => read(input),
            (Self::Buffered, _) => buffered(input, args),
            (Self::Verify, Some(schema)) => {
                let verifier = Verifier::new(schema);
                by_schema(input, |payload| verifier.verify(payload))
            }
            (Self::Json, Some(schema)) => {
                let (printer, mut text) = (JsonPrinter::new(schema), Vec::new());
                by_schema(input, |payload| {
                    text.clear();
                    printer.print(payload, &mut text)
                })
            }
            (Self::Verify | Self::Json, None) => Ok(0),
        }
    }
}

fn walk(input: &mut Input) -> Result<u64, Failure> {
    let name = input.name().to_owned();
    let mut messages = input.messages()?;
    let mut count = 0;
    while messages.skip().map_err(|error| failure(&name, &error))? != Next::End {
        count += 1;
    }
    Ok(count)
}

fn read(input: &mut Input) -> Result<u64, Failure> {
    let name = input.name().to_owned();
    let mut messages = input.messages()?;
    let mut count = 0;
    while messages.advance().map_err(|error| failure(&name, &error))? != Next::End {
        count += 1;
    }
    Ok(count)
}

fn buffered(input: &Input, args: &Args) -> Result<u64, Failure> {
    let name = input.name();
    let file = File::open(&args.file).map_err(|error| Failure::io(name, &error))?;
    let mut reader = StreamReader::new(file, input.deframer()?).limits(input.limits());
    let mut count = 0;
    while reader.read_message().map_err(|error| failure(name, &error))?.is_some() {
        count += 1;
    }
    Ok(count)
}

/// As `read`, with `look` at each message.
fn by_schema(
    input: &mut Input,
    mut look: impl FnMut(&[u8]) -> flatstream::Result<()>,
) -> Result<u64, Failure> {
    let name = input.name().to_owned();
    let mut messages = input.messages()?;
    let mut count = 0;
    while messages.advance().map_err(|error| failure(&name, &error))? != Next::End {
        let message = messages.message();
        look(message.payload).map_err(|error| printer::unreadable(&name, &message, &error))?;
        count += 1;
    }
    Ok(count)
}

/// Damage ends a measurement.
fn failure(name: &str, error: &flatstream::Error) -> Failure {
    Failure::stream(name, error)
        .hint("`flatstream verify` says what is wrong; `flatstream recover` keeps what is intact")
}
