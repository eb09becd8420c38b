//! Bytes in pieces of any size, as pipes and files have them.

#[cfg(feature = "deflate")]
mod flate;
mod reader;
mod writer;
#[cfg(feature = "zstd")]
mod zstd;

#[cfg(feature = "deflate")]
pub use flate::{FlateFormat, FlateStreamDecoder, FlateStreamEncoder};
pub use reader::DecodeReader;
pub use writer::EncodeWriter;
#[cfg(feature = "zstd")]
pub use zstd::{ZstdStreamDecoder, ZstdStreamEncoder};

use flatstream_core::Result;

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
/// As for [`StreamEncoder`]. Memory grows with what arrives, never by what a
/// header claims alone.
pub trait StreamDecoder {
    /// Begins a new stream; what was under way is dropped.
    ///
    /// # Errors
    ///
    /// What the library below reports, such as a want of memory.
    fn start(&mut self) -> Result<()>;

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
    /// - [`ErrorKind::ChecksumMismatch`](flatstream_core::ErrorKind::ChecksumMismatch).
    /// - [`ErrorKind::WrongDictionary`](flatstream_core::ErrorKind::WrongDictionary):
    ///   there is none to be had in a stream.
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

            fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress> {
                (**self).decode_stream(input, output)
            }
        }
    )*};
}
forward!(&mut E, Box<E>);
