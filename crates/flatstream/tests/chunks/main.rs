//! Chunks with the layers below: what is written comes back, whatever the format, the
//! source and the sink, and what is wrong is named with its place.

#![cfg(feature = "chunk")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, small numbers"
)]

#[cfg(feature = "tokio")]
mod async_reader;
mod damage;
mod heap;
mod payloads;
mod round_trips;
mod sinks;
mod sources;

#[cfg(feature = "__compress")]
use flatstream::CodecKind;
use flatstream::{
    ChecksumKind, ChunkStreamReader, ChunkStreamWriter, Deframer, Format, MemoryPool, Result,
    StreamChunk, StreamId,
};
use flatstream_pool::BufferPool;
use flatstream_testkit::Outcome;
use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

/// A pool that knows how much of its memory is out.
#[derive(Clone, Default)]
struct Ledger {
    pool: BufferPool,
    out: Arc<AtomicUsize>,
}

impl Ledger {
    fn out(&self) -> usize {
        self.out.load(Relaxed)
    }
}

impl MemoryPool for Ledger {
    fn take(&self, min_bytes: usize) -> Vec<u8> {
        self.out.fetch_add(1, Relaxed);
        self.pool.take(min_bytes)
    }

    fn give(&self, memory: Vec<u8>) {
        self.out.fetch_sub(1, Relaxed);
        self.pool.give(memory);
    }
}

/// Every checksum.
fn checksums() -> impl Iterator<Item = Format> {
    ChecksumKind::ALL.iter().map(|&kind| Format::new().checksum(kind))
}

/// Every checksum, without a codec and with each, adaptive and not.
fn formats() -> Vec<Format> {
    let plain: Vec<_> = checksums().collect();
    #[cfg(feature = "__compress")]
    let plain = {
        let coded = plain.clone().into_iter().flat_map(|format| {
            CodecKind::ALL.iter().flat_map(move |&codec| {
                let coded = format.clone().codec(codec);
                [coded.clone(), coded.adaptive()]
            })
        });
        plain.iter().cloned().chain(coded).collect()
    };
    plain
}

/// Those without a codec, and those without a checksum.
fn some_formats() -> impl Iterator<Item = Format> {
    let plain = checksums().collect::<Vec<_>>();
    formats()
        .into_iter()
        .filter(move |format| format.checksum == ChecksumKind::default() || plain.contains(format))
}

/// Those that compress, and do so whatever comes.
#[cfg(feature = "__compress")]
fn codecs() -> impl Iterator<Item = Format> {
    CodecKind::ALL.iter().map(|&codec| Format::new().codec(codec))
}

/// Bytes without any pattern.
fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[4]
    };
    (0..len).map(|_| next()).collect()
}

/// Bytes that compress, and differ from others.
fn text(seed: u64, len: usize) -> Vec<u8> {
    let line = format!("2026-01-01 pump {seed}: 4.1 bar, 20.5 C\n");
    line.bytes().cycle().take(len).collect()
}

/// Chunks of those lengths, of three streams in turns, every other of which
/// compresses; each stream without gaps.
fn chunks(lens: impl IntoIterator<Item = usize>) -> Vec<StreamChunk> {
    let ids = ["pump 3", "", "a stream with a name that is rather long"].map(StreamId::from);
    let mut ends = [7, 0, u64::MAX / 2];
    let numbered = lens.into_iter().enumerate();
    let chunk = |(n, len)| {
        let stream = n % ids.len();
        let data = if n % 2 == 0 { noise(n as u64, len) } else { text(n as u64, len) };
        let chunk = StreamChunk::new(&ids[stream], data, ends[stream]);
        ends[stream] = chunk.end_offset();
        chunk
    };
    numbered.map(chunk).collect()
}

/// Lengths from nothing to a megabyte.
const MIXED: [usize; 12] = [0, 1, 100, 4096, 100, 65_536, 1, 0, 65_536, 100, 0, 1 << 20];

/// Lengths of chunks that many tests can afford.
const SMALL: [usize; 7] = [20, 0, 100, 1, 300, 64, 7];

/// The stream of `chunks`, sent after every `every`, and where what was sent ends.
fn write(format: &Format, chunks: &[StreamChunk], every: usize) -> (Vec<u8>, Vec<usize>) {
    let mut writer = ChunkStreamWriter::new(Vec::new(), format).unwrap();
    let mut ends = Vec::new();
    for some in chunks.chunks(every) {
        some.iter().for_each(|chunk| writer.write(chunk).unwrap());
        writer.flush().unwrap();
        ends.push(writer.get_ref().len());
    }
    assert_eq!(writer.chunks_written(), chunks.len() as u64);
    (writer.finish().map_err(|(error, _)| error).unwrap(), ends)
}

/// The stream of `chunks`, in blocks as long as they get.
fn wire(format: &Format, chunks: &[StreamChunk]) -> Vec<u8> {
    write(format, chunks, chunks.len().max(1)).0
}

/// Reads all of `wire`, which is in order.
fn read(format: &Format, wire: &[u8]) -> Vec<StreamChunk> {
    let mut reader = ChunkStreamReader::new(wire, format.deframer().unwrap());
    let chunks = reader.by_ref().collect::<Result<_>>().unwrap();
    assert_eq!(reader.position().offset, wire.len() as u64);
    chunks
}

/// All that a reader makes of its source, which may fail for a while in between.
fn outcomes<R: Read, D: Deframer, P: MemoryPool + Clone + Send + 'static>(
    reader: &mut ChunkStreamReader<R, D, P>,
) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    loop {
        match reader.read_chunk().transpose() {
            Some(Err(error)) if matches!(error.kind(), flatstream::ErrorKind::Io(_)) => {}
            Some(outcome) => outcomes.push(Outcome::from(outcome)),
            None => break,
        }
    }
    assert_eq!(reader.read_chunk().unwrap(), None, "a reader that does not stay at its end");
    outcomes
}

/// What a reader says of chunks that are as they should be.
fn intact(chunks: &[StreamChunk]) -> Vec<Outcome> {
    chunks.iter().map(Outcome::payload).collect()
}
