//! How often the heap is asked for memory.

use crate::{Ones, assert_same, plain};
use flatstream_arena::{
    AllocationStrategy, ArenaStrategy, Batch, Bump, FixedWindow, FrameArena, Gather, GrowingWindow,
    Pooled, Template,
};
use flatstream_core::{BuilderMemory, MessageBuilder, StreamSerialize};
use flatstream_pool::BufferPool;
use flatstream_testkit::{Telemetry, schema, steady_state};
use std::io::Write;

/// A thousand of what `message` makes cost exactly `each` allocations, and as many frees.
fn check<'a, A: BuilderMemory + 'a, T: StreamSerialize>(
    mut messages: MessageBuilder<'a, A>,
    message: impl Fn(u64) -> T,
    each: u64,
) {
    let traffic = steady_state(10, |index| {
        let message = message(index);
        messages.build(|builder| message.serialize(builder)).unwrap();
        messages.recycle();
    });
    assert_eq!((traffic.allocations, traffic.frees), (1000 * each, 1000 * each));
}

#[test]
fn small_messages_cost_no_allocation_in_any_memory() {
    let (bump, pool, mut arena) = (Bump::new(), BufferPool::default(), FrameArena::new());
    let mut memory = vec![0; 4096];
    check(MessageBuilder::new_in(FixedWindow::new(&mut memory)), Telemetry, 0);
    check((&bump).message_builder(), Telemetry, 0);
    check(Pooled(&pool).message_builder(), Telemetry, 0);
    check(ArenaStrategy::new(&bump).grow_to(1 << 20).message_builder(), Telemetry, 0);
    // Grown onto the heap once, which is kept.
    let growing = ArenaStrategy::new(&mut arena).window_bytes(32).grow_to(1 << 20);
    check(growing.message_builder(), Telemetry, 0);
}

/// A table with one vector of 0xff.
struct Large(Vec<u8>);

impl StreamSerialize for &Large {
    fn serialize<'b, A: flatbuffers::Allocator + 'b>(
        &self,
        builder: &mut flatbuffers::FlatBufferBuilder<'b, A>,
    ) -> flatstream_core::Result<()> {
        let bytes = builder.create_byte_string(&self.0);
        let table = builder.start_table();
        builder.push_slot_always(4, bytes);
        builder.push_slot_always(6, 1_u8);
        let table = builder.end_table(table);
        builder.finish(table, None);
        Ok(())
    }
}

#[test]
fn a_large_message_in_a_growing_window_costs_the_builders_two_lists() {
    let (large, medium) = (Large(vec![0xff; 1 << 20]), Large(vec![0xff; 120 << 10]));
    let mut memory = vec![0; 2 << 20];
    let growing = GrowingWindow::new(&mut memory, 4 << 20);
    check(MessageBuilder::new_in(growing), |_| &large, 2);
    // The builder is reset after a shorter one, and renewed after none.
    let growing = GrowingWindow::new(&mut memory, 4 << 20);
    check(MessageBuilder::new_in(growing), |_| &medium, 0);
    // What has grown onto the heap once stays there.
    let growing = GrowingWindow::new(&mut memory[..64 << 10], 4 << 20);
    check(MessageBuilder::new_in(growing), |_| &large, 2);
}

fn gathered<'a, A: BuilderMemory + 'a>(mut messages: MessageBuilder<'a, A>, samples: &[u8]) {
    let traffic = steady_state(10, |_| {
        let mut gather = Gather::new();
        let built = messages.build(|builder| {
            let vector = gather.create_vector(builder, samples);
            let table = builder.start_table();
            builder.push_slot_always(4, vector);
            let table = builder.end_table(table);
            builder.finish(table, None);
            Ok(())
        });
        let places = gather.places(built.unwrap().finished_data()).unwrap();
        messages.recycle_around(places.map(|(range, _)| range));
    });
    assert_eq!((traffic.allocations, traffic.frees), (2000, 2000));
    let after = messages.build(|builder| Ones(100).serialize(builder)).unwrap();
    assert_same(after.finished_data(), &plain(&Ones(100)), "after gathered ones");
}

#[test]
fn a_gathered_message_costs_the_builders_two_lists() {
    // Few: a debug build walks through the hole item by item.
    let samples = vec![7; 6000];
    let mut memory = vec![0; 16 << 10];
    gathered(MessageBuilder::new_in(FixedWindow::new(&mut memory)), &samples);
    gathered(MessageBuilder::new_in(GrowingWindow::new(&mut memory, 16 << 10)), &samples);
    let pool = BufferPool::default();
    gathered(Pooled(&pool).message_builder(), &samples);
}

#[test]
fn setting_a_template_and_batching_frames_cost_no_allocation() {
    let mut template = Template::new(&plain(&Telemetry(0))).unwrap();
    let sequence = template.root().field::<u64>(schema::Telemetry::VT_SEQUENCE).unwrap();
    let mut memory = vec![0; 4096];
    let mut batch = Batch::new(std::io::sink(), &mut memory);
    let traffic = steady_state(10, |index| {
        template.set(sequence, index);
        batch.write_all(template.framed_memory()).unwrap();
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
    assert_eq!(template.get(sequence), 1009);
}

#[test]
fn a_lent_vector_comes_back_without_an_allocation() {
    let pool = BufferPool::default();
    let traffic = steady_state(10, |_| {
        let memory = Pooled(&pool).memory();
        assert_eq!(memory.len(), 4096);
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}
