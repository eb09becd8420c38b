//! Suite `threads`: the same work on one thread and on two.
//!
//! - `write-telemetry-x2`: two threads write, each with a builder, arena and sink of
//!   its own. With two cores free ns/msg is half of that of `-x1`: they share
//!   nothing.
//! - `read-telemetry-x2`: two threads read one slice.
//! - `connected-telemetry`: one thread writes into a unix socket, another reads,
//!   and a pass ends when the last message was read and compared with what was
//!   sent.
//!
//! Ratios are to hand loops on as many threads. The threads live as long as the
//! case. One of them keeps the clock and does its part of the work; telling the
//! other to begin, and hearing that it is done, takes some tens of microseconds of a
//! pass of milliseconds. Allocations and peak are those of the one with the clock, so
//! that of connected ones they are the writer's.

mod beside;
mod connected;
mod worker;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [beside::cases(), connected::cases()].into_iter().flatten().collect()
}
