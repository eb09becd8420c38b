//! The buffer between `space` and `advance`.

use crate::{Ledger, check, read};
use flatstream_chunk::{ChunkBuffer, StreamStats};
use flatstream_core::MemoryPool;
use std::sync::Arc;

#[test]
fn chunks_follow_each_other_from_the_offset_on() {
    let mut buffer = ChunkBuffer::new("pump").with_offset(1 << 20);
    let chunks: Vec<_> =
        [1, 64, 65, 300, 1023, 1024, 4000].map(|len| read(&mut buffer, len)).into();
    for pair in chunks.windows(2) {
        assert_eq!(pair[0].end_offset(), pair[1].offset);
    }
    // Each is still what it was when it was made.
    let mut offset = 1 << 20;
    for chunk in &chunks {
        check(chunk, offset, chunk.len());
        offset = chunk.end_offset();
    }
}

#[test]
fn nothing_read_is_no_chunk_and_keeps_the_room() {
    let ledger = Ledger::default();
    let mut buffer = ChunkBuffer::pooled("pump", ledger.clone());
    assert_eq!(buffer.advance(0), None);
    buffer.space()[..3].copy_from_slice(b"abc");
    assert_eq!(buffer.advance(0), None);
    assert_eq!(&buffer.space()[..3], b"abc");
    assert_eq!(buffer.offset(), 0);
    assert_eq!(ledger.taken(), [4096]);
}

#[test]
#[should_panic(expected = "4097 bytes read where 4096 fit")]
fn more_than_there_was_room_for_panics() {
    let mut buffer = ChunkBuffer::new("pump");
    let room = buffer.space().len();
    buffer.advance(room + 1);
}

#[test]
#[should_panic(expected = "1 bytes read where 0 fit")]
fn a_read_without_room_panics() {
    ChunkBuffer::new("pump").advance(1);
}

#[test]
fn released_room_goes_back_and_is_taken_again() {
    let ledger = Ledger::default();
    let mut buffer = ChunkBuffer::pooled("pump", ledger.clone());
    buffer.release();
    read(&mut buffer, 10);
    assert_eq!(ledger.out(), 4096);
    buffer.release();
    assert_eq!(ledger.out(), 0);
    read(&mut buffer, 10);
    assert_eq!((ledger.out(), ledger.taken()), (4096, vec![4096, 4096]));
    drop(buffer);
    assert_eq!(ledger.out(), 0);
}

#[test]
fn a_pool_that_lends_too_little_is_made_up_for() {
    #[derive(Clone)]
    struct Stingy;
    impl MemoryPool for Stingy {
        fn take(&self, _: usize) -> Vec<u8> {
            Vec::new()
        }
        fn give(&self, _: Vec<u8>) {}
    }
    let mut buffer = ChunkBuffer::pooled("pump", Stingy);
    assert_eq!(buffer.space().len(), 4096);
    read(&mut buffer, 4096);
    read(&mut buffer, 1500);
}

#[test]
fn statistics_count_chunks_and_what_is_known_of_buffers() {
    let stats = Arc::new(StreamStats::new());
    let numbers = || {
        let now = stats.snapshot();
        (now.chunks, now.bytes, now.reused_buffers, now.new_buffers)
    };
    let mut buffer = ChunkBuffer::new("pump").with_stats(stats.clone());
    assert_eq!(numbers(), (0, 0, 0, 0));
    read(&mut buffer, 10); // new room, copied out
    assert_eq!(numbers(), (1, 10, 0, 1));
    read(&mut buffer, 20); // the same room
    assert_eq!(numbers(), (2, 30, 1, 1));
    read(&mut buffer, 4096); // again, and lent
    assert_eq!(numbers(), (3, 4126, 2, 1));
    read(&mut buffer, 1025); // new room of 8 KiB; new memory for the copy
    assert_eq!(numbers(), (4, 5151, 2, 3));

    let mut pooled = ChunkBuffer::pooled("pump", Ledger::default()).with_stats(stats.clone());
    read(&mut pooled, 4096);
    read(&mut pooled, 1025);
    assert_eq!(numbers(), (6, 10_272, 2, 3));
    read(&mut pooled, 1025);
    assert_eq!(numbers(), (7, 11_297, 3, 3));
}

#[test]
fn a_pool_that_knows_tells_new_memory_from_reused() {
    let (pool, stats) = (flatstream_pool::BufferPool::default(), Arc::new(StreamStats::new()));
    let mut buffer = ChunkBuffer::pooled("pump", pool.clone()).with_stats(stats.clone());
    let mut check = |len, reused, new| {
        drop(read(&mut buffer, len));
        let now = stats.snapshot();
        assert_eq!((now.reused_buffers, now.new_buffers), (reused, new), "{len}");
    };
    check(4096, 0, 1);
    check(4000, 0, 2); // the room has doubled
    check(4500, 1, 2); // what came back
    check(8192, 2, 2);
    check(8192, 2, 3);
    let stats = pool.stats();
    assert_eq!((stats.hits, stats.misses), (2, 3));
}
