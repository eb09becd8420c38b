//! Somebody who wants the messages.

use flatstream::{
    ChecksumDeframer, Crc32, Error, ErrorKind, Result, StreamChunk,
    chunk::{Adjacency, StreamIds},
    tokio::AsyncStreamReader,
};
use std::time::Duration;
use tokio::{io::AsyncRead, time};

/// What a subscriber has seen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Messages before the first that it got, by the sequence number of that.
    pub(crate) before: u64,
    pub(crate) received: u64,
    /// Of those between, by their sequence numbers.
    pub(crate) missed: u64,
    /// By the offsets of chunks.
    pub(crate) missed_bytes: u64,
    pub(crate) gaps: u64,
}

impl Tally {
    pub(crate) fn print(&self, name: &str) {
        let &Self { before, received, missed, missed_bytes, gaps } = self;
        println!(
            "{name}: {received} received from number {before} on, {missed} missed in {gaps} gaps \
             ({missed_bytes} bytes)"
        );
    }
}

/// Reads what a relay sends until it ends, with a `pause` after each message.
pub(crate) async fn subscribe(source: impl AsyncRead + Unpin, pause: Duration) -> Result<Tally> {
    let mut reader = AsyncStreamReader::new(source, ChecksumDeframer::new(Crc32));
    let mut ids = StreamIds::default();
    let mut tally = Tally::default();
    // An empty chunk where the next one is to begin.
    let mut end: Option<StreamChunk> = None;
    let mut next = None;
    while let Some(message) = reader.read_bytes().await? {
        // The payload of the producer's message, still where it was read to.
        let chunk = StreamChunk::from_message(&message, &mut ids)?;
        if let Some(end) = end
            && let Adjacency::Gap { bytes } = end.adjacency(&chunk)
        {
            tally.gaps += 1;
            tally.missed_bytes += bytes;
        }
        let sequence = sequence(&chunk)?;
        match next {
            None => tally.before = sequence,
            Some(next) if next <= sequence => tally.missed += sequence - next,
            Some(_) => return Err(Error::other("a message that was there before")),
        }
        next = sequence.checked_add(1);
        tally.received += 1;
        end =
            Some(StreamChunk::from_bytes(&chunk.stream_id, Default::default(), chunk.end_offset()));
        if pause > Duration::ZERO {
            time::sleep(pause).await;
        }
    }
    Ok(tally)
}

/// The first of the numbers that a message consists of.
fn sequence(message: &StreamChunk) -> Result<u64> {
    let numbers = flatbuffers::root::<flatbuffers::Vector<'_, u64>>(&message.data)?;
    match numbers.iter().next() {
        Some(sequence) => Ok(sequence),
        None => Err(Error::custom(ErrorKind::InvalidPayload, "a message without a number")),
    }
}
