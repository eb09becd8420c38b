//! A `serialize_gathered` that does not do its part costs its own message alone.

use crate::{
    located,
    messages::{Message, stream},
};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    DefaultFramer, Error, ErrorKind, Framer, FramerExt, Result, StreamWriter,
    arena::{ArenaStrategy, Bump, Gather, GatherSerialize},
};
use std::{
    io::Write,
    panic::{self, AssertUnwindSafe, catch_unwind},
};

/// Gathers a vector, then fails.
struct Failing(Way, Vec<u64>);

#[derive(Clone, Copy, Debug)]
enum Way {
    Errs,
    Panics,
    LeavesATable,
    LeavesNothing,
    /// Builds the vector in a builder of its own.
    Elsewhere,
}

const WAYS: [Way; 5] =
    [Way::Errs, Way::Panics, Way::LeavesATable, Way::LeavesNothing, Way::Elsewhere];

impl GatherSerialize for Failing {
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()> {
        if let Way::Elsewhere = self.0 {
            gather.create_vector(&mut FlatBufferBuilder::new(), &self.1);
            let text = builder.create_string("short");
            builder.finish(text, None);
            return Ok(());
        }
        let vector = gather.create_vector(builder, &self.1);
        let table = builder.start_table();
        builder.push_slot_always(4, vector);
        builder.push_slot_always(6, u64::MAX);
        match self.0 {
            Way::Errs => return Err(Error::other("failing")),
            Way::Panics => panic::resume_unwind(Box::new("a user's panic")),
            Way::LeavesATable => {}
            _ => {
                builder.end_table(table);
            }
        }
        Ok(())
    }
}

/// Has each way fail between messages that go well.
fn check<'a, W: Write, F: Framer, A: Allocator + 'a>(
    mut writer: StreamWriter<'a, W, F, A>,
    into_bytes: impl FnOnce(W) -> Vec<u8>,
) {
    let mut sent = Vec::new();
    for way in WAYS {
        let failing = Failing(way, vec![u64::MAX; 1000]);
        for good in [Message::Sensitive, Message::Gathered(vec![2000]), Message::Log(1)] {
            let at = (writer.bytes_written(), writer.messages_written());
            let result = catch_unwind(AssertUnwindSafe(|| writer.write_gathered(&failing)));
            let kind = match way {
                Way::Errs => ErrorKind::Other,
                Way::LeavesATable | Way::LeavesNothing => ErrorKind::Unfinished,
                Way::Elsewhere => ErrorKind::InvalidPayload,
                Way::Panics => {
                    assert_eq!(result.unwrap_err().downcast_ref(), Some(&"a user's panic"));
                    continue;
                }
            };
            assert_eq!(located(&result.unwrap().unwrap_err()), (kind, at.0, at.1), "{way:?}");
            good.write(&mut writer).unwrap();
            sent.push(good);
        }
        Message::Sensitive.write(&mut writer).unwrap();
        sent.push(Message::Sensitive);
    }
    writer.flush().unwrap();
    assert!(into_bytes(writer.into_inner()) == stream(&DefaultFramer, &sent));
}

#[test]
fn a_failure_costs_its_own_message() {
    let bump = Bump::new();
    let arena = ArenaStrategy::new(&bump).batch_bytes(3000);
    check(StreamWriter::new(Vec::new(), DefaultFramer), |bytes| bytes);
    let bytes = |batch: flatstream::arena::Batch<'_, Vec<u8>>| batch.into_inner().unwrap();
    check(StreamWriter::with_arena(Vec::new(), DefaultFramer, arena), bytes);
    let growing = arena.window_bytes(100).grow_to(1 << 20);
    check(StreamWriter::with_arena(Vec::new(), DefaultFramer, growing), bytes);
}

#[test]
fn a_gathered_vector_takes_room_in_the_window() {
    let bump = Bump::new();
    let arena = ArenaStrategy::new(&bump).window_bytes(10_000);
    let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, arena);
    for _ in 0..2 {
        let error = Message::Gathered(vec![2000, 1000]).write(&mut writer).unwrap_err();
        let too_large = ErrorKind::FrameTooLarge { len: 10_001, limit: 10_000 };
        assert_eq!(located(&error), (too_large, writer.bytes_written(), writer.messages_written()));
        Message::Gathered(vec![2000]).write(&mut writer).unwrap();
        Message::Log(1).write(&mut writer).unwrap();
    }
    let good = [Message::Gathered(vec![2000]), Message::Log(1)];
    let taken = writer.into_inner().into_inner().unwrap();
    assert!(taken == stream(&DefaultFramer, &[&good[..]; 2].concat()));
}

#[test]
fn what_a_validator_refuses_is_not_written_and_leaves_nothing_behind() {
    let short = |payload: &[u8]| match payload.len() {
        0..12_000 => Ok(()),
        _ => Err(Error::custom(ErrorKind::InvalidPayload, "too long")),
    };
    let bump = Bump::new();
    let framer = DefaultFramer.with_validator(short);
    let mut writer = StreamWriter::with_arena(Vec::new(), framer, &bump);
    let good = [Message::Gathered(vec![2000]), Message::Gathered(vec![100; 20]), Message::Log(1)];
    for message in &good {
        let at = (writer.bytes_written(), writer.messages_written());
        let error = Message::Gathered(vec![5000]).write(&mut writer).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::InvalidPayload, at.0, at.1));
        message.write(&mut writer).unwrap();
    }
    let taken = writer.into_inner().into_inner().unwrap();
    assert!(taken == stream(&DefaultFramer, &good));
}
