//! Where idle memory lies, and the books about it: one lock around both.
//!
//! The lock is held to move a pointer and to count. Memory is allocated, filled
//! and freed, and policies are asked, outside it.

use crate::{
    PoolConfig, PoolStats,
    sync::{Mutex, MutexGuard},
};
use flatstream_core::MemoryPolicy;
use std::sync::PoisonError;

pub(crate) type BoxedPolicy = Box<dyn MemoryPolicy + Send>;

/// Idle memory by size class.
pub(crate) struct Shelves {
    class_bytes: Box<[usize]>,
    bounds: Bounds,
    max_out: usize,
    books: Mutex<Books>,
    policy: Option<Mutex<BoxedPolicy>>,
}

/// Of what lies idle.
#[derive(Clone, Copy)]
struct Bounds {
    buffers_per_class: usize,
    max_bytes: usize,
}

struct Books {
    /// One stack for each class: what came back last is lent first, since it is
    /// the likeliest to be in the cache. They have room for all the bounds
    /// allow.
    stacks: Box<[Vec<Box<[u8]>>]>,
    stats: PoolStats,
}

/// Memory with the index of its class; that of none is the number of classes.
#[derive(Default)]
pub(crate) struct Memory {
    pub(crate) bytes: Box<[u8]>,
    class: usize,
}

/// Whose memory is that is not idle.
#[derive(Clone, Copy)]
enum Owner {
    /// Lent, and held by the pool all the same.
    Pool,
    Caller,
}

impl Shelves {
    /// Shelves for a configuration that was checked.
    pub(crate) fn new(config: &PoolConfig, policy: Option<BoxedPolicy>) -> Self {
        let stack = |&bytes: &usize| {
            // Without places that the bound on bytes never lets anyone use.
            Vec::with_capacity(config.buffers_per_class.min(config.max_idle_bytes / bytes))
        };
        let stacks = config.class_bytes.iter().map(stack).collect();
        Self {
            class_bytes: config.class_bytes.as_slice().into(),
            bounds: Bounds {
                buffers_per_class: config.buffers_per_class,
                max_bytes: config.max_idle_bytes,
            },
            max_out: config.max_out,
            books: Mutex::new(Books { stacks, stats: PoolStats::default() }),
            policy: policy.map(Mutex::new),
        }
    }

    /// Lends memory of at least `len` bytes.
    #[inline]
    pub(crate) fn lend(&self, len: usize) -> Memory {
        let mut books = self.books();
        books.count_loan();
        self.pick_up(books, len, Owner::Pool)
    }

    /// As `lend`, unless as many buffers are out as there may be.
    #[inline]
    pub(crate) fn try_lend(&self, len: usize) -> Option<Memory> {
        let mut books = self.books();
        if books.stats.out >= self.max_out {
            return None;
        }
        books.count_loan();
        Some(self.pick_up(books, len, Owner::Pool))
    }

    /// Takes lent memory back.
    #[inline]
    pub(crate) fn take_back(&self, memory: Memory) {
        self.put_down(memory, Owner::Pool);
    }

    /// Parts with memory of at least `len` bytes.
    pub(crate) fn release(&self, len: usize) -> Box<[u8]> {
        self.pick_up(self.books(), len, Owner::Caller).bytes
    }

    /// Makes foreign memory its own, or frees it. Only memory that has the size
    /// of a class by its capacity is kept.
    pub(crate) fn adopt(&self, mut memory: Vec<u8>) {
        let capacity = memory.capacity();
        let class = self.class_of(capacity);
        if self.class_bytes.get(class) != Some(&capacity) {
            self.books().stats.discards += 1;
            return;
        }
        memory.resize(capacity, 0);
        self.put_down(Memory { bytes: memory.into_boxed_slice(), class }, Owner::Caller);
    }

    /// Frees idle memory until no more than `target` bytes are held, or nothing
    /// is idle: each time the smallest buffer that is enough, or the largest if
    /// none is, so that the fewest are freed.
    pub(crate) fn shrink_to(&self, target: usize) {
        // As many as lie there now and no more, so that other threads cannot
        // keep this one busy.
        for _ in 0..self.stats().idle {
            let Some(freed) = self.pick_up_excess(target) else { return };
            drop(freed);
        }
    }

    pub(crate) fn stats(&self) -> PoolStats {
        self.books().stats
    }

    #[inline]
    fn books(&self) -> MutexGuard<'_, Books> {
        // Nothing that is done under the lock can panic half-way.
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Memory of at least `len` bytes, idle or new, for a new owner.
    #[inline]
    fn pick_up(&self, mut books: MutexGuard<'_, Books>, len: usize, owner: Owner) -> Memory {
        let class = self.class_of(len);
        let len = self.class_bytes.get(class).map_or(len, |&bytes| bytes);
        let idle = books.pick_up_idle(class);
        let stats = &mut books.stats;
        match idle {
            Some(_) => stats.hits += 1,
            None => stats.misses += 1,
        }
        match (owner, &idle) {
            (Owner::Pool, None) => stats.held_bytes += len,
            (Owner::Caller, Some(_)) => stats.held_bytes -= len,
            (Owner::Pool, Some(_)) | (Owner::Caller, None) => {}
        }
        drop(books);
        Memory { bytes: idle.unwrap_or_else(|| allocate(len)), class }
    }

    /// An idle buffer to be freed, while more than `target` bytes are held.
    fn pick_up_excess(&self, target: usize) -> Option<Box<[u8]>> {
        let mut books = self.books();
        let excess = books.stats.held_bytes.checked_sub(target).filter(|&excess| excess > 0)?;
        let enough = self.class_of(excess);
        let mut best_first = (enough..self.class_bytes.len()).chain((0..enough).rev());
        let bytes = best_first.find_map(|class| books.pick_up_idle(class))?;
        books.count_discard(bytes.len());
        Some(bytes)
    }

    /// Keeps memory if there is room, else frees it; then asks the policy.
    #[inline]
    fn put_down(&self, Memory { bytes, class }: Memory, owner: Owner) {
        let mut books = self.books();
        match owner {
            Owner::Pool => books.stats.out -= 1,
            Owner::Caller => books.stats.held_bytes += bytes.len(),
        }
        let in_use = books.stats.held_bytes - books.stats.idle_bytes;
        let refused = books.put_down_idle(class, bytes, self.bounds);
        let held = books.stats.held_bytes;
        drop(books);
        drop(refused);
        if let Some(policy) = &self.policy {
            self.ask(policy, in_use, held);
        }
    }

    /// Tells the policy what was in use and is held; does what it says. Another
    /// thread that is asking it right now speaks for this one.
    fn ask(&self, policy: &Mutex<BoxedPolicy>, in_use: usize, held: usize) {
        let Ok(mut policy) = policy.try_lock() else { return };
        let target = policy.after_message(in_use, held);
        drop(policy);
        if let Some(target) = target {
            self.shrink_to(target);
        }
    }

    /// The smallest class of at least `len` bytes, or the number of classes.
    #[inline]
    fn class_of(&self, len: usize) -> usize {
        self.class_bytes.partition_point(|&bytes| bytes < len)
    }
}

impl Books {
    #[inline]
    fn count_loan(&mut self) {
        self.stats.out += 1;
        self.stats.out_high_watermark = self.stats.out_high_watermark.max(self.stats.out);
    }

    #[inline]
    fn pick_up_idle(&mut self, class: usize) -> Option<Box<[u8]>> {
        let bytes = self.stacks.get_mut(class)?.pop()?;
        self.stats.idle -= 1;
        self.stats.idle_bytes -= bytes.len();
        Some(bytes)
    }

    /// Keeps `bytes`, or gives them back to be freed where a bound forbids it.
    #[inline]
    fn put_down_idle(
        &mut self,
        class: usize,
        bytes: Box<[u8]>,
        bounds: Bounds,
    ) -> Option<Box<[u8]>> {
        let len = bytes.len();
        match self.stacks.get_mut(class) {
            Some(stack)
                if stack.len() < bounds.buffers_per_class
                    && len <= bounds.max_bytes - self.stats.idle_bytes =>
            {
                stack.push(bytes);
                self.stats.idle += 1;
                self.stats.idle_bytes += len;
                None
            }
            _ => {
                self.count_discard(len);
                Some(bytes)
            }
        }
    }

    fn count_discard(&mut self, len: usize) {
        self.stats.held_bytes -= len;
        self.stats.discards += 1;
    }
}

/// Zeroed by the system where it is fresh, and never again.
#[cold]
fn allocate(len: usize) -> Box<[u8]> {
    vec![0; len].into_boxed_slice()
}
