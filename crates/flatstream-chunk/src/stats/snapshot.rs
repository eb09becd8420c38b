use crate::SizeHistogram;
use std::{fmt, iter::Sum, time::Duration};

/// What [`StreamStats`](crate::StreamStats) had counted at one time, or between
/// two.
///
/// Plain numbers, which print as one line.
///
/// ```
/// use flatstream_chunk::StreamStats;
/// use std::time::Duration;
///
/// let stats = StreamStats::new();
/// stats.record_chunk(100);
/// let before = stats.snapshot();
/// stats.record_chunk(1000);
/// stats.record_chunk(3000);
///
/// let meanwhile = stats.snapshot().since(&before);
/// assert_eq!((meanwhile.chunks, meanwhile.mean()), (2, Some(2000.0)));
/// assert_eq!(meanwhile.bytes_per_second(Duration::from_secs(2)), 2000.0);
/// assert_eq!(
///     meanwhile.to_string(),
///     "2 chunks, 4000 bytes, each 512..3000, mean 2000, half <= 1023, 99% <= 3000",
/// );
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StatsSnapshot {
    /// Chunks recorded.
    pub chunks: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Length of the shortest chunk; 0 where there is none.
    pub min_bytes: u64,
    /// Length of the longest chunk; 0 where there is none.
    pub max_bytes: u64,
    /// How many chunks have which size.
    pub sizes: SizeHistogram,
    /// Buffers that had served before.
    pub reused_buffers: u64,
    /// Buffers that were allocated.
    pub new_buffers: u64,
    /// Bytes before compression, or after decompression.
    pub raw_bytes: u64,
    /// The same bytes as they were stored.
    pub stored_bytes: u64,
}

impl StatsSnapshot {
    /// Bytes of a chunk on average; `None` where there is no chunk.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        ratio(self.bytes, self.chunks)
    }

    /// An upper bound of the length of the chunk at `q`, where all are sorted
    /// by length: 0.5 is the median. Less than twice that length, and never
    /// above [`max_bytes`](StatsSnapshot::max_bytes). `None` where there is no
    /// chunk.
    ///
    /// Numbers below 0 or above 1 are taken for these, what is no number for 0.
    #[must_use]
    pub fn quantile(&self, q: f64) -> Option<u64> {
        self.sizes.quantile(q).map(|bound| bound.min(self.max_bytes))
    }

    /// Raw bytes per stored byte: above 1 where compression gained something.
    /// `None` where nothing was stored.
    #[must_use]
    pub fn compression_ratio(&self) -> Option<f64> {
        ratio(self.raw_bytes, self.stored_bytes)
    }

    /// The part of the buffers that had served before, 0 to 1. `None` where no
    /// buffer was counted.
    #[must_use]
    pub fn reuse_ratio(&self) -> Option<f64> {
        ratio(self.reused_buffers, self.reused_buffers.saturating_add(self.new_buffers))
    }

    /// What was recorded between `earlier` and now, two snapshots of one
    /// stream.
    ///
    /// The shortest and longest chunk of that time are known to the power of
    /// two only: `min_bytes` is at most the shortest, `max_bytes` at least the
    /// longest. A number that was greater earlier gives 0.
    #[must_use]
    pub fn since(&self, earlier: &Self) -> Self {
        let sizes = self.sizes.since(&earlier.sizes);
        let shortest = sizes.iter().next().map_or(0, |(sizes, _)| *sizes.start());
        let longest = sizes.iter().last().map_or(0, |(sizes, _)| *sizes.end());
        let (min_bytes, max_bytes) = match sizes.total() {
            0 => (0, 0),
            _ => (shortest.max(self.min_bytes), longest.min(self.max_bytes)),
        };
        Self {
            chunks: sizes.total(),
            min_bytes,
            max_bytes,
            sizes,
            ..self.with(earlier, u64::saturating_sub)
        }
    }

    /// This and `other` together, as if one stream had been both.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let min_bytes = match (self.chunks, other.chunks) {
            (0, _) => other.min_bytes,
            (_, 0) => self.min_bytes,
            _ => self.min_bytes.min(other.min_bytes),
        };
        let sizes = self.sizes.plus(&other.sizes);
        Self {
            chunks: sizes.total(),
            min_bytes,
            max_bytes: self.max_bytes.max(other.max_bytes),
            sizes,
            ..self.with(other, u64::saturating_add)
        }
    }

    /// Chunks per second, where these are the numbers of that time.
    #[must_use]
    pub fn chunks_per_second(&self, elapsed: Duration) -> f64 {
        rate(self.chunks, elapsed)
    }

    /// Bytes per second, where these are the numbers of that time.
    #[must_use]
    pub fn bytes_per_second(&self, elapsed: Duration) -> f64 {
        rate(self.bytes, elapsed)
    }

    /// The sums, field by field; sizes and extremes are left alone.
    fn with(&self, other: &Self, f: impl Fn(u64, u64) -> u64) -> Self {
        Self {
            bytes: f(self.bytes, other.bytes),
            reused_buffers: f(self.reused_buffers, other.reused_buffers),
            new_buffers: f(self.new_buffers, other.new_buffers),
            raw_bytes: f(self.raw_bytes, other.raw_bytes),
            stored_bytes: f(self.stored_bytes, other.stored_bytes),
            ..*self
        }
    }
}

/// All of them together, as [`plus`](StatsSnapshot::plus).
impl Sum for StatsSnapshot {
    fn sum<I: Iterator<Item = Self>>(snapshots: I) -> Self {
        snapshots.fold(Self::default(), |sum, snapshot| sum.plus(&snapshot))
    }
}

/// One line. What was not counted is left out.
impl fmt::Display for StatsSnapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} chunks, {} bytes", self.chunks, self.bytes)?;
        if let (Some(mean), Some(half), Some(most)) =
            (self.mean(), self.quantile(0.5), self.quantile(0.99))
        {
            let (min, max) = (self.min_bytes, self.max_bytes);
            write!(f, ", each {min}..{max}, mean {mean:.0}, half <= {half}, 99% <= {most}")?;
        }
        if let Some(ratio) = self.compression_ratio() {
            write!(f, ", compressed {ratio:.2}:1")?;
        }
        if let Some(ratio) = self.reuse_ratio() {
            write!(f, ", {:.1}% of buffers reused", 100.0 * ratio)?;
        }
        Ok(())
    }
}

fn ratio(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// Of no time at all, 0.
fn rate(count: u64, elapsed: Duration) -> f64 {
    if elapsed.is_zero() { 0.0 } else { count as f64 / elapsed.as_secs_f64() }
}
