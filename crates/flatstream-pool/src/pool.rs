use crate::{
    PoolConfig, PoolStats, PooledBuf, Slab,
    shelves::{BoxedPolicy, Shelves},
    sync::Arc,
};
use flatstream_core::{MemoryPolicy, MemoryPool, Result};
use std::fmt;

/// Lends buffers that come back when they are dropped, from whatever thread.
///
/// A clone is another handle of the same pool; idle memory lives as long as the
/// last handle or buffer.
///
/// No thread waits for a lock: idle buffers lie in queues of atomic operations,
/// where a thread that is interrupted half-way through a `push` or `pop` can hold
/// up others at that one place. The buffer that came back last is lent first;
/// those behind it in the order in which they came back.
///
/// A writer or reader of one thread is better off with a buffer of its own; a
/// pool is for buffers that cross threads. It does not beat a `malloc` that
/// finds its block in the cache. It bounds idle memory, fills nothing with
/// zeros a second time, and does not touch the heap once warm.
///
/// ```
/// use flatstream_pool::BufferPool;
/// use std::{sync::mpsc, thread};
///
/// let pool = BufferPool::default();
/// let (sender, receiver) = mpsc::sync_channel(4);
/// let consumer = thread::spawn(move || {
///     receiver.into_iter().map(|buf: flatstream_pool::PooledBuf| buf.len()).sum::<usize>()
/// });
/// for n in 0..1000 {
///     let mut buf = pool.acquire(100);
///     buf.fill(n as u8);
///     sender.send(buf).unwrap();
/// }
/// drop(sender);
/// assert_eq!(consumer.join().unwrap(), 100_000);
/// let stats = pool.stats();
/// assert_eq!((stats.out, stats.hits + stats.misses), (0, 1000));
/// // Four in the channel, one at either end.
/// assert!(stats.misses <= 7, "{stats:?}");
/// ```
#[derive(Clone)]
pub struct BufferPool {
    shelves: Arc<Shelves>,
}

impl BufferPool {
    /// A pool that holds nothing yet. Allocates the places for idle buffers:
    /// three words each.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config): size classes that do not
    /// ascend from 1, or a number of buffers out of range.
    pub fn new(config: &PoolConfig) -> Result<Self> {
        config.check()?;
        Ok(Self::checked(config, None))
    }

    /// As [`new`](BufferPool::new), with a policy that says when idle memory is
    /// given back.
    ///
    /// It is asked after a buffer has come back, with the bytes that were in
    /// use just before (as the length of a message) and the bytes held, idle or
    /// lent (as the capacity). `Some(n)` frees idle buffers until no more than
    /// `n` bytes are held, as [`shrink_to`](BufferPool::shrink_to) does. Where
    /// two threads return at once it is asked for one of them.
    ///
    /// It runs in the `drop` of a buffer, or in [`give`](BufferPool::give), and
    /// must not panic. If it does, the panic goes on from there, and the buffer
    /// has come home; but the lock of the policy is poisoned, and it is never
    /// asked again, without a word. Only the bounds of `config` hold from then.
    ///
    /// # Errors
    ///
    /// Those of [`new`](BufferPool::new).
    ///
    /// ```
    /// use flatstream_pool::{AdaptiveWatermarkPolicy, BufferPool, PoolConfig};
    ///
    /// // After 3 returns in a row with less than a quarter in use.
    /// let policy = AdaptiveWatermarkPolicy::new(4, 3).baseline(8192);
    /// let pool = BufferPool::with_memory_policy(&PoolConfig::default(), policy)?;
    /// drop(pool.acquire(1 << 20)); // a rare, large one
    /// assert_eq!(pool.stats().idle_bytes, 1 << 20);
    /// for _ in 0..3 {
    ///     drop(pool.acquire(4096));
    /// }
    /// assert_eq!(pool.stats().idle_bytes, 4096);
    /// # Ok::<(), flatstream_pool::Error>(())
    /// ```
    pub fn with_memory_policy(
        config: &PoolConfig,
        policy: impl MemoryPolicy + Send + 'static,
    ) -> Result<Self> {
        config.check()?;
        Ok(Self::checked(config, Some(Box::new(policy))))
    }

    fn checked(config: &PoolConfig, policy: Option<BoxedPolicy>) -> Self {
        Self { shelves: Arc::new(Shelves::new(config, policy)) }
    }

    /// A buffer of `len` bytes, whatever is out already.
    ///
    /// Its memory has the size of the smallest class that fits. An idle buffer
    /// of that class is a hit: no allocation, nothing is zeroed. Otherwise it
    /// is a miss: one allocation, zeroed by the system. What fits no class is
    /// allocated as long as asked for, and freed when it comes back.
    ///
    /// What the buffer contains is unspecified: see [`PooledBuf`].
    ///
    /// # Panics
    ///
    /// If `len` is above `isize::MAX`.
    #[inline]
    #[must_use]
    pub fn acquire(&self, len: usize) -> PooledBuf {
        assert_possible(len);
        PooledBuf::new(self.shelves.lend(len), len, self.shelves.clone())
    }

    /// As [`acquire`](BufferPool::acquire), or `None` while as many buffers are
    /// out as [`max_out`](PoolConfig::max_out) allows, those lent by `acquire`
    /// included.
    ///
    /// # Panics
    ///
    /// If `len` is above `isize::MAX`.
    ///
    /// ```
    /// use flatstream_pool::{BufferPool, PoolConfig};
    ///
    /// let pool = BufferPool::new(&PoolConfig::default().max_out(1))?;
    /// let buf = pool.try_acquire(10);
    /// assert!(buf.is_some() && pool.try_acquire(10).is_none());
    /// drop(buf);
    /// assert!(pool.try_acquire(10).is_some());
    /// # Ok::<(), flatstream_pool::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn try_acquire(&self, len: usize) -> Option<PooledBuf> {
        assert_possible(len);
        let memory = self.shelves.try_lend(len)?;
        Some(PooledBuf::new(memory, len, self.shelves.clone()))
    }

    /// An empty [`Slab`] with room for at least `min_capacity` bytes.
    ///
    /// # Panics
    ///
    /// If `min_capacity` is above `isize::MAX`.
    #[must_use]
    pub fn slab(&self, min_capacity: usize) -> Slab {
        Slab::new(self.acquire(min_capacity))
    }

    /// A vector of at least `min_capacity` bytes that is the caller's from now
    /// on: a hit or a miss, but counted neither as out nor as held.
    ///
    /// For memory that must be a `Vec`, a builder's for example. Its length is
    /// its capacity, its content unspecified. [`give`](BufferPool::give) brings
    /// it back.
    ///
    /// # Panics
    ///
    /// If `min_capacity` is above `isize::MAX`.
    ///
    /// ```
    /// use flatstream_pool::BufferPool;
    ///
    /// let pool = BufferPool::default();
    /// let memory = pool.take(5000);
    /// assert_eq!((memory.len(), memory.capacity()), (8192, 8192));
    /// let address = memory.as_ptr();
    /// pool.give(memory);
    /// assert_eq!(pool.acquire(5000).as_ptr(), address);
    /// ```
    #[must_use]
    pub fn take(&self, min_capacity: usize) -> Vec<u8> {
        assert_possible(min_capacity);
        self.shelves.release(min_capacity).0.into_vec()
    }

    /// Takes a vector, from [`take`](BufferPool::take) or not, to lend it.
    ///
    /// It is kept if its capacity is the size of a class and the bounds allow
    /// it, else freed and counted as a discard. The part behind its length, if
    /// any, is filled with zeros.
    pub fn give(&self, memory: Vec<u8>) {
        self.shelves.adopt(memory);
    }

    /// Frees idle buffers until no more than `bytes` are held, idle or lent, or
    /// nothing is idle. 0 frees all that is idle.
    ///
    /// Each time the smallest buffer that is enough is freed, or the largest if
    /// none is, so that it takes the fewest. What other threads return
    /// meanwhile may stay.
    ///
    /// ```
    /// use flatstream_pool::BufferPool;
    ///
    /// let pool = BufferPool::default();
    /// drop((pool.acquire(1 << 20), pool.acquire(1 << 14), pool.acquire(1 << 12)));
    /// pool.shrink_to(20 << 10);
    /// assert_eq!(pool.stats().held_bytes, 20 << 10);
    /// pool.shrink_to(0);
    /// assert_eq!((pool.stats().held_bytes, pool.stats().discards), (0, 3));
    /// ```
    pub fn shrink_to(&self, bytes: usize) {
        self.shelves.shrink_to(bytes);
    }

    /// What the pool has done and holds: exact while no other thread uses it. Costs
    /// a few loads for each size class, and holds nobody up.
    #[must_use]
    pub fn stats(&self) -> PoolStats {
        self.shelves.stats()
    }
}

/// A pool with the default configuration and no memory policy.
impl Default for BufferPool {
    fn default() -> Self {
        Self::checked(&PoolConfig::default(), None)
    }
}

/// [`take`](BufferPool::take) and [`give`](BufferPool::give), for those who ask for
/// any pool.
impl MemoryPool for BufferPool {
    fn take(&self, min_bytes: usize) -> Vec<u8> {
        Self::take(self, min_bytes)
    }

    fn give(&self, memory: Vec<u8>) {
        Self::give(self, memory);
    }

    fn take_known(&self, min_bytes: usize) -> (Vec<u8>, Option<bool>) {
        assert_possible(min_bytes);
        let (memory, was_idle) = self.shelves.release(min_bytes);
        (memory.into_vec(), Some(was_idle))
    }
}

impl fmt::Debug for BufferPool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BufferPool").field("stats", &self.stats()).finish_non_exhaustive()
    }
}

/// Panics before anything is counted, where the allocation would do so after.
#[inline]
fn assert_possible(len: usize) {
    assert!(isize::try_from(len).is_ok(), "no buffer can have {len} bytes");
}
