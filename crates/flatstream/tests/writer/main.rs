//! The writer's contract: one write a frame, nothing lost, nothing written twice,
//! never a corrupt stream.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod emit;
mod limits;
mod serialize;
mod sinks;

use flatbuffers::FlatBufferBuilder;
use flatstream::{
    Checksum, ChecksumDeframer, ChecksumFramer, DefaultFramer, Durable, ErrorKind, FrameFormat,
    Framer, StreamReader, StreamSerialize, StreamWriter,
};
use flatstream_testkit::{OwnedLog, Telemetry, TempFile, located, payload, wire};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
};

#[test]
fn counters_count_what_was_taken() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    assert_eq!((writer.messages_written(), writer.bytes_written()), (0, 0));
    writer.write(&Telemetry(1)).unwrap();
    assert_eq!((writer.messages_written(), writer.bytes_written()), (1, 92));
    writer.write_payload(b"abc").unwrap();
    assert_eq!((writer.messages_written(), writer.bytes_written()), (2, 99));
    let mut builder = FlatBufferBuilder::new();
    "text".serialize(&mut builder).unwrap();
    writer.write_finished(&mut builder).unwrap();
    assert_eq!((writer.messages_written(), writer.bytes_written()), (3, 119));
    writer.write_root(|builder| builder.create_string("text")).unwrap();
    assert_eq!((writer.messages_written(), writer.bytes_written()), (4, 139));
    assert_eq!(writer.get_ref().len(), 139);
}

#[test]
fn the_sink_can_be_reached_between_frames() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.get_mut().extend_from_slice(b"preface");
    writer.write_payload(b"abc").unwrap();
    assert_eq!(writer.get_ref(), b"preface\x03\0\0\0abc");
    assert_eq!(writer.into_inner(), b"preface\x03\0\0\0abc");
}

#[test]
fn write_finished_leaves_the_callers_builder_unharmed() {
    let log = OwnedLog::new(5);
    for format in
        flatstream::ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
    {
        // Small enough that the header does not always fit before the message.
        for capacity in [0, 88, 95, 160, 4096] {
            let mut builder = FlatBufferBuilder::with_capacity(capacity);
            let mut writer = StreamWriter::new(Vec::new(), format);
            Telemetry(1).serialize(&mut builder).unwrap();
            writer.write_finished(&mut builder).unwrap();
            assert_eq!(builder.finished_data(), payload(&Telemetry(1)));
            writer.write_finished(&mut builder).unwrap();
            builder.reset();
            log.as_log().serialize(&mut builder).unwrap();
            writer.write_finished(&mut builder).unwrap();
            assert_eq!(builder.finished_data(), payload(&log.as_log()));
            // Where it grows, the memory before the message must be zero.
            let (memory, start) = builder.mut_finished_buffer();
            assert_eq!(memory[..start], vec![0; start]);
            let payloads = [payload(&Telemetry(1)), payload(&Telemetry(1)), payload(&log.as_log())];
            assert_eq!(writer.into_inner(), wire(&format, payloads));
        }
    }
}

#[test]
fn sync_reaches_the_file_through_a_buffer() {
    let path = TempFile::new("sync");
    let expected = wire(&DefaultFramer, [payload(&Telemetry(1)), payload("text")]);

    let mut writer =
        StreamWriter::new(BufWriter::new(File::create(&path.0).unwrap()), DefaultFramer);
    writer.write(&Telemetry(1)).unwrap();
    writer.write("text").unwrap();
    assert_eq!(fs::read(&path.0).unwrap(), b"");
    writer.sync().unwrap();
    assert_eq!(fs::read(&path.0).unwrap(), expected);

    let mut writer = StreamWriter::new(File::create(&path.0).unwrap(), DefaultFramer);
    writer.write(&Telemetry(1)).unwrap();
    writer.write("text").unwrap();
    assert_eq!(fs::read(&path.0).unwrap(), expected);
    writer.sync().unwrap();
    let file = writer.into_inner();

    let mut writer = StreamWriter::new(Box::new(&file), DefaultFramer);
    writer.write_payload(b"").unwrap();
    writer.sync().unwrap();
    assert_eq!(fs::read(&path.0).unwrap(), [&expected[..], &[0; 4]].concat());
}

/// A sink that takes little at a time, and whose flush and sync fail with a kind.
struct Unflushable(Vec<u8>, Option<io::ErrorKind>);

impl Write for Unflushable {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(&bytes[..bytes.len().min(3)])
    }
    fn flush(&mut self) -> io::Result<()> {
        self.1.map_or(Ok(()), |kind| Err(kind.into()))
    }
}

impl Durable for Unflushable {
    fn sync(&mut self) -> io::Result<()> {
        self.flush()
    }
}

#[test]
fn a_failed_flush_or_sync_names_the_next_frame_and_poisons_unless_it_may_be_repeated() {
    type Push = fn(&mut StreamWriter<'_, Unflushable, DefaultFramer>) -> flatstream::Result<()>;
    let pushes: [Push; 2] = [|writer| writer.flush(), |writer| writer.sync()];
    for push in pushes {
        for (kind, poisons) in [(io::ErrorKind::WouldBlock, false), (io::ErrorKind::Other, true)] {
            let mut writer = StreamWriter::new(Unflushable(Vec::new(), None), DefaultFramer);
            writer.write_payload(b"abc").unwrap();
            push(&mut writer).unwrap();
            writer.get_mut().1 = Some(kind);
            // Every frame before was delivered to the sink.
            let error = push(&mut writer).unwrap_err();
            assert_eq!(located(&error), (ErrorKind::Io(kind), 7, 1));
            writer.get_mut().1 = None;
            let after = writer.write_payload(b"abc").and_then(|()| push(&mut writer));
            if poisons {
                assert_eq!(located(&after.unwrap_err()), (ErrorKind::Poisoned, 7, 1));
                assert_eq!(writer.into_inner().0.len(), 7);
            } else {
                after.unwrap();
                assert_eq!(writer.into_inner().0.len(), 14);
            }
        }
    }
}

/// A device that never says whether it has the data.
struct Stalled(Vec<u8>);

impl Write for Stalled {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.0.write(buf)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Durable for Stalled {
    fn sync(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::TimedOut.into())
    }
}

#[test]
fn a_failed_sync_poisons_whatever_the_error() {
    let mut writer = StreamWriter::new(Stalled(Vec::new()), DefaultFramer);
    writer.write_payload(b"abc").unwrap();
    let error = writer.sync().unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::TimedOut), 7, 1));
    let error = writer.write_payload(b"abc").unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Poisoned, 7, 1));
}

/// A checksum of any width, even an impossible one.
struct Sum(usize);

impl Checksum for Sum {
    fn calculate(&self, payload: &[u8]) -> u64 {
        payload.iter().map(|&byte| u64::from(byte) * 0x0001_0101).sum()
    }
    fn size(&self) -> usize {
        self.0
    }
}

#[test]
fn a_checksum_of_three_bytes() {
    let mut writer = StreamWriter::new(Vec::new(), ChecksumFramer::new(Sum(3)));
    writer.write_payload(&[1, 2, 0xff]).unwrap();
    writer.write("text").unwrap();
    let mut wire = writer.into_inner();
    assert_eq!(wire[..10], [3, 0, 0, 0, 0x02, 0x03, 0x03, 1, 2, 0xff]);
    wire[20] ^= 0x10;

    let mut reader = StreamReader::new(&wire[..], ChecksumDeframer::new(Sum(3)));
    assert_eq!(reader.read_message().unwrap(), Some(&[1, 2, 0xff][..]));
    let computed = Sum(3).calculate(&wire[17..]) & 0xff_ffff;
    let stored = u64::from(wire[14]) | u64::from(wire[15]) << 8 | u64::from(wire[16]) << 16;
    assert_ne!(stored, computed);
    let error = reader.read_message().unwrap_err();
    assert_eq!(located(&error), (ErrorKind::ChecksumMismatch { stored, computed }, 10, 1));
    assert_eq!(reader.read_message().unwrap(), None);
}

#[test]
fn a_checksum_of_nine_bytes_is_refused_on_both_sides() {
    let mut writer = StreamWriter::new(Vec::new(), ChecksumFramer::new(Sum(9)));
    for _ in 0..2 {
        assert_eq!(located(&writer.write("text").unwrap_err()), (ErrorKind::Config, 0, 0));
        assert_eq!(located(&writer.write_payload(b"").unwrap_err()), (ErrorKind::Config, 0, 0));
    }
    assert_eq!(writer.into_inner(), b"");
    let mut reader = StreamReader::new(&[0; 64][..], ChecksumDeframer::new(Sum(9)));
    assert_eq!(located(&reader.read_message().unwrap_err()), (ErrorKind::Config, 0, 0));
    assert_eq!(reader.read_message().unwrap(), None);
}

#[test]
fn framers_may_be_objects() {
    let framer: Box<dyn Framer> = Box::new(DefaultFramer);
    let mut writer = StreamWriter::new(Vec::new(), framer);
    writer.write_payload(b"abc").unwrap();
    assert_eq!(writer.into_inner(), b"\x03\0\0\0abc");
}
