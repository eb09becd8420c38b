use flatstream_core::{CodecId, Error, ErrorKind};
use std::fmt;

/// Why stored bytes are not what a codec wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    Codec(CodecId),
    Ratio,
    Length,
    #[cfg(any(feature = "deflate", feature = "lz4"))]
    NoDictionaries,
    #[cfg(feature = "deflate")]
    Trailing,
    #[cfg(feature = "zstd")]
    Frame,
    #[cfg(feature = "zstd")]
    Dictionary,
    #[cfg(feature = "deflate")]
    Header,
    #[cfg(feature = "deflate")]
    Trailer,
    Damaged(&'static str),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Codec(id) => {
                return write!(f, "codec {} is not one of this decoder's", id.to_byte());
            }
            Self::Ratio => "declares more bytes than its codec can have put there",
            #[cfg(any(feature = "deflate", feature = "lz4"))]
            Self::NoDictionaries => "a dictionary, which this codec has not",
            Self::Length => "decodes to another length than declared",
            #[cfg(feature = "deflate")]
            Self::Trailing => "bytes behind the end of what is compressed",
            #[cfg(feature = "zstd")]
            Self::Frame => "not one Zstandard frame",
            #[cfg(feature = "zstd")]
            Self::Dictionary => {
                "tag and Zstandard frame differ about a dictionary, or it has no checksum"
            }
            #[cfg(feature = "deflate")]
            Self::Header => "not the header of a gzip member",
            #[cfg(feature = "deflate")]
            Self::Trailer => "gzip checksum or length differ from the content's",
            Self::Damaged(text) => text,
        })
    }
}

impl std::error::Error for Refusal {}

#[cold]
pub(crate) fn error(refusal: Refusal) -> Error {
    Error::custom(ErrorKind::InvalidPayload, refusal)
}
