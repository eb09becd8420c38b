use super::{Cutter, FixedSize};
use crate::StreamChunk;
use std::{iter::FusedIterator, ops::Range};

/// The pieces of one chunk, each a chunk on the same buffer: nothing is copied
/// or allocated.
///
/// Made by [`StreamChunk::slices`], [`lines`](StreamChunk::lines),
/// [`split`](StreamChunk::split) and their siblings.
#[derive(Clone, Debug)]
#[must_use = "iterators do nothing unless consumed"]
pub struct Slices<'a, C> {
    chunk: &'a StreamChunk,
    cutter: C,
    /// What is still to be cut.
    start: usize,
    end: usize,
    done: bool,
}

impl<'a, C: Cutter> Slices<'a, C> {
    pub(super) fn new(chunk: &'a StreamChunk, cutter: C) -> Self {
        Self { chunk, cutter, start: 0, end: chunk.len(), done: false }
    }

    /// Where the next piece lies in the chunk, instead of the piece itself: for
    /// loops that only look at the bytes, and need not hold the buffer for it.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", b"4.1\n4.25\n".to_vec(), 0);
    /// let (mut lines, mut highest) = (chunk.lines(), &b""[..]);
    /// while let Some(range) = lines.next_range() {
    ///     highest = highest.max(&chunk.data[range]);
    /// }
    /// assert_eq!(highest, b"4.25");
    /// ```
    #[inline]
    pub fn next_range(&mut self) -> Option<Range<usize>> {
        if self.done {
            return None;
        }
        let (start, bytes) = (self.start, &self.chunk.data[..self.end]);
        if let Some(delimiter) = self.cutter.find(bytes, start, 0) {
            let piece = &bytes[start..delimiter.start];
            self.start = delimiter.end;
            return Some(start..delimiter.start - self.cutter.trimmed(piece.last()));
        }
        self.done = true;
        let has_rest = start < self.end || self.cutter.ends_with_empty();
        has_rest.then_some(start..self.end)
    }
}

impl<C: Cutter> Iterator for Slices<'_, C> {
    type Item = StreamChunk;

    #[inline]
    fn next(&mut self) -> Option<StreamChunk> {
        let range = self.next_range()?;
        Some(self.cutter.piece(self.chunk, range))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = if self.done { Some(0) } else { self.cutter.pieces(self.end - self.start) };
        (len.unwrap_or(0), len)
    }
}

impl<C: Cutter> FusedIterator for Slices<'_, C> {}

impl ExactSizeIterator for Slices<'_, FixedSize> {}

/// From behind: the rest first.
impl DoubleEndedIterator for Slices<'_, FixedSize> {
    fn next_back(&mut self) -> Option<StreamChunk> {
        let left = self.end - self.start;
        if self.done || left == 0 {
            return None;
        }
        let size = self.cutter.0.get();
        let rest = left % size;
        let start = self.end - if rest == 0 { size } else { rest };
        let piece = self.chunk.sub_chunk(start..self.end);
        self.end = start;
        Some(piece)
    }
}
