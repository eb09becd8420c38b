//! A builder's memory that comes from a pool. Part of the first unsafe door, as
//! `window.rs` is; what the builder trusts (W1 to W3) is numbered there.

use flatbuffers::Allocator;
use flatstream_core::BuilderMemory;
use std::{
    convert::Infallible,
    mem,
    ops::{Deref, DerefMut},
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Builders' memory, to be used by one builder after the other.
///
/// For many short-lived writers, each of which would otherwise grow a vector of
/// its own. Lending and taking back cost a lock each, a message nothing.
///
/// ```
/// use flatstream_arena::{AllocationStrategy, MemoryPool};
/// use flatstream_core::StreamSerialize;
///
/// let pool = MemoryPool::new(2);
/// for text in ["short", "shorter"] {
///     let mut messages = pool.message_builder();
///     messages.build(|builder| text.serialize(builder))?;
/// }
/// assert_eq!(pool.idle(), 1);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub struct MemoryPool {
    idle: Mutex<Vec<Vec<u8>>>,
    max_idle: usize,
    max_bytes: usize,
}

impl MemoryPool {
    /// A pool that keeps up to `max_idle` vectors for the next borrowers, of up
    /// to 1 MiB each.
    #[must_use]
    pub fn new(max_idle: usize) -> Self {
        Self { idle: Mutex::new(Vec::with_capacity(max_idle)), max_idle, max_bytes: 1 << 20 }
    }

    /// Sets the capacity, in bytes, above which a vector is freed when it comes
    /// back.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// How many vectors wait to be lent.
    #[must_use]
    pub fn idle(&self) -> usize {
        self.shelf().len()
    }

    /// The vector that came back last, or a new one.
    pub(crate) fn lend(&self) -> PooledMemory<'_> {
        let memory = self.shelf().pop().unwrap_or_default();
        PooledMemory { memory, pool: self }
    }

    fn take_back(&self, mut memory: Vec<u8>) {
        // Whatever was built in it; growing zeroes what it shows.
        memory.clear();
        let mut idle = self.shelf();
        if memory.capacity() <= self.max_bytes && idle.len() < self.max_idle {
            idle.push(memory);
        }
    }

    fn shelf(&self) -> MutexGuard<'_, Vec<Vec<u8>>> {
        // No panic leaves a list of vectors half changed.
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A builder's memory lent from a [`MemoryPool`]: grows as it must, and goes
/// back when dropped.
#[derive(Debug)]
pub struct PooledMemory<'p> {
    memory: Vec<u8>,
    pool: &'p MemoryPool,
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
// `grow_downwards` changes; W3 because it at least doubles the vector, copies the
// old content to the end and zeroes where that was, the rest being new.
#[expect(unsafe_code, reason = "the trait is unsafe to implement")]
unsafe impl Allocator for PooledMemory<'_> {
    type Error = Infallible;

    #[cold]
    fn grow_downwards(&mut self) -> Result<(), Infallible> {
        let old = self.memory.len();
        let new = (2 * old).max(LEAST_BYTES);
        self.memory.resize(new, 0);
        self.memory.copy_within(..old, new - old);
        self.memory[..old].fill(0);
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
        self.pool.take_back(mem::take(&mut self.memory));
    }
}

/// What an empty vector grows to first.
const LEAST_BYTES: usize = 1024;
