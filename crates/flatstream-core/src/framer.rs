use crate::{Error, ErrorKind, Limits, OutBuf, Result, block};
use std::io::{self, IoSlice, Write};

/// Writes frame boundaries: gives the header, and where it encodes the payload
/// also the body, of one frame. Writing them out is the caller's part.
///
/// Object safe; [`frame_and_write`](Framer::frame_and_write) is for sized
/// framers.
///
/// # For implementers
///
/// Refuse a payload that the header cannot express with
/// [`ErrorKind::FrameTooLarge`]. A framer that stores the payload as it is
/// answers [`Body::Payload`] and leaves `scratch` alone; one that encodes
/// it clears `scratch`, appends the stored bytes and answers [`Body::Scratch`].
pub trait Framer {
    /// Header and body for `payload`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FrameTooLarge`], [`ErrorKind::InvalidPayload`] from a
    /// validating adapter, [`ErrorKind::Config`].
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed>;

    /// The header for a payload that lies in `parts`, one after the other, and
    /// is stored as it is. `None` where this framer must see the payload in one
    /// piece: the caller joins the parts first.
    ///
    /// # Errors
    ///
    /// As [`frame`](Framer::frame).
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        let _ = parts;
        Ok(None)
    }

    /// Writes one frame to `writer`. Small frames leave in one write, larger
    /// ones in one vectored write; nothing is allocated unless the framer
    /// encodes.
    ///
    /// This is the call for one-off frames: a failure can leave part of a frame
    /// behind. A stream writer remembers how far it came.
    ///
    /// # Errors
    ///
    /// As [`frame`](Framer::frame), and [`ErrorKind::Io`].
    fn frame_and_write<W: Write>(&self, writer: &mut W, payload: &[u8]) -> Result<()>
    where
        Self: Sized,
    {
        let mut scratch = OutBuf::new();
        let framed = self.frame(payload, &mut scratch)?;
        let header = framed.header.right_aligned();
        let header = &header[Header::MAX - framed.header.len()..];
        let body = match framed.body {
            Body::Payload => payload,
            Body::Scratch => scratch.filled(),
        };
        let mut small = [0; 512];
        let len = header.len() + body.len();
        if let Some(frame) = small.get_mut(..len) {
            let (front, back) = frame.split_at_mut(header.len());
            front.copy_from_slice(header);
            back.copy_from_slice(body);
            return Ok(writer.write_all(frame)?);
        }
        let mut parts = [IoSlice::new(header), IoSlice::new(body)];
        let mut rest = &mut parts[..];
        while !rest.is_empty() {
            match writer.write_vectored(rest) {
                Ok(0) => return Err(io::Error::from(io::ErrorKind::WriteZero).into()),
                Ok(n) => IoSlice::advance_slices(&mut rest, n),
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }
}

/// A framer of whole blocks of messages.
pub trait BlockFramer: Framer {
    /// What stands for all messages of a [`block`] in the stream: one frame of
    /// many, or, unless the format has such frames, a frame for each, without
    /// anything before them.
    ///
    /// # Errors
    ///
    /// As [`Framer::frame`].
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        scratch.clear();
        for message in block::messages(block) {
            let framed = self.frame(message, &mut OutBuf::new())?;
            if framed.body != Body::Payload {
                let text = "a framer that encodes must frame blocks itself";
                return Err(Error::custom(ErrorKind::Config, text));
            }
            let header = framed.header;
            scratch.extend_from_slice(&header.right_aligned()[Header::MAX - header.len()..]);
            scratch.extend_from_slice(message);
        }
        Ok(Framed { header: Header::new(&[]), body: Body::Scratch })
    }

    /// The longest block that becomes one frame of many which readers take under
    /// `limits`, however badly it compresses. `None` where messages keep a frame
    /// each: then it is they alone that are limited.
    fn max_block_bytes(&self, limits: &Limits) -> Option<u32> {
        let _ = limits;
        None
    }
}

impl<F: BlockFramer + ?Sized> BlockFramer for &F {
    fn max_block_bytes(&self, limits: &Limits) -> Option<u32> {
        (**self).max_block_bytes(limits)
    }
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        (**self).frame_block(block, scratch)
    }
}

impl<F: BlockFramer + ?Sized> BlockFramer for Box<F> {
    fn max_block_bytes(&self, limits: &Limits) -> Option<u32> {
        (**self).max_block_bytes(limits)
    }
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        (**self).frame_block(block, scratch)
    }
}

impl<F: Framer + ?Sized> Framer for &F {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        (**self).frame(payload, scratch)
    }
    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        (**self).frame_parts(parts)
    }
}

impl<F: Framer + ?Sized> Framer for Box<F> {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        (**self).frame(payload, scratch)
    }
    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        (**self).frame_parts(parts)
    }
}

/// One frame, ready to be written: the header, then the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Framed {
    /// What stands before the body.
    pub header: Header,
    /// Where the body is.
    pub body: Body,
}

/// Where the body of a frame is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// The body is the payload as it was given.
    Payload,
    /// The body is what the framer left in the scratch buffer.
    Scratch,
}

/// The bytes before a frame's body: at most [`Header::MAX`], by value.
///
/// ```
/// use flatstream_core::Header;
///
/// let header = Header::new(b"\x03\0\0\0");
/// assert_eq!(header.right_aligned(), *b"\0\0\0\0\0\0\0\0\x03\0\0\0");
/// ```
// Two integers rather than an array: a header is made, moved and written out
// within a few nanoseconds, and stays in registers this way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The first eight bytes, little-endian.
    low: u64,
    /// The last four bytes, little-endian.
    high: u32,
    len: u8,
}

impl Header {
    /// The longest header: a length of 4 bytes and a digest of 8.
    pub const MAX: usize = 12;

    /// A header of these bytes.
    ///
    /// # Panics
    ///
    /// If there are more than [`Header::MAX`].
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let mut all = [0; Self::MAX];
        all[..bytes.len()].copy_from_slice(bytes);
        let [a, b, c, d, e, f, g, h, high @ ..] = all;
        let low = u64::from_le_bytes([a, b, c, d, e, f, g, h]);
        #[expect(clippy::cast_possible_truncation, reason = "12 at most")]
        let len = bytes.len() as u8;
        Self { low, high: u32::from_le_bytes(high), len }
    }

    /// A header of stream format v1: `len` as `u32`, then the low `size` bytes
    /// of `digest`, all little-endian (stream-format.md, section 2).
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::FrameTooLarge`]: `len` does not fit in a `u32`.
    /// - [`ErrorKind::Config`]: `size` is above 8.
    #[inline]
    pub fn v1(len: usize, digest: u64, size: usize) -> Result<Self> {
        let Ok(short) = u32::try_from(len) else {
            return Err(length_error(len));
        };
        if size > 8 {
            return Err(width_error(size));
        }
        let digest = digest & crate::checksum::mask(size);
        #[expect(clippy::cast_possible_truncation, reason = "taken apart; 4 + 8 at most")]
        Ok(Self {
            low: u64::from(short) | digest << 32,
            high: (digest >> 32) as u32,
            len: 4 + size as u8,
        })
    }

    /// How many bytes the header has.
    #[inline]
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no format has an empty header")]
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// The header's bytes at the end of [`Header::MAX`], behind zeros: to be
    /// stored at a fixed width right before a body.
    #[inline]
    #[must_use]
    pub fn right_aligned(&self) -> [u8; Self::MAX] {
        let all = u128::from(self.low) | u128::from(self.high) << 64;
        let shifted = all << (8 * (Self::MAX - self.len()));
        let mut bytes = [0; Self::MAX];
        bytes.copy_from_slice(&shifted.to_le_bytes()[..Self::MAX]);
        bytes
    }
}

impl std::fmt::Debug for Header {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Header").field(&&self.right_aligned()[Self::MAX - self.len()..]).finish()
    }
}

#[cold]
fn length_error(len: usize) -> Error {
    Error::new(ErrorKind::FrameTooLarge { len: len as u64, limit: u64::from(u32::MAX) })
}

#[cold]
pub(crate) fn width_error(size: usize) -> Error {
    Error::custom(ErrorKind::Config, format!("a checksum of {size} bytes; a frame holds at most 8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v1_header_is_length_then_low_digest_bytes() {
        let header = Header::v1(0x0102_0304, 0x1122_3344_5566_7788, 3).unwrap();
        assert_eq!(header, Header::new(&[4, 3, 2, 1, 0x88, 0x77, 0x66]));
        assert_eq!(header.right_aligned(), [0, 0, 0, 0, 0, 4, 3, 2, 1, 0x88, 0x77, 0x66]);
        assert_eq!(Header::v1(1, 9, 0).unwrap(), Header::new(&[1, 0, 0, 0]));
        let widest = Header::v1(1, 0x1122_3344_5566_7788, 8).unwrap();
        let bytes = [1, 0, 0, 0, 0x88, 0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11];
        assert_eq!(widest.right_aligned(), bytes);
        assert_eq!(Header::v1(1, 0, 9).unwrap_err().kind(), ErrorKind::Config);
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_length_beyond_32_bits_is_refused() {
        let kind = Header::v1(1 << 32, 0, 0).unwrap_err().kind();
        assert_eq!(kind, ErrorKind::FrameTooLarge { len: 1 << 32, limit: u64::from(u32::MAX) });
    }
}
