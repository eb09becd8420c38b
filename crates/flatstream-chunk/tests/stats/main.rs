//! What is counted, and how it is told.

#![expect(clippy::cast_possible_truncation, reason = "numbers made up")]

mod counting;
#[cfg(feature = "metrics")]
mod publishing;
mod registry;
mod snapshots;

use flatstream_chunk::{StatsSnapshot, StreamStats};

/// The numbers of chunks of these lengths.
fn of(lens: &[usize]) -> StatsSnapshot {
    let stats = StreamStats::new();
    lens.iter().for_each(|&len| stats.record_chunk(len));
    stats.snapshot()
}
