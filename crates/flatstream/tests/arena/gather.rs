//! Vectors that are sent from where they are.

use crate::{
    TempFile, formats, located,
    messages::{Message, stream},
    sinks::{Frames, SlowSink},
};
use flatbuffers::Allocator;
use flatstream::{
    Checksum, ChecksumFramer, ErrorKind, FrameFormat, Framer, FramerExt, Limits, MemoryPolicy,
    StreamWriter, TableRootValidator,
    arena::{ArenaStrategy, Bump},
};
use flatstream_testkit::{CutSink, Fault, FaultyWriter, wire};
use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, Read, Write},
    sync::{Arc, Mutex},
    thread,
};

/// Messages that gather nothing, one vector, several, and more than are gathered, with
/// what is sensitive to stale bytes behind each.
fn messages() -> Vec<Message> {
    let lens: [&[usize]; 9] = [
        &[],
        &[0],
        &[1023], // 4092 bytes: copied
        &[1024],
        &[1025, 3, 1024],
        &[20_000],
        &[1, 5000, 2, 1024, 3],
        &[1024; 16],
        &[1100; 21],
    ];
    lens.into_iter()
        .flat_map(|lens| [Message::Gathered(lens.to_vec()), Message::Sensitive])
        .collect()
}

fn write_all<'a, W: Write, F: Framer, A: Allocator + 'a>(writer: &mut StreamWriter<'a, W, F, A>) {
    messages().iter().for_each(|message| message.write(writer).unwrap());
    writer.flush().unwrap();
}

/// What a builder of each kind makes of the messages, written through `framer`.
fn check(framer: impl Framer, expected: &[u8]) {
    let mut writer = StreamWriter::new(Vec::new(), &framer);
    write_all(&mut writer);
    assert!(writer.into_inner() == expected, "on the heap");

    let bump = Bump::new();
    let arena = ArenaStrategy::new(&bump).window_bytes(200_000);
    let mut writer = StreamWriter::with_strategy(Vec::new(), &framer, arena);
    write_all(&mut writer);
    assert!(writer.into_inner() == expected, "in a window");
    let mut writer = StreamWriter::with_arena(Vec::new(), &framer, arena);
    write_all(&mut writer);
    assert!(writer.into_inner().into_inner().unwrap() == expected, "in a window, batched");
    let arena = arena.window_bytes(3000).grow_to(1 << 20);
    let mut writer = StreamWriter::with_arena(Vec::new(), &framer, arena);
    write_all(&mut writer);
    assert!(writer.into_inner().into_inner().unwrap() == expected, "in a window that grows");
}

#[test]
fn the_bytes_are_those_of_a_plain_write() {
    for format in formats() {
        check(format, &stream(&format, &messages()));
    }
}

/// A checksum of three bytes that cannot go by parts.
struct Sum;

impl Checksum for Sum {
    fn calculate(&self, payload: &[u8]) -> u64 {
        payload.iter().zip(1_u64..).map(|(&byte, n)| u64::from(byte) * n).sum()
    }
    fn size(&self) -> usize {
        3
    }
}

#[test]
fn framers_that_must_see_the_whole_have_it_joined() {
    check(ChecksumFramer::new(Sum), &stream(&ChecksumFramer::new(Sum), &messages()));
    for format in formats() {
        let seen = RefCell::new(Vec::new());
        let see = |payload: &[u8]| seen.borrow_mut().push(payload.to_vec());
        let framer = FramerExt::observed(format, see).with_validator(TableRootValidator::new());
        check(framer, &stream(&format, &messages()));
        // Once for each of the four builders.
        let seen = seen.into_inner();
        let payloads: Vec<_> = messages().iter().map(Message::payload).collect();
        assert!(seen == [&payloads[..]; 4].concat());
    }
}

#[test]
fn gathered_vectors_leave_in_the_one_write_of_their_frame() {
    let mut writer = StreamWriter::new(FaultyWriter::new([]), FrameFormat::new());
    for (n, message) in messages().iter().enumerate() {
        message.write(&mut writer).unwrap();
        assert_eq!(writer.get_ref().calls, n + 1);
    }
}

#[test]
fn sinks_that_take_little_get_everything() {
    for format in formats() {
        let expected = stream(&format, &messages());
        for most in [1, 3, usize::MAX] {
            let mut writer = StreamWriter::new(SlowSink::new(most), format);
            write_all(&mut writer);
            assert!(writer.into_inner().taken == expected, "{most} at a time");
            let bump = Bump::new();
            let arena = ArenaStrategy::new(&bump).window_bytes(200_000).batch_bytes(6000);
            let mut writer = StreamWriter::with_arena(SlowSink::new(most), format, arena);
            write_all(&mut writer);
            let taken = writer.into_inner().into_inner().unwrap().taken;
            assert!(taken == expected, "{most} at a time, batched");
        }
    }
}

/// Has `writer` write while another thread reads to the end.
fn check_pipe(reader: impl Read + Send, sink: impl Write) {
    let read = |mut reader: Box<dyn Read + Send + '_>| {
        let mut bytes = Vec::new();
        reader.read_to_end(&mut bytes).unwrap();
        bytes
    };
    let format = FrameFormat::new();
    let bytes = thread::scope(|scope| {
        let reader = scope.spawn(move || read(Box::new(reader)));
        let bump = Bump::new();
        let arena = ArenaStrategy::new(&bump).window_bytes(200_000);
        let mut writer = StreamWriter::with_arena(sink, format, arena);
        write_all(&mut writer);
        drop(writer);
        reader.join().unwrap()
    });
    assert!(bytes == stream(&format, &messages()));
}

#[test]
#[cfg(unix)]
fn into_a_socket() {
    let (reader, sink) = std::os::unix::net::UnixStream::pair().unwrap();
    check_pipe(reader, sink);
}

#[test]
fn into_a_pipe() {
    let (reader, sink) = io::pipe().unwrap();
    check_pipe(reader, sink);
}

#[test]
fn into_a_file() {
    let path = TempFile::new("gather");
    for format in formats() {
        let mut writer = StreamWriter::new(File::create(&path.0).unwrap(), format);
        write_all(&mut writer);
        assert!(fs::read(&path.0).unwrap() == stream(&format, &messages()));
    }
}

#[test]
fn limits_count_what_is_gathered() {
    let lens = vec![5000, 10, 5000];
    let len = Message::Gathered(lens.clone()).payload().len();
    let bounds = [(len - 1, false), (len, true)];
    for (max, fits) in bounds.map(|(max, fits)| (u32::try_from(max).unwrap(), fits)) {
        let limits = Limits::default().max_frame_bytes(max);
        let refused = ErrorKind::FrameTooLarge { len: len as u64, limit: u64::from(max) };
        let mut limited = StreamWriter::new(Vec::new(), FrameFormat::new()).limits(limits);
        let mut bounded =
            StreamWriter::new(Vec::new(), FramerExt::bounded(FrameFormat::new(), max));
        let mut sent = vec![b"abc".to_vec()];
        sent.extend(fits.then(|| Message::Gathered(lens.clone()).payload()));
        sent.push(Message::Payload(vec![1; 9]).payload());
        macro_rules! check {
            ($writer:ident) => {
                $writer.write_payload(b"abc").unwrap();
                let result = Message::Gathered(lens.clone()).write(&mut $writer);
                match result {
                    Ok(()) => assert!(fits, "{max}"),
                    Err(error) => assert_eq!((fits, located(&error)), (false, (refused, 7, 1))),
                }
                $writer.write_payload(&[1; 9]).unwrap();
                assert!($writer.into_inner() == wire(&FrameFormat::new(), &sent));
            };
        }
        check!(limited);
        check!(bounded);
    }
}

#[test]
fn a_sink_that_blocks_at_any_byte_gets_the_rest_later() {
    let messages = [
        Message::Telemetry(1),
        Message::Gathered(vec![2000, 3, 1500]),
        Message::Sensitive,
        Message::Gathered(vec![1024]),
    ];
    for format in formats() {
        let (frames, whole) = (Frames::new(&format, &messages), stream(&format, &messages));
        for cut in frames.cuts() {
            let kind = io::ErrorKind::WouldBlock;
            let mut writer = StreamWriter::new(CutSink::new(cut, [Fault::Kind(kind)]), format);
            let mut failed = 0;
            for message in &messages {
                let before = writer.messages_written();
                while writer.messages_written() == before {
                    if let Err(error) = message.write(&mut writer) {
                        let at = frames.at(cut);
                        let expected = (ErrorKind::Io(kind), at.offset, at.ordinal);
                        assert_eq!(located(&error), expected);
                        // What was gathered is kept: the message may go.
                        let end = usize::try_from(writer.bytes_written()).unwrap();
                        assert!(writer.unsent() == &whole[cut..end]);
                        failed += 1;
                    }
                }
            }
            writer.flush().unwrap();
            assert_eq!(failed, 1);
            assert!(writer.into_inner().taken == whole, "cut {cut}, {format:?}");
        }
    }
}

#[test]
fn a_memory_policy_hears_of_gathered_messages_and_may_replace_the_memory() {
    struct Told(Arc<Mutex<Vec<usize>>>);
    impl MemoryPolicy for Told {
        fn after_message(&mut self, len: usize, _: usize) -> Option<usize> {
            self.0.lock().unwrap().push(len);
            Some(64)
        }
    }
    let told = Arc::new(Mutex::new(Vec::new()));
    let mut writer =
        StreamWriter::new(Vec::new(), FrameFormat::new()).with_memory_policy(Told(told.clone()));
    messages().iter().for_each(|message| message.write(&mut writer).unwrap());
    assert!(writer.into_inner() == stream(&FrameFormat::new(), &messages()));
    let lens: Vec<_> = messages().iter().map(|message| message.payload().len()).collect();
    assert_eq!(*told.lock().unwrap(), lens);
}
