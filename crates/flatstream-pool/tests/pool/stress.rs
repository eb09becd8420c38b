//! Many threads, buffers that change hands, and nobody else's bytes in them.

use flatstream_pool::{BufferPool, Bytes, PoolConfig, PooledBuf};
use std::{
    sync::{
        Barrier,
        atomic::{AtomicBool, Ordering::SeqCst},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
};

const CLASSES: [usize; 4] = [64, 256, 1024, 4096];

/// Less than half of what the places of all classes have room for.
const MAX_IDLE_BYTES: usize = 20_000;

fn pool() -> BufferPool {
    let config = PoolConfig::default().class_bytes(CLASSES).buffers_per_class(8);
    BufferPool::new(&config.max_idle_bytes(MAX_IDLE_BYTES)).unwrap()
}

/// Numbers that look random: splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % n
    }
}

enum Sent {
    Buf(PooledBuf, u8),
    Piece(Bytes, u8),
}

impl Sent {
    /// That it holds what was written to it.
    fn check(&self) {
        let (bytes, mark) = match self {
            Self::Buf(buf, mark) => (&buf[..], mark),
            Self::Piece(bytes, mark) => (&bytes[..], mark),
        };
        assert!(bytes.iter().all(|byte| byte == mark), "somebody else wrote here");
    }
}

/// Acquires, fills, keeps a while, sends on, receives, checks and drops.
fn work(
    pool: &BufferPool,
    seed: u64,
    steps: u32,
    next: &SyncSender<Sent>,
    received: &Receiver<Sent>,
) -> u64 {
    let mut random = Random(seed);
    let (mut kept, mut requests) = (Vec::new(), 0);
    for step in 0..steps {
        let mark = (seed as u8) ^ (step as u8);
        if random.below(8) == 0 {
            let mut slab = pool.slab(random.below(4096));
            let len = slab.capacity() / 3;
            let places = [0; 3].map(|_| slab.push(&vec![mark; len]).unwrap());
            let bytes = slab.freeze();
            kept.extend(places.map(|place| Sent::Piece(bytes.slice(place), mark)));
        } else {
            let mut buf = pool.acquire(random.below(5000));
            buf.fill(mark);
            kept.push(Sent::Buf(buf, mark));
        }
        requests += 1;
        while let Ok(sent) = received.try_recv() {
            sent.check();
        }
        while kept.len() > 4 {
            let sent = kept.swap_remove(random.below(kept.len()));
            sent.check();
            match next.try_send(sent) {
                Ok(()) => {}
                Err(TrySendError::Full(sent) | TrySendError::Disconnected(sent)) => sent.check(),
            }
        }
    }
    kept.iter().for_each(Sent::check);
    requests
}

fn check(threads: usize, steps: u32) {
    let (pool, done) = (pool(), AtomicBool::new(false));
    let (senders, receivers): (Vec<_>, Vec<_>) = (0..threads).map(|_| sync_channel(4)).unzip();
    let requests = thread::scope(|scope| {
        let shrinker = scope.spawn(|| {
            while !done.load(SeqCst) {
                pool.shrink_to(MAX_IDLE_BYTES / 2);
                thread::yield_now();
            }
        });
        let workers: Vec<_> = receivers
            .into_iter()
            .enumerate()
            .map(|(index, received)| {
                let (pool, next) = (&pool, senders[(index + 1) % threads].clone());
                scope.spawn(move || work(pool, index as u64 + 1, steps, &next, &received))
            })
            .collect();
        drop(senders);
        let requests: u64 = workers.into_iter().map(|worker| worker.join().unwrap()).sum();
        done.store(true, SeqCst);
        shrinker.join().unwrap();
        requests
    });
    let stats = pool.stats();
    assert_eq!(stats.hits + stats.misses, requests, "{stats:?}");
    assert!(stats.hits > 0 && stats.discards > 0, "{stats:?}");
    check_idle(&pool);
    for _ in 0..100 {
        return_at_once(&pool, threads);
        check_idle(&pool);
    }
    pool.shrink_to(0);
    assert_eq!(pool.stats().held_bytes, 0);
}

/// Every thread holds more buffers than may stay, and drops them when all do.
fn return_at_once(pool: &BufferPool, threads: usize) {
    let barrier = Barrier::new(threads);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let bufs = [CLASSES; 8].map(|lens| lens.map(|len| pool.acquire(len)));
                barrier.wait();
                drop(bufs);
            });
        }
    });
}

/// That what lies in the pool is within the bound and as much as its books say,
/// now that nobody else uses it.
///
/// `idle_bytes` is cut to the bound, so it cannot show that the bound holds.
/// The bytes held can, and the memory that is found there.
fn check_idle(pool: &BufferPool) {
    let stats = pool.stats();
    assert_eq!(stats.out, 0, "{stats:?}");
    assert!((1..=MAX_IDLE_BYTES).contains(&stats.held_bytes), "{stats:?}");
    assert_eq!(stats.held_bytes, stats.idle_bytes, "{stats:?}");
    assert_eq!(stats.misses, stats.discards + stats.idle as u64, "{stats:?}");
    let found: Vec<_> = CLASSES.into_iter().flat_map(|len| hits(pool, len)).collect();
    let bytes: usize = found.iter().map(|buf| buf.capacity()).sum();
    assert_eq!((found.len(), bytes), (stats.idle, stats.held_bytes), "{stats:?}");
}

/// All idle buffers of a class.
fn hits(pool: &BufferPool, len: usize) -> Vec<PooledBuf> {
    let misses = pool.stats().misses;
    let bufs = std::iter::repeat_with(|| pool.acquire(len));
    bufs.take_while(|_| pool.stats().misses == misses).collect()
}

#[test]
fn two_threads() {
    check(2, 10_000);
}

#[test]
fn three_threads() {
    check(3, 5000);
}

#[test]
fn eight_threads() {
    check(8, 2500);
}
