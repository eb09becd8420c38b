#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod id;
mod message;
mod stream_ids;

pub use adjacency::Adjacency;
pub use chunk::StreamChunk;
pub use id::StreamId;
pub use message::ChunkMessage;
pub use stream_ids::StreamIds;

pub use bytes::Bytes;
