//! Chunks out of any source, in memory that comes back.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, numbers made up"
)]

mod adapting;
mod buffers;
mod heap;
mod memory;
mod properties;
mod sources;

use flatstream_chunk::{ChunkBuffer, StreamChunk};
use flatstream_core::MemoryPool;
use std::sync::{Arc, Mutex};

/// A pool that lends exactly what is asked for, and keeps the books.
#[derive(Clone, Debug, Default)]
struct Ledger(Arc<Mutex<Books>>);

#[derive(Debug, Default)]
struct Books {
    /// Lengths asked for.
    taken: Vec<usize>,
    /// Lengths that came back.
    given: Vec<usize>,
}

impl Ledger {
    fn taken(&self) -> Vec<usize> {
        self.0.lock().unwrap().taken.clone()
    }

    /// Bytes lent and not back.
    fn out(&self) -> usize {
        let books = self.0.lock().unwrap();
        books.taken.iter().sum::<usize>() - books.given.iter().sum::<usize>()
    }
}

impl MemoryPool for Ledger {
    fn take(&self, min_bytes: usize) -> Vec<u8> {
        self.0.lock().unwrap().taken.push(min_bytes);
        // What a caller must not rely on.
        vec![0xee; min_bytes]
    }

    fn give(&self, memory: Vec<u8>) {
        self.0.lock().unwrap().given.push(memory.len());
    }
}

/// The bytes of any stream: `len` of them from `offset` on.
fn bytes(offset: usize, len: usize) -> Vec<u8> {
    (offset..offset + len).map(|at| (at ^ (at >> 8)) as u8).collect()
}

/// Reads `len` bytes of the stream, where there is room for them.
fn read<P>(buffer: &mut ChunkBuffer<P>, len: usize) -> StreamChunk
where
    P: MemoryPool + Clone + Send + 'static,
{
    let offset = buffer.offset();
    buffer.space()[..len].copy_from_slice(&bytes(offset as usize, len));
    let chunk = buffer.advance(len).unwrap();
    check(&chunk, offset, len);
    assert_eq!((&chunk.stream_id, buffer.offset()), (buffer.stream_id(), offset + len as u64));
    chunk
}

/// Reads as much as there is room for.
fn fill<P>(buffer: &mut ChunkBuffer<P>) -> StreamChunk
where
    P: MemoryPool + Clone + Send + 'static,
{
    let room = buffer.space().len();
    read(buffer, room)
}

fn check(chunk: &StreamChunk, offset: u64, len: usize) {
    assert_eq!((chunk.offset, chunk.len()), (offset, len));
    assert_eq!(chunk.data, bytes(offset as usize, len));
}
