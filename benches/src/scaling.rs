//! Suite `scaling`: whether cost stays what it is as streams and messages grow.
//!
//! `write-telemetry-1e7` is a stream of ten million messages written to a file that
//! is written over in each pass, and `read-telemetry-1e7` the same file read back
//! from the system's cache. ns/msg must not grow from `1e5` on. At `1e4` the file
//! fits the processor's cache, so that the system's part of the cost is less, for
//! the hand loop as well. Messages are made as they are written and, when a variant
//! is verified, compared as they are read: no stream is in memory but the system's,
//! and that of `SliceReader, loaded`, which has to have it, up to a million
//! messages. `--quick` leaves `1e7` out.
//!
//! `write-vector-4K` is a table with one vector of so many bytes. Small ones show
//! what a message costs, large ones what a byte does. A reader looks at a payload's
//! length and ends; it verifies nothing, so that what grows with size is the
//! stream's part alone.

mod count;
mod size;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [count::cases(), size::cases()].into_iter().flatten().collect()
}
