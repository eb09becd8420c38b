//! Where the memory comes from: arenas, pools, and who chooses.

use crate::{Ones, assert_same, growing::Padded, memories::Run, plain};
use flatstream_arena::{
    AllocationStrategy, Arena, ArenaStrategy, BatchStrategy, Bump, FrameArena, MemoryPool, Pooled,
    SmartBuilder,
};
use flatstream_core::StreamSerialize;
use flatstream_core::{BuilderMemory, MessageBuilder};
use flatstream_pool::BufferPool;
use flatstream_testkit::{OwnedLog, Telemetry};
use std::thread;

#[test]
fn an_arena_lends_zeros_after_a_writer_that_left_everything_dirty() {
    let mut arena = FrameArena::new();
    assert_eq!(arena.capacity(), 0);
    for len in [1, 4095, 4096, 4097, 100_000, 10, 99_999, 100_001, 0, 100_001] {
        let before = arena.capacity();
        let memory = arena.lend(len);
        assert_eq!(memory, vec![0; len]);
        // In every byte, then in the last one only.
        memory.fill(0xff);
        assert_eq!(arena.capacity(), before.max(len));
        let memory = arena.lend(len);
        assert_eq!(memory, vec![0; len]);
        memory.iter_mut().rev().take(1).for_each(|byte| *byte = 1);
        assert_eq!(arena.lend(len), vec![0; len]);
    }
    assert_eq!(FrameArena::with_capacity(10).capacity(), 10);
}

#[test]
fn an_arena_lends_the_same_memory_again() {
    let mut arena = FrameArena::with_capacity(5000);
    let first = arena.lend(100).as_ptr();
    assert_eq!(arena.lend(5000).as_ptr(), first);
    let last = arena.lend(5000)[4999..].as_mut_ptr();
    assert_eq!(arena.lend(5000)[4999..].as_mut_ptr(), last);
}

#[test]
fn a_window_ends_on_a_page_whatever_its_length() {
    let (mut arena, bump) = (FrameArena::new(), Bump::new());
    for bytes in [1, 7, 100, 4095, 4096, 4097, 65_536, 100_003] {
        for batch in [0, 1, 77, 4096, 30_000] {
            let sizes = ArenaStrategy::new(&mut arena).window_bytes(bytes).batch_bytes(batch);
            let (window, memory) = sizes.memory_and_batch();
            assert_eq!((window.len(), window.as_ptr_range().end.addr() % 4096), (bytes, 0));
            assert!(memory.len() >= batch, "{} for {batch}", memory.len());
            assert!(memory.as_ptr_range().end <= window.as_ptr(), "they overlap");
            let sizes = ArenaStrategy::new(&bump).window_bytes(bytes).batch_bytes(batch);
            let window = sizes.memory();
            assert_eq!((window.len(), window.as_ptr_range().end.addr() % 4096), (bytes, 0));
        }
    }
}

#[test]
fn several_builders_of_one_bump_do_not_disturb_each_other() {
    let bump = Bump::new();
    let mut builders: Vec<_> = (1..6_usize)
        .map(|n| ArenaStrategy::new(&bump).window_bytes(1000 * n).message_builder())
        .collect();
    let mut other = (&bump).memory_and_batch().1;
    other.fill(0xee);
    for round in 0..20 {
        // All are built before any is looked at.
        let built: Vec<_> = builders
            .iter_mut()
            .enumerate()
            .map(|(n, messages)| {
                let ones = Ones(900 * (n + 1) - round);
                let built = messages.build(|builder| ones.serialize(builder)).unwrap();
                (built.finished_data(), plain(&ones))
            })
            .collect();
        for (built, expected) in built {
            assert_eq!(built, expected);
        }
    }
    assert_eq!(std::mem::take(&mut other), vec![0xee; 32 * 1024 + 4096]);
}

/// A message of `len` bytes in a vector of `pool`: where that lies.
fn use_pooled(pool: &BufferPool, len: usize) -> *const u8 {
    let mut messages = Pooled(pool).message_builder();
    let built = messages.build_mut(|builder| Ones(len).serialize(builder)).unwrap();
    assert_eq!(built.finished_data(), plain(&Ones(len)));
    built.mut_finished_buffer().0.as_ptr()
}

#[test]
fn a_pool_lends_the_very_vector_that_came_back() {
    let pool = BufferPool::default();
    let first = use_pooled(&pool, 3000);
    // A smaller message in it sees nothing of the larger one, and leaves it there.
    assert_eq!(use_pooled(&pool, 10), first);
    let lent = Pooled(&pool).memory();
    assert_eq!((lent.as_ptr(), lent.iter().all(|&byte| byte == 0)), (first, true));
    assert_ne!(use_pooled(&pool, 3000), first);
}

#[test]
fn growing_goes_from_one_vector_of_the_pool_to_the_next() {
    let pool = BufferPool::default();
    let large = use_pooled(&pool, 20_000);
    let stats = pool.stats();
    assert_eq!((stats.misses, stats.idle), (4, 4), "4, 8, 16 and 32 KiB");
    assert_eq!(use_pooled(&pool, 20_000), large);
    let stats = pool.stats();
    assert_eq!((stats.misses, stats.hits, stats.idle), (4, 4, 4));
}

#[test]
fn a_pool_that_lends_less_than_asked_is_helped_out() {
    struct Stingy;
    impl MemoryPool for Stingy {
        fn take(&self, _: usize) -> Vec<u8> {
            vec![0xee; 3]
        }
        fn give(&self, memory: Vec<u8>) {
            drop(memory);
        }
    }
    let mut messages = Pooled(&Stingy).message_builder();
    for len in [1, 100, 50_000, 7] {
        let built = messages.build(|builder| Ones(len).serialize(builder)).unwrap();
        assert_eq!(built.finished_data(), plain(&Ones(len)));
    }
}

#[test]
fn a_pool_is_shared_by_threads() {
    let pool = BufferPool::default();
    thread::scope(|scope| {
        for thread in 0..4 {
            let pool = &pool;
            scope.spawn(move || {
                for n in 0..200 {
                    let mut messages = Pooled(pool).message_builder();
                    let log = OwnedLog::new(1000 * thread + n);
                    let built = messages.build(|builder| log.as_log().serialize(builder)).unwrap();
                    assert_eq!(built.finished_data(), plain(&log.as_log()));
                    use_pooled(pool, (n * 17 % 3000) as usize);
                }
            });
        }
    });
    let stats = pool.stats();
    assert!(stats.misses < 100 && stats.idle as u64 + stats.discards == stats.misses, "{stats:?}");
}

#[test]
fn every_choice_at_run_time_makes_the_same_bytes() {
    let (bump, pool) = (Bump::new(), BufferPool::default());
    let sized = ArenaStrategy::new(&bump).window_bytes(4096);
    let builders = [
        SmartBuilder::new(),
        SmartBuilder::default(),
        SmartBuilder::with_arena(&bump),
        SmartBuilder::with_arena(sized),
        SmartBuilder::with_pool(&pool),
    ];
    for mut messages in builders {
        for n in 0..100 {
            assert_eq!(messages.build(&Telemetry(n)).unwrap(), plain(&Telemetry(n)));
            assert_eq!(messages.build(&Ones(n as usize)).unwrap(), plain(&Ones(n as usize)));
        }
    }
    assert_eq!(pool.stats().idle, 1);
}

#[test]
fn what_a_pooled_vector_held_when_it_grew_does_not_show() {
    let pool = BufferPool::default();
    // The smallest first, so that each grows the vector anew half-way.
    for n in 0..60 {
        let message =
            Padded { before: 20 * n, len: 100 * n, how: n % 4, vtable: 24 + 10 * n as u16 };
        let mut messages = Pooled(&pool).message_builder();
        for _ in 0..2 {
            let built = messages.build(|builder| message.serialize(builder)).unwrap();
            assert_same(built.finished_data(), &plain(&message), n);
        }
    }
}

/// Counts those that have a limit, and proves it.
struct Limits(usize);

impl Run for Limits {
    fn run<'a, A: BuilderMemory + 'a>(
        &mut self,
        what: &str,
        limit: Option<usize>,
        mut messages: MessageBuilder<'a, A>,
    ) {
        let long = Ones(100_000);
        let built = messages.build(|builder| long.serialize(builder));
        let refused = built.err().map(|error| error.kind());
        assert_eq!(refused, limit.map(crate::too_large), "{what}");
        self.0 += usize::from(limit.is_some());
    }
}

#[test]
fn windows_have_a_limit_and_the_heap_has_none() {
    let mut limits = Limits(0);
    crate::memories::in_every(64 << 10, &mut limits);
    assert_eq!(limits.0, 8);
}
