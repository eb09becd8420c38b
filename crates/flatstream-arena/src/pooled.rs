//! A builder's memory that comes from a pool. Part of the first unsafe door, as
//! `window.rs` is; what the builder trusts (W1 to W3) is numbered there.

use crate::AllocationStrategy;
use flatbuffers::Allocator;
use flatstream_core::{BuilderMemory, MemoryPool};
use std::{
    convert::Infallible,
    fmt, mem,
    ops::{Deref, DerefMut},
};

/// Memory of a [`MemoryPool`], such as a `BufferPool` of flatstream-pool: for many
/// short-lived writers, each of which would otherwise grow a vector of its own.
///
/// Lending and taking back cost what they cost the pool, and zeroing what is lent; a
/// message costs nothing.
///
/// ```
/// use flatstream_arena::{AllocationStrategy, Pooled};
/// use flatstream_core::StreamSerialize;
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// for text in ["short", "shorter"] {
///     let mut messages = Pooled(&pool).message_builder();
///     messages.build(|builder| text.serialize(builder))?;
/// }
/// assert_eq!((pool.stats().misses, pool.stats().hits), (1, 1));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Pooled<'p>(pub &'p (dyn MemoryPool + Sync));

impl<'p> AllocationStrategy<'p> for Pooled<'p> {
    type Memory = PooledMemory<'p>;

    fn memory(self) -> PooledMemory<'p> {
        let mut memory = self.0.take(LEAST_BYTES);
        memory.fill(0);
        PooledMemory { memory, pool: self.0 }
    }
}

impl fmt::Debug for Pooled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pooled").finish_non_exhaustive()
    }
}

/// A builder's memory lent from a pool: grows as it must, and goes back when
/// dropped.
pub struct PooledMemory<'p> {
    memory: Vec<u8>,
    pool: &'p (dyn MemoryPool + Sync),
}

impl Deref for PooledMemory<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        &self.memory
    }
}

impl DerefMut for PooledMemory<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.memory
    }
}

// SAFETY: W1 and W2 hold because everything answers the one vector, which only
// `grow_downwards` changes; W3 because it puts a vector at least twice as long in its
// place, whatever the pool lends, with the old content at the end and zeros before.
#[expect(unsafe_code, reason = "the trait is unsafe to implement")]
unsafe impl Allocator for PooledMemory<'_> {
    type Error = Infallible;

    #[cold]
    fn grow_downwards(&mut self) -> Result<(), Infallible> {
        let least = (2 * self.memory.len()).max(LEAST_BYTES);
        let mut larger = self.pool.take(least);
        let len = larger.len().max(least);
        larger.resize(len, 0);
        let (front, back) = larger.split_at_mut(len - self.memory.len());
        front.fill(0);
        back.copy_from_slice(&self.memory);
        self.pool.give(mem::replace(&mut self.memory, larger));
        Ok(())
    }

    #[inline]
    fn len(&self) -> usize {
        self.memory.len()
    }
}

impl BuilderMemory for PooledMemory<'_> {}

impl Drop for PooledMemory<'_> {
    fn drop(&mut self) {
        self.pool.give(mem::take(&mut self.memory));
    }
}

impl fmt::Debug for PooledMemory<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PooledMemory").field("len", &self.memory.len()).finish_non_exhaustive()
    }
}

/// What is asked of a pool first.
const LEAST_BYTES: usize = 1024;
