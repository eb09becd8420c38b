//! A chunk as it was, as it might have been, and as it is.

use bytes::Bytes;
use flatstream_chunk::{StreamChunk, StreamId};

/// What a chunk is for all who cut, clone and send it.
pub(super) trait Chunk: Clone + Send + 'static {
    fn new(data: Vec<u8>) -> Self;
    fn data(&self) -> &[u8];
}

/// Before: nothing is shared.
#[derive(Clone)]
pub(super) struct Owned {
    stream_id: String,
    pub(super) data: Vec<u8>,
    offset: u64,
}

/// The same on shared bytes.
#[derive(Clone)]
pub(super) struct HalfShared {
    stream_id: String,
    data: Bytes,
    offset: u64,
}

impl Chunk for Owned {
    fn new(data: Vec<u8>) -> Self {
        Self { stream_id: ID.to_owned(), data, offset: 0 }
    }
    fn data(&self) -> &[u8] {
        assert_eq!((&*self.stream_id, self.offset), (ID, 0));
        &self.data
    }
}

impl Chunk for HalfShared {
    fn new(data: Vec<u8>) -> Self {
        Self { stream_id: ID.to_owned(), data: data.into(), offset: 0 }
    }
    fn data(&self) -> &[u8] {
        assert_eq!((&*self.stream_id, self.offset), (ID, 0));
        &self.data
    }
}

impl Chunk for StreamChunk {
    fn new(data: Vec<u8>) -> Self {
        Self::new(StreamId::from(ID), data, 0)
    }
    fn data(&self) -> &[u8] {
        assert_eq!((&*self.stream_id, self.offset), (ID, 0));
        &self.data
    }
}

const ID: &str = "plant 7/pump 3";

/// Bytes that are all unlike their neighbours.
pub(super) fn bytes(len: usize) -> Vec<u8> {
    (0..=250).cycle().take(len).collect()
}
