//! Batches in front of sinks that take some of it, nothing, or fail.

use flatstream_arena::Batch;
use flatstream_core::Undelivered;
use flatstream_testkit::{FaultyWriter, Step};
use proptest::{collection::vec, prelude::*, test_runner::Config};
use std::{
    io::{self, ErrorKind, IoSlice, Write},
    panic::{self, AssertUnwindSafe},
};

/// Frames of these lengths, no two of which look the same.
fn frames(lens: &[usize]) -> Vec<Vec<u8>> {
    let byte = |frame: usize, at: usize| (frame * 37 + at * 11 + at / 256) as u8;
    let frame = |(n, &len): (usize, &usize)| (0..len).map(|at| byte(n, at)).collect();
    lens.iter().enumerate().map(frame).collect()
}

/// Kind of the failure, frames and bytes undelivered.
fn undelivered(error: io::Error) -> (ErrorKind, u64, u64) {
    let kind = error.kind();
    let inner: Undelivered = error.downcast().expect("what is undelivered");
    assert_eq!(inner.source.kind(), kind);
    (kind, inner.frames, inner.bytes)
}

/// What is undelivered when `taken` bytes of frames of `lens` have left.
fn rest(lens: &[usize], taken: usize) -> (u64, u64) {
    let (mut begin, mut frames) = (0, lens.len());
    for len in lens {
        if begin + len > taken {
            break;
        }
        (begin, frames) = (begin + len, frames - 1);
    }
    (frames as u64, (lens.iter().sum::<usize>() - begin) as u64)
}

/// Writes a frame until it is taken; what leaves at once may leave in pieces.
fn write(batch: &mut Batch<'_, impl Write>, frame: &[u8], vectored: bool) {
    let mut rest = frame;
    while !rest.is_empty() {
        let (front, back) = rest.split_at(rest.len() / 3);
        let parts = [IoSlice::new(front), IoSlice::new(&[]), IoSlice::new(back)];
        let n = if vectored { batch.write_vectored(&parts) } else { batch.write(rest) };
        rest = &rest[n.unwrap()..];
    }
}

/// Frames of `lens` through a batch in `memory_bytes`, of which `writes` calls
/// of the sink are expected before the end.
fn check(memory_bytes: usize, lens: &[usize], writes: usize) {
    for vectored in [false, true] {
        let mut memory = vec![0; memory_bytes];
        let mut batch = Batch::new(FaultyWriter::new([]), &mut memory);
        let frames = frames(lens);
        frames.iter().for_each(|frame| write(&mut batch, frame, vectored));
        assert_eq!(batch.get_ref().calls, writes, "{lens:?}, vectored: {vectored}");
        let held = batch.len();
        let sink = batch.into_inner().unwrap();
        assert_eq!(sink.taken, frames.concat(), "{lens:?}, vectored: {vectored}");
        assert_eq!(sink.calls, writes + usize::from(held > 0));
    }
}

/// Memory and room of a batch with room for frames of 64 bytes.
const MEMORY: usize = 9 * 128;

fn room() -> usize {
    Batch::new(io::sink(), &mut [0; MEMORY]).capacity()
}

#[test]
fn frames_leave_in_order_and_together() {
    check(MEMORY, &[1, 2, 3, 100, 50], 0);
    check(MEMORY, &[room()], 0);
    check(MEMORY, &[room() - 1, 1], 0);
    check(MEMORY, &[room() - 1, 2], 1);
    check(MEMORY, &[room(), 1], 1);
    // Larger than the batch: what waits leaves before it, by itself.
    check(MEMORY, &[room() + 1], 1);
    check(MEMORY, &[10, room() + 1, 10], 2);
    // Uncopied behind what waits, in the same write, even where there is room.
    check(1 << 20, &[10, 20_000, 10], 1);
    check(1 << 20, &[16 * 1024, 16 * 1024], 0);
    check(1 << 20, &[16 * 1024 + 1, 1], 1);
    check(0, &[5, 7, 20_000, 1], 4);
    check(8, &[5, 7], 2);
}

#[test]
fn more_frames_than_there_is_room_for_their_ends_leave_in_between() {
    let ends = MEMORY / 9 / 8;
    check(MEMORY, &vec![1; ends], 0);
    check(MEMORY, &vec![1; ends + 1], 1);
    check(MEMORY, &vec![1; 5 * ends + 1], 5);
}

#[test]
fn parts_that_are_empty_are_no_frame_and_no_end() {
    let mut memory = [0; 1024];
    let mut batch = Batch::new(FaultyWriter::new([]), &mut memory);
    let parts = |bytes| [IoSlice::new(&[]), IoSlice::new(bytes), IoSlice::new(&[])];
    assert_eq!(batch.write_vectored(&parts(b"abc")).unwrap(), 3);
    assert_eq!(batch.write_vectored(&parts(&[7; 20_000])).unwrap(), 20_000);
    assert_eq!(batch.write_vectored(&parts(b"de")).unwrap(), 2);
    let taken = batch.into_inner().unwrap().taken;
    assert_eq!(taken, [&b"abc"[..], &[7; 20_000], b"de"].concat());
}

#[test]
fn empty_frames_use_nothing_up() {
    let mut memory = [0; MEMORY];
    let mut batch = Batch::new(FaultyWriter::new([]), &mut memory);
    for _ in 0..1000 {
        assert_eq!(batch.write(&[]).unwrap(), 0);
    }
    batch.write_all(b"one").unwrap();
    assert_eq!((batch.get_ref().calls, batch.len()), (0, 3));
}

#[test]
fn a_large_frame_of_many_empty_parts_leaves_nonetheless() {
    let mut memory = [0; MEMORY];
    let mut batch = Batch::new(FaultyWriter::new([]), &mut memory);
    let large = [1; 20_000];
    let mut parts = vec![IoSlice::new(&[]); 100];
    parts.push(IoSlice::new(&large));
    assert_eq!(batch.write_vectored(&parts).unwrap(), 20_000);
    assert_eq!(batch.get_ref().taken, large);
}

const LENS: [usize; 6] = [3, 64, 1, 100, 17, 40];

#[test]
fn what_is_undelivered_is_exact_at_every_byte_and_leaves_later() {
    let all = frames(&LENS).concat();
    for kind in [ErrorKind::WouldBlock, ErrorKind::TimedOut] {
        for cut in 0..all.len() {
            let taken = (cut > 0).then_some(Step::Bytes(cut));
            // Interrupted is no failure wherever it comes.
            let steps = [Step::Fail(ErrorKind::Interrupted), Step::Fail(kind)];
            let mut memory = [0; MEMORY];
            let mut batch =
                Batch::new(FaultyWriter::new(taken.into_iter().chain(steps)), &mut memory);
            frames(&LENS).iter().for_each(|frame| write(&mut batch, frame, false));
            let (frames, bytes) = rest(&LENS, cut);
            assert_eq!(undelivered(batch.flush().unwrap_err()), (kind, frames, bytes), "{cut}");
            assert_eq!((&batch.get_ref().taken[..], batch.len()), (&all[..cut], all.len() - cut));
            batch.write_all(b"more").unwrap();
            batch.flush().unwrap();
            assert_eq!(batch.get_ref().taken, [&all, &b"more"[..]].concat(), "{cut}");
        }
    }
}

#[test]
fn an_unknown_error_poisons_and_nothing_is_sent_twice() {
    let all = frames(&LENS).concat();
    for cut in 0..all.len() {
        let taken = (cut > 0).then_some(Step::Bytes(cut));
        let fail = [Step::Fail(ErrorKind::StorageFull)];
        let mut sink = FaultyWriter::new(taken.into_iter().chain(fail));
        let mut memory = [0; MEMORY];
        let mut batch = Batch::new(&mut sink, &mut memory);
        frames(&LENS).iter().for_each(|frame| write(&mut batch, frame, false));
        let (frames, bytes) = rest(&LENS, cut);
        let failure = undelivered(batch.flush().unwrap_err());
        assert_eq!(failure, (ErrorKind::StorageFull, frames, bytes), "{cut}");
        let later = (ErrorKind::Other, frames, bytes);
        assert_eq!(undelivered(batch.flush().unwrap_err()), later, "{cut}");
        assert_eq!(undelivered(batch.write(&[1; 20_000]).unwrap_err()), later, "{cut}");
        let (error, batch) = batch.into_inner().unwrap_err();
        assert_eq!(undelivered(error), later, "{cut}");
        drop(batch);
        assert_eq!(sink.taken, all[..cut], "dropping sends nothing");
    }
}

#[test]
fn a_poisoned_batch_takes_no_small_frame_either() {
    let mut memory = [0; MEMORY];
    let mut batch = Batch::new(FaultyWriter::new([Step::Fail(ErrorKind::BrokenPipe)]), &mut memory);
    batch.write_all(b"one").unwrap();
    assert_eq!(batch.flush().map_err(|error| error.kind()), Err(ErrorKind::BrokenPipe));
    let parts = [IoSlice::new(b"three")];
    let later = [batch.write(b"two"), batch.write_vectored(&parts), batch.write(&[0; 20_000])];
    let kinds = later.map(|result| result.map_err(|error| error.kind()));
    assert_eq!(kinds, [Err(ErrorKind::Other); 3]);
}

#[test]
fn into_inner_gives_the_batch_back_to_try_again() {
    let mut memory = [0; MEMORY];
    let script = [Step::Bytes(4), Step::Fail(ErrorKind::WouldBlock), Step::Bytes(0)];
    let mut batch = Batch::new(FaultyWriter::new(script), &mut memory);
    batch.write_all(b"one").unwrap();
    batch.write_all(b"two").unwrap();
    let (error, batch) = batch.into_inner().unwrap_err();
    assert_eq!(undelivered(error), (ErrorKind::WouldBlock, 1, 3));
    let (error, batch) = batch.into_inner().unwrap_err();
    assert_eq!(undelivered(error), (ErrorKind::WriteZero, 1, 3));
    assert_eq!(batch.into_inner().unwrap().taken, b"onetwo");
}

#[test]
fn dropping_sends_what_is_batched() {
    let mut sink = FaultyWriter::new([Step::Bytes(2), Step::Fail(ErrorKind::Interrupted)]);
    let mut memory = [0; MEMORY];
    Batch::new(&mut sink, &mut memory).write_all(b"onetwo").unwrap();
    assert_eq!(sink.taken, b"onetwo");
}

/// Notes what it took, and panics at one call; its flush is interrupted at first.
#[derive(Default)]
struct Odd {
    taken: Vec<u8>,
    calls: usize,
    panics_at: Option<usize>,
    flushes: usize,
}

impl Write for Odd {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        assert_ne!(Some(self.calls), self.panics_at, "the sink's panic");
        self.taken.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.flushes += 1;
        if self.flushes == 1 { Err(ErrorKind::Interrupted.into()) } else { Ok(()) }
    }
}

#[test]
fn a_panic_in_the_sink_poisons() {
    let mut sink = Odd { panics_at: Some(1), ..Odd::default() };
    let mut memory = [0; MEMORY];
    let mut batch = Batch::new(&mut sink, &mut memory);
    batch.write_all(b"one").unwrap();
    let panic = panic::catch_unwind(AssertUnwindSafe(|| batch.flush())).unwrap_err();
    let text = panic.downcast_ref::<String>().expect("a text");
    assert!(text.contains("the sink's panic"), "{text}");
    assert_eq!(undelivered(batch.flush().unwrap_err()), (ErrorKind::Other, 1, 3));
    drop(batch);
    assert_eq!((sink.taken.len(), sink.calls), (0, 1));
}

#[test]
fn a_flush_that_is_interrupted_is_tried_again() {
    let mut memory = [0; MEMORY];
    let mut batch = Batch::new(Odd::default(), &mut memory);
    batch.flush().unwrap();
    assert_eq!(batch.get_ref().flushes, 2);
}

fn script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        6 => (1..400_usize).prop_map(Step::Bytes),
        1 => Just(Step::Bytes(0)),
        1 => Just(Step::Fail(ErrorKind::WouldBlock)),
        1 => Just(Step::Fail(ErrorKind::TimedOut)),
        1 => Just(Step::Fail(ErrorKind::Interrupted)),
    ];
    vec(step, 0..60)
}

fn lens() -> impl Strategy<Value = Vec<usize>> {
    vec(prop_oneof![8 => 1..300_usize, 1 => 1..3000_usize, 1 => 16_000..20_000_usize], 0..40)
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_twice(
        lens in lens(),
        script in script(),
        memory_bytes in 0..3000_usize,
        vectored in any::<bool>(),
    ) {
        let mut memory = vec![0; memory_bytes];
        let mut batch = Batch::new(FaultyWriter::new(script), &mut memory);
        // Of a frame that left in part, what is undelivered begins where the frame does.
        let mut counted = Vec::new();
        for frame in frames(&lens) {
            let mut left = &frame[..];
            while !left.is_empty() {
                let parts = [IoSlice::new(&left[..left.len() / 2]), IoSlice::new(&left[left.len() / 2..])];
                match if vectored { batch.write_vectored(&parts) } else { batch.write(left) } {
                    Ok(n) => left = &left[n..],
                    Err(error) => {
                        let (_, frames, bytes) = undelivered(error);
                        let taken = batch.get_ref().taken.len();
                        prop_assert_eq!((frames, bytes), rest(&counted, taken));
                    }
                }
            }
            counted.push(frame.len());
        }
        while let Err(error) = batch.flush() {
            let (_, frames, bytes) = undelivered(error);
            prop_assert_eq!((frames, bytes), rest(&counted, batch.get_ref().taken.len()));
        }
        prop_assert_eq!(batch.into_inner().unwrap().taken, frames(&lens).concat());
    }
}
