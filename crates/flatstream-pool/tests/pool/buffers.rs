//! Lending, returning, sizes and contents.

use crate::{counters, levels, small, small_pool};
use flatstream_pool::{BufferPool, PooledBuf};
use std::{panic, thread};

#[test]
fn the_very_buffer_comes_back() {
    let pool = small_pool();
    for len in [0, 1, 64, 65, 256, 257, 1024] {
        let buf = pool.acquire(len);
        let (address, capacity) = (buf.as_ptr(), buf.capacity());
        drop(buf);
        let again = pool.acquire(len);
        assert_eq!((again.as_ptr(), again.len(), again.capacity()), (address, len, capacity));
    }
}

#[test]
fn what_came_back_last_is_lent_first() {
    let pool = small_pool();
    let bufs = [(); 3].map(|()| pool.acquire(64));
    let addresses = bufs.each_ref().map(|buf| buf.as_ptr());
    bufs.into_iter().for_each(drop);
    let again = [(); 3].map(|()| pool.acquire(64));
    // Those behind it in the order in which they came back.
    let [one, two, three] = again.each_ref().map(|buf| buf.as_ptr());
    assert_eq!([two, three, one], addresses);
}

#[test]
fn one_that_is_in_the_cache_stays_in_use_while_others_lie_idle() {
    let pool = small_pool();
    let bufs = [(); 4].map(|()| pool.acquire(64));
    let last = bufs[3].as_ptr();
    bufs.into_iter().for_each(drop);
    for _ in 0..10 {
        assert_eq!(pool.acquire(64).as_ptr(), last);
    }
    // What is freed to shrink is another one.
    pool.shrink_to(64);
    assert_eq!((pool.stats().idle, pool.acquire(64).as_ptr()), (1, last));
}

#[test]
fn a_buffer_has_the_size_of_the_smallest_class_that_fits() {
    let pool = small_pool();
    let capacities = [0, 1, 63, 64, 65, 255, 256, 257, 1024, 1025, 5000]
        .map(|len| (pool.acquire(len).len(), pool.acquire(len).capacity()));
    let expected = [
        (0, 64),
        (1, 64),
        (63, 64),
        (64, 64),
        (65, 256),
        (255, 256),
        (256, 256),
        (257, 1024),
        (1024, 1024),
        (1025, 1025),
        (5000, 5000),
    ];
    assert_eq!(capacities, expected);
}

#[test]
fn default_classes_are_the_powers_of_two_from_4_kib_to_1_mib() {
    let pool = BufferPool::default();
    for (len, capacity) in [(1, 4096), (4097, 8192), (100_000, 131_072), (1 << 20, 1 << 20)] {
        assert_eq!(pool.acquire(len).capacity(), capacity);
    }
    assert_eq!(pool.acquire((1 << 20) + 1).capacity(), (1 << 20) + 1);
}

#[test]
fn a_new_buffer_is_zero_and_a_used_one_is_left_alone() {
    let pool = small_pool();
    let mut buf = pool.acquire(64);
    assert_eq!(buf[..], [0; 64]);
    buf.fill(7);
    drop(buf);
    // A hit that costs a fill would show here.
    assert_eq!(pool.acquire(64)[..], [7; 64]);
}

#[test]
fn a_buffer_longer_than_every_class_is_freed_on_return() {
    let pool = small_pool();
    let buf = pool.acquire(1025);
    assert_eq!(levels(pool.stats()), (1, 0, 0, 1025));
    drop(buf);
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 0, 0, 0), (0, 1, 1)));
}

#[test]
fn numbers_follow_every_step() {
    let pool = small_pool();
    let one = pool.acquire(64);
    let two = pool.acquire(200);
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((2, 0, 0, 320), (0, 2, 0)));
    drop(one);
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((1, 1, 64, 320), (0, 2, 0)));
    let three = pool.acquire(10);
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((2, 0, 0, 320), (1, 2, 0)));
    drop((two, three));
    assert_eq!((levels(pool.stats()), counters(pool.stats())), ((0, 2, 320, 320), (1, 2, 0)));
    drop(pool.acquire(1));
    assert_eq!(pool.stats().out_high_watermark, 2);
    drop([(); 5].map(|()| pool.acquire(1)));
    assert_eq!((pool.stats().out_high_watermark, pool.stats().discards), (5, 1));
}

#[test]
fn resizing_within_the_capacity_does_not_move() {
    let pool = small_pool();
    let mut buf = pool.acquire(3);
    buf.copy_from_slice(b"abc");
    let address = buf.as_ptr();
    for len in [64, 2, 0, 3] {
        buf.resize(len);
        assert_eq!((buf.as_ptr(), buf.len()), (address, len));
    }
    assert_eq!((&buf[..], pool.stats().misses), (&b"abc"[..], 1));
}

#[test]
fn resizing_beyond_it_moves_the_bytes_and_returns_the_old_memory() {
    let pool = small_pool();
    let mut buf = pool.acquire(3);
    buf.copy_from_slice(b"abc");
    let old = buf.as_ptr();
    buf.resize(65);
    assert_eq!((&buf[..3], buf.len(), buf.capacity()), (&b"abc"[..], 65, 256));
    assert_eq!(levels(pool.stats()), (1, 1, 64, 320));
    assert_eq!(pool.acquire(64).as_ptr(), old);
    // Beyond every class, too.
    buf.resize(3000);
    assert_eq!((&buf[..3], buf.len(), buf.capacity()), (&b"abc"[..], 3000, 3000));
    drop(buf);
    assert_eq!(levels(pool.stats()), (0, 2, 320, 320));
}

#[test]
fn growing_in_small_steps_beyond_every_class_takes_few_moves() {
    let pool = small_pool();
    let mut buf = pool.acquire(1024);
    buf.fill(7);
    for len in (1024..=64 * 1024).step_by(16) {
        let old = buf.len();
        buf.resize(len);
        buf[old..].fill(7);
    }
    assert!(buf.iter().all(|&byte| byte == 7));
    assert_eq!((buf.len(), buf.capacity(), pool.stats().misses), (65_536, 65_536, 7));
    // The next step doubles it, and a large one is as long as asked for.
    buf.resize(65_537);
    assert_eq!((buf.capacity(), pool.stats().held_bytes), (131_072, 131_072 + 1024));
    buf.resize(300_000);
    assert_eq!((buf.capacity(), pool.stats().misses), (300_000, 9));
    // Out of a class that is not the largest, too.
    let mut buf = pool.acquire(1);
    buf.resize(1025);
    assert_eq!(buf.capacity(), 1025);
}

#[test]
fn an_impossible_length_panics_and_leaves_no_trace() {
    let pool = small_pool();
    let buf = pool.acquire(1);
    let before = pool.stats();
    let too_long = isize::MAX as usize + 1;
    let wrong: [fn(&BufferPool, PooledBuf, usize); 4] = [
        |pool, _, len| drop(pool.acquire(len)),
        |pool, _, len| drop(pool.try_acquire(len)),
        |pool, _, len| drop(pool.take(len)),
        |_, mut buf, len| buf.resize(len),
    ];
    for call in wrong {
        let buf = pool.acquire(1);
        let call = panic::AssertUnwindSafe(|| call(&pool, buf, too_long));
        let message = *panic::catch_unwind(call).unwrap_err().downcast::<String>().unwrap();
        assert_eq!(message, format!("no buffer can have {too_long} bytes"));
    }
    drop(buf);
    let after = pool.stats();
    assert_eq!((after.out, after.held_bytes, before.held_bytes), (0, 128, 64));
    assert_eq!(counters(after), (3, 2, 0));
}

#[test]
fn a_buffer_outlives_its_pool_and_goes_home_all_the_same() {
    let pool = small_pool();
    let other = pool.clone();
    let mut buf = pool.acquire(10);
    drop(pool);
    buf.fill(1);
    let address = buf.as_ptr();
    drop(buf);
    assert_eq!(other.acquire(10).as_ptr(), address);
    let last = other.acquire(10);
    drop(other);
    assert_eq!(last.len(), 10);
}

#[test]
fn a_buffer_dropped_by_a_panic_comes_home() {
    let pool = small_pool();
    let unwound = thread::spawn({
        let buf = pool.acquire(10);
        move || {
            let _held = &buf;
            panic::resume_unwind(Box::new(()));
        }
    });
    assert!(unwound.join().is_err());
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
}

#[test]
fn a_buffer_dropped_on_another_thread_comes_home() {
    let pool = BufferPool::new(&small()).unwrap();
    let buf = pool.acquire(100);
    let address = buf.as_ptr().addr();
    thread::spawn(move || drop(buf)).join().unwrap();
    assert_eq!(pool.acquire(100).as_ptr().addr(), address);
}

#[test]
fn debug_shows_lengths_and_no_content() {
    let pool = small_pool();
    let mut buf = pool.acquire(6);
    buf.copy_from_slice(b"secret");
    assert_eq!(format!("{buf:?}"), "PooledBuf { len: 6, capacity: 64, .. }");
    let text = format!("{pool:?}");
    assert!(text.starts_with("BufferPool { stats: PoolStats { hits: 0, misses: 1, "), "{text}");
    let mut slab = pool.slab(100);
    slab.push(b"secret").unwrap();
    assert_eq!(format!("{slab:?}"), "Slab { len: 6, capacity: 256, .. }");
}

#[test]
fn buffers_are_slices_by_every_name() {
    fn filled(mut bytes: impl AsMut<[u8]> + AsRef<[u8]> + Send + Sync + 'static) -> Vec<u8> {
        bytes.as_mut().fill(9);
        bytes.as_ref().to_vec()
    }
    fn shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let pool = small_pool();
    shared(&pool);
    assert_eq!(filled(pool.acquire(3)), [9; 3]);
}
