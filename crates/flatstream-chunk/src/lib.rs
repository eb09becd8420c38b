#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod id;

pub use adjacency::Adjacency;
pub use chunk::StreamChunk;
pub use id::StreamId;

pub use bytes::Bytes;
