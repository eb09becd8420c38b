//! Whatever is written, in whatever order, into whatever sink: the plain stream.

use crate::messages::{Message, stream};
use flatstream::{
    ChecksumKind, ErrorKind, FrameFormat, SliceReader, StreamReader, StreamWriter,
    arena::{ArenaStrategy, FrameArena},
};
use flatstream_testkit::{FaultyReader, FaultyWriter, Step};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};
use std::io::{self, Write};

fn message() -> impl Strategy<Value = Message> {
    prop_oneof![
        3 => (0..10_000_u64).prop_map(Message::Telemetry),
        3 => (0..10_000_u64).prop_map(Message::Log),
        3 => (0..10_000_u64).prop_map(Message::Root),
        3 => (0..10_000_u64).prop_map(Message::Template),
        2 => (0..30_000_usize).prop_map(Message::Text),
        3 => vec(any::<u8>(), 0..300).prop_map(Message::Payload),
        1 => (0..100_000_usize).prop_map(|len| Message::Payload(vec![7; len])),
        3 => vec(prop_oneof![0..50_usize, 1000..3000_usize], 0..4).prop_map(Message::Gathered),
        1 => vec(1000..1200_usize, 10..20).prop_map(Message::Gathered),
        1 => Just(Message::Sensitive),
    ]
}

/// Pieces of any size, interruptions and blocks.
fn script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1..200_usize).prop_map(Step::Bytes),
        4 => (1..30_000_usize).prop_map(Step::Bytes),
        1 => Just(Step::Fail(io::ErrorKind::WouldBlock)),
        1 => Just(Step::Fail(io::ErrorKind::TimedOut)),
        1 => Just(Step::Fail(io::ErrorKind::Interrupted)),
    ];
    vec(step, 0..60)
}

/// The stream of `messages`, written until everything is taken.
macro_rules! written {
    ($writer:expr, $messages:expr) => {{
        let mut writer = $writer;
        for message in $messages {
            let target = writer.messages_written() + 1;
            while writer.messages_written() < target {
                if let Err(error) = message.write(&mut writer) {
                    prop_assert!(error.is_transient(), "{error:?}");
                }
            }
        }
        while let Err(error) = writer.flush() {
            prop_assert!(error.is_transient(), "{error:?}");
        }
        prop_assert_eq!(writer.messages_written(), $messages.len() as u64);
        writer.into_inner().into_inner().unwrap().taken
    }};
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn random_mixes_into_random_sinks_are_the_plain_stream(
        format in select(ChecksumKind::ALL).prop_map(|kind| FrameFormat::new().checksum(kind)),
        messages in vec(message(), 1..15),
        script in script(),
        (window, batch) in (0..100_000_usize, prop_oneof![0..1000_usize, 0..70_000_usize]),
        pieces in 1..5000_usize,
    ) {
        let expected = stream(&format, &messages);
        let mut plain = StreamWriter::new(Vec::new(), format);
        for message in &messages {
            message.write(&mut plain).unwrap();
        }
        prop_assert!(plain.into_inner() == expected, "the plain writer");

        let mut arena = FrameArena::new();
        let fixed = ArenaStrategy::new(&mut arena).window_bytes(100_000).batch_bytes(batch);
        let sink = FaultyWriter::new(script.clone());
        let taken = written!(StreamWriter::with_arena(sink, format, fixed), &messages);
        prop_assert!(taken == expected, "a window of fixed size");

        let growing = ArenaStrategy::new(&mut arena).window_bytes(window).batch_bytes(batch);
        let sink = FaultyWriter::new(script);
        let writer = StreamWriter::with_arena(sink, format, growing.grow_to(1 << 20));
        let taken = written!(writer, &messages);
        prop_assert!(taken == expected, "a window that grows");

        let payloads: Vec<_> = messages.iter().map(Message::payload).collect();
        let slices: Vec<_> = SliceReader::new(&taken, format).map(Result::unwrap).collect();
        prop_assert!(slices == payloads);
        let mut reader = StreamReader::new(FaultyReader::in_pieces_of(&taken, pieces), format);
        for payload in &payloads {
            prop_assert!(reader.read_message().unwrap() == Some(payload));
        }
        prop_assert_eq!(reader.read_message().unwrap(), None);
        prop_assert_eq!(reader.position().offset, expected.len() as u64);
    }

    #[test]
    fn what_does_not_fit_costs_itself_alone(
        messages in vec(message(), 1..15),
        window in 0..40_000_usize,
        batch in 0..5000_usize,
    ) {
        let mut arena = FrameArena::new();
        let strategy = ArenaStrategy::new(&mut arena).window_bytes(window).batch_bytes(batch);
        let mut writer = StreamWriter::with_arena(Vec::new(), FrameFormat::new(), strategy);
        let mut sent = Vec::new();
        let limit = window as u64;
        for message in messages {
            let before = writer.messages_written();
            match message.write(&mut writer) {
                Ok(()) => sent.push(message),
                Err(error) => {
                    let kind = ErrorKind::FrameTooLarge { len: limit + 1, limit };
                    prop_assert_eq!(error.kind(), kind);
                    prop_assert_eq!(error.position().unwrap().ordinal, before);
                    // Never one that would have fitted, nor one that needs no window.
                    prop_assert!(message.payload().len() + 64 > window, "{message:?}");
                    prop_assert!(!matches!(message, Message::Payload(_) | Message::Template(_)));
                }
            }
        }
        writer.get_mut().flush().unwrap();
        prop_assert!(*writer.get_ref().get_ref() == stream(&FrameFormat::new(), &sent));
    }
}
