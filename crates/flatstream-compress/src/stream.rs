//! Bytes in pieces of any size, as pipes and files have them.

use flatstream_core::Result;

/// Compresses a stream of bytes piece by piece.
///
/// One encoder serves one stream after the other and keeps its memory. It does
/// no I/O: `EncodeWriter` is the shell around it.
///
/// # For implementers
///
/// Each call takes as much input as it can and fills as much output as it has;
/// it makes progress as long as there is room for output. An error leaves the
/// encoder fit for [`start`](StreamEncoder::start).
pub trait StreamEncoder {
    /// Begins a new stream; what was under way is dropped.
    ///
    /// # Errors
    ///
    /// What the library below reports, such as a want of memory.
    fn start(&mut self) -> Result<()>;

    /// Compresses some of `input` into some of `output`.
    ///
    /// # Errors
    ///
    /// As [`start`](StreamEncoder::start).
    fn encode_stream(&mut self, input: &[u8], output: &mut [u8], until: Until) -> Result<Progress>;
}

/// Decompresses a stream of bytes piece by piece.
///
/// One decoder serves one stream after the other and keeps its memory. It does
/// no I/O: `DecodeReader` is the shell around it.
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
    /// [`done`](Progress::done) says that the input so far is a whole stream, so
    /// that it may end here; what follows is another one, whose content follows.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload)
    /// where the input is not of this format, or damaged.
    fn decode_stream(&mut self, input: &[u8], output: &mut [u8]) -> Result<Progress>;
}

/// How far a [`StreamEncoder`] is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// As it likes: what it holds back makes for better compression.
    Later,
    /// Everything taken so far can be decompressed from the output.
    Flushed,
    /// The stream is complete.
    Ended,
}

/// How far one call came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes taken from the input.
    pub read: usize,
    /// Bytes written to the output.
    pub written: usize,
    /// Whether what was asked for is done: nothing is left to be written for it.
    pub done: bool,
}
