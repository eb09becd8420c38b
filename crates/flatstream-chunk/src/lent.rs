//! Owners of the bytes of a chunk.

use bytes::Bytes;
use flatstream_core::MemoryPool;
use std::mem;

/// The first `len` bytes of `memory`, which goes back to `pool` with the last
/// handle of them. One allocation; nothing is copied.
pub(crate) fn lend<P>(memory: Vec<u8>, len: usize, pool: P) -> Bytes
where
    P: MemoryPool + Send + 'static,
{
    Bytes::from_owner(Lent { memory, len, pool })
}

/// A copy of `bytes` in memory of the pool's, as [`lend`], and whether that has
/// served before.
pub(crate) fn copy<P>(bytes: &[u8], pool: P) -> (Bytes, Option<bool>)
where
    P: MemoryPool + Send + 'static,
{
    let (mut memory, served) = take(&pool, bytes.len());
    memory[..bytes.len()].copy_from_slice(bytes);
    (lend(memory, bytes.len(), pool), served)
}

/// A copy of `bytes`, of at most 1024, that has no memory but that of its one
/// allocation: at most 4 times as much, or 64 bytes. `None` where there are
/// more.
pub(crate) fn inline(bytes: &[u8]) -> Option<Bytes> {
    match bytes.len() {
        0..=64 => Some(Inline::<64>::copy(bytes)),
        65..=256 => Some(Inline::<256>::copy(bytes)),
        257..=1024 => Some(Inline::<1024>::copy(bytes)),
        _ => None,
    }
}

/// Memory of at least `min_bytes`, whatever the pool makes of its promise, and
/// whether it has served before.
pub(crate) fn take<P: MemoryPool>(pool: &P, min_bytes: usize) -> (Vec<u8>, Option<bool>) {
    let (mut memory, served) = pool.take_known(min_bytes);
    if memory.len() < min_bytes {
        memory.resize(min_bytes, 0);
    }
    (memory, served)
}

struct Lent<P: MemoryPool> {
    memory: Vec<u8>,
    len: usize,
    pool: P,
}

impl<P: MemoryPool> AsRef<[u8]> for Lent<P> {
    fn as_ref(&self) -> &[u8] {
        &self.memory[..self.len]
    }
}

impl<P: MemoryPool> Drop for Lent<P> {
    fn drop(&mut self) {
        self.pool.give(mem::take(&mut self.memory));
    }
}

/// Bytes that are allocated together with the count of their handles.
struct Inline<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Inline<N> {
    fn copy(bytes: &[u8]) -> Bytes {
        let mut inline = Self { bytes: [0; N], len: bytes.len() };
        inline.bytes[..bytes.len()].copy_from_slice(bytes);
        Bytes::from_owner(inline)
    }
}

impl<const N: usize> AsRef<[u8]> for Inline<N> {
    fn as_ref(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}
