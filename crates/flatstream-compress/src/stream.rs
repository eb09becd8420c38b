//! Bytes in pieces of any size, as pipes and files have them.

#[cfg(feature = "deflate")]
mod flate;
#[cfg(feature = "lz4")]
mod lz4;
mod reader;
mod writer;
#[cfg(feature = "zstd")]
mod zstd;

#[cfg(feature = "deflate")]
pub use flate::{FlateStreamDecoder, FlateStreamEncoder};
#[cfg(feature = "lz4")]
pub use lz4::{Lz4BlockSize, Lz4StreamDecoder, Lz4StreamEncoder};
pub use reader::DecodeReader;
pub use writer::EncodeWriter;
#[cfg(feature = "zstd")]
pub use zstd::{ZstdStreamDecoder, ZstdStreamEncoder};

use flatstream_core::{Error, ErrorKind, OutBuf, Result};

/// Compresses a stream of bytes piece by piece.
///
/// One encoder serves one stream after the other and keeps its memory. It does
/// no I/O: [`EncodeWriter`] is the shell around it. Object safe.
///
/// # For implementers
///
/// Each call takes as much input as it can and fills as much output as it has;
/// it makes progress as long as there is room for output, were it one byte. A
/// new encoder is as one that was started. After an error every call fails
/// until the next [`start`](StreamEncoder::start), which makes all good again.
pub trait StreamEncoder {
    /// Begins a new stream; what was under way is dropped.
    ///
    /// # Errors
    ///
    /// What the library below reports, such as a want of memory.
    fn start(&mut self) -> Result<()>;

    /// Compresses some of `input` into some of `output`.
    ///
    /// [`done`](Progress::done) says that all of `input` is taken and what
    /// `until` asks for is in the output. Until then call again with the rest
    /// of the input and the same `until`; once a stream is ended, with
    /// [`start`](StreamEncoder::start).
    ///
    /// # Errors
    ///
    /// As [`start`](StreamEncoder::start);
    /// [`ErrorKind::Config`](flatstream_core::ErrorKind::Config) for input
    /// behind the end of the stream.
    fn encode_stream(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress>;
}

/// Decompresses a stream of bytes piece by piece.
///
/// One decoder serves one stream after the other and keeps its memory. It does
/// no I/O: [`DecodeReader`] is the shell around it. Object safe.
///
/// # For implementers
///
/// As for [`StreamEncoder`]. Memory grows with what arrives, not by what a header
/// claims alone, unless the library below leaves no choice: then within
/// [`limit`](StreamDecoder::limit).
pub trait StreamDecoder {
    /// Begins a new stream; what was under way is dropped.
    ///
    /// # Errors
    ///
    /// What the library below reports, such as a want of memory.
    fn start(&mut self) -> Result<()>;

    /// Says, behind [`start`](StreamDecoder::start), how many bytes of content are
    /// wanted at most. A decoder may refuse a stream whose header asks for memory out
    /// of proportion to that; it need not stop there.
    ///
    /// # Errors
    ///
    /// As [`start`](StreamDecoder::start).
    fn limit(&mut self, max_bytes: u64) -> Result<()> {
        let _ = max_bytes;
        Ok(())
    }

    /// Decompresses some of `input` into some of `output`.
    ///
    /// It returns where a stream ends and takes no byte behind it;
    /// [`done`](Progress::done) says so, as long as no further byte comes. The
    /// input may end there, and only there; what follows is another stream,
    /// whose content follows. Where neither a byte was taken nor one written
    /// although there was room, it needs more input.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload)
    ///   where the input is not of this format, or damaged.
    /// - [`ErrorKind::ChecksumMismatch`](flatstream_core::ErrorKind::ChecksumMismatch),
    ///   where the library says so much.
    /// - [`ErrorKind::WrongDictionary`](flatstream_core::ErrorKind::WrongDictionary):
    ///   there is none to be had in a stream; where the library does not say which
    ///   one is needed, 0.
    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress>;
}

/// How far a [`StreamEncoder`] is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// As it likes: what it holds back makes for better compression.
    Later,
    /// Everything taken so far can be decompressed from the output. Costs some
    /// bytes each time that there is something to flush.
    Flushed,
    /// The stream is complete.
    Ended,
}

/// How far one call came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes taken from the input.
    pub read: usize,
    /// Bytes written to the output.
    pub written: usize,
    /// Whether what was asked for is done, with nothing left to be written.
    pub done: bool,
}

/// Appends all that the streams in `input` hold to `out`: what a file that is in
/// memory already decompresses to, whatever its size.
///
/// `out` grows with what is decoded, by doubling. Costs no allocation where it
/// has room.
///
/// # Errors
///
/// The decoder's; [`ErrorKind::Truncated`] where `input` ends inside a stream, or
/// is empty; [`ErrorKind::FrameTooLarge`] for more than `max_bytes` bytes. What
/// was decoded before stays in `out`.
///
#[cfg_attr(feature = "deflate", doc = "```")]
#[cfg_attr(not(feature = "deflate"), doc = "```ignore")]
/// use flatstream_compress::{Encoder, ErrorKind, FlateFormat, FlateStreamDecoder, Gzip, OutBuf};
/// use flatstream_compress::decode_all;
///
/// let (mut file, mut out) = (OutBuf::new(), OutBuf::new());
/// Gzip::default().encode(&[7; 100_000], &mut file)?;
/// Gzip::default().encode(b"second member", &mut file)?;
///
/// let mut decoder = FlateStreamDecoder::new(FlateFormat::Gzip);
/// decode_all(&mut decoder, file.filled(), 1 << 20, &mut out)?;
/// assert_eq!(out.len(), 100_013);
///
/// let error = decode_all(&mut decoder, file.filled(), 99_999, &mut OutBuf::new()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 100_000, limit: 99_999 });
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub fn decode_all<D: StreamDecoder + ?Sized>(
    decoder: &mut D,
    mut input: &[u8],
    max_bytes: usize,
    out: &mut OutBuf,
) -> Result<()> {
    decoder.start()?;
    decoder.limit(max_bytes as u64)?;
    let mut left = max_bytes;
    loop {
        // One byte more than there may be tells whether there is more.
        let room = out.spare(LEAST_ROOM_BYTES.min(left.saturating_add(1)));
        let len = room.len().min(left.saturating_add(1));
        let progress = decoder.decode_stream(input, &mut room[..len])?;
        input = &input[progress.read..];
        if progress.written > left {
            out.advance(left);
            let (len, limit) = (max_bytes as u64 + 1, max_bytes as u64);
            return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
        }
        out.advance(progress.written);
        left -= progress.written;
        if input.is_empty() && progress.done {
            return Ok(());
        }
        if (progress.read, progress.written) == (0, 0) {
            let missing = 1;
            return Err(Error::new(ErrorKind::Truncated { missing }));
        }
    }
}

/// Room for output that is made at least.
const LEAST_ROOM_BYTES: usize = 16 * 1024;

macro_rules! forward {
    ($($kind:ty),*) => {$(
        impl<E: StreamEncoder + ?Sized> StreamEncoder for $kind {
            fn start(&mut self) -> Result<()> {
                (**self).start()
            }

            fn encode_stream(
                &mut self,
                input: &[u8],
                output: &mut [u8],
                until: Until,
            ) -> Result<Progress> {
                (**self).encode_stream(input, output, until)
            }
        }

        impl<E: StreamDecoder + ?Sized> StreamDecoder for $kind {
            fn start(&mut self) -> Result<()> {
                (**self).start()
            }

            fn limit(&mut self, max_bytes: u64) -> Result<()> {
                (**self).limit(max_bytes)
            }

            fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
                (**self).decode_stream(input, output)
            }
        }
    )*};
}
forward!(&mut E, Box<E>);
