//! Limits, capacity and memory policies.

use crate::{emit::Text, located, payload};
use flatbuffers::FlatBufferBuilder;
use flatstream::{
    DefaultDeframer, DefaultFramer, DeframerExt, ErrorKind, FrameFormat, FramerExt, Limits,
    MemoryPolicy, Result, StreamReader, StreamSerialize, StreamWriter,
};
use flatstream_testkit::{count, wire};
use std::{
    io,
    sync::{Arc, Mutex},
};

/// Every way to write a text whose message has 20 bytes; the limit is 19.
fn check_refused<F: flatstream::Framer>(mut writer: StreamWriter<'_, Vec<u8>, F>) {
    let text = "1234567890a";
    let mut builder = FlatBufferBuilder::new();
    text.serialize(&mut builder).unwrap();
    assert_eq!(builder.finished_data().len(), 20);
    let expected = (ErrorKind::FrameTooLarge { len: 20, limit: 19 }, 20, 1);

    writer.write("abc").unwrap();
    assert_eq!(writer.bytes_written(), 16);
    writer.get_mut().clear();
    let refusals: [Result<()>; 5] = [
        writer.write(text),
        writer.write_root(|builder| builder.create_string(text)),
        writer.write_finished(&mut builder),
        writer.write_payload(&[7; 20]),
        writer.emit(&Text(text)),
    ];
    for refusal in refusals {
        assert_eq!(located(&refusal.unwrap_err()), (expected.0, 16, 1));
    }
    assert_eq!((writer.messages_written(), writer.bytes_written()), (1, 16));
    writer.write_payload(&[7; 19]).unwrap();
    writer.write("abc").unwrap();
    let expected = wire(&DefaultFramer, [vec![7; 19], payload("abc")]);
    assert_eq!(writer.into_inner(), expected);
}

#[test]
fn a_message_over_the_limit_costs_itself_alone() {
    let limits = Limits::default().max_frame_bytes(19);
    check_refused(StreamWriter::new(Vec::new(), DefaultFramer).limits(limits));
    check_refused(StreamWriter::new(Vec::new(), DefaultFramer.bounded(19)));
    check_refused(StreamWriter::new(Vec::new(), FramerExt::bounded(FrameFormat::new(), 19)));
}

#[test]
fn a_limit_means_the_same_on_both_sides() {
    for limit in [0, 1, 99, 100, 101] {
        let limits = Limits::default().max_frame_bytes(limit);
        let mut writer = StreamWriter::new(Vec::new(), DefaultFramer).limits(limits);
        let mut bounded = StreamWriter::new(Vec::new(), DefaultFramer.bounded(limit));
        let wire = wire(&DefaultFramer, [[7; 100]]);
        let mut reader = StreamReader::new(&wire[..], DefaultDeframer).limits(limits);
        let mut bounded_reader = StreamReader::new(&wire[..], DefaultDeframer.bounded(limit));
        let answers = [
            writer.write_payload(&[7; 100]),
            bounded.write_payload(&[7; 100]),
            reader.read_message().map(drop),
            bounded_reader.read_message().map(drop),
        ];
        for answer in answers {
            match answer {
                Ok(()) => assert!(limit >= 100, "{limit}"),
                Err(error) => {
                    let limit = u64::from(limit);
                    assert!(limit < 100, "{limit}");
                    let kind = ErrorKind::FrameTooLarge { len: 100, limit };
                    assert_eq!(located(&error), (kind, 0, 0));
                }
            }
        }
    }
}

#[test]
fn with_capacity_saves_the_growing() {
    let text = "x".repeat(5000);
    let mut writer = StreamWriter::new(io::sink(), DefaultFramer);
    assert!(count(|| writer.write(&text).unwrap()).allocations > 5);
    let mut writer = StreamWriter::with_capacity(io::sink(), DefaultFramer, 8192);
    assert_eq!(count(|| writer.write(&text).unwrap()).allocations, 0);
}

/// Notes what it is told, and shrinks to 1 KiB when the capacity is above 4 KiB
/// and the message below 100 bytes.
#[derive(Clone, Default)]
struct Noting(Arc<Mutex<Vec<(usize, usize)>>>);

impl MemoryPolicy for Noting {
    fn after_message(&mut self, message_len: usize, capacity: usize) -> Option<usize> {
        self.0.lock().unwrap().push((message_len, capacity));
        (capacity > 4096 && message_len < 100).then_some(1024)
    }
}

#[test]
fn a_policy_that_fires_shrinks_the_builder_and_changes_no_byte() {
    let policy = Noting::default();
    let mut writer = StreamWriter::with_capacity(Vec::new(), DefaultFramer, 512)
        .with_memory_policy(policy.clone());
    let texts = ["a", &"b".repeat(5000), &"c".repeat(200), "d", "e", &"f".repeat(3000), "g"];
    for text in texts {
        writer.write(text).unwrap();
    }
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, texts.map(payload)));
    let told = policy.0.lock().unwrap().clone();
    let expected = [
        (12, 512),
        (5012, 8192),
        (212, 8192),
        (12, 8192), // fires
        (12, 1024),
        (3012, 4096),
        (12, 4096),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_policy_watches_the_writers_own_builder_alone() {
    let policy = Noting::default();
    let mut writer =
        StreamWriter::new(Vec::new(), DefaultFramer).with_memory_policy(policy.clone());
    let mut builder = FlatBufferBuilder::with_capacity(8192);
    "own".serialize(&mut builder).unwrap();
    writer.write_finished(&mut builder).unwrap();
    writer.write_payload(b"bytes").unwrap();
    assert_eq!(*policy.0.lock().unwrap(), []);
    writer.write_root(|builder| builder.create_string("text")).unwrap();
    assert_eq!(*policy.0.lock().unwrap(), [(16, 16)]);
}

#[test]
fn memory_that_a_refused_message_took_is_given_back_after_the_next_one() {
    let policy = Noting::default();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer.bounded(1000))
        .with_memory_policy(policy.clone());
    let kind = writer.write(&"x".repeat(5000)).unwrap_err().kind();
    assert_eq!(kind, ErrorKind::FrameTooLarge { len: 5012, limit: 1000 });
    writer.write("small").unwrap();
    writer.write("small").unwrap();
    let told = policy.0.lock().unwrap().clone();
    assert_eq!(told[told.len() - 2..], [(16, 8192), (16, 1024)]);
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, [payload("small"), payload("small")]));
}

/// Lengths and capacities are those of messages, without the room for a header.
#[test]
fn a_policy_hears_of_emitted_messages_and_shrinks_their_memory() {
    let policy = Noting::default();
    let mut writer =
        StreamWriter::new(Vec::new(), DefaultFramer).with_memory_policy(policy.clone());
    let texts = ["a", &"b".repeat(5000), &"c".repeat(200), "d", "e", &"f".repeat(3000), "g"];
    for text in texts {
        writer.emit(&Text(text)).unwrap();
    }
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, texts.map(payload)));
    let told = policy.0.lock().unwrap().clone();
    let expected = [
        (12, 12),
        (5012, 5012),
        (212, 5012),
        (12, 5012), // fires
        (12, 1024),
        (3012, 3012),
        (12, 3012),
    ];
    assert_eq!(told, expected);
}

/// Whichever of the two is not used any more, it does not stay large.
#[test]
fn a_policy_looks_after_the_builder_and_the_memory_of_emitted_messages_at_once() {
    type Way = fn(&mut StreamWriter<'_, io::Sink, DefaultFramer>, &str);
    let write: Way = |writer, text| writer.write(text).unwrap();
    let emit: Way = |writer, text| writer.emit(&Text(text)).unwrap();
    let large = "x".repeat(5000);
    for (first, then, capacity) in
        [(write, emit, 8192), (emit, write, 5012), (write, write, 8192), (emit, emit, 5012)]
    {
        let policy = Noting::default();
        let mut writer =
            StreamWriter::new(io::sink(), DefaultFramer).with_memory_policy(policy.clone());
        then(&mut writer, "small");
        first(&mut writer, &large);
        let held = count(|| then(&mut writer, "small"));
        assert!(held.frees > 0, "{held:?}");
        first(&mut writer, "small");
        then(&mut writer, "small");
        let told = policy.0.lock().unwrap().clone();
        assert_eq!(told[1..], [(5012, capacity), (16, capacity), (16, 1024), (16, 1024)]);
        // What was given back has to be made again.
        assert!(count(|| first(&mut writer, &large)).peak_bytes >= 5012);
    }
}

/// As large as it was made, be it used or not.
#[test]
fn a_policy_hears_of_a_builder_that_no_message_was_built_in() {
    let policy = Noting::default();
    let mut writer = StreamWriter::with_capacity(Vec::new(), DefaultFramer, 8192)
        .with_memory_policy(policy.clone());
    for _ in 0..2 {
        writer.emit(&Text("a")).unwrap();
    }
    assert_eq!(*policy.0.lock().unwrap(), [(12, 8192), (12, 1024)]);
    writer.write("a").unwrap();
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, ["a"; 3].map(payload)));
}

/// Asks for more and more.
struct Greedy;

impl MemoryPolicy for Greedy {
    fn after_message(&mut self, _: usize, capacity: usize) -> Option<usize> {
        Some(2 * capacity + 1)
    }
}

#[test]
fn a_policy_that_asks_for_more_than_is_held_gets_nothing() {
    let mut writer =
        StreamWriter::with_capacity(io::sink(), DefaultFramer, 1024).with_memory_policy(Greedy);
    writer.emit(&Text("a")).unwrap();
    writer.write("a").unwrap();
    for _ in 0..3 {
        assert_eq!(count(|| writer.write("a").unwrap()).allocations, 0);
        assert_eq!(count(|| writer.emit(&Text("a")).unwrap()).allocations, 0);
    }
}

#[test]
fn a_policy_does_not_hear_of_what_was_not_emitted() {
    let policy = Noting::default();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer.bounded(100))
        .limits(Limits::default().max_frame_bytes(1000))
        .with_memory_policy(policy.clone());
    let kind = |result: Result<()>| result.unwrap_err().kind();
    let too_large = |len, limit| ErrorKind::FrameTooLarge { len, limit };
    let refused = writer.emit(&Text(&"x".repeat(5000)));
    assert_eq!(kind(refused), too_large(5012, 1000));
    assert_eq!(*policy.0.lock().unwrap(), []);
    // The framer has to see it.
    let refused = writer.emit(&Text(&"x".repeat(500)));
    assert_eq!(kind(refused), too_large(512, 100));
    assert_eq!(*policy.0.lock().unwrap(), [(512, 512)]);
    assert_eq!(writer.into_inner(), b"");
}
