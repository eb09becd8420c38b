//! Any chunk, cut anyhow.

use crate::{caught, parts};
use flatstream_chunk::{Adjacency, StreamChunk};
use flatstream_testkit::count;
use proptest::prelude::*;

/// Cuts `chunk` in two at each of `cuts`, the pieces of it too.
fn pieces(chunk: StreamChunk, cuts: &[usize]) -> Vec<StreamChunk> {
    let mut pieces = vec![chunk];
    for &cut in cuts {
        let index = cut % pieces.len();
        let at = cut / 7 % (pieces[index].len() + 1);
        let (left, right) = pieces[index].split_at(at);
        pieces.splice(index..=index, [left, right]);
    }
    pieces
}

/// Some of `pieces`, in memory of their own.
fn copied(pieces: &[StreamChunk], copies: &[bool]) -> Vec<StreamChunk> {
    let copy = |(piece, &copy): (&StreamChunk, &bool)| match copy {
        true => StreamChunk::new(&piece.stream_id, piece.data.to_vec(), piece.offset),
        false => piece.clone(),
    };
    pieces.iter().zip(copies.iter().chain(std::iter::repeat(&false))).map(copy).collect()
}

proptest! {
    #[test]
    fn cutting_then_joining_is_identity(
        bytes in proptest::collection::vec(any::<u8>(), 0..500),
        offset in prop_oneof![0..1000_u64, Just(u64::MAX - 500)],
        cuts in proptest::collection::vec(any::<usize>(), 0..40),
        copies in proptest::collection::vec(any::<bool>(), 0..41),
    ) {
        let chunk = StreamChunk::new("log", bytes.clone(), offset);
        let pieces = pieces(chunk.clone(), &cuts);
        prop_assert_eq!(StreamChunk::check_contiguous(&pieces), Ok(()));
        for piece in &pieces {
            let start = (piece.offset - offset) as usize;
            prop_assert_eq!(parts(piece), ("log", &bytes[start..start + piece.len()], piece.offset));
        }

        // In one step, and from the left and the right, without touching the heap.
        let mut joined = [const { None }; 3];
        let counted = count(|| {
            let (first, last) = (pieces[0].clone(), pieces[pieces.len() - 1].clone());
            let (mut behind, mut before) = (pieces[1..].iter(), pieces.iter().rev().skip(1));
            joined = [
                StreamChunk::join_all(&pieces).unwrap_or(None),
                behind.try_fold(first, |left, piece| left.join_neighbor(piece)),
                before.try_fold(last, |right, piece| piece.join_neighbor(&right)),
            ];
        });
        prop_assert_eq!(counted.allocations, 0);
        for joined in joined {
            prop_assert_eq!(joined.as_ref(), Some(&chunk));
            let place = joined.map(|joined| joined.data.as_ptr());
            prop_assert!(chunk.is_empty() || place == Some(chunk.data.as_ptr()));
        }

        // With strangers between them, as equal.
        let strangers = copied(&pieces, &copies);
        prop_assert_eq!(StreamChunk::join_all(strangers), Ok(Some(chunk)));
    }

    #[test]
    fn one_piece_missing_or_moved_is_found(
        len in 1..500_usize,
        cuts in proptest::collection::vec(any::<usize>(), 1..40),
        pick in any::<usize>(),
    ) {
        let chunk = StreamChunk::new("log", vec![7; len], 9);
        let mut pieces = pieces(chunk, &cuts);
        pieces.retain(|piece| !piece.is_empty());
        prop_assume!(pieces.len() > 2);
        let index = 1 + pick % (pieces.len() - 2);
        let piece = pieces.remove(index);
        let error = StreamChunk::join_all(&pieces).unwrap_err();
        let bytes = piece.len() as u64;
        prop_assert_eq!(error.adjacency, Adjacency::Gap { bytes });
        prop_assert_eq!(&error.chunk, &pieces[index]);
        pieces.push(piece);
        prop_assert_eq!(StreamChunk::check_contiguous(&pieces), Err(error));
    }

    #[test]
    fn slices_are_those_of_a_vector(
        bytes in proptest::collection::vec(any::<u8>(), 0..50),
        start in prop_oneof![0..60_usize, Just(usize::MAX)],
        end in prop_oneof![0..60_usize, Just(usize::MAX)],
        offset in any::<u64>(),
    ) {
        let chunk = StreamChunk::new("log", bytes.clone(), offset);
        macro_rules! same {
            ($range:expr) => {{
                let expected = bytes.get($range);
                let place = expected.map(|expected| expected.as_ptr().addr() - bytes.as_ptr().addr());
                let at = place.map(|place| offset.saturating_add(place as u64));
                let piece = chunk.sub_chunk_checked($range);
                let slice = chunk.slice_checked($range);
                prop_assert_eq!(slice.as_deref(), expected);
                prop_assert_eq!(piece.as_ref().map(|piece| &piece.data[..]), expected);
                prop_assert_eq!(piece.as_ref().map(|piece| piece.offset), at);
                prop_assert_eq!(caught(|| chunk.slice($range)).ok(), slice);
                prop_assert_eq!(caught(|| chunk.sub_chunk($range)).ok(), piece);
            }};
        }
        same!(start..end);
        same!(start..=end);
        same!(start..);
        same!(..end);
        same!(..=end);
        let split = chunk.split_at_checked(start);
        let expected = bytes.split_at_checked(start);
        let data = split.as_ref().map(|(left, right)| (&left.data[..], &right.data[..]));
        prop_assert_eq!(data, expected);
        prop_assert_eq!(caught(|| chunk.split_at(start)).ok(), split);
    }
}
