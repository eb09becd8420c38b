use crate::{OutBuf, Result};
use std::fmt;

/// Compresses payloads.
///
/// An encoder owns what it needs to work and uses it again: after warm-up no
/// call allocates, whatever the sizes. Object safe.
///
/// # For implementers
///
/// Append to `out` and answer under which [`Tag`] a [`Decoder`] finds its way
/// back; [`Tag::STORED`] where the bytes appended are `raw` itself. A failed
/// call leaves what `out` holds as it was, and the encoder usable. The caller
/// stores `raw` where the result is not shorter.
///
/// ```
/// use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
///
/// /// Payloads of one byte repeated, as that byte.
/// struct Repeated;
/// const REPEATED: CodecId = CodecId::private(0);
///
/// impl Encoder for Repeated {
///     fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
///         match raw {
///             [first, rest @ ..] if rest.iter().all(|byte| byte == first) => {
///                 out.extend_from_slice(&raw[..1]);
///                 Ok(Tag::new(REPEATED))
///             }
///             _ => {
///                 out.extend_from_slice(raw);
///                 Ok(Tag::STORED)
///             }
///         }
///     }
/// }
///
/// impl Decoder for Repeated {
///     fn decode(&mut self, _: Tag, stored: &[u8], len: usize, out: &mut OutBuf) -> Result<()> {
///         let [byte] = stored else { return Err(Error::new(ErrorKind::InvalidPayload)) };
///         (0..len).for_each(|_| out.extend_from_slice(&[*byte]));
///         Ok(())
///     }
/// }
/// # let mut out = OutBuf::new();
/// # let tag = Repeated.encode(&[7; 20], &mut out).unwrap();
/// # let mut raw = OutBuf::new();
/// # Repeated.decode(tag, out.filled(), 20, &mut raw).unwrap();
/// # assert_eq!((raw.filled(), out.len()), (&[7; 20][..], 1));
/// ```
pub trait Encoder {
    /// Appends `raw` in compressed form, or as it is, to `out`.
    ///
    /// # Errors
    ///
    /// What the library below reports, such as a want of memory.
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag>;
}

/// Decompresses payloads, of one codec or of several.
///
/// As an [`Encoder`], it owns and reuses what it needs. Object safe.
///
/// # For implementers
///
/// `raw_len` comes from the input and is within the reader's limits, but
/// may be a lie: let `out` grow with what is really decoded, refuse what your
/// codec cannot have made of so few bytes, and stop behind `raw_len`. A failed
/// call leaves what `out` holds as it was, and the decoder usable.
pub trait Decoder {
    /// Appends what was encoded as `stored` under `tag`, exactly `raw_len`
    /// bytes, to `out`.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload): a codec
    ///   that this decoder has not, or bytes that are not what its encoder
    ///   writes for a payload of `raw_len` bytes.
    /// - [`ErrorKind::WrongDictionary`](crate::ErrorKind::WrongDictionary).
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()>;
}

/// Names a codec in the stream (stream-format.md, section 8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CodecId(u8);

impl CodecId {
    /// Not compressed.
    pub const STORED: Self = Self(0);
    /// One Zstandard frame.
    pub const ZSTD: Self = Self(1);
    /// One LZ4 block, without a frame of its own.
    pub const LZ4: Self = Self(2);
    /// Raw deflate.
    pub const DEFLATE: Self = Self(3);
    /// Deflate in the zlib format.
    pub const ZLIB: Self = Self(4);
    /// Deflate in the gzip format, one member.
    pub const GZIP: Self = Self(5);

    /// One of the 32 codecs that the format leaves to its users.
    ///
    /// # Panics
    ///
    /// If `n` is above 31.
    #[must_use]
    pub const fn private(n: u8) -> Self {
        assert!(n < 32, "there are 32 private codecs");
        Self(32 + n)
    }

    /// As it stands in the low six bits of a [`Tag`].
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        self.0
    }
}

/// The first byte of a compressed frame's payload: how the rest is stored.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tag(u8);

impl Tag {
    /// Stored as it is.
    pub const STORED: Self = Self::new(CodecId::STORED);

    const CODEC: u8 = 0x3f;
    const DICTIONARY: u8 = 0x40;
    const MANY: u8 = 0x80;

    /// Encoded by `codec`, without a dictionary; one message.
    #[must_use]
    pub const fn new(codec: CodecId) -> Self {
        Self(codec.0)
    }

    /// Says that a dictionary was used.
    #[must_use]
    pub const fn with_dictionary(self) -> Self {
        Self(self.0 | Self::DICTIONARY)
    }

    /// Says that the content is a sequence of frames, without digests.
    #[must_use]
    pub const fn with_many(self) -> Self {
        Self(self.0 | Self::MANY)
    }

    /// The codec.
    #[must_use]
    pub const fn codec(self) -> CodecId {
        CodecId(self.0 & Self::CODEC)
    }

    /// Whether it takes a dictionary to decode.
    #[must_use]
    pub const fn has_dictionary(self) -> bool {
        self.0 & Self::DICTIONARY != 0
    }

    /// Whether the content is a sequence of frames, without digests.
    #[must_use]
    pub const fn has_many(self) -> bool {
        self.0 & Self::MANY != 0
    }

    /// As it stands in the stream.
    #[must_use]
    pub const fn to_byte(self) -> u8 {
        self.0
    }

    /// From the stream. Every byte is a tag; which codecs there are is for the
    /// decoder to say.
    #[must_use]
    pub const fn from_byte(byte: u8) -> Self {
        Self(byte)
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tag")
            .field("codec", &self.codec().0)
            .field("dictionary", &self.has_dictionary())
            .field("many", &self.has_many())
            .finish()
    }
}

macro_rules! forward {
    ($($kind:ty),*) => {$(
        impl<E: Encoder + ?Sized> Encoder for $kind {
            #[inline]
            fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
                (**self).encode(raw, out)
            }
        }
        impl<E: Decoder + ?Sized> Decoder for $kind {
            #[inline]
            fn decode(
                &mut self,
                tag: Tag,
                stored: &[u8],
                raw_len: usize,
                out: &mut OutBuf,
            ) -> Result<()> {
                (**self).decode(tag, stored, raw_len, out)
            }
        }
    )*};
}
forward!(&mut E, Box<E>);
