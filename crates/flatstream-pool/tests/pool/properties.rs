//! Any sequence of calls, against books kept by hand.

use crate::{levels, small};
use flatstream_pool::{BufferPool, PooledBuf};
use proptest::prelude::*;
use std::collections::HashSet;

#[derive(Clone, Debug)]
enum Call {
    Acquire(usize),
    TryAcquire(usize),
    Drop(usize),
    Resize(usize, usize),
    Freeze(usize),
    Take(usize),
    Give(usize),
    Shrink(usize),
}

fn call() -> impl Strategy<Value = Call> {
    let len = || prop_oneof![0..1100_usize, Just(64), Just(256), Just(1024), Just(1025)];
    prop_oneof![
        4 => len().prop_map(Call::Acquire),
        2 => len().prop_map(Call::TryAcquire),
        4 => (0..100_usize).prop_map(Call::Drop),
        1 => (0..100_usize, len()).prop_map(|(index, len)| Call::Resize(index, len)),
        1 => (0..100_usize).prop_map(Call::Freeze),
        1 => len().prop_map(Call::Take),
        1 => len().prop_map(Call::Give),
        1 => (0..4000_usize).prop_map(Call::Shrink),
    ]
}

const CLASSES: [usize; 3] = [64, 256, 1024];

fn capacity(len: usize) -> usize {
    CLASSES.into_iter().find(|&class| class >= len).unwrap_or(len)
}

/// A buffer with the mark that fills it.
fn mark(mut buf: PooledBuf, mark: u8) -> (PooledBuf, u8) {
    buf.fill(mark);
    (buf, mark)
}

proptest! {
    #[test]
    fn the_books_are_right_after_every_call(
        calls in proptest::collection::vec(call(), 1..200),
        max_idle_bytes in 0..5000_usize,
        max_out in 1..10_usize,
    ) {
        let config = small().max_idle_bytes(max_idle_bytes).max_out(max_out);
        let pool = BufferPool::new(&config).unwrap();
        let mut out: Vec<(PooledBuf, u8)> = Vec::new();
        let (mut requests, mut before) = (0_u64, pool.stats());
        let mut most = 0;
        for (index, call) in calls.into_iter().enumerate() {
            let pick = |n: usize| n.checked_rem(out.len());
            match call {
                Call::Acquire(len) => {
                    let buf = pool.acquire(len);
                    prop_assert_eq!((buf.len(), buf.capacity()), (len, capacity(len)));
                    out.push(mark(buf, index as u8));
                    requests += 1;
                }
                Call::TryAcquire(len) => {
                    let buf = pool.try_acquire(len);
                    prop_assert_eq!(buf.is_some(), out.len() < max_out);
                    requests += u64::from(buf.is_some());
                    out.extend(buf.map(|buf| mark(buf, index as u8)));
                }
                Call::Drop(n) => {
                    if let Some(n) = pick(n) {
                        out.swap_remove(n);
                    }
                }
                Call::Resize(n, len) => {
                    if let Some(n) = pick(n) {
                        let (buf, filled) = &mut out[n];
                        let (old, moves) = (buf.len(), len > buf.capacity());
                        buf.resize(len);
                        prop_assert_eq!(buf.len(), len);
                        prop_assert!(buf[..old.min(len)].iter().all(|byte| byte == filled));
                        buf.fill(*filled);
                        requests += u64::from(moves);
                        // Both memories were out for a moment.
                        most = most.max(out.len() + usize::from(moves));
                    }
                }
                Call::Freeze(n) => {
                    if let Some(n) = pick(n) {
                        let (buf, filled) = out.swap_remove(n);
                        let (len, address) = (buf.len(), buf.as_ptr());
                        let bytes = buf.freeze();
                        prop_assert_eq!((bytes.len(), bytes.as_ptr()), (len, address));
                        prop_assert!(bytes.iter().all(|&byte| byte == filled));
                    }
                }
                Call::Take(len) => {
                    let memory = pool.take(len);
                    prop_assert_eq!((memory.len(), memory.capacity()), (capacity(len), capacity(len)));
                    requests += 1;
                }
                Call::Give(len) => pool.give(vec![0xee; len]),
                Call::Shrink(target) => {
                    pool.shrink_to(target);
                    let stats = pool.stats();
                    prop_assert!(stats.held_bytes <= target || stats.idle == 0, "{:?}", stats);
                }
            }
            most = most.max(out.len());

            let stats = pool.stats();
            let lent: usize = out.iter().map(|(buf, _)| buf.capacity()).sum();
            let (idle, idle_bytes) = (stats.idle, stats.idle_bytes);
            prop_assert_eq!(levels(stats), (out.len(), idle, idle_bytes, lent + idle_bytes));
            prop_assert_eq!(stats.hits + stats.misses, requests);
            prop_assert_eq!(stats.out_high_watermark, most);
            prop_assert!(stats.held_bytes - lent <= max_idle_bytes && idle <= 4 * CLASSES.len());
            prop_assert!((64 * idle..=1024 * idle).contains(&idle_bytes), "{:?}", stats);
            prop_assert!(stats.discards >= before.discards && stats.misses >= before.misses);
            before = stats;
            let addresses: HashSet<_> = out.iter().map(|(buf, _)| buf.as_ptr()).collect();
            prop_assert_eq!(addresses.len(), out.len());
            for (buf, filled) in &out {
                prop_assert!(buf.iter().all(|byte| byte == filled));
            }
        }
    }
}
