#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(feature = "deflate")]
mod gzip;
#[cfg(feature = "lz4")]
mod lz4_frame;
mod stream;

#[cfg(feature = "lz4")]
pub use lz4_frame::{Lz4BlockSize, Lz4FrameDecoder, Lz4FrameEncoder};
pub use stream::{DecodeReader, EncodeWriter, Progress, StreamDecoder, StreamEncoder, Until};
#[cfg(feature = "deflate")]
pub use stream::{FlateFormat, FlateStreamDecoder, FlateStreamEncoder};
#[cfg(feature = "zstd")]
pub use stream::{ZstdStreamDecoder, ZstdStreamEncoder};
