#[cfg(feature = "deflate")]
use crate::{Deflate, Gzip, Zlib};
#[cfg(feature = "zstd")]
use crate::{Dictionary, Zstd};
use crate::{
    growth::decode_stored,
    refusal::{self, Refusal},
};
use flatstream_core::{CodecId, Decoder, OutBuf, Result, Tag};

/// Decodes every codec compiled in: frames say which one they take.
///
/// Each codec's memory is made when a frame first asks for it, and kept.
///
/// ```
/// use flatstream_compress::{CodecKind, Decoders};
/// use flatstream_core::{Decoder, OutBuf};
///
/// let raw = [7; 1000];
/// let mut decoders = Decoders::new();
/// for kind in CodecKind::ALL {
///     let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
///     let tag = kind.encoder(None)?.encode(&raw, &mut stored)?;
///     decoders.decode(tag, stored.filled(), raw.len(), &mut out)?;
///     assert_eq!(out.filled(), raw);
/// }
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug, Default)]
pub struct Decoders {
    #[cfg(feature = "zstd")]
    zstd: Zstd,
    #[cfg(feature = "lz4")]
    lz4: crate::Lz4,
    #[cfg(feature = "deflate")]
    deflate: Deflate,
    #[cfg(feature = "deflate")]
    zlib: Zlib,
    #[cfg(feature = "deflate")]
    gzip: Gzip,
}

impl Decoders {
    /// Decoders without dictionaries; allocates nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Decodes also what was encoded with `dictionary`; there may be many.
    ///
    /// # Errors
    ///
    /// As [`Zstd::add_dictionary`].
    #[cfg(feature = "zstd")]
    pub fn add_dictionary(&mut self, dictionary: &Dictionary) -> Result<()> {
        self.zstd.add_dictionary(dictionary)
    }
}

impl Decoder for Decoders {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        match tag.codec() {
            #[cfg(feature = "zstd")]
            CodecId::ZSTD => self.zstd.decode(tag, stored, raw_len, out),
            #[cfg(feature = "lz4")]
            CodecId::LZ4 => self.lz4.decode(tag, stored, raw_len, out),
            #[cfg(feature = "deflate")]
            CodecId::DEFLATE => self.deflate.decode(tag, stored, raw_len, out),
            #[cfg(feature = "deflate")]
            CodecId::ZLIB => self.zlib.decode(tag, stored, raw_len, out),
            #[cfg(feature = "deflate")]
            CodecId::GZIP => self.gzip.decode(tag, stored, raw_len, out),
            CodecId::STORED => decode_stored(tag, stored, raw_len, out),
            other => Err(refusal::error(Refusal::Codec(other))),
        }
    }
}
