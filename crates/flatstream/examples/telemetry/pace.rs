use std::{
    thread,
    time::{Duration, Instant},
};

/// How late the last message may be before the rest is given up.
const GRACE: Duration = Duration::from_millis(100);

/// Says when the next message is due, at a steady rate.
///
/// Sleeps until a message is due and never spins. A sleep takes some 50 us at
/// least, so at high rates several messages are due when it returns; they follow
/// each other at once. What is late is caught up, so the rate holds on average.
#[derive(Debug)]
pub(crate) struct Pace {
    start: Instant,
    end: Instant,
    rate: f64,
    messages: u64,
    next: u64,
}

impl Pace {
    pub(crate) fn start(rate: f64, duration: Duration) -> Self {
        let start = Instant::now();
        #[expect(clippy::cast_possible_truncation, reason = "the flags allow 1e13 at most")]
        let messages = (rate * duration.as_secs_f64()).round().max(1.0) as u64;
        Self { start, end: start + duration, rate, messages, next: 0 }
    }

    /// Waits until the next message is due; `false` once the time is up.
    pub(crate) fn wait(&mut self) -> bool {
        let done = self.next == self.messages;
        let due = if done { self.end } else { self.due(self.next) };
        let now = Instant::now();
        if now < due {
            thread::sleep(due - now);
        } else if now > self.end + GRACE {
            return false;
        }
        self.next += 1;
        !done
    }

    fn due(&self, message: u64) -> Instant {
        self.start + Duration::from_secs_f64(message as f64 / self.rate)
    }

    pub(crate) fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}
