//! Sinks that fail: nothing is lost, nothing is sent twice, and the numbers are right.

use crate::{MIXED, SMALL, chunks, formats, intact, outcomes, read, some_formats, write};
use flatstream::{
    ChunkStreamReader, ChunkStreamWriter, Durable, ErrorKind, Format, Result, StreamChunk,
    chunk::StreamStats,
};
use flatstream_testkit::{CutSink, Fault, located};
use std::{
    io::{self, Write},
    sync::Arc,
};

/// Writes `chunk`, offered until it is taken, and sends it.
fn send<W: Write>(writer: &mut ChunkStreamWriter<W>, chunk: &StreamChunk) -> usize {
    let mut refusals = 0;
    let before = writer.chunks_written();
    while writer.chunks_written() == before {
        refusals += usize::from(writer.write(chunk).is_err());
    }
    while writer.flush().is_err() {
        refusals += 1;
    }
    refusals
}

#[test]
fn a_sink_that_would_block_at_every_byte_gets_everything_once() {
    let written = chunks(SMALL);
    let faults =
        [Fault::Kind(io::ErrorKind::WouldBlock), Fault::Zero, Fault::Kind(io::ErrorKind::TimedOut)];
    for format in some_formats() {
        let (wire, _) = write(&format, &written, 1);
        for cut in 0..wire.len() {
            let stats = Arc::new(StreamStats::new());
            let writer = ChunkStreamWriter::new(CutSink::new(cut, faults), &format).unwrap();
            let mut writer = writer.with_stats(Arc::clone(&stats));
            let refusals: usize = written.iter().map(|chunk| send(&mut writer, chunk)).sum();
            assert_eq!((refusals, writer.chunks_written()), (3, written.len() as u64));
            let taken = writer.finish().map_err(|(error, _)| error).unwrap().taken;
            assert!(taken == wire, "{format:?}, cut {cut}");
            let now = stats.snapshot();
            assert_eq!((now.chunks, now.bytes), (7, SMALL.iter().sum::<usize>() as u64));
            assert_eq!(now.stored_bytes, wire.len() as u64);
        }
    }
}

#[test]
fn a_chunk_that_is_taken_while_the_sink_blocks_counts_once() {
    // The second fills the block, so that the first has to leave.
    let written = chunks([60_000, 60_000, 60_000]);
    for format in formats() {
        let stats = Arc::new(StreamStats::new());
        let sink = CutSink::new(100, [Fault::Kind(io::ErrorKind::WouldBlock)]);
        let writer = ChunkStreamWriter::new(sink, &format).unwrap();
        let mut writer = writer.with_stats(Arc::clone(&stats));
        for chunk in &written {
            let before = writer.chunks_written();
            let result = writer.write(chunk);
            if let Err(error) = &result {
                assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::WouldBlock));
            }
            assert_eq!(writer.chunks_written(), before + 1);
            assert_eq!(stats.snapshot().chunks, before + 1, "{result:?}");
        }
        let wire = writer.finish().map_err(|(error, _)| error).unwrap().taken;
        assert!(read(&format, &wire) == written, "{format:?}");
    }
}

#[test]
fn a_broken_sink_names_the_first_chunk_it_has_not_and_comes_back() {
    let written = chunks(SMALL);
    for format in some_formats() {
        let (wire, ends) = write(&format, &written, 1);
        for cut in 0..wire.len() {
            let sink = CutSink::new(cut, [Fault::Kind(io::ErrorKind::BrokenPipe)]);
            let mut writer = ChunkStreamWriter::new(sink, &format).unwrap();
            let whole = ends.iter().filter(|&&end| end <= cut).count();
            let failed = written
                .iter()
                .find_map(|chunk| writer.write(chunk).and_then(|()| writer.flush()).err());
            let error = failed.unwrap();
            let (kind, _, ordinal) = located(&error);
            let broken = ErrorKind::Io(io::ErrorKind::BrokenPipe);
            assert_eq!((kind, ordinal), (broken, whole as u64), "{format:?}, cut {cut}");
            assert_eq!(writer.write(&written[0]).unwrap_err().kind(), ErrorKind::Poisoned);
            let (error, mut writer) = writer.finish().unwrap_err();
            assert_eq!(located(&error).0, ErrorKind::Poisoned);
            assert_eq!(writer.get_ref().taken, wire[..cut]);
            // What the sink has is whole but for its last frame.
            let taken = std::mem::take(&mut writer.get_mut().taken);
            let mut reader = ChunkStreamReader::new(&taken[..], format.deframer().unwrap());
            let seen = outcomes(&mut reader);
            assert_eq!(seen[..whole], intact(&written[..whole]));
        }
    }
}

#[test]
fn finish_can_be_tried_again() {
    let written = chunks(SMALL);
    for format in formats() {
        let (wire, _) = write(&format, &written, SMALL.len());
        for cut in (0..wire.len()).step_by(5) {
            let sink = CutSink::new(cut, [Fault::Kind(io::ErrorKind::WouldBlock), Fault::Zero]);
            let mut writer = ChunkStreamWriter::new(sink, &format).unwrap();
            let failures = written.iter().filter(|chunk| writer.write(chunk).is_err()).count();
            let mut tries = failures;
            let sink = loop {
                writer = match writer.finish() {
                    Ok(sink) => break sink,
                    Err((error, writer)) => {
                        assert!(matches!(error.kind(), ErrorKind::Io(_)), "{error}");
                        tries += 1;
                        writer
                    }
                };
            };
            assert_eq!((tries, sink.taken == wire), (2, true), "{format:?}, cut {cut}");
        }
    }
}

#[test]
fn the_gain_is_exact_once_everything_was_sent() {
    let written = chunks(MIXED);
    for format in some_formats() {
        let stats = Arc::new(StreamStats::new());
        let writer = ChunkStreamWriter::new(Vec::new(), &format).unwrap();
        let mut writer = writer.with_stats(Arc::clone(&stats));
        let plain = Format::new();
        let mut messages = 0;
        for chunk in &written {
            writer.write(chunk).unwrap();
            writer.flush().unwrap();
            // A plain frame is 4 bytes and the message.
            messages += write(&plain, std::slice::from_ref(chunk), 1).0.len() as u64;
            let now = stats.snapshot();
            let stored = writer.get_ref().len() as u64;
            assert_eq!((now.raw_bytes, now.stored_bytes), (messages, stored), "{format:?}");
        }
        let before = stats.snapshot();
        writer.finish().map_err(|(error, _)| error).unwrap();
        assert_eq!(stats.snapshot(), before);
        assert_eq!((before.chunks, before.max_bytes), (MIXED.len() as u64, 1 << 20));
    }
}

#[test]
#[cfg(feature = "__compress")]
fn what_compresses_shrinks_and_what_does_not_costs_a_little() {
    for format in crate::codecs() {
        for adaptive in [false, true] {
            let format = if adaptive { format.clone().adaptive() } else { format.clone() };
            let gain = |data: &dyn Fn(u64) -> Vec<u8>| {
                let stats = Arc::new(StreamStats::new());
                let writer = ChunkStreamWriter::new(io::sink(), &format).unwrap();
                let mut writer = writer.with_stats(Arc::clone(&stats));
                for n in 0..200 {
                    writer.write(&StreamChunk::new("log", data(n), n * 1000)).unwrap();
                }
                writer.finish().map_err(|(error, _)| error).unwrap();
                stats.snapshot().compression_ratio().unwrap()
            };
            let text = gain(&|_| crate::text(1, 1000));
            assert!(text > 20.0, "{format:?}: {text}");
            let noise = gain(&|n| crate::noise(n, 1000));
            assert!((0.99..1.06).contains(&noise), "{format:?}: {noise}");
        }
    }
}

#[test]
fn a_writer_that_is_dropped_sends_what_waits() {
    let written = chunks(SMALL);
    for format in formats() {
        let mut wire = Vec::new();
        let mut writer = ChunkStreamWriter::new(&mut wire, &format).unwrap();
        written.iter().for_each(|chunk| writer.write(chunk).unwrap());
        drop(writer);
        assert_eq!(read(&format, &wire), written);
    }
}

/// A sink whose storage can fail.
#[derive(Debug, Default)]
struct Disk {
    bytes: Vec<u8>,
    stored: usize,
    full: bool,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Durable for Disk {
    fn sync(&mut self) -> io::Result<()> {
        if self.full {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.stored = self.bytes.len();
        Ok(())
    }
}

#[test]
fn sync_stores_what_waited_and_a_failed_one_is_final() {
    let written = chunks(SMALL);
    for format in formats() {
        let stats = Arc::new(StreamStats::new());
        let writer = ChunkStreamWriter::new(Disk::default(), &format).unwrap();
        let mut writer = writer.with_stats(Arc::clone(&stats));
        written.iter().for_each(|chunk| writer.write(chunk).unwrap());
        writer.sync().unwrap();
        let disk = writer.get_ref();
        assert_eq!((disk.stored, read(&format, &disk.bytes)), (disk.bytes.len(), written.clone()));
        assert_eq!(stats.snapshot().stored_bytes, disk.stored as u64);

        writer.get_mut().full = true;
        let failed: Result<()> = writer.sync();
        let full = ErrorKind::Io(io::ErrorKind::StorageFull);
        assert_eq!(failed.unwrap_err().kind(), full);
        writer.get_mut().full = false;
        assert_eq!(writer.sync().unwrap_err().kind(), ErrorKind::Poisoned);
    }
}
