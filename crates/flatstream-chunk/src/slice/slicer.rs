use super::{Cutter, Rest};
use crate::{Discontinuity, Piece, Sliced, StreamChunk, discontinuity::Run};
use flatstream_core::{Error, ErrorKind, Position, Result};
use std::{collections::VecDeque, fmt, ops::Range};

/// Cuts a stream that arrives in chunks into pieces, the same ones wherever the
/// chunks end.
///
/// Chunks are pushed, pieces taken; it reads nothing itself. Pieces share the
/// buffers of the chunks: nothing of them is copied, and only one that spans
/// buffers costs an allocation (see [`Piece`]). To find a delimiter that lies
/// across chunks, up to its length is copied from either side of the border; a
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
    /// [`ErrorKind::FrameTooLarge`]: a piece was skipped. The call after it goes on.
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

    #[inline]
    pub(super) fn advance(&mut self, ended: bool) -> Option<Result<Piece>> {
        loop {
            let Some(current) = &self.current else {
                if self.enter() {
                    continue;
                }
                return if ended { self.remainder() } else { None };
            };
            let bytes = if self.tail > 0 { &self.window } else { &current.data[..] };
            let before = self.held_len() + self.from - (self.tail + self.start);
            let found = self.cutter.find(bytes, self.from, before);
            match found.filter(|found| self.is_settled(found, bytes.len())) {
                Some(delimiter) if self.skipping => self.begin_at(delimiter.end),
                Some(delimiter) => return self.cut(delimiter),
                None => {
                    if let Some(too_long) = self.leave() {
                        return Some(Err(too_long));
                    }
                }
            }
        }
    }

    /// Whether no byte behind the first `len` ones can change `delimiter`.
    #[inline]
    fn is_settled(&self, delimiter: &Range<usize>, len: usize) -> bool {
        delimiter.start.saturating_add(self.cutter.reach()) <= len
    }

    #[inline]
    fn held_len(&self) -> usize {
        self.held.as_ref().map_or(0, Piece::len)
    }

    /// Begins with the next chunk in the queue.
    #[inline(never)]
    fn enter(&mut self) -> bool {
        let Some(chunk) = self.queue.pop_front() else { return false };
        self.tail = self.window.len();
        if self.tail > 0 {
            // Enough to settle whatever begins where it is not yet enough context for
            // a search in the chunk itself.
            let head = self.undecided().saturating_add(self.cutter.context());
            self.window.extend_from_slice(&chunk.data[..head.min(chunk.len())]);
        }
        self.current = Some(chunk);
        true
    }

    /// Ends a piece at `delimiter`, and begins one behind it.
    #[inline]
    fn cut(&mut self, delimiter: Range<usize>) -> Option<Result<Piece>> {
        let len = self.held_len() + delimiter.start - (self.tail + self.start);
        if len > self.max_piece_bytes {
            let too_long = self.too_long();
            self.begin_at(delimiter.end);
            return Some(Err(too_long));
        }
        if self.held.is_some() {
            let piece = self.spanning_piece(delimiter.start)?;
            self.begin_at(delimiter.end);
            return Some(Ok(piece));
        }
        let start = self.start;
        self.begin_at(delimiter.end);
        // Made last, so that it is made where it is returned.
        let current = self.current.as_ref()?;
        let end = start + len - self.cutter.trimmed(current.data[start..start + len].last());
        Some(Ok(self.cutter.piece(current, start..end).into()))
    }

    /// The piece that began before `current` and ends at `end`.
    #[inline(never)]
    fn spanning_piece(&mut self, end: usize) -> Option<Piece> {
        let mut piece = self.held.take()?;
        match &self.current {
            Some(current) if end >= self.tail => {
                piece.join(current.sub_chunk(self.start..end - self.tail));
            }
            _ => {
                let ended = piece.split_to(piece.len() - (self.tail - end));
                self.held = Some(std::mem::replace(&mut piece, ended));
            }
        }
        let trimmed = self.cutter.trimmed(piece.last_byte());
        if trimmed > 0 {
            piece.truncate(piece.len() - trimmed);
        }
        Some(piece)
    }

    /// Begins the next piece, and the search for its end, at `at`.
    #[inline]
    fn begin_at(&mut self, at: usize) {
        self.skipping = false;
        self.ordinal += 1;
        self.from = at;
        self.skip_to(at);
    }

    /// Has the piece begin at `at` instead of where it did.
    #[inline]
    fn skip_to(&mut self, at: usize) {
        match &mut self.held {
            None => self.start = at - self.tail,
            Some(held) if at < self.tail => drop(held.split_to(held.len() - (self.tail - at))),
            Some(_) => {
                self.held = None;
                self.start = at - self.tail;
            }
        }
    }

    /// Goes on behind `current`, or from the window into it: no delimiter begins
    /// in what was searched, but for the last bytes, which do not settle it. An
    /// error if the piece is found to be too long by that.
    #[inline(never)]
    fn leave(&mut self) -> Option<Error> {
        let chunk_len = self.current.as_ref()?.len();
        let len = if self.tail > 0 { self.window.len() } else { chunk_len };
        let settled = self.from.max(len.saturating_sub(self.undecided()));
        let piece_len = self.held_len() + settled - (self.tail + self.start);
        let mut too_long = None;
        if self.skipping || piece_len > self.max_piece_bytes {
            too_long = (!self.skipping).then(|| self.too_long());
            self.skipping = true;
            self.skip_to(settled);
        }
        if self.tail > 0 && self.window.len() - self.tail < chunk_len {
            self.window.clear();
            self.from = settled - self.tail;
            self.tail = 0;
            return too_long;
        }
        let current = self.current.take()?;
        // What is not settled stays, and before it what it depends on.
        let kept = settled.saturating_sub(self.cutter.context());
        if self.tail > 0 {
            self.window.drain(..kept);
        } else {
            self.window.extend_from_slice(&current.data[kept..]);
        }
        self.from = settled - kept;
        self.tail = 0;
        let part = if self.start == 0 { current } else { current.sub_chunk(self.start..) };
        self.start = 0;
        match &mut self.held {
            Some(held) => held.join(part),
            None if part.is_empty() => {}
            None => self.held = Some(part.into()),
        }
        too_long
    }

    /// What is left at the end of the stream.
    #[inline(never)]
    fn remainder(&mut self) -> Option<Result<Piece>> {
        self.tail = self.window.len();
        while let Some(delimiter) = self.cutter.find(&self.window, self.from, self.held_len()) {
            if !self.skipping {
                return self.cut(delimiter);
            }
            self.begin_at(delimiter.end);
        }
        let end = self.run.finish();
        let answer = match self.held.is_some() {
            _ if self.skipping => None,
            _ if self.held_len() > self.max_piece_bytes => Some(Err(self.too_long())),
            false if !self.cutter.ends_with_empty() => None,
            _ => self.held.take().or_else(|| end.map(Piece::from)).map(Ok),
        };
        self.reset();
        answer
    }

    /// Bytes at the end of those searched in which a delimiter may begin that is
    /// not seen to its end.
    fn undecided(&self) -> usize {
        self.cutter.reach().saturating_sub(1)
    }

    /// The error for the piece that is cut next.
    #[cold]
    fn too_long(&self) -> Error {
        let limit = self.max_piece_bytes as u64;
        let begin = match (&self.held, &self.current) {
            (Some(held), _) => held.offset(),
            (None, Some(current)) => current.offset.saturating_add(self.start as u64),
            (None, None) => 0,
        };
        let kind = ErrorKind::FrameTooLarge { len: limit.saturating_add(1), limit };
        Error::new(kind).at(Position::new(begin, self.ordinal))
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
