//! The paved path: the same bytes, in fewer writes.

use crate::{
    TempFile, formats,
    messages::{Message, mix, stream},
    payload,
};
use flatbuffers::Allocator;
use flatstream::{
    BuilderMemory, DefaultFramer, FrameFormat, StreamWriter,
    arena::{Arena, ArenaStrategy, Batch, BatchStrategy, Bump, FrameArena},
};
use flatstream_testkit::{FaultyWriter, Telemetry, wire};
use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, Write},
    thread,
};

/// Writes the mix into a vector.
fn written<'a, M: BuilderMemory + 'a>(
    format: FrameFormat,
    arena: impl BatchStrategy<'a, Memory = M>,
) -> Vec<u8> {
    all(StreamWriter::with_arena(Vec::new(), format, arena))
}

/// What comes out when `writer` writes the mix.
fn all<'a, M: Allocator + 'a>(
    mut writer: StreamWriter<'a, Batch<'a, Vec<u8>>, FrameFormat, M>,
) -> Vec<u8> {
    mix().iter().for_each(|message| message.write(&mut writer).unwrap());
    writer.flush().unwrap();
    writer.into_inner().into_inner().unwrap()
}

#[test]
fn the_bytes_are_those_of_the_plain_writer() {
    let mut owned = FrameArena::new();
    for format in formats() {
        let mut plain = StreamWriter::new(Vec::new(), format);
        for message in mix() {
            message.write(&mut plain).unwrap();
        }
        let expected = plain.into_inner();
        assert_eq!(expected, stream(&format, &mix()));
        assert!(written(format, &Bump::new()) == expected, "a bump, {format:?}");
        // The same memory, dirty from the last format.
        assert!(written(format, &mut owned) == expected, "a frame arena, {format:?}");
    }
}

#[test]
fn the_bytes_are_those_of_the_plain_writer_whatever_the_sizes() {
    let (mut owned, mut growing) = (FrameArena::new(), FrameArena::with_capacity(1));
    let windows = [30_001, 65_536, 65_537, 99_999];
    let batches = [0, 1, 7, 8, 9, 100, 321, 4097, 16_384, 20_000, 65_536, 300_001];
    for format in formats() {
        let expected = stream(&format, &mix());
        for (window, batch) in windows.iter().flat_map(|w| batches.iter().map(move |b| (*w, *b))) {
            let what = format!("window {window}, batch {batch}, {format:?}");
            let arena = ArenaStrategy::new(&mut owned).window_bytes(window).batch_bytes(batch);
            assert!(written(format, arena) == expected, "{what}");
            for window in [0, 1, 5000, window] {
                let arena = ArenaStrategy::new(&mut growing).window_bytes(window);
                let arena = arena.batch_bytes(batch).grow_to(1 << 20);
                assert!(written(format, arena) == expected, "growing from {window}; {what}");
            }
        }
    }
}

#[test]
fn several_writers_share_a_bump() {
    let bump = Bump::new();
    let small = |batch| ArenaStrategy::new(&bump).window_bytes(40_000).batch_bytes(batch);
    let sinks = || [1, 2, 3, 4].map(|_| Vec::new());
    let [one, two, three, four] = sinks();
    let mut writers = [
        StreamWriter::with_arena(one, FrameFormat::new(), &bump),
        StreamWriter::with_arena(two, FrameFormat::new(), &bump),
        StreamWriter::with_arena(three, FrameFormat::new(), small(100)),
        StreamWriter::with_arena(four, FrameFormat::new(), small(5000)),
    ];
    // Each writes the mix from another message on.
    let turned = |turn: usize| {
        let mut messages = mix();
        messages.rotate_left(turn);
        messages
    };
    let messages: Vec<_> = (0..writers.len()).map(turned).collect();
    for index in 0..mix().len() {
        for (writer, messages) in writers.iter_mut().zip(&messages) {
            messages[index].write(writer).unwrap();
        }
    }
    for (writer, messages) in writers.into_iter().zip(&messages) {
        let taken = writer.into_inner().into_inner().unwrap();
        assert!(taken == stream(&FrameFormat::new(), messages));
    }
}

#[test]
fn frames_wait_for_the_batch_to_fill_and_leave_in_one_write() {
    let bump = Bump::new();
    // Room for eight frames of 92 bytes.
    let arena = ArenaStrategy::new(&bump).batch_bytes(800);
    let mut writer = StreamWriter::with_arena(FaultyWriter::new([]), DefaultFramer, arena);
    let mut seen = Vec::new();
    for n in 0..20 {
        writer.write(&Telemetry(n)).unwrap();
        let sink = writer.get_ref().get_ref();
        seen.push((sink.calls, sink.taken.len() / 92));
    }
    let expected: Vec<_> = (0..20).map(|n| (n / 8, n / 8 * 8)).collect();
    assert_eq!(seen, expected);
    assert_eq!((writer.messages_written(), writer.bytes_written()), (20, 20 * 92));
    writer.flush().unwrap();
    let sink = writer.get_ref().get_ref();
    assert_eq!((sink.calls, sink.taken.len()), (3, 20 * 92));
    assert!(writer.get_ref().is_empty());
}

#[test]
fn a_large_frame_leaves_with_the_batch_in_one_write() {
    let bump = Bump::new();
    let mut writer = StreamWriter::with_arena(FaultyWriter::new([]), DefaultFramer, &bump);
    let messages = [Message::Telemetry(0), Message::Text(30_000), Message::Gathered(vec![9000; 1])];
    for (message, calls) in messages.iter().zip([0, 1, 2]) {
        message.write(&mut writer).unwrap();
        assert_eq!(writer.get_ref().get_ref().calls, calls);
    }
    assert!(writer.into_inner().into_inner().unwrap().taken == stream(&DefaultFramer, &messages));
}

/// A sink that is looked at when its writer is gone.
struct Shared<'s>(&'s RefCell<Vec<u8>>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn dropping_the_writer_sends_what_is_batched() {
    let (bump, taken) = (Bump::new(), RefCell::new(Vec::new()));
    let mut writer = StreamWriter::with_arena(Shared(&taken), DefaultFramer, &bump);
    writer.write(&Telemetry(1)).unwrap();
    writer.write("text").unwrap();
    assert_eq!(taken.borrow().len(), 0);
    drop(writer);
    assert_eq!(taken.into_inner(), wire(&DefaultFramer, [payload(&Telemetry(1)), payload("text")]));
}

#[test]
fn into_inner_gives_the_batch_and_that_gives_the_sink() {
    let bump = Bump::new();
    let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, &bump);
    writer.write_payload(b"abc").unwrap();
    let batch = writer.into_inner();
    assert_eq!((batch.len(), batch.get_ref().len()), (7, 0));
    assert_eq!(batch.into_inner().unwrap(), b"\x03\0\0\0abc");
}

#[test]
fn sync_reaches_the_file() {
    let (path, bump) = (TempFile::new("sync"), Bump::new());
    let file = File::create(&path.0).unwrap();
    let mut writer = StreamWriter::with_arena(file, FrameFormat::new(), &bump);
    for message in mix() {
        message.write(&mut writer).unwrap();
    }
    let whole = stream(&FrameFormat::new(), &mix());
    assert_ne!(fs::read(&path.0).unwrap().len(), whole.len());
    writer.sync().unwrap();
    assert!(fs::read(&path.0).unwrap() == whole);
}

#[test]
fn writers_can_be_sent_to_threads() {
    let (bump, mut owned) = (Bump::new(), FrameArena::new());
    let growing = ArenaStrategy::new(&bump).window_bytes(100).grow_to(1 << 20);
    let fixed = StreamWriter::with_arena(Vec::new(), FrameFormat::new(), &mut owned);
    let growing = StreamWriter::with_arena(Vec::new(), FrameFormat::new(), growing);
    thread::scope(|scope| {
        let fixed = scope.spawn(move || all(fixed));
        let growing = scope.spawn(move || all(growing));
        for taken in [fixed.join().unwrap(), growing.join().unwrap()] {
            assert!(taken == stream(&FrameFormat::new(), &mix()));
        }
    });
}

/// An arena of the user's own.
struct Fixed<'a>(&'a mut [u8]);

impl<'a> Arena<'a> for Fixed<'a> {
    fn lend(self, len: usize) -> &'a mut [u8] {
        let memory = &mut self.0[..len];
        memory.fill(0);
        memory
    }
}

#[test]
fn an_arena_may_be_the_users_own() {
    let mut memory = vec![0xff; 200_000];
    for format in formats() {
        let taken = written(format, Fixed(&mut memory));
        assert!(taken == stream(&format, &mix()), "{format:?}");
    }
}
