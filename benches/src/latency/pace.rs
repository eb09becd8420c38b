//! When messages are due.

use hdrhistogram::Histogram;
use std::{
    hint,
    time::{Duration, Instant},
};

/// A steady rate, for the time of one turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pace {
    per_second: u64,
    /// Messages of a turn.
    pub(super) messages: u64,
    /// How many of them come first and do not count: caches still hold what the
    /// variant before used.
    pub(super) warm_up: u64,
}

impl Pace {
    pub(super) fn new(per_second: u64, turn: Duration) -> Self {
        let counted = per_second * nanoseconds(turn) / SECOND;
        let warm_up = counted / 10;
        Self { per_second, messages: counted + warm_up, warm_up }
    }

    /// The rate as a workload's name has it.
    pub(super) fn name(self) -> String {
        match self.per_second {
            rate if rate % 1_000_000 == 0 => format!("{}m", rate / 1_000_000),
            rate => format!("{}k", rate / 1000),
        }
    }

    /// The schedule of a turn that begins now.
    pub(super) fn begin(self) -> Schedule {
        Schedule { start: Instant::now(), period: SECOND / self.per_second }
    }
}

/// When each message of a turn is due, in nanoseconds from its start.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    start: Instant,
    period: u64,
}

impl Schedule {
    /// Spins until message `number` is due: a sleep would end late by more than a
    /// write takes.
    #[inline(always)]
    pub(super) fn wait_for(self, number: u64) {
        while self.now() < self.due(number) {
            hint::spin_loop();
        }
    }

    /// How late message `number` is now.
    #[inline(always)]
    pub(super) fn lateness(self, number: u64) -> u64 {
        self.now().saturating_sub(self.due(number))
    }

    #[inline(always)]
    fn due(self, number: u64) -> u64 {
        number * self.period
    }

    #[inline(always)]
    fn now(self) -> u64 {
        nanoseconds(self.start.elapsed())
    }
}

/// Times up to a minute, to three digits, in memory of a fixed size.
pub(super) fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 60 * SECOND, 3).expect("bounds that it can have")
}

#[inline(always)]
fn nanoseconds(time: Duration) -> u64 {
    time.as_secs() * SECOND + u64::from(time.subsec_nanos())
}

const SECOND: u64 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turn_is_its_time_and_a_tenth_more_to_warm_up() {
        let pace = Pace::new(10_000, Duration::from_millis(100));
        assert_eq!((pace.messages, pace.warm_up), (1100, 100));
        assert_eq!(pace.begin().due(3), 300_000);
        assert_eq!(Pace::new(1_000_000, Duration::from_millis(1)).messages, 1100);
    }

    #[test]
    fn rates_have_names() {
        let name = |rate| Pace::new(rate, Duration::from_millis(100)).name();
        assert_eq!([name(10_000), name(1_500_000), name(2_000_000)], ["10k", "1500k", "2m"]);
    }

    #[test]
    fn nothing_is_done_before_it_is_due() {
        let schedule = Pace::new(1000, Duration::from_millis(1)).begin();
        schedule.wait_for(2);
        assert!(schedule.start.elapsed() >= Duration::from_millis(2));
        assert_eq!(schedule.lateness(1_000_000), 0);
    }

    #[test]
    fn a_stall_is_charged_to_every_message_that_it_delays() {
        let start = Instant::now().checked_sub(Duration::from_millis(10)).unwrap();
        let schedule = Schedule { start, period: 1_000_000 };
        // Ten messages were due while nothing ran: the first is late by all of it.
        let lateness: Vec<u64> = (0..10).map(|number| schedule.lateness(number)).collect();
        for (number, &late) in (0..).zip(&lateness) {
            assert!(late >= 10_000_000 - number * 1_000_000, "{number}: {late}");
        }
    }
}
