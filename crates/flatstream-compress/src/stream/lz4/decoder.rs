use super::{
    BLOCK_CHECKSUM, BLOCK_SIZE, CONTENT_CHECKSUM, CONTENT_SIZE, DICTIONARY, END_MARK, INDEPENDENT,
    LEGACY, Lz4BlockSize, MAGIC, RESERVED, SKIPPABLE, SKIPPABLE_MASK, STORED, VERSION,
    VERSION_MASK, content::Content, header_checksum,
};
use crate::stream::{Progress, StreamDecoder};
use flatstream_core::{Error, ErrorKind, OutBuf, Result};
use std::{fmt, mem};
use xxhash_rust::xxh32::{Xxh32, xxh32};

/// What `lz4` writes: frames one after the other, skippable ones between them,
/// with independent or linked blocks of up to 4 MiB.
///
/// Verifies every checksum that a frame has, and its content size. Hands out
/// whole blocks, once their own checksum is verified. Memory grows with what
/// arrives and is decoded, to less than 13 MiB for blocks of 4 MiB, and is
/// kept.
///
/// Refused are frames that take a dictionary, and those of the format before
/// 2013 (`lz4 -l`), which do not say where they end.
///
/// ```
/// use flatstream_compress::{Lz4StreamDecoder, StreamDecoder};
///
/// // A header, a block of three bytes as they are, and the end mark.
/// let frame = [
///     0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 3, 0, 0, 0x80, b'a', b'b', b'c', 0, 0, 0, 0,
/// ];
/// let mut decoder = Lz4StreamDecoder::new();
/// let (mut content, mut at, mut len) = ([0; 10], 0, 0);
/// loop {
///     let progress = decoder.decode_stream(&frame[at..], &mut content[len..])?;
///     at += progress.read;
///     len += progress.written;
///     if progress.done {
///         break;
///     }
/// }
/// assert_eq!(&content[..len], b"abc");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Lz4StreamDecoder {
    part: Part,
    frame: Frame,
    /// A field under way.
    field: [u8; HEADER_MAX],
    have: usize,
    /// A block under way, in pieces.
    stored: OutBuf,
    content: Content,
    digest: Xxh32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before the first frame, or behind a complete one.
    Between {
        done: bool,
    },
    Header,
    Skip {
        left: u32,
    },
    BlockHeader,
    Block {
        len: usize,
        stored: bool,
    },
    ContentChecksum,
    Failed,
}

/// What the header says.
#[derive(Debug, Default)]
struct Frame {
    block_size: Lz4BlockSize,
    linked: bool,
    block_checksums: bool,
    content_checksum: bool,
    /// How much content there must still be, where the header says so.
    content_left: Option<u64>,
}

impl Lz4StreamDecoder {
    /// A decoder without any memory yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            part: Part::Between { done: false },
            frame: Frame::default(),
            field: [0; HEADER_MAX],
            have: 0,
            stored: OutBuf::new(),
            content: Content::default(),
            digest: Xxh32::new(0),
        }
    }

    /// Takes bytes of a field until there are `len`; whether there are.
    fn gather(&mut self, input: &mut &[u8], len: usize) -> bool {
        let n = input.len().min(len.saturating_sub(self.have));
        let (now, rest) = input.split_at(n);
        self.field[self.have..][..n].copy_from_slice(now);
        self.have += n;
        *input = rest;
        self.have >= len
    }

    /// The number of four bytes that was gathered.
    fn number(&mut self) -> u32 {
        self.have = 0;
        u32_at(&self.field, 0)
    }

    /// Takes what it can of a header; what comes behind it, if that is known.
    fn header(&mut self, input: &mut &[u8]) -> Result<Option<Part>> {
        if !self.gather(input, 4) {
            return Ok(None);
        }
        match u32_at(&self.field, 0) {
            MAGIC => {}
            magic if magic & SKIPPABLE_MASK == SKIPPABLE => {
                let known = self.gather(input, 8);
                return Ok(known.then(|| Part::Skip { left: u32_at(&self.field, 4) }));
            }
            LEGACY => return Err(invalid("a legacy LZ4 frame, which does not say where it ends")),
            _ => return Err(invalid("not an LZ4 frame")),
        }
        if !self.gather(input, 6) {
            return Ok(None);
        }
        let [flags, block] = [self.field[4], self.field[5]];
        if flags & VERSION_MASK != VERSION || flags & RESERVED != 0 || block & !BLOCK_SIZE != 0 {
            return Err(invalid("an LZ4 frame of an unknown kind"));
        }
        let has = |flag: u8| flags & flag != 0;
        let size_len = if has(CONTENT_SIZE) { 8 } else { 0 };
        let len = 6 + size_len + if has(DICTIONARY) { 4 } else { 0 };
        if !self.gather(input, len + 1) {
            return Ok(None);
        }
        if header_checksum(&self.field[4..len]) != self.field[len] {
            return Err(Error::new(ErrorKind::ChecksumMismatch {
                stored: self.field[len].into(),
                computed: header_checksum(&self.field[4..len]).into(),
            }));
        }
        if has(DICTIONARY) {
            let needed = u32_at(&self.field, 6 + size_len);
            return Err(Error::new(ErrorKind::WrongDictionary { needed }));
        }
        let Some(block_size) = Lz4BlockSize::from_code(block >> 4) else {
            return Err(invalid("an LZ4 frame of an unknown block size"));
        };
        let content_size =
            u64::from(u32_at(&self.field, 6)) | u64::from(u32_at(&self.field, 10)) << 32;
        self.frame = Frame {
            block_size,
            linked: !has(INDEPENDENT),
            block_checksums: has(BLOCK_CHECKSUM),
            content_checksum: has(CONTENT_CHECKSUM),
            content_left: has(CONTENT_SIZE).then_some(content_size),
        };
        self.digest.reset(0);
        self.content.clear();
        Ok(Some(Part::BlockHeader))
    }

    /// What follows the header of a block.
    fn block_header(&self, field: u32) -> Result<Part> {
        if field == END_MARK {
            return match self.frame.content_left {
                Some(1..) => Err(invalid("the LZ4 frame is shorter than it says")),
                _ if self.frame.content_checksum => Ok(Part::ContentChecksum),
                _ => Ok(Part::Between { done: true }),
            };
        }
        let len = usize::try_from(field & !STORED).unwrap_or(usize::MAX);
        if len > self.frame.block_size.bytes() {
            return Err(invalid("an LZ4 block that is longer than its frame allows"));
        }
        Ok(Part::Block { len, stored: field & STORED != 0 })
    }

    /// Takes what it can of a block of `len` bytes and decodes it once it is
    /// complete; whether it is.
    fn block(&mut self, input: &mut &[u8], len: usize, stored: bool) -> Result<bool> {
        let whole = len + if self.frame.block_checksums { 4 } else { 0 };
        let n = input.len().min(whole - self.stored.len());
        let (now, rest) = input.split_at(n);
        *input = rest;
        // A block in one piece is decoded where it is.
        let mut gathered = mem::take(&mut self.stored);
        let block = if n == whole {
            now
        } else {
            gathered.extend_from_slice(now);
            gathered.filled()
        };
        let complete = block.len() == whole;
        let result = if complete { self.decode_block(block, len, stored) } else { Ok(()) };
        if complete {
            gathered.clear();
        }
        self.stored = gathered;
        result.map(|()| complete)
    }

    fn decode_block(&mut self, block: &[u8], len: usize, stored: bool) -> Result<()> {
        let (block, checksum) = block.split_at(len);
        if self.frame.block_checksums {
            verify(u32_at(checksum, 0), xxh32(block, 0))?;
        }
        let (most, linked) = (self.frame.block_size.bytes(), self.frame.linked);
        if stored {
            self.content.append(block, linked);
        } else {
            self.content.decode(block, most, linked)?;
        }
        let content = self.content.waiting();
        if self.frame.content_checksum {
            self.digest.update(content);
        }
        if let Some(left) = &mut self.frame.content_left {
            match left.checked_sub(content.len() as u64) {
                Some(less) => *left = less,
                None => return Err(invalid("the LZ4 frame is longer than it says")),
            }
        }
        Ok(())
    }

    fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        let mut progress = Progress::default();
        let mut rest = input;
        let mut ended = false;
        loop {
            progress.read = input.len() - rest.len();
            progress.written += self.content.drain(&mut output[progress.written..]);
            if progress.written > 0 || !self.content.waiting().is_empty() {
                // What follows may fail, and what was written would be lost.
                return Ok(progress);
            }
            let next = match self.part {
                Part::Between { done } if rest.is_empty() || ended => {
                    progress.done = done;
                    return Ok(progress);
                }
                Part::Between { .. } => {
                    self.have = 0;
                    Some(Part::Header)
                }
                Part::Header => self.header(&mut rest)?,
                Part::Skip { left } => {
                    let n = rest.len().min(usize::try_from(left).unwrap_or(usize::MAX));
                    rest = &rest[n..];
                    // No more than `left`, which has 32 bits.
                    let left = left - u32::try_from(n).unwrap_or(left);
                    self.part = Part::Skip { left };
                    (left == 0).then_some(Part::Between { done: true })
                }
                Part::BlockHeader => match self.gather(&mut rest, 4) {
                    true => {
                        let field = self.number();
                        Some(self.block_header(field)?)
                    }
                    false => None,
                },
                Part::Block { len, stored } => {
                    self.block(&mut rest, len, stored)?.then_some(Part::BlockHeader)
                }
                Part::ContentChecksum => match self.gather(&mut rest, 4) {
                    true => {
                        verify(self.number(), self.digest.digest())?;
                        Some(Part::Between { done: true })
                    }
                    false => None,
                },
                Part::Failed => return Err(invalid("a damaged LZ4 frame")),
            };
            let Some(next) = next else {
                progress.read = input.len() - rest.len();
                return Ok(progress);
            };
            if self.part == Part::Header {
                self.have = 0;
            }
            ended = matches!(next, Part::Between { .. });
            self.part = next;
        }
    }
}

impl StreamDecoder for Lz4StreamDecoder {
    fn start(&mut self) -> Result<()> {
        self.part = Part::Between { done: false };
        self.stored.clear();
        self.content.clear();
        Ok(())
    }

    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        let result = self.decode(input, output);
        if result.is_err() {
            self.part = Part::Failed;
            self.content.clear();
        }
        result
    }
}

impl Default for Lz4StreamDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Lz4StreamDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lz4StreamDecoder")
            .field("part", &self.part)
            .field("frame", &self.frame)
            .finish_non_exhaustive()
    }
}

fn verify(stored: u32, computed: u32) -> Result<()> {
    if stored == computed {
        return Ok(());
    }
    let (stored, computed) = (stored.into(), computed.into());
    Err(Error::new(ErrorKind::ChecksumMismatch { stored, computed }))
}

/// Four bytes of a field that is longer.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let mut number = [0; 4];
    number.copy_from_slice(&bytes[at..at + 4]);
    u32::from_le_bytes(number)
}

#[cold]
fn invalid(text: &'static str) -> Error {
    Error::custom(ErrorKind::InvalidPayload, text)
}

/// Magic, two bytes of descriptor, content size, dictionary, checksum.
const HEADER_MAX: usize = 4 + 2 + 8 + 4 + 1;
