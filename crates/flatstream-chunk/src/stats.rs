//! Numbers about streams of chunks.

mod histogram;
#[cfg(feature = "metrics")]
mod publisher;
mod registry;
mod snapshot;

pub use histogram::SizeHistogram;
#[cfg(feature = "metrics")]
pub use publisher::MetricsPublisher;
pub use registry::Statistics;
pub use snapshot::StatsSnapshot;

use histogram::{BUCKETS, bucket};
use std::{
    fmt,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
};

/// What has gone through a stream: counted by whoever sees it, on any thread,
/// and read at any time.
///
/// Recording takes no lock and allocates nothing. A chunk costs two atomic
/// additions, for which threads that record to the same stream contend. It
/// takes 576 bytes. Sums wrap at 2^64.
///
/// ```
/// use flatstream_chunk::StreamStats;
///
/// let stats = StreamStats::new();
/// for len in [100, 200, 4000] {
///     stats.record_chunk(len);
/// }
/// stats.record_compression(4000, 1000);
///
/// let now = stats.snapshot();
/// assert_eq!((now.chunks, now.bytes, now.min_bytes, now.max_bytes), (3, 4300, 100, 4000));
/// assert_eq!(now.quantile(0.5), Some(255)); // the power of two above 200
/// assert_eq!(now.compression_ratio(), Some(4.0));
/// ```
pub struct StreamStats {
    bytes: AtomicU64,
    /// `u64::MAX` before the first chunk.
    min_bytes: AtomicU64,
    max_bytes: AtomicU64,
    reused_buffers: AtomicU64,
    new_buffers: AtomicU64,
    raw_bytes: AtomicU64,
    stored_bytes: AtomicU64,
    /// Their sum is the number of chunks.
    sizes: [AtomicU64; BUCKETS],
}

impl StreamStats {
    /// Nothing recorded yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            bytes: AtomicU64::new(0),
            min_bytes: AtomicU64::new(u64::MAX),
            max_bytes: AtomicU64::new(0),
            reused_buffers: AtomicU64::new(0),
            new_buffers: AtomicU64::new(0),
            raw_bytes: AtomicU64::new(0),
            stored_bytes: AtomicU64::new(0),
            sizes: [const { AtomicU64::new(0) }; BUCKETS],
        }
    }

    /// Counts a chunk of `len` bytes.
    #[inline]
    pub fn record_chunk(&self, len: usize) {
        let len = len as u64;
        // Mostly these are loads alone.
        if len < self.min_bytes.load(Relaxed) {
            self.min_bytes.fetch_min(len, Relaxed);
        }
        if len > self.max_bytes.load(Relaxed) {
            self.max_bytes.fetch_max(len, Relaxed);
        }
        self.bytes.fetch_add(len, Relaxed);
        self.sizes[bucket(len)].fetch_add(1, Relaxed);
    }

    /// Counts buffers: `reused` that have served before, `new` ones that were
    /// allocated.
    ///
    /// A [`ChunkBuffer`](crate::ChunkBuffer) does this; it is for whoever brings
    /// other memory.
    #[inline]
    pub fn record_buffers(&self, reused: u64, new: u64) {
        self.reused_buffers.fetch_add(reused, Relaxed);
        self.new_buffers.fetch_add(new, Relaxed);
    }

    /// Counts what was compressed, or decompressed: `raw` bytes that take
    /// `stored` bytes.
    #[inline]
    pub fn record_compression(&self, raw: u64, stored: u64) {
        self.raw_bytes.fetch_add(raw, Relaxed);
        self.stored_bytes.fetch_add(stored, Relaxed);
    }

    /// The numbers as they are now. 72 loads, which hold nobody up.
    ///
    /// While others record, each number is one that was true a moment ago, but
    /// not all at the same moment: a chunk may be in `bytes` and not yet in
    /// `chunks`.
    #[must_use]
    pub fn snapshot(&self) -> StatsSnapshot {
        let sizes = SizeHistogram::new(std::array::from_fn(|at| self.sizes[at].load(Relaxed)));
        let max_bytes = self.max_bytes.load(Relaxed);
        StatsSnapshot {
            chunks: sizes.total(),
            bytes: self.bytes.load(Relaxed),
            // Before the first chunk it is above any.
            min_bytes: self.min_bytes.load(Relaxed).min(max_bytes),
            max_bytes,
            sizes,
            reused_buffers: self.reused_buffers.load(Relaxed),
            new_buffers: self.new_buffers.load(Relaxed),
            raw_bytes: self.raw_bytes.load(Relaxed),
            stored_bytes: self.stored_bytes.load(Relaxed),
        }
    }
}

impl Default for StreamStats {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for StreamStats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StreamStats").field(&self.snapshot()).finish()
    }
}
