//! What is kept, lent, and refused as a configuration.

use crate::{counters, levels, small, small_pool};
use flatstream_pool::{BufferPool, ErrorKind, PoolConfig};

#[test]
fn no_more_buffers_of_a_class_are_kept_than_configured() {
    let pool = small_pool();
    drop([(); 7].map(|()| pool.acquire(64)));
    drop([(); 2].map(|()| pool.acquire(256)));
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 6, 768, 768), (0, 9, 3)));
}

#[test]
fn of_more_than_may_stay_the_last_does() {
    for places in 1..=4 {
        let pool = BufferPool::new(&small().buffers_per_class(places)).unwrap();
        let bufs = [(); 6].map(|()| pool.acquire(64));
        let last = bufs[5].as_ptr();
        bufs.into_iter().for_each(drop);
        let kept = 64 * places;
        assert_eq!(levels(pool.stats()), (0, places, kept, kept));
        assert_eq!(pool.acquire(64).as_ptr(), last);
    }
}

#[test]
fn idle_bytes_of_all_classes_are_bounded_together() {
    for (bound, kept) in [(2047, 1024), (2048, 2048), (2111, 2048), (2112, 2112), (4096, 2368)] {
        let pool = BufferPool::new(&small().max_idle_bytes(bound)).unwrap();
        // They come back in the order of the tuple.
        drop((pool.acquire(1024), pool.acquire(1024), pool.acquire(64), pool.acquire(256)));
        let expected = match bound {
            // What was too much for the large one is room for the small ones.
            2047 => 1024 + 64 + 256,
            _ => kept,
        };
        assert_eq!(pool.stats().idle_bytes, expected, "bound {bound}");
        assert_eq!(pool.stats().held_bytes, expected, "bound {bound}");
    }
}

#[test]
fn a_bound_of_nothing_keeps_nothing() {
    let pool = BufferPool::new(&small().max_idle_bytes(0)).unwrap();
    for _ in 0..3 {
        assert_eq!(pool.acquire(10).len(), 10);
    }
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 0, 0, 0), (0, 3, 3)));
}

#[test]
fn a_class_above_the_bound_lends_and_keeps_nothing() {
    let pool = BufferPool::new(&small().max_idle_bytes(1023)).unwrap();
    drop(pool.acquire(1024));
    assert_eq!(levels(pool.stats()), (0, 0, 0, 0));
    drop(pool.acquire(256));
    assert_eq!(levels(pool.stats()), (0, 1, 256, 256));
}

#[test]
fn try_acquire_lends_up_to_the_bound_and_acquire_beyond_it() {
    let pool = BufferPool::new(&small().max_out(2)).unwrap();
    let one = pool.try_acquire(1).unwrap();
    let two = pool.try_acquire(2000).unwrap();
    assert!(pool.try_acquire(1).is_none());
    let three = pool.acquire(1);
    drop(one);
    assert!(pool.try_acquire(1).is_none());
    drop(two);
    let four = pool.try_acquire(1).unwrap();
    assert!(pool.try_acquire(1).is_none());
    drop((three, four));
    // What was refused was no request.
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 2, 128, 128), (1, 3, 1)));
    assert_eq!(pool.stats().out_high_watermark, 3);
}

#[test]
fn without_a_bound_try_acquire_always_lends() {
    let pool = small_pool();
    let bufs: Vec<_> = (0..1000).map(|_| pool.try_acquire(1).unwrap()).collect();
    assert_eq!(pool.stats().out, bufs.len());
}

#[test]
fn shrinking_frees_the_fewest_buffers() {
    let check = |target: usize, expected: (usize, u64)| {
        let pool = small_pool();
        drop(([(); 2].map(|()| pool.acquire(1024)), [(); 3].map(|()| pool.acquire(256))));
        drop([(); 4].map(|()| pool.acquire(64)));
        let held = 2 * 1024 + 3 * 256 + 4 * 64;
        assert_eq!(pool.stats().held_bytes, held);
        pool.shrink_to(target);
        let stats = pool.stats();
        assert_eq!((held - stats.held_bytes, stats.discards), expected, "to {target} of {held}");
        assert_eq!(stats.idle_bytes, stats.held_bytes);
    };
    check(3072, (0, 0));
    check(usize::MAX, (0, 0));
    check(3071, (64, 1));
    check(3072 - 64, (64, 1));
    check(3072 - 65, (256, 1));
    check(3072 - 257, (1024, 1));
    check(3072 - 1024, (1024, 1));
    check(3072 - 1025, (1024 + 64, 2));
    check(3072 - 2 * 1024, (2 * 1024, 2));
    check(3072 - 2 * 1024 - 300, (2 * 1024 + 256 + 64, 4));
    check(1, (3072, 9));
    check(0, (3072, 9));
}

#[test]
fn shrinking_leaves_what_is_lent() {
    let pool = small_pool();
    let buf = pool.acquire(1024);
    drop(pool.acquire(64));
    pool.shrink_to(1030);
    assert_eq!(levels(pool.stats()), (1, 0, 0, 1024));
    pool.shrink_to(0);
    assert_eq!(levels(pool.stats()), (1, 0, 0, 1024));
    drop(buf);
    assert_eq!(levels(pool.stats()), (0, 1, 1024, 1024));
}

#[test]
fn wrong_configurations_are_refused() {
    let check = |config: PoolConfig, expected: &str| {
        let error = BufferPool::new(&config).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(expected), "{error}");
        let policy = flatstream_pool::AdaptiveWatermarkPolicy::default();
        let error = BufferPool::with_memory_policy(&config, policy).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    };
    let classes = |bytes: &[usize]| PoolConfig::default().class_bytes(bytes.iter().copied());
    check(classes(&[]), "size classes []: not ascending from 1");
    check(classes(&[0, 64]), "size classes [0, 64]: not ascending from 1");
    check(classes(&[64, 64]), "size classes [64, 64]: not ascending from 1");
    check(classes(&[64, 32]), "size classes [64, 32]: not ascending from 1");
    check(classes(&[64, usize::MAX]), "a size class that no buffer can have");
    check(PoolConfig::default().buffers_per_class(0), "0 buffers per class; 1 to 65536");
    check(PoolConfig::default().buffers_per_class(65_537), "65537 buffers per class; 1 to 65536");
    for buffers in [1, 65_536] {
        BufferPool::new(&small().buffers_per_class(buffers)).unwrap();
    }
}
