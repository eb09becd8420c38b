use crate::{AllocationStrategy, DefaultStrategy, Pooled, PooledMemory, Window};
use flatbuffers::DefaultAllocator;
use flatstream_core::{MemoryPool, MessageBuilder, Result, StreamSerialize};

/// A message builder whose memory is chosen at run time, as a program that reads
/// a flag needs it. Costs one branch per message; within a message nothing is
/// dispatched.
///
/// ```
/// use flatstream_arena::SmartBuilder;
/// use flatstream_pool::BufferPool;
///
/// let (bump, pool) = (bumpalo::Bump::new(), BufferPool::default());
/// for choice in ["default", "arena", "pooled"] {
///     let mut messages = match choice {
///         "arena" => SmartBuilder::with_arena(&bump),
///         "pooled" => SmartBuilder::with_pool(&pool),
///         _ => SmartBuilder::new(),
///     };
///     assert_eq!(messages.build("hello")?.len(), 16);
/// }
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub enum SmartBuilder<'a> {
    /// On the heap, growing.
    Default(MessageBuilder<'a, DefaultAllocator>),
    /// In an arena's window.
    Arena(MessageBuilder<'a, Window<'a>>),
    /// In a pool's vector, growing.
    Pooled(MessageBuilder<'a, PooledMemory<'a>>),
}

impl<'a> SmartBuilder<'a> {
    /// With memory of its own, as [`DefaultStrategy`].
    #[must_use]
    pub fn new() -> Self {
        Self::Default(DefaultStrategy.message_builder())
    }

    /// With memory of an arena; an [`ArenaStrategy`](crate::ArenaStrategy) sets
    /// its size.
    pub fn with_arena(arena: impl AllocationStrategy<'a, Memory = Window<'a>>) -> Self {
        Self::Arena(arena.message_builder())
    }

    /// With memory of a pool.
    #[must_use]
    pub fn with_pool(pool: &'a (dyn MemoryPool + Sync)) -> Self {
        Self::Pooled(Pooled(pool).message_builder())
    }

    /// Builds one message and answers its bytes, good until the next.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::build`].
    ///
    /// # Panics
    ///
    /// As [`MessageBuilder::build`].
    pub fn build<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<&[u8]> {
        let built = match self {
            Self::Default(messages) => {
                messages.build(|builder| item.serialize(builder))?.unfinished_data()
            }
            Self::Arena(messages) => {
                messages.build(|builder| item.serialize(builder))?.unfinished_data()
            }
            Self::Pooled(messages) => {
                messages.build(|builder| item.serialize(builder))?.unfinished_data()
            }
        };
        Ok(built)
    }
}

impl Default for SmartBuilder<'_> {
    fn default() -> Self {
        Self::new()
    }
}
