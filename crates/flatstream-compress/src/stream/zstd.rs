use super::{Progress, StreamDecoder, StreamEncoder, Until};
use crate::zstd::{check_level, memory_error};
use flatstream_core::{Error, ErrorKind, Result};
use std::fmt;
use zstd::zstd_safe::{
    CCtx, CParameter, DCtx, DParameter, ErrorCode, InBuffer, OutBuffer, ResetDirective,
    get_error_name,
    zstd_sys::{ZSTD_EndDirective, ZSTD_ErrorCode},
};

/// Zstandard, as `zstd -dc` reads it: one frame with a checksum a stream.
///
/// Memory depends on the level alone: 4 MiB at level 3, taken by the first
/// stream and kept. Frames do not tell the size of their content: whoever knows
/// it compresses small ones better as a block.
///
/// ```
/// use flatstream_compress::{StreamEncoder, Until, ZstdStreamEncoder};
///
/// let mut encoder = ZstdStreamEncoder::new(3)?;
/// let mut frame = [0; 64];
/// let progress = encoder.encode_stream(&[7; 1000], &mut frame, Until::Ended)?;
/// assert_eq!((progress.read, progress.done), (1000, true));
/// assert!(progress.written < 32);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct ZstdStreamEncoder {
    context: CCtx<'static>,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Open,
    Ended,
}

impl ZstdStreamEncoder {
    /// An encoder of `level`: 1 is fast and 22 small; below 0 is faster still, and
    /// less.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a level that there is not.
    pub fn new(level: i32) -> Result<Self> {
        check_level(level)?;
        let mut context = CCtx::try_create().ok_or_else(memory_error)?;
        for parameter in [CParameter::CompressionLevel(level), CParameter::ChecksumFlag(true)] {
            context.set_parameter(parameter).map_err(error)?;
        }
        Ok(Self { context, state: State::New })
    }

    fn step(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress> {
        let mut input = InBuffer::around(input);
        let mut output = OutBuffer::around(output);
        let directive = match until {
            Until::Later => ZSTD_EndDirective::ZSTD_e_continue,
            Until::Flushed => ZSTD_EndDirective::ZSTD_e_flush,
            Until::Ended => ZSTD_EndDirective::ZSTD_e_end,
        };
        let left = self.context.compress_stream2(&mut output, &mut input, directive);
        let left = left.map_err(error)?;
        let taken = input.pos() == input.src.len();
        let done = taken && (until == Until::Later || left == 0);
        Ok(Progress { read: input.pos(), written: output.pos(), done })
    }
}

impl StreamEncoder for ZstdStreamEncoder {
    fn start(&mut self) -> Result<()> {
        self.context.reset(ResetDirective::SessionOnly).map_err(error)?;
        self.state = State::New;
        Ok(())
    }

    fn encode_stream(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress> {
        match self.state {
            State::New => {
                // A stream that begins with its end is of known size to the
                // library, which fits its memory to it: it would free memory
                // and allocate again with every change of size.
                self.step(&[], &mut [], Until::Later)?;
                self.state = State::Open;
            }
            State::Open => {}
            State::Ended if input.is_empty() => {
                return Ok(Progress { done: true, ..Progress::default() });
            }
            State::Ended => {
                return Err(Error::custom(ErrorKind::Config, "the stream has ended"));
            }
        }
        let progress = self.step(input, output, until)?;
        if progress.done && until == Until::Ended {
            self.state = State::Ended;
        }
        Ok(progress)
    }
}

impl fmt::Debug for ZstdStreamEncoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZstdStreamEncoder").field("state", &self.state).finish_non_exhaustive()
    }
}

/// What `zstd` writes: frames one after the other, skippable ones between them.
///
/// A frame names the window that it needs, and that much memory is taken with
/// its header: at most 128 MiB by default, or what
/// [`window_log_max`](ZstdStreamDecoder::window_log_max) sets. It is kept.
///
/// Where a call finds damage, what it decoded before that is lost; what earlier
/// calls returned is good as far as that can be known before the checksum.
///
/// ```
/// use flatstream_compress::{StreamDecoder, ZstdStreamDecoder};
///
/// // A window of 1 KiB, and a block of three bytes as they are.
/// let frame = [0x28, 0xb5, 0x2f, 0xfd, 0, 0, 0x19, 0, 0, b'a', b'b', b'c'];
/// let mut decoder = ZstdStreamDecoder::new()?.window_log_max(20)?;
/// let mut content = [0; 10];
/// let progress = decoder.decode_stream(&frame, &mut content)?;
/// assert_eq!((&content[..progress.written], progress.done), (&b"abc"[..], true));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct ZstdStreamDecoder {
    context: DCtx<'static>,
    part: Part,
    /// The last call left no room, so that there may be more.
    full: bool,
    memory: Memory,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Before the first frame, or behind a complete one.
    Between {
        done: bool,
    },
    Frame,
}

impl ZstdStreamDecoder {
    /// A decoder for windows of up to 128 MiB, as `zstd` itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] of kind `OutOfMemory`.
    pub fn new() -> Result<Self> {
        let context = DCtx::try_create().ok_or_else(memory_error)?;
        let memory = Memory::new(&context);
        let part = Part::Between { done: false };
        Self { context, part, full: false, memory }.window_log_max(27)
    }

    /// Sets the binary logarithm of the largest window in bytes. Frames that
    /// need a larger one are refused before it is allocated. To be set before
    /// the first stream.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] unless within 10 and 31, or 30 where pointers have
    /// 32 bits.
    pub fn window_log_max(mut self, log: u32) -> Result<Self> {
        // The library takes 0 for its own choice.
        match self.context.set_parameter(DParameter::WindowLogMax(log)) {
            Ok(_) if log > 0 => {
                self.memory.log_max = log;
                Ok(self)
            }
            _ => Err(Error::custom(ErrorKind::Config, format!("no zstd window of 2^{log}"))),
        }
    }
}

impl StreamDecoder for ZstdStreamDecoder {
    fn start(&mut self) -> Result<()> {
        self.context.reset(ResetDirective::SessionOnly).map_err(error)?;
        (self.part, self.full) = (Part::Between { done: false }, false);
        self.limit(u64::MAX)
    }

    /// Refuses windows that are larger than the limit and than 8 MiB, which every
    /// decoder should have (RFC 8878, section 3.1.1.1.2).
    fn limit(&mut self, max_bytes: u64) -> Result<()> {
        let wanted = max_bytes.checked_next_power_of_two().map_or(u64::BITS, u64::ilog2);
        let log = wanted.max(WINDOW_LOG_USUAL).min(self.memory.log_max);
        self.context.set_parameter(DParameter::WindowLogMax(log)).map_err(error)?;
        Ok(())
    }

    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        // The library takes offence at calls that cannot lead anywhere.
        if output.is_empty() || (input.is_empty() && !self.full) {
            let done = self.part == Part::Between { done: true } && input.is_empty();
            return Ok(Progress { done, ..Progress::default() });
        }
        if self.part != Part::Frame {
            self.memory.keep(&mut self.context).map_err(error)?;
            self.part = Part::Frame;
        }
        let room = output.len();
        let mut input = InBuffer::around(input);
        let mut output = OutBuffer::around(output);
        let hint = self.context.decompress_stream(&mut output, &mut input).map_err(error)?;
        let done = hint == 0;
        if done {
            self.part = Part::Between { done };
        }
        self.full = output.pos() == room && !done;
        Ok(Progress { read: input.pos(), written: output.pos(), done })
    }
}

/// Keeps the library from giving memory back, to allocate it again: it does so
/// after 128 frames one after the other that need less than a third of it. A
/// frame without content in between that needs all of it is enough.
#[derive(Debug)]
struct Memory {
    /// What a context takes without buffers.
    bare: usize,
    /// What it took when the frame was last chosen.
    known: usize,
    /// The binary logarithm of the frame's window.
    log: u32,
    log_max: u32,
    /// Frames begun since.
    frames: u32,
}

impl Memory {
    fn new(context: &DCtx<'_>) -> Self {
        let bare = context.sizeof();
        Self { bare, known: bare, log: WINDOW_LOG_MIN, log_max: WINDOW_LOG_MIN, frames: 0 }
    }

    /// To be called before each frame.
    fn keep(&mut self, context: &mut DCtx<'_>) -> std::result::Result<(), ErrorCode> {
        self.frames += 1;
        let size = context.sizeof();
        if size != self.known {
            // The window that comes next to the buffers, which with it need no
            // less than half of what they have.
            let buffers = size.saturating_sub(self.bare);
            let window = buffers.min(BLOCK_MAX).next_power_of_two().max(buffers);
            self.log = window.ilog2().clamp(WINDOW_LOG_MIN, self.log_max);
        } else if self.frames < KEEP_EVERY || size == self.bare {
            return Ok(());
        }
        self.frames = 0;
        // Magic, window, and the last block, which is empty.
        let log = u8::try_from(self.log - WINDOW_LOG_MIN).unwrap_or(0);
        let frame = [0x28, 0xb5, 0x2f, 0xfd, 0, log << 3, 1, 0, 0];
        let mut input = InBuffer::around(&frame);
        let mut output = [0];
        let mut output = OutBuffer::around(&mut output[..]);
        context.decompress_stream(&mut output, &mut input)?;
        self.known = context.sizeof();
        Ok(())
    }
}

impl fmt::Debug for ZstdStreamDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZstdStreamDecoder").field("part", &self.part).finish_non_exhaustive()
    }
}

#[cold]
fn error(code: ErrorCode) -> Error {
    let is = |known: ZSTD_ErrorCode| code == (known as usize).wrapping_neg();
    if is(ZSTD_ErrorCode::ZSTD_error_memory_allocation) {
        memory_error()
    } else if is(ZSTD_ErrorCode::ZSTD_error_dictionary_wrong) {
        Error::new(ErrorKind::WrongDictionary { needed: 0 })
    } else if is(ZSTD_ErrorCode::ZSTD_error_checksum_wrong) {
        Error::custom(ErrorKind::InvalidPayload, "the checksum of the zstd frame does not match")
    } else {
        Error::custom(ErrorKind::InvalidPayload, get_error_name(code))
    }
}

/// The smallest window is 1 KiB.
const WINDOW_LOG_MIN: u32 = 10;

/// A window of 8 MiB.
const WINDOW_LOG_USUAL: u32 = 23;

/// Blocks hold at most 128 KiB.
const BLOCK_MAX: usize = 128 << 10;

/// Less than the library's 128.
const KEEP_EVERY: u32 = 100;
