use flatstream_core::{
    Content, Deframer, Error, ErrorKind, Limits, OutBuf, Position, Result, Step, block,
};
use std::{mem, ops::Range};

/// Finds frames in bytes that the caller holds, in whatever buffer: the one
/// decoder behind every reader of this project whose input arrives in parts.
/// ([`SliceReader`](crate::SliceReader) has all of it, and needs none.)
///
/// A parser keeps no bytes, only what is known about them. The caller shows it
/// all that has arrived and is not done with, and asks in turns:
///
/// 1. [`release`](FrameParser::release): how many bytes at the front are done
///    with? They are to be dropped.
/// 2. [`parse`](FrameParser::parse): is there a next payload in what is left?
///    [`payload`](FrameParser::payload) lends it.
///
/// [`FrameDecoder`](crate::FrameDecoder) is a parser with a buffer, and what to
/// use unless the buffer has to be another one, such as shared bytes that
/// payloads are cut from: then [`detach`](FrameParser::detach) says how much to
/// cut off.
///
/// ```
/// use flatstream_framing::{DefaultDeframer, FrameParser};
///
/// let mut input = &b"\x05\0\0\0hello\x05\0\0\0wo"[..];
/// let mut parser = FrameParser::new(DefaultDeframer);
/// assert!(parser.parse(input)?);
/// assert_eq!(parser.payload(input), b"hello");
///
/// input = &input[parser.release(input.len())..];
/// assert!(!parser.parse(input)?);
/// assert_eq!((input, parser.needed()), (&b"\x05\0\0\0wo"[..], 3));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct FrameParser<D> {
    deframer: D,
    limits: Limits,
    scratch: OutBuf,
    /// Length of the frame at hand.
    taken: usize,
    /// Bytes at the front of the input that are done with once that frame is: it
    /// and frames without a message before it, or nothing once the caller has cut
    /// them off.
    held: usize,
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

impl<D: Deframer> FrameParser<D> {
    /// A parser under the default [`Limits`]; allocates nothing yet.
    pub const fn new(deframer: D) -> Self {
        Self {
            deframer,
            limits: Limits::new(),
            scratch: OutBuf::new(),
            taken: 0,
            held: 0,
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

    /// Says where the next frame begins in its stream, if that is not at 0.
    pub fn start_at(&mut self, position: Position) {
        self.next = position;
    }

    /// How many bytes at the front of the input, which has `held`, are done with, to
    /// be dropped now: the frame handed out last unless it has more messages or was
    /// [detached](FrameParser::detach), and what has arrived of a refused one. Call
    /// it once before each [`parse`](FrameParser::parse).
    ///
    /// # Panics
    ///
    /// May, where the input has become shorter since `parse` saw it.
    #[inline]
    pub fn release(&mut self, held: usize) -> usize {
        self.payload = (0, 0);
        if self.state == State::Many {
            return 0;
        }
        let done = self.held;
        self.held = 0;
        self.taken = 0;
        self.decoded = false;
        match self.state {
            State::Skipping { from, missing } => {
                done + self.skip_arrived(from, missing, held - done)
            }
            _ => done,
        }
    }

    /// Drops what has arrived of the refused frame that began at `from`.
    #[cold]
    fn skip_arrived(&mut self, from: Position, missing: u64, held: usize) -> usize {
        let arrived = missing.min(held as u64);
        let missing = missing - arrived;
        self.state = match missing {
            0 => State::Framing,
            _ => State::Skipping { from, missing },
        };
        self.needed = usize::try_from(missing).unwrap_or(usize::MAX).max(1);
        #[expect(clippy::cast_possible_truncation, reason = "at most the bytes held")]
        let arrived = arrived as usize;
        arrived
    }

    /// Whether there is a next payload in `input`, which [`payload`] then lends.
    ///
    /// `input` begins behind what [`release`] had dropped. While the frame at hand
    /// [has more](FrameParser::has_more) messages it begins with that frame, and
    /// nothing else of it is looked at.
    ///
    /// `false` means that more bytes are needed first.
    ///
    /// # Errors
    ///
    /// All with the position of the frame: [`ErrorKind::ChecksumMismatch`],
    /// [`ErrorKind::FrameTooLarge`], [`ErrorKind::InvalidPayload`] and
    /// [`ErrorKind::WrongDictionary`], after which the next call goes on with
    /// the next message. Errors of a deframer that lost the boundary; then
    /// `false` for good.
    ///
    /// # Panics
    ///
    /// May, where the frame at hand has more messages and `input` is shorter than it
    /// was.
    ///
    /// [`payload`]: FrameParser::payload
    /// [`release`]: FrameParser::release
    #[inline]
    pub fn parse(&mut self, input: &[u8]) -> Result<bool> {
        if self.state == State::Many {
            return self.next_of_many(input);
        }
        let Some(len) = self.find(input)? else { return Ok(false) };
        match self.deframer.open(&input[..len], &mut self.scratch, &self.limits) {
            Ok(Content::Stored { range, many: false }) => {
                self.payload = (range.start, range.end);
                Ok(true)
            }
            Ok(content) => self.enter(content, input),
            Err(error) => Err(error.at(self.frame_position())),
        }
    }

    /// Takes up a frame that was decoded or holds many messages, and those behind it
    /// if there are none.
    #[inline(never)]
    fn enter(&mut self, mut content: Content, input: &[u8]) -> Result<bool> {
        loop {
            let front = self.held - self.taken;
            let range = match &content {
                Content::Stored { range, .. } => (front + range.start, front + range.end),
                Content::Decoded { .. } => (0, self.scratch.len()),
            };
            self.decoded = matches!(content, Content::Decoded { .. });
            if !content.has_many() {
                self.payload = range;
                return Ok(true);
            }
            self.next.ordinal -= 1;
            self.go_on_at(range);
            if self.state == State::Many {
                return self.next_of_many(input);
            }
            let spent = mem::take(&mut self.held);
            self.taken = 0;
            self.decoded = false;
            let found = self.find(&input[spent..]);
            self.held += spent;
            let Some(len) = found? else { return Ok(false) };
            let frame = &input[spent..spent + len];
            match self.deframer.open(frame, &mut self.scratch, &self.limits) {
                Ok(next) => content = next,
                Err(error) => return Err(error.at(self.frame_position())),
            }
        }
    }

    /// Hands out the next message of the frame at hand.
    #[inline(never)]
    fn next_of_many(&mut self, input: &[u8]) -> Result<bool> {
        let (start, end) = self.rest;
        self.next.ordinal += 1;
        let Some((message, _)) = block::split_first(&self.content(input)[start..end]) else {
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
            self.deframer.check(self.payload(input))
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

    /// The payload found last, in `input` as it was given to
    /// [`parse`](FrameParser::parse) or in memory of the parser; empty after
    /// [`release`](FrameParser::release), and of no meaning behind an error.
    ///
    /// # Panics
    ///
    /// If `input` is shorter than it was.
    #[inline]
    pub fn payload<'p>(&'p self, input: &'p [u8]) -> &'p [u8] {
        let (start, end) = self.payload;
        &self.content(input)[start..end]
    }

    /// Where the payload found last is: in the input, or in what
    /// [`decoded`](FrameParser::decoded) lends.
    #[inline]
    #[must_use]
    pub fn payload_range(&self) -> Range<usize> {
        self.payload.0..self.payload.1
    }

    /// What the frame at hand was decoded to, or `None` where its payloads lie in
    /// the frame itself.
    #[inline]
    #[must_use]
    pub fn decoded(&self) -> Option<&[u8]> {
        self.decoded.then(|| self.scratch.filled())
    }

    /// What `payload` and `rest` are positions in.
    #[inline]
    fn content<'p>(&'p self, input: &'p [u8]) -> &'p [u8] {
        if self.decoded { self.scratch.filled() } else { input }
    }

    /// Bytes at the front of the input that are done with once the frame at hand is:
    /// its length, header included, and that of frames without a message before it; 0
    /// where there is none, or it was detached.
    #[inline]
    #[must_use]
    pub fn held(&self) -> usize {
        self.held
    }

    /// Takes note that the caller has cut the frame at hand off the input, all
    /// [`held`](FrameParser::held) bytes, so that they will not be released. While it
    /// has more messages, [`parse`](FrameParser::parse) is to be shown them alone.
    #[inline]
    pub fn detach(&mut self) {
        self.held = 0;
    }

    /// Whether the frame at hand has more messages.
    #[inline]
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.state == State::Many
    }

    /// Where the frame at hand begins: the one found last or being stepped over, or
    /// else the next one.
    #[must_use]
    pub fn frame_position(&self) -> Position {
        match (self.state, self.taken) {
            (State::Skipping { from, .. }, _) => from,
            (_, 0) => self.next,
            (_, len) => Position::new(self.next.offset - len as u64, self.next.ordinal - 1),
        }
    }

    /// Steps over the next message without looking at its payload, and answers the
    /// length of its frame, with header; `None` as [`parse`](FrameParser::parse)
    /// says `false`.
    ///
    /// A frame over the limit is stepped over without holding it in memory. Where
    /// frames may hold many messages, they have to be opened and decoded, and the
    /// length of a message found there is that of its payload and 4 bytes.
    ///
    /// # Errors
    ///
    /// Only those of a deframer that lost the boundary, and [`ErrorKind::Config`].
    pub fn skip(&mut self, input: &[u8]) -> Result<Option<u64>> {
        let skipped = if self.deframer.may_hold_many() {
            self.parse(input)
                .map(|found| found.then(|| block::LEN_BYTES + self.payload_range().len()))
        } else {
            self.find(input)
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
    fn find(&mut self, input: &[u8]) -> Result<Option<usize>> {
        if self.state != State::Framing {
            return Ok(None);
        }
        match self.deframer.deframe(input, &self.limits) {
            Ok(Step::Frame { len }) => {
                self.taken = len;
                self.held = len;
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

    #[cold]
    fn refuse(&mut self, len: u64, error: Error) -> Error {
        let from = self.next;
        self.next = from.after(len);
        self.state = State::Skipping { from, missing: len };
        error.at(from)
    }

    #[cold]
    fn lose(&mut self, error: Error) -> Error {
        self.state = State::Lost;
        self.needed = 0;
        error.at(self.next)
    }

    /// How many bytes are needed at least before [`parse`](FrameParser::parse) can
    /// say more than `false`: never more than the next frame needs, and 0 once the
    /// boundary is lost. Means something only after it said `false`.
    #[inline]
    pub fn needed(&self) -> usize {
        self.needed
    }

    /// Says that no more bytes will come than those of `input`, of which
    /// [`parse`](FrameParser::parse) said `false`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Truncated`] when bytes of an unfinished frame are left. It is
    /// reported once; nothing is found afterwards.
    pub fn finish(&mut self, input: &[u8]) -> Result<()> {
        let (missing, at) = match self.state {
            State::Skipping { from, missing } => (missing, from),
            // Behind blocks without messages, where they were not released.
            State::Framing if input.len() > self.held => {
                match self.deframer.deframe(&input[self.held..], &self.limits) {
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

    /// Forgets the messages of the frame at hand that were not handed out.
    pub fn leave(&mut self) {
        if self.state == State::Many {
            self.go_on_at((0, 0));
        }
    }

    /// Bytes of memory held for decoded frames.
    pub fn capacity(&self) -> usize {
        self.scratch.capacity()
    }

    /// Bytes that the frame at hand takes: its own, or those of what it was decoded
    /// to if they are more; 0 where no frame is at hand.
    #[inline]
    #[must_use]
    pub fn in_use(&self) -> usize {
        let decoded = if self.decoded { self.scratch.len() } else { 0 };
        self.taken.max(decoded)
    }

    /// Gives memory for decoded frames back so that about `bytes` remain, or what
    /// the frame at hand was decoded to if it has more messages.
    pub fn shrink_to(&mut self, bytes: usize) {
        if self.state != State::Many {
            self.scratch.clear();
            if self.decoded {
                self.payload = (0, 0);
            }
        }
        self.scratch.shrink_to(bytes);
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        &self.deframer
    }
}
