//! Streams of bytes: encoders, decoders and the shells around them.

#![cfg(any(feature = "deflate", feature = "lz4", feature = "zstd"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod allocations;
mod bombs;
mod damage;
mod format;
#[cfg(feature = "deflate")]
mod gzip_header;
#[cfg(feature = "lz4")]
mod lz4_frame;
mod round_trip;
mod shells;
mod tools;
mod whole;
