//! When a writer gives memory back.
//!
//! A builder grows to its largest message and stays there. A
//! [`MemoryPolicy`] watches message sizes and asks for a smaller builder once
//! large messages have become rare. Giving memory back costs an allocation, so
//! every policy here waits for a run of small messages first (hysteresis).

use std::time::{Duration, Instant};

/// Decides, after every message, whether to give memory back.
///
/// # For implementers
///
/// This runs on the hot path: count first, look at a clock last.
pub trait MemoryPolicy {
    /// Told the length of the message just built, be it written or refused, and the
    /// capacity held, in bytes. `Some(n)` asks for a buffer of `n` bytes instead; one
    /// that is no larger stays as it is.
    fn after_message(&mut self, message_len: usize, capacity: usize) -> Option<usize>;
}

/// For a policy chosen at run time.
impl<P: MemoryPolicy + ?Sized> MemoryPolicy for Box<P> {
    fn after_message(&mut self, message_len: usize, capacity: usize) -> Option<usize> {
        (**self).after_message(message_len, capacity)
    }
}

/// A monotonic clock, so that tests can bring their own.
pub trait Clock {
    /// Time since some fixed moment.
    fn now(&self) -> Duration;
}

/// The system's monotonic clock.
#[derive(Clone, Copy, Debug)]
pub struct MonotonicClock(Instant);

impl Default for MonotonicClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for MonotonicClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }
}

/// Shrinks to the recent high watermark once the capacity has been several
/// times larger than every message of a run.
///
/// ```
/// use flatstream_core::policy::{AdaptiveWatermarkPolicy, MemoryPolicy};
///
/// let mut policy = AdaptiveWatermarkPolicy::new(4, 3).baseline(1024);
/// assert_eq!(policy.after_message(900_000, 1 << 20), None);
/// assert_eq!(policy.after_message(5_000, 1 << 20), None);
/// assert_eq!(policy.after_message(6_000, 1 << 20), None);
/// assert_eq!(policy.after_message(4_000, 1 << 20), Some(8192));
/// ```
#[derive(Clone, Debug)]
pub struct AdaptiveWatermarkPolicy<C = MonotonicClock> {
    ratio: usize,
    messages: u32,
    cooldown: Duration,
    baseline: usize,
    clock: C,
    run: u32,
    high_watermark: usize,
    last_shrink: Option<Duration>,
}

/// Capacity that policies leave alone unless told otherwise: 16 KiB.
const DEFAULT_BASELINE_BYTES: usize = 16 * 1024;

impl AdaptiveWatermarkPolicy {
    /// Shrinks after `messages` messages in a row that were each at least
    /// `ratio` times smaller than the capacity.
    #[must_use]
    pub fn new(ratio: usize, messages: u32) -> Self {
        Self::with_clock(ratio, messages, MonotonicClock::default())
    }
}

/// A ratio of 4 and a run of 5 messages.
impl Default for AdaptiveWatermarkPolicy {
    fn default() -> Self {
        Self::new(4, 5)
    }
}

impl<C: Clock> AdaptiveWatermarkPolicy<C> {
    /// As [`new`](AdaptiveWatermarkPolicy::new), with the caller's clock.
    #[must_use]
    pub fn with_clock(ratio: usize, messages: u32, clock: C) -> Self {
        Self {
            ratio,
            messages,
            cooldown: Duration::ZERO,
            baseline: DEFAULT_BASELINE_BYTES,
            clock,
            run: 0,
            high_watermark: 0,
            last_shrink: None,
        }
    }

    /// Sets the least time between two shrinks. None by default.
    #[must_use]
    pub fn cooldown(mut self, cooldown: Duration) -> Self {
        self.cooldown = cooldown;
        self
    }

    /// Sets the capacity, in bytes, below which nothing is given back. 16 KiB
    /// by default.
    #[must_use]
    pub fn baseline(mut self, bytes: usize) -> Self {
        self.baseline = bytes;
        self
    }
}

impl<C: Clock> MemoryPolicy for AdaptiveWatermarkPolicy<C> {
    #[inline]
    fn after_message(&mut self, message_len: usize, capacity: usize) -> Option<usize> {
        if capacity <= self.baseline || message_len.saturating_mul(self.ratio) > capacity {
            self.run = 0;
            self.high_watermark = 0;
            return None;
        }
        self.run = self.run.saturating_add(1);
        self.high_watermark = self.high_watermark.max(message_len);
        if self.run < self.messages {
            return None;
        }
        let target = self.high_watermark.next_power_of_two().max(self.baseline);
        if target >= capacity {
            return None;
        }
        let now = self.clock.now();
        if self.last_shrink.is_some_and(|last| now.saturating_sub(last) < self.cooldown) {
            return None;
        }
        self.last_shrink = Some(now);
        self.run = 0;
        self.high_watermark = 0;
        Some(target)
    }
}

/// Shrinks to a baseline once the capacity exceeds one threshold and a run of
/// messages stayed below another.
///
/// ```
/// use flatstream_core::policy::{MemoryPolicy, SizeThresholdPolicy};
///
/// let mut policy = SizeThresholdPolicy::new(1 << 20, 1 << 10, 2).baseline(4096);
/// assert_eq!(policy.after_message(500, 2 << 20), None);
/// assert_eq!(policy.after_message(600, 2 << 20), Some(4096));
/// ```
#[derive(Clone, Debug)]
pub struct SizeThresholdPolicy {
    capacity_above: usize,
    messages_below: usize,
    messages: u32,
    baseline: usize,
    run: u32,
}

impl SizeThresholdPolicy {
    /// Shrinks a capacity above `capacity_above` bytes after `messages`
    /// messages in a row of at most `messages_below` bytes.
    #[must_use]
    pub fn new(capacity_above: usize, messages_below: usize, messages: u32) -> Self {
        Self { capacity_above, messages_below, messages, baseline: DEFAULT_BASELINE_BYTES, run: 0 }
    }

    /// Sets the capacity, in bytes, to shrink to. 16 KiB by default.
    #[must_use]
    pub fn baseline(mut self, bytes: usize) -> Self {
        self.baseline = bytes;
        self
    }
}

/// Above 1 MiB of capacity, after 8 messages of at most 1 KiB.
impl Default for SizeThresholdPolicy {
    fn default() -> Self {
        Self::new(1 << 20, 1 << 10, 8)
    }
}

impl MemoryPolicy for SizeThresholdPolicy {
    #[inline]
    fn after_message(&mut self, message_len: usize, capacity: usize) -> Option<usize> {
        if capacity <= self.capacity_above.max(self.baseline) || message_len > self.messages_below {
            self.run = 0;
            return None;
        }
        self.run = self.run.saturating_add(1);
        if self.run < self.messages {
            return None;
        }
        self.run = 0;
        Some(self.baseline)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{cell::Cell, rc::Rc};

    #[derive(Clone, Default)]
    struct ManualClock(Rc<Cell<Duration>>);
    impl Clock for ManualClock {
        fn now(&self) -> Duration {
            self.0.get()
        }
    }

    #[test]
    fn one_large_message_starts_the_run_again() {
        let mut policy = AdaptiveWatermarkPolicy::new(4, 2).baseline(0);
        assert_eq!(policy.after_message(10, 1000), None);
        assert_eq!(policy.after_message(400, 1000), None);
        assert_eq!(policy.after_message(10, 1000), None);
        assert_eq!(policy.after_message(100, 1000), Some(128));
    }

    #[test]
    fn nothing_at_or_below_the_baseline_is_given_back() {
        let mut policy = AdaptiveWatermarkPolicy::new(4, 1).baseline(4096);
        assert_eq!(policy.after_message(1, 4096), None);
        assert_eq!(policy.after_message(1, 4097), Some(4096));
        let mut policy = SizeThresholdPolicy::new(0, 100, 1).baseline(4096);
        assert_eq!(policy.after_message(1, 4096), None);
        assert_eq!(policy.after_message(1, 4097), Some(4096));
    }

    #[test]
    fn cooldown_holds_shrinking_back_until_the_clock_passes_it() {
        let clock = ManualClock::default();
        let mut policy = AdaptiveWatermarkPolicy::with_clock(2, 1, clock.clone())
            .cooldown(Duration::from_secs(10))
            .baseline(0);
        assert_eq!(policy.after_message(1, 1000), Some(1));
        clock.0.set(Duration::from_secs(9));
        assert_eq!(policy.after_message(1, 1000), None);
        clock.0.set(Duration::from_secs(10));
        assert_eq!(policy.after_message(1, 1000), Some(1));
    }

    #[test]
    fn a_message_over_the_threshold_starts_the_run_again() {
        let mut policy = SizeThresholdPolicy::new(1000, 100, 2).baseline(10);
        assert_eq!(policy.after_message(100, 1001), None);
        assert_eq!(policy.after_message(101, 1001), None);
        assert_eq!(policy.after_message(100, 1001), None);
        assert_eq!(policy.after_message(100, 1000), None);
        assert_eq!(policy.after_message(100, 1001), None);
        assert_eq!(policy.after_message(100, 1001), Some(10));
    }
}
