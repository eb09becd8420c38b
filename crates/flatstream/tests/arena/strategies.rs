//! Where the builder's memory comes from, chosen at compile time and at run time.

use crate::{
    formats, located,
    messages::{Sensitive, mix, stream},
    payload,
};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    Error, ErrorKind, FrameFormat, Limits, Result, StreamSerialize, StreamWriter,
    arena::{
        AllocationStrategy, ArenaStrategy, Bump, DefaultStrategy, FrameArena, Pooled, SmartBuilder,
    },
};
use flatstream_pool::BufferPool;
use flatstream_testkit::{OwnedLog, Telemetry, wire};
use std::panic::{self, AssertUnwindSafe, catch_unwind};

/// The mix, written in the memory of any strategy.
fn written<'a>(format: FrameFormat, strategy: impl AllocationStrategy<'a>) -> Vec<u8> {
    let mut writer = StreamWriter::with_strategy(Vec::new(), format, strategy);
    mix().iter().for_each(|message| message.write(&mut writer).unwrap());
    // Nothing is held back.
    writer.into_inner()
}

#[test]
fn every_strategy_writes_the_same_bytes() {
    let (bump, mut owned, pool) = (Bump::new(), FrameArena::new(), BufferPool::default());
    for format in formats() {
        let expected = stream(&format, &mix());
        assert!(written(format, DefaultStrategy) == expected);
        assert!(written(format, &bump) == expected);
        assert!(written(format, &mut owned) == expected);
        // The second time in the memory of the first.
        assert!(written(format, Pooled(&pool)) == expected);
        assert!(written(format, Pooled(&pool)) == expected);
        let stats = pool.stats();
        assert_eq!(stats.idle as u64, stats.misses - stats.discards);
        let arena = ArenaStrategy::new(&bump).window_bytes(33_333);
        assert!(written(format, arena) == expected);
        assert!(written(format, arena.window_bytes(1).grow_to(40_000)) == expected);
    }
}

/// A message that fails.
#[derive(Clone, Copy, Debug)]
enum Failing {
    Errs,
    Panics,
    Unfinished,
}

impl StreamSerialize for Failing {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        builder.create_string("left behind");
        builder.start_table();
        builder.push_slot_always(4, u64::MAX);
        match self {
            Self::Errs => Err(Error::other("failing")),
            Self::Panics => panic::resume_unwind(Box::new("a user's panic")),
            Self::Unfinished => Ok(()),
        }
    }
}

/// Writes with `messages` what fails in every way, and what is right behind it.
fn check_smart(format: FrameFormat, messages: &mut SmartBuilder<'_>) {
    let mut writer = StreamWriter::new(Vec::new(), format);
    let mut sent = Vec::new();
    for failing in [Failing::Errs, Failing::Panics, Failing::Unfinished] {
        for n in 0..3 {
            writer.write_with(messages, &Telemetry(n)).unwrap();
            // The writer's own builder is another one.
            writer.write("between").unwrap();
            let at = (writer.bytes_written(), writer.messages_written());
            let failed = catch_unwind(AssertUnwindSafe(|| writer.write_with(messages, &failing)));
            match failing {
                Failing::Panics => {
                    assert_eq!(failed.unwrap_err().downcast_ref(), Some(&"a user's panic"));
                }
                Failing::Errs => {
                    let error = failed.unwrap().unwrap_err();
                    assert_eq!(located(&error), (ErrorKind::Other, at.0, at.1));
                }
                Failing::Unfinished => {
                    let error = failed.unwrap().unwrap_err();
                    assert_eq!(located(&error), (ErrorKind::Unfinished, at.0, at.1));
                }
            }
            writer.write_with(messages, &Sensitive).unwrap();
            let log = OwnedLog::new(n);
            writer.write_with(messages, &log.as_log()).unwrap();
            sent.extend([payload(&Telemetry(n)), payload("between")]);
            sent.extend([payload(&Sensitive), payload(&log.as_log())]);
        }
    }
    assert!(writer.into_inner() == wire(&format, sent), "{format:?}");
}

#[test]
fn a_builder_chosen_at_run_time_writes_the_same_bytes_and_survives_failures() {
    let (bump, pool) = (Bump::new(), BufferPool::default());
    for format in formats() {
        check_smart(format, &mut SmartBuilder::new());
        check_smart(format, &mut SmartBuilder::with_arena(&bump));
        let arena = ArenaStrategy::new(&bump).window_bytes(30_000);
        check_smart(format, &mut SmartBuilder::with_arena(arena));
        check_smart(format, &mut SmartBuilder::with_pool(&pool));
        check_smart(format, &mut SmartBuilder::with_pool(&pool));
    }
    // As much as one of them took, at most.
    let stats = pool.stats();
    assert_eq!(stats.idle as u64, stats.misses - stats.discards);
}

#[test]
fn a_window_chosen_at_run_time_refuses_what_the_others_take() {
    let (bump, pool) = (Bump::new(), BufferPool::default());
    let long = "x".repeat(100_000);
    let arena = ArenaStrategy::new(&bump).window_bytes(20_000);
    let too_large = ErrorKind::FrameTooLarge { len: 20_001, limit: 20_000 };
    let mut writer = StreamWriter::new(Vec::new(), FrameFormat::new());
    let mut sent = Vec::new();
    let choices =
        [SmartBuilder::new(), SmartBuilder::with_arena(arena), SmartBuilder::with_pool(&pool)];
    for (mut messages, refuses) in choices.into_iter().zip([false, true, false]) {
        let at = (writer.bytes_written(), writer.messages_written());
        let result = writer.write_with(&mut messages, &long);
        if refuses {
            assert_eq!(located(&result.unwrap_err()), (too_large, at.0, at.1));
        } else {
            result.unwrap();
            sent.push(payload(&long));
        }
        writer.write_with(&mut messages, "short").unwrap();
        sent.push(payload("short"));
    }
    assert!(writer.into_inner() == wire(&FrameFormat::new(), sent));
}

#[test]
fn limits_hold_whoever_builds() {
    let bump = Bump::new();
    let limits = Limits::default().max_frame_bytes(87);
    let mut writer = StreamWriter::new(Vec::new(), FrameFormat::new()).limits(limits);
    let too_large = ErrorKind::FrameTooLarge { len: 88, limit: 87 };
    for (n, mut messages) in
        (0..).zip([SmartBuilder::new(), SmartBuilder::with_arena(&bump), SmartBuilder::default()])
    {
        let error = writer.write_with(&mut messages, &Telemetry(1)).unwrap_err();
        assert_eq!(located(&error), (too_large, 20 * n, n));
        writer.write_with(&mut messages, "hello").unwrap();
    }
    assert_eq!(writer.into_inner(), wire(&FrameFormat::new(), ["hello"; 3].map(payload)));
}
