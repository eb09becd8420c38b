//! A builder's memory of a fixed size. One of the crate's three unsafe doors:
//! the implementation of [`Allocator`], which is unsafe to implement because
//! the builder trusts it, has a safe body.
//!
//! What the builder trusts:
//!
//! - W1: `len()` is the length of what `deref` and `deref_mut` show.
//! - W2: between two calls of `grow_downwards` they show the same memory, with
//!   what was last written to it.
//! - W3: `grow_downwards` that returns has made the memory longer, moved its old
//!   content to the end, and zeroed the rest.

use flatbuffers::Allocator;
use flatstream_core::{BuilderMemory, Overflow};
use std::{
    convert::Infallible,
    fmt,
    ops::{Deref, DerefMut},
};

/// Memory of a fixed size for a builder, lent from an [`Arena`](crate::Arena).
///
/// It does not grow: a message that does not fit unwinds to the
/// [`MessageBuilder`](flatstream_core::MessageBuilder), which answers
/// [`FrameTooLarge`](flatstream_core::ErrorKind::FrameTooLarge). That is what
/// makes it faster than memory that may grow: the compiler need not assume after
/// each push that everything has moved. Use it through
/// [`MessageBuilder::new_in`](flatstream_core::MessageBuilder::new_in); a bare
/// builder, or one handed to a writer as a builder, panics on overflow.
///
/// Where panics abort, use [`GrowingWindow`](crate::GrowingWindow);
/// [`Window`](crate::Window) is whichever fits.
pub struct FixedWindow<'a> {
    memory: &'a mut [u8],
    overflow: Overflow,
}

impl<'a> FixedWindow<'a> {
    /// A window over all of `memory`, which must be zero.
    #[must_use]
    pub fn new(memory: &'a mut [u8]) -> Self {
        Self { memory, overflow: Overflow::new() }
    }

    /// Of its own, so that no more than a call of it is inlined everywhere.
    #[cold]
    #[inline(never)]
    fn is_full(&self) -> ! {
        self.overflow.raise(self.memory.len())
    }

    /// Splits off the bytes from `start` on and keeps the rest, for messages
    /// that stay where they were built.
    #[cfg(panic = "unwind")]
    pub(crate) fn split(self, start: usize) -> (Self, &'a mut [u8]) {
        let (rest, message) = self.memory.split_at_mut(start);
        (Self { memory: rest, overflow: self.overflow }, message)
    }
}

impl Deref for FixedWindow<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        self.memory
    }
}

impl DerefMut for FixedWindow<'_> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        self.memory
    }
}

// SAFETY: W1 and W2 hold because everything answers the one slice that this
// type borrows exclusively and never replaces; W3 because nothing ever returns.
#[expect(unsafe_code, reason = "the trait is unsafe to implement")]
unsafe impl Allocator for FixedWindow<'_> {
    type Error = Infallible;

    // Inlined, so that callers in other crates see that it never returns.
    #[inline]
    fn grow_downwards(&mut self) -> Result<(), Infallible> {
        self.is_full()
    }

    #[inline]
    fn len(&self) -> usize {
        self.memory.len()
    }
}

impl BuilderMemory for FixedWindow<'_> {
    fn overflow(&self) -> Option<Overflow> {
        Some(self.overflow.clone())
    }
}

impl fmt::Debug for FixedWindow<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FixedWindow").field("len", &self.memory.len()).finish_non_exhaustive()
    }
}
