//! What leaves, in how many writes, and what happens when the sink does not take it.

use crate::{emit::Text, located, payload};
use flatbuffers::FlatBufferBuilder;
use flatstream::{DefaultFramer, ErrorKind, FrameFormat, Result, StreamSerialize, StreamWriter};
use flatstream_testkit::{FaultyWriter, OwnedLog, Step, Telemetry, wire};
use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

type Writer = StreamWriter<'static, FaultyWriter, FrameFormat>;

/// A way to write a text as one message.
type Way = fn(&mut Writer, &str) -> Result<()>;

const WAYS: [Way; 5] = [
    |writer, text| writer.write(text),
    |writer, text| writer.write_root(|builder| builder.create_string(text)),
    |writer, text| {
        let mut builder = FlatBufferBuilder::new();
        text.serialize(&mut builder)?;
        writer.write_finished(&mut builder)
    },
    |writer, text| writer.write_payload(&payload(text)),
    |writer, text| writer.emit(&Text(text)),
];

fn formats() -> impl Iterator<Item = FrameFormat> {
    flatstream::ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}

#[test]
fn each_frame_leaves_in_one_write() {
    let texts: Vec<_> =
        [1, 100, 65_500, 65_512, 65_520, 65_536, 1 << 20].map(|n| "x".repeat(n)).into();
    for format in formats() {
        for way in WAYS {
            let mut writer = StreamWriter::new(FaultyWriter::new([]), format);
            for (index, text) in texts.iter().enumerate() {
                way(&mut writer, text).unwrap();
                assert_eq!(writer.get_ref().calls, index + 1);
            }
            assert_eq!(
                writer.into_inner().taken,
                wire(&format, texts.iter().map(|t| payload(&**t)))
            );
        }
    }
}

#[test]
fn a_builder_without_room_for_the_header_costs_no_second_write() {
    let text = "sixteen bytes !!";
    let message = payload(text);
    for format in formats() {
        for capacity in message.len()..message.len() + 16 {
            let builder = FlatBufferBuilder::with_capacity(capacity);
            let mut writer = StreamWriter::with_builder(FaultyWriter::new([]), format, builder);
            for _ in 0..3 {
                writer.write(text).unwrap();
            }
            assert_eq!(writer.get_ref().calls, 3);
            assert_eq!(writer.into_inner().taken, wire(&format, [&message; 3]));
        }
    }
}

#[test]
fn short_writes_and_interruptions_do_not_show() {
    let texts = ["one".to_owned(), "x".repeat(70_000), "three".to_owned()];
    let expected = |format: FrameFormat| wire(&format, texts.iter().map(|text| payload(&**text)));
    let interrupted = [Step::Fail(io::ErrorKind::Interrupted), Step::Bytes(1)];
    let scripts: [Vec<Step>; 3] = [
        vec![Step::Bytes(1); 1_000_000],
        interrupted.into_iter().cycle().take(1000).collect(),
        [Step::Bytes(3), Step::Fail(io::ErrorKind::Interrupted), Step::Bytes(40_000)].repeat(20),
    ];
    for format in formats() {
        for (way, script) in WAYS.iter().flat_map(|way| scripts.iter().map(move |s| (way, s))) {
            let mut writer = StreamWriter::new(FaultyWriter::new(script.clone()), format);
            for text in &texts {
                way(&mut writer, text).unwrap();
                assert_eq!(writer.unsent(), b"");
            }
            assert_eq!(writer.into_inner().taken, expected(format));
        }
    }
}

/// The second of three messages meets `step` after `at` bytes of its frame.
fn interrupted_at(at: usize, steps: &[Step]) -> FaultyWriter {
    let before = (at > 0).then_some(Step::Bytes(at));
    FaultyWriter::new(
        [Step::Bytes(usize::MAX)].into_iter().chain(before).chain(steps.iter().copied()),
    )
}

/// A sink that blocks or refuses once, at `at` bytes of the second frame.
fn check_resumes(format: FrameFormat, way: Way, texts: [&str; 3], at: usize, step: Step) {
    let frames = texts.map(|text| wire(&format, [payload(text)]));
    let kind = match step {
        Step::Fail(kind) => kind,
        Step::Bytes(_) => io::ErrorKind::WriteZero,
    };
    let expected = (ErrorKind::Io(kind), frames[0].len() as u64, 1);
    for by_flush in [true, false] {
        let mut writer = StreamWriter::new(interrupted_at(at, &[step, step, step]), format);
        way(&mut writer, texts[0]).unwrap();
        assert_eq!(located(&way(&mut writer, texts[1]).unwrap_err()), expected);
        assert_eq!(writer.unsent(), &frames[1][at..]);
        assert_eq!(writer.messages_written(), 2);
        // Still blocked: by flush, and by a further message, which is not taken.
        assert_eq!(located(&writer.flush().unwrap_err()), expected);
        assert_eq!(located(&way(&mut writer, texts[2]).unwrap_err()), expected);
        assert_eq!(writer.messages_written(), 2);
        assert_eq!(writer.unsent(), &frames[1][at..]);
        if by_flush {
            writer.flush().unwrap();
            assert_eq!(writer.unsent(), b"");
        }
        way(&mut writer, texts[2]).unwrap();
        assert_eq!(writer.bytes_written(), frames.concat().len() as u64);
        assert_eq!(writer.into_inner().taken, frames.concat());
    }
}

const BLOCKS: [Step; 3] =
    [Step::Fail(io::ErrorKind::WouldBlock), Step::Fail(io::ErrorKind::TimedOut), Step::Bytes(0)];

#[test]
fn a_blocked_sink_gets_the_rest_later_from_every_byte() {
    for format in formats() {
        let frame_len = wire(&format, [payload("the second")]).len();
        for at in 0..frame_len {
            for step in BLOCKS {
                for way in WAYS {
                    check_resumes(format, way, ["first", "the second", "third"], at, step);
                }
            }
        }
    }
}

#[test]
fn a_blocked_sink_gets_the_rest_of_a_large_frame_later() {
    let large = "x".repeat(100_000);
    for format in formats() {
        for at in [0, 1, 3, 4, 5, 11, 12, 13, 65_536, 99_999] {
            for way in WAYS {
                check_resumes(format, way, ["first", &large, "third"], at, BLOCKS[0]);
            }
        }
    }
}

#[test]
fn a_rest_may_itself_leave_in_pieces() {
    let block = Step::Fail(io::ErrorKind::WouldBlock);
    let script = [Step::Bytes(5), block, Step::Bytes(1), block, Step::Bytes(2)];
    let mut writer = StreamWriter::new(FaultyWriter::new(script), DefaultFramer);
    let frame = wire(&DefaultFramer, [b"0123456789"]);
    writer.write_payload(b"0123456789").unwrap_err();
    assert_eq!(writer.unsent(), &frame[5..]);
    let error = writer.flush().unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::WouldBlock), 0, 0));
    assert_eq!(writer.unsent(), &frame[6..]);
    writer.flush().unwrap();
    assert_eq!(writer.into_inner().taken, frame);
}

#[test]
fn a_hard_error_at_every_byte_poisons() {
    for format in formats() {
        let first = wire(&format, [payload("first")]).len();
        let wire = wire(&format, [payload("first"), payload("the second")]);
        for (at, kind) in (0..wire.len() - first).flat_map(|at| HARD.map(|kind| (at, kind))) {
            for way in WAYS {
                let mut writer = StreamWriter::new(interrupted_at(at, &[Step::Fail(kind)]), format);
                way(&mut writer, "first").unwrap();
                let error = way(&mut writer, "the second").unwrap_err();
                assert_eq!(located(&error), (ErrorKind::Io(kind), first as u64, 1));
                assert_eq!(writer.unsent(), b"");
                let poisoned = (ErrorKind::Poisoned, first as u64, 1);
                for way in WAYS {
                    assert_eq!(located(&way(&mut writer, "third").unwrap_err()), poisoned);
                }
                assert_eq!(located(&writer.flush().unwrap_err()), poisoned);
                assert_eq!(writer.into_inner().taken, &wire[..first + at]);
            }
        }
    }
}

/// Errors that say nothing about what was taken; an answer of 0 bytes does.
const HARD: [io::ErrorKind; 2] = [io::ErrorKind::BrokenPipe, io::ErrorKind::WriteZero];

#[test]
fn a_hard_error_while_resuming_poisons() {
    let steps = [Step::Fail(io::ErrorKind::WouldBlock), Step::Fail(io::ErrorKind::BrokenPipe)];
    let mut writer = StreamWriter::new(interrupted_at(3, &steps), DefaultFramer);
    writer.write_payload(b"abc").unwrap();
    writer.write_payload(b"def").unwrap_err();
    let error = writer.write_payload(b"ghi").unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::BrokenPipe), 7, 1));
    assert_eq!(located(&writer.flush().unwrap_err()), (ErrorKind::Poisoned, 7, 1));
    assert_eq!(writer.into_inner().taken, b"\x03\0\0\0abc\x03\0\0");
}

/// Panics on the second write, having taken half of it.
#[derive(Default)]
struct Panicking(Vec<u8>, bool);

impl Write for Panicking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.1 {
            self.0.extend_from_slice(&bytes[..bytes.len() / 2]);
            panic!("a sink that panics");
        }
        self.1 = true;
        self.0.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_sink_that_panics_poisons() {
    let mut writer = StreamWriter::new(Panicking::default(), DefaultFramer);
    writer.write(&Telemetry(1)).unwrap();
    let log = OwnedLog::new(1);
    let panic = catch_unwind(AssertUnwindSafe(|| writer.write(&log.as_log())));
    assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"a sink that panics"));
    let taken = writer.get_ref().0.len();
    assert!(taken > 92);
    for _ in 0..2 {
        let error = writer.write(&Telemetry(2)).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Poisoned, 92, 1));
        assert_eq!(located(&writer.flush().unwrap_err()), (ErrorKind::Poisoned, 92, 1));
    }
    assert_eq!(writer.into_inner().0.len(), taken);
}

#[test]
fn a_builder_outlives_a_sink_that_panics() {
    let mut builder = FlatBufferBuilder::new();
    Telemetry(1).serialize(&mut builder).unwrap();
    let mut writer = StreamWriter::new(Panicking(Vec::new(), true), DefaultFramer);
    catch_unwind(AssertUnwindSafe(|| writer.write_finished(&mut builder))).unwrap_err();
    assert_eq!(builder.finished_data(), payload(&Telemetry(1)));
    let (memory, start) = builder.mut_finished_buffer();
    assert_eq!(memory[..start], vec![0; start]);
}
