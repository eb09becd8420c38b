#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adjacency;
mod chunk;
mod discontinuity;
mod id;
mod piece;
mod slice;
mod time;
mod utf8;

pub use adjacency::Adjacency;
pub use chunk::StreamChunk;
pub use discontinuity::Discontinuity;
pub use id::StreamId;
pub use piece::Piece;
#[cfg(feature = "regex")]
pub use slice::RegexDelimiter;
pub use slice::{Cutter, FixedSize, LineEnd, Pattern, Rest, Sliced, Slicer, Slices};
pub use time::{TimePiece, TimePieces, TimeSlice, TimeSlices};
pub use utf8::{InvalidUtf8, Text, Utf8Chunks};

pub use bytes::Bytes;
pub use flatstream_core::{Error, ErrorKind, Result};
