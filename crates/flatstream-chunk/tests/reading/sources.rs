//! Sources that give little, nothing, errors, lies, or more later.

use crate::{Ledger, bytes, check};
use flatstream_chunk::{ChunkBuffer, ChunkReader, ReadSizes, StreamStats};
use flatstream_testkit::{FaultyReader, Step, TempFile};
use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Read, Write},
    sync::Arc,
};

#[test]
fn each_read_is_a_chunk_and_no_second_read_is_waited_for() {
    let all = bytes(0, 10_000);
    let script = [Step::Bytes(10), Step::Bytes(3000), Step::Bytes(1)];
    let source = FaultyReader::new(&all, script);
    let mut reader = ChunkReader::new(source, ChunkBuffer::new("pump"));
    for (offset, len, calls) in [(0, 10, 1), (10, 3000, 2), (3010, 1, 3), (3011, 4096, 4)] {
        check(&reader.read_chunk().unwrap().unwrap(), offset, len);
        assert_eq!(reader.get_ref().calls, calls);
    }
    check(&reader.read_chunk().unwrap().unwrap(), 7107, 2893);
    assert_eq!(reader.read_chunk().unwrap(), None);
    assert_eq!((reader.get_ref().calls, reader.buffer().offset()), (6, 10_000));
}

#[test]
fn interruptions_are_retried_and_other_errors_lose_nothing() {
    let all = bytes(0, 300);
    let script = [
        Step::Fail(ErrorKind::Interrupted),
        Step::Fail(ErrorKind::Interrupted),
        Step::Bytes(100),
        Step::Fail(ErrorKind::WouldBlock),
        Step::Fail(ErrorKind::TimedOut),
        Step::Bytes(50),
        Step::Fail(ErrorKind::ConnectionReset),
    ];
    let ledger = Ledger::default();
    let buffer = ChunkBuffer::pooled("pump", ledger.clone());
    let mut reader = ChunkReader::new(FaultyReader::new(&all, script), buffer);
    check(&reader.read_chunk().unwrap().unwrap(), 0, 100);
    assert_eq!(reader.get_ref().calls, 3);
    assert_eq!(reader.read_chunk().unwrap_err().kind(), ErrorKind::WouldBlock);
    assert_eq!(reader.next().unwrap().unwrap_err().kind(), ErrorKind::TimedOut);
    check(&reader.read_chunk().unwrap().unwrap(), 100, 50);
    assert_eq!(reader.next().unwrap().unwrap_err().kind(), ErrorKind::ConnectionReset);
    check(&reader.next().unwrap().unwrap(), 150, 150);
    assert!(reader.next().is_none());
    // All of them used one room.
    assert_eq!(ledger.taken(), [4096]);
}

#[test]
fn a_source_that_ends_early_is_read_again() {
    let all = bytes(0, 30);
    let script = [Step::Bytes(10), Step::Bytes(0), Step::Bytes(0)];
    let mut reader = ChunkReader::new(FaultyReader::new(&all, script), ChunkBuffer::new("pump"));
    check(&reader.read_chunk().unwrap().unwrap(), 0, 10);
    assert_eq!(reader.read_chunk().unwrap(), None);
    assert_eq!(reader.read_chunk().unwrap(), None);
    check(&reader.read_chunk().unwrap().unwrap(), 10, 20);
}

#[test]
fn a_file_that_grows_is_followed() {
    let file = TempFile::new("follow");
    fs::write(&file.0, bytes(0, 5000)).unwrap();
    let mut writer = OpenOptions::new().append(true).open(&file.0).unwrap();
    let stats = Arc::new(StreamStats::new());
    let buffer = ChunkBuffer::new("log").with_stats(stats.clone());
    let mut reader = ChunkReader::new(fs::File::open(&file.0).unwrap(), buffer);
    let chunks: Vec<_> = reader.by_ref().map(Result::unwrap).collect();
    assert_eq!(chunks.iter().map(|chunk| chunk.len()).collect::<Vec<_>>(), [4096, 904]);
    for offset in [5000, 5007, 5014] {
        writer.write_all(&bytes(offset, 7)).unwrap();
        check(&reader.next().unwrap().unwrap(), offset as u64, 7);
        assert!(reader.next().is_none());
    }
    assert_eq!((stats.snapshot().chunks, stats.snapshot().bytes), (5, 5021));
}

#[test]
fn a_source_that_lies_is_an_error() {
    struct Liar;
    impl Read for Liar {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            Ok(buf.len() + 1)
        }
    }
    let mut reader = ChunkReader::new(Liar, ChunkBuffer::new("pump"));
    assert_eq!(reader.read_chunk().unwrap_err().kind(), ErrorKind::Other);
    assert_eq!(reader.buffer().offset(), 0);
}

#[test]
fn the_source_comes_back_at_the_first_byte_not_read() {
    let all = bytes(0, 5000);
    let sizes = ReadSizes::default().min_bytes(1000);
    let buffer = ChunkBuffer::new("pump").with_offset(0).with_sizes(sizes).unwrap();
    let mut reader = ChunkReader::new(&all[..], buffer);
    check(&reader.read_chunk().unwrap().unwrap(), 0, 1000);
    assert_eq!(reader.get_mut().len(), 4000);
    reader.buffer_mut().release();
    assert_eq!(reader.into_inner(), &all[1000..]);
}
