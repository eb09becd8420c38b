//! Order, and chunks made whole again.

use crate::{log, parts, refused};
use flatstream_chunk::{
    Adjacency::{self, Contiguous, Gap, OtherStream, Overlap},
    Bytes, StreamChunk,
};
use flatstream_core::{Error, ErrorKind};
use std::error::Error as _;

/// How `len` bytes at `next` stand to `first` bytes at `offset`.
fn check((offset, first): (u64, usize), (next, len): (u64, usize), expected: Adjacency) {
    let (one, other) = (log(first, offset), log(len, next));
    assert_eq!(one.adjacency(&other), expected, "{offset} {first} {next} {len}");
    assert_eq!(expected.is_in_order(), matches!(expected, Contiguous | Gap { .. }));
    let refused = (expected != Contiguous).then(|| refused(&other, expected));
    assert_eq!(one.join(&other).err(), refused);
    assert_eq!(StreamChunk::check_contiguous([&one, &other]).err(), refused);
    assert_eq!(StreamChunk::join_all([one, other]).err(), refused);
}

#[test]
fn one_chunk_stands_to_another() {
    check((0, 100), (100, 5), Contiguous);
    check((0, 100), (101, 5), Gap { bytes: 1 });
    check((0, 100), (99, 5), Overlap { bytes: 1 });
    check((50, 50), (0, 5), Overlap { bytes: 100 });
    check((50, 50), (50, 50), Overlap { bytes: 50 });
    check((0, 0), (0, 5), Contiguous);
    check((0, 5), (5, 0), Contiguous);
    check((5, 0), (5, 0), Contiguous);
    check((5, 0), (4, 0), Overlap { bytes: 1 });
}

#[test]
fn at_the_end_of_all_offsets() {
    check((u64::MAX - 4, 4), (u64::MAX, 9), Contiguous);
    check((u64::MAX - 4, 5), (u64::MAX, 9), Overlap { bytes: 1 });
    check((u64::MAX, 3), (u64::MAX, 3), Overlap { bytes: 3 });
    check((u64::MAX, 1), (0, 3), Overlap { bytes: u64::MAX });
    check((0, 0), (u64::MAX, 3), Gap { bytes: u64::MAX });
    check((u64::MAX, 0), (0, 0), Overlap { bytes: u64::MAX });
    check((0, 1), (u64::MAX, 3), Gap { bytes: u64::MAX - 1 });
}

#[test]
fn another_stream_is_never_next() {
    let one = log(10, 0);
    let other = StreamChunk::new("gol", vec![], 10);
    assert_eq!(one.adjacency(&other), OtherStream);
    assert!(!OtherStream.is_in_order());
    assert_eq!(one.join(&other), Err(refused(&other, OtherStream)));
    assert_eq!(one.join_neighbor(&other), None);
    // Though it is the same memory.
    let (left, mut right) = one.split_at(5);
    right.stream_id = "gol".into();
    assert_eq!(left.join_neighbor(&right), None);
}

#[test]
fn the_first_break_is_named() {
    let chunk = log(100, 0);
    let pieces = |ranges: &[(usize, usize)]| -> Vec<StreamChunk> {
        ranges.iter().map(|&(start, end)| chunk.sub_chunk(start..end)).collect()
    };
    let check = |ranges: &[(usize, usize)], expected: Option<(usize, Adjacency)>| {
        let pieces = pieces(ranges);
        let expected = expected.map(|(index, adjacency)| refused(&pieces[index], adjacency));
        assert_eq!(StreamChunk::check_contiguous(&pieces).err(), expected);
        assert_eq!(StreamChunk::join_all(&pieces).err(), expected);
        assert_eq!(StreamChunk::check_contiguous(pieces).err(), expected);
    };
    check(&[], None);
    check(&[(5, 9)], None);
    check(&[(5, 9), (9, 9), (9, 20)], None);
    check(&[(5, 9), (9, 9), (10, 20)], Some((2, Gap { bytes: 1 })));
    check(&[(5, 9), (6, 9), (10, 20)], Some((1, Overlap { bytes: 3 })));
    check(&[(0, 9), (9, 18), (0, 9)], Some((2, Overlap { bytes: 18 })));
}

#[test]
fn a_break_says_what_it_is_and_becomes_an_error() {
    let chunk = log(5, 70);
    let check = |adjacency, text: &str| {
        let text = format!("chunk at byte 70 of `log`: {text}");
        assert_eq!(refused(&chunk, adjacency).to_string(), text);
    };
    check(Gap { bytes: 7 }, "7 bytes missing before it");
    check(Overlap { bytes: 7 }, "begins 7 bytes too early");
    check(OtherStream, "of another stream than the one before");
    check(Contiguous, "contiguous");

    let gap = refused(&chunk, Gap { bytes: 7 });
    let error = Error::from(gap.clone());
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    assert_eq!(error.position().map(|at| at.offset), Some(70));
    assert_eq!(error.source().and_then(|source| source.downcast_ref()), Some(&gap));
}

/// Joined from `pieces` without a copy, as `expected` in its place.
fn in_place(pieces: &[StreamChunk], expected: &StreamChunk) {
    let joined = StreamChunk::join_all(pieces).unwrap().unwrap();
    assert_eq!(&joined, expected);
    assert_eq!(joined.data.as_ptr(), expected.data.as_ptr());
}

#[test]
fn neighbours_are_joined_in_place() {
    let chunk = log(100, 1000);
    let (left, right) = chunk.split_at(60);
    let (right, last) = right.split_at(20);
    in_place(&[left.clone(), right.clone(), last.clone()], &chunk);
    in_place(&[right.clone(), last.clone()], &chunk.sub_chunk(60..));
    // What was joined is joined again, with a piece and with what was joined.
    let front = left.join_neighbor(&right).unwrap();
    let quarters = [0..25, 25..50, 50..75, 75..100].map(|range| chunk.sub_chunk(range));
    let halves = quarters.chunks(2).map(|pair| pair[0].join_neighbor(&pair[1]).unwrap());
    in_place(&halves.collect::<Vec<_>>(), &chunk);
    let whole = front.join_neighbor(&last).unwrap();
    assert_eq!((&whole, whole.data.as_ptr()), (&chunk, chunk.data.as_ptr()));
    // And after the chunk that they were cut from, and the pieces, are gone.
    let place = chunk.data.as_ptr();
    drop((chunk, front, whole));
    let whole = left.join(&right).unwrap().join(&last).unwrap();
    assert_eq!((parts(&whole), whole.data.as_ptr()), (parts(&log(100, 1000)), place));
}

#[test]
fn what_was_shortened_by_hand_is_still_a_neighbour() {
    let chunk = log(100, 0);
    let (left, right) = chunk.split_at(60);
    let mut shorter = chunk.clone();
    shorter.data.truncate(60);
    in_place(&[shorter, right], &chunk);
    let mut shorter = chunk.clone();
    shorter.data = shorter.data.split_off(60);
    shorter.offset = 60;
    in_place(&[left, shorter], &chunk);
}

#[test]
fn what_was_replaced_by_hand_is_none() {
    let (left, mut right) = log(100, 0).split_at(60);
    right.data = Bytes::copy_from_slice(&right.data);
    assert_eq!(left.join_neighbor(&right), None);
    assert_eq!(left.join(&right).as_ref().map(parts), Ok(parts(&log(100, 0))));
}

#[test]
fn other_parts_of_the_stream_in_one_buffer_are_none() {
    // The same 10 bytes of memory for two places: contiguous in the stream alone.
    let left = log(20, 0).sub_chunk(..10);
    let mut right = left.clone();
    right.offset = 10;
    assert_eq!(left.join_neighbor(&right), None);
    let joined = left.join(&right).unwrap();
    assert_eq!(joined.data, [&left.data[..], &left.data].concat());
}

#[test]
fn bytes_cut_elsewhere_are_copied() {
    let bytes = log(100, 0).into_bytes();
    let left = StreamChunk::from_bytes("log", bytes.slice(..60), 0);
    let right = StreamChunk::from_bytes("log", bytes.slice(60..), 60);
    assert_eq!(left.join_neighbor(&right), None);
    assert_eq!(left.join(&right), Ok(log(100, 0)));
    // Of wholes that lie side by side, none holds both.
    let (left, right) = (left.sub_chunk(10..), right.sub_chunk(..30));
    assert_eq!(left.join_neighbor(&right), None);
    assert_eq!(left.join(&right).as_ref(), Ok(&log(100, 0).sub_chunk(10..90)));
}

#[test]
fn empty_chunks_join_whatever_memory_they_have() {
    let chunk = log(10, 5);
    for empty in [log(0, 15), chunk.sub_chunk(10..), chunk.sub_chunk(3..3)] {
        let mut empty = empty;
        empty.offset = 15;
        in_place(&[chunk.clone(), empty.clone()], &chunk);
        empty.offset = 5;
        in_place(&[empty.clone(), chunk.clone()], &chunk);
        in_place(&[empty.clone(), chunk.clone().split_at(4).0], &chunk.sub_chunk(..4));
    }
    let (left, right) = chunk.split_at(4);
    in_place(&[left, log(0, 9), right], &chunk);
    let none = StreamChunk::join_all([log(0, 5), log(0, 5)]).unwrap().unwrap();
    assert_eq!(parts(&none), ("log", &[][..], 5));
}

#[test]
fn nothing_joined_is_none() {
    assert_eq!(StreamChunk::join_all::<StreamChunk>([]), Ok(None));
}

#[test]
fn runs_of_neighbours_are_copied_together() {
    let (one, other) = (log(40, 0), StreamChunk::new("log", (40..100).collect(), 40));
    let pieces: Vec<_> = [0..10, 10..10, 10..40]
        .map(|range| one.sub_chunk(range))
        .into_iter()
        .chain([0..20, 20..60].map(|range| other.sub_chunk(range)))
        .collect();
    let joined = StreamChunk::join_all(pieces).unwrap().unwrap();
    assert_eq!(joined, log(100, 0));
    // The copy is a whole of its own.
    let (left, right) = joined.split_at(50);
    in_place(&[left, right], &joined);
}
