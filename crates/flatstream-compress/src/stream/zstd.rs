use super::{Progress, StreamDecoder, StreamEncoder, Until};
use flatstream_core::{Error, ErrorKind, Result};
use std::{fmt, io};
use zstd::zstd_safe::{
    CCtx, CParameter, DCtx, DParameter, ErrorCode, InBuffer, OutBuffer, ResetDirective,
    get_error_name, max_c_level, min_c_level,
    zstd_sys::{ZSTD_EndDirective, ZSTD_ErrorCode},
};

/// Zstandard, as `zstd -dc` reads it: one frame with a checksum a stream.
///
/// Memory depends on the level alone: 4 MiB at level 3, taken by the first
/// stream and kept. Frames do not tell the size of their content: whoever knows
/// it compresses small ones better as a block.
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
    /// An encoder of `level`: 1 is fast and 22 small; 0 is the library's own
    /// choice, negative levels are faster still.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a level that there is not.
    pub fn new(level: i32) -> Result<Self> {
        if !(min_c_level()..=max_c_level()).contains(&level) {
            return Err(Error::custom(ErrorKind::Config, format!("no zstd level {level}")));
        }
        let mut context = CCtx::try_create().ok_or_else(no_memory)?;
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
/// its header: at most 128 MiB by default, and what
/// [`window_log_max`](ZstdStreamDecoder::window_log_max) sets. It is kept.
pub struct ZstdStreamDecoder {
    context: DCtx<'static>,
    /// At the end of a frame.
    done: bool,
    /// The last call left no room, so that there may be more.
    full: bool,
}

impl ZstdStreamDecoder {
    /// A decoder for windows of up to 128 MiB, as `zstd` itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] of kind `OutOfMemory`.
    pub fn new() -> Result<Self> {
        let context = DCtx::try_create().ok_or_else(no_memory)?;
        Self { context, done: false, full: false }.window_log_max(27)
    }

    /// Sets the binary logarithm of the largest window in bytes. Frames that
    /// need a larger one are refused before it is allocated.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] unless within 10 and 31, or 30 where pointers have
    /// 32 bits.
    pub fn window_log_max(mut self, log: u32) -> Result<Self> {
        // The library takes 0 for its own choice.
        match self.context.set_parameter(DParameter::WindowLogMax(log)) {
            Ok(_) if log > 0 => Ok(self),
            _ => Err(Error::custom(ErrorKind::Config, format!("no zstd window of 2^{log}"))),
        }
    }
}

impl StreamDecoder for ZstdStreamDecoder {
    fn start(&mut self) -> Result<()> {
        self.context.reset(ResetDirective::SessionOnly).map_err(error)?;
        (self.done, self.full) = (false, false);
        Ok(())
    }

    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
        // The library takes offence at calls that cannot lead anywhere.
        if output.is_empty() || (input.is_empty() && !self.full) {
            return Ok(Progress { done: self.done && input.is_empty(), ..Progress::default() });
        }
        let room = output.len();
        let mut input = InBuffer::around(input);
        let mut output = OutBuffer::around(output);
        let hint = self.context.decompress_stream(&mut output, &mut input).map_err(error)?;
        self.done = hint == 0;
        self.full = output.pos() == room && !self.done;
        Ok(Progress { read: input.pos(), written: output.pos(), done: self.done })
    }
}

impl fmt::Debug for ZstdStreamDecoder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ZstdStreamDecoder").field("done", &self.done).finish_non_exhaustive()
    }
}

#[cold]
fn no_memory() -> Error {
    io::Error::from(io::ErrorKind::OutOfMemory).into()
}

#[cold]
fn error(code: ErrorCode) -> Error {
    let is = |known: ZSTD_ErrorCode| code == (known as usize).wrapping_neg();
    if is(ZSTD_ErrorCode::ZSTD_error_memory_allocation) {
        no_memory()
    } else if is(ZSTD_ErrorCode::ZSTD_error_dictionary_wrong) {
        Error::new(ErrorKind::WrongDictionary { needed: 0 })
    } else if is(ZSTD_ErrorCode::ZSTD_error_checksum_wrong) {
        Error::custom(ErrorKind::InvalidPayload, "the checksum of the zstd frame does not match")
    } else {
        Error::custom(ErrorKind::InvalidPayload, get_error_name(code))
    }
}
