//! How much memory a chunk holds, and where it goes.

use crate::{Ledger, fill, read};
use flatstream_chunk::{ChunkBuffer, ReadSizes};
use flatstream_pool::BufferPool;
use std::thread;

#[test]
fn a_chunk_holds_at_most_four_times_its_bytes() {
    let ledger = Ledger::default();
    for room in [4 << 10, 64 << 10, 256 << 10] {
        for len in [1, 16, 64, 65, 256, 257, 1023, 1024, 1025, 1500, 5000, room / 4 - 1, room / 4] {
            let sizes = ReadSizes::default().min_bytes(room);
            let mut buffer = ChunkBuffer::pooled("pump", ledger.clone()).with_sizes(sizes).unwrap();
            if len > room {
                continue;
            }
            let chunk = read(&mut buffer, len);
            buffer.release();
            let held = ledger.out();
            assert!(held <= 4 * len, "{len} of {room}: {held}");
            assert_eq!(held > 0, len > 1024 || len == room / 4, "{len} of {room}");
            drop(chunk);
            assert_eq!(ledger.out(), 0);
        }
    }
}

#[test]
fn a_small_read_leaves_the_room_to_the_next_one() {
    let ledger = Ledger::default();
    let mut buffer = ChunkBuffer::pooled("pump", ledger.clone());
    let address = buffer.space().as_ptr();
    let chunks: Vec<_> = (0..3).map(|_| read(&mut buffer, 1000)).collect();
    assert_eq!((buffer.space().as_ptr(), ledger.taken()), (address, vec![4096]));
    let last = read(&mut buffer, 1024);
    assert_eq!(last.data.as_ptr(), address);
    drop((buffer, chunks));
    // The last chunk lies in it.
    assert_eq!(ledger.out(), 4096);
    drop(last);
    assert_eq!(ledger.out(), 0);
}

#[test]
fn memory_returns_with_the_last_piece_from_whatever_thread() {
    let ledger = Ledger::default();
    let mut buffer = ChunkBuffer::pooled("pump", ledger.clone());
    let chunk = fill(&mut buffer);
    assert_eq!(ledger.out(), 4096);
    let (left, right) = chunk.split_at(100);
    drop(chunk);
    drop(buffer);
    thread::spawn(move || drop(left)).join().unwrap();
    assert_eq!(ledger.out(), 4096);
    thread::spawn(move || drop(right)).join().unwrap();
    assert_eq!(ledger.out(), 0);
}

#[test]
fn a_buffer_pool_serves_one_read_after_the_other() {
    let pool = BufferPool::default();
    let mut buffer = ChunkBuffer::pooled("pump", pool.clone());
    for _ in 0..6 {
        fill(&mut buffer);
    }
    for len in [256 << 10, 100_000, 70_000].into_iter().cycle().take(60) {
        thread::scope(|scope| {
            let chunk = read(&mut buffer, len);
            scope.spawn(move || drop(chunk));
        });
    }
    let stats = pool.stats();
    // One of each size on the way up.
    assert_eq!((stats.misses, stats.hits, stats.discards), (7, 59, 0), "{stats:?}");
}
