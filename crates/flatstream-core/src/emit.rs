use crate::Result;

/// A message that knows its length before it is written, and then writes itself
/// from front to back: what a stream writer's `emit` takes.
///
/// A builder works from back to front in memory that grows, and has to look up
/// what it wrote. A message of a known schema needs neither. The drafts that
/// `flatstream-codegen` generates implement this; nothing keeps others from doing
/// so.
///
/// # For implementers
///
/// `emit` fills all of its window: what was there before is whatever earlier
/// messages left. The stream is valid whatever is written; the message is the
/// implementer's to get right.
///
/// ```
/// use flatstream_core::{Emit, Result};
///
/// /// A message of one string, its root.
/// struct Line<'s>(&'s str);
///
/// impl Emit for Line<'_> {
///     fn message_len(&self) -> Result<usize> {
///         Ok(8 + self.0.len() + 1)
///     }
///     fn emit(&self, window: &mut [u8]) {
///         let (head, text) = window.split_at_mut(8);
///         head[..4].copy_from_slice(&4_u32.to_le_bytes()); // where the root is
///         head[4..].copy_from_slice(&(self.0.len() as u32).to_le_bytes());
///         let (text, end) = text.split_at_mut(self.0.len());
///         text.copy_from_slice(self.0.as_bytes());
///         end.fill(0);
///     }
/// }
///
/// let line = Line("hello");
/// let mut message = vec![0xFF; line.message_len()?];
/// line.emit(&mut message);
/// assert_eq!(flatbuffers::root::<&str>(&message)?, "hello");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub trait Emit {
    /// Bytes of the finished message, exactly.
    ///
    /// # Errors
    ///
    /// Whatever the format cannot express:
    /// [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge), or tables nested more
    /// deeply than readers follow.
    fn message_len(&self) -> Result<usize>;

    /// Writes the message into `window`, all of it.
    ///
    /// # Panics
    ///
    /// May panic if `window` is not [`message_len`](Emit::message_len) bytes long.
    fn emit(&self, window: &mut [u8]);
}

impl<T: Emit + ?Sized> Emit for &T {
    #[inline]
    fn message_len(&self) -> Result<usize> {
        (**self).message_len()
    }

    #[inline]
    fn emit(&self, window: &mut [u8]) {
        (**self).emit(window);
    }
}
