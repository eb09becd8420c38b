//! What a chunk asks of the heap: one small allocation.

use flatstream_chunk::{ChunkBuffer, Heap, ReadSizes};
use flatstream_core::MemoryPool;
use flatstream_pool::BufferPool;
use flatstream_testkit::{Allocations, steady_state};
use std::hint::black_box;

/// Traffic of a thousand reads of `len` bytes each, in room of 16 KiB.
fn reads<P: MemoryPool + Clone + Send + 'static>(pool: P, len: usize, heap: bool) -> Allocations {
    fn run<P: MemoryPool + Clone + Send + 'static>(
        buffer: ChunkBuffer<P>,
        len: usize,
    ) -> Allocations {
        let sizes = ReadSizes::default().min_bytes(16 << 10).max_bytes(16 << 10);
        let mut buffer = buffer.with_sizes(sizes).unwrap();
        steady_state(10, |index| {
            buffer.space()[..len].fill(index as u8);
            let chunk = buffer.advance(len).unwrap();
            // Nor do clones and pieces cost one.
            black_box((chunk.clone(), chunk.sub_chunk(..len / 2)));
        })
    }
    if heap {
        run(ChunkBuffer::new("pump"), len)
    } else {
        run(ChunkBuffer::pooled("pump", pool), len)
    }
}

#[test]
fn a_chunk_costs_one_allocation_with_a_pool() {
    let pool = BufferPool::default();
    for len in [1, 64, 65, 1024, 1025, 4095, 4096, 10_000, 16 << 10] {
        let traffic = reads(pool.clone(), len, false);
        assert_eq!((traffic.allocations, traffic.frees), (1000, 1000), "{len} bytes");
        // Small ones: 24 bytes and the pool's handle, or the bytes themselves.
        let most = if len <= 1024 { 4 * len.max(16) + 64 } else { 128 };
        assert!(traffic.peak_bytes <= most as u64, "{len} bytes: {traffic:?}");
    }
}

#[test]
fn a_chunk_costs_its_memory_besides_without_a_pool() {
    for (len, each) in [(1, 1), (1024, 1), (1025, 2), (4095, 2), (4096, 2), (16 << 10, 2)] {
        let traffic = reads(Heap, len, true);
        assert_eq!((traffic.allocations, traffic.frees), (1000 * each, 1000 * each), "{len} bytes");
    }
}
