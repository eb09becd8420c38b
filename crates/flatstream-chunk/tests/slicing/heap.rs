//! What slicing asks of the heap: nothing, but for a piece that spans buffers.

use crate::n;
use flatstream_chunk::{Cutter, FixedSize, LineEnd, Pattern, Slicer, StreamChunk};
use flatstream_testkit::{Allocations, count, steady_state};

fn traffic(Allocations { allocations, frees, .. }: Allocations) -> (u64, u64) {
    (allocations, frees)
}

fn log() -> StreamChunk {
    StreamChunk::new("log", b"4.1, bar\r\n".repeat(2000), 0)
}

/// Every piece of a chunk, in the loop that takes them.
fn within<C: Cutter>(cutter: C) {
    let log = log();
    let mut pieces = log.slices(&cutter);
    let mut bytes = 0;
    let measured = steady_state(10, |_| bytes += pieces.next().unwrap().len());
    assert_eq!(traffic(measured), (0, 0));
    assert!(bytes >= 4000, "{bytes}");
}

#[test]
fn pieces_of_one_chunk() {
    within(LineEnd);
    within(Pattern::new(", "));
    within(FixedSize(n(9)));
    #[cfg(feature = "regex")]
    within(flatstream_chunk::RegexDelimiter::new(r"\r?\n").unwrap());
}

#[test]
fn making_the_iterator_and_preparing_a_pattern() {
    let log = log();
    let measured = count(|| {
        assert_eq!(log.lines().count(), 2000);
        assert_eq!(log.split(", ").count(), 2001);
        assert_eq!(log.fixed_size(n(100)).count(), 200);
    });
    assert_eq!(traffic(measured), (0, 0));
}

/// A slicer fed with neighbours of one buffer: pieces that span them are joined.
fn across<C: Cutter>(cutter: C) {
    let log = log();
    let mut slicer = Slicer::new(cutter);
    let mut pieces = 0;
    let measured = steady_state(50, |index| {
        let start = usize::try_from(index).unwrap() * 17;
        slicer.push(log.sub_chunk(start..start + 17)).unwrap();
        while let Some(piece) = slicer.next_piece() {
            assert!(piece.unwrap().as_chunk().is_some());
            pieces += 1;
        }
    });
    assert_eq!(traffic(measured), (0, 0));
    assert!(pieces > 1700, "{pieces}");
}

#[test]
fn a_slicer_of_neighbours() {
    across(LineEnd);
    across(Pattern::new("\r\n"));
    across(FixedSize(n(9)));
    #[cfg(feature = "regex")]
    across(flatstream_chunk::RegexDelimiter::new(r"\r?\n").unwrap());
}

#[test]
fn a_slicer_of_buffers_that_end_with_their_pieces() {
    let mut slicer = Slicer::new(LineEnd);
    let mut chunks =
        (0..1010).map(|index| StreamChunk::new("log", b"one\ntwo\n".to_vec(), index * 8));
    let chunks: Vec<_> = chunks.by_ref().collect();
    let mut chunks = chunks.into_iter();
    let mut lines = 0;
    let mut keep = Vec::with_capacity(1010);
    let measured = steady_state(10, |_| {
        let chunk = chunks.next().unwrap();
        keep.push(chunk.clone());
        slicer.push(chunk).unwrap();
        while let Some(line) = slicer.next_piece() {
            assert_eq!(line.unwrap().len(), 3);
            lines += 1;
        }
    });
    assert_eq!((traffic(measured), lines), ((0, 0), 2020));
}

#[test]
fn a_piece_that_spans_buffers_costs_one() {
    let mut slicer = Slicer::new(LineEnd);
    let chunks: Vec<_> =
        (0..1010).map(|index| StreamChunk::new("log", b"o\ntw".to_vec(), index * 4)).collect();
    let mut chunks = chunks.iter();
    let measured = steady_state(10, |_| {
        slicer.push(chunks.next().unwrap().clone()).unwrap();
        assert!(slicer.next_piece().unwrap().unwrap().parts().len() <= 2);
        assert!(slicer.next_piece().is_none());
    });
    assert_eq!(measured.allocations, 1000);
}
