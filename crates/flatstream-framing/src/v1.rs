//! Stream format v1: `[u32 length][digest][payload]`, little-endian
//! (stream-format.md, section 2).

use flatstream_core::{
    BlockFramer, Body, Borrowing, Checksum, Content, Deframer, Error, ErrorKind, Framed, Framer,
    Header, Limits, OutBuf, Result, Step,
};
use std::io::IoSlice;

/// Bytes of the length field.
const LEN_BYTES: usize = 4;

/// Frames of a length and a payload, without a checksum.
///
/// ```
/// use flatstream_core::Framer;
/// use flatstream_framing::DefaultFramer;
///
/// let mut wire = Vec::new();
/// DefaultFramer.frame_and_write(&mut wire, b"abc")?;
/// assert_eq!(wire, b"\x03\0\0\0abc");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct DefaultFramer;

impl Framer for DefaultFramer {
    #[inline]
    fn frame(&self, payload: &[u8], _: &mut OutBuf) -> Result<Framed> {
        Ok(Framed { header: Header::v1(payload.len(), 0, 0)?, body: Body::Payload })
    }

    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        Header::v1(total_len(parts), 0, 0).map(Some)
    }
}

impl BlockFramer for DefaultFramer {}

/// Finds the frames that [`DefaultFramer`] writes.
#[derive(Clone, Copy, Debug, Default)]
pub struct DefaultDeframer;

impl DefaultDeframer {
    /// The deframer; it has no state.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

impl Deframer for DefaultDeframer {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        locate(input, 0, limits)
    }
    #[inline]
    fn open(&self, frame: &[u8], _: &mut OutBuf, _: &Limits) -> Result<Content> {
        Ok(Content::stored(LEN_BYTES..frame.len()))
    }
}

impl Borrowing for DefaultDeframer {}

/// Frames of a length, the payload's digest and the payload.
///
/// ```
/// use flatstream_core::{Checksum, Framer};
/// use flatstream_framing::ChecksumFramer;
///
/// struct Parity;
/// impl Checksum for Parity {
///     fn calculate(&self, payload: &[u8]) -> u64 {
///         u64::from(payload.iter().fold(0, |sum, byte| sum ^ byte))
///     }
///     fn size(&self) -> usize { 1 }
/// }
///
/// let mut wire = Vec::new();
/// ChecksumFramer::new(Parity).frame_and_write(&mut wire, b"abc")?;
/// assert_eq!(wire, b"\x03\0\0\0\x60abc");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct ChecksumFramer<C>(C);

impl<C: Checksum> ChecksumFramer<C> {
    /// Frames with the digests of `checksum`.
    pub const fn new(checksum: C) -> Self {
        Self(checksum)
    }
}

impl<C: Checksum> Framer for ChecksumFramer<C> {
    #[inline]
    fn frame(&self, payload: &[u8], _: &mut OutBuf) -> Result<Framed> {
        let header = Header::v1(payload.len(), self.0.calculate(payload), self.0.size())?;
        Ok(Framed { header, body: Body::Payload })
    }

    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        let Some(digest) = self.0.calculate_parts(parts) else { return Ok(None) };
        Header::v1(total_len(parts), digest, self.0.size()).map(Some)
    }
}

impl<C: Checksum> BlockFramer for ChecksumFramer<C> {}

pub(crate) fn total_len(parts: &[IoSlice<'_>]) -> usize {
    parts.iter().map(|part| part.len()).sum()
}

/// Finds the frames that [`ChecksumFramer`] writes and checks their digests.
#[derive(Clone, Copy, Debug, Default)]
pub struct ChecksumDeframer<C>(C);

impl<C: Checksum> ChecksumDeframer<C> {
    /// Expects the digests of `checksum`.
    pub const fn new(checksum: C) -> Self {
        Self(checksum)
    }
}

impl<C: Checksum> Deframer for ChecksumDeframer<C> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        locate(input, self.0.size(), limits)
    }

    #[inline]
    fn open(&self, frame: &[u8], _: &mut OutBuf, _: &Limits) -> Result<Content> {
        let size = self.0.size();
        let start = LEN_BYTES + size;
        let mut stored = [0; 8];
        stored[..size].copy_from_slice(&frame[LEN_BYTES..start]);
        self.0.verify(u64::from_le_bytes(stored), &frame[start..])?;
        Ok(Content::stored(start..frame.len()))
    }

    #[inline]
    fn digest_len(&self) -> usize {
        self.0.size()
    }
}

impl<C: Checksum> Borrowing for ChecksumDeframer<C> {}

#[inline]
fn locate(input: &[u8], digest_len: usize, limits: &Limits) -> Result<Step> {
    // Asking for the width error where it is made keeps one text for both sides.
    if digest_len > 8 {
        Header::v1(0, 0, digest_len)?;
    }
    let header_len = LEN_BYTES + digest_len;
    let Some(len) = input.first_chunk::<LEN_BYTES>() else {
        return Ok(Step::Incomplete { needed: header_len - input.len() });
    };
    let len = u32::from_le_bytes(*len);
    if len > limits.max_frame_bytes {
        return Ok(too_large(len, header_len, limits));
    }
    let total = header_len.saturating_add(len as usize);
    if total <= input.len() {
        Ok(Step::Frame { len: total })
    } else {
        Ok(Step::Incomplete { needed: total - input.len() })
    }
}

#[cold]
fn too_large(len: u32, header_len: usize, limits: &Limits) -> Step {
    let (len, limit) = (u64::from(len), u64::from(limits.max_frame_bytes));
    Step::Bad {
        len: header_len as u64 + len,
        error: Error::new(ErrorKind::FrameTooLarge { len, limit }),
    }
}
