#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod algorithms;
mod kind;

#[cfg(feature = "crc16")]
pub use algorithms::Crc16;
#[cfg(feature = "crc32")]
pub use algorithms::Crc32;
pub use algorithms::NoChecksum;
#[cfg(feature = "xxhash")]
pub use algorithms::XxHash64;
pub use kind::ChecksumKind;

pub use flatstream_core::{Checksum, Error, ErrorKind, Result};
