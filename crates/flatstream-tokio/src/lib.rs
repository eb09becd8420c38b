#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod batching;
mod codec;
mod delivery;
mod outbox;
mod queue;
mod reader;
mod writer;

pub use batching::Batching;
pub use codec::FrameCodec;
pub use reader::AsyncStreamReader;
pub use writer::AsyncStreamWriter;

pub use bytes::{Bytes, BytesMut};
pub use flatstream_core::{
    Deframer, Emit, Error, ErrorKind, Framer, Limits, PayloadVerifier, Position, Result,
    StreamDeserialize, StreamSerialize, Verified,
};
pub use flatstream_framing::{DefaultDeframer, DefaultFramer};
pub use futures_core::Stream;
pub use futures_sink::Sink;
