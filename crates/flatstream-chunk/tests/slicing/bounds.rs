//! Limits, discontinuities, and ends.

use crate::{BASE, chunk, chunking, chunks, n};
use flatstream_chunk::{
    Adjacency, Cutter, Discontinuity, ErrorKind, FixedSize, LineEnd, Pattern, Slicer, StreamChunk,
};
use flatstream_testkit::located;
use proptest::prelude::*;
use std::error::Error as _;

/// A piece, or where and as the how manieth one was skipped.
type Out = Vec<Result<String, (u64, u64)>>;

fn sliced<C: Cutter>(cutter: C, max: usize, chunks: &[StreamChunk]) -> Out {
    let pieces = Slicer::new(cutter).max_piece_bytes(max).over(chunks.iter().cloned());
    pieces
        .map(|piece| match piece {
            Ok(piece) => Ok(String::from_utf8(piece.to_vec()).unwrap()),
            Err(error) => {
                let (kind, offset, ordinal) = located(&error);
                let limit = max as u64;
                assert_eq!(kind, ErrorKind::FrameTooLarge { len: limit + 1, limit });
                Err((offset - BASE, ordinal))
            }
        })
        .collect()
}

fn check<C: Cutter + Clone>(
    cutter: C,
    max: usize,
    text: &str,
    expected: &[Result<&str, (u64, u64)>],
) {
    for len in 1..=text.len() {
        for copied in [false, true] {
            let out = sliced(cutter.clone(), max, &chunks(text.as_bytes(), &[len], &[copied]));
            let out: Vec<_> = out.iter().map(|piece| piece.as_deref().map_err(|at| *at)).collect();
            assert_eq!(out, expected, "{text:?} in chunks of {len}");
        }
    }
}

#[test]
fn a_piece_that_is_too_long_is_skipped_whole() {
    check(LineEnd, 3, "abc\ndef\n", &[Ok("abc"), Ok("def")]);
    check(LineEnd, 3, "abcd\nef\n", &[Err((0, 0)), Ok("ef")]);
    check(LineEnd, 3, "ab\ncdefghijk\nl", &[Ok("ab"), Err((3, 1)), Ok("l")]);
    check(LineEnd, 3, "abcd\nefgh\nij", &[Err((0, 0)), Err((5, 1)), Ok("ij")]);
    check(LineEnd, 3, "a\nbcdefgh", &[Ok("a"), Err((2, 1))]);
    // The `\r` counts.
    check(LineEnd, 3, "ab\r\nabc\r\n", &[Ok("ab"), Err((4, 1))]);
    check(LineEnd, 0, "\n\na\n", &[Ok(""), Ok(""), Err((2, 2))]);
    check(Pattern::new(", "), 3, "abc, abcd, ab", &[Ok("abc"), Err((5, 1)), Ok("ab")]);
    // The beginning of a delimiter does not.
    check(Pattern::new("abab"), 3, "xyzabab", &[Ok("xyz"), Ok("")]);
    check(Pattern::new("abab"), 3, "xyzaababx", &[Err((0, 0)), Ok("x")]);
    check(Pattern::new(", "), 3, "abcdefgh, ", &[Err((0, 0)), Ok("")]);
    check(FixedSize(n(4)), 3, "abcdefghij", &[Ok("abcd"), Ok("efgh"), Ok("ij")]);
    #[cfg(feature = "regex")]
    {
        let comma = flatstream_chunk::RegexDelimiter::new(r"\b(?:, ?|;)").unwrap();
        check(&comma, 3, "abc, abcd,ef;", &[Ok("abc"), Err((5, 1)), Ok("ef"), Ok("")]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_skipped_does_not_depend_on_chunks(
        text in "[ab\n]{0,60}",
        max in 0..8_usize,
        (lens, copied) in chunking(),
    ) {
        let whole = [chunk(text.as_bytes())];
        let parts = chunks(text.as_bytes(), &lens, &copied);
        for pattern in ["\n", "ab", "aab", "abab"].map(Pattern::new) {
            let out = sliced(&pattern, max, &whole);
            prop_assert_eq!(&sliced(&pattern, max, &parts), &out);
            // Nothing else is lost.
            let all: Vec<_> = text.split(str::from_utf8(pattern.as_bytes()).unwrap()).collect();
            prop_assert_eq!(out.len(), all.len());
            for (piece, expected) in out.iter().zip(all) {
                prop_assert_eq!(piece.is_ok(), expected.len() <= max);
                prop_assert!(piece.as_ref().is_ok_and(|piece| piece == expected) || piece.is_err());
            }
        }
        prop_assert_eq!(sliced(LineEnd, max, &parts), sliced(LineEnd, max, &whole));
    }
}

#[test]
fn an_endless_line_is_not_held() {
    let mut slicer = Slicer::new(LineEnd).max_piece_bytes(10_000);
    let mut errors = 0;
    let measured = flatstream_testkit::count(|| {
        for index in 0..10_000 {
            slicer.push(StreamChunk::new("test", vec![b'x'; 1000], index * 1000)).unwrap();
            while let Some(piece) = slicer.next_piece() {
                assert_eq!(located(&piece.unwrap_err()).1, 0);
                errors += 1;
            }
        }
    });
    assert_eq!(errors, 1);
    assert!(measured.peak_bytes < 20_000, "{measured:?}");
}

#[test]
fn a_line_that_comes_byte_by_byte_holds_little_more_than_its_bytes() {
    const LEN: usize = 100_000;
    let mut slicer = Slicer::new(LineEnd);
    let mut line = None;
    let measured = flatstream_testkit::count(|| {
        for index in 0..=LEN {
            let byte = if index < LEN { index as u8 | 0x80 } else { b'\n' };
            slicer.push(StreamChunk::new("test", vec![byte], index as u64)).unwrap();
            line = slicer.next_piece();
        }
    });
    let line = line.unwrap().unwrap();
    assert!(line.to_vec().into_iter().eq((0..LEN).map(|index| index as u8 | 0x80)));
    assert!(measured.peak_bytes < 6 * LEN as u64, "{measured:?}");
}

#[test]
fn a_chunk_that_does_not_follow_changes_nothing() {
    let mut lines = Slicer::new(LineEnd);
    lines.push(chunk(b"one\ntw")).unwrap();
    let refused = lines.push(StreamChunk::new("test", b"x\n".to_vec(), BASE + 7)).unwrap_err();
    let Discontinuity { chunk: back, adjacency, .. } = refused;
    assert_eq!((back.offset, adjacency), (BASE + 7, Adjacency::Gap { bytes: 1 }));
    let overlap = lines.push(chunk(b"one")).unwrap_err();
    assert_eq!(overlap.adjacency, Adjacency::Overlap { bytes: 6 });
    let other = lines.push(StreamChunk::new("other", b"o\n".to_vec(), BASE + 6)).unwrap_err();
    assert_eq!(other.adjacency, Adjacency::OtherStream);

    lines.push(StreamChunk::new("test", b"o\nthr".to_vec(), BASE + 6)).unwrap();
    assert_eq!(lines.next_piece().unwrap().unwrap(), "one");
    assert_eq!(lines.next_piece().unwrap().unwrap(), "two");
    assert!(lines.next_piece().is_none());
    assert_eq!(lines.finish().next().unwrap().unwrap(), "thr");
    // Ended, it takes any other.
    lines.push(other.chunk).unwrap();
    let line = lines.next_piece().unwrap().unwrap();
    assert_eq!((&**line.stream_id(), line.offset()), ("other", BASE + 6));
}

#[test]
fn an_iterator_goes_on_behind_a_gap_without_gluing() {
    let chunks = [chunk(b"a,b"), StreamChunk::new("test", b"c,d".to_vec(), BASE + 5)];
    let mut pieces = Slicer::new(Pattern::new(",")).over(chunks);
    assert_eq!(pieces.next().unwrap().unwrap(), "a");
    let error = pieces.next().unwrap().unwrap_err();
    assert_eq!(located(&error), (ErrorKind::InvalidPayload, BASE + 5, 0));
    let refused: &Discontinuity = error.source().unwrap().downcast_ref().unwrap();
    assert_eq!(refused.adjacency, Adjacency::Gap { bytes: 2 });
    let rest: Vec<_> = pieces.by_ref().map(Result::unwrap).collect();
    assert_eq!(rest, ["b", "c", "d"]);
    assert_eq!(rest.iter().map(|piece| piece.offset() - BASE).collect::<Vec<_>>(), [2, 5, 7]);
    assert!(pieces.next().is_none());
}

#[test]
fn the_rest_of_a_stream_that_ended() {
    let mut fields = Slicer::new(Pattern::new("--"));
    // Nothing came: there is no piece, as no stream.
    assert!(fields.finish().next().is_none());
    fields.push(chunk(b"")).unwrap();
    assert_eq!(fields.finish().map(Result::unwrap).collect::<Vec<_>>(), [""]);
    fields.push(chunk(b"a--b-")).unwrap();
    // What was not taken comes first.
    assert_eq!(fields.finish().map(Result::unwrap).collect::<Vec<_>>(), ["a", "b-"]);
    fields.push(chunk(b"a--")).unwrap();
    let rest: Vec<_> = fields.finish().map(Result::unwrap).collect();
    assert_eq!((rest[1].offset(), &**rest[1].stream_id()), (BASE + 3, "test"));
    // Dropped: nothing of it is in what comes next.
    fields.push(chunk(b"a--b-")).unwrap();
    drop(fields.finish());
    fields.push(StreamChunk::new("other", b"-c".to_vec(), 0)).unwrap();
    assert_eq!(fields.finish().map(Result::unwrap).collect::<Vec<_>>(), ["-c"]);
}

#[test]
fn chunks_wait_until_their_pieces_are_taken() {
    let mut lines = Slicer::new(LineEnd);
    for chunk in chunks(b"one\ntwo\nthree\n", &[5], &[true]) {
        lines.push(chunk).unwrap();
    }
    for expected in ["one", "two", "three"] {
        assert_eq!(lines.next_piece().unwrap().unwrap(), expected);
    }
    assert!(lines.next_piece().is_none());
}
