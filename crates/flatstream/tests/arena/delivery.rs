//! Sinks that fail: nothing is lost, nothing is sent twice, and every error names the
//! first frame that the sink does not have whole.

use crate::{
    formats, located,
    messages::{Message, mix, stream},
    sinks::{Frames, SlowSink},
};
use flatstream::{
    ErrorKind, FrameFormat, StreamWriter,
    arena::{ArenaStrategy, Batch, Bump, FrameArena, Window},
};
use flatstream_testkit::{CutSink, Fault};
use std::{
    error::Error as _,
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

type Writer<'a> = StreamWriter<'a, Batch<'a, CutSink>, FrameFormat, Window<'a>>;

/// A writer whose sink has `faults` behind byte `cut`.
fn writer(
    arena: &mut FrameArena,
    format: FrameFormat,
    batch: usize,
    cut: usize,
    faults: impl IntoIterator<Item = Fault>,
) -> Writer<'_> {
    let arena = ArenaStrategy::new(arena).window_bytes(40_000).batch_bytes(batch);
    StreamWriter::with_arena(CutSink::new(cut, faults), format, arena)
}

/// Batches that hold little, some frames, or all.
const BATCHES: [usize; 4] = [0, 400, 10_000, 100_000];

/// Bytes that the sink took.
fn taken(writer: &Writer<'_>) -> usize {
    writer.get_ref().get_ref().taken.len()
}

/// The first frame that the sink does not have whole, with `kind`.
fn first(writer: &Writer<'_>, frames: &Frames, kind: ErrorKind) -> (ErrorKind, u64, u64) {
    let at = frames.at(taken(writer));
    (kind, at.offset, at.ordinal)
}

/// A failure of this kind, at every cut: it is reported as it is, and final.
fn check_final(messages: &[Message], batches: &[usize], fault: Fault) {
    let (kind, code) = match fault {
        Fault::Kind(kind) => (kind, None),
        Fault::Raw(code) => (io::Error::from_raw_os_error(code).kind(), Some(code)),
        Fault::Zero | Fault::Panic => unreachable!("no final error"),
    };
    let mut arena = FrameArena::new();
    for format in [formats().next(), formats().last()].into_iter().flatten() {
        let (frames, whole) = (Frames::new(&format, messages), stream(&format, messages));
        for (batch, cut) in
            batches.iter().flat_map(|b| frames.cuts().into_iter().map(move |c| (*b, c)))
        {
            let mut writer = writer(&mut arena, format, batch, cut, [fault]);
            let mut written = messages.iter().map(|message| message.write(&mut writer));
            let failed = written.find_map(Result::err);
            let error = failed.unwrap_or_else(|| writer.flush().unwrap_err());
            let expected = first(&writer, &frames, ErrorKind::Io(kind));
            assert_eq!(located(&error), expected, "batch {batch}, cut {cut}, {format:?}");
            let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
            assert_eq!(source.map(io::Error::raw_os_error), Some(code));

            let poisoned = (ErrorKind::Poisoned, expected.1, expected.2);
            for message in messages {
                assert_eq!(located(&message.write(&mut writer).unwrap_err()), poisoned);
            }
            assert_eq!(located(&writer.flush().unwrap_err()), poisoned);
            // Nor does the batch send again what the sink may have.
            let batch = writer.into_inner();
            let empty = batch.is_empty();
            let taken = match batch.into_inner() {
                Ok(sink) => {
                    assert!(empty, "cut {cut}");
                    sink.taken
                }
                Err((error, batch)) => {
                    assert_eq!((error.kind(), empty), (io::ErrorKind::Other, false));
                    batch.get_ref().taken.clone()
                }
            };
            assert!(taken == whole[..cut]);
        }
    }
}

#[test]
fn a_final_error_at_every_byte_names_the_first_frame_not_delivered() {
    for (longest, batches) in [(300, &[400, 1000][..]), (10_000, &[10_000, 100_000])] {
        let mut messages = mix();
        messages.retain(|message| message.payload().len() < longest);
        check_final(&messages, batches, Fault::Raw(28)); // ENOSPC
        check_final(&messages, batches, Fault::Kind(io::ErrorKind::BrokenPipe));
    }
}

#[test]
fn a_final_error_at_every_byte_of_frames_that_are_not_batched_names_the_first_one() {
    check_final(&mix(), &BATCHES, Fault::Raw(28)); // ENOSPC
}

/// Writes until everything was taken. Each error must be `kind`, and, unless it is not
/// to be `placed`, name the first frame that the sink does not have.
fn persist(
    writer: &mut Writer<'_>,
    messages: &[Message],
    frames: &Frames,
    kind: io::ErrorKind,
    placed: bool,
) -> u32 {
    let mut errors = 0;
    let mut judge = |writer: &Writer<'_>, error: &flatstream::Error| {
        errors += 1;
        assert_eq!(error.kind(), ErrorKind::Io(kind));
        if placed {
            assert_eq!(located(error), first(writer, frames, ErrorKind::Io(kind)));
        }
    };
    for message in messages {
        let before = writer.messages_written();
        while writer.messages_written() == before {
            if let Err(error) = message.write(writer) {
                judge(writer, &error);
            }
        }
    }
    while let Err(error) = writer.flush() {
        judge(writer, &error);
    }
    errors
}

fn check_transient(messages: &[Message], batches: &[usize], kind: io::ErrorKind, placed: bool) {
    let mut arena = FrameArena::new();
    for format in [formats().next(), formats().last()].into_iter().flatten() {
        let (frames, whole) = (Frames::new(&format, messages), stream(&format, messages));
        for (batch, cut) in
            batches.iter().flat_map(|b| frames.cuts().into_iter().map(move |c| (*b, c)))
        {
            let mut writer = writer(&mut arena, format, batch, cut, [Fault::Kind(kind); 3]);
            let errors = persist(&mut writer, messages, &frames, kind, placed);
            assert_eq!(errors, 3, "batch {batch}, cut {cut}");
            assert_eq!(writer.messages_written(), messages.len() as u64);
            let taken = writer.into_inner().into_inner().unwrap().taken;
            assert!(taken == whole, "batch {batch}, cut {cut}, {format:?}");
        }
    }
}

#[test]
fn a_sink_that_blocks_at_any_byte_gets_everything_once() {
    check_transient(&mix(), &BATCHES, io::ErrorKind::WouldBlock, false);
    check_transient(&mix(), &[400], io::ErrorKind::TimedOut, false);
}

#[test]
fn a_sink_that_blocks_at_any_byte_is_told_the_first_frame_not_delivered() {
    check_transient(&mix(), &BATCHES, io::ErrorKind::WouldBlock, true);
}

#[test]
fn a_sink_that_takes_no_bytes_for_a_while_gets_everything_once() {
    let mut arena = FrameArena::new();
    let messages = mix();
    let frames = Frames::new(&FrameFormat::new(), &messages);
    for (batch, cut) in BATCHES.iter().flat_map(|b| frames.cuts().into_iter().map(move |c| (*b, c)))
    {
        let mut writer = writer(&mut arena, FrameFormat::new(), batch, cut, [Fault::Zero; 2]);
        for message in &messages {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                if let Err(error) = message.write(&mut writer) {
                    assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::WriteZero));
                }
            }
        }
        while let Err(error) = writer.flush() {
            let kind = ErrorKind::Io(io::ErrorKind::WriteZero);
            assert_eq!(error.kind(), kind, "batch {batch}, cut {cut}");
        }
        assert!(
            writer.into_inner().into_inner().unwrap().taken
                == stream(&FrameFormat::new(), &messages)
        );
    }
}

#[test]
fn interruptions_and_short_writes_do_not_show() {
    let bump = Bump::new();
    for format in formats() {
        for (batch, most) in BATCHES.iter().flat_map(|b| [1, 7, 5000].map(|most| (*b, most))) {
            let arena = ArenaStrategy::new(&bump).window_bytes(40_000).batch_bytes(batch);
            let mut writer = StreamWriter::with_arena(SlowSink::new(most), format, arena);
            for message in mix() {
                message.write(&mut writer).unwrap();
                assert_eq!(writer.unsent(), b"");
            }
            let taken = writer.into_inner().into_inner().unwrap().taken;
            assert!(taken == stream(&format, &mix()), "batch {batch}, {most} at a time");
        }
    }
}

#[test]
fn what_is_batched_when_the_writer_goes_is_a_prefix_of_the_stream() {
    let mut arena = FrameArena::new();
    let (frames, whole) =
        (Frames::new(&FrameFormat::new(), &mix()), stream(&FrameFormat::new(), &mix()));
    for cut in frames.cuts() {
        let block = [Fault::Kind(io::ErrorKind::WouldBlock)];
        let mut writer = writer(&mut arena, FrameFormat::new(), 400, cut, block);
        if mix().iter().map(|message| message.write(&mut writer)).any(|result| result.is_err()) {
            let taken = writer.into_inner().into_inner().unwrap().taken;
            assert!(whole.starts_with(&taken), "cut {cut}");
            assert!(taken.len() >= cut, "cut {cut}");
        }
    }
}

/// Panics at its second write.
struct Panicking(usize);

impl Write for Panicking {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += 1;
        assert!(self.0 < 2, "a sink that panics");
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes telemetry until the sink panics.
fn until_panic<'a>(writer: &mut StreamWriter<'a, Batch<'a, Panicking>, FrameFormat, Window<'a>>) {
    let panic = catch_unwind(AssertUnwindSafe(|| {
        (0..100).for_each(|n| Message::Telemetry(n).write(writer).unwrap());
    }));
    assert_eq!(panic.unwrap_err().downcast_ref(), Some(&"a sink that panics"));
}

#[test]
fn a_sink_that_panics_poisons_and_dropping_does_not_call_it_again() {
    let bump = Bump::new();
    // Eight frames of 92 bytes to a batch.
    let arena = ArenaStrategy::new(&bump).batch_bytes(800);
    let mut writer = StreamWriter::with_arena(Panicking(0), FrameFormat::new(), arena);
    until_panic(&mut writer);
    // What the sink has of the frames before is not known; the frame under way is.
    let expected = (ErrorKind::Poisoned, 16 * 92, 16);
    for _ in 0..2 {
        assert_eq!(located(&writer.write("text").unwrap_err()), expected);
        assert_eq!(writer.flush().unwrap_err().kind(), ErrorKind::Poisoned);
    }
    assert_eq!(writer.get_ref().get_ref().0, 2);
}

#[test]
fn finishing_gives_the_sink_back_or_the_writer_to_try_again() {
    let mut arena = FrameArena::new();
    let whole = stream(&FrameFormat::new(), &mix());
    for cut in [0, 50, 20_100] {
        // A frame of 20 KiB may wait in the writer, others in its batch.
        let block = Fault::Kind(io::ErrorKind::WouldBlock);
        let mut writer = writer(&mut arena, FrameFormat::new(), 100_000, cut, [block, block]);
        for message in mix() {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                let _: Option<flatstream::Error> = message.write(&mut writer).err();
            }
        }
        let mut failures = 0;
        let sink = loop {
            match writer.finish() {
                Ok(sink) => break sink,
                Err((error, back)) => {
                    assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::WouldBlock));
                    (writer, failures) = (back, failures + 1);
                }
            }
        };
        assert!(sink.taken == whole, "cut {cut}");
        assert!(failures <= 2, "{failures}");
    }
    let mut writer = writer(&mut arena, FrameFormat::new(), 100_000, 10, [Fault::Raw(28)]);
    writer.write("text").unwrap();
    let (error, mut writer) = writer.finish().map(|_| ()).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Io(io::ErrorKind::StorageFull), 0, 0));
    assert_eq!(located(&writer.write("text").unwrap_err()), (ErrorKind::Poisoned, 0, 0));
}
