use crate::{StreamDecoder, StreamEncoder};
use flatstream_core::{CodecId, Encoder, Error, ErrorKind, Result};
use std::{fmt, str::FromStr};

/// A codec chosen at run time, as a program that reads a flag needs it. Variants
/// appear with their features.
///
/// ```
/// use flatstream_compress::CodecKind;
///
/// for &kind in CodecKind::ALL {
///     assert_eq!(kind.name().parse::<CodecKind>()?, kind);
/// }
/// assert!("rar".parse::<CodecKind>().is_err());
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CodecKind {
    /// `Zstd`.
    #[cfg(feature = "zstd")]
    Zstd,
    /// `Lz4`.
    #[cfg(feature = "lz4")]
    Lz4,
    /// `Deflate`.
    #[cfg(feature = "deflate")]
    Deflate,
    /// `Zlib`.
    #[cfg(feature = "deflate")]
    Zlib,
    /// `Gzip`.
    #[cfg(feature = "deflate")]
    Gzip,
}

impl CodecKind {
    /// Every codec compiled in.
    pub const ALL: &'static [Self] = &[
        #[cfg(feature = "zstd")]
        Self::Zstd,
        #[cfg(feature = "lz4")]
        Self::Lz4,
        #[cfg(feature = "deflate")]
        Self::Deflate,
        #[cfg(feature = "deflate")]
        Self::Zlib,
        #[cfg(feature = "deflate")]
        Self::Gzip,
    ];

    /// The name that [`FromStr`] takes: `zstd`, `lz4`, `deflate`, `zlib` or `gzip`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "zstd")]
            Self::Zstd => "zstd",
            #[cfg(feature = "lz4")]
            Self::Lz4 => "lz4",
            #[cfg(feature = "deflate")]
            Self::Deflate => "deflate",
            #[cfg(feature = "deflate")]
            Self::Zlib => "zlib",
            #[cfg(feature = "deflate")]
            Self::Gzip => "gzip",
        }
    }

    /// How frames name it.
    #[must_use]
    pub const fn id(self) -> CodecId {
        match self {
            #[cfg(feature = "zstd")]
            Self::Zstd => CodecId::ZSTD,
            #[cfg(feature = "lz4")]
            Self::Lz4 => CodecId::LZ4,
            #[cfg(feature = "deflate")]
            Self::Deflate => CodecId::DEFLATE,
            #[cfg(feature = "deflate")]
            Self::Zlib => CodecId::ZLIB,
            #[cfg(feature = "deflate")]
            Self::Gzip => CodecId::GZIP,
        }
    }

    /// An encoder of `level`, or of the codec's default level. Costs one
    /// allocation now, and the codec's when it is first used.
    ///
    /// [`Decoders`](crate::Decoders) reads what any of them wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a level that the codec has not. LZ4 has none.
    pub fn encoder(self, level: Option<i32>) -> Result<Box<dyn Encoder + Send>> {
        match self {
            #[cfg(feature = "zstd")]
            Self::Zstd => {
                Ok(Box::new(crate::Zstd::new(level.unwrap_or(crate::Zstd::DEFAULT_LEVEL))?))
            }
            #[cfg(feature = "lz4")]
            Self::Lz4 => match level {
                None => Ok(Box::new(crate::Lz4::new())),
                Some(level) => Err(no_lz4_level(level)),
            },
            #[cfg(feature = "deflate")]
            Self::Deflate => Ok(Box::new(flate::<crate::flate::Raw>(level)?)),
            #[cfg(feature = "deflate")]
            Self::Zlib => Ok(Box::new(flate::<crate::flate::ZlibFormat>(level)?)),
            #[cfg(feature = "deflate")]
            Self::Gzip => Ok(Box::new(flate::<crate::flate::GzipFormat>(level)?)),
        }
    }

    /// An encoder for streams of bytes, of `level`, or of the codec's default level;
    /// LZ4 has frames there, zstd and deflate what their tools read.
    ///
    /// ```
    /// use flatstream_compress::{CodecKind, OutBuf, Until, decode_all};
    ///
    /// for kind in CodecKind::ALL {
    ///     let mut encoder = kind.stream_encoder(None)?;
    ///     let mut bytes = [0; 1000];
    ///     let progress = encoder.encode_stream(&[7; 5000], &mut bytes, Until::Ended)?;
    ///     let mut content = OutBuf::new();
    ///     let mut decoder = kind.stream_decoder()?;
    ///     decode_all(&mut decoder, &bytes[..progress.written], 5000, &mut content)?;
    ///     assert_eq!(content.filled(), [7; 5000]);
    /// }
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`encoder`](CodecKind::encoder).
    pub fn stream_encoder(self, level: Option<i32>) -> Result<Box<dyn StreamEncoder + Send>> {
        match self {
            #[cfg(feature = "zstd")]
            Self::Zstd => {
                let level = level.unwrap_or(crate::Zstd::DEFAULT_LEVEL);
                Ok(Box::new(crate::ZstdStreamEncoder::new(level)?))
            }
            #[cfg(feature = "lz4")]
            Self::Lz4 => match level {
                None => Ok(Box::new(crate::Lz4StreamEncoder::new())),
                Some(level) => Err(no_lz4_level(level)),
            },
            #[cfg(feature = "deflate")]
            Self::Deflate | Self::Zlib | Self::Gzip => {
                let default = i64::from(crate::Gzip::DEFAULT_LEVEL);
                let level = crate::flate::check_level(level.map_or(default, i64::from))?;
                Ok(Box::new(crate::FlateStreamEncoder::new(self.flate_format(), level)?))
            }
        }
    }

    /// A decoder for streams of bytes.
    ///
    /// # Errors
    ///
    /// A want of memory.
    pub fn stream_decoder(self) -> Result<Box<dyn StreamDecoder + Send>> {
        match self {
            #[cfg(feature = "zstd")]
            Self::Zstd => Ok(Box::new(crate::ZstdStreamDecoder::new()?)),
            #[cfg(feature = "lz4")]
            Self::Lz4 => Ok(Box::new(crate::Lz4StreamDecoder::new())),
            #[cfg(feature = "deflate")]
            Self::Deflate | Self::Zlib | Self::Gzip => {
                Ok(Box::new(crate::FlateStreamDecoder::new(self.flate_format())))
            }
        }
    }

    #[cfg(feature = "deflate")]
    const fn flate_format(self) -> crate::FlateFormat {
        match self {
            Self::Gzip => crate::FlateFormat::Gzip,
            Self::Zlib => crate::FlateFormat::Zlib,
            _ => crate::FlateFormat::Deflate,
        }
    }
}

#[cfg(feature = "lz4")]
fn no_lz4_level(level: i32) -> Error {
    Error::custom(ErrorKind::Config, format!("no level {level}; LZ4 has none"))
}

#[cfg(feature = "deflate")]
fn flate<F: crate::flate::Format>(level: Option<i32>) -> Result<crate::Flate<F>> {
    match level {
        None => Ok(crate::Flate::default()),
        Some(level) => crate::Flate::new(crate::flate::check_level(level)?),
    }
}

impl fmt::Display for CodecKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for CodecKind {
    type Err = Error;

    /// Parses a [`name`](CodecKind::name).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for an unknown name or one not compiled in.
    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|kind| kind.name() == name);
        found.copied().ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|kind| kind.name()).collect();
            let text = format!("no codec {name:?} in this build; known are {}", known.join(", "));
            Error::custom(ErrorKind::Config, text)
        })
    }
}
