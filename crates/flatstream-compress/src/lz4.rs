use crate::{
    growth::{Attempt, decode_exactly, decode_stored},
    refusal::{self, Refusal},
};
use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
use lz4_flex::block::{
    CompressTable, DecompressError, compress_into_with_table, decompress_into,
    get_maximum_output_size,
};
use std::fmt;

/// LZ4: each payload one block, without a frame around it.
///
/// Holds two tables, of 8 KiB and 16 KiB, made when they are first needed.
/// Decoding needs no memory. The program `lz4` reads frames, not blocks.
///
/// ```
/// use flatstream_compress::Lz4;
/// use flatstream_core::{Decoder, Encoder, OutBuf};
///
/// let raw = b"temperature 20.1, temperature 20.2, temperature 20.3";
/// let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
/// let mut lz4 = Lz4::new();
/// let tag = lz4.encode(raw, &mut stored)?;
/// assert!(stored.len() < raw.len());
/// lz4.decode(tag, stored.filled(), raw.len(), &mut out)?;
/// assert_eq!(out.filled(), raw);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Default)]
pub struct Lz4 {
    /// For payloads below `SMALL_BYTES`, twice as fast there.
    small: Option<CompressTable>,
    large: Option<CompressTable>,
}

impl Lz4 {
    /// A codec; allocates nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { small: None, large: None }
    }
}

impl Encoder for Lz4 {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let table = if raw.len() < SMALL_BYTES {
            self.small.get_or_insert_with(CompressTable::small)
        } else {
            self.large.get_or_insert_with(CompressTable::large)
        };
        let room = out.spare(get_maximum_output_size(raw.len()));
        match compress_into_with_table(raw, room, table) {
            Ok(len) => {
                out.advance(len);
                Ok(Tag::new(CodecId::LZ4))
            }
            Err(error) => Err(Error::custom(ErrorKind::Other, error)),
        }
    }
}

impl Decoder for Lz4 {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        match tag.codec() {
            CodecId::LZ4 if tag.has_dictionary() => {
                return Err(refusal::error(Refusal::NoDictionaries));
            }
            CodecId::LZ4 => {}
            CodecId::STORED => return decode_stored(tag, stored, raw_len, out),
            other => return Err(refusal::error(Refusal::Codec(other))),
        }
        if raw_len > stored.len().saturating_mul(MAX_RATIO) {
            return Err(refusal::error(Refusal::Ratio));
        }
        decode_exactly(raw_len, stored.len(), out, |room| match decompress_into(stored, room) {
            Ok(n) => Attempt::Done(n),
            Err(DecompressError::OutputTooSmall { .. }) => Attempt::Full,
            Err(_) => Attempt::Failed(Refusal::Damaged("damaged LZ4 block")),
        })
    }
}

impl fmt::Debug for Lz4 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lz4").finish_non_exhaustive()
    }
}

/// What a table of 16-bit positions serves.
const SMALL_BYTES: usize = u16::MAX as usize;
/// A byte of match length stands for 255 bytes.
const MAX_RATIO: usize = 256;
