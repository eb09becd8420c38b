//! Runs of bytes over several chunks.

use bytes::Buf;
use flatstream_chunk::{Adjacency, Bytes, Error, ErrorKind, Piece, StreamChunk};
use flatstream_testkit::{located, steady_state};
use proptest::prelude::*;

fn part(text: &str, offset: u64) -> StreamChunk {
    StreamChunk::new("test", text.into(), offset)
}

/// Buffers of their own.
fn piece(parts: &[&str]) -> Piece {
    let mut piece = Piece::from(part(parts[0], 10));
    for text in &parts[1..] {
        let end = piece.offset() + piece.len() as u64;
        piece.append(part(text, end)).unwrap();
    }
    piece
}

#[test]
fn parts_are_kept_and_neighbours_joined() {
    let spanning = piece(&["one", "", "two"]);
    let parts: Vec<_> = spanning.parts().cloned().collect();
    assert_eq!(parts, [part("one", 10), part("two", 13)]);
    assert_eq!((spanning.len(), spanning.is_empty(), spanning.as_chunk()), (6, false, None));
    assert_eq!((spanning.offset(), &**spanning.stream_id()), (10, "test"));

    let whole = part("onetwothree", 10);
    let mut joined = Piece::from(whole.sub_chunk(..3));
    joined.append(whole.sub_chunk(3..6)).unwrap();
    joined.append(whole.sub_chunk(6..)).unwrap();
    assert_eq!((joined.as_chunk(), joined.parts().len()), (Some(&whole), 1));
    assert_eq!(joined.into_chunk().data.as_ptr(), whole.data.as_ptr());

    // At the end of several, too.
    let mut mixed = piece(&["zero"]);
    assert_eq!(mixed.append(whole.sub_chunk(..3)).unwrap_err().chunk.offset, 10);
    let whole = part("onetwothree", 14);
    mixed.append(whole.sub_chunk(..3)).unwrap();
    mixed.append(whole.sub_chunk(3..)).unwrap();
    assert_eq!(mixed.parts().map(StreamChunk::len).collect::<Vec<_>>(), [4, 11]);
    assert_eq!((mixed.len(), mixed.to_vec()), (15, b"zeroonetwothree".to_vec()));
}

#[test]
fn an_empty_beginning_gives_way() {
    let joined = piece(&["", "", "one"]);
    assert_eq!(joined.as_chunk(), Some(&part("one", 10)));
    assert!(piece(&["", ""]).is_empty());
}

#[test]
fn what_does_not_follow_is_refused() {
    for parts in [&["one"][..], &["o", "ne"]] {
        let mut one = piece(parts);
        let mut check = |chunk: StreamChunk, adjacency: Adjacency, text: &str| {
            let refused = one.append(chunk.clone()).unwrap_err();
            assert_eq!((&refused.chunk, refused.adjacency), (&chunk, adjacency));
            assert_eq!(refused.to_string(), text);
            assert_eq!(one, "one");
            let error = Error::from(refused);
            assert_eq!(located(&error), (ErrorKind::InvalidPayload, chunk.offset, 0));
        };
        let gap = "chunk at byte 15 of `test`: 2 bytes missing before it";
        check(part("two", 15), Adjacency::Gap { bytes: 2 }, gap);
        let overlap = "chunk at byte 12 of `test`: begins 1 bytes too early";
        check(part("two", 12), Adjacency::Overlap { bytes: 1 }, overlap);
        let other = "chunk at byte 13 of `other`: of another stream than the one before";
        check(StreamChunk::new("other", b"two".to_vec(), 13), Adjacency::OtherStream, other);
    }
}

#[test]
fn equal_is_what_has_the_same_bytes_at_the_same_place() {
    assert_eq!(piece(&["one", "two"]), piece(&["o", "netw", "o"]));
    assert_eq!(piece(&["one", "two"]), piece(&["onetwo"]));
    assert_ne!(piece(&["one", "two"]), piece(&["one", "twp"]));
    assert_ne!(piece(&["one", "two"]), piece(&["one", "tw"]));
    assert_ne!(piece(&["one"]), Piece::from(part("one", 11)));
    assert_ne!(piece(&["one"]), Piece::from(StreamChunk::new("other", b"one".to_vec(), 10)));
    let spanning = piece(&["one", "two"]);
    assert_eq!(spanning, "onetwo");
    assert_eq!(spanning, *"onetwo");
    assert_eq!(spanning, b"onetwo");
    assert_eq!(spanning, *b"onetwo");
    assert_eq!(spanning, b"onetwo"[..]);
    assert_eq!(spanning, b"onetwo".to_vec());
    for other in ["", "one", "onetwothree", "onetwp", "pnetwo"] {
        assert_ne!(spanning, other);
    }
}

#[test]
fn one_chunk_of_several_is_a_copy_of_exactly_them() {
    let chunk = piece(&["one", "two"]).into_chunk();
    assert_eq!(chunk, part("onetwo", 10));
}

#[test]
fn bytes_of_one_part_are_taken_out_uncopied() {
    let one = part("one", 10);
    let mut piece = Piece::from(one.clone());
    piece.append(part("two", 13)).unwrap();
    let taken = piece.copy_to_bytes(2);
    assert_eq!((&taken, taken.as_ptr()), (&Bytes::from("on"), one.data.as_ptr()));
    assert_eq!(piece.copy_to_bytes(2), "et");
    assert_eq!((piece.offset(), piece.as_chunk()), (14, Some(&part("wo", 14))));
}

#[test]
fn taking_out_a_little_does_not_touch_the_rest() {
    let mut piece = piece(&["some text"; 1100]);
    let traffic = steady_state(10, |_| assert_eq!(piece.copy_to_bytes(4).len(), 4));
    // Some span two parts, and are copied. The others stay where they are.
    assert!(traffic.peak_bytes < 4 * size_of::<StreamChunk>() as u64 + 100, "{traffic:?}");
}

#[test]
fn vectored_reading_sees_all_parts() {
    let piece = piece(&["one", "two", "three"]);
    let mut slices = [std::io::IoSlice::new(&[]); 2];
    assert_eq!(piece.chunks_vectored(&mut slices), 2);
    assert_eq!([&slices[0][..], &slices[1][..]], [b"one", b"two"]);
    let mut slices = [std::io::IoSlice::new(&[]); 4];
    assert_eq!(piece.chunks_vectored(&mut slices), 3);
    assert_eq!(slices[2][..], *b"three");
}

#[test]
#[should_panic(expected = "7 bytes read of 6")]
fn advancing_beyond_the_end_panics() {
    piece(&["one", "two"]).advance(7);
}

#[test]
#[should_panic(expected = "7 bytes read of 6")]
fn taking_more_than_there_is_panics() {
    piece(&["one", "two"]).copy_to_bytes(7);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_it_bit_by_bit_reads_all(
        parts in proptest::collection::vec("[a-z]{0,5}", 1..6),
        steps in proptest::collection::vec((0..7_usize, any::<bool>()), 0..10),
    ) {
        let parts: Vec<_> = parts.iter().map(String::as_str).collect();
        let (mut piece, text) = (piece(&parts), parts.concat());
        let mut at = 0;
        for (step, take) in steps {
            let step = step.min(text.len() - at);
            if take {
                prop_assert_eq!(&piece.copy_to_bytes(step)[..], &text.as_bytes()[at..at + step]);
            } else {
                piece.advance(step);
            }
            at += step;
            prop_assert_eq!(&piece, &text[at..]);
            prop_assert_eq!((piece.offset(), piece.remaining()), (10 + at as u64, text.len() - at));
            prop_assert_eq!(piece.has_remaining(), !piece.chunk().is_empty());
            prop_assert!(piece.parts().len() == 1 || piece.parts().all(|part| !part.is_empty()));
            prop_assert_eq!(piece.as_chunk().is_some(), piece.parts().len() == 1);
        }
    }
}
