//! What writing and reading messages asks of the heap.

use flatbuffers::FlatBufferBuilder;
use flatstream_chunk::{Bytes, ChunkMessage, StreamChunk, StreamIds};
use flatstream_core::StreamSerialize;
use flatstream_testkit::{count, payload, steady_state};
use std::hint::black_box;

#[test]
fn writing_allocates_nothing_once_warm() {
    let chunk = StreamChunk::new("pump", vec![1; 1000], 0);
    let mut builder = FlatBufferBuilder::new();
    let traffic = steady_state(100, |index| {
        builder.reset();
        let len = 900 + (index % 100) as usize;
        chunk.sub_chunk(..len).serialize(&mut builder).unwrap();
        black_box(builder.finished_data());
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn reading_allocates_nothing_for_a_known_id() {
    let names: Vec<_> = (0..50).map(|n| format!("pump {n}")).collect();
    let payloads: Vec<_> = names
        .iter()
        .map(|name| Bytes::from(payload(&ChunkMessage::new(name, &[1; 100], 7))))
        .collect();
    let mut ids = StreamIds::default();
    let traffic = steady_state(50, |index| {
        let payload = &payloads[index as usize % 50];
        black_box(ChunkMessage::parse(payload).unwrap());
        assert_eq!(StreamChunk::from_message(payload, &mut ids).unwrap().len(), 100);
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

#[test]
fn an_unknown_id_costs_one_allocation_and_memory_does_not_grow() {
    let mut ids = StreamIds::with_max_ids(16);
    let names: Vec<_> = (0..2000).map(|n| format!("{n}")).collect();
    // Both tables have got their memory.
    let traffic = steady_state(1000, |index| {
        ids.intern(&names[index as usize]);
    });
    // One is `last` as well as kept.
    assert_eq!((traffic.allocations, traffic.frees), (1000, 1000));
}

#[test]
fn a_long_id_leaves_nothing_behind() {
    let mut ids = StreamIds::default();
    let name = "x".repeat(100_000);
    let traffic = count(|| drop(ids.intern(&name)));
    assert_eq!((traffic.allocations, traffic.frees), (1, 1));
}
