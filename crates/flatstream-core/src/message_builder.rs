use crate::{Error, ErrorKind, Overflow, Result, root};
use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder};
use std::{
    fmt,
    ops::Range,
    panic::{self, AssertUnwindSafe},
};

/// A FlatBuffers builder that survives its messages: one that fails, in
/// whichever way, costs that message alone.
///
/// flatbuffers' own `reset` leaves a half-built table behind, so after a
/// failure the builder is renewed in the same memory, which costs the next
/// message a few allocations. A message that succeeds costs none.
///
/// ```
/// use flatstream_core::{Error, ErrorKind, MessageBuilder};
///
/// let mut messages = MessageBuilder::new();
/// let failed = messages.build(|builder| {
///     builder.start_table();
///     builder.push_slot_always::<u32>(4, 7);
///     Err(Error::other("changed my mind"))
/// });
/// assert_eq!(failed.err().map(|error| error.kind()), Some(ErrorKind::Other));
///
/// let message = messages.build(|builder| {
///     let text = builder.create_string("hello");
///     builder.finish(text, None);
///     Ok(())
/// })?;
/// assert_eq!(flatbuffers::root::<&str>(message.finished_data())?, "hello");
/// messages.recycle();
/// # Ok::<(), Error>(())
/// ```
pub struct MessageBuilder<'b, A: Allocator = DefaultAllocator> {
    /// `None` only while it is being renewed.
    builder: Option<FlatBufferBuilder<'b, A>>,
    state: State,
    force_defaults: bool,
    overflow: Option<Overflow>,
    recycle: fn(&mut A, usize),
    /// Above this length, a message's memory is recycled and not `reset`.
    reset_up_to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// As new.
    Clean,
    /// Holds a finished message.
    Built,
    /// A message failed, or is being built.
    Dirty,
}

/// Memory for a builder that wants a say in how it is used again.
///
/// # For implementers
///
/// The methods' defaults are right for memory that grows as it must. Memory of
/// a fixed size answers [`overflow`](BuilderMemory::overflow) and raises it in
/// [`grow_downwards`](Allocator::grow_downwards).
pub trait BuilderMemory: Allocator {
    /// Longest message, in bytes, after which the builder is `reset`, which
    /// zeroes what the message used. After a longer one
    /// [`recycle`](BuilderMemory::recycle) is called and a fresh builder made.
    const RESET_UP_TO: usize = usize::MAX;

    /// What this memory raises when a message does not fit.
    fn overflow(&self) -> Option<Overflow> {
        None
    }

    /// Readies the memory for a fresh builder. The last one used the bytes from
    /// `start` on, with what is unfinished or failed; all before are as they
    /// were. Afterwards every byte that [`Allocator`] shows must be zero.
    fn recycle(&mut self, start: usize) {
        zero(self, start);
    }
}

impl BuilderMemory for DefaultAllocator {}

fn zero<A: Allocator + ?Sized>(memory: &mut A, start: usize) {
    memory[start..].fill(0);
}

impl MessageBuilder<'_> {
    /// With memory of its own that grows as messages need it.
    #[must_use]
    pub fn new() -> Self {
        Self::with_capacity(0)
    }

    /// As [`new`](MessageBuilder::new), with room for messages of `capacity`
    /// bytes from the start.
    ///
    /// # Panics
    ///
    /// Above 2 GiB, the largest FlatBuffer.
    #[must_use]
    pub fn with_capacity(capacity: usize) -> Self {
        Self::clean(FlatBufferBuilder::with_capacity(capacity))
    }
}

impl Default for MessageBuilder<'_> {
    fn default() -> Self {
        Self::new()
    }
}

impl<'b, A: Allocator + 'b> MessageBuilder<'b, A> {
    /// Builds in `memory`, all of which is zero.
    pub fn new_in(memory: A) -> Self
    where
        A: BuilderMemory,
    {
        let overflow = memory.overflow();
        Self {
            overflow,
            recycle: A::recycle,
            reset_up_to: A::RESET_UP_TO,
            ..Self::clean(FlatBufferBuilder::new_in(memory))
        }
    }

    fn clean(builder: FlatBufferBuilder<'b, A>) -> Self {
        Self {
            builder: Some(builder),
            state: State::Clean,
            force_defaults: false,
            overflow: None,
            recycle: zero,
            reset_up_to: usize::MAX,
        }
    }

    /// Sets whether default values are stored, as
    /// [`FlatBufferBuilder::force_defaults`] does.
    #[must_use]
    pub fn force_defaults(mut self, force_defaults: bool) -> Self {
        self.force_defaults = force_defaults;
        self.state = State::Dirty;
        self
    }

    /// Builds one message and answers the builder that holds it, finished. It
    /// stays until the next one is built, or until
    /// [`recycle`](MessageBuilder::recycle).
    ///
    /// # Errors
    ///
    /// What `serialize` answers; [`ErrorKind::Unfinished`] where it left no
    /// finished message whose root is a table, vector or string;
    /// [`ErrorKind::FrameTooLarge`] where the memory is of a fixed size and the
    /// message does not fit, even if `serialize` caught the unwinding itself. The
    /// length in that error is a lower bound.
    ///
    /// # Panics
    ///
    /// Where `serialize` does, and the builder beyond 2 GiB.
    #[inline(always)] // as `build_mut`
    pub fn build(
        &mut self,
        serialize: impl FnOnce(&mut FlatBufferBuilder<'b, A>) -> Result<()>,
    ) -> Result<&FlatBufferBuilder<'b, A>> {
        self.build_mut(serialize).map(|builder| &*builder)
    }

    /// As [`build`](MessageBuilder::build), for writers that use the memory
    /// around the message. They leave builder and memory as they were.
    #[doc(hidden)]
    #[inline(always)] // The whole path of a message: 20 instructions less.
    pub fn build_mut(
        &mut self,
        serialize: impl FnOnce(&mut FlatBufferBuilder<'b, A>) -> Result<()>,
    ) -> Result<&mut FlatBufferBuilder<'b, A>> {
        if self.state != State::Clean {
            self.clean_up();
        }
        self.state = State::Dirty;
        let Some(builder) = &mut self.builder else {
            return Err(Error::new(ErrorKind::Poisoned));
        };
        // Costs no instruction where nothing unwinds.
        let result = match panic::catch_unwind(AssertUnwindSafe(|| serialize(builder))) {
            Ok(result) => result,
            Err(panic) => match self.overflow.as_ref().and_then(Overflow::take) {
                Some(error) if Overflow::unwound(&*panic) => return Err(error),
                _ => panic::resume_unwind(panic),
            },
        };
        if let Some(error) = self.overflow.as_ref().and_then(Overflow::take) {
            return Err(error);
        }
        result?;
        if !is_finished(builder) {
            return Err(Error::new(ErrorKind::Unfinished));
        }
        self.state = State::Built;
        Ok(builder)
    }

    #[cold]
    fn clean_up(&mut self) {
        match self.state {
            State::Clean => {}
            State::Built => self.recycle(),
            State::Dirty => self.renew(),
        }
    }

    /// Readies the builder for the next message, now rather than when that comes:
    /// what `reset` stores is settled then, and the first load of the next
    /// message need not wait. Does nothing unless a message was built.
    #[inline(always)] // as `build`
    pub fn recycle(&mut self) {
        let Some(builder) = self.builder.as_mut().filter(|_| self.state == State::Built) else {
            return;
        };
        let (memory, start) = builder.mut_finished_buffer();
        if memory.len() - start > self.reset_up_to {
            return self.renew();
        }
        builder.reset();
        // `reset` keeps what `serialize` may have set.
        builder.force_defaults(self.force_defaults);
        self.state = State::Clean;
    }

    /// As [`recycle`](MessageBuilder::recycle), where the builder never wrote to
    /// the `untouched` parts of the message, which are zero still. Ranges of
    /// the message in ascending order; others are not believed, and all of it is
    /// zeroed. Costs two allocations.
    pub fn recycle_around(&mut self, untouched: impl Iterator<Item = Range<usize>>) {
        if self.state != State::Built {
            return;
        }
        if self.reset_up_to < usize::MAX {
            // Such memory need not have been zero where it was not written.
            return self.renew();
        }
        self.rebuild(|mut memory, start| {
            let message = &mut memory[start..];
            let mut from = 0;
            for range in untouched {
                if from > range.start || range.start > range.end || range.end > message.len() {
                    from = 0;
                    break;
                }
                message[from..range.start].fill(0);
                debug_assert!(message[range.clone()].iter().all(|&byte| byte == 0));
                from = range.end;
            }
            message[from..].fill(0);
            memory
        });
    }

    /// Goes on in the memory that `replace` makes of the present one, in which
    /// the message built last begins at the given index. What it answers must
    /// be zero. Where it panics, every further message is
    /// [`ErrorKind::Poisoned`].
    pub fn replace_memory(&mut self, replace: impl FnOnce(A, usize) -> A)
    where
        A: BuilderMemory,
    {
        let mut overflow = None;
        self.rebuild(|memory, start| {
            let memory = replace(memory, start);
            overflow = memory.overflow();
            memory
        });
        self.overflow = overflow;
    }

    /// Makes the builder as new: the memory goes back into a fresh one.
    #[cold]
    fn renew(&mut self) {
        let recycle = self.recycle;
        self.rebuild(|mut memory, start| {
            recycle(&mut memory, start);
            memory
        });
    }

    fn rebuild(&mut self, ready: impl FnOnce(A, usize) -> A) {
        let Some(builder) = self.builder.take() else { return };
        let (memory, start) = builder.collapse_in();
        let mut builder = FlatBufferBuilder::new_in(ready(memory, start));
        builder.force_defaults(self.force_defaults);
        self.builder = Some(builder);
        self.state = State::Clean;
    }
}

/// Any builder, whatever it holds; that is dropped and the builder renewed,
/// which the first message pays for. `force_defaults` stays as it was set.
impl<'b, A: Allocator + 'b> From<FlatBufferBuilder<'b, A>> for MessageBuilder<'b, A> {
    fn from(mut builder: FlatBufferBuilder<'b, A>) -> Self {
        let force_defaults = forces_defaults(&mut builder);
        Self::clean(builder).force_defaults(force_defaults)
    }
}

impl<A: Allocator> fmt::Debug for MessageBuilder<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MessageBuilder")
            .field("state", &self.state)
            .field("force_defaults", &self.force_defaults)
            .finish_non_exhaustive()
    }
}

/// Whether `builder` holds one finished message.
#[inline]
pub fn is_finished<A: Allocator>(builder: &FlatBufferBuilder<'_, A>) -> bool {
    // `finished_data` would panic in debug builds. Finishing forgets the
    // vtables written, so any left over belong to an unfinished message.
    builder.num_written_vtables() == 0 && root::looks_finished(builder.unfinished_data())
}

/// Whether the builder stores default values: it has a setter for that and no
/// getter. Leaves the builder to be renewed.
fn forces_defaults<A: Allocator>(builder: &mut FlatBufferBuilder<'_, A>) -> bool {
    builder.reset();
    builder.start_table();
    builder.push_slot::<u8>(4, 0, 0);
    !builder.unfinished_data().is_empty()
}
