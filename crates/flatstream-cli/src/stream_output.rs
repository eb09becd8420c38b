//! Streams as results.

use crate::{failure::Failure, input::Input, output::Output};
use flatstream::{
    BlockWriter, DefaultFramer, Emit, ErrorKind, Format, FormatFramer, Limits, StreamWriter,
};

/// A stream that goes to an output.
pub(crate) struct StreamOutput {
    name: String,
    writer: Writer,
}

#[expect(clippy::large_enum_variant, reason = "there are few of it")]
enum Writer {
    /// A frame for each message.
    Frames(StreamWriter<'static, Output, FormatFramer>),
    /// Many in each.
    Blocks(StreamWriter<'static, BlockWriter<Output, FormatFramer>, DefaultFramer>),
}

impl StreamOutput {
    /// A stream that looks like `input`.
    pub(crate) fn like(input: &Input, output: Output) -> Result<Self, Failure> {
        let block_bytes = input.in_blocks().then_some(BLOCK_BYTES);
        Self::new(input.format(), block_bytes, input.limits(), output)
    }

    /// A stream of `format`, in blocks of about `block_bytes` if there is a codec.
    pub(crate) fn new(
        format: &Format,
        block_bytes: Option<usize>,
        limits: Limits,
        output: Output,
    ) -> Result<Self, Failure> {
        let name = output.name().to_owned();
        let framer = format.framer().map_err(Failure::usage)?;
        let writer = match block_bytes {
            Some(bytes) if format.codec.is_some() => {
                let blocks = BlockWriter::with_block_bytes(output, framer, bytes);
                let writer = StreamWriter::new(blocks, DefaultFramer).block_limits(limits);
                Writer::Blocks(writer)
            }
            _ => Writer::Frames(StreamWriter::new(output, framer).limits(limits)),
        };
        Ok(Self { name, writer })
    }

    /// Appends a message.
    #[inline]
    pub(crate) fn write(&mut self, payload: &[u8]) -> Result<(), Failure> {
        let written = match &mut self.writer {
            Writer::Frames(writer) => writer.write_payload(payload),
            Writer::Blocks(writer) => writer.write_payload(payload),
        };
        written.map_err(|error| self.failure(&error))
    }

    /// Appends a message that writes itself.
    pub(crate) fn emit(&mut self, draft: &impl Emit) -> Result<(), Failure> {
        let written = match &mut self.writer {
            Writer::Frames(writer) => writer.emit(draft),
            Writer::Blocks(writer) => writer.emit(draft),
        };
        written.map_err(|error| self.failure(&error))
    }

    /// Messages written so far.
    pub(crate) fn messages(&self) -> u64 {
        match &self.writer {
            Writer::Frames(writer) => writer.messages_written(),
            Writer::Blocks(writer) => writer.messages_written(),
        }
    }

    /// Whether messages are gathered in blocks.
    pub(crate) fn in_blocks(&self) -> bool {
        matches!(self.writer, Writer::Blocks(_))
    }

    /// Messages written that wait for their block to be full.
    pub(crate) fn pending(&self) -> u64 {
        match &self.writer {
            Writer::Frames(_) => 0,
            Writer::Blocks(writer) => writer.get_ref().pending(),
        }
    }

    /// Bytes that left for the output so far.
    pub(crate) fn bytes(&self) -> u64 {
        match &self.writer {
            Writer::Frames(writer) => writer.bytes_written(),
            Writer::Blocks(writer) => writer.get_ref().position().offset,
        }
    }

    /// Makes what was written so far be seen, and ends a block early for it.
    pub(crate) fn show(&mut self) -> Result<(), Failure> {
        let shown = match &mut self.writer {
            Writer::Frames(writer) => writer.flush(),
            Writer::Blocks(writer) => writer.flush(),
        };
        shown.map_err(|error| self.failure(&error))
    }

    /// Writes the rest, and puts the file in its place.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let output = match self.writer {
            Writer::Frames(writer) => writer.into_inner(),
            Writer::Blocks(writer) => writer.finish().map_err(|(error, _)| {
                // The file is given up with the writer.
                Failure::stream(&self.name, &error)
            })?,
        };
        output.finish()
    }

    fn failure(&self, error: &flatstream::Error) -> Failure {
        let failure = Failure::stream(&self.name, error);
        match error.kind() {
            ErrorKind::FrameTooLarge { .. } => failure.hint("--max-frame SIZE"),
            _ => failure,
        }
    }
}

/// Bytes of a block, unless somebody says otherwise.
pub(crate) const BLOCK_BYTES: usize = 64 * 1024;
