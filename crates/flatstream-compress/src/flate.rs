//! Deflate in its three wrappings, all done the same way.

use crate::{
    growth::{Attempt, decode_exactly, decode_stored},
    gzip,
    refusal::{self, Refusal},
};
use flate2::{Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status};
use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
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
/// use flatstream_core::{CodecId, Decoder, Encoder, OutBuf};
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
        check_level(level)?;
        Ok(Self { level, encoder: None, decoder: None, format: PhantomData })
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> u32 {
        self.level
    }
}

/// The level, if there is such a one.
pub(crate) fn check_level(level: impl TryInto<u32> + fmt::Display + Copy) -> Result<u32> {
    match level.try_into() {
        Ok(level) if level <= 9 => Ok(level),
        _ => {
            let text = format!("no deflate level {level}; there are 0 to 9");
            Err(Error::custom(ErrorKind::Config, text))
        }
    }
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
            None => Compress::new(Compression::new(self.level), F::FORMAT == FlateFormat::Zlib),
        };
        let (header, trailer): (&[u8], usize) = match F::FORMAT {
            FlateFormat::Gzip => (&gzip::HEADER, gzip::TRAILER_LEN),
            FlateFormat::Deflate | FlateFormat::Zlib => (&[], 0),
        };
        let room = out.spare(header.len() + bound(raw.len()) + trailer);
        room[..header.len()].copy_from_slice(header);
        let status = encoder.compress(raw, &mut room[header.len()..], FlushCompress::Finish);
        if !matches!(status, Ok(Status::StreamEnd)) {
            return Err(Error::custom(ErrorKind::Other, "deflate did not come to an end"));
        }
        #[expect(clippy::cast_possible_truncation, reason = "no more than the room")]
        let end = header.len() + encoder.total_out() as usize;
        if F::FORMAT == FlateFormat::Gzip {
            room[end..][..trailer].copy_from_slice(&gzip_trailer(raw));
        }
        out.advance(end + trailer);
        self.encoder = Some(encoder);
        Ok(Tag::new(F::FORMAT.id()))
    }
}

impl<F: Format> Decoder for Flate<F> {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        match tag.codec() {
            id if id == F::FORMAT.id() && tag.has_dictionary() => {
                return Err(refusal::error(Refusal::NoDictionaries));
            }
            id if id == F::FORMAT.id() => {}
            CodecId::STORED => return decode_stored(tag, stored, raw_len, out),
            other => return Err(refusal::error(Refusal::Codec(other))),
        }
        if raw_len > stored.len().saturating_mul(MAX_RATIO) {
            return Err(refusal::error(Refusal::Ratio));
        }
        let zlib = F::FORMAT == FlateFormat::Zlib;
        let (body, trailer) = match F::FORMAT {
            FlateFormat::Gzip => unwrap_gzip(stored)?,
            FlateFormat::Deflate | FlateFormat::Zlib => (stored, &[][..]),
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
        if F::FORMAT == FlateFormat::Gzip && trailer != gzip_trailer(&out.filled()[before..]) {
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

/// What stands around deflate, as a type.
pub trait Format: sealed::Format {}

/// [`FlateFormat::Deflate`].
#[derive(Clone, Copy, Debug)]
pub enum Raw {}

/// [`FlateFormat::Zlib`].
#[derive(Clone, Copy, Debug)]
pub enum ZlibFormat {}

/// [`FlateFormat::Gzip`].
#[derive(Clone, Copy, Debug)]
pub enum GzipFormat {}

impl Format for Raw {}
impl Format for ZlibFormat {}
impl Format for GzipFormat {}

mod sealed {
    use super::{FlateFormat, GzipFormat, Raw, ZlibFormat};

    pub trait Format {
        const FORMAT: FlateFormat;
    }

    impl Format for Raw {
        const FORMAT: FlateFormat = FlateFormat::Deflate;
    }

    impl Format for ZlibFormat {
        const FORMAT: FlateFormat = FlateFormat::Zlib;
    }

    impl Format for GzipFormat {
        const FORMAT: FlateFormat = FlateFormat::Gzip;
    }
}

/// What stands around deflate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FlateFormat {
    /// Nothing (RFC 1951): damage may go unseen.
    Deflate,
    /// A header and an Adler-32 (RFC 1950).
    Zlib,
    /// A header, a CRC-32 and the length (RFC 1952): what `gzip` reads and
    /// writes.
    Gzip,
}

impl FlateFormat {
    const fn id(self) -> CodecId {
        match self {
            Self::Deflate => CodecId::DEFLATE,
            Self::Zlib => CodecId::ZLIB,
            Self::Gzip => CodecId::GZIP,
        }
    }
}

fn gzip_trailer(raw: &[u8]) -> [u8; gzip::TRAILER_LEN] {
    let mut content = Crc::new();
    content.update(raw);
    gzip::trailer(&content)
}

/// The deflate stream of a gzip member, and its trailer.
fn unwrap_gzip(member: &[u8]) -> Result<(&[u8], &[u8])> {
    let parts = match gzip::HeaderParser::default().parse(member) {
        Ok((len, true)) => member[len..].split_last_chunk::<{ gzip::TRAILER_LEN }>(),
        _ => None,
    };
    match parts {
        Some((body, trailer)) => Ok((body, trailer)),
        None => Err(refusal::error(Refusal::Header)),
    }
}

/// The most that deflate makes of `len` bytes, whatever library is behind flate2.
fn bound(len: usize) -> usize {
    len + len / 8 + len / 64 + 128
}

/// 258 bytes may take two bits.
const MAX_RATIO: usize = 1033;
