//! Payloads out of chunks: the same as out of a slice, however these are cut.

use crate::{SMALL, chunks, formats, some_formats, write};
use flatstream::{
    ChecksumKind, Deframer, Error, ErrorKind, Limits, PayloadChunks, Result, SliceReader,
    StreamChunk, StreamId, StreamReader,
    chunk::{Adjacency, NotContiguous},
};
use flatstream_testkit::{Outcome, located};
use proptest::{collection::vec, prelude::*, sample::Index, test_runner::Config};
use std::error::Error as _;

/// `wire` as chunks of a stream that it begins in at `offset`, cut at `cuts`.
fn cut(wire: &[u8], offset: u64, cuts: impl IntoIterator<Item = usize>) -> Vec<StreamChunk> {
    let whole = StreamChunk::new("wire", wire.to_vec(), offset);
    let mut cuts: Vec<_> = cuts.into_iter().collect();
    cuts.sort_unstable();
    let starts = [0].into_iter().chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([wire.len()]);
    starts.zip(ends).map(|(start, end)| whole.sub_chunk(start..end)).collect()
}

/// What comes out of chunks. Chunks have the stream's name, and errors offsets in it.
fn seen<D: Deframer>(pieces: Vec<StreamChunk>, deframer: D, limits: Limits) -> Vec<Outcome> {
    let mut payloads = PayloadChunks::new(pieces, deframer).limits(limits);
    let mut seen = Vec::new();
    for payload in payloads.by_ref() {
        seen.push(match payload {
            Ok(payload) => {
                assert_eq!(payload.stream_id, "wire");
                Outcome::payload(payload)
            }
            Err(error) => Outcome::failure(&error),
        });
    }
    assert!(payloads.next().is_none() && payloads.next().is_none());
    seen
}

/// The outcomes of a stream that begins at `offset` instead of 0.
fn moved(outcomes: &[Outcome], offset: u64) -> Vec<Outcome> {
    let moved = |outcome: &Outcome| match outcome.clone() {
        Outcome::Failure(kind, at, ordinal) => Outcome::Failure(kind, at + offset, ordinal),
        payload @ Outcome::Payload(_) => payload,
    };
    outcomes.iter().map(moved).collect()
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn any_cutting_gives_what_a_slice_gives(
        kind in prop::sample::select(ChecksumKind::ALL),
        lens in vec(0..300_usize, 0..10),
        flip in prop::option::of((any::<Index>(), 1..=255_u8)),
        end in prop::option::of(any::<Index>()),
        cuts in vec(any::<Index>(), 0..20),
        offset in 0..u64::MAX / 2,
        small in any::<bool>(),
    ) {
        let format = flatstream::Format::new().checksum(kind);
        let (mut wire, _) = write(&format, &chunks(lens), 1);
        if let (Some((at, xor)), false) = (flip, wire.is_empty()) {
            let at = at.index(wire.len());
            wire[at] ^= xor;
        }
        wire.truncate(end.map_or(wire.len(), |end| end.index(wire.len() + 1)));
        let limits = Limits::default().max_frame_bytes(if small { 200 } else { 1 << 30 });
        let cuts = cuts.iter().map(|cut| cut.index(wire.len() + 1));
        let deframer = || format.deframer().unwrap();
        let slice = SliceReader::new(&wire, format.frames()).limits(limits);
        let expected = moved(&flatstream_testkit::outcomes(slice), offset);
        prop_assert_eq!(seen(cut(&wire, offset, cuts), deframer(), limits), expected);
    }
}

#[test]
fn every_format_in_pieces_of_every_length() {
    let written = chunks(SMALL);
    for format in formats() {
        for every in [1, 3, 7] {
            let (wire, _) = write(&format, &written, every);
            let reader = StreamReader::new(&wire[..], format.deframer().unwrap());
            let expected = flatstream_testkit::outcomes(reader);
            assert_eq!(expected.len(), SMALL.len());
            for piece in [1, 2, 3, 10, 50, 100, 1000, 5000] {
                let pieces = cut(&wire, 77, (piece..wire.len()).step_by(piece));
                let seen = seen(pieces, format.deframer().unwrap(), Limits::default());
                assert_eq!(seen, expected, "{format:?}, sent by {every}, pieces of {piece}");
            }
        }
    }
}

#[test]
fn offsets_are_those_of_the_frames() {
    let written = chunks(SMALL);
    for format in formats() {
        for every in [1, 3] {
            let (wire, ends) = write(&format, &written, every);
            let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
            let mut starts = Vec::new();
            while {
                starts.push(reader.position().offset);
                reader.read_message().unwrap().is_some()
            } {}
            let pieces = cut(&wire, 1000, [ends[0] - 1, ends[0]]);
            let payloads = PayloadChunks::new(pieces, format.deframer().unwrap());
            let offsets: Vec<_> = payloads.map(|payload| payload.unwrap().offset - 1000).collect();
            assert_eq!(offsets, starts[..SMALL.len()], "{format:?}");
            assert_eq!(offsets[every], ends[0] as u64);
        }
    }
}

#[test]
fn a_payload_within_a_chunk_is_not_copied() {
    for format in crate::checksums() {
        let (wire, ends) = write(&format, &chunks(SMALL), 1);
        let at = ends[2] + 10;
        let pieces = cut(&wire, 0, [at]);
        let inside = [&pieces[0], &pieces[1]].map(|piece| piece.data.as_ptr_range());
        let payloads = PayloadChunks::new(pieces, format.deframer().unwrap());
        let copied = |payload: Result<StreamChunk>| {
            let start = payload.unwrap().data.as_ptr();
            !inside.iter().any(|range| range.contains(&start))
        };
        // The fourth lies in both.
        assert_eq!(
            payloads.map(copied).collect::<Vec<_>>(),
            [false, false, false, true, false, false, false]
        );
    }
}

#[test]
fn chunks_that_do_not_continue_end_it_with_their_place() {
    let written = chunks(SMALL);
    for format in some_formats() {
        let (wire, ends) = write(&format, &written, 1);
        let inside = ends[2] + 5;
        for (at, frame) in [(ends[2], ends[2]), (inside, ends[2]), (ends[0] + 1, ends[0])] {
            let pieces = cut(&wire, 50, [10, at]);
            let moved = |by: i64| {
                let offset = pieces[2].offset.checked_add_signed(by).unwrap();
                StreamChunk::from_bytes("wire", pieces[2].data.clone(), offset)
            };
            let other = StreamId::from("another");
            let other = StreamChunk::from_bytes(other, pieces[2].data.clone(), pieces[2].offset);
            for (third, adjacency) in [
                (moved(3), Adjacency::Gap { bytes: 3 }),
                (moved(-2), Adjacency::Overlap { bytes: 2 }),
                (other, Adjacency::OtherStream),
            ] {
                let pieces = [pieces[0].clone(), pieces[1].clone(), third];
                let mut payloads = PayloadChunks::new(pieces, format.deframer().unwrap());
                let whole = ends.iter().filter(|&&end| end <= at).count();
                assert_eq!(payloads.by_ref().take(whole).filter(Result::is_ok).count(), whole);
                let error: Error = payloads.next().unwrap().unwrap_err();
                let place = (ErrorKind::InvalidPayload, frame as u64 + 50, whole as u64);
                assert_eq!(located(&error), place);
                let source = error.source().unwrap().downcast_ref::<NotContiguous>();
                assert_eq!(source, Some(&NotContiguous { index: 2, adjacency }));
                assert!(payloads.next().is_none() && payloads.next().is_none());
            }
        }
    }
}

#[test]
fn empty_chunks_and_none_at_all() {
    for format in some_formats() {
        let deframer = || format.deframer().unwrap();
        assert_eq!(seen(Vec::new(), deframer(), Limits::default()), []);
        let (wire, ends) = write(&format, &chunks(SMALL), 1);
        let cuts = [0, 0, 3, 3, ends[1], ends[1], ends[1], wire.len(), wire.len()];
        let seen = seen(cut(&wire, 5, cuts), deframer(), Limits::default());
        assert_eq!(seen.len(), SMALL.len());
    }
}

#[test]
fn the_iterator_of_chunks_is_the_callers() {
    // What is asked of it is no more than what is needed, and it need not be fused.
    struct Once(Vec<StreamChunk>, usize);
    impl Iterator for Once {
        type Item = StreamChunk;
        fn next(&mut self) -> Option<StreamChunk> {
            self.1 += 1;
            assert!(self.1 <= 4, "asked again behind its end");
            self.0.pop()
        }
    }
    let format = flatstream::Format::new();
    let (wire, ends) = write(&format, &chunks(SMALL), 1);
    let mut pieces = cut(&wire, 0, [ends[0], ends[1]]);
    pieces.reverse();
    let mut source = Once(pieces, 0);
    let mut payloads = PayloadChunks::new(source.by_ref(), format.deframer().unwrap());
    assert!(payloads.next().is_some_and(|payload| payload.is_ok()));
    drop(payloads);
    assert_eq!(source.1, 1);
    let rest: Vec<_> = PayloadChunks::new(source, format.deframer().unwrap()).collect();
    assert_eq!(rest.len(), SMALL.len() - 1);
}
