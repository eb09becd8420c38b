//! When idle memory is given back by itself.

use crate::{levels, small};
use flatstream_core::policy::Clock;
use flatstream_pool::{
    AdaptiveWatermarkPolicy, BufferPool, MemoryPolicy, PoolConfig, SizeThresholdPolicy,
};
use std::{
    panic,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering::SeqCst},
        mpsc,
    },
    thread,
    time::Duration,
};

/// Writes down what it is told and answers what it is set to.
#[derive(Clone, Default)]
struct Told {
    told: Arc<Mutex<Vec<(usize, usize)>>>,
    answer: Arc<Mutex<Option<usize>>>,
}

impl Told {
    fn take(&self) -> Vec<(usize, usize)> {
        std::mem::take(&mut self.told.lock().unwrap())
    }
}

impl MemoryPolicy for Told {
    fn after_message(&mut self, in_use: usize, held: usize) -> Option<usize> {
        self.told.lock().unwrap().push((in_use, held));
        *self.answer.lock().unwrap()
    }
}

#[test]
fn it_is_told_what_was_in_use_and_what_is_held() {
    let told = Told::default();
    let pool = BufferPool::with_memory_policy(&small(), told.clone()).unwrap();
    let (one, two) = (pool.acquire(1024), pool.acquire(256));
    assert_eq!(told.take(), []);
    drop(one);
    assert_eq!(told.take(), [(1280, 1280)]);
    drop(two);
    assert_eq!(told.take(), [(256, 1280)]);
    // Freed on return: in use a moment ago, and held no more.
    drop(pool.acquire(5000));
    assert_eq!(told.take(), [(5000, 1280)]);
    pool.give(vec![0; 64]);
    assert_eq!(told.take(), [(64, 1344)]);
    pool.give(vec![0; 65]);
    drop(pool.take(64));
    assert_eq!(told.take(), []);
}

#[test]
fn its_answer_is_the_memory_held_afterwards() {
    let told = Told::default();
    let pool = BufferPool::with_memory_policy(&small(), told.clone()).unwrap();
    drop((pool.acquire(1024), pool.acquire(256)));
    *told.answer.lock().unwrap() = Some(320);
    let buf = pool.acquire(64);
    drop(pool.acquire(64));
    // Of 1024, 256, 64 and 64 lent.
    assert_eq!(levels(pool.stats()), (1, 1, 256, 320));
    drop(buf);
    assert_eq!(levels(pool.stats()), (0, 2, 320, 320));
}

#[test]
fn one_that_panics_is_never_asked_again() {
    struct Panics(Arc<AtomicU64>);

    impl MemoryPolicy for Panics {
        fn after_message(&mut self, _: usize, _: usize) -> Option<usize> {
            self.0.fetch_add(1, SeqCst);
            panic::resume_unwind(Box::new(()));
        }
    }

    let asked = Arc::new(AtomicU64::new(0));
    let pool = BufferPool::with_memory_policy(&small(), Panics(asked.clone())).unwrap();
    let buf = pool.acquire(64);
    assert!(panic::catch_unwind(panic::AssertUnwindSafe(|| drop(buf))).is_err());
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
    drop((pool.acquire(64), pool.acquire(256)));
    pool.give(vec![0; 1024]);
    assert_eq!((levels(pool.stats()), asked.load(SeqCst)), ((0, 3, 1344, 1344), 1));
}

#[test]
fn a_rare_large_buffer_is_freed_after_a_run_of_small_ones() {
    let policy = AdaptiveWatermarkPolicy::new(4, 5).baseline(128);
    let pool = BufferPool::with_memory_policy(&small(), policy).unwrap();
    let large_is_idle = || pool.stats().idle_bytes >= 1024;
    drop(pool.acquire(1024));
    for _ in 0..4 {
        drop(pool.acquire(64));
        assert!(large_is_idle());
    }
    // A large one again starts the run anew.
    drop(pool.acquire(1024));
    for _ in 0..4 {
        drop(pool.acquire(64));
        assert!(large_is_idle());
    }
    drop(pool.acquire(64));
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
    assert_eq!((pool.stats().misses, pool.stats().discards), (2, 1));
    // At the baseline nothing more is given back, however long the run.
    for _ in 0..100 {
        drop(pool.acquire(64));
    }
    assert_eq!((pool.stats().misses, pool.stats().discards), (2, 1));
}

#[test]
fn alternating_sizes_keep_their_buffers() {
    let policy = AdaptiveWatermarkPolicy::new(4, 2).baseline(0);
    let pool = BufferPool::with_memory_policy(&small(), policy).unwrap();
    for _ in 0..100 {
        drop(pool.acquire(1024));
        drop(pool.acquire(64));
    }
    assert_eq!((pool.stats().misses, pool.stats().discards), (2, 0));
}

#[test]
fn buffers_in_use_count_as_a_large_message() {
    let policy = AdaptiveWatermarkPolicy::new(4, 2).baseline(0);
    let pool = BufferPool::with_memory_policy(&small(), policy).unwrap();
    drop(pool.acquire(256));
    let held = pool.acquire(1024);
    for _ in 0..10 {
        drop(pool.acquire(64));
    }
    // 1024 + 64 of 1344 bytes are in use.
    assert_eq!(pool.stats().discards, 0);
    drop(held);
    drop(pool.acquire(64));
    drop(pool.acquire(64));
    assert_eq!(levels(pool.stats()), (0, 1, 64, 64));
}

#[derive(Clone, Default)]
struct ManualClock(Arc<AtomicU64>);

impl Clock for ManualClock {
    fn now(&self) -> Duration {
        Duration::from_secs(self.0.load(SeqCst))
    }
}

#[test]
fn a_cooldown_holds_between_two_shrinks() {
    let clock = ManualClock::default();
    let policy = AdaptiveWatermarkPolicy::with_clock(4, 1, clock.clone());
    let policy = policy.cooldown(Duration::from_secs(10)).baseline(64);
    let pool = BufferPool::with_memory_policy(&small(), policy).unwrap();
    let burst = || {
        drop(pool.acquire(1024));
        drop(pool.acquire(64));
        pool.stats().held_bytes
    };
    assert_eq!(burst(), 64);
    clock.0.store(9, SeqCst);
    assert_eq!(burst(), 1088);
    clock.0.store(10, SeqCst);
    assert_eq!(burst(), 64);
}

#[test]
fn every_policy_of_core_serves() {
    let policy = SizeThresholdPolicy::new(1000, 100, 2).baseline(256);
    let pool = BufferPool::with_memory_policy(&small(), policy).unwrap();
    drop(pool.acquire(1024));
    drop(pool.acquire(64));
    assert_eq!(pool.stats().held_bytes, 1088);
    drop(pool.acquire(64));
    assert_eq!(pool.stats().held_bytes, 64);
}

/// Says that it runs, then waits to be let go.
struct Slow(mpsc::SyncSender<()>, mpsc::Receiver<()>, Arc<AtomicU64>);

impl MemoryPolicy for Slow {
    fn after_message(&mut self, _: usize, _: usize) -> Option<usize> {
        self.2.fetch_add(1, SeqCst);
        self.0.send(()).unwrap();
        self.1.recv().unwrap();
        None
    }
}

#[test]
fn nobody_waits_for_a_policy_that_another_thread_asks() {
    let ((runs, running), (go, gone)) = (mpsc::sync_channel(0), mpsc::channel());
    let asked = Arc::new(AtomicU64::new(0));
    let slow = Slow(runs, gone, asked.clone());
    let pool = BufferPool::with_memory_policy(&PoolConfig::default(), slow).unwrap();
    // Not for ever: a test that hangs says nothing.
    let patience = Duration::from_secs(30);
    let drop_one = |pool: &BufferPool| {
        let buf = pool.acquire(1);
        thread::spawn(move || drop(buf))
    };

    let slow = drop_one(&pool);
    running.recv_timeout(patience).unwrap();
    let (done, others) = mpsc::channel();
    thread::spawn({
        let pool = pool.clone();
        move || {
            (0..10).for_each(|_| drop(pool.acquire(1)));
            done.send(()).unwrap();
        }
    });
    others.recv_timeout(patience).expect("nobody waits");
    assert_eq!(asked.load(SeqCst), 1);
    go.send(()).unwrap();
    slow.join().unwrap();

    // The next one is asked for again.
    go.send(()).unwrap();
    let again = drop_one(&pool);
    running.recv_timeout(patience).unwrap();
    again.join().unwrap();
    assert_eq!(asked.load(SeqCst), 2);
}
