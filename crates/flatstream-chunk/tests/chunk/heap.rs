//! What the heap is asked for.

use crate::log;
use bytes::BytesMut;
use flatstream_chunk::{Bytes, StreamChunk, StreamId};
use flatstream_testkit::{Allocations, count, steady_state};
use std::hint::black_box;

const ID: StreamId = StreamId::from_static("log");

fn traffic(Allocations { allocations, frees, .. }: Allocations) -> (u64, u64) {
    (allocations, frees)
}

/// `f` allocates `expected` times.
fn allocates<T>(expected: u64, f: impl FnOnce() -> T) -> T {
    let mut made = None;
    assert_eq!(count(|| made = Some(f())).allocations, expected);
    made.unwrap()
}

/// Making a chunk with `make` allocates `expected` times, and whatever is done
/// with it afterwards never.
fn check(expected: u64, make: impl FnOnce() -> StreamChunk) {
    let chunk = allocates(expected, make);
    let middle = chunk.len() / 2;
    // Not even the first time.
    let first = count(|| {
        black_box((chunk.clone(), chunk.sub_chunk(1.min(middle)..), chunk.split_at(middle)));
    });
    assert_eq!(traffic(first), (0, 0));
    let used = steady_state(0, |index| {
        let at = index as usize % (chunk.len() + 1);
        let (left, right) = chunk.split_at(at);
        let piece = black_box(left.clone()).sub_chunk(at / 2..);
        assert_eq!(piece.slice(..).len(), at - at / 2);
        assert_eq!(piece.slice_checked(..at).is_some(), at / 2 == 0);
        assert_eq!(right.sub_chunk_checked(1..).is_some(), at < chunk.len());
        let joined = left.join_neighbor(&right).unwrap();
        assert_eq!(joined.data.as_ptr(), chunk.data.as_ptr());
        assert!(left.join(&right) == StreamChunk::join_all([left, right]).map(Option::unwrap));
    });
    assert_eq!(traffic(used), (0, 0));
}

#[test]
fn nothing_is_allocated_after_a_chunk_is_made() {
    let with_room = |capacity| {
        let mut bytes = Vec::with_capacity(capacity);
        bytes.extend([7_u8; 50]);
        bytes
    };
    // As long as its memory, and shorter.
    let (full, roomy) = (with_room(50), with_room(100));
    check(1, || StreamChunk::new(ID, full, 0));
    check(1, || StreamChunk::new(ID, roomy, 0));
    // `Bytes` that have put off what clones share, and others.
    let bytes = Bytes::from(with_room(50));
    check(1, || StreamChunk::from_bytes(ID, bytes, 0));
    let bytes = Bytes::from(with_room(50).into_boxed_slice());
    check(1, || StreamChunk::from_bytes(ID, bytes, 0));
    let bytes = Bytes::from(with_room(100));
    check(0, || StreamChunk::from_bytes(ID, bytes, 0));
    let bytes = Bytes::from(with_room(50));
    let _clone = bytes.clone();
    check(0, || StreamChunk::from_bytes(ID, bytes, 0));
    check(0, || StreamChunk::from_bytes(ID, Bytes::from_static(b"static"), 0));
    let bytes = Bytes::from_owner(with_room(100));
    check(0, || StreamChunk::from_bytes(ID, bytes, 0));
    let bytes = Bytes::copy_from_slice(&[7; 50]);
    check(1, || StreamChunk::from_bytes(ID, bytes, 0));
    // From a buffer of one's own, all of it, and parts of it.
    let bytes = BytesMut::from(&[7; 50][..]).freeze();
    check(1, || StreamChunk::from_bytes(ID, bytes, 0));
    let bytes = BytesMut::from(&[7; 50][..]).split_off(20).freeze();
    check(0, || StreamChunk::from_bytes(ID, bytes, 0));
    // Empty ones.
    check(0, || StreamChunk::new(ID, Vec::new(), 0));
    let empty = Vec::with_capacity(10);
    check(1, || StreamChunk::new(ID, empty, 0));
    check(0, || StreamChunk::from_bytes(ID, Bytes::new(), 0));
    // A piece of another's memory.
    let chunk = log(100, 0);
    check(0, || StreamChunk::from_bytes(ID, chunk.slice(20..40), 20));
    check(0, || chunk.sub_chunk(20..40));
    // The counter counts: `Bytes` alone put it off.
    let bytes = Bytes::from(with_room(50));
    drop(allocates(1, || bytes.clone()));
}

#[test]
fn an_id_is_allocated_once() {
    // The text, and the memory that is shared.
    let id = allocates(2, || StreamId::from("pump 3"));
    let text = String::from("pump 3");
    drop(allocates(1, || StreamId::from(text)));
    drop(allocates(0, || StreamId::from_static("pump 3")));
    let shared = "pump 3".into();
    drop(allocates(0, || StreamId::from_shared(shared)));
    let cloned = steady_state(0, |_| {
        black_box((id.clone(), StreamId::from(&id), StreamId::default()));
    });
    assert_eq!(traffic(cloned), (0, 0));
}

#[test]
fn the_only_holder_gets_the_memory_back() {
    for capacity in [50, 100] {
        let mut bytes = Vec::with_capacity(capacity);
        bytes.extend(0..50_u8);
        let place = bytes.as_ptr();
        let chunk = StreamChunk::new(ID, bytes, 0);
        let (piece, clone) = (chunk.sub_chunk(..20), chunk.clone());
        drop((chunk, clone));
        let bytes = allocates(0, || Vec::from(piece.into_bytes()));
        assert_eq!((bytes.as_ptr(), bytes.len(), bytes.capacity()), (place, 20, capacity));
    }
}

#[test]
fn another_holder_keeps_it() {
    let chunk = log(50, 0);
    let other = chunk.sub_chunk(20..);
    let place = chunk.data.as_ptr();
    let bytes = allocates(1, || Vec::from(chunk.into_bytes()));
    assert_ne!(bytes.as_ptr(), place);
    assert_eq!(other.data.as_ptr(), place.wrapping_add(20));
}

#[test]
fn a_piece_keeps_the_buffer_and_the_last_one_frees_it() {
    let chunk = StreamChunk::new(ID, vec![0; 1 << 20], 0);
    let piece = chunk.sub_chunk(7..9);
    assert_eq!(traffic(count(|| drop(chunk))), (0, 0));
    // The bytes, and what their handles shared.
    let freed = count(|| drop(piece));
    assert_eq!(traffic(freed), (0, 2));
}

#[test]
fn copies_are_made_once_and_of_the_right_size() {
    let pieces: Vec<_> = (0..100).map(|n| log(100, n * 100)).collect();
    let mut joined = None;
    let copied = count(|| joined = StreamChunk::join_all(&pieces).unwrap());
    let joined = joined.unwrap();
    assert_eq!(joined.len(), 10_000);
    // The bytes, what their clones share, and the list of runs as it grows.
    assert!(copied.allocations <= 9, "{copied:?}");
    assert!(copied.peak_bytes < 10_000 + 2 * 100 * size_of::<StreamChunk>() as u64, "{copied:?}");
    assert_eq!(Vec::from(joined.into_bytes()).capacity(), 10_000);
    // Two cost the bytes and what is shared.
    allocates(2, || pieces[0].join(&pieces[1])).unwrap();
    // A break costs nothing but the list.
    let wrong = [&pieces[0], &pieces[2]];
    allocates(0, || StreamChunk::join_all(wrong)).unwrap_err();
}
