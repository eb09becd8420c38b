//! Pieces by time.

use flatstream_chunk::{StreamChunk, TimePieces, TimeSlice, TimeSlices};
use flatstream_testkit::steady_state;
use std::{num::NonZeroU64, ops::Range};

fn width(width: u64) -> NonZeroU64 {
    NonZeroU64::new(width).unwrap()
}

#[test]
fn a_slice_in_windows() {
    let check = |times: &[u64], expected: &[(u64, &[u64])]| {
        let slices = TimeSlices::new(times, width(10), |time| *time);
        let expected: Vec<_> =
            expected.iter().map(|&(start, items)| TimeSlice { start, items }).collect();
        assert_eq!(slices.collect::<Vec<_>>(), expected);
    };
    check(&[], &[]);
    check(&[10], &[(10, &[10])]);
    check(&[9, 10, 19, 20], &[(0, &[9]), (10, &[10, 19]), (20, &[20])]);
    check(&[5, 95], &[(0, &[5]), (90, &[95])]);
    // Out of order, within a window and beyond.
    check(&[19, 11, 5, 12], &[(10, &[19, 11]), (0, &[5]), (10, &[12])]);
    check(&[u64::MAX, u64::MAX - 5], &[(u64::MAX - 5, &[u64::MAX, u64::MAX - 5])]);
}

/// `(start, chunks, parts, bytes)` of each piece.
fn pieces(chunks: &[(u64, StreamChunk)], max: usize) -> Vec<(u64, usize, usize, String)> {
    let pieces = TimePieces::new(chunks.iter().cloned(), width(10)).max_piece_bytes(max);
    pieces
        .map(|by_time| {
            let bytes = String::from_utf8(by_time.piece.to_vec()).unwrap();
            (by_time.start, by_time.chunks, by_time.piece.parts().len(), bytes)
        })
        .collect()
}

fn check(chunks: &[(u64, StreamChunk)], max: usize, expected: &[(u64, usize, usize, &str)]) {
    let pieces = pieces(chunks, max);
    let pieces: Vec<_> = pieces.iter().map(|(a, b, c, text)| (*a, *b, *c, &text[..])).collect();
    assert_eq!(pieces, expected);
}

#[test]
fn chunks_of_one_window_are_one_piece() {
    let (one, two) = (chunk("abcdef", 0), chunk("ghij", 6));
    let a = |time: u64, range: Range<usize>| (time, one.sub_chunk(range));
    let b = |time: u64, range: Range<usize>| (time, two.sub_chunk(range));
    check(&[], 100, &[]);
    let chunks = [a(1, 0..2), a(9, 2..5), a(10, 5..6), b(11, 0..1), b(29, 1..4)];
    let expected = [(0, 2, 1, "abcde"), (10, 2, 2, "fg"), (20, 1, 1, "hij")];
    check(&chunks, 100, &expected);
    // A gap, another order, an empty chunk.
    let chunks = [a(1, 0..2), a(2, 3..4), a(3, 0..1), a(4, 1..1), a(5, 1..2)];
    check(&chunks, 100, &[(0, 1, 1, "ab"), (0, 1, 1, "d"), (0, 3, 1, "ab")]);
    let chunks = [a(15, 0..2), a(9, 2..3), a(16, 3..5)];
    check(&chunks, 100, &[(10, 1, 1, "ab"), (0, 1, 1, "c"), (10, 1, 1, "de")]);
}

#[test]
fn a_piece_of_several_chunks_is_bounded() {
    let text = chunk("abcdefghij", 0);
    let chunks = [0..1, 1..3, 3..4, 4..9, 9..10].map(|range| (7, text.sub_chunk(range)));
    check(&chunks, 4, &[(0, 3, 1, "abcd"), (0, 1, 1, "efghi"), (0, 1, 1, "j")]);
    check(&chunks, 3, &[(0, 2, 1, "abc"), (0, 1, 1, "d"), (0, 1, 1, "efghi"), (0, 1, 1, "j")]);
    check(&chunks, 10, &[(0, 5, 1, "abcdefghij")]);
}

#[test]
fn messages_of_a_chunk_cost_no_allocation() {
    let text = StreamChunk::new("test", vec![0; 10_000], 0);
    let mut messages = (0..10_000).map(|at| (at as u64, text.sub_chunk(at..=at)));
    let mut pieces = TimePieces::new(messages.by_ref(), width(5));
    let mut bytes = 0;
    let traffic = steady_state(5, |_| bytes += pieces.next().unwrap().piece.len());
    assert_eq!((traffic.allocations, traffic.frees, bytes), (0, 0, 5 * 1005));
}

fn chunk(text: &str, offset: u64) -> StreamChunk {
    StreamChunk::new("test", text.into(), offset)
}
