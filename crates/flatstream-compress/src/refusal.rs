use flatstream_core::{Error, ErrorKind};
use std::fmt;

/// Why stored bytes are not what a codec wrote.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Refusal {
    Codec,
    Ratio,
    Length,
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
            Self::Codec => "of a codec that this decoder has not",
            Self::Ratio => "declares more bytes than its codec can have put there",
            Self::Length => "decodes to another length than declared",
            #[cfg(feature = "deflate")]
            Self::Trailing => "bytes behind the end of what is compressed",
            #[cfg(feature = "zstd")]
            Self::Frame => "not one Zstandard frame",
            #[cfg(feature = "zstd")]
            Self::Dictionary => "the frame and its Zstandard content differ about a dictionary",
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
