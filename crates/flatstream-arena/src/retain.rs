use crate::{Arena, Window, window};
use bumpalo::Bump;
use flatstream_core::{ErrorKind, MessageBuilder, Result, StreamSerialize};
use std::fmt;

/// Builds messages that stay: each is a slice of the arena, as many alive at once
/// as there is memory.
///
/// A message of up to 16 KiB is built in a window and copied out, without a heap
/// allocation of its own. A longer one stays where it was built, and the next is built before it (two
/// allocations).
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
    max_bytes: usize,
}

impl<'a> ArenaBuilder<'a> {
    /// Keeps messages in `bump`, of up to 64 MiB each.
    #[must_use]
    pub fn new(bump: &'a Bump) -> Self {
        let memory = bump.lend(FIRST_BYTES);
        let (window_bytes, max_bytes) = (memory.len(), 64 << 20);
        Self { bump, messages: MessageBuilder::new_in(window(memory)), window_bytes, max_bytes }
    }

    /// Sets the length of the longest message, in bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Builds a message and keeps it. Where it does not fit the window,
    /// `serialize` is called again, with a larger one.
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::build`].
    ///
    /// # Panics
    ///
    /// As [`MessageBuilder::build`].
    pub fn build<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<&'a [u8]> {
        loop {
            let error = match self.messages.build(|builder| item.serialize(builder)) {
                Ok(builder) => {
                    let message = builder.unfinished_data();
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
                    self.lend((2 * self.window_bytes).min(self.max_bytes));
                }
                _ => return Err(error),
            }
        }
    }

    /// Goes on in a new window of `bytes`.
    fn lend(&mut self, bytes: usize) {
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
        if left < kept.len() {
            // The next is likely to be as long. Several to a window: what is left of
            // one is lost.
            self.lend((8 * kept.len()).min(self.max_bytes.max(kept.len())));
        } else {
            self.window_bytes = left;
        }
        kept
    }

    /// A window that grows is no slice of the arena's.
    #[cfg(not(panic = "unwind"))]
    fn keep_in_place(&mut self) -> &'a [u8] {
        let mut kept: &[u8] = &[];
        let bump = self.bump;
        self.messages.replace_memory(|mut window, start| {
            kept = bump.alloc_slice_copy(&window[start..]);
            window.recycle(start);
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

/// Length of the first window.
const FIRST_BYTES: usize = 64 * 1024;
