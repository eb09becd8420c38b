//! Windows that grow: the bytes are right however long the messages are, and whatever
//! was in the memory.

use crate::{
    located,
    messages::{Message, Readings, Sensitive, stream},
    payload,
};
use flatstream::{
    DefaultFramer, ErrorKind, FrameFormat, StreamWriter,
    arena::{ArenaStrategy, Bump},
};
use flatstream_testkit::wire;

#[test]
fn a_window_may_grow_up_to_its_limit() {
    let bump = Bump::new();
    for (window, max) in [(0, 65_536), (1000, 65_536), (8192, 100_000), (65_536, 1 << 20)] {
        let arena = ArenaStrategy::new(&bump).window_bytes(window).grow_to(max);
        let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, arena);
        let mut sent = Vec::new();
        let limit = max as u64;
        let too_large = ErrorKind::FrameTooLarge { len: limit + 1, limit };
        // What a text adds to its length: offset, length, end and padding; and a limit
        // is rounded up to pieces of 8 KiB, twice where the heap begins.
        for text in [10, max / 2, 100, max - 16, 0, max / 3].map(|len| "x".repeat(len)) {
            writer.write(&text).unwrap();
            writer.write(&Sensitive).unwrap();
            sent.extend([payload(&text), payload(&Sensitive)]);
            let at = (too_large, writer.bytes_written(), writer.messages_written());
            for len in [max + 16_384, 4 * max] {
                let error = writer.write(&"x".repeat(len)).unwrap_err();
                assert_eq!(located(&error), at, "{len} from {window} to {max}");
            }
        }
        let taken = writer.into_inner().into_inner().unwrap();
        assert!(taken == wire(&DefaultFramer, sent), "{window} to {max}");
    }
}

#[test]
fn messages_of_many_pieces_in_windows_of_any_length() {
    let bump = Bump::new();
    // Tables with short vectors: all of it is written bit by bit.
    let messages: Vec<_> =
        [1, 10, 20, 40, 300, 3, 80, 1].map(|n| Message::Gathered(vec![100; n])).into();
    let expected = stream(&DefaultFramer, &messages);
    let mut wrong = Vec::new();
    for window in [0, 1, 3880, 8191, 8192, 8193, 10_000, 16_384, 20_001, 65_536, 65_537] {
        let arena = ArenaStrategy::new(&bump).window_bytes(window).grow_to(1 << 20);
        let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, arena);
        messages.iter().for_each(|message| message.write(&mut writer).unwrap());
        if writer.into_inner().into_inner().unwrap() != expected {
            wrong.push(window);
        }
    }
    assert_eq!(wrong, [0; 0], "windows with wrong bytes");
}

#[test]
fn small_messages_after_a_gathered_one_in_memory_that_was_used_before() {
    let bump = Bump::new();
    for len in [2000, 10_000, 18_000, 20_000, 24_000, 28_000, 30_000, 31_000, 40_000, 100_000] {
        let arena = ArenaStrategy::new(&bump).window_bytes(1 << 20).grow_to(4 << 20);
        let mut writer = StreamWriter::with_arena(Vec::new(), FrameFormat::new(), arena);
        // Dirties all that is lent, but not gathered.
        let large = Readings::new([250_000]);
        writer.write(&large).unwrap();
        let gathered = Message::Gathered(vec![len]);
        gathered.write(&mut writer).unwrap();
        // Built over the whole of where the vector would have been.
        let small = Message::Gathered(vec![100; 200]);
        let after =
            [Message::Sensitive, small.clone(), gathered.clone(), small, Message::Sensitive];
        after.iter().for_each(|message| message.write(&mut writer).unwrap());
        let taken = writer.into_inner().into_inner().unwrap();
        let before = [Message::Gathered(vec![250_000]), gathered];
        let expected = stream(&FrameFormat::new(), &[&before[..], &after].concat());
        assert!(taken == expected, "{len} numbers gathered");
    }
}
