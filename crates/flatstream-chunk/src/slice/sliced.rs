use super::{Cutter, Slicer};
use crate::{Piece, StreamChunk};
use flatstream_core::Result;
use std::{fmt, iter::FusedIterator};

/// The pieces of a stream of chunks, as [`Slicer`] cuts it; made by
/// [`Slicer::over`].
///
/// Errors are items, and slicing goes on behind them. A chunk that does not
/// follow the one before is an error
/// ([`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload), the
/// [`Discontinuity`](crate::Discontinuity) is its source); then come what was
/// left of the stream before it, as pieces, and the pieces from that chunk on.
///
/// ```
/// use flatstream_chunk::{LineEnd, Piece, Slicer, StreamChunk};
///
/// let text = StreamChunk::new("log", b"one\ntwo\n".to_vec(), 0);
/// let chunks = [text.sub_chunk(..6), text.sub_chunk(6..)];
/// let lines: Vec<Piece> = Slicer::new(LineEnd).over(chunks).collect::<Result<_, _>>()?;
/// assert_eq!(lines, ["one", "two"]);
/// // Neighbours in one buffer: joined, not copied.
/// assert_eq!(lines[1].as_chunk().unwrap().data.as_ptr(), text.data[4..].as_ptr());
/// # Ok::<(), flatstream_chunk::Error>(())
/// ```
#[must_use = "iterators do nothing unless consumed"]
pub struct Sliced<I, C> {
    chunks: I,
    slicer: Slicer<C>,
    /// The stream in the slicer has ended: pieces are left.
    ended: bool,
    /// The first chunk of the next one.
    refused: Option<StreamChunk>,
    exhausted: bool,
}

impl<I, C> Sliced<I, C> {
    pub(super) fn new(slicer: Slicer<C>, chunks: I) -> Self {
        Self { chunks, slicer, ended: false, refused: None, exhausted: false }
    }
}

impl<I: Iterator<Item = StreamChunk>, C: Cutter> Iterator for Sliced<I, C> {
    type Item = Result<Piece>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if let Some(range) = self.slicer.next_within() {
            return self.slicer.piece(range);
        }
        self.next_beyond()
    }
}

impl<I: Iterator<Item = StreamChunk>, C: Cutter> Sliced<I, C> {
    #[inline(never)]
    fn next_beyond(&mut self) -> Option<Result<Piece>> {
        loop {
            let piece = self.slicer.advance_beyond(self.ended);
            if piece.is_some() {
                return piece;
            }
            self.ended = false;
            let next = match self.refused.take() {
                None if self.exhausted => return None,
                None => self.chunks.next(),
                refused => refused,
            };
            match next.map(|chunk| self.slicer.push(chunk)) {
                Some(Ok(())) => {}
                Some(Err(refused)) => {
                    self.ended = true;
                    self.refused = Some(refused.chunk.clone());
                    return Some(Err(refused.into()));
                }
                None => {
                    self.ended = true;
                    self.exhausted = true;
                }
            }
        }
    }
}

impl<I: Iterator<Item = StreamChunk>, C: Cutter> FusedIterator for Sliced<I, C> {}

impl<I, C: fmt::Debug> fmt::Debug for Sliced<I, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sliced").field("slicer", &self.slicer).finish_non_exhaustive()
    }
}
