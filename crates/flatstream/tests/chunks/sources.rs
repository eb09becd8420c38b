//! Sources that fail, stall and grow.

use crate::{MIXED, SMALL, chunks, formats, intact, outcomes, some_formats, wire, write};
use flatstream::{
    ChunkStreamReader, ErrorKind, Position, Result,
    chunk::{ChunkBuffer, ReadSizes, StreamStats},
};
use flatstream_testkit::{FaultyReader, Step, located};
use std::{
    cell::RefCell,
    io::{self, Read},
    rc::Rc,
    sync::Arc,
};

#[test]
fn a_source_that_stalls_at_every_byte_loses_nothing() {
    let written = chunks(SMALL);
    for format in formats() {
        let (wire, ends) = write(&format, &written, 1);
        let one_and_faults = [
            Step::Bytes(1),
            Step::Fail(io::ErrorKind::Interrupted),
            Step::Fail(io::ErrorKind::WouldBlock),
        ];
        let script = one_and_faults.into_iter().cycle().take(3 * wire.len() + 1);
        let source = FaultyReader::new(&wire, script);
        let mut reader = ChunkStreamReader::new(source, format.deframer().unwrap());
        let mut read = 0;
        for arrived in 1..=wire.len() {
            let whole = ends.iter().filter(|&&end| end <= arrived).count();
            while read < whole {
                assert_eq!(reader.read_chunk().unwrap().as_ref(), Some(&written[read]));
                read += 1;
            }
            // The error names the frame under way.
            let at = ends[..whole].last().map_or(0, |&end| end as u64);
            let error = reader.read_chunk().unwrap_err();
            let would_block = ErrorKind::Io(io::ErrorKind::WouldBlock);
            assert_eq!(located(&error), (would_block, at, whole as u64));
            assert_eq!(reader.position(), Position::new(at, whole as u64));
        }
        assert_eq!((read, reader.read_chunk().unwrap()), (written.len(), None));
    }
}

#[test]
fn room_of_any_size() {
    let written = chunks(MIXED);
    for format in some_formats() {
        let wire = wire(&format, &written);
        for sizes in [(1, 100), (64, 64), (1 << 20, 1 << 22)] {
            let sizes = ReadSizes::default().min_bytes(sizes.0).max_bytes(sizes.1);
            let buffer = ChunkBuffer::new("not looked at").with_sizes(sizes).unwrap();
            let deframer = format.deframer().unwrap();
            let mut reader = ChunkStreamReader::with_buffer(&wire[..], deframer, buffer);
            assert!(outcomes(&mut reader) == intact(&written), "{format:?}, {sizes:?}");
        }
    }
}

/// A source that others append to.
#[derive(Clone, Debug, Default)]
struct Growing(Rc<RefCell<Vec<u8>>>);

impl Read for Growing {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        let mut bytes = self.0.borrow_mut();
        let n = bytes.len().min(room.len());
        room[..n].copy_from_slice(&bytes[..n]);
        bytes.drain(..n);
        Ok(n)
    }
}

#[test]
fn a_source_that_grows_by_whole_frames_is_followed() {
    let written = chunks(SMALL);
    for format in formats() {
        let (wire, ends) = write(&format, &written, 1);
        let source = Growing::default();
        let mut reader = ChunkStreamReader::new(source.clone(), format.deframer().unwrap());
        let mut start = 0;
        for (chunk, end) in written.iter().zip(ends) {
            assert_eq!(reader.read_chunk().unwrap(), None);
            assert_eq!(reader.read_chunk().unwrap(), None);
            source.0.borrow_mut().extend_from_slice(&wire[start..end]);
            assert_eq!(reader.read_chunk().unwrap().as_ref(), Some(chunk));
            start = end;
        }
        // An end inside a frame is final, whatever comes.
        source.0.borrow_mut().extend_from_slice(&wire[..3]);
        let error = reader.read_chunk().unwrap_err();
        let (kind, offset, ordinal) = located(&error);
        assert!(matches!(kind, ErrorKind::Truncated { .. }));
        assert_eq!((offset, ordinal), (wire.len() as u64, written.len() as u64));
        source.0.borrow_mut().extend_from_slice(&wire[3..]);
        assert_eq!(reader.read_chunk().unwrap(), None);
    }
}

#[test]
fn chunks_are_counted_as_they_come() {
    let written = chunks(MIXED);
    for format in some_formats() {
        let wire = wire(&format, &written);
        let stats = Arc::new(StreamStats::new());
        let reader = ChunkStreamReader::new(&wire[..], format.deframer().unwrap());
        let mut reader = reader.with_stats(Arc::clone(&stats));
        for n in 1..=written.len() {
            assert!(reader.read_chunk().unwrap().is_some());
            assert_eq!(stats.snapshot().chunks, n as u64);
        }
        assert_eq!(reader.read_chunk().unwrap(), None);
        let seen = stats.snapshot();
        let bytes = MIXED.iter().sum::<usize>() as u64;
        assert_eq!((seen.chunks, seen.bytes), (MIXED.len() as u64, bytes));
        assert_eq!((seen.min_bytes, seen.max_bytes), (0, 1 << 20));
    }
}

#[test]
fn settings_of_the_source_stay_within_reach() {
    let written = chunks(SMALL);
    let format = &formats()[0];
    let wire = wire(format, &written);
    let mut reader =
        ChunkStreamReader::new(FaultyReader::new(&wire, []), format.deframer().unwrap());
    assert_eq!(reader.get_ref().calls, 0);
    reader.get_mut().calls = 10;
    assert_eq!(reader.by_ref().collect::<Result<Vec<_>>>().unwrap(), written);
    // One read takes all, another finds the end.
    assert_eq!(reader.get_ref().calls, 12);
}
