//! The same with a batch before the blocks: two sinks in a row that hold messages
//! back.

use super::*;
use flatstream::arena::{ArenaStrategy, Batch, FrameArena, Window};

type Batched<'a> =
    StreamWriter<'a, Batch<'a, BlockWriter<CutSink, FormatFramer>>, DefaultFramer, Window<'a>>;

const BATCHES: [usize; 4] = [0, 60, 300, 4000];

fn writer<'a>(
    arena: &'a mut FrameArena,
    wire: &Wire,
    batch: usize,
    cut: usize,
    faults: impl IntoIterator<Item = Fault>,
) -> Batched<'a> {
    let sink = CutSink::new(cut, faults);
    let blocks = BlockWriter::with_block_bytes(sink, wire.format.framer().unwrap(), BLOCK);
    let arena = ArenaStrategy::new(arena).window_bytes(1000).batch_bytes(batch);
    StreamWriter::with_arena(blocks, DefaultFramer, arena)
}

fn first(writer: &Batched<'_>, wire: &Wire, kind: ErrorKind) -> (ErrorKind, u64, u64) {
    let (offset, ordinal) = wire.first(writer.get_ref().get_ref().get_ref().taken.len());
    (kind, offset, ordinal)
}

#[test]
fn what_two_sinks_hold_adds_up() {
    every_cut(|wire, cut| adds_up(wire, cut, &messages()));
}

/// It goes out along with what is batched before it.
#[test]
fn what_two_sinks_hold_adds_up_around_a_long_message() {
    for format in some_formats() {
        let wire = Wire::new(format, &with_a_long_one());
        let short =
            |cut: &usize| *cut < 400 || wire.bytes.len() - cut < 400 || cut.is_multiple_of(977);
        (0..wire.bytes.len()).filter(short).for_each(|cut| {
            adds_up(&wire, cut, &with_a_long_one());
        });
    }
}

fn adds_up(wire: &Wire, cut: usize, messages: &[Vec<u8>]) {
    let mut arena = FrameArena::new();
    for batch in BATCHES {
        let broken = io::ErrorKind::BrokenPipe;
        let mut writer = writer(&mut arena, wire, batch, cut, [Fault::Kind(broken)]);
        let mut written = messages.to_vec();
        let failed = written.drain(..).find_map(|m| writer.write_payload(&m).err());
        let error = failed.unwrap_or_else(|| writer.flush().unwrap_err());
        let expected = first(&writer, wire, ErrorKind::Io(broken));
        assert_eq!(located(&error), expected, "batch {batch}, cut {cut}");
        let poisoned = (ErrorKind::Poisoned, expected.1, expected.2);
        assert_eq!(located(&writer.write_payload(b"x").unwrap_err()), poisoned);
        assert_eq!(located(&writer.flush().unwrap_err()), poisoned);
        let taken = &writer.get_ref().get_ref().get_ref().taken;
        assert_eq!(taken[..], wire.bytes[..cut]);
    }
}

#[test]
fn nothing_is_lost_or_sent_twice() {
    let mut arena = FrameArena::new();
    let faults = [
        (Fault::Kind(io::ErrorKind::WouldBlock), io::ErrorKind::WouldBlock),
        (Fault::Zero, io::ErrorKind::WriteZero),
    ];
    every_cut(|wire, cut| {
        for (batch, (fault, kind)) in BATCHES.iter().flat_map(|b| faults.map(|f| (*b, f))) {
            let mut writer = writer(&mut arena, wire, batch, cut, [fault; 3]);
            let mut errors = 0;
            let mut judge = |writer: &Batched<'_>, error: &Error| {
                errors += 1;
                let expected = first(writer, wire, ErrorKind::Io(kind));
                assert_eq!(located(error), expected, "batch {batch}, cut {cut}");
            };
            for message in messages() {
                let before = writer.messages_written();
                while writer.messages_written() == before {
                    if let Err(error) = writer.write_payload(&message) {
                        judge(&writer, &error);
                    }
                }
            }
            while let Err(error) = writer.flush() {
                judge(&writer, &error);
            }
            assert_eq!(errors, 3, "batch {batch}, cut {cut}, {fault:?}");
            let blocks = writer.into_inner().into_inner().unwrap();
            let sink = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(sink.taken == wire.bytes, "batch {batch}, cut {cut}, {fault:?}");
        }
    });
}

#[test]
fn dropping_both_sends_everything() {
    let mut arena = FrameArena::new();
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        for batch in BATCHES {
            let seen = Cell::default();
            let sink = Shared(&seen, CutSink::new(0, []));
            let framer = wire.format.framer().unwrap();
            let blocks = BlockWriter::with_block_bytes(sink, framer, BLOCK);
            let arena = ArenaStrategy::new(&mut arena).window_bytes(1000).batch_bytes(batch);
            let mut writer = StreamWriter::with_arena(blocks, DefaultFramer, arena);
            crate::write_all(&mut writer, &messages());
            drop(writer);
            assert!(seen.take() == wire.bytes, "batch {batch}");
        }
    }
}

/// A batch behind the blocks, where it gathers their frames.
#[test]
fn a_batch_may_also_stand_behind_the_blocks() {
    let mut memory = [0; 900];
    for format in some_formats() {
        let wire = Wire::new(format, &messages());
        for cut in 0..wire.bytes.len() {
            let block = Fault::Kind(io::ErrorKind::WouldBlock);
            let batch = Batch::new(CutSink::new(cut, [block, block]), &mut memory);
            let framer = wire.format.framer().unwrap();
            let blocks = BlockWriter::with_block_bytes(batch, framer, BLOCK);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            for message in messages() {
                let before = writer.messages_written();
                while writer.messages_written() == before {
                    let _: Option<Error> = writer.write_payload(&message).err();
                }
            }
            while writer.flush().is_err() {}
            let blocks = writer.into_inner();
            let batch = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(batch.into_inner().unwrap().taken == wire.bytes, "cut {cut}");
        }
    }
}
