mod search;

use super::{Cutter, Rest};
use crate::{Discontinuity, Piece, Sliced, StreamChunk, discontinuity::Run};
use flatstream_core::Result;
use std::{collections::VecDeque, fmt};

/// Cuts a stream that arrives in chunks into pieces, the same ones wherever the
/// chunks end.
///
/// Chunks are pushed, pieces taken; it reads nothing itself. Pieces share the
/// buffers of the chunks: nothing of them is copied, and only one that spans
/// buffers costs an allocation (see [`Piece`]). One that spans 64 buffers or more,
/// with fewer than 128 bytes in each on average, is copied together: it would
/// hold many times its length. To find a delimiter that lies across chunks, up to
/// its length is copied from either side of the border; a
/// [`LineEnd`](crate::LineEnd) needs none of that.
///
/// ```
/// use flatstream_chunk::{LineEnd, Slicer, StreamChunk};
///
/// let mut lines = Slicer::new(LineEnd);
/// lines.push(StreamChunk::new("log", b"one\ntwo\r".to_vec(), 0))?;
/// assert_eq!(lines.next_piece().unwrap()?, "one");
/// assert!(lines.next_piece().is_none());
/// lines.push(StreamChunk::new("log", b"\nthree".to_vec(), 8))?;
/// assert_eq!(lines.next_piece().unwrap()?, "two");
/// assert_eq!(lines.finish().next().unwrap()?, "three");
/// # Ok::<(), flatstream_chunk::Error>(())
/// ```
///
/// # Errors
///
/// A piece longer than [`max_piece_bytes`](Slicer::max_piece_bytes) is answered
/// with one [`ErrorKind::FrameTooLarge`], as soon as that much of it is there,
/// at the position where it begins (its ordinal is the number of pieces before
/// it). It is not held, and slicing goes on behind the next delimiter. Whether
/// it happens does not depend on where chunks end. Its `len` is the least it
/// can be, one more than the limit: the rest is skipped uncounted.
///
/// [`ErrorKind::FrameTooLarge`]: crate::ErrorKind::FrameTooLarge
pub struct Slicer<C> {
    cutter: C,
    max_piece_bytes: usize,
    run: Run,
    /// Pushed and not yet looked at.
    queue: VecDeque<StreamChunk>,
    /// Being searched.
    current: Option<StreamChunk>,
    /// The piece to be cut next: what lies before `current`, mostly nothing, and
    /// where it begins or goes on in there.
    held: Option<Piece>,
    start: usize,
    /// A copy of the last bytes before `current` and the first of it, searched
    /// before `current` itself is; empty where there is no such need.
    window: Vec<u8>,
    /// How many bytes of the window lie before `current`.
    tail: usize,
    /// Where in the window, or else in `current`, the search goes on.
    from: usize,
    /// The piece was too long, and is dropped up to the next delimiter.
    skipping: bool,
    /// Pieces that were taken or skipped.
    ordinal: u64,
}

impl<C: Cutter> Slicer<C> {
    /// A slicer without chunks. Allocates nothing.
    #[must_use]
    pub fn new(cutter: C) -> Self {
        Self {
            max_piece_bytes: DEFAULT_MAX_PIECE_BYTES.max(cutter.size()),
            cutter,
            run: Run::default(),
            queue: VecDeque::new(),
            current: None,
            held: None,
            start: 0,
            window: Vec::new(),
            tail: 0,
            from: 0,
            skipping: false,
            ordinal: 0,
        }
    }

    /// Sets how long a piece may be; 16 MiB by default. The `\r` of a line's end
    /// counts. Pieces of a [`FixedSize`](crate::FixedSize) may always have that.
    ///
    /// As much is held at most, with the chunks that it is in, besides chunks that
    /// were pushed and not sliced yet.
    #[must_use]
    pub fn max_piece_bytes(mut self, bytes: usize) -> Self {
        self.max_piece_bytes = bytes.max(self.cutter.size());
        self
    }

    /// Pieces of all of `chunks`, in an iterator.
    pub fn over<I: IntoIterator<Item = StreamChunk>>(self, chunks: I) -> Sliced<I::IntoIter, C> {
        Sliced::new(self, chunks.into_iter())
    }

    /// Takes the next chunk. Pieces of earlier ones that were not taken stay.
    ///
    /// # Errors
    ///
    /// [`Discontinuity`] if the chunk does not begin where the last one ended, or is
    /// of another stream. It comes back in the error, and nothing has changed:
    /// either the missing chunk is pushed, or [`finish`](Slicer::finish) gives what
    /// is left of the stream so far, whereupon any chunk is taken.
    pub fn push(&mut self, chunk: StreamChunk) -> Result<(), Discontinuity> {
        let chunk = self.run.follow(chunk)?;
        self.queue.push_back(chunk);
        Ok(())
    }

    /// The next piece that is complete, or `None` until another chunk is pushed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FrameTooLarge`](crate::ErrorKind::FrameTooLarge): a piece was
    /// skipped. The call after it goes on.
    #[inline]
    pub fn next_piece(&mut self) -> Option<Result<Piece>> {
        self.advance(false)
    }

    /// Ends the stream: the pieces that are left, the last one included.
    ///
    /// Dropping the iterator drops those not taken. The slicer is as new then, and
    /// takes the beginning of any stream.
    pub fn finish(&mut self) -> Rest<'_, C> {
        Rest::new(self)
    }

    /// Forgets the stream, and keeps memory and limits.
    pub(super) fn reset(&mut self) {
        self.run = Run::default();
        self.queue.clear();
        self.window.clear();
        (self.current, self.held) = (None, None);
        (self.start, self.tail, self.from, self.ordinal) = (0, 0, 0, 0);
        self.skipping = false;
    }
}

impl<C: fmt::Debug> fmt::Debug for Slicer<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slicer")
            .field("cutter", &self.cutter)
            .field("max_piece_bytes", &self.max_piece_bytes)
            .field("held", &self.held)
            .field("ordinal", &self.ordinal)
            .finish_non_exhaustive()
    }
}

const DEFAULT_MAX_PIECE_BYTES: usize = 16 << 20;
