//! What chunks cost the heap.

use crate::{Ledger, some_formats};
use flatstream::{ChunkStreamReader, ChunkStreamWriter, PayloadChunks, StreamChunk, StreamId};
use flatstream_pool::BufferPool;
use flatstream_testkit::{count, steady_state};
use std::io;

#[test]
fn probe() {
    for format in some_formats() {
        for len in [10usize, 100, 1000, 10_000, 100_000, 1 << 20] {
            let n = (4_000_000 / len).clamp(20, 4000);
            let id = StreamId::from("log");
            let chunks: Vec<_> = (0..n)
                .map(|i| StreamChunk::new(&id, crate::text(3, len), (i * len) as u64))
                .collect();
            let wire = crate::wire(&format, &chunks);
            let pool = BufferPool::default();
            let mut reader =
                ChunkStreamReader::pooled(&wire[..], format.deframer().unwrap(), pool.clone());
            for _ in 0..n / 2 {
                reader.read_chunk().unwrap().unwrap();
            }
            let before = pool.stats();
            let c = count(|| {
                for _ in 0..n / 2 {
                    reader.read_chunk().unwrap().unwrap();
                }
            });
            let after = pool.stats();
            println!(
                "{:?} {:?} adaptive {} len {len}: {} allocations per {} chunks, wire {} per read, pool requests {} misses {}",
                format.checksum,
                format.codec,
                format.adaptive,
                c.allocations,
                n / 2,
                wire.len() / 2,
                after.hits + after.misses - before.hits - before.misses,
                after.misses - before.misses
            );
        }
    }
}
