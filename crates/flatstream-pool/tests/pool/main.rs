//! What buffers, slabs, bounds, numbers and policies of the pool promise.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, numbers made up"
)]

mod bounds;
mod buffers;
mod heap;
mod policies;
mod properties;
mod slabs;
mod stress;
mod vectors;

use flatstream_pool::{BufferPool, PoolConfig, PoolStats};

/// A pool of classes of 64, 256 and 1024 bytes, 4 of each.
fn small_pool() -> BufferPool {
    BufferPool::new(&small()).unwrap()
}

fn small() -> PoolConfig {
    PoolConfig::default().class_bytes([64, 256, 1024]).buffers_per_class(4)
}

/// `(hits, misses, discards)`.
fn counters(PoolStats { hits, misses, discards, .. }: PoolStats) -> (u64, u64, u64) {
    (hits, misses, discards)
}

/// `(out, idle, idle_bytes, held_bytes)`.
fn levels(stats: PoolStats) -> (usize, usize, usize, usize) {
    (stats.out, stats.idle, stats.idle_bytes, stats.held_bytes)
}
