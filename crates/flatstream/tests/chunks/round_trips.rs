//! A stream of chunks written and read back is the same, and its memory comes back.

use crate::{
    Ledger, MIXED, checksums, chunks, formats, noise, read, some_formats, text, wire, write,
};
use flatstream::{ChunkStreamReader, Format, Result, StreamChunk, StreamId};
use flatstream_testkit::{FaultyReader, Step};
use proptest::{collection::vec, prelude::*, sample::Index, test_runner::Config};

#[test]
fn every_format_gives_every_chunk_back() {
    let written = chunks(MIXED);
    for format in formats() {
        let (wire, _) = write(&format, &written, 3);
        assert!(read(&format, &wire) == written, "{format:?}");
    }
    for format in some_formats() {
        for every in [1, MIXED.len()] {
            let (wire, _) = write(&format, &written, every);
            assert!(read(&format, &wire) == written, "{format:?}, sent by {every}");
        }
    }
}

#[test]
fn nothing_is_a_stream_too() {
    for format in formats() {
        assert_eq!(wire(&format, &[]), b"");
        assert_eq!(read(&format, b""), []);
    }
}

#[test]
fn pooled_memory_is_back_when_the_last_piece_is_gone() {
    let written = chunks(MIXED);
    for format in some_formats() {
        let wire = wire(&format, &written);
        let pool = Ledger::default();
        let deframer = format.deframer().unwrap();
        let reader = ChunkStreamReader::pooled(&wire[..], deframer, pool.clone());
        let mut kept = reader.collect::<Result<Vec<_>>>().unwrap();
        assert!(kept == written, "{format:?}");
        let pieces: Vec<_> = kept.drain(..).filter_map(|c| c.sub_chunk_checked(1..)).collect();
        drop(kept);
        // What was decoded or joined is not in memory of the pool.
        let plain = format == Format::new().checksum(format.checksum);
        assert!(!plain || pool.out() > 0, "{format:?}");
        drop(pieces);
        assert_eq!(pool.out(), 0, "{format:?}");
    }
}

#[test]
fn a_reader_at_the_end_holds_its_room_alone() {
    let written = chunks([10, 100, 1000, 10_000, 100_000]);
    for format in formats() {
        let wire = wire(&format, &written);
        let pool = Ledger::default();
        let deframer = format.deframer().unwrap();
        let mut reader = ChunkStreamReader::pooled(&wire[..], deframer, pool.clone());
        assert_eq!(reader.by_ref().map(Result::unwrap).count(), 5);
        assert_eq!(pool.out(), 1, "{format:?}");
        reader.release();
        assert_eq!(pool.out(), 0, "{format:?}");
        assert_eq!(reader.read_chunk().unwrap(), None);
    }
}

#[test]
fn chunks_of_one_read_share_its_memory() {
    for format in checksums() {
        // All fit the first read.
        let written = chunks([100, 1, 300, 50, 20, 700, 5, 600]);
        let wire = wire(&format, &written);
        assert!(wire.len() < 4096);
        let pool = Ledger::default();
        let deframer = format.deframer().unwrap();
        let mut reader = ChunkStreamReader::pooled(&wire[..], deframer, pool.clone());
        let first = reader.read_chunk().unwrap().unwrap();
        // The read starts that far before the data of the first chunk.
        let begin = wire.windows(100).position(|bytes| bytes == first.data).unwrap();
        let start = first.data.as_ptr().addr() - begin;
        let read = start..start + wire.len();
        for (chunk, written) in reader.by_ref().map(Result::unwrap).zip(&written[1..]) {
            assert_eq!(chunk, *written);
            let at = chunk.data.as_ptr().addr();
            assert!(read.contains(&at) && chunk.data == wire[at - start..][..chunk.len()]);
        }
        // And ids of one stream are one.
        let again = read_ids(&format, &wire);
        assert_eq!(again[0].as_ptr(), again[3].as_ptr());
        assert_eq!(again[2].as_ptr(), again[5].as_ptr());
        drop(reader);
        assert_eq!(pool.out(), 1, "the first chunk holds the read");
    }
}

fn read_ids(format: &Format, wire: &[u8]) -> Vec<StreamId> {
    read(format, wire).into_iter().map(|chunk| chunk.stream_id).collect()
}

/// A chunk of one of a few streams, that compresses or does not.
fn chunk() -> impl Strategy<Value = StreamChunk> {
    let lens = prop_oneof![20 => 0..200_usize, 6 => 0..5000_usize, 1 => 0..200 * 1024_usize];
    (0..4_u8, lens, any::<u64>(), any::<u64>()).prop_map(|(stream, len, seed, offset)| {
        let data = if seed % 2 == 0 { noise(seed, len) } else { text(seed, len) };
        StreamChunk::new(format!("stream {stream}"), data, offset)
    })
}

/// Reads of all lengths, some of which fail first.
fn script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1..200_usize).prop_map(Step::Bytes),
        4 => (1..100_000_usize).prop_map(Step::Bytes),
        1 => Just(Step::Fail(std::io::ErrorKind::Interrupted)),
        1 => Just(Step::Fail(std::io::ErrorKind::WouldBlock)),
        1 => Just(Step::Fail(std::io::ErrorKind::TimedOut)),
    ];
    vec(step, 0..100)
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: 96, ..Config::default() })]

    #[test]
    fn what_was_written_is_read(
        format in any::<Index>(),
        chunks in vec(chunk(), 0..25),
        every in 1..25_usize,
        script in script(),
        pooled in any::<bool>(),
    ) {
        let formats = formats();
        let format = &formats[format.index(formats.len())];
        let (wire, _) = write(format, &chunks, every);
        let source = FaultyReader::new(&wire, script);
        let deframer = format.deframer().unwrap();
        let pool = Ledger::default();
        let read = if pooled {
            patient(ChunkStreamReader::pooled(source, deframer, pool.clone()))
        } else {
            patient(ChunkStreamReader::new(source, deframer))
        };
        prop_assert!(read == chunks);
        drop(read);
        prop_assert_eq!(pool.out(), 0);
    }
}

/// All chunks of a source that sometimes has none yet.
fn patient(reader: impl Iterator<Item = Result<StreamChunk>>) -> Vec<StreamChunk> {
    let mut chunks = Vec::new();
    for chunk in reader {
        match chunk {
            Ok(chunk) => chunks.push(chunk),
            Err(error) => assert!(matches!(error.kind(), flatstream::ErrorKind::Io(_))),
        }
    }
    chunks
}
