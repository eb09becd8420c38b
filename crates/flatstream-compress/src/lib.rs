#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(
    not(any(feature = "deflate", feature = "lz4", feature = "zstd")),
    allow(dead_code, unused_imports, unused_variables, reason = "there is no codec")
)]

mod adaptive;
mod decoders;
#[cfg(feature = "zstd")]
mod dictionary;
#[cfg(feature = "deflate")]
pub mod flate;
mod growth;
#[cfg(feature = "deflate")]
mod gzip;
mod kind;
#[cfg(feature = "lz4")]
mod lz4;
mod refusal;
mod stream;
#[cfg(feature = "zstd")]
mod zstd;

pub use adaptive::Adaptive;
pub use decoders::Decoders;
#[cfg(feature = "zstd")]
pub use dictionary::Dictionary;
#[cfg(feature = "deflate")]
pub use flate::{Deflate, Flate, FlateFormat, Gzip, Zlib};
pub use kind::CodecKind;
#[cfg(feature = "lz4")]
pub use lz4::Lz4;
pub use stream::{
    DecodeReader, EncodeWriter, Progress, StreamDecoder, StreamEncoder, Until, decode_all,
};
#[cfg(feature = "deflate")]
pub use stream::{FlateStreamDecoder, FlateStreamEncoder};
#[cfg(feature = "lz4")]
pub use stream::{Lz4BlockSize, Lz4StreamDecoder, Lz4StreamEncoder};
#[cfg(feature = "zstd")]
pub use stream::{ZstdStreamDecoder, ZstdStreamEncoder};
#[cfg(feature = "zstd")]
pub use zstd::Zstd;

pub use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
