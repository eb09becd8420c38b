//! Models: every order in which threads can take turns, and every value that a
//! relaxed load may return, as loom explores them. The queues are locks here,
//! which hide some of those values: see `sync.rs`.
//!
//! `cargo xtask loom` runs them.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use crate::{BufferPool, PoolConfig, PooledBuf, sync::Arc};
use flatstream_core::MemoryPolicy;
use loom::{
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc,
    },
    thread,
};

/// A pool of one class of 8 bytes.
fn pool(buffers: usize, max_idle_bytes: usize) -> BufferPool {
    let config = PoolConfig::default().class_bytes([8]);
    BufferPool::new(&config.buffers_per_class(buffers).max_idle_bytes(max_idle_bytes)).unwrap()
}

/// Runs `model` with as many changes of thread as loom needs to find what few
/// threads can do wrong.
fn explore(model: impl Fn() + Sync + Send + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(model);
}

/// That the books are right, now that only this thread is left.
fn check_books(pool: &BufferPool, requests: u64) {
    let stats = pool.stats();
    assert_eq!((stats.out, stats.hits + stats.misses), (0, requests), "{stats:?}");
    assert_eq!(stats.idle_bytes, 8 * stats.idle, "{stats:?}");
    assert_eq!(stats.held_bytes, stats.idle_bytes, "{stats:?}");
    assert_eq!(stats.misses, stats.discards + stats.idle as u64, "{stats:?}");
}

/// Writes `mark` over a buffer and sees that nobody else does.
fn use_alone(buf: &mut PooledBuf, mark: u8) {
    buf.fill(mark);
    thread::yield_now();
    assert_eq!(**buf, [mark; 8]);
}

#[test]
fn no_memory_is_lent_twice() {
    explore(|| {
        let pool = pool(2, 16);
        drop(pool.acquire(8));
        let threads = [1, 2].map(|mark| {
            let pool = pool.clone();
            thread::spawn(move || {
                let mut buf = pool.acquire(8);
                use_alone(&mut buf, mark);
                (buf.as_ptr().addr(), buf)
            })
        });
        let [(one, a), (two, b)] = threads.map(|thread| thread.join().unwrap());
        assert_ne!(one, two);
        assert_eq!((pool.stats().out, pool.stats().out_high_watermark), (2, 2));
        drop((a, b));
        check_books(&pool, 3);
        // The buffer from before was a hit for one of them.
        assert_eq!(pool.stats().misses, 2);
    });
}

#[test]
fn idle_bytes_stay_within_the_bound_at_every_moment() {
    explore(|| {
        // Places for two, bytes for one.
        let pool = pool(2, 15);
        let bufs = [pool.acquire(8), pool.acquire(8)];
        let threads = bufs.map(|buf| thread::spawn(move || drop(buf)));
        assert!(pool.stats().idle <= 1);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        check_books(&pool, 2);
        assert_eq!((pool.stats().idle, pool.stats().discards), (1, 1));
    });
}

#[test]
fn idle_bytes_of_two_classes_stay_within_one_bound() {
    explore(|| {
        // Places for one of each, bytes for either.
        let config = PoolConfig::default().class_bytes([8, 9]).max_idle_bytes(16);
        let pool = BufferPool::new(&config.buffers_per_class(1)).unwrap();
        let bufs = [pool.acquire(8), pool.acquire(9)];
        let threads = bufs.map(|buf| thread::spawn(move || drop(buf)));
        assert!(pool.stats().idle <= 1);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        let stats = pool.stats();
        // Each may have been refused because of the other.
        assert!(stats.idle <= 1 && stats.idle as u64 + stats.discards == 2, "{stats:?}");
        assert_eq!((stats.idle_bytes, stats.out), (stats.held_bytes, 0), "{stats:?}");
        assert!(stats.held_bytes <= 16, "{stats:?}");
    });
}

#[test]
fn what_is_displaced_stays_in_the_pool() {
    explore(|| {
        let pool = pool(3, 24);
        let bufs = [pool.acquire(8), pool.acquire(8)];
        let other = pool.clone();
        let threads = bufs.map(|buf| thread::spawn(move || drop(buf)));
        let mut buf = other.acquire(8);
        use_alone(&mut buf, 1);
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        drop(buf);
        check_books(&pool, 3);
        let stats = pool.stats();
        assert_eq!((stats.discards, stats.idle as u64), (0, stats.misses));
        // All of them are found again.
        let bufs = [(); 3].map(|()| pool.acquire(8));
        assert_eq!(pool.stats().misses, 3);
        drop(bufs);
        check_books(&pool, 6);
    });
}

#[test]
fn of_two_that_come_back_one_finds_a_place() {
    explore(|| {
        // Bytes for two, places for one.
        let pool = pool(1, 16);
        let bufs = [pool.acquire(8), pool.acquire(8)];
        let threads = bufs.map(|buf| thread::spawn(move || drop(buf)));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        check_books(&pool, 2);
        assert_eq!((pool.stats().idle, pool.stats().discards), (1, 1));
    });
}

#[test]
fn no_more_are_out_than_may_be() {
    explore(|| {
        let config = PoolConfig::default().class_bytes([8]).max_out(1);
        let pool = BufferPool::new(&config).unwrap();
        let taken = Arc::new(AtomicBool::new(false));
        let threads = [(); 2].map(|()| {
            let (pool, taken) = (pool.clone(), taken.clone());
            thread::spawn(move || {
                let Some(buf) = pool.try_acquire(8) else { return 0 };
                assert!(!taken.swap(true, SeqCst), "two at once");
                taken.store(false, SeqCst);
                drop(buf);
                1
            })
        });
        let served: u64 = threads.into_iter().map(|thread| thread.join().unwrap()).sum();
        assert!(served >= 1);
        check_books(&pool, served);
        assert_eq!(pool.stats().out_high_watermark, 1);
    });
}

#[test]
fn the_last_clone_of_bytes_brings_the_memory_home_while_others_acquire() {
    explore(|| {
        let pool = pool(2, 16);
        let mut slab = pool.slab(8);
        slab.push(&[7; 8]).unwrap();
        let address = slab.filled().as_ptr().addr();
        let bytes = slab.freeze();
        let (sender, receiver) = mpsc::channel();
        sender.send(bytes.slice(4..)).unwrap();
        let last = thread::spawn(move || {
            let piece = receiver.recv().unwrap();
            assert_eq!(piece[..], [7; 4]);
        });
        drop(bytes);
        let mut buf = pool.acquire(8);
        // Its memory, or other memory if a piece was left.
        let home = buf.as_ptr().addr() == address;
        assert_eq!(home, pool.stats().misses == 1);
        use_alone(&mut buf, 1);
        last.join().unwrap();
        drop(buf);
        check_books(&pool, 2);
    });
}

/// Asks for all idle memory, each time.
struct Always(Arc<Mutex<u64>>);

impl MemoryPolicy for Always {
    fn after_message(&mut self, in_use: usize, held: usize) -> Option<usize> {
        assert!(in_use <= 16 && held <= 16, "{in_use} of {held}");
        *self.0.lock().unwrap() += 1;
        Some(0)
    }
}

#[test]
fn a_policy_that_shrinks_while_others_return() {
    explore(|| {
        let asked = Arc::new(Mutex::new(0));
        let config = PoolConfig::default().class_bytes([8]).buffers_per_class(2);
        let pool = BufferPool::with_memory_policy(&config, Always(asked.clone())).unwrap();
        let bufs = [pool.acquire(8), pool.acquire(8)];
        let threads = bufs.map(|buf| thread::spawn(move || drop(buf)));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
        check_books(&pool, 2);
        let asked = *asked.lock().unwrap();
        assert!((1..=2).contains(&asked), "asked {asked} times");
        // Whoever was not asked for may have left one behind.
        assert!(pool.stats().idle <= 1);
        pool.shrink_to(0);
        assert_eq!(pool.stats().held_bytes, 0);
    });
}

#[test]
fn memory_given_and_taken() {
    explore(|| {
        let pool = pool(2, 16);
        pool.give(vec![0; 8]);
        let taker = pool.clone();
        let taker = thread::spawn(move || taker.take(8));
        let mut buf = pool.acquire(8);
        use_alone(&mut buf, 1);
        let taken = taker.join().unwrap();
        assert_ne!(taken.as_ptr(), buf.as_ptr());
        assert_eq!((pool.stats().out, pool.stats().held_bytes), (1, 8));
        pool.give(taken);
        drop(buf);
        let stats = pool.stats();
        assert_eq!((stats.out, stats.hits, stats.misses, stats.idle), (0, 1, 1, 2));
        assert_eq!((stats.idle_bytes, stats.held_bytes), (16, 16));
    });
}
