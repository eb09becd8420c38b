//! How the next piece is found.

use super::{Cutter, Slicer};
use crate::Piece;
use flatstream_core::{Error, ErrorKind, Position, Result};
use std::ops::Range;

impl<C: Cutter> Slicer<C> {
    /// The next piece, or `None` until there is another chunk; where the stream has
    /// `ended`, until there is another stream.
    #[inline]
    pub(in crate::slice) fn advance(&mut self, ended: bool) -> Option<Result<Piece>> {
        if let Some(range) = self.next_within() {
            return self.piece(range);
        }
        self.advance_beyond(ended)
    }

    /// The piece that lies there in `current`. Where it is the last call of its
    /// caller, the piece is made where that returns it: moving one costs as much as
    /// finding the end of a short line.
    #[inline]
    pub(in crate::slice) fn piece(&self, range: Range<usize>) -> Option<Result<Piece>> {
        let current = self.current.as_ref()?;
        Some(Ok(self.cutter.piece(current, range).into()))
    }

    /// Where in `current` the next piece lies, if it does so wholly and is not too
    /// long: what pieces mostly do.
    #[inline]
    pub(in crate::slice) fn next_within(&mut self) -> Option<Range<usize>> {
        if self.held.is_some() || self.tail > 0 || self.skipping {
            return None;
        }
        let bytes = &self.current.as_ref()?.data[..];
        let found = self.cutter.find(bytes, self.from, self.from - self.start);
        let Some(delimiter) = found.filter(|found| self.is_settled(found, bytes.len())) else {
            // What was searched is not searched again.
            self.from = self.from.max(bytes.len().saturating_sub(self.undecided()));
            return None;
        };
        let start = self.start;
        if delimiter.start - start > self.max_piece_bytes {
            return None;
        }
        let trimmed = self.cutter.trimmed(bytes[start..delimiter.start].last());
        (self.start, self.from) = (delimiter.end, delimiter.end);
        self.ordinal += 1;
        Some(start..delimiter.start - trimmed)
    }

    /// As [`advance`](Slicer::advance), where the piece is none that lies wholly in
    /// `current`, or there is no `current` yet.
    #[inline(never)]
    pub(in crate::slice) fn advance_beyond(&mut self, ended: bool) -> Option<Result<Piece>> {
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
        let end = start + len;
        let last = self.current.as_ref()?.data[start..end].last();
        self.piece(start..end - self.cutter.trimmed(last))
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
            Some(held) => {
                held.join(part);
                held.gather();
            }
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
}
