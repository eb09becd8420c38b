//! How fast something is that is done again and again.

use crate::failure::Failure;
use std::time::{Duration, Instant};

/// Passes through a stream, measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    messages: u64,
    first: Duration,
    /// Of the passes behind the first one.
    median: Duration,
    passes: usize,
}

impl Pace {
    /// Runs `pass`, which counts messages, for about `span`, and twice at least.
    pub(super) fn measure(
        span: Duration,
        mut pass: impl FnMut() -> Result<u64, Failure>,
    ) -> Result<Self, Failure> {
        let start = Instant::now();
        let messages = pass()?;
        let first = start.elapsed();
        let mut taken = Vec::new();
        while taken.is_empty() || (start.elapsed() < span && taken.len() < MAX_PASSES) {
            let start = Instant::now();
            pass()?;
            taken.push(start.elapsed());
        }
        Ok(Self { messages, first, median: median(&mut taken), passes: taken.len() + 1 })
    }

    /// A line of a table.
    pub(super) fn text(&self, name: &str, bytes: u64) -> String {
        let first = self.first.as_secs_f64() * 1e3;
        format!(
            "{name:<8} {:>13.0} {:>9.1} {:>11.1} {first:>12.3} {:>7}\n",
            self.messages_per_s(),
            self.mb_per_s(bytes),
            self.ns_per_message(),
            self.passes
        )
    }

    /// What stands above the lines.
    pub(super) const HEADINGS: &'static str =
        "            messages/s      MB/s  ns/message  first in ms  passes\n";

    /// A JSON object and a line feed.
    pub(super) fn json(&self, name: &str, bytes: u64) -> String {
        let object = serde_json::json!({
            "way": name,
            "messages": self.messages,
            "bytes": bytes,
            "passes": self.passes,
            "first_ns": nanos(self.first),
            "median_ns": nanos(self.median),
            "messages_per_s": self.messages_per_s(),
            "mb_per_s": self.mb_per_s(bytes),
            "ns_per_message": self.ns_per_message(),
        });
        format!("{object}\n")
    }

    fn messages_per_s(&self) -> f64 {
        self.messages as f64 / self.seconds()
    }

    fn mb_per_s(&self, bytes: u64) -> f64 {
        bytes as f64 / 1e6 / self.seconds()
    }

    fn ns_per_message(&self) -> f64 {
        self.seconds() * 1e9 / self.messages.max(1) as f64
    }

    /// Never 0, whatever the clock says.
    fn seconds(&self) -> f64 {
        self.median.as_secs_f64().max(1e-9)
    }
}

/// The lower one of the two in the middle; 0 of none.
fn median(taken: &mut [Duration]) -> Duration {
    taken.sort_unstable();
    taken.get(taken.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

fn nanos(span: Duration) -> u64 {
    u64::try_from(span.as_nanos()).unwrap_or(u64::MAX)
}

/// More say no more, and each is remembered.
const MAX_PASSES: usize = 100_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_follow_from_the_median() {
        let mut taken = [3, 1, 2, 90].map(Duration::from_millis);
        assert_eq!(median(&mut taken), Duration::from_millis(2));
        let pace = Pace {
            messages: 1000,
            first: Duration::from_micros(2500),
            median: Duration::from_millis(2),
            passes: 5,
        };
        assert_eq!(
            format!("{}{}", Pace::HEADINGS, pace.text("walk", 4_000_000)),
            "            messages/s      MB/s  ns/message  first in ms  passes\n\
             walk            500000    2000.0      2000.0        2.500       5\n"
        );
    }

    #[test]
    fn there_are_two_passes_at_least() {
        let mut passes = 0;
        let pace = Pace::measure(Duration::ZERO, || {
            passes += 1;
            Ok(7)
        });
        assert_eq!((passes, pace.map(|pace| pace.passes).unwrap()), (2, 2));
    }
}
