#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod chunk_buffer;
mod chunk_reader;
mod heap;
mod id;
mod join;
mod lent;
mod message;
mod read_sizes;
#[cfg(feature = "rkyv")]
mod rkyv;
#[cfg(feature = "serde")]
mod serde;
mod stats;
mod stream_ids;

#[cfg(feature = "rkyv")]
pub use self::rkyv::ArchivedStreamChunk;
pub use adjacency::{Adjacency, NotContiguous};
pub use chunk::StreamChunk;
pub use chunk_buffer::ChunkBuffer;
pub use chunk_reader::ChunkReader;
pub use heap::Heap;
pub use id::StreamId;
pub use message::ChunkMessage;
pub use read_sizes::ReadSizes;
#[cfg(feature = "metrics")]
pub use stats::MetricsPublisher;
pub use stats::{SizeHistogram, Statistics, StatsSnapshot, StreamStats};
pub use stream_ids::StreamIds;

pub use bytes::Bytes;
