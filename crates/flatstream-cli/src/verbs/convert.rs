//! `flatstream convert`.

mod envelope;
mod files;
mod folder;
mod ndjson;
mod sink;

use crate::{
    args::{FrameKind, Global, OrAuto, ReadArgs, SchemaArgs},
    failure::{Done, Failure},
    input::Input,
    messages::Event,
    output::OutputArgs,
    write_args::WriteArgs,
};
use clap::ValueEnum;
use files::Files;
use flatstream::reflect::Schema;
use ndjson::Lines;
use sink::Sink;
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Convert a stream to another checksum, or to and from JSON or single files
///
/// Messages come --from one kind of thing and go --to another, each a stream unless told
/// otherwise.
///
/// ndjson is a JSON object on each line: with --schema the message itself; without, what
/// `flatstream cat --format ndjson` prints, whose `payload` is the message in hexadecimal, and
/// all that is read back.
///
/// files are one for each message, with its bytes and nothing else. They are made in the
/// directory -o, as 0000000000.bin and so on. They are taken in the order given, those of a
/// directory in the order of their names.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
#[command(mut_arg("output", |arg| arg.help(OUTPUT)))]
#[command(mut_arg("force", |arg| arg.help(FORCE)))]
#[command(mut_arg("to_checksum", |arg| arg.help(TO_CHECKSUM)))]
pub(crate) struct Args {
    /// What is converted; with `--from files` any number of files, and directories of them
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    /// What FILE is
    #[arg(long, value_name = "KIND", default_value = "stream")]
    from: Kind,
    /// What it is to be
    #[arg(long, value_name = "KIND", default_value = "stream")]
    to: Kind,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    schema: SchemaArgs,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    read: ReadArgs,
}

/// What messages come from or go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Frames, one after the other
    Stream,
    /// A JSON object on each line
    Ndjson,
    /// A file for each message
    Files,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    check(args)?;
    let schema = args.schema.load()?;
    let source = Source::open(args, schema.as_ref(), global)?;
    let mut sink = Sink::open(args, schema.as_ref())?;
    let done = source.each(global, |name, event| {
        match event {
            Event::Message(message) => sink.put(name, &message)?,
            Event::Idle => sink.show()?,
        }
        Ok(ControlFlow::Continue(()))
    })?;
    sink.finish()?;
    Ok(done)
}

/// Refuses flags that mean nothing together: something else was meant.
fn check(args: &Args) -> Result<(), Failure> {
    let Args { files, from, to, output, schema, write, read } = args;
    let refuse = |what: &str, hint: &str| Err(Failure::usage(what).hint(hint));
    let is = |kind: Kind| *from == kind || *to == kind;
    if *from == Kind::Stream && *to == Kind::Stream && write.to_checksum.is_none() {
        return refuse("from stream to stream, nothing changes", "--to-checksum, --to or --from");
    }
    if *from == Kind::Files && *to == Kind::Files {
        return refuse("from files to files, nothing changes", "--to stream or --to ndjson");
    }
    if *from == Kind::Stream && *to == Kind::Stream && read.format.dictionary.is_some() {
        let what = "--dictionary is not needed: what is compressed stays as it is";
        return refuse(what, "leave it out; `flatstream decompress` makes plain frames");
    }
    if *to != Kind::Stream && write.to_checksum.is_some() {
        return refuse("--to-checksum is for streams", "leave it out, or --to stream");
    }
    if schema.schema.is_some() && !is(Kind::Ndjson) {
        return refuse("--schema is for JSON", "--to ndjson or --from ndjson");
    }
    if *from != Kind::Files && files.len() > 1 {
        return refuse(
            "more than one FILE",
            "`flatstream merge` joins streams; `--from files` takes single messages",
        );
    }
    if *to == Kind::Files && output.output == Path::new("-") {
        return refuse("files need a directory", "-o DIR");
    }
    if *from != Kind::Stream {
        let given = [
            ("--checksum", read.format.checksum != OrAuto::Auto),
            ("--frames", read.format.frames != FrameKind::Auto),
            ("--dictionary", read.format.dictionary.is_some()),
            ("--skip-damaged", read.skip_damaged),
        ];
        if let Some((flag, _)) = given.iter().find(|(_, given)| *given) {
            let what = format!("{flag} is for reading streams, and FILE is none");
            return refuse(&what, "--to-checksum sets what is written");
        }
    }
    Ok(())
}

/// Where messages come from.
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
enum Source<'s> {
    Stream(Input),
    Ndjson(Lines<'s>),
    Files(Files),
}

impl<'s> Source<'s> {
    fn open(args: &Args, schema: Option<&'s Schema>, global: &Global) -> Result<Self, Failure> {
        let first = args.files.first().map_or(Path::new("-"), |path| path);
        Ok(match args.from {
            Kind::Stream if args.to == Kind::Stream => {
                // What is compressed stays as it is: only the digests change.
                let mut read = args.read.clone();
                read.format.frames = FrameKind::Plain;
                Self::Stream(Input::open(first, &read, global)?)
            }
            Kind::Stream => Self::Stream(Input::open(first, &args.read, global)?),
            Kind::Ndjson => Self::Ndjson(Lines::open(first, schema, args.read.format.max_frame)?),
            Kind::Files => Self::Files(Files::list(&args.files, args.read.format.limits())?),
        })
    }

    /// Shows `visit` every message and what it came from.
    fn each(
        self,
        global: &Global,
        mut visit: impl FnMut(&str, Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        match self {
            Self::Stream(input) => {
                let name = input.name().to_owned();
                input.each(global, |event| visit(&name, event))
            }
            Self::Ndjson(lines) => lines.each(global, visit),
            Self::Files(files) => files.each(visit),
        }
    }
}

const EXAMPLES: &str = "\
Examples:
  flatstream convert --to-checksum xxh3 old.fbs -o new.fbs
  flatstream convert --to ndjson --schema monster.bfbs monsters.fbs | jq .hp
  flatstream convert --from ndjson --schema monster.bfbs monsters.ndjson -o monsters.fbs
  flatstream convert --to files monsters.fbs -o monsters/
  flatstream convert --from files a.bin b.bin monsters/ -o monsters.fbs";

const OUTPUT: &str = "Where the result goes; `-` is standard output; with `--to files` a directory";
const FORCE: &str = "Replace a file that exists, write binary data to a terminal, and into a \
                     directory that is not empty";
const TO_CHECKSUM: &str = "The checksum of the frames that are written [default: crc32, but from \
                           stream to stream it has to be said]";
