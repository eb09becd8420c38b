use super::{Progress, StreamDecoder, StreamEncoder, Until};
use crate::{FlateFormat, flate::check_level, gzip};
use flate2::{
    Compress, Compression, Crc, Decompress, DecompressError, FlushCompress, FlushDecompress, Status,
};
use flatstream_core::{Error, ErrorKind, Result};

/// Deflate in any of its formats, one stream or gzip member a stream.
///
/// Memory, about 300 KiB, is taken when it is made and kept. A stream that was
/// not ended costs that memory anew: some implementations of deflate, though
/// not the one chosen here, do not survive being reset midway.
///
/// ```
/// use flatstream_compress::{FlateFormat, FlateStreamEncoder, StreamEncoder, Until};
///
/// let mut encoder = FlateStreamEncoder::new(FlateFormat::Gzip, 6)?;
/// let mut member = [0; 64];
/// let progress = encoder.encode_stream(&[7; 1000], &mut member, Until::Ended)?;
/// assert_eq!((progress.read, progress.done), (1000, true));
/// assert_eq!(member[..2], [0x1f, 0x8b]);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub struct FlateStreamEncoder {
    format: FlateFormat,
    level: Compression,
    deflate: Compress,
    content: Crc,
    /// Header, trailer and what is made for less room than `STAGE_LEN`.
    stage: Stage,
    state: State,
    /// The last call left no room, so that there may be more.
    full: bool,
    /// There is content that was not flushed.
    dirty: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Body,
    Ended,
    Failed,
}

impl FlateStreamEncoder {
    /// An encoder of `format` and `level`: 0 stores, 1 is fast, 9 small.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a level above 9.
    pub fn new(format: FlateFormat, level: u32) -> Result<Self> {
        let level = Compression::new(check_level(level)?);
        Ok(Self {
            format,
            level,
            deflate: Compress::new(level, format == FlateFormat::Zlib),
            content: Crc::new(),
            stage: Stage::EMPTY,
            state: State::New,
            full: false,
            dirty: false,
        })
    }

    /// Compresses some of `input` into `output`, or into the stage where that
    /// is short of room.
    fn step(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Step> {
        // A flush is complete once it leaves room: only then is it known not to
        // have more to give, and each call that finds nothing to flush writes a
        // marker again. So what was held back goes first.
        let (input, flush) = match until {
            Until::Flushed if self.full => (&[][..], FlushCompress::None),
            Until::Later => (input, FlushCompress::None),
            Until::Flushed => (input, FlushCompress::Sync),
            Until::Ended => (input, FlushCompress::Finish),
        };
        let staged = output.len() < STAGE_LEN;
        let room = if staged { self.stage.refill() } else { output };
        let (before_in, before_out) = (self.deflate.total_in(), self.deflate.total_out());
        let status = self.deflate.compress(input, room, flush).map_err(|error| {
            self.state = State::Failed;
            Error::other(error)
        })?;
        let read = difference(self.deflate.total_in(), before_in);
        let written = difference(self.deflate.total_out(), before_out);
        self.full = written == room.len();
        if self.format == FlateFormat::Gzip {
            self.content.update(&input[..read]);
        }
        if flush == FlushCompress::Sync && read == input.len() && !self.full {
            self.dirty = false;
        } else if read > 0 {
            self.dirty = true;
        }
        if staged {
            self.stage.end = written;
        }
        if status == Status::StreamEnd {
            self.state = State::Ended;
            if self.format == FlateFormat::Gzip {
                self.stage.push(&gzip::trailer(&self.content));
            }
        }
        Ok(Step { read, written: if staged { 0 } else { written }, status })
    }
}

struct Step {
    read: usize,
    written: usize,
    status: Status,
}

impl StreamEncoder for FlateStreamEncoder {
    fn start(&mut self) -> Result<()> {
        match self.state {
            State::New => {}
            State::Ended => self.deflate.reset(),
            State::Body | State::Failed => {
                self.deflate = Compress::new(self.level, self.format == FlateFormat::Zlib);
            }
        }
        self.content.reset();
        self.stage = Stage::EMPTY;
        (self.state, self.full, self.dirty) = (State::New, false, false);
        Ok(())
    }

    fn encode_stream(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress> {
        if self.state == State::New {
            self.state = State::Body;
            if self.format == FlateFormat::Gzip {
                self.stage.push(&gzip::HEADER);
            }
        }
        let mut progress = Progress::default();
        loop {
            let room = &mut output[progress.written..];
            progress.written += self.stage.drain(room);
            if !self.stage.is_empty() {
                return Ok(progress);
            }
            let (rest, room) = (&input[progress.read..], &mut output[progress.written..]);
            let idle = match self.state {
                State::Ended if rest.is_empty() => true,
                State::Ended => {
                    return Err(Error::custom(ErrorKind::Config, "the stream has ended"));
                }
                State::Failed => return Err(Error::new(ErrorKind::Poisoned)),
                _ => {
                    rest.is_empty()
                        && match until {
                            Until::Later => true,
                            Until::Flushed => !self.dirty,
                            Until::Ended => false,
                        }
                }
            };
            if idle || room.is_empty() {
                progress.done = idle;
                return Ok(progress);
            }
            let was_full = self.full;
            let step = self.step(rest, room, until)?;
            progress.read += step.read;
            progress.written += step.written;
            let moved = step.read > 0 || step.written > 0 || !self.stage.is_empty();
            // Where nothing moved, the call found nothing held back.
            if !moved && step.status == Status::BufError && !was_full {
                self.state = State::Failed;
                return Err(Error::custom(ErrorKind::Other, "deflate stands still"));
            }
        }
    }
}

/// Decompresses deflate in any of its formats, streams or gzip members one
/// after the other.
///
/// Memory, about 45 KiB, is taken when it is made and kept. More than 1,000 streams
/// in a row without content are refused.
///
/// ```
/// use flatstream_compress::{FlateFormat, FlateStreamDecoder, StreamDecoder};
///
/// let stream = [0x4b, 0x4c, 0x4a, 0x06, 0x00];
/// let mut decoder = FlateStreamDecoder::new(FlateFormat::Deflate);
/// let mut content = [0; 10];
/// let progress = decoder.decode_stream(&stream, &mut content)?;
/// assert_eq!((&content[..progress.written], progress.read), (&b"abc"[..], 5));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub struct FlateStreamDecoder {
    format: FlateFormat,
    inflate: Decompress,
    header: gzip::HeaderParser,
    content: Crc,
    trailer: [u8; gzip::TRAILER_LEN],
    /// Bytes of the trailer.
    have: usize,
    part: Part,
    /// The last call left no room, so that there may be more.
    full: bool,
    /// Streams without content so far, since the last one that had any.
    empty: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before the first stream, or behind a complete one.
    Between {
        done: bool,
    },
    Header,
    Body,
    Trailer,
    Failed,
}

impl FlateStreamDecoder {
    /// A decoder of `format`.
    #[must_use]
    pub fn new(format: FlateFormat) -> Self {
        Self {
            format,
            inflate: Decompress::new(format == FlateFormat::Zlib),
            header: gzip::HeaderParser::default(),
            content: Crc::new(),
            trailer: [0; gzip::TRAILER_LEN],
            have: 0,
            part: Part::Between { done: false },
            full: false,
            empty: 0,
        }
    }

    fn begin(&mut self) -> Result<()> {
        if self.inflate.total_in() > 0 {
            self.empty = if self.inflate.total_out() > 0 { 0 } else { self.empty + 1 };
            if self.empty > MAX_EMPTY {
                return Err(Error::custom(ErrorKind::InvalidPayload, TOO_MANY_EMPTY));
            }
            self.inflate.reset(self.format == FlateFormat::Zlib);
        }
        self.header.reset();
        self.content.reset();
        (self.have, self.full) = (0, false);
        self.part = if self.format == FlateFormat::Gzip { Part::Header } else { Part::Body };
        Ok(())
    }

    /// Decompresses from `input` into `output`: bytes taken and written.
    fn inflate(&mut self, input: &[u8], output: &mut [u8]) -> Result<(usize, usize)> {
        let (before_in, before_out) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self.inflate.decompress(input, output, FlushDecompress::None);
        let read = difference(self.inflate.total_in(), before_in);
        let written = difference(self.inflate.total_out(), before_out);
        let status = match status {
            Ok(status) => status,
            // What came out before the damage is handed out before the error.
            Err(_) if written > 0 => {
                self.part = Part::Failed;
                return Ok((read, written));
            }
            Err(error) => return Err(damaged(error)),
        };
        self.full = written == output.len();
        if self.format == FlateFormat::Gzip {
            self.content.update(&output[..written]);
        }
        if status == Status::StreamEnd {
            self.part = match self.format {
                FlateFormat::Gzip => Part::Trailer,
                FlateFormat::Deflate | FlateFormat::Zlib => Part::Between { done: true },
            };
        }
        Ok((read, written))
    }

    fn decode(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        let mut progress = Progress::default();
        let mut ended = false;
        loop {
            let (rest, room) = (&input[progress.read..], &mut output[progress.written..]);
            match self.part {
                Part::Between { done } => {
                    if rest.is_empty() || ended {
                        return Ok(Progress { done, ..progress });
                    }
                    self.begin()?;
                }
                Part::Header => {
                    let (read, ended) = self.header.parse(rest)?;
                    progress.read += read;
                    if !ended {
                        break;
                    }
                    self.part = Part::Body;
                }
                Part::Body => {
                    if room.is_empty() || (rest.is_empty() && !self.full) {
                        break;
                    }
                    let (read, written) = self.inflate(rest, room)?;
                    progress.read += read;
                    progress.written += written;
                    ended = matches!(self.part, Part::Between { .. });
                    if (self.part == Part::Body && (read, written) == (0, 0))
                        || (!ended && self.part != Part::Body && progress.written > 0)
                    {
                        // Before anything that can fail.
                        break;
                    }
                }
                Part::Trailer => {
                    let n = rest.len().min(self.trailer.len() - self.have);
                    self.trailer[self.have..][..n].copy_from_slice(&rest[..n]);
                    self.have += n;
                    progress.read += n;
                    if self.have < self.trailer.len() {
                        break;
                    }
                    gzip::check_trailer(self.trailer, &self.content)?;
                    self.part = Part::Between { done: true };
                    ended = true;
                }
                Part::Failed => {
                    return Err(Error::custom(ErrorKind::InvalidPayload, "damaged deflate data"));
                }
            }
        }
        Ok(progress)
    }
}

impl StreamDecoder for FlateStreamDecoder {
    fn start(&mut self) -> Result<()> {
        self.part = Part::Between { done: false };
        self.empty = 0;
        if self.inflate.total_in() > 0 {
            self.inflate.reset(self.format == FlateFormat::Zlib);
        }
        Ok(())
    }

    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        let result = self.decode(input, output);
        if result.is_err() {
            self.part = Part::Failed;
        }
        result
    }
}

/// A few bytes on their way to an output without room for them.
#[derive(Debug)]
struct Stage {
    bytes: [u8; STAGE_LEN + gzip::TRAILER_LEN],
    start: usize,
    end: usize,
}

impl Stage {
    const EMPTY: Self = Self { bytes: [0; STAGE_LEN + gzip::TRAILER_LEN], start: 0, end: 0 };

    fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Room for `STAGE_LEN` bytes in an empty stage; `end` is for the caller to
    /// set.
    fn refill(&mut self) -> &mut [u8] {
        (self.start, self.end) = (0, 0);
        &mut self.bytes[..STAGE_LEN]
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes[self.end..][..bytes.len()].copy_from_slice(bytes);
        self.end += bytes.len();
    }

    /// Moves what fits.
    fn drain(&mut self, room: &mut [u8]) -> usize {
        let n = room.len().min(self.end - self.start);
        room[..n].copy_from_slice(&self.bytes[self.start..][..n]);
        self.start += n;
        if self.is_empty() {
            (self.start, self.end) = (0, 0);
        }
        n
    }
}

#[cold]
fn damaged(error: DecompressError) -> Error {
    match error.needs_dictionary() {
        Some(needed) => Error::new(ErrorKind::WrongDictionary { needed }),
        None => Error::custom(ErrorKind::InvalidPayload, error),
    }
}

/// How far a counter came within one call, which is no more than a slice holds.
fn difference(after: u64, before: u64) -> usize {
    usize::try_from(after - before).unwrap_or(usize::MAX)
}

/// More than a flush marker takes, so that a flush ends.
const STAGE_LEN: usize = 32;

/// Streams without content in a row: each costs as much as some kilobytes of
/// content, and no limit on that would end them.
const MAX_EMPTY: u32 = 1000;
const TOO_MANY_EMPTY: &str = "too many streams without content in a row";
