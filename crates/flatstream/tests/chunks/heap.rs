//! What chunks cost the heap.

use crate::{some_formats, text, wire};
use flatstream::{
    ChunkStreamReader, ChunkStreamWriter, Format, PayloadChunks, StreamChunk, StreamId,
    chunk::{Bytes, StreamStats},
};
use flatstream_pool::BufferPool;
use flatstream_testkit::{Allocations, FaultyReader, count, steady_state};
use std::{hint::black_box, io, sync::Arc};

fn assert_free(what: &str, Allocations { allocations, frees, .. }: Allocations) {
    assert_eq!((allocations, frees), (0, 0), "(allocations, frees): {what}");
}

/// A megabyte and a half of chunks of `len` bytes, of three streams.
fn alike(len: usize) -> Vec<StreamChunk> {
    let ids = ["log", "pump 3", "pump 4"].map(StreamId::from);
    let texts: Vec<_> = (0..10).map(|seed| Bytes::from(text(seed, len))).collect();
    let chunk = |n: usize| StreamChunk::from_bytes(&ids[n % 3], texts[n % 10].clone(), n as u64);
    (0..((3 << 19) / len).min(3000)).map(chunk).collect()
}

#[test]
fn writing_costs_nothing() {
    let lens = [100, 0, 3000, 20, 500, 1];
    let chunks = crate::chunks((0..60).map(|n| if n == 30 { 70_000 } else { lens[n % 6] }));
    for format in some_formats() {
        let stats = Arc::new(StreamStats::new());
        let writer = ChunkStreamWriter::new(io::sink(), &format).unwrap();
        let mut writer = writer.with_stats(Arc::clone(&stats));
        let traffic = steady_state(400, |n| {
            writer.write(&chunks[n as usize % chunks.len()]).unwrap();
            if n % 20 == 0 {
                writer.flush().unwrap();
            }
        });
        assert_free(&format!("{format:?}"), traffic);
        assert_eq!(stats.snapshot().chunks, 1400);
    }
}

/// What the second half of `written` costs to read: allocations, reads of the source
/// and memory that the pool had not; and the chunks, if they are kept.
fn reading(
    format: &Format,
    written: &[StreamChunk],
    piece: usize,
    keep: bool,
) -> ([u64; 3], Vec<StreamChunk>) {
    let wire = wire(format, written);
    let pool = BufferPool::default();
    let source = FaultyReader::in_pieces_of(&wire, piece);
    let deframer = format.deframer().unwrap();
    let mut reader = ChunkStreamReader::pooled(source, deframer, pool.clone());
    let (warm_up, rest) = written.split_at(written.len() / 2);
    for chunk in warm_up {
        assert!(reader.read_chunk().unwrap().as_ref() == Some(chunk));
    }
    let mut kept = Vec::with_capacity(rest.len());
    let before = (reader.get_ref().calls, pool.stats().misses);
    let traffic = count(|| {
        for _ in rest {
            let chunk = reader.read_chunk().unwrap();
            kept.extend(chunk.filter(|_| keep));
        }
    });
    let reads = (reader.get_ref().calls - before.0) as u64;
    ([traffic.allocations, reads, pool.stats().misses - before.1], kept)
}

#[test]
fn reading_costs_an_allocation_per_read() {
    for len in [10, 1000, 100_000] {
        let written = alike(len);
        for format in crate::checksums() {
            for piece in [100, 2000, usize::MAX] {
                let what = format!("{format:?}, chunks of {len}, reads of {piece}");
                let ([allocations, reads, misses], _) = reading(&format, &written, piece, false);
                if len < 64 * 1024 {
                    assert_eq!(allocations, reads + misses, "{what}");
                } else {
                    // The memory of a long chunk that is joined is not used again.
                    let joined = reads.min(written.len() as u64);
                    let most = reads + misses + 20 * joined;
                    assert!(
                        (reads + misses..=most).contains(&allocations),
                        "{what}: {allocations}"
                    );
                }
                // Where chunks are kept, those in several reads cost more: at most one
                // per read.
                let ([allocations, reads, misses], kept) = reading(&format, &written, piece, true);
                let joined = reads.min(kept.len() as u64 + 1);
                let most = reads + misses + 20 * joined;
                assert!((reads..=most).contains(&allocations), "{what}: {allocations}");
            }
        }
    }
}

#[test]
fn joining_costs_three_allocations_where_chunks_are_kept() {
    let written = alike(1000);
    let pieces = |piece| {
        let ([allocations, reads, misses], kept) = reading(&Format::new(), &written, piece, true);
        assert_eq!(kept.len(), written.len().div_ceil(2));
        allocations - reads - misses
    };
    // In half of a megabyte two chunks are.
    assert!((2 * 2..=3 * 2).contains(&pieces(usize::MAX)), "{}", pieces(usize::MAX));
    // About every other one is.
    assert!((2 * 390..=3 * 400).contains(&pieces(2000)), "{}", pieces(2000));
}

#[test]
#[cfg(feature = "__compress")]
fn reading_what_is_compressed_costs_two_allocations_in_64_kib_that_are_kept() {
    for len in [10, 100, 1000, 10_000, 100_000] {
        let written = alike(len);
        for format in crate::codecs() {
            for keep in [false, true] {
                let ([allocations, reads, misses], kept) =
                    reading(&format, &written, usize::MAX, keep);
                // With what a message is beside its data.
                let bytes = kept.iter().map(|chunk| chunk.len() + 72).sum::<usize>();
                // Blocks are a message shorter than 64 KiB.
                let slabs = bytes.div_ceil(54_000) as u64;
                let most = 3 * reads + misses + 2 * slabs + 2;
                assert!(allocations <= most, "{format:?}, chunks of {len}: {allocations} > {most}");
                assert!(!keep || allocations >= slabs / 5, "counted: {allocations}");
            }
        }
    }
}

#[test]
fn pieces_of_what_was_read_cost_nothing() {
    for format in some_formats() {
        // Within reads, joined, decoded.
        for piece in [50, usize::MAX] {
            let (_, kept) = reading(&format, &alike(100), piece, true);
            assert_eq!(kept.len(), 1500);
            let traffic = count(|| {
                for chunk in &kept {
                    black_box((chunk.clone(), chunk.slice(3..), chunk.sub_chunk(..20)));
                }
            });
            assert_free(&format!("{format:?}, reads of {piece}"), traffic);
        }
    }
}

#[test]
fn payloads_of_a_chunk_cost_nothing() {
    for format in crate::checksums() {
        let written = alike(100);
        let whole = StreamChunk::new("wire", wire(&format, &written), 0);
        let mut payloads = PayloadChunks::new([whole], format.deframer().unwrap());
        let traffic = count(|| {
            for _ in &written {
                black_box(payloads.next().unwrap().unwrap().sub_chunk(4..));
            }
        });
        assert_free(&format!("{format:?}"), traffic);
        assert!(payloads.next().is_none());
    }
}

#[test]
fn counting_sees_a_payload_in_two_chunks() {
    let format = Format::new();
    let written = alike(100);
    let whole = StreamChunk::new("wire", wire(&format, &written), 0);
    let (left, right) = whole.split_at(50);
    let mut payloads = PayloadChunks::new([left, right], format.deframer().unwrap());
    let first = count(|| drop(payloads.next().unwrap().unwrap()));
    // The memory that it is joined in, grown once, and the count of its handles.
    assert_eq!(first.allocations, 3, "{first:?}");
    let others = count(|| payloads.by_ref().for_each(|payload| drop(payload.unwrap())));
    assert_free("those within the second", others);
}
