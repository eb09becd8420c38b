//! Slices, pieces, and what is out of range.

use crate::{caught, log, parts};
use flatstream_chunk::{Bytes, StreamChunk};
use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
    ops::{Bound, RangeBounds},
};

/// `range` of 100 bytes gives the bytes from `first`, `len` of them; or a panic
/// that says `expected`, and no checked piece.
fn check(
    range: impl RangeBounds<usize> + Clone + std::fmt::Debug,
    expected: Result<(u64, usize), &str>,
) {
    let chunk = log(100, 1000);
    let slice = caught(|| chunk.slice(range.clone()));
    let piece = caught(|| chunk.sub_chunk(range.clone()));
    assert_eq!(slice.clone().ok(), chunk.slice_checked(range.clone()));
    assert_eq!(piece.clone().ok(), chunk.sub_chunk_checked(range.clone()));
    match expected {
        Ok((first, len)) => {
            let place = first as usize..first as usize + len;
            let bytes = &chunk.data[place];
            assert_eq!(slice.as_deref(), Ok(bytes), "{range:?}");
            assert_eq!(piece.as_ref().map(parts), Ok(("log", bytes, 1000 + first)), "{range:?}");
        }
        Err(message) => {
            let message = Err(format!("range {message} of a chunk of 100 bytes"));
            assert_eq!((slice, piece.map(|_| ())), (message.clone(), message.map(|_: Bytes| ())));
        }
    }
}

#[test]
fn every_kind_of_range() {
    check(.., Ok((0, 100)));
    check(0..100, Ok((0, 100)));
    check(20..30, Ok((20, 10)));
    check(20.., Ok((20, 80)));
    check(..30, Ok((0, 30)));
    check(20..=29, Ok((20, 10)));
    check(..=99, Ok((0, 100)));
    check(100.., Ok((100, 0)));
    check(50..50, Ok((50, 0)));
    check(0..0, Ok((0, 0)));
    check((Bound::Excluded(19), Bound::Included(29)), Ok((20, 10)));
    check((Bound::Excluded(99), Bound::Unbounded), Ok((100, 0)));
}

#[test]
#[expect(clippy::reversed_empty_ranges, reason = "that is the point")]
fn every_kind_of_range_that_is_none() {
    check(0..101, Err("0..101"));
    check(101.., Err("101.."));
    check(101..101, Err("101..101"));
    check(..101, Err("..101"));
    check(..=100, Err("..=100"));
    check(30..20, Err("30..20"));
    check(30..=20, Err("30..=20"));
    check(usize::MAX.., Err(&format!("{}..", usize::MAX)));
    check(0..=usize::MAX, Err(&format!("0..={}", usize::MAX)));
    check((Bound::Excluded(100), Bound::Unbounded), Err("above 100.."));
    check((Bound::Excluded(usize::MAX), Bound::Unbounded), Err(&format!("above {}..", usize::MAX)));
}

#[test]
fn a_panic_is_the_callers() {
    use std::{cell::RefCell, panic};
    thread_local!(static LINES: RefCell<Vec<(String, u32)>> = const { RefCell::new(Vec::new()) });
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().expect("a location");
        LINES.with_borrow_mut(|lines| lines.push((place.file().into(), place.line())));
        before(info);
    }));
    let chunk = log(10, 0);
    let line = line!();
    caught(|| chunk.slice(..11)).unwrap_err();
    caught(|| chunk.sub_chunk(..11)).unwrap_err();
    caught(|| chunk.split_at(11)).unwrap_err();
    drop(panic::take_hook());
    let expected = [line + 1, line + 2, line + 3].map(|line| (file!().to_owned(), line));
    assert_eq!(LINES.take(), expected);
}

#[test]
fn a_chunk_splits_anywhere() {
    let chunk = log(10, 1000);
    for at in 0..=10 {
        let (left, right) = chunk.split_at(at);
        assert_eq!(parts(&left), ("log", &chunk.data[..at], 1000));
        assert_eq!(parts(&right), ("log", &chunk.data[at..], 1000 + at as u64));
        assert_eq!(chunk.split_at_checked(at), Some((left, right)));
    }
    for at in [11, usize::MAX] {
        assert_eq!(chunk.split_at_checked(at), None);
        let message = format!("split at {at} of a chunk of 10 bytes");
        assert_eq!(caught(|| chunk.split_at(at)), Err(message));
    }
}

#[test]
fn an_empty_chunk_has_one_place() {
    for empty in [log(0, 7), StreamChunk::from_bytes("log", Bytes::new(), 7)] {
        assert_eq!((empty.len(), empty.is_empty(), empty.end_offset()), (0, true, 7));
        assert_eq!(parts(&empty.sub_chunk(..)), ("log", &[][..], 7));
        assert_eq!(empty.split_at(0), (empty.clone(), empty.clone()));
        assert_eq!(empty.sub_chunk_checked(1..), None);
        assert_eq!(empty.as_str(), Ok(""));
    }
}

#[test]
fn pieces_of_pieces_keep_their_place() {
    let chunk = log(100, 1000);
    let inner = chunk.sub_chunk(10..90).sub_chunk(5..).sub_chunk(..=9);
    assert_eq!(parts(&inner), ("log", &chunk.data[15..25], 1015));
    assert_eq!(inner.data.as_ptr(), chunk.data[15..].as_ptr());
    assert_eq!(inner.end_offset(), 1025);
}

#[test]
fn offsets_end_at_their_maximum() {
    let chunk = log(10, u64::MAX - 4);
    assert_eq!(chunk.end_offset(), u64::MAX);
    assert_eq!(chunk.sub_chunk(4..).offset, u64::MAX);
    assert_eq!(chunk.sub_chunk(5..).offset, u64::MAX);
    assert_eq!(log(4, u64::MAX - 4).end_offset(), u64::MAX);
}

#[test]
fn text_and_what_is_none() {
    let chunk = StreamChunk::new("log", "a°b".into(), 0);
    assert_eq!(chunk.as_str(), Ok("a°b"));
    assert_eq!(chunk.as_str_lossy(), "a°b");
    let half = chunk.sub_chunk(..2);
    assert_eq!(half.as_str().unwrap_err().valid_up_to(), 1);
    assert_eq!(half.as_str_lossy(), "a\u{fffd}");
}

#[test]
fn chunks_are_equal_by_what_they_say() {
    let chunk = log(10, 5);
    let piece = StreamChunk::new("log", vec![9; 3].into_iter().chain(0..10).collect(), 2);
    let same = piece.sub_chunk(3..);
    assert_eq!(chunk, same);
    let state = RandomState::new();
    assert_eq!(state.hash_one(&chunk), state.hash_one(&same));
    let others = [log(10, 6), log(9, 5), StreamChunk::new("gol", (0..10).collect(), 5)];
    assert!(others.iter().all(|other| *other != chunk));
    assert_eq!(others.iter().chain([&chunk, &same]).collect::<HashSet<_>>().len(), 4);
    assert_eq!(AsRef::<[u8]>::as_ref(&chunk), &chunk.data[..]);
}

#[test]
fn a_chunk_prints_what_it_says() {
    let chunk = StreamChunk::new("log", b"a\n".to_vec(), 7).sub_chunk(..);
    let text = r#"StreamChunk { stream_id: "log", data: b"a\n", offset: 7 }"#;
    assert_eq!(format!("{chunk:?}"), text);
}
