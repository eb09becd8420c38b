use std::time::Duration;

/// Buckets per power of two: values are off by 1/32 at most.
const STEPS: u64 = 32;

/// A histogram of durations in constant memory, however many there are.
#[derive(Debug)]
pub(crate) struct Latency {
    buckets: Vec<u64>,
    count: u64,
    max_ns: u64,
    total: Duration,
}

impl Latency {
    pub(crate) fn new() -> Self {
        Self { buckets: vec![0; bucket(u64::MAX) + 1], count: 0, max_ns: 0, total: Duration::ZERO }
    }

    pub(crate) fn record(&mut self, duration: Duration) {
        let ns = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.buckets[bucket(ns)] += 1;
        self.count += 1;
        self.max_ns = self.max_ns.max(ns);
        self.total += duration;
    }

    /// The duration that a share of all stayed within.
    pub(crate) fn percentile(&self, percent: u64) -> Duration {
        let rank = (self.count * percent).div_ceil(100);
        let mut seen = 0;
        let found = self.buckets.iter().position(|&count| {
            seen += count;
            seen >= rank
        });
        let ns = found.map_or(0, |index| longest(index).min(self.max_ns));
        Duration::from_nanos(ns)
    }

    pub(crate) fn max(&self) -> Duration {
        Duration::from_nanos(self.max_ns)
    }

    /// All of them together.
    pub(crate) fn total(&self) -> Duration {
        self.total
    }
}

#[expect(clippy::cast_possible_truncation, reason = "below 2000")]
fn bucket(ns: u64) -> usize {
    let shift = u64::from((ns | STEPS).ilog2() - STEPS.ilog2());
    (shift * STEPS + (ns >> shift)) as usize
}

/// The longest duration that falls into a bucket.
fn longest(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    let shift = (bucket / STEPS).saturating_sub(1);
    let step = bucket - shift * STEPS;
    (((u128::from(step) + 1) << shift) - 1).try_into().unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_within_its_bucket_and_a_32nd_of_its_end() {
        for ns in (0..5000).chain([1 << 40, (1 << 50) - 1, u64::MAX]) {
            let end = longest(bucket(ns));
            assert!((ns..=ns.saturating_add(ns / 32)).contains(&end), "{ns} {end}");
        }
    }

    #[test]
    fn percentiles() {
        let mut latency = Latency::new();
        assert_eq!(latency.percentile(50), Duration::ZERO);
        (1..=100).for_each(|ns| latency.record(Duration::from_nanos(ns)));
        assert_eq!(latency.percentile(1), Duration::from_nanos(1));
        assert!((50..=51).contains(&latency.percentile(50).as_nanos()));
        assert_eq!(latency.percentile(100), latency.max());
        assert_eq!(latency.total(), Duration::from_nanos(5050));
    }
}
