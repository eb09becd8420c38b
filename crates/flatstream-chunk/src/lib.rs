#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod chunk_buffer;
mod chunk_reader;
mod discontinuity;
mod heap;
mod id;
mod join;
mod lent;
mod message;
mod piece;
mod read_sizes;
#[cfg(feature = "rkyv")]
mod rkyv;
#[cfg(feature = "serde")]
mod serde;
mod slice;
mod stats;
mod stream_ids;
mod time;
mod utf8;

#[cfg(feature = "rkyv")]
pub use self::rkyv::ArchivedStreamChunk;
pub use adjacency::Adjacency;
pub use chunk::StreamChunk;
pub use chunk_buffer::ChunkBuffer;
pub use chunk_reader::ChunkReader;
pub use discontinuity::Discontinuity;
pub use heap::Heap;
pub use id::StreamId;
pub use message::ChunkMessage;
pub use piece::Piece;
pub use read_sizes::ReadSizes;
#[cfg(feature = "regex")]
pub use slice::RegexDelimiter;
pub use slice::{Cutter, FixedSize, LineEnd, Pattern, Rest, Sliced, Slicer, Slices};
#[cfg(feature = "metrics")]
pub use stats::MetricsPublisher;
pub use stats::{SizeHistogram, Statistics, StatsSnapshot, StreamStats};
pub use stream_ids::StreamIds;
pub use time::{TimePiece, TimePieces, TimeSlice, TimeSlices};
pub use utf8::{InvalidUtf8, Text, Utf8Chunks};

pub use bytes::Bytes;
pub use flatstream_core::{Error, ErrorKind, Result};
