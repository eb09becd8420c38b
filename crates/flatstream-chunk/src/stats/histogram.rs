use std::{fmt, ops::RangeInclusive};

/// How many chunks have which size, by powers of two.
///
/// The first bucket counts chunks of 0 bytes, the next those of 1, then those
/// of 2 to 3, of 4 to 7, and so on: 65 buckets for all lengths there are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SizeHistogram {
    counts: [u64; BUCKETS],
}

pub(super) const BUCKETS: usize = 65;

impl SizeHistogram {
    pub(super) const fn new(counts: [u64; BUCKETS]) -> Self {
        Self { counts }
    }

    /// The buckets that count any chunk, ascending: their sizes in bytes, and
    /// the number of chunks.
    ///
    /// ```
    /// use flatstream_chunk::StreamStats;
    ///
    /// let stats = StreamStats::new();
    /// for len in [5, 100, 127] {
    ///     stats.record_chunk(len);
    /// }
    /// let sizes = stats.snapshot().sizes;
    /// assert_eq!(sizes.iter().collect::<Vec<_>>(), [(4..=7, 1), (64..=127, 2)]);
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = (RangeInclusive<u64>, u64)> + '_ {
        let counted = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        counted.map(|(bucket, &count)| (lowest(bucket)..=highest(bucket), count))
    }

    /// Chunks counted.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().fold(0, |sum, &count| sum.saturating_add(count))
    }

    /// The largest size of the bucket that the chunk at `q` is in, where all
    /// are sorted by size: 0.5 is the median, 0 the smallest, 1 the largest.
    /// Less than twice the chunk's size. `None` where no chunk was counted.
    ///
    /// Numbers below 0 or above 1 are taken for these, what is no number for 0.
    #[must_use]
    pub fn quantile(&self, q: f64) -> Option<u64> {
        let total = self.total();
        #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
        let rank = ((q.clamp(0.0, 1.0) * total as f64).ceil() as u64).clamp(1, total.max(1));
        let mut below = 0_u64;
        let reached = |count: &u64| {
            below = below.saturating_add(*count);
            below >= rank
        };
        self.counts.iter().position(reached).map(highest)
    }

    /// These chunks less those of `earlier`.
    pub(super) fn since(&self, earlier: &Self) -> Self {
        self.with(earlier, u64::saturating_sub)
    }

    /// These chunks and those.
    pub(super) fn plus(&self, other: &Self) -> Self {
        self.with(other, u64::saturating_add)
    }

    fn with(&self, other: &Self, f: impl Fn(u64, u64) -> u64) -> Self {
        Self::new(std::array::from_fn(|at| f(self.counts[at], other.counts[at])))
    }
}

impl Default for SizeHistogram {
    fn default() -> Self {
        Self::new([0; BUCKETS])
    }
}

/// The buckets that count anything.
impl fmt::Debug for SizeHistogram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

/// The bucket that counts chunks of `len` bytes.
#[inline]
pub(super) const fn bucket(len: u64) -> usize {
    (u64::BITS - len.leading_zeros()) as usize
}

const fn lowest(bucket: usize) -> u64 {
    if bucket == 0 { 0 } else { 1 << (bucket - 1) }
}

const fn highest(bucket: usize) -> u64 {
    if bucket == 0 { 0 } else { u64::MAX >> (BUCKETS - 1 - bucket) }
}
