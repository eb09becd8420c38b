//! The command line, and what verbs have in common.

use crate::{printer::Print, size, verbs};
use anstream::AutoStream;
use anstyle::Style;
use clap::{
    ColorChoice, Parser, Subcommand, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use flatstream::{ChecksumKind, CodecKind, Dictionary, Limits, reflect::Schema};
use std::{
    io::{self, Write},
    iter,
    path::{Path, PathBuf},
};

use crate::failure::Failure;

/// Look into streams of FlatBuffers messages, check, mend and convert them.
///
/// A FILE of `-` is standard input; so is none. Results go to standard output or to
/// -o, everything else to standard error.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done, but some of the input was lost.
#[derive(Debug, Parser)]
#[command(name = "flatstream", version, max_term_width = 100, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Info(verbs::info::Args),
    Cat(verbs::cat::Args),
    Head(verbs::head::Args),
    Tail(verbs::tail::Args),
    Count(verbs::count::Args),
    Verify(verbs::verify::Args),
    Recover(verbs::recover::Args),
    Compress(verbs::compress::Args),
    Decompress(verbs::decompress::Args),
    Train(verbs::train::Args),
    Convert(verbs::convert::Args),
    Split(verbs::split::Args),
    Merge(verbs::merge::Args),
    Filter(verbs::filter::Args),
    Record(verbs::record::Args),
    Bench(verbs::bench::Args),
    Codegen(verbs::codegen::Args),
    Completions(verbs::completions::Args),
    Man(verbs::man::Args),
}

/// Flags of every verb.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct Global {
    /// Colours in texts; `auto` has them on terminals, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = GLOBAL)]
    color: ColorChoice,
    /// No progress and no notes, only errors
    #[arg(short, long, global = true, help_heading = GLOBAL)]
    pub(crate) quiet: bool,
}

impl Global {
    /// Whether `stream` is to get colours.
    pub(crate) fn colours(&self, stream: &impl anstream::stream::RawStream) -> bool {
        match self.color {
            ColorChoice::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        }
    }

    /// A note on standard error, unless there are to be none.
    pub(crate) fn note(&self, text: impl std::fmt::Display) {
        if !self.quiet {
            self.say(Style::new().bold(), "note", text);
        }
    }

    /// `text` on standard error, after `label`.
    pub(crate) fn say(&self, style: Style, label: &str, text: impl std::fmt::Display) {
        let style = if self.colours(&io::stderr()) { style } else { Style::new() };
        // In one write: other programs may be saying something there, too.
        let line = format!("{style}{label}:{style:#} {text}\n");
        // There is nowhere left to say that this failed.
        let _ = io::stderr().write_all(line.as_bytes());
    }
}

/// How a stream is read.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) format: FormatArgs,
    /// Read on behind damage, and end with 3 if there was any
    #[arg(long, help_heading = READING)]
    pub(crate) skip_damaged: bool,
}

/// What a stream looks like.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct FormatArgs {
    /// The checksum of the frames; `auto` tries each on the first frames
    #[arg(long, value_name = "NAME", default_value = "auto", value_parser = checksum_or_auto(),
          help_heading = READING)]
    pub(crate) checksum: OrAuto<ChecksumKind>,
    /// Whether frames are compressed; `auto` looks at the first ones
    #[arg(long, value_name = "KIND", default_value = "auto", help_heading = READING)]
    pub(crate) frames: FrameKind,
    /// The dictionary that the stream was compressed with
    #[arg(long, value_name = "FILE", help_heading = READING)]
    pub(crate) dictionary: Option<PathBuf>,
    /// Refuse longer frames
    #[arg(long, value_name = "SIZE", value_parser = frame_bytes, help_heading = READING)]
    pub(crate) max_frame: Option<u32>,
}

impl FormatArgs {
    /// The limits of frames.
    pub(crate) fn limits(&self) -> Limits {
        let limits = Limits::default();
        let Some(bytes) = self.max_frame else { return limits };
        // Whoever raises it means what is inside as well.
        limits.max_frame_bytes(bytes).max_decoded_bytes(bytes.max(limits.max_decoded_bytes))
    }
}

/// A value, or whatever is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrAuto<T> {
    Auto,
    Is(T),
}

/// Whether frames are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FrameKind {
    /// Whatever the first frames look like
    Auto,
    /// Payloads are messages
    Plain,
    /// Payloads say how they are compressed
    Compressed,
}

/// What messages mean.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct SchemaArgs {
    /// The messages' schema, as `flatc --binary --schema --bfbs-builtins` writes it
    #[arg(long, value_name = "FILE.bfbs", help_heading = SCHEMA)]
    pub(crate) schema: Option<PathBuf>,
    /// The table that messages are, if it is not the schema's root type
    #[arg(long, value_name = "TABLE", requires = "schema", help_heading = SCHEMA)]
    pub(crate) root: Option<String>,
}

impl SchemaArgs {
    /// Loads the schema, if there is one.
    pub(crate) fn load(&self) -> Result<Option<Schema>, Failure> {
        self.schema.as_deref().map(|path| self.load_from(path)).transpose()
    }

    fn load_from(&self, path: &Path) -> Result<Schema, Failure> {
        let name = path.display();
        let bytes = std::fs::read(path).map_err(|error| Failure::io(name, &error))?;
        let schema = Schema::new(&bytes).map_err(|error| {
            Failure::stream(path.display(), &error)
                .hint("make it with `flatc --binary --schema --bfbs-builtins FILE.fbs`")
        })?;
        match &self.root {
            Some(root) => schema.with_root(root).map_err(Failure::usage),
            None if schema.root().is_some() => Ok(schema),
            None => Err(Failure::usage(format!("{}: the schema has no root type", path.display()))
                .hint("name the table with --root")),
        }
    }
}

/// How messages are printed.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct PrintArgs {
    /// How messages are printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Print,
    #[command(flatten)]
    pub(crate) schema: SchemaArgs,
}

/// Loads a dictionary.
pub(crate) fn dictionary(path: &Path) -> Result<Dictionary, Failure> {
    let bytes = std::fs::read(path).map_err(|error| Failure::io(path.display(), &error))?;
    Dictionary::new(bytes).map_err(|error| {
        Failure::stream(path.display(), &error).hint("`flatstream train` makes a dictionary")
    })
}

/// For flags that take a size.
pub(crate) fn bytes(text: &str) -> Result<u64, String> {
    size::parse(text)
}

fn frame_bytes(text: &str) -> Result<u32, String> {
    let bytes = size::parse(text)?;
    u32::try_from(bytes).map_err(|_| "a frame has less than 4 GiB".to_owned())
}

/// For flags that take a checksum: help and completions list them.
pub(crate) fn checksum() -> impl TypedValueParser<Value = ChecksumKind> {
    let names = ChecksumKind::ALL.iter().map(|kind| kind.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<ChecksumKind>())
}

/// For flags that take a codec.
pub(crate) fn codec() -> impl TypedValueParser<Value = CodecKind> {
    let names = CodecKind::ALL.iter().map(|kind| kind.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<CodecKind>())
}

fn checksum_or_auto() -> impl TypedValueParser<Value = OrAuto<ChecksumKind>> {
    let names = ChecksumKind::ALL.iter().map(|kind| kind.name());
    PossibleValuesParser::new(iter::once("auto").chain(names)).try_map(|name| match &*name {
        "auto" => Ok(OrAuto::Auto),
        name => name.parse::<ChecksumKind>().map(OrAuto::Is),
    })
}

const GLOBAL: &str = "Everywhere";
const READING: &str = "Reading";
const SCHEMA: &str = "Schema";
