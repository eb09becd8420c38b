//! Chunks with the layers below: streams of them, payloads as chunks, async sources.

#[cfg(feature = "tokio")]
mod async_reader;
mod payloads;
mod stream_reader;
mod stream_writer;

#[cfg(feature = "tokio")]
pub use async_reader::AsyncChunkReader;
pub use payloads::PayloadChunks;
pub use stream_reader::ChunkStreamReader;
pub use stream_writer::ChunkStreamWriter;
