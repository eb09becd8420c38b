//! Suite `latency`: how late single messages are at a steady rate.
//!
//! The load is open: message k is due at `start + k * period`, whatever became of
//! the messages before it. The program spins on the clock until then, writes the
//! message, and reads the clock again. What counts is the time from when the
//! message was *due*, not from when its turn came. So a stall is charged to every
//! message that it delays, as their senders would feel it. To count from when the
//! call began would charge it to one message alone: the mistake that Gil Tene named
//! coordinated omission, in his talk "How NOT to Measure Latency".
//!
//! - `telemetry-100k`: a hundred thousand messages a second, each flushed, so that
//!   it has been given to the kernel when its time is taken.
//! - `telemetry-1m-buffered`: nothing is flushed but what no longer fits a buffer.
//!   Here the time is that of the call: most messages are still in the buffer when
//!   it returns, and the tail is what sending a full buffer takes.
//! - `read-telemetry-100k`: a thread sends at the rate, and the time is from when a
//!   message was due to be sent to when the reader has its payload. Most of it is
//!   the kernel's way to wake a reader.
//!
//! Each figure has one reading of the clock in it and what the machine does
//! besides. `clock alone` writes nothing and shows how much that is: a tail no
//! longer than that row's says nothing about a writer.
//!
//! Variants take turns of a fiftieth of a second, so that a bad second is in all of
//! them, and a schedule lasts as long as a turn. p50, p99, p99.9 and max are of all
//! messages. ns/msg is the median of the turns' medians, with their quartiles, and
//! ratios are of those: one long stall moves the former, and not the latter.

mod pace;
mod read;
mod turns;
mod write;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [write::cases(), read::cases()].into_iter().flatten().collect()
}
