//! Deflate in its three wrappings, all done the same way.

use crate::{
    growth::{Attempt, decode_exactly},
    refusal::{self, Refusal},
};
use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use flatstream_core::{Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
use std::{fmt, marker::PhantomData};

/// Raw deflate: each payload one deflate stream.
///
/// See [`Flate`], also for what it costs.
pub type Deflate = Flate<Raw>;

/// Deflate in the zlib format: with a header of two bytes and an Adler-32.
pub type Zlib = Flate<ZlibFormat>;

/// Deflate in the gzip format: each payload one member, as `gzip` writes and
/// reads them, with a CRC-32.
pub type Gzip = Flate<GzipFormat>;

/// Deflate, in the wrapping `F`: [`Deflate`], [`Zlib`] or [`Gzip`].
///
/// One state for encoding (0.3 MB) and one for decoding (43 KB), made when they
/// are first needed, and kept. An encoder whose call failed is replaced, since
/// not every library behind flate2 survives that.
///
/// ```
/// use flatstream_compress::Gzip;
/// use flatstream_core::{Decoder, Encoder, OutBuf};
///
/// let raw = b"temperature 20.1, temperature 20.2, temperature 20.3";
/// let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
/// let mut gzip = Gzip::new(6)?;
/// let tag = gzip.encode(raw, &mut stored)?;
/// gzip.decode(tag, stored.filled(), raw.len(), &mut out)?;
/// assert_eq!(out.filled(), raw);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Flate<F> {
    level: u32,
    encoder: Option<Compress>,
    decoder: Option<Decompress>,
    format: PhantomData<F>,
}

impl<F: Format> Flate<F> {
    /// What zlib takes unless told otherwise.
    pub const DEFAULT_LEVEL: u32 = 6;

    /// A codec of `level`: 1 to 9, from fast to small, or 0, which only wraps.
    /// Allocates nothing yet.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for another level.
    pub fn new(level: u32) -> Result<Self> {
        if level > 9 {
            return Err(no_level(level));
        }
        Ok(Self { level, encoder: None, decoder: None, format: PhantomData })
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> u32 {
        self.level
    }
}

pub(crate) fn no_level(level: impl fmt::Display) -> Error {
    let text = format!("no deflate level {level}; there are 0 to 9");
    Error::custom(ErrorKind::Config, text)
}

/// [`DEFAULT_LEVEL`](Flate::DEFAULT_LEVEL).
impl<F: Format> Default for Flate<F> {
    fn default() -> Self {
        Self::new(Self::DEFAULT_LEVEL).expect("there is a level 6")
    }
}

impl<F: Format> Encoder for Flate<F> {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let mut encoder = match self.encoder.take() {
            Some(mut encoder) => {
                encoder.reset();
                encoder
            }
            None => Compress::new(Compression::new(self.level), F::WRAP == Wrap::Zlib),
        };
        let (header, trailer): (&[u8], usize) = match F::WRAP {
            Wrap::Gzip => (&gzip::HEADER, gzip::TRAILER_BYTES),
            Wrap::Raw | Wrap::Zlib => (&[], 0),
        };
        let room = out.spare(header.len() + bound(raw.len()) + trailer);
        room[..header.len()].copy_from_slice(header);
        let status = encoder.compress(raw, &mut room[header.len()..], FlushCompress::Finish);
        if !matches!(status, Ok(Status::StreamEnd)) {
            return Err(Error::custom(ErrorKind::Other, "deflate did not come to an end"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "no more than the room")]
        let end = header.len() + encoder.total_out() as usize;
        if F::WRAP == Wrap::Gzip {
            room[end..][..trailer].copy_from_slice(&gzip::trailer(raw));
        }
        out.advance(end + trailer);
        self.encoder = Some(encoder);
        Ok(Tag::new(F::ID))
    }
}

impl<F: Format> Decoder for Flate<F> {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        if tag != Tag::new(F::ID) && tag != Tag::new(F::ID).with_many() {
            return Err(refusal::error(Refusal::Codec));
        }
        if raw_len > stored.len().saturating_mul(MAX_RATIO) {
            return Err(refusal::error(Refusal::Ratio));
        }
        let zlib = F::WRAP == Wrap::Zlib;
        let (body, trailer) = match F::WRAP {
            Wrap::Gzip => gzip::unwrap(stored)?,
            Wrap::Raw | Wrap::Zlib => (stored, &[][..]),
        };
        let decoder = self.decoder.get_or_insert_with(|| Decompress::new(zlib));
        let before = out.len();
        decode_exactly(raw_len, stored.len(), out, |room| {
            decoder.reset(zlib);
            match decoder.decompress(body, room, FlushDecompress::Finish) {
                Ok(Status::StreamEnd) if decoder.total_in() < body.len() as u64 => {
                    Attempt::Failed(Refusal::Trailing)
                }
                #[expect(clippy::cast_possible_truncation, reason = "no more than the room")]
                Ok(Status::StreamEnd) => Attempt::Done(decoder.total_out() as usize),
                Ok(_) if decoder.total_out() == room.len() as u64 => Attempt::Full,
                Ok(_) => Attempt::Failed(Refusal::Damaged("deflate stream cut short")),
                Err(_) => Attempt::Failed(Refusal::Damaged("damaged deflate stream")),
            }
        })?;
        if F::WRAP == Wrap::Gzip && trailer != gzip::trailer(&out.filled()[before..]) {
            out.truncate(before);
            return Err(refusal::error(Refusal::Trailer));
        }
        Ok(())
    }
}

impl<F> fmt::Debug for Flate<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Flate").field("level", &self.level).finish_non_exhaustive()
    }
}

/// What is wrapped around deflate.
pub trait Format: sealed::Format {}

/// Nothing around deflate.
#[derive(Clone, Copy, Debug)]
pub enum Raw {}

/// The zlib format (RFC 1950).
#[derive(Clone, Copy, Debug)]
pub enum ZlibFormat {}

/// The gzip format (RFC 1952).
#[derive(Clone, Copy, Debug)]
pub enum GzipFormat {}

impl Format for Raw {}
impl Format for ZlibFormat {}
impl Format for GzipFormat {}

use sealed::Wrap;

mod sealed {
    use flatstream_core::CodecId;

    pub trait Format {
        const ID: CodecId;
        const WRAP: Wrap;
    }

    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Wrap {
        Raw,
        Zlib,
        Gzip,
    }

    impl Format for super::Raw {
        const ID: CodecId = CodecId::DEFLATE;
        const WRAP: Wrap = Wrap::Raw;
    }

    impl Format for super::ZlibFormat {
        const ID: CodecId = CodecId::ZLIB;
        const WRAP: Wrap = Wrap::Zlib;
    }

    impl Format for super::GzipFormat {
        const ID: CodecId = CodecId::GZIP;
        const WRAP: Wrap = Wrap::Gzip;
    }
}

/// The gzip format around raw deflate (RFC 1952): flate2's own forgets that it is
/// gzip when it is reset.
mod gzip {
    use super::{Crc, Refusal, Result, refusal};

    /// Magic, deflate, no flags, no time, nothing said of the compression, unknown
    /// system.
    pub(super) const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    pub(super) const TRAILER_BYTES: usize = 8;

    /// CRC-32 and length of the content.
    pub(super) fn trailer(raw: &[u8]) -> [u8; TRAILER_BYTES] {
        let mut crc = Crc::new();
        crc.update(raw);
        (u64::from(crc.sum()) | u64::from(crc.amount()) << 32).to_le_bytes()
    }

    /// The deflate stream of a member, and its trailer.
    pub(super) fn unwrap(member: &[u8]) -> Result<(&[u8], &[u8])> {
        let parts = header_len(member).and_then(|len| {
            let (body, trailer) = member[len..].split_last_chunk::<TRAILER_BYTES>()?;
            Some((body, &trailer[..]))
        });
        parts.ok_or_else(|| refusal::error(Refusal::Header))
    }

    fn header_len(member: &[u8]) -> Option<usize> {
        const HAS_CRC: u8 = 2;
        const EXTRA: u8 = 4;
        const NAME: u8 = 8;
        const COMMENT: u8 = 16;
        let [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] = member else { return None };
        let mut rest = rest;
        if flags & EXTRA != 0 {
            let (len, behind) = rest.split_first_chunk::<2>()?;
            rest = behind.get(usize::from(u16::from_le_bytes(*len))..)?;
        }
        for text in [NAME, COMMENT] {
            if flags & text != 0 {
                let end = rest.iter().position(|&byte| byte == 0)?;
                rest = &rest[end + 1..];
            }
        }
        if flags & HAS_CRC != 0 {
            rest = rest.get(2..)?;
        }
        (flags & 0xe0 == 0).then_some(member.len() - rest.len())
    }
}

/// The most that deflate makes of `len` bytes, whatever library is behind flate2.
fn bound(len: usize) -> usize {
    len + len / 8 + len / 64 + 128
}

/// 258 bytes may take two bits.
const MAX_RATIO: usize = 1033;
