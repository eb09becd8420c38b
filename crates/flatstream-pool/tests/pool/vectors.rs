//! Raw vectors out of the pool and into it.

use crate::{counters, levels, small_pool};
use flatstream_pool::MemoryPool;
use std::sync::Arc;

#[test]
fn a_vector_comes_back_as_the_very_memory() {
    let pool = small_pool();
    let memory = pool.take(65);
    let address = memory.as_ptr();
    assert_eq!((memory.len(), memory.capacity()), (256, 256));
    // The caller's: neither out nor held.
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 0, 0, 0), (0, 1, 0)));
    pool.give(memory);
    assert_eq!(levels(pool.stats()), (0, 1, 256, 256));
    let buf = pool.acquire(256);
    assert_eq!((buf.as_ptr(), counters(pool.stats())), (address, (1, 1, 0)));
    drop(buf);
    let memory = pool.take(200);
    assert_eq!((memory.as_ptr(), counters(pool.stats())), (address, (2, 1, 0)));
    assert_eq!(levels(pool.stats()), (0, 0, 0, 0));
}

#[test]
fn a_vector_beyond_every_class_is_as_long_as_asked_for() {
    let pool = small_pool();
    let memory = pool.take(2000);
    assert_eq!((memory.len(), memory.capacity()), (2000, 2000));
    pool.give(memory);
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 0, 0, 0), (0, 1, 1)));
}

#[test]
fn vectors_are_kept_by_their_capacity() {
    let check = |capacity: usize, len: usize, kept: bool| {
        let pool = small_pool();
        let mut memory = Vec::with_capacity(capacity);
        assert_eq!(memory.capacity(), capacity);
        memory.resize(len, 7);
        pool.give(memory);
        let expected =
            if kept { ((0, 1, capacity, capacity), (0, 0, 0)) } else { ((0, 0, 0, 0), (0, 0, 1)) };
        assert_eq!((levels(pool.stats()), counters(pool.stats())), expected, "{capacity}");
        if kept {
            // What was never written is zero.
            let buf = pool.acquire(capacity);
            assert!(buf[..len].iter().all(|&byte| byte == 7), "{capacity}");
            assert!(buf[len..].iter().all(|&byte| byte == 0), "{capacity}");
        }
    };
    check(64, 64, true);
    check(64, 10, true);
    check(256, 0, true);
    check(1024, 1000, true);
    check(0, 0, false);
    check(63, 63, false);
    check(65, 64, false);
    check(300, 256, false);
    check(1025, 1024, false);
}

#[test]
fn vectors_given_are_held_to_the_bounds() {
    let pool = small_pool();
    for _ in 0..6 {
        pool.give(vec![0; 64]);
    }
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 4, 256, 256), (0, 0, 2)));
}

#[test]
fn a_pool_serves_behind_every_pointer() {
    fn check(pool: impl MemoryPool) {
        let memory = pool.take(65);
        assert_eq!(memory.len(), 256);
        let address = memory.as_ptr();
        pool.give(memory);
        let again = pool.take(256);
        assert_eq!(again.as_ptr(), address);
        pool.give(again);
    }
    let pool = small_pool();
    check(pool.clone());
    check(&pool);
    check(&&pool as &dyn MemoryPool);
    check(Arc::new(pool.clone()));
    check(Arc::new(pool.clone()) as Arc<dyn MemoryPool + Send + Sync>);
    check(Box::new(pool.clone()));
    check(Box::new(pool.clone()) as Box<dyn MemoryPool>);
    // All of them took and gave the same memory.
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 1, 256, 256), (13, 1, 0)));
}
