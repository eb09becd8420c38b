//! Cutting chunks, and streams of chunks, into pieces.

mod cutter;
mod pattern;
#[cfg(feature = "regex")]
mod regex_delimiter;
mod rest;
mod sliced;
mod slicer;
mod slices;

pub use cutter::{Cutter, FixedSize, LineEnd};
pub use pattern::Pattern;
#[cfg(feature = "regex")]
pub use regex_delimiter::RegexDelimiter;
pub use rest::Rest;
pub use sliced::Sliced;
pub use slicer::Slicer;
pub use slices::Slices;

use crate::StreamChunk;
use std::num::NonZeroUsize;

/// Slicing. The pieces share the chunk's buffer: none is copied, and none costs an
/// allocation. A [`Slicer`] cuts streams of many chunks in the same ways.
impl StreamChunk {
    /// The lines, as [`str::lines`] cuts them: without the `\n` or `\r\n` at their
    /// ends, and without an empty one behind the last end.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", b"one\r\n\ntwo\nthree".to_vec(), 100);
    /// let lines: Vec<_> = chunk.lines().map(|line| (line.offset, line.data)).collect();
    /// assert_eq!(lines, [
    ///     (100, "one".into()), (105, "".into()), (106, "two".into()), (110, "three".into()),
    /// ]);
    /// ```
    #[inline]
    pub fn lines(&self) -> Slices<'_, LineEnd> {
        self.slices(LineEnd)
    }

    /// What is between the occurrences of `pattern`, as [`slice::split`] does it:
    /// empty pieces included, the one behind the last occurrence, too.
    ///
    /// Takes bytes, a text, or a [`Pattern`] prepared before.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("list", b"a, b, ".to_vec(), 0);
    /// let pieces: Vec<_> = chunk.split(", ").map(|piece| piece.data).collect();
    /// assert_eq!(pieces, ["a", "b", ""]);
    /// ```
    pub fn split<'a>(&'a self, pattern: impl Into<Pattern<'a>>) -> Slices<'a, Pattern<'a>> {
        self.slices(pattern.into())
    }

    /// What is between the matches of `delimiter`, empty pieces included.
    #[cfg(feature = "regex")]
    pub fn split_regex<'a>(
        &'a self,
        delimiter: &'a RegexDelimiter,
    ) -> Slices<'a, &'a RegexDelimiter> {
        self.slices(delimiter)
    }

    /// Pieces of `size` bytes, the last one shorter if there is a rest. They can be
    /// taken from both ends and counted.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    /// use std::num::NonZeroUsize;
    ///
    /// let chunk = StreamChunk::new("samples", (0..10).collect(), 0);
    /// let mut pieces = chunk.fixed_size(NonZeroUsize::new(4).unwrap());
    /// assert_eq!(pieces.len(), 3);
    /// assert_eq!(pieces.next_back().unwrap().data[..], [8, 9]);
    /// assert_eq!(pieces.next().unwrap().data[..], [0, 1, 2, 3]);
    /// ```
    pub fn fixed_size(&self, size: NonZeroUsize) -> Slices<'_, FixedSize> {
        self.slices(FixedSize(size))
    }

    /// The pieces that `cutter` makes: what the other methods are short for.
    #[inline]
    pub fn slices<C: Cutter>(&self, cutter: C) -> Slices<'_, C> {
        Slices::new(self, cutter)
    }
}
