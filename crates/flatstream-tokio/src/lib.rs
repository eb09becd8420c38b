#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod batching;
mod codec;
mod queue;
mod reader;
mod writer;

pub use batching::Batching;
pub use codec::FrameCodec;
pub use reader::AsyncStreamReader;
pub use writer::AsyncStreamWriter;

pub use bytes::Bytes;
pub use flatstream_core::{Error, ErrorKind, Limits, Position, Result};
pub use futures_core::Stream;
pub use futures_sink::Sink;
