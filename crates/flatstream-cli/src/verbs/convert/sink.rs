//! Where messages go.

use super::{Args, Kind, folder::Folder};
use crate::{
    args::PrintArgs,
    failure::Failure,
    messages::Message,
    output::{Content, Output},
    printer::{Print, Printer},
    stream_output::StreamOutput,
    styles::Styles,
};
use flatstream::{ChecksumKind, Format, reflect::Schema};

/// Where messages go.
pub(super) enum Sink<'s> {
    Stream(StreamOutput),
    Ndjson { printer: Printer<'s>, output: Output },
    Files(Folder),
}

impl<'s> Sink<'s> {
    /// Opens what `args` say.
    pub(super) fn open(args: &Args, schema: Option<&'s Schema>) -> Result<Self, Failure> {
        Ok(match args.to {
            Kind::Stream => {
                let format = Format::new().checksum(args.write.to_checksum.unwrap_or(CHECKSUM));
                let output = Output::open(&args.output, Content::Binary)?;
                Self::Stream(StreamOutput::new(&format, None, args.read.limits(), output)?)
            }
            Kind::Ndjson => {
                let print = PrintArgs { format: Print::Ndjson, schema: args.schema.clone() };
                let output = Output::open(&args.output, Content::Text)?;
                Self::Ndjson { printer: Printer::new(&print, schema, Styles::default()), output }
            }
            Kind::Files => Self::Files(Folder::create(&args.output.output, args.output.force)?),
        })
    }

    /// Takes a message that came from `name`.
    pub(super) fn put(&mut self, name: &str, message: &Message<'_>) -> Result<(), Failure> {
        match self {
            Self::Stream(stream) => stream.write(message.payload),
            Self::Ndjson { printer, output } => output.put(printer.print(name, message)?),
            Self::Files(folder) => folder.put(message.payload),
        }
    }

    /// Makes what was written so far be seen.
    pub(super) fn show(&mut self) -> Result<(), Failure> {
        match self {
            Self::Stream(stream) => stream.show(),
            Self::Ndjson { output, .. } => output.show(),
            Self::Files(_) => Ok(()),
        }
    }

    /// Writes the rest, and puts the file in its place.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match self {
            Self::Stream(stream) => stream.finish(),
            Self::Ndjson { output, .. } => output.finish(),
            Self::Files(_) => Ok(()),
        }
    }
}

/// Of streams that are made of what has none.
const CHECKSUM: ChecksumKind = ChecksumKind::Crc32;
