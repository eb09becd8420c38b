//! Pieces of one chunk.

use crate::{Cut, chunk, n, within};
use flatstream_chunk::{LineEnd, Pattern, StreamChunk};

fn check(pieces: &[Cut], expected: &[(u64, &str)]) {
    let pieces: Vec<_> =
        pieces.iter().map(|(at, piece)| (*at, str::from_utf8(piece).unwrap())).collect();
    assert_eq!(pieces, expected);
}

#[test]
fn lines() {
    let lines = |text: &str| within(LineEnd, text.as_bytes());
    check(&lines(""), &[]);
    check(&lines("\n"), &[(0, "")]);
    check(&lines("one"), &[(0, "one")]);
    check(&lines("one\n"), &[(0, "one")]);
    check(&lines("one\r\ntwo"), &[(0, "one"), (5, "two")]);
    check(&lines("\r\n\n\r"), &[(0, ""), (2, ""), (3, "\r")]);
    check(&lines("a\rb\r\r\nc\r"), &[(0, "a\rb\r"), (6, "c\r")]);
}

#[test]
fn between_patterns() {
    let split = |text: &str, by: &str| within(Pattern::new(by), text.as_bytes());
    check(&split("", ","), &[(0, "")]);
    check(&split("a,b,", ","), &[(0, "a"), (2, "b"), (4, "")]);
    check(&split(",,", ","), &[(0, ""), (1, ""), (2, "")]);
    check(&split("aaaab", "aab"), &[(0, "aa"), (5, "")]);
    check(&split("aaaaa", "aa"), &[(0, ""), (2, ""), (4, "a")]);
    check(&split("abc", "abcd"), &[(0, "abc")]);
    // Nowhere.
    check(&split("abc", ""), &[(0, "abc")]);
}

#[test]
fn a_pattern_is_bytes_text_or_prepared() {
    let list = chunk(b"a, b");
    let prepared = Pattern::new(b", ").into_owned();
    assert_eq!(prepared.as_bytes(), b", ");
    let counts = [
        list.split(", ").count(),
        list.split(b", ").count(),
        list.split(&b", "[..]).count(),
        list.split(&prepared).count(),
        list.split(prepared).count(),
    ];
    assert_eq!(counts, [2; 5]);
}

#[test]
fn fixed_sizes_from_both_ends() {
    let bytes: Vec<u8> = (0..10).collect();
    let chunk = StreamChunk::new("test", bytes.clone(), 7);
    for size in 1..12 {
        let forwards: Vec<_> = chunk.fixed_size(n(size)).collect();
        let mut backwards: Vec<_> = chunk.fixed_size(n(size)).rev().collect();
        backwards.reverse();
        assert_eq!(forwards, backwards);
        let plain: Vec<_> = bytes.chunks(size).collect();
        assert_eq!(forwards.iter().map(|piece| &piece.data[..]).collect::<Vec<_>>(), plain);
        let joined = forwards.into_iter().reduce(|left, right| left.join_neighbor(&right).unwrap());
        assert_eq!(joined, Some(chunk.clone()));
    }
}

#[test]
fn fixed_sizes_left_are_counted() {
    let chunk = chunk(&[0; 10]);
    let mut pieces = chunk.fixed_size(n(4));
    let mut step = |back: bool, expected: Option<(u64, usize)>, left: usize| {
        let piece = if back { pieces.next_back() } else { pieces.next() };
        assert_eq!(piece.map(|piece| (piece.offset - crate::BASE, piece.len())), expected);
        assert_eq!(pieces.len(), left);
    };
    step(true, Some((8, 2)), 2);
    step(false, Some((0, 4)), 1);
    step(true, Some((4, 4)), 0);
    step(true, None, 0);
    step(false, None, 0);
    step(true, None, 0);
}

#[test]
fn pieces_lie_in_the_chunk_and_say_where() {
    let chunk = StreamChunk::new("log", b"one\ntwo".to_vec(), 100);
    let pieces = [chunk.lines().last().unwrap(), chunk.split("\n").last().unwrap()];
    for piece in pieces {
        assert_eq!((piece.offset, piece.stream_id), (104, "log".into()));
        assert_eq!(piece.data.as_ptr(), chunk.data[4..].as_ptr());
    }
}

#[test]
fn a_part_of_a_piece_joins_its_other_part() {
    let line = chunk(b"one two\nthree\n").lines().next().unwrap();
    let (left, right) = line.split_at(3);
    assert_eq!(left.join_neighbor(&right), Some(line));
}

#[test]
fn what_is_at_the_end_stays_there() {
    let chunk = chunk(b"a,b");
    let mut pieces = chunk.split(",");
    assert_eq!((pieces.next_range(), pieces.next_range()), (Some(0..1), Some(2..3)));
    assert_eq!(
        (pieces.next_range(), pieces.next(), pieces.size_hint()),
        (None, None, (0, Some(0)))
    );
}
