//! Where idle memory lies, and the books about it.
//!
//! `lent` and `returned` only grow, and every return follows its loan, so their
//! difference is never negative in truth. Idle bytes are reserved before a buffer
//! is put down and given up after one is picked up, so the number is never below
//! what lies there, and its bound is exact. Held bytes change only where memory
//! is allocated, freed, or changes its owner.

use crate::{
    PoolConfig, PoolStats,
    sync::{ArrayQueue, AtomicU64, AtomicUsize, Mutex},
};
use flatstream_core::MemoryPolicy;
use std::sync::atomic::Ordering::Relaxed;

pub(crate) type BoxedPolicy = Box<dyn MemoryPolicy + Send>;

/// Idle memory by size class. Nothing here blocks.
pub(crate) struct Shelves {
    classes: Box<[Class]>,
    max_idle_bytes: usize,
    max_out: u64,
    policy: Option<Mutex<BoxedPolicy>>,
    lent: AtomicU64,
    returned: AtomicU64,
    taken: AtomicU64,
    misses: AtomicU64,
    discards: AtomicU64,
    out_high_watermark: AtomicU64,
    idle_bytes: AtomicUsize,
    held_bytes: AtomicUsize,
}

/// Buffers of one size.
struct Class {
    bytes: usize,
    shelf: ArrayQueue<Box<[u8]>>,
}

/// Memory with the index of its class; that of none is the number of classes.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) bytes: Box<[u8]>,
    class: usize,
}

impl Shelves {
    /// Shelves for a configuration that was checked.
    pub(crate) fn new(config: &PoolConfig, policy: Option<BoxedPolicy>) -> Self {
        let class = |&bytes: &usize| {
            // Places that the bound on bytes never lets anyone use are not made.
            let places = (config.max_idle_bytes / bytes).clamp(1, config.buffers_per_class);
            Class { bytes, shelf: ArrayQueue::new(places) }
        };
        Self {
            classes: config.class_bytes.iter().map(class).collect(),
            max_idle_bytes: config.max_idle_bytes,
            max_out: u64::try_from(config.max_out).unwrap_or(u64::MAX),
            policy: policy.map(Mutex::new),
            lent: AtomicU64::new(0),
            returned: AtomicU64::new(0),
            taken: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            discards: AtomicU64::new(0),
            out_high_watermark: AtomicU64::new(0),
            idle_bytes: AtomicUsize::new(0),
            held_bytes: AtomicUsize::new(0),
        }
    }

    /// Lends memory of at least `len` bytes.
    #[inline]
    pub(crate) fn lend(&self, len: usize) -> Memory {
        self.count_loan(u64::MAX);
        self.pick_up(len)
    }

    /// As `lend`, unless as many buffers are out as there may be.
    #[inline]
    pub(crate) fn try_lend(&self, len: usize) -> Option<Memory> {
        self.count_loan(self.max_out).then(|| self.pick_up(len))
    }

    /// Takes lent memory back.
    #[inline]
    pub(crate) fn take_back(&self, memory: Memory) {
        self.put_down(memory);
        self.returned.fetch_add(1, Relaxed);
    }

    /// Parts with memory of at least `len` bytes.
    pub(crate) fn release(&self, len: usize) -> Box<[u8]> {
        self.taken.fetch_add(1, Relaxed);
        let memory = self.pick_up(len);
        self.held_bytes.fetch_sub(memory.bytes.len(), Relaxed);
        memory.bytes
    }

    /// Makes foreign memory its own, or frees it. Only memory that has the size
    /// of a class by its capacity is kept.
    pub(crate) fn adopt(&self, mut memory: Vec<u8>) {
        let capacity = memory.capacity();
        let class = self.class_of(capacity);
        if self.classes.get(class).is_none_or(|class| class.bytes != capacity) {
            self.discards.fetch_add(1, Relaxed);
            return;
        }
        memory.resize(capacity, 0);
        self.held_bytes.fetch_add(capacity, Relaxed);
        self.put_down(Memory { bytes: memory.into_boxed_slice(), class });
    }

    /// Frees idle memory until no more than `target` bytes are held, or nothing is
    /// idle: each time the smallest buffer that is enough, or the largest if none
    /// is, so that the fewest are freed.
    pub(crate) fn shrink_to(&self, target: usize) {
        // As many as lie there now and no more, so that other threads cannot keep
        // this one busy.
        for _ in 0..self.idle() {
            let excess = self.held_bytes.load(Relaxed).saturating_sub(target);
            if excess == 0 {
                return;
            }
            let (smaller, enough) = self.classes.split_at(self.class_of(excess));
            let mut best_first = enough.iter().chain(smaller.iter().rev());
            let Some(bytes) = best_first.find_map(|class| self.pick_up_idle(class)) else {
                return;
            };
            self.discard(bytes);
        }
    }

    /// The numbers, those that lag behind others first.
    pub(crate) fn stats(&self) -> PoolStats {
        let (misses, returned) = (self.misses.load(Relaxed), self.returned.load(Relaxed));
        let lent = self.lent.load(Relaxed);
        let buffers = |n: u64| usize::try_from(n).unwrap_or(usize::MAX);
        PoolStats {
            hits: (lent + self.taken.load(Relaxed)).saturating_sub(misses),
            misses,
            discards: self.discards.load(Relaxed),
            out: buffers(lent.saturating_sub(returned)),
            out_high_watermark: buffers(self.out_high_watermark.load(Relaxed)),
            idle: self.idle(),
            idle_bytes: self.idle_bytes.load(Relaxed),
            held_bytes: self.held_bytes.load(Relaxed),
        }
    }

    /// Counts one more loan, unless `max_out` buffers are out.
    #[inline]
    fn count_loan(&self, max_out: u64) -> bool {
        let mut lent = self.lent.load(Relaxed);
        loop {
            // `returned` may be behind, never ahead: `out` is the truth or too much.
            // And if the exchange succeeds nothing was lent since, so it is too
            // much by what came back meanwhile, and the bound holds.
            let out = lent.saturating_sub(self.returned.load(Relaxed));
            if out >= max_out {
                return false;
            }
            match self.lent.compare_exchange_weak(lent, lent + 1, Relaxed, Relaxed) {
                Ok(_) => {
                    if out >= self.out_high_watermark.load(Relaxed) {
                        self.out_high_watermark.fetch_max(out + 1, Relaxed);
                    }
                    return true;
                }
                Err(now) => lent = now,
            }
        }
    }

    #[inline]
    fn pick_up(&self, len: usize) -> Memory {
        let class = self.class_of(len);
        match self.classes.get(class).and_then(|class| self.pick_up_idle(class)) {
            Some(bytes) => Memory { bytes, class },
            None => self.allocate(len, class),
        }
    }

    #[inline]
    fn pick_up_idle(&self, class: &Class) -> Option<Box<[u8]>> {
        let bytes = class.shelf.pop()?;
        self.idle_bytes.fetch_sub(class.bytes, Relaxed);
        Some(bytes)
    }

    #[cold]
    fn allocate(&self, len: usize, class: usize) -> Memory {
        self.misses.fetch_add(1, Relaxed);
        let len = self.classes.get(class).map_or(len, |class| class.bytes);
        self.held_bytes.fetch_add(len, Relaxed);
        // Zeroed by the system where it is fresh, and never again.
        Memory { bytes: vec![0; len].into_boxed_slice(), class }
    }

    /// Keeps memory if there is room, else frees it; then asks the policy.
    #[inline]
    fn put_down(&self, Memory { bytes, class }: Memory) {
        let in_use = self.policy.as_ref().map(|policy| (policy, self.in_use_bytes()));
        let refused = match self.classes.get(class) {
            Some(class) => self.put_down_idle(class, bytes),
            None => Some(bytes),
        };
        if let Some(bytes) = refused {
            self.discard(bytes);
        }
        if let Some((policy, in_use)) = in_use {
            self.ask(policy, in_use);
        }
    }

    /// Keeps `bytes`, or gives them back where a bound forbids it.
    #[inline]
    fn put_down_idle(&self, class: &Class, bytes: Box<[u8]>) -> Option<Box<[u8]>> {
        let room = self.max_idle_bytes.checked_sub(class.bytes);
        let reserve = |idle| room.filter(|&room| idle <= room).map(|_| idle + class.bytes);
        if self.idle_bytes.fetch_update(Relaxed, Relaxed, reserve).is_err() {
            return Some(bytes);
        }
        let refused = class.shelf.push(bytes).err();
        if refused.is_some() {
            self.idle_bytes.fetch_sub(class.bytes, Relaxed);
        }
        refused
    }

    /// Tells the policy what was in use and is held; does what it says. Another
    /// thread that is asking it right now speaks for this one.
    fn ask(&self, policy: &Mutex<BoxedPolicy>, in_use: usize) {
        let Ok(mut policy) = policy.try_lock() else { return };
        let target = policy.after_message(in_use, self.held_bytes.load(Relaxed));
        drop(policy);
        if let Some(target) = target {
            self.shrink_to(target);
        }
    }

    fn idle(&self) -> usize {
        self.classes.iter().map(|class| class.shelf.len()).sum()
    }

    fn in_use_bytes(&self) -> usize {
        let idle = self.idle_bytes.load(Relaxed);
        self.held_bytes.load(Relaxed).saturating_sub(idle)
    }

    #[cold]
    fn discard(&self, bytes: Box<[u8]>) {
        let len = bytes.len();
        drop(bytes);
        self.held_bytes.fetch_sub(len, Relaxed);
        self.discards.fetch_add(1, Relaxed);
    }

    /// The smallest class of at least `len` bytes, or the number of classes.
    #[inline]
    fn class_of(&self, len: usize) -> usize {
        self.classes.partition_point(|class| class.bytes < len)
    }
}
