use crate::{Arena, Window, window};
use bumpalo::Bump;
use flatstream_core::{Error, ErrorKind, MessageBuilder, Result, StreamSerialize};
use std::fmt;

/// Builds messages that stay: each is a slice of the arena, as many alive at once
/// as there is memory.
///
/// A message of up to 16 KiB is built in a window and copied out, without a heap
/// allocation of its own. A longer one stays where it was built, and the next is
/// built before it, by a fresh builder (two allocations).
///
/// ```
/// use flatstream_arena::ArenaBuilder;
///
/// let bump = bumpalo::Bump::new();
/// let mut messages = ArenaBuilder::new(&bump);
/// let kept = [messages.build("hello")?, messages.build("world")?];
/// assert_eq!(flatbuffers::root::<&str>(kept[0])?, "hello");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct ArenaBuilder<'a> {
    bump: &'a Bump,
    messages: MessageBuilder<'a, Window<'a>>,
    /// Length of the window as it is now.
    window_bytes: usize,
    /// Length of the last message that stayed in place: the next is likely to be
    /// as long.
    likely_bytes: usize,
    max_bytes: usize,
}

impl<'a> ArenaBuilder<'a> {
    /// Keeps messages in `bump`, of up to 64 MiB each. The first window is of
    /// 64 KiB, which is right for messages of up to 16 KiB.
    #[must_use]
    pub fn new(bump: &'a Bump) -> Self {
        Self::with_window(bump, 64 * 1024)
    }

    /// As [`new`](ArenaBuilder::new), with a first window of `bytes`. For
    /// messages of more than 16 KiB take a few times their length, so that
    /// several fit.
    #[must_use]
    pub fn with_window(bump: &'a Bump, bytes: usize) -> Self {
        let messages = MessageBuilder::new_in(window(bump.lend(bytes)));
        Self { bump, messages, window_bytes: bytes, likely_bytes: 0, max_bytes: 64 << 20 }
    }

    /// Sets the length of the longest message, in bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Builds a message and keeps it. Where it does not fit the window,
    /// `serialize` is called again, with one four times as long. The smaller one
    /// is free again only with the arena.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::build`].
    ///
    /// # Panics
    ///
    /// As [`MessageBuilder::build`].
    pub fn build<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<&'a [u8]> {
        if self.window_bytes < self.likely_bytes {
            // What is left of the window is lost.
            self.lend(self.likely_bytes);
        }
        loop {
            let error = match self.messages.build(|builder| item.serialize(builder)) {
                Ok(builder) => {
                    let message = builder.unfinished_data();
                    if message.len() > self.max_bytes {
                        let (len, limit) = (message.len() as u64, self.max_bytes as u64);
                        return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
                    }
                    if message.len() > COPIED_BYTES {
                        return Ok(self.keep_in_place());
                    }
                    let kept = self.bump.alloc_slice_copy(message);
                    self.messages.recycle();
                    return Ok(kept);
                }
                Err(error) => error,
            };
            let full = self.window_bytes as u64;
            match error.kind() {
                ErrorKind::FrameTooLarge { limit, .. }
                    if limit == full && self.window_bytes < self.max_bytes =>
                {
                    self.lend(self.window_bytes.max(COPIED_BYTES));
                }
                _ => return Err(error),
            }
        }
    }

    /// Goes on in a new window of four times `bytes`.
    fn lend(&mut self, bytes: usize) {
        let bytes = bytes.saturating_mul(4).min(self.max_bytes);
        let memory = self.bump.lend(bytes);
        self.window_bytes = bytes;
        self.messages.replace_memory(|_, _| window(memory));
    }

    #[cfg(panic = "unwind")]
    fn keep_in_place(&mut self) -> &'a [u8] {
        let (mut kept, mut left): (&[u8], usize) = (&[], 0);
        self.messages.replace_memory(|window, start| {
            let (rest, message) = window.split(start);
            (kept, left) = (message, rest.len());
            rest
        });
        (self.window_bytes, self.likely_bytes) = (left, kept.len());
        kept
    }

    /// A window that grows is no slice of the arena's.
    #[cfg(not(panic = "unwind"))]
    fn keep_in_place(&mut self) -> &'a [u8] {
        let mut kept: &[u8] = &[];
        let bump = self.bump;
        self.messages.replace_memory(|mut window, start| {
            kept = bump.alloc_slice_copy(&window[start..]);
            flatstream_core::BuilderMemory::recycle(&mut window, start);
            window
        });
        kept
    }
}

impl fmt::Debug for ArenaBuilder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArenaBuilder")
            .field("window_bytes", &self.window_bytes)
            .field("max_bytes", &self.max_bytes)
            .finish_non_exhaustive()
    }
}

/// Longer messages stay where they were built.
const COPIED_BYTES: usize = 16 * 1024;
