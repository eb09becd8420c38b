//! Messages that are built, kept, and written later.

use crate::{formats, payload};
use flatstream::{
    ErrorKind, SliceReader, StreamReader, StreamWriter,
    arena::{ArenaBuilder, ArenaStrategy, Bump},
};
use flatstream_testkit::{OwnedLog, Telemetry, wire};

/// A text whose length is never the one before.
fn text(n: usize) -> String {
    let lens = [0, 100, 16_300, 16_400, 3000, 70_000, 20_000, 150_000];
    "text ".repeat(lens[n % lens.len()] / 5 + n)
}

#[test]
fn kept_messages_are_written_later_and_read_back() {
    for format in formats() {
        let (kept_in, batched_in) = (Bump::new(), Bump::new());
        let mut messages = ArenaBuilder::new(&kept_in);
        let (mut kept, mut expected): (Vec<&[u8]>, Vec<_>) = (Vec::new(), Vec::new());
        for n in 0..40 {
            kept.push(messages.build(&Telemetry(n as u64)).unwrap());
            kept.push(messages.build(&text(n)).unwrap());
            kept.push(messages.build(&OwnedLog::new(n as u64).as_log()).unwrap());
            expected.extend([payload(&Telemetry(n as u64)), payload(&text(n))]);
            expected.push(payload(&OwnedLog::new(n as u64).as_log()));
        }
        // The builder may go; the messages are the arena's.
        drop(messages);
        kept.reverse();
        expected.reverse();
        let arena = ArenaStrategy::new(&batched_in).batch_bytes(5000);
        let mut writer = StreamWriter::with_arena(Vec::new(), format, arena);
        for message in kept {
            writer.write_payload(message).unwrap();
        }
        let stream = writer.into_inner().into_inner().unwrap();
        assert!(stream == wire(&format, &expected));

        let mut reader = StreamReader::new(&stream[..], format);
        for message in &expected {
            assert!(reader.read_message().unwrap() == Some(message));
        }
        assert_eq!(reader.read_message().unwrap(), None);
        let slices: Vec<_> = SliceReader::new(&stream, format).map(Result::unwrap).collect();
        assert!(slices == expected);
    }
}

#[test]
fn what_is_too_long_to_be_kept_harms_nothing_that_is_kept() {
    let bump = Bump::new();
    let mut messages = ArenaBuilder::new(&bump).max_bytes(100_000);
    let mut kept = Vec::new();
    for n in 0..5 {
        kept.push(messages.build(&Telemetry(n)).unwrap());
        let error = messages.build(&"x".repeat(100_000)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 100_001, limit: 100_000 });
        kept.push(messages.build(&"x".repeat(50_000)).unwrap());
    }
    let long = payload(&"x".repeat(50_000));
    let expected: Vec<_> = (0..5).flat_map(|n| [payload(&Telemetry(n)), long.clone()]).collect();
    let mut writer = StreamWriter::new(Vec::new(), flatstream::DefaultFramer);
    kept.iter().for_each(|message| writer.write_payload(message).unwrap());
    assert!(writer.into_inner() == wire(&flatstream::DefaultFramer, expected));
}
