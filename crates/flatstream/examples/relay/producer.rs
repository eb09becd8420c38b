//! Something that measures.

use flatstream::{
    ChecksumFramer, Crc32, Result,
    tokio::{AsyncStreamWriter, Batching},
};
use std::time::{Duration, Instant};
use tokio::{
    io::AsyncWrite,
    time::{self, MissedTickBehavior},
};

/// Messages per tick.
const BURST: u64 = 500;
const TICK: Duration = Duration::from_millis(5);
pub(crate) const PER_SECOND: u64 = 100_000;

/// Sends so many `messages` to `sink`, at most 100,000 a second.
///
/// Each is a vector of numbers: its sequence number, its time in nanoseconds, and
/// six readings.
pub(crate) async fn produce(sink: impl AsyncWrite + Unpin, messages: u64) -> Result<()> {
    let batching = Batching::default().max_bytes(16 * 1024).max_delay(Duration::from_millis(1));
    let mut writer = AsyncStreamWriter::new(sink, ChecksumFramer::new(Crc32)).batching(batching);
    let started = Instant::now();
    let mut ticks = time::interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    while writer.messages_written() < messages {
        tokio::select! {
            _ = ticks.tick() => {
                for _ in 0..BURST.min(messages - writer.messages_written()) {
                    let sequence = writer.messages_written();
                    let nanos = u64::try_from(started.elapsed().as_nanos()).unwrap_or(u64::MAX);
                    let readings = readings(sequence);
                    writer.write_root(|builder| {
                        let [a, b, c, d, e, f] = readings;
                        builder.create_vector(&[sequence, nanos, a, b, c, d, e, f])
                    }).await?;
                }
            }
            result = writer.flush_due() => result?,
        }
    }
    writer.shutdown().await
}

/// Six figures that change a little.
fn readings(sequence: u64) -> [u64; 6] {
    std::array::from_fn(|sensor| 4000 + (sequence * (sensor as u64 + 3)) % 97)
}
