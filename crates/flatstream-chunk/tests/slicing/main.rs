//! What cutting chunks and streams of chunks into pieces promises.

#![expect(clippy::cast_possible_truncation, clippy::unwrap_used, reason = "helpers of tests")]

mod across;
mod bounds;
mod heap;
mod one_chunk;
mod pieces;
#[cfg(feature = "regex")]
mod regexes;
mod timed;

use flatstream_chunk::{Cutter, Slicer, StreamChunk};
use proptest::prelude::*;
use std::num::NonZeroUsize;

/// Where the streams of these tests begin.
const BASE: u64 = 1000;

/// `(offset from the beginning, bytes)`.
type Cut = (u64, Vec<u8>);

fn chunk(bytes: &[u8]) -> StreamChunk {
    StreamChunk::new("test", bytes.to_vec(), BASE)
}

fn n(size: usize) -> NonZeroUsize {
    NonZeroUsize::new(size).unwrap()
}

/// The stream in chunks of these lengths, over and over: cut from one buffer, or
/// each with its own where `copied` says so.
fn chunks(bytes: &[u8], lens: &[usize], copied: &[bool]) -> Vec<StreamChunk> {
    let whole = chunk(bytes);
    let (mut chunks, mut at) = (Vec::new(), 0);
    let mut plan = lens.iter().cycle().zip(copied.iter().cycle());
    while at < bytes.len() {
        let (&len, &copied) = plan.next().unwrap();
        let len = len.min(bytes.len() - at);
        let cut = whole.sub_chunk(at..at + len);
        chunks.push(match copied {
            true => StreamChunk::new("test", cut.data.to_vec(), cut.offset),
            false => cut,
        });
        at += len;
    }
    if chunks.is_empty() {
        chunks.push(whole);
    }
    chunks
}

/// Lengths that do not all vanish, and who is copied.
fn chunking() -> impl Strategy<Value = (Vec<usize>, Vec<bool>)> {
    let lens = prop_oneof![
        1 => Just(vec![1]),
        3 => proptest::collection::vec(0..8_usize, 0..6),
        2 => proptest::collection::vec(0..60_usize, 0..6),
    ];
    let lens = lens.prop_map(|mut lens| {
        lens.push(1 + lens.len());
        lens
    });
    (lens, proptest::collection::vec(any::<bool>(), 1..5))
}

/// Everything that a slicer makes of `chunks`.
fn across<C: Cutter>(cutter: C, chunks: &[StreamChunk]) -> Vec<Cut> {
    let pieces = Slicer::new(cutter).over(chunks.iter().cloned());
    pieces
        .map(|piece| piece.unwrap())
        .map(|piece| (piece.offset() - BASE, piece.to_vec()))
        .collect()
}

/// Everything that is cut from one chunk.
fn within<C: Cutter>(cutter: C, bytes: &[u8]) -> Vec<Cut> {
    chunk(bytes).slices(cutter).map(|piece| (piece.offset - BASE, piece.data.to_vec())).collect()
}
