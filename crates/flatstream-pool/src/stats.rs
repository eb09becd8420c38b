/// What a pool has done and holds, read at one moment.
///
/// All numbers are of the same moment, whatever other threads do.
///
/// ```
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// drop(pool.acquire(5000)); // a miss: allocates 8 KiB
/// let buf = pool.acquire(6000); // a hit: the same memory
/// let stats = pool.stats();
/// assert_eq!((stats.hits, stats.misses, stats.discards), (1, 1, 0));
/// assert_eq!((stats.out, stats.idle, stats.held_bytes), (1, 0, 8192));
/// # drop(buf);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolStats {
    /// Requests served with memory that was idle.
    pub hits: u64,
    /// Requests that allocated.
    pub misses: u64,
    /// Buffers freed instead of kept: longer than the largest class, beyond a
    /// bound, or to shrink.
    pub discards: u64,
    /// Buffers lent now.
    pub out: usize,
    /// Most buffers lent at once.
    pub out_high_watermark: usize,
    /// Buffers kept for the next request.
    pub idle: usize,
    /// Their memory, in bytes. Never above the configured bound.
    pub idle_bytes: usize,
    /// Memory of idle buffers and of those lent, in bytes.
    pub held_bytes: usize,
}
