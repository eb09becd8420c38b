//! The LZ4 frame format, version 1.6.4 of its specification.

use crate::stream::{Progress, StreamDecoder, StreamEncoder, Until};
use flatstream_core::{Error, ErrorKind, OutBuf, Result};
use lz4_flex::block::{
    CompressTable, DecompressError, compress_into_with_table, decompress_into,
    decompress_into_with_dict, get_maximum_output_size,
};
use std::{fmt, mem};
use xxhash_rust::xxh32::{Xxh32, xxh32};

/// How much content one block of an LZ4 frame holds at most.
///
/// Larger blocks compress better and cost both sides more memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lz4BlockSize {
    /// 64 KiB.
    #[default]
    KiB64,
    /// 256 KiB.
    KiB256,
    /// 1 MiB.
    MiB1,
    /// 4 MiB.
    MiB4,
}

impl Lz4BlockSize {
    /// The size in bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::KiB64 => 64 << 10,
            Self::KiB256 => 256 << 10,
            Self::MiB1 => 1 << 20,
            Self::MiB4 => 4 << 20,
        }
    }

    const fn to_code(self) -> u8 {
        match self {
            Self::KiB64 => 4,
            Self::KiB256 => 5,
            Self::MiB1 => 6,
            Self::MiB4 => 7,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            4 => Some(Self::KiB64),
            5 => Some(Self::KiB256),
            6 => Some(Self::MiB1),
            7 => Some(Self::MiB4),
            _ => None,
        }
    }
}

/// LZ4, as `lz4 -dc` reads it: one frame a stream, of independent blocks, with
/// a checksum of the content.
///
/// Memory, a little over two blocks, is taken by the first stream and kept.
/// Blocks that do not shrink are stored as they are.
///
/// ```
/// use flatstream_compress::{Lz4BlockSize, Lz4FrameEncoder, StreamEncoder, Until};
///
/// let mut encoder = Lz4FrameEncoder::new().block_size(Lz4BlockSize::KiB256);
/// let mut frame = [0; 64];
/// let progress = encoder.encode_stream(&[7; 1000], &mut frame, Until::Ended)?;
/// assert_eq!((progress.read, progress.done), (1000, true));
/// assert_eq!(frame[..4], [0x04, 0x22, 0x4d, 0x18]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Lz4FrameEncoder {
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

impl Lz4FrameEncoder {
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

impl Default for Lz4FrameEncoder {
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

impl StreamEncoder for Lz4FrameEncoder {
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

impl fmt::Debug for Lz4FrameEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lz4FrameEncoder")
            .field("block_size", &self.block_size)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

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
/// use flatstream_compress::{Lz4FrameDecoder, StreamDecoder};
///
/// // A header, a block of three bytes as they are, and the end mark.
/// let frame = [
///     0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82, 3, 0, 0, 0x80, b'a', b'b', b'c', 0, 0, 0, 0,
/// ];
/// let mut decoder = Lz4FrameDecoder::new();
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
pub struct Lz4FrameDecoder {
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

impl Lz4FrameDecoder {
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

impl StreamDecoder for Lz4FrameDecoder {
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

impl Default for Lz4FrameDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Lz4FrameDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lz4FrameDecoder")
            .field("part", &self.part)
            .field("frame", &self.frame)
            .finish_non_exhaustive()
    }
}

/// Decoded content: the block that waits to be handed out, and behind it in
/// memory what linked blocks refer to.
#[derive(Default)]
struct Content {
    memory: Vec<u8>,
    /// What waits is `start..end`; what came before it is history.
    start: usize,
    end: usize,
}

impl Content {
    fn clear(&mut self) {
        (self.start, self.end) = (0, 0);
    }

    fn waiting(&self) -> &[u8] {
        &self.memory[self.start..self.end]
    }

    /// Moves what fits.
    fn drain(&mut self, output: &mut [u8]) -> usize {
        let n = output.len().min(self.end - self.start);
        output[..n].copy_from_slice(&self.waiting()[..n]);
        self.start += n;
        n
    }

    /// Room of at least `len` bytes behind the history, which may be forgotten
    /// unless blocks are `linked`. Nothing waits.
    fn make_room(&mut self, len: usize, linked: bool) {
        if !linked {
            self.clear();
        }
        if self.memory.len() - self.end < len && self.end >= 2 * HISTORY {
            self.forget();
        }
        let wanted = self.end + len;
        if wanted > self.memory.len() {
            // Many short blocks that are linked are not to cost as many moves.
            let len = wanted.max((2 * self.memory.len()).min(2 * HISTORY));
            self.memory.reserve_exact(len - self.memory.len());
            self.memory.resize(len, 0);
        }
    }

    /// Keeps no more history than a block can refer to.
    fn forget(&mut self) {
        let from = self.end.saturating_sub(HISTORY);
        self.memory.copy_within(from..self.end, 0);
        (self.start, self.end) = (self.end - from, self.end - from);
    }

    fn append(&mut self, block: &[u8], linked: bool) {
        self.make_room(block.len(), linked);
        self.memory[self.end..][..block.len()].copy_from_slice(block);
        self.end += block.len();
    }

    /// Decodes a block of at most `most` bytes. Room is found by trying, as the
    /// block does not say how much it needs.
    fn decode(&mut self, block: &[u8], most: usize, linked: bool) -> Result<()> {
        let most = most.min(block.len().saturating_mul(WORST_RATIO).saturating_add(16));
        let mut room = most.min((2 * block.len()).max(4096));
        loop {
            self.make_room(room, linked);
            let (history, free) = self.memory.split_at_mut(self.end);
            let history = &history[self.end.saturating_sub(HISTORY)..];
            let free_len = free.len().min(most);
            let free = &mut free[..free_len];
            let result = if linked {
                decompress_into_with_dict(block, free, history)
            } else {
                decompress_into(block, free)
            };
            match result {
                Ok(len) => {
                    self.end += len;
                    return Ok(());
                }
                Err(DecompressError::OutputTooSmall { .. }) if free_len < most => {
                    room = most.min(2 * free_len);
                }
                Err(error) => return Err(Error::custom(ErrorKind::InvalidPayload, error)),
            }
        }
    }
}

/// Moves what fits.
fn drain(from: &mut OutBuf, output: &mut [u8]) -> usize {
    let n = output.len().min(from.len());
    output[..n].copy_from_slice(&from.filled()[..n]);
    from.consume(n);
    n
}

fn header_checksum(descriptor: &[u8]) -> u8 {
    xxh32(descriptor, 0).to_le_bytes()[1]
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

const MAGIC: u32 = 0x184d_2204;
const LEGACY: u32 = 0x184c_2102;
const SKIPPABLE: u32 = 0x184d_2a50;
const SKIPPABLE_MASK: u32 = !0xf;

const VERSION: u8 = 0x40;
const VERSION_MASK: u8 = 0xc0;
const INDEPENDENT: u8 = 0x20;
const BLOCK_CHECKSUM: u8 = 0x10;
const CONTENT_SIZE: u8 = 0x08;
const CONTENT_CHECKSUM: u8 = 0x04;
const RESERVED: u8 = 0x02;
const DICTIONARY: u8 = 0x01;

/// The bits of the second descriptor byte that have a meaning.
const BLOCK_SIZE: u8 = 0x70;

/// Magic, two bytes of descriptor, content size, dictionary, checksum.
const HEADER_MAX: usize = 4 + 2 + 8 + 4 + 1;

const END_MARK: u32 = 0;
/// In a block's header: the block is not compressed.
const STORED: u32 = 1 << 31;

/// How far back blocks refer.
const HISTORY: usize = 64 << 10;

/// A byte stands for no more than this many.
const WORST_RATIO: usize = 255;
