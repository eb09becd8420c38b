use flatstream_core::{
    Content, Deframer, Error, ErrorKind, Limits, OutBuf, Position, Result, Step, block,
};

/// Most bytes of room made for a frame beyond what has arrived of it.
const CHUNK_BYTES: usize = 64 * 1024;

/// Finds frames in bytes that the caller pushes, from wherever they come: the
/// one decoder behind every reader of this project.
///
/// Hand bytes in with [`push`](FrameDecoder::push), or read them directly into
/// [`space`](FrameDecoder::space) and tell [`advance`](FrameDecoder::advance);
/// take payloads out with [`next_frame`](FrameDecoder::next_frame); when the
/// input ends, ask [`finish`](FrameDecoder::finish) whether it ended well.
///
/// The buffer grows with the bytes that arrive, up to the largest frame the
/// limits allow; a number in the input alone reserves at most 64 KiB. Payloads
/// are slices of the buffer. Nothing is allocated once it has grown.
///
/// ```
/// use flatstream_framing::{DefaultDeframer, FrameDecoder};
///
/// let mut decoder = FrameDecoder::new(DefaultDeframer);
/// decoder.push(b"\x05\0\0\0hel");
/// assert_eq!(decoder.next_frame()?, None);
/// assert_eq!(decoder.needed(), 2);
/// decoder.push(b"lo");
/// assert_eq!(decoder.next_frame()?, Some(&b"hello"[..]));
/// assert_eq!(decoder.next_frame()?, None);
/// decoder.finish()?;
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct FrameDecoder<D> {
    deframer: D,
    limits: Limits,
    buf: OutBuf,
    scratch: OutBuf,
    /// Length of the frame handed out last, still at the front of `buf`.
    taken: usize,
    /// Where its payload begins in it and ends; both 0 where it was not opened.
    payload: (usize, usize),
    /// Whether its content is in `scratch` instead.
    decoded: bool,
    /// Where the messages of it begin and end that are still to be handed out, in
    /// the same bytes.
    rest: (usize, usize),
    state: State,
    needed: usize,
    next: Position,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The next frame begins behind the one handed out last.
    Framing,
    /// The frame at hand has more messages.
    Many,
    /// A frame that begins at `from` was refused, and `missing` bytes of it have
    /// not arrived yet.
    Skipping { from: Position, missing: u64 },
    /// No boundary is known any more.
    Lost,
}

impl<D: Deframer> FrameDecoder<D> {
    /// A decoder under the default [`Limits`]; allocates nothing yet.
    pub const fn new(deframer: D) -> Self {
        Self {
            deframer,
            limits: Limits::new(),
            buf: OutBuf::new(),
            scratch: OutBuf::new(),
            taken: 0,
            payload: (0, 0),
            decoded: false,
            rest: (0, 0),
            state: State::Framing,
            needed: 1,
            next: Position::new(0, 0),
        }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Borrows the next payload, or `None` when more bytes are needed first.
    ///
    /// The slice lives until the decoder is used again.
    ///
    /// # Errors
    ///
    /// All with the position of the frame: [`ErrorKind::ChecksumMismatch`],
    /// [`ErrorKind::FrameTooLarge`], [`ErrorKind::InvalidPayload`] and
    /// [`ErrorKind::WrongDictionary`], after which the next call goes on with
    /// the next message. Errors of a deframer that lost the boundary; then
    /// `None` for good.
    #[inline]
    pub fn next_frame(&mut self) -> Result<Option<&[u8]>> {
        Ok(if self.decode()? { Some(self.payload()) } else { None })
    }

    /// As [`next_frame`](FrameDecoder::next_frame), in two steps: whether there
    /// is a next payload, which [`payload`](FrameDecoder::payload) then lends.
    ///
    /// For loops that do something else to the decoder where there is none.
    ///
    /// # Errors
    ///
    /// As [`next_frame`](FrameDecoder::next_frame).
    #[inline]
    pub fn decode(&mut self) -> Result<bool> {
        while self.state != State::Many {
            let Some(len) = self.find()? else { return Ok(false) };
            match self.deframer.open(&self.buf.filled()[..len], &mut self.scratch, &self.limits) {
                Ok(Content::Stored { range, many: false }) => {
                    self.payload = (range.start, range.end);
                    return Ok(true);
                }
                Ok(content) => {
                    if self.enter(&content) {
                        return Ok(true);
                    }
                }
                Err(error) => return Err(error.at(self.frame_position())),
            }
        }
        self.next_of_many()
    }

    /// Takes up a frame that was decoded or holds many messages; `true` where it is
    /// one message, which is at hand now.
    #[inline(never)]
    fn enter(&mut self, content: &Content) -> bool {
        let range = match content {
            Content::Stored { range, .. } => (range.start, range.end),
            Content::Decoded { .. } => (0, self.scratch.len()),
        };
        self.decoded = matches!(content, Content::Decoded { .. });
        if content.has_many() {
            self.next.ordinal -= 1;
            self.go_on_at(range);
            return false;
        }
        self.payload = range;
        true
    }

    /// Hands out the next message of the frame at hand.
    #[inline(never)]
    fn next_of_many(&mut self) -> Result<bool> {
        let (start, end) = self.rest;
        self.next.ordinal += 1;
        let Some((message, _)) = block::split_first(&self.content()[start..end]) else {
            self.go_on_at((end, end));
            self.payload = (0, 0);
            let error = Error::custom(ErrorKind::InvalidPayload, "a message, cut off in its block");
            return Err(error.at(self.frame_position()));
        };
        let (start, len) = (start + block::LEN_BYTES, message.len());
        self.payload = (start, start + len);
        self.go_on_at((start + len, end));
        let (len, limit) = (len as u64, u64::from(self.limits.max_frame_bytes));
        let checked = if len > limit {
            Err(Error::new(ErrorKind::FrameTooLarge { len, limit }))
        } else {
            self.deframer.check(self.payload())
        };
        match checked {
            Ok(()) => Ok(true),
            Err(error) => Err(error.at(self.frame_position())),
        }
    }

    /// Goes on with the messages at `rest`, or behind the frame if there are none.
    fn go_on_at(&mut self, rest: (usize, usize)) {
        self.rest = rest;
        self.state = if rest.0 < rest.1 { State::Many } else { State::Framing };
    }

    /// The payload decoded last; empty where the decoder was used since, and of no
    /// meaning behind an error.
    #[inline]
    pub fn payload(&self) -> &[u8] {
        let (start, end) = self.payload;
        &self.content()[start..end]
    }

    /// What `payload` and `rest` are positions in.
    #[inline]
    fn content(&self) -> &[u8] {
        if self.decoded { self.scratch.filled() } else { self.buf.filled() }
    }

    /// Where the frame at hand begins: the one decoded last or being stepped over,
    /// or else the next one.
    #[must_use]
    pub fn frame_position(&self) -> Position {
        match (self.state, self.taken) {
            (State::Skipping { from, .. }, _) => from,
            (_, 0) => self.next,
            (_, len) => Position::new(self.next.offset - len as u64, self.next.ordinal - 1),
        }
    }

    /// Steps over the next message without looking at its payload, and answers
    /// the length of its frame, with header; `None` when more bytes are needed
    /// first.
    ///
    /// A frame over the limit is stepped over without holding it in memory. Where
    /// frames may hold many messages, they have to be opened and decoded, and the
    /// length of a message found there is that of its payload and 4 bytes.
    ///
    /// # Errors
    ///
    /// Only those of a deframer that lost the boundary, and [`ErrorKind::Config`].
    pub fn skip_frame(&mut self) -> Result<Option<u64>> {
        let skipped = if self.deframer.may_hold_many() {
            self.decode().map(|found| found.then(|| block::LEN_BYTES + self.payload().len()))
        } else {
            self.find()
        };
        match skipped {
            Ok(len) => Ok(len.map(|len| len as u64)),
            Err(error) if error.kind() == ErrorKind::Config => Err(error),
            Err(error) => match (self.state, error.position(), self.payload) {
                (State::Lost, ..) | (_, None, _) => Err(error),
                (_, Some(from), (0, 0)) => Ok(Some(self.next.offset - from.offset)),
                // A message in a block.
                (.., (start, end)) => Ok(Some((block::LEN_BYTES + end - start) as u64)),
            },
        }
    }

    /// Finds the next frame, counts it as taken, and answers its length.
    #[inline]
    fn find(&mut self) -> Result<Option<usize>> {
        self.release();
        if self.state != State::Framing {
            return Ok(None);
        }
        match self.deframer.deframe(self.buf.filled(), &self.limits) {
            Ok(Step::Frame { len }) => {
                self.taken = len;
                self.next = self.next.after(len as u64);
                Ok(Some(len))
            }
            Ok(Step::Incomplete { needed }) => {
                self.needed = needed;
                Ok(None)
            }
            Ok(Step::Bad { len, error }) => Err(self.refuse(len, error)),
            Err(error) => Err(self.lose(error)),
        }
    }

    /// Drops the frame handed out last unless it has more messages, and what
    /// arrived of a refused one.
    #[inline]
    fn release(&mut self) {
        self.payload = (0, 0);
        if self.state == State::Many {
            return;
        }
        self.buf.consume(self.taken);
        self.taken = 0;
        self.decoded = false;
        if let State::Skipping { from, missing } = self.state {
            self.skip(from, missing);
        }
    }

    /// Drops what has arrived of the refused frame that began at `from`.
    #[cold]
    fn skip(&mut self, from: Position, missing: u64) {
        let arrived = missing.min(self.buf.len() as u64);
        #[expect(clippy::cast_possible_truncation, reason = "at most the buffer's length")]
        self.buf.consume(arrived as usize);
        let missing = missing - arrived;
        self.state = match missing {
            0 => State::Framing,
            _ => State::Skipping { from, missing },
        };
        self.needed = usize::try_from(missing).unwrap_or(usize::MAX).max(1);
    }

    #[cold]
    fn refuse(&mut self, len: u64, error: Error) -> Error {
        let from = self.next;
        self.next = from.after(len);
        self.skip(from, len);
        error.at(from)
    }

    #[cold]
    fn lose(&mut self, error: Error) -> Error {
        self.state = State::Lost;
        self.needed = 0;
        error.at(self.next)
    }

    /// How many bytes are needed at least before
    /// [`next_frame`](FrameDecoder::next_frame) can say more than `None`:
    /// never more than the next frame needs, and 0 once the boundary is lost.
    /// Means something only after it said `None`.
    #[inline]
    pub fn needed(&self) -> usize {
        self.needed
    }

    /// Appends a copy of `bytes`.
    pub fn push(&mut self, bytes: &[u8]) {
        self.release();
        self.buf.extend_from_slice(bytes);
    }

    /// Room to read into: not empty, initialised, of unspecified content. It is
    /// all of the buffer's room, `capacity` bytes at least when the buffer is
    /// first made.
    ///
    /// Tell [`advance`](FrameDecoder::advance) how many bytes came.
    pub fn space(&mut self, capacity: usize) -> &mut [u8] {
        self.release();
        let held = self.buf.len();
        // Asked for by the input, so bounded; the buffer doubles where it grows.
        let wanted = self.needed.min(CHUNK_BYTES);
        // A short remainder is worth moving to the front for one large read.
        let all = self.buf.capacity().max(capacity);
        let room = if held <= all / 2 { all - held } else { 0 };
        self.buf.spare(wanted.max(room).max(1))
    }

    /// Counts the first `n` bytes of the [`space`](FrameDecoder::space) as
    /// arrived.
    ///
    /// # Panics
    ///
    /// If the space has fewer.
    #[inline]
    pub fn advance(&mut self, n: usize) {
        self.buf.advance(n);
    }

    /// Says that no more bytes will come, after `next_frame` said `None`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Truncated`] when bytes of an unfinished frame are left. It is
    /// reported once; nothing can be decoded afterwards.
    pub fn finish(&mut self) -> Result<()> {
        self.release();
        let (missing, at) = match self.state {
            State::Skipping { from, missing } => (missing, from),
            State::Framing if !self.buf.is_empty() => {
                match self.deframer.deframe(self.buf.filled(), &self.limits) {
                    Ok(Step::Incomplete { needed }) => (needed as u64, self.next),
                    _ => return Ok(()),
                }
            }
            State::Framing | State::Many | State::Lost => return Ok(()),
        };
        self.state = State::Lost;
        self.needed = 0;
        Err(Error::new(ErrorKind::Truncated { missing }).at(at))
    }

    /// Whether the boundary is lost, so that no frame will ever come.
    #[inline]
    pub fn is_lost(&self) -> bool {
        self.state == State::Lost
    }

    /// Where the next frame begins; where the frame at hand has more messages, its
    /// own offset, with the ordinal of the next of them.
    #[inline]
    pub fn position(&self) -> Position {
        match self.state {
            State::Many => Position::new(self.next.offset - self.taken as u64, self.next.ordinal),
            _ => self.next,
        }
    }

    /// The bytes pushed and not decoded yet.
    pub fn buffered(&self) -> &[u8] {
        &self.buf.filled()[self.taken..]
    }

    /// The bytes pushed and not decoded yet, by value. A frame of which some messages
    /// were not handed out is not among them.
    #[must_use]
    pub fn into_buffered(mut self) -> Vec<u8> {
        self.go_on_at((0, 0));
        self.release();
        self.buf.into_vec()
    }

    /// Bytes of memory that the buffer holds, or that for decoded frames if it is
    /// larger.
    pub fn capacity(&self) -> usize {
        self.buf.capacity().max(self.scratch.capacity())
    }

    /// Bytes of it that the frame at hand takes: its own, or those of what it was
    /// decoded to if they are more; 0 where no frame is at hand.
    #[inline]
    #[must_use]
    pub fn in_use(&self) -> usize {
        let decoded = if self.decoded { self.scratch.len() } else { 0 };
        self.taken.max(decoded)
    }

    /// Makes room for `additional` bytes more than are buffered.
    pub fn reserve(&mut self, additional: usize) {
        self.release();
        self.buf.spare(additional);
    }

    /// Gives memory back so that about `bytes` remain in each buffer, or what is
    /// buffered.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.release();
        self.buf.shrink_to(bytes);
        if self.state != State::Many {
            self.scratch.clear();
        }
        self.scratch.shrink_to(bytes);
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        &self.deframer
    }
}
