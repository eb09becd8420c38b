//! Where idle memory lies, and the books about it.
//!
//! Idle bytes are reserved before a buffer is put down and given back after one
//! is picked up or refused, so the number is never below what lies there, and
//! its bound is exact. `lent` and `returned` only grow, and every return follows
//! its loan, so their difference is what is out. Held bytes change only where
//! memory is allocated, freed, or changes its owner. What is lent and comes back
//! touches three of these numbers, four times in all.

use crate::{
    PoolConfig, PoolStats,
    class::Class,
    sync::{AtomicU64, AtomicUsize, Mutex},
};
use flatstream_core::MemoryPolicy;
use std::sync::atomic::Ordering::{Acquire, Relaxed, Release};

pub(crate) type BoxedPolicy = Box<dyn MemoryPolicy + Send>;

/// Idle memory by size class.
pub(crate) struct Shelves {
    class_bytes: Box<[usize]>,
    classes: Box<[Class]>,
    max_idle_bytes: usize,
    max_out: u64,
    policy: Option<Mutex<BoxedPolicy>>,
    books: Books,
}

/// Apart from what is only read.
#[repr(align(64))]
struct Books {
    lent: AtomicU64,
    returned: AtomicU64,
    idle_bytes: AtomicUsize,
    out_high_watermark: AtomicU64,
    /// Requests for memory that the caller keeps.
    taken: AtomicU64,
    misses: AtomicU64,
    discards: AtomicU64,
    held_bytes: AtomicUsize,
}

/// Whose class is found by its length, since two words stay in registers where
/// three would pass through memory, behind the atomic operations.
pub(crate) type Memory = Box<[u8]>;

impl Shelves {
    /// Shelves for a configuration that was checked.
    pub(crate) fn new(config: &PoolConfig, policy: Option<BoxedPolicy>) -> Self {
        let class = |&bytes: &usize| {
            // Without places that the bound on bytes never lets anyone use.
            Class::new((config.max_idle_bytes / bytes).clamp(1, config.buffers_per_class))
        };
        Self {
            class_bytes: config.class_bytes.as_slice().into(),
            classes: config.class_bytes.iter().map(class).collect(),
            max_idle_bytes: config.max_idle_bytes,
            max_out: u64::try_from(config.max_out).unwrap_or(u64::MAX),
            policy: policy.map(Mutex::new),
            books: Books::new(),
        }
    }

    /// Lends memory of at least `len` bytes.
    #[inline]
    pub(crate) fn lend(&self, len: usize) -> Memory {
        let memory = self.pick_up(len);
        // Behind the idle bytes, whose cache line is at hand.
        self.books.count_loan();
        memory
    }

    /// Lends memory of at least `len` bytes in place of `old` bytes. Beyond all
    /// classes it is at least twice as long, so that small steps are few moves.
    pub(crate) fn lend_larger(&self, old: usize, len: usize) -> Memory {
        if self.class_of(len) < self.classes.len() {
            return self.lend(len);
        }
        let twice = old.saturating_mul(2).min(isize::MAX.unsigned_abs());
        self.lend(len.max(twice))
    }

    /// As `lend`, unless as many buffers are out as there may be.
    #[inline]
    pub(crate) fn try_lend(&self, len: usize) -> Option<Memory> {
        if self.max_out == u64::MAX {
            return Some(self.lend(len));
        }
        self.books.try_count_loan(self.max_out).then(|| self.pick_up(len))
    }

    /// Takes lent memory back.
    #[inline]
    pub(crate) fn take_back(&self, memory: Memory) {
        let in_use = self.in_use_bytes();
        self.put_down(memory);
        self.books.returned.fetch_add(1, Release);
        self.ask_policy(in_use);
    }

    /// Parts with memory of at least `len` bytes, and says whether it was idle.
    pub(crate) fn release(&self, len: usize) -> (Memory, bool) {
        self.books.taken.fetch_add(1, Relaxed);
        let class = self.class_of(len);
        let (memory, was_idle) = match self.pick_idle(class) {
            Some(memory) => (memory, true),
            None => (self.allocate(len, class), false),
        };
        self.books.held_bytes.fetch_sub(memory.len(), Relaxed);
        (memory, was_idle)
    }

    /// Makes foreign memory its own, or frees it. Only memory that has the size
    /// of a class by its capacity is kept.
    pub(crate) fn adopt(&self, mut memory: Vec<u8>) {
        let capacity = memory.capacity();
        if self.class_bytes.get(self.class_of(capacity)) != Some(&capacity) {
            self.books.discards.fetch_add(1, Relaxed);
            return;
        }
        memory.resize(capacity, 0);
        self.books.held_bytes.fetch_add(capacity, Relaxed);
        let in_use = self.in_use_bytes();
        self.put_down(memory.into_boxed_slice());
        self.ask_policy(in_use);
    }

    /// Frees idle memory until no more than `target` bytes are held, or nothing
    /// is idle: each time the smallest buffer that is enough, or the largest if
    /// none is, so that the fewest are freed.
    pub(crate) fn shrink_to(&self, target: usize) {
        // As many as lie there now and no more, so that other threads cannot
        // keep this one busy.
        for _ in 0..self.idle() {
            let excess = self.books.held_bytes.load(Relaxed).saturating_sub(target);
            if excess == 0 {
                return;
            }
            let enough = self.class_of(excess);
            let mut best_first = (enough..self.classes.len()).chain((0..enough).rev());
            let coldest = |class: usize| self.classes[class].pop_coldest();
            let Some(memory) = best_first.find_map(coldest) else { return };
            self.books.give_back(memory.len());
            self.discard(memory);
        }
    }

    /// The numbers. Loans are read after returns, so that they are never fewer.
    pub(crate) fn stats(&self) -> PoolStats {
        let books = &self.books;
        let (returned, misses) = (books.returned.load(Acquire), books.misses.load(Relaxed));
        let (lent, taken) = (books.lent.load(Relaxed), books.taken.load(Relaxed));
        PoolStats {
            // A miss is counted before its request.
            hits: (lent + taken).saturating_sub(misses),
            misses,
            discards: books.discards.load(Relaxed),
            out: buffers(lent - returned),
            out_high_watermark: buffers(books.out_high_watermark.load(Relaxed)),
            idle: self.idle(),
            // Beyond the bound is only what is about to be refused.
            idle_bytes: books.idle_bytes.load(Relaxed).min(self.max_idle_bytes),
            held_bytes: books.held_bytes.load(Relaxed),
        }
    }

    /// Memory of at least `len` bytes, idle or new.
    #[inline]
    fn pick_up(&self, len: usize) -> Memory {
        let class = self.class_of(len);
        match self.pick_idle(class) {
            Some(memory) => memory,
            None => self.allocate(len, class),
        }
    }

    #[inline]
    fn pick_idle(&self, class: usize) -> Option<Memory> {
        let memory = self.classes.get(class).and_then(Class::pop_hottest)?;
        self.books.give_back(memory.len());
        Some(memory)
    }

    #[cold]
    fn allocate(&self, len: usize, class: usize) -> Memory {
        self.books.misses.fetch_add(1, Relaxed);
        let len = self.class_bytes.get(class).map_or(len, |&bytes| bytes);
        self.books.held_bytes.fetch_add(len, Relaxed);
        // Zeroed by the system where it is fresh, and never again.
        vec![0; len].into_boxed_slice()
    }

    /// Keeps memory if there is room, else frees it or what lay there.
    #[inline]
    fn put_down(&self, memory: Memory) {
        let len = memory.len();
        // What fits no class is longer than all of them.
        let refused = match self.classes.get(self.class_of(len)) {
            Some(class) if self.books.reserve(len, self.max_idle_bytes) => {
                let Some(refused) = class.push(memory) else { return };
                self.books.give_back(len);
                refused
            }
            _ => memory,
        };
        self.discard(refused);
    }

    /// Tells the policy what was in use and is held; does what it says. Another
    /// thread that is asking it right now speaks for this one.
    #[inline]
    fn ask_policy(&self, in_use: usize) {
        if let Some(policy) = &self.policy {
            self.ask(policy, in_use);
        }
    }

    fn ask(&self, policy: &Mutex<BoxedPolicy>, in_use: usize) {
        let Ok(mut policy) = policy.try_lock() else { return };
        let target = policy.after_message(in_use, self.books.held_bytes.load(Relaxed));
        drop(policy);
        if let Some(target) = target {
            self.shrink_to(target);
        }
    }

    fn idle(&self) -> usize {
        self.classes.iter().map(Class::len).sum()
    }

    /// What a policy wants to know.
    #[inline]
    fn in_use_bytes(&self) -> usize {
        if self.policy.is_none() {
            return 0;
        }
        let idle = self.books.idle_bytes.load(Relaxed);
        self.books.held_bytes.load(Relaxed).saturating_sub(idle)
    }

    #[cold]
    fn discard(&self, memory: Memory) {
        let len = memory.len();
        drop(memory);
        self.books.held_bytes.fetch_sub(len, Relaxed);
        self.books.discards.fetch_add(1, Relaxed);
    }

    /// The smallest class of at least `len` bytes, or the number of classes.
    #[inline]
    fn class_of(&self, len: usize) -> usize {
        let class = self.class_bytes.iter().position(|&bytes| bytes >= len);
        class.unwrap_or(self.class_bytes.len())
    }
}

impl Books {
    /// Loom's numbers cannot be made by `Default`.
    fn new() -> Self {
        Self {
            lent: AtomicU64::new(0),
            returned: AtomicU64::new(0),
            idle_bytes: AtomicUsize::new(0),
            out_high_watermark: AtomicU64::new(0),
            taken: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            discards: AtomicU64::new(0),
            held_bytes: AtomicUsize::new(0),
        }
    }

    #[inline]
    fn count_loan(&self) {
        let lent = self.lent.fetch_add(1, Relaxed) + 1;
        self.raise_high_watermark(lent);
    }

    /// Counts one more loan, unless `max_out` buffers are out.
    fn try_count_loan(&self, max_out: u64) -> bool {
        loop {
            let returned = self.returned.load(Acquire);
            let lent = self.lent.load(Relaxed);
            let out = lent - returned;
            if out >= max_out {
                return false;
            }
            // If the exchange succeeds nothing was lent since, so `out` is too much
            // by what came back meanwhile, and the bound holds.
            if self.lent.compare_exchange_weak(lent, lent + 1, Relaxed, Relaxed).is_ok() {
                self.raise_high_watermark(lent + 1);
                return true;
            }
        }
    }

    /// After the loan with the number `lent`. Read later, `returned` is the truth
    /// or too much, and what is out the truth or too little. Read before, it would
    /// be too much by all that came back while this thread was off the processor,
    /// and the mark would keep that.
    #[inline]
    fn raise_high_watermark(&self, lent: u64) {
        let out = lent.saturating_sub(self.returned.load(Relaxed));
        if out > self.out_high_watermark.load(Relaxed) {
            self.out_high_watermark.fetch_max(out, Relaxed);
        }
    }

    /// Reserves room for a buffer that is about to be idle, if there is some.
    ///
    /// The sum cannot overflow: it is of memory that exists.
    #[inline]
    fn reserve(&self, len: usize, max_idle_bytes: usize) -> bool {
        let reserved = self.idle_bytes.fetch_add(len, Relaxed) + len;
        // Whoever comes between may be refused for nothing. What is put down was
        // within the bound together with all that lies there.
        let fits = reserved <= max_idle_bytes;
        if !fits {
            self.give_back(len);
        }
        fits
    }

    #[inline]
    fn give_back(&self, len: usize) {
        self.idle_bytes.fetch_sub(len, Relaxed);
    }
}

fn buffers(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
