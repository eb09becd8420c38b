use super::{Cutter, FixedSize};
use crate::StreamChunk;
use std::iter::FusedIterator;

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
}

impl<C: Cutter> Iterator for Slices<'_, C> {
    type Item = StreamChunk;

    #[inline]
    fn next(&mut self) -> Option<StreamChunk> {
        if self.done {
            return None;
        }
        let (start, bytes) = (self.start, &self.chunk.data[..self.end]);
        if let Some(delimiter) = self.cutter.find(bytes, start, 0) {
            let piece = &bytes[start..delimiter.start];
            self.start = delimiter.end;
            let end = delimiter.start - self.cutter.trimmed(piece.last());
            return Some(self.chunk.sub_chunk(start..end));
        }
        self.done = true;
        let has_rest = start < self.end || self.cutter.ends_with_empty();
        has_rest.then(|| self.chunk.sub_chunk(start..self.end))
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
