use super::{
    CONTENT_CHECKSUM, END_MARK, INDEPENDENT, Lz4BlockSize, MAGIC, STORED, VERSION, header_checksum,
};
use crate::stream::{Progress, StreamEncoder, Until};
use flatstream_core::{Error, ErrorKind, OutBuf, Result};
use lz4_flex::block::{CompressTable, compress_into_with_table, get_maximum_output_size};
use std::fmt;
use xxhash_rust::xxh32::Xxh32;

/// LZ4, as `lz4 -dc` reads it: one frame a stream, of independent blocks, with
/// a checksum of the content.
///
/// Memory, a little over two blocks, is taken by the first stream and kept.
/// Blocks that do not shrink are stored as they are.
///
/// ```
/// use flatstream_compress::{Lz4BlockSize, Lz4StreamEncoder, StreamEncoder, Until};
///
/// let mut encoder = Lz4StreamEncoder::new().block_size(Lz4BlockSize::KiB256);
/// let mut frame = [0; 64];
/// let progress = encoder.encode_stream(&[7; 1000], &mut frame, Until::Ended)?;
/// assert_eq!((progress.read, progress.done), (1000, true));
/// assert_eq!(frame[..4], [0x04, 0x22, 0x4d, 0x18]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Lz4StreamEncoder {
    block_size: Lz4BlockSize,
    table: CompressTable,
    /// Content of the block under way.
    content: OutBuf,
    /// What waits for room.
    out: OutBuf,
    digest: Xxh32,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Open,
    Ended,
}

impl Lz4StreamEncoder {
    /// An encoder with blocks of 64 KiB.
    #[must_use]
    pub fn new() -> Self {
        Self {
            block_size: Lz4BlockSize::default(),
            // There is a smaller one for short blocks, only faster to clear.
            table: CompressTable::large(),
            content: OutBuf::new(),
            out: OutBuf::new(),
            digest: Xxh32::new(0),
            state: State::New,
        }
    }

    /// Sets the size of the blocks, and begins a new stream.
    #[must_use]
    pub fn block_size(mut self, size: Lz4BlockSize) -> Self {
        self.block_size = size;
        self.reset();
        self
    }

    fn reset(&mut self) {
        self.content.clear();
        self.out.clear();
        self.digest.reset(0);
        self.state = State::New;
    }

    /// All memory is taken here, so that no later block takes any.
    fn header(&mut self) {
        let most = self.block_size.bytes();
        self.content.spare(most);
        self.out.spare(4 + get_maximum_output_size(most) + 8);
        let flags = VERSION | INDEPENDENT | CONTENT_CHECKSUM;
        let descriptor = [flags, self.block_size.to_code() << 4];
        self.out.extend_from_slice(&MAGIC.to_le_bytes());
        self.out.extend_from_slice(&descriptor);
        self.out.extend_from_slice(&[header_checksum(&descriptor)]);
    }

    /// Takes from `input` what fits into the block under way, and compresses
    /// that once it is full. A block that `input` has in one piece is not
    /// copied.
    fn take(&mut self, input: &[u8]) -> Result<usize> {
        let most = self.block_size.bytes();
        if let Some(block) = input.get(..most).filter(|_| self.content.is_empty()) {
            block_to(&mut self.out, &mut self.table, block)?;
            self.digest.update(block);
            return Ok(most);
        }
        let piece = &input[..input.len().min(most - self.content.len())];
        self.content.extend_from_slice(piece);
        self.digest.update(piece);
        if self.content.len() == most {
            self.block()?;
        }
        Ok(piece.len())
    }

    /// Compresses the block under way, if there is any of it.
    fn block(&mut self) -> Result<()> {
        if !self.content.is_empty() {
            block_to(&mut self.out, &mut self.table, self.content.filled())?;
            self.content.clear();
        }
        Ok(())
    }
}

impl Default for Lz4StreamEncoder {
    fn default() -> Self {
        Self::new()
    }
}

/// Appends a block with its header.
fn block_to(out: &mut OutBuf, table: &mut CompressTable, content: &[u8]) -> Result<()> {
    let room = &mut out.spare(4 + get_maximum_output_size(content.len()))[..];
    let (header, room) = room.split_at_mut(4);
    let len = compress_into_with_table(content, room, table).map_err(Error::other)?;
    let (len, stored) = if len < content.len() {
        (len, 0)
    } else {
        room[..content.len()].copy_from_slice(content);
        (content.len(), STORED)
    };
    let field = u32::try_from(len).map_err(Error::other)? | stored;
    header.copy_from_slice(&field.to_le_bytes());
    out.advance(4 + len);
    Ok(())
}

impl StreamEncoder for Lz4StreamEncoder {
    fn start(&mut self) -> Result<()> {
        self.reset();
        Ok(())
    }

    fn encode_stream(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress> {
        if self.state == State::New {
            self.header();
            self.state = State::Open;
        }
        let mut progress = Progress::default();
        loop {
            let n = drain(&mut self.out, &mut output[progress.written..]);
            progress.written += n;
            if !self.out.is_empty() {
                return Ok(progress);
            }
            let rest = &input[progress.read..];
            if self.state == State::Ended && !rest.is_empty() {
                return Err(Error::custom(ErrorKind::Config, "the stream has ended"));
            } else if !rest.is_empty() {
                progress.read += self.take(rest)?;
            } else if until == Until::Flushed && !self.content.is_empty() {
                self.block()?;
            } else if until == Until::Ended && self.state == State::Open {
                self.block()?;
                self.out.extend_from_slice(&END_MARK.to_le_bytes());
                self.out.extend_from_slice(&self.digest.digest().to_le_bytes());
                self.state = State::Ended;
            } else {
                progress.done = true;
                return Ok(progress);
            }
        }
    }
}

impl fmt::Debug for Lz4StreamEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lz4StreamEncoder")
            .field("block_size", &self.block_size)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// Moves what fits.
fn drain(from: &mut OutBuf, output: &mut [u8]) -> usize {
    let n = output.len().min(from.len());
    output[..n].copy_from_slice(&from.filled()[..n]);
    from.consume(n);
    n
}
