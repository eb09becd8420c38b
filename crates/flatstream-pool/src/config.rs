use flatstream_core::{Error, ErrorKind, Result};

/// Sizes and bounds of a pool. Checked once, when the pool is made.
///
/// What is bounded is memory that lies *idle*, at every moment, whatever
/// threads do. Buffers lent are as many as the callers hold at once;
/// [`max_out`] bounds them for those who ask with [`try_acquire`].
///
/// ```
/// use flatstream_pool::{BufferPool, ErrorKind, PoolConfig};
///
/// let config = PoolConfig::default()
///     .class_bytes([2048, 65_536])
///     .buffers_per_class(8)
///     .max_idle_bytes(512 * 1024);
/// let pool = BufferPool::new(&config)?;
/// assert_eq!(pool.acquire(3000).capacity(), 65_536);
///
/// let unsorted = config.class_bytes([65_536, 2048]);
/// assert_eq!(BufferPool::new(&unsorted).unwrap_err().kind(), ErrorKind::Config);
/// # Ok::<(), flatstream_pool::Error>(())
/// ```
///
/// [`max_out`]: PoolConfig::max_out
/// [`try_acquire`]: crate::BufferPool::try_acquire
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PoolConfig {
    /// Size classes in bytes, ascending, none of them 0. A buffer has the size
    /// of the smallest class that fits; a longer one is freed when it comes
    /// back. By default the powers of two from 4 KiB to 1 MiB, so that at most
    /// half of a buffer above 4 KiB is unused.
    pub class_bytes: Vec<usize>,
    /// Idle buffers of one class, 1 to 65,536. By default 32.
    pub buffers_per_class: usize,
    /// Memory of all idle buffers, in bytes; 0 keeps none. By default 16 MiB. Where
    /// threads return buffers at once, one that would fit may be freed because
    /// another, which does not, is being refused.
    pub max_idle_bytes: usize,
    /// Buffers lent at once, from which on `try_acquire` lends no more. By
    /// default there is no such bound.
    pub max_out: usize,
}

impl PoolConfig {
    /// Sets the size classes, in bytes, ascending.
    #[must_use]
    pub fn class_bytes(mut self, bytes: impl IntoIterator<Item = usize>) -> Self {
        self.class_bytes = bytes.into_iter().collect();
        self
    }

    /// Sets the most idle buffers of one class.
    #[must_use]
    pub fn buffers_per_class(mut self, buffers: usize) -> Self {
        self.buffers_per_class = buffers;
        self
    }

    /// Sets the most memory of all idle buffers, in bytes.
    #[must_use]
    pub fn max_idle_bytes(mut self, bytes: usize) -> Self {
        self.max_idle_bytes = bytes;
        self
    }

    /// Sets how many buffers may be lent for `try_acquire` to lend one more.
    #[must_use]
    pub fn max_out(mut self, buffers: usize) -> Self {
        self.max_out = buffers;
        self
    }

    /// Refuses what no pool can be made of.
    pub(crate) fn check(&self) -> Result<()> {
        let refuse = |what: String| Err(Error::custom(ErrorKind::Config, what));
        let ascending = self.class_bytes.is_sorted_by(|a, b| a < b);
        if !ascending || self.class_bytes.first().is_none_or(|&first| first == 0) {
            return refuse(format!("size classes {:?}: not ascending from 1", self.class_bytes));
        }
        if self.class_bytes.last().is_some_and(|&last| isize::try_from(last).is_err()) {
            return refuse("a size class that no buffer can have".into());
        }
        if !(1..=MAX_PER_CLASS).contains(&self.buffers_per_class) {
            let buffers = self.buffers_per_class;
            return refuse(format!(
                "{buffers} buffers per class; 1 to {MAX_PER_CLASS} are possible"
            ));
        }
        Ok(())
    }
}

impl Default for PoolConfig {
    fn default() -> Self {
        Self {
            class_bytes: (12..=20).map(|bits| 1 << bits).collect(),
            buffers_per_class: 32,
            max_idle_bytes: 16 << 20,
            max_out: usize::MAX,
        }
    }
}

/// The places for idle buffers are allocated with the pool.
const MAX_PER_CLASS: usize = 65_536;
