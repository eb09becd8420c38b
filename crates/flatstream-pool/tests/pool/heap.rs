//! What the pool asks of the heap, which once warm is nothing.

use flatstream_pool::{
    AdaptiveWatermarkPolicy, BufferPool, Bytes, MemoryPolicy, PoolConfig, PooledBuf,
};
use flatstream_testkit::{Allocations, count, steady_state};
use std::{
    sync::{Mutex, MutexGuard},
    thread,
};

fn traffic(Allocations { allocations, frees, .. }: Allocations) -> (u64, u64) {
    (allocations, frees)
}

/// Lengths of every class of the default pool, mixed.
fn len(index: u64) -> usize {
    [100, 5000, 1 << 20, 70_000, 4096, 0, 300_000][index as usize % 7]
}

#[test]
fn acquiring_and_dropping_mixed_sizes() {
    let pool = BufferPool::default();
    let measured = steady_state(7, |index| {
        let mut buf = pool.acquire(len(index));
        buf.resize(buf.capacity());
        drop(buf);
    });
    assert_eq!(traffic(measured), (0, 0));
    assert_eq!((pool.stats().hits, pool.stats().misses), (1002, 5));
}

#[test]
fn several_at_once_bounded_and_grown() {
    let pool = BufferPool::new(&PoolConfig::default().max_out(4)).unwrap();
    let measured = steady_state(10, |_| {
        let mut first = pool.try_acquire(100).unwrap();
        let others = [1, 2].map(|len| pool.try_acquire(len).unwrap());
        first.resize(5000);
        drop((others, first));
        let memory = pool.take(100_000);
        pool.give(memory);
        assert_eq!(pool.stats().out, 0);
    });
    assert_eq!(traffic(measured), (0, 0));
}

#[test]
fn a_policy_that_does_not_fire() {
    let policy = AdaptiveWatermarkPolicy::new(4, u32::MAX).baseline(0);
    let pool = BufferPool::with_memory_policy(&PoolConfig::default(), policy).unwrap();
    let measured = steady_state(7, |index| drop(pool.acquire(len(index))));
    assert_eq!(traffic(measured), (0, 0));
}

struct Fires(u32);

impl MemoryPolicy for Fires {
    fn after_message(&mut self, _: usize, _: usize) -> Option<usize> {
        self.0 += 1;
        (self.0 == 600).then_some(0)
    }
}

#[test]
fn counting_sees_one_buffer_freed_and_allocated_in_a_thousand() {
    let pool = BufferPool::with_memory_policy(&PoolConfig::default(), Fires(0)).unwrap();
    let measured = steady_state(100, |_| drop(pool.acquire(5000)));
    assert_eq!(traffic(measured), (1, 1));
}

#[test]
fn a_miss_is_one_allocation_and_a_discard_one_free() {
    let pool = BufferPool::default();
    let mut buf = None;
    assert_eq!(traffic(count(|| buf = Some(pool.acquire(5000)))), (1, 0));
    assert_eq!(traffic(count(|| buf = None)), (0, 0));
    assert_eq!(traffic(count(|| buf = Some(pool.acquire(2 << 20)))), (1, 0));
    assert_eq!(traffic(count(|| buf = None)), (0, 1));
    assert_eq!(traffic(count(|| pool.shrink_to(0))), (0, 1));
    assert!(buf.is_none());
}

#[test]
fn a_pool_is_its_places() {
    let mut pool = None;
    let Allocations { allocations, peak_bytes, .. } =
        count(|| pool = BufferPool::new(&PoolConfig::default()).ok());
    // Two for each of nine classes, the list of them, that of their sizes here and
    // in the configuration, and the shared part.
    assert_eq!(allocations, 22);
    assert!(peak_bytes < 20 << 10, "{peak_bytes}");
    drop(pool);
}

/// A channel that has no heap of its own.
#[derive(Default)]
struct Channel([Mutex<Option<PooledBuf>>; 4]);

impl Channel {
    fn place(&self, index: u64) -> MutexGuard<'_, Option<PooledBuf>> {
        self.0[index as usize % self.0.len()].lock().unwrap()
    }

    fn send(&self, index: u64, buf: PooledBuf) {
        let mut place = self.place(index);
        while place.is_some() {
            drop(place);
            thread::yield_now();
            place = self.place(index);
        }
        *place = Some(buf);
    }

    fn receive(&self, index: u64) -> PooledBuf {
        loop {
            if let Some(buf) = self.place(index).take() {
                return buf;
            }
            thread::yield_now();
        }
    }
}

#[test]
fn buffers_handed_from_one_thread_to_another() {
    let (pool, channel) = (BufferPool::default(), Channel::default());
    let len = |index| len(index) / 8;
    // As many as can be under way, so that no later moment needs more.
    drop([0, 1, 2, 3, 4, 5, 6].map(|index| [(); 8].map(|()| pool.acquire(len(index)))));
    let produce = |index| {
        let mut buf = pool.acquire(len(index));
        buf.fill(index as u8);
        channel.send(index, buf);
    };
    let consume = |index| {
        let buf = channel.receive(index);
        assert_eq!(buf.len(), len(index));
        assert!(buf.iter().all(|&byte| byte == index as u8));
    };
    thread::scope(|scope| {
        let consumer = scope.spawn(|| traffic(steady_state(100, consume)));
        assert_eq!(traffic(steady_state(100, produce)), (0, 0));
        assert_eq!(consumer.join().unwrap(), (0, 0));
    });
    assert_eq!((pool.stats().misses, pool.stats().discards), (56, 0));
}

#[test]
fn two_threads_at_one_pool() {
    let pool = BufferPool::default();
    drop([0, 1, 2, 3, 4, 5, 6].map(|index| [(); 2].map(|()| pool.acquire(len(index)))));
    thread::scope(|scope| {
        let work = || traffic(steady_state(100, |index| drop(pool.acquire(len(index)))));
        let workers = [(); 2].map(|()| scope.spawn(work));
        for worker in workers {
            assert_eq!(worker.join().unwrap(), (0, 0));
        }
    });
}

#[test]
fn a_thousand_messages_out_of_slabs() {
    let pool = BufferPool::default();
    let mut slabs = 0;
    let mut cut = |messages: &mut Vec<Bytes>, places: &mut Vec<_>| {
        messages.clear();
        let mut slab = pool.slab(64 << 10);
        while let Some(place) = slab.push(&[7; 100]) {
            places.push(place);
        }
        let bytes = slab.freeze();
        messages.extend(places.drain(..).map(|place| bytes.slice(place)));
        slabs += 1;
        messages.len()
    };
    let (mut messages, mut places) = (Vec::new(), Vec::new());
    cut(&mut messages, &mut places);
    let mut total = 0;
    let measured = count(|| total = (0..100).map(|_| cut(&mut messages, &mut places)).sum());
    // One for each slab: what the clones of its bytes share.
    assert_eq!((traffic(measured), total, slabs), ((100, 100), 65_500, 101));
}
