use crate::{Arena, GrowingWindow, Window, arena::PAGE_BYTES};
use flatbuffers::DefaultAllocator;
use flatstream_core::{BuilderMemory, MessageBuilder};

/// How a message builder comes by its memory, chosen at compile time.
///
/// Code that is generic over it costs nothing at run time: each choice compiles
/// to code of its own. [`SmartBuilder`](crate::SmartBuilder) chooses at run time.
///
/// Every [`Arena`] is a strategy: a window of 64 KiB. [`ArenaStrategy`] sets
/// other sizes.
///
/// ```
/// use flatstream_arena::{AllocationStrategy, DefaultStrategy, Pooled};
/// use flatstream_core::{Result, StreamSerialize};
/// use flatstream_pool::BufferPool;
///
/// /// Length of a message, wherever it is built.
/// fn len<'a>(item: &str, strategy: impl AllocationStrategy<'a>) -> Result<usize> {
///     let mut messages = strategy.message_builder();
///     Ok(messages.build(|builder| item.serialize(builder))?.finished_data().len())
/// }
///
/// let (bump, pool) = (bumpalo::Bump::new(), BufferPool::default());
/// assert_eq!(len("hello", DefaultStrategy)?, 16);
/// assert_eq!(len("hello", &bump)?, 16);
/// assert_eq!(len("hello", Pooled(&pool))?, 16);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub trait AllocationStrategy<'a>: Sized {
    /// The memory.
    type Memory: BuilderMemory + 'a;

    /// Obtains it.
    fn memory(self) -> Self::Memory;

    /// A message builder in it.
    fn message_builder(self) -> MessageBuilder<'a, Self::Memory> {
        MessageBuilder::new_in(self.memory())
    }
}

/// A strategy that has memory for a [`Batch`](crate::Batch) as well.
pub trait BatchStrategy<'a>: AllocationStrategy<'a> {
    /// Obtains the builder's memory and the batch's.
    fn memory_and_batch(self) -> (Self::Memory, &'a mut [u8]);
}

/// A vector on the heap that grows as it must: [`DefaultAllocator`].
#[derive(Clone, Copy, Debug, Default)]
pub struct DefaultStrategy;

impl<'a> AllocationStrategy<'a> for DefaultStrategy {
    type Memory = DefaultAllocator;

    fn memory(self) -> DefaultAllocator {
        DefaultAllocator::default()
    }
}

impl<'a, R: Arena<'a>> AllocationStrategy<'a> for R {
    type Memory = Window<'a>;

    fn memory(self) -> Window<'a> {
        ArenaStrategy::new(self).memory()
    }
}

impl<'a, R: Arena<'a>> BatchStrategy<'a> for R {
    fn memory_and_batch(self) -> (Window<'a>, &'a mut [u8]) {
        ArenaStrategy::new(self).memory_and_batch()
    }
}

/// An arena with sizes for what is lent from it.
///
/// ```
/// use flatstream_arena::{AllocationStrategy, ArenaStrategy, FrameArena};
///
/// let mut arena = FrameArena::new();
/// let memory = ArenaStrategy::new(&mut arena).window_bytes(4 << 20).memory();
/// assert_eq!(memory.len(), 4 << 20);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ArenaStrategy<R> {
    arena: R,
    window_bytes: usize,
    batch_bytes: usize,
}

impl<R> ArenaStrategy<R> {
    /// `arena`, with a window of 64 KiB and a batch of 32 KiB: enough for
    /// telemetry, and half of what a pipe of Linux holds, so that its reader
    /// need not wait for the writer, nor the writer for it.
    pub const fn new(arena: R) -> Self {
        Self { arena, window_bytes: 64 * 1024, batch_bytes: 32 * 1024 }
    }

    /// Sets the length of the longest message, in bytes. A longer one is refused.
    #[must_use]
    pub const fn window_bytes(mut self, bytes: usize) -> Self {
        self.window_bytes = bytes;
        self
    }

    /// Sets how much the batch holds, in bytes: one write of the sink.
    #[must_use]
    pub const fn batch_bytes(mut self, bytes: usize) -> Self {
        self.batch_bytes = bytes;
        self
    }

    /// Lets messages grow beyond the window, on the heap, up to `max_bytes`,
    /// rounded up to 8 KiB. The memory is a [`GrowingWindow`] then, which suits
    /// large messages: set the window to what most of them need.
    ///
    /// ```
    /// use flatstream_arena::{AllocationStrategy, ArenaStrategy, Bump};
    /// use flatstream_core::StreamSerialize;
    ///
    /// let bump = Bump::new();
    /// let mut messages = ArenaStrategy::new(&bump).grow_to(1 << 20).message_builder();
    /// let text = "x".repeat(500_000); // more than the window of 64 KiB
    /// assert_eq!(messages.build(|builder| text.serialize(builder))?.finished_data().len(), 500_012);
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    #[must_use]
    pub const fn grow_to(self, max_bytes: usize) -> GrowingStrategy<R> {
        GrowingStrategy { sizes: self, max_bytes }
    }

    fn lend<'a>(self) -> (&'a mut [u8], &'a mut [u8])
    where
        R: Arena<'a>,
    {
        // The batch takes a ninth of its memory for itself.
        let batch_bytes = self.batch_bytes + self.batch_bytes / 8;
        let memory = self.arena.lend(batch_bytes + PAGE_BYTES + self.window_bytes);
        let (batch, rest) = memory.split_at_mut(batch_bytes);
        // Messages are built from the end. So that no small one straddles a page,
        // let the end be that of a page.
        let end = rest.as_ptr_range().end.addr() % PAGE_BYTES;
        let start = PAGE_BYTES - end;
        (&mut rest[start..start + self.window_bytes], batch)
    }
}

impl<'a, R: Arena<'a>> AllocationStrategy<'a> for ArenaStrategy<R> {
    type Memory = Window<'a>;

    fn memory(self) -> Window<'a> {
        self.batch_bytes(0).memory_and_batch().0
    }
}

impl<'a, R: Arena<'a>> BatchStrategy<'a> for ArenaStrategy<R> {
    fn memory_and_batch(self) -> (Window<'a>, &'a mut [u8]) {
        let (window, batch) = self.lend();
        (crate::window(window), batch)
    }
}

/// As [`ArenaStrategy`], with messages that may outgrow the window.
#[derive(Clone, Copy, Debug)]
pub struct GrowingStrategy<R> {
    sizes: ArenaStrategy<R>,
    max_bytes: usize,
}

impl<'a, R: Arena<'a>> AllocationStrategy<'a> for GrowingStrategy<R> {
    type Memory = GrowingWindow<'a>;

    fn memory(mut self) -> GrowingWindow<'a> {
        self.sizes.batch_bytes = 0;
        self.memory_and_batch().0
    }
}

impl<'a, R: Arena<'a>> BatchStrategy<'a> for GrowingStrategy<R> {
    fn memory_and_batch(self) -> (GrowingWindow<'a>, &'a mut [u8]) {
        let (window, batch) = self.sizes.lend();
        (GrowingWindow::new(window, self.max_bytes), batch)
    }
}
