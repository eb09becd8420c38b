/// What a pool has done and holds.
///
/// Exact when no other thread uses the pool meanwhile. Otherwise each number is
/// one that was true a moment ago, but they need not be of the same moment: a
/// buffer on its way may be counted twice or not at all, a hit or miss before its
/// loan.
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
    /// Buffers lent now. One that is being dropped counts until it has come home.
    pub out: usize,
    /// Most buffers lent at once. Never too high; too low where others came back
    /// in the moment of the loan.
    pub out_high_watermark: usize,
    /// Buffers kept for the next request.
    pub idle: usize,
    /// Their memory, in bytes. Never above the configured bound; that of a buffer
    /// on its way back counts already.
    pub idle_bytes: usize,
    /// Memory of idle buffers and of those lent, in bytes.
    pub held_bytes: usize,
}
