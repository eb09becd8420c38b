use crate::{Piece, StreamChunk};
use std::{
    fmt,
    iter::{Fuse, FusedIterator},
    num::NonZeroU64,
};

/// Neighbours in a slice whose times lie in one window.
#[derive(Debug, PartialEq, Eq)]
pub struct TimeSlice<'a, T> {
    /// Where the window begins: a multiple of its width.
    pub start: u64,
    /// The items, in place.
    pub items: &'a [T],
}

/// A slice of items, cut by time: nothing is copied.
///
/// Windows begin at the multiples of their width, in the unit of the times
/// (nanoseconds, say). One without items is left out. Items are not sorted: one
/// that is out of order begins another slice, if its window is another, and so
/// the same window may come more than once.
///
/// ```
/// use flatstream_chunk::{TimeSlice, TimeSlices};
///
/// let ticks = [(1_000, 'a'), (1_999, 'b'), (4_000, 'c'), (1_500, 'd')];
/// let width = 1_000.try_into()?;
/// let slices: Vec<_> = TimeSlices::new(&ticks, width, |tick| tick.0).collect();
/// assert_eq!(slices, [
///     TimeSlice { start: 1_000, items: &ticks[..2] },
///     TimeSlice { start: 4_000, items: &ticks[2..3] },
///     TimeSlice { start: 1_000, items: &ticks[3..] },
/// ]);
/// # Ok::<(), std::num::TryFromIntError>(())
/// ```
#[derive(Clone)]
#[must_use = "iterators do nothing unless consumed"]
pub struct TimeSlices<'a, T, F> {
    items: &'a [T],
    width: NonZeroU64,
    time: F,
}

impl<'a, T, F: FnMut(&T) -> u64> TimeSlices<'a, T, F> {
    /// `items` in windows of `width`; `time` says when an item was.
    pub fn new(items: &'a [T], width: NonZeroU64, time: F) -> Self {
        Self { items, width, time }
    }
}

impl<'a, T, F: FnMut(&T) -> u64> Iterator for TimeSlices<'a, T, F> {
    type Item = TimeSlice<'a, T>;

    fn next(&mut self) -> Option<Self::Item> {
        let (first, others) = self.items.split_first()?;
        let start = window((self.time)(first), self.width);
        let other = |item: &T| window((self.time)(item), self.width) != start;
        let len = 1 + others.iter().position(other).unwrap_or(others.len());
        let (items, rest) = self.items.split_at(len);
        self.items = rest;
        Some(TimeSlice { start, items })
    }
}

impl<T, F: FnMut(&T) -> u64> FusedIterator for TimeSlices<'_, T, F> {}

impl<T: fmt::Debug, F> fmt::Debug for TimeSlices<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimeSlices")
            .field("items", &self.items)
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

/// A stretch of a stream whose chunks' times lie in one window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimePiece {
    /// Where the window begins: a multiple of its width.
    pub start: u64,
    /// How many chunks were joined.
    pub chunks: usize,
    /// Their bytes.
    pub piece: Piece,
}

/// Chunks that have times, or messages in chunks, cut by time: those that
/// follow each other in one window become one [`Piece`].
///
/// Nothing is copied. Neighbours in one buffer, such as the messages of a chunk,
/// become one chunk again; a piece over several buffers costs an allocation.
/// Windows are as in [`TimeSlices`]. A chunk that does not begin where the one
/// before ended begins a new piece, as does one whose window is another, earlier
/// or later: nothing is lost, and nothing glued together that has a gap.
///
/// A piece is given when the chunk behind it has come, so a window that is not
/// over is held; [`max_piece_bytes`](TimePieces::max_piece_bytes) bounds it.
///
/// ```
/// use flatstream_chunk::{StreamChunk, TimePieces};
///
/// let chunk = StreamChunk::new("ticks", b"onetwothreefour".to_vec(), 0);
/// let messages = [(100, 0..3), (170, 3..6), (205, 6..11), (290, 11..15)]
///     .map(|(time, range)| (time, chunk.sub_chunk(range)));
/// let pieces: Vec<_> = TimePieces::new(messages, 100.try_into()?).collect();
/// assert_eq!(pieces[0].piece, "onetwo");
/// assert_eq!((pieces[1].start, pieces[1].chunks), (200, 2));
/// assert_eq!(pieces[1].piece.as_chunk(), Some(&chunk.sub_chunk(6..)));
/// # Ok::<(), std::num::TryFromIntError>(())
/// ```
#[derive(Clone)]
#[must_use = "iterators do nothing unless consumed"]
pub struct TimePieces<I> {
    chunks: Fuse<I>,
    width: NonZeroU64,
    max_piece_bytes: usize,
    /// The first chunk of the next piece.
    next: Option<(u64, StreamChunk)>,
}

impl<I: Iterator<Item = (u64, StreamChunk)>> TimePieces<I> {
    /// `(time, chunk)` in windows of `width`.
    pub fn new(chunks: impl IntoIterator<IntoIter = I>, width: NonZeroU64) -> Self {
        let chunks = chunks.into_iter().fuse();
        Self { chunks, width, max_piece_bytes: 16 << 20, next: None }
    }

    /// Sets how long a piece of several chunks may be; 16 MiB by default. The
    /// chunk that would make it longer begins a new piece of the same window.
    ///
    /// A chunk in a buffer of its own takes about 100 bytes besides.
    pub fn max_piece_bytes(mut self, bytes: usize) -> Self {
        self.max_piece_bytes = bytes;
        self
    }
}

impl<I: Iterator<Item = (u64, StreamChunk)>> Iterator for TimePieces<I> {
    type Item = TimePiece;

    fn next(&mut self) -> Option<TimePiece> {
        let (time, chunk) = self.next.take().or_else(|| self.chunks.next())?;
        let start = window(time, self.width);
        let (mut piece, mut chunks) = (Piece::from(chunk), 1);
        for (time, chunk) in self.chunks.by_ref() {
            let fits = chunk.len() <= self.max_piece_bytes.saturating_sub(piece.len());
            if !fits || window(time, self.width) != start {
                self.next = Some((time, chunk));
                break;
            }
            if let Err(refused) = piece.append(chunk) {
                self.next = Some((time, refused.chunk));
                break;
            }
            chunks += 1;
        }
        Some(TimePiece { start, chunks, piece })
    }
}

impl<I: Iterator<Item = (u64, StreamChunk)>> FusedIterator for TimePieces<I> {}

impl<I> fmt::Debug for TimePieces<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TimePieces")
            .field("width", &self.width)
            .field("max_piece_bytes", &self.max_piece_bytes)
            .field("next", &self.next)
            .finish_non_exhaustive()
    }
}

/// Where the window begins that `time` is in.
fn window(time: u64, width: NonZeroU64) -> u64 {
    time - time % width
}
