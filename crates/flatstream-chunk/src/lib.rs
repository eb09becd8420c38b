#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod id;
mod join;
mod message;
#[cfg(feature = "rkyv")]
mod rkyv;
#[cfg(feature = "serde")]
mod serde;
mod stream_ids;

#[cfg(feature = "rkyv")]
pub use self::rkyv::ArchivedStreamChunk;
pub use adjacency::{Adjacency, NotContiguous};
pub use chunk::StreamChunk;
pub use id::StreamId;
pub use message::ChunkMessage;
pub use stream_ids::StreamIds;

pub use bytes::Bytes;
