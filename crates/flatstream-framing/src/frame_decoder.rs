use crate::FrameParser;
use flatstream_core::{Deframer, Limits, OutBuf, Position, Result};

/// Most bytes of room made for a frame beyond what has arrived of it.
const CHUNK_BYTES: usize = 64 * 1024;

/// Finds frames in bytes that the caller pushes, from wherever they come: a
/// [`FrameParser`] with a buffer.
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
    parser: FrameParser<D>,
    buf: OutBuf,
}

impl<D: Deframer> FrameDecoder<D> {
    /// A decoder under the default [`Limits`]; allocates nothing yet.
    pub const fn new(deframer: D) -> Self {
        Self { parser: FrameParser::new(deframer), buf: OutBuf::new() }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.parser = self.parser.limits(limits);
        self
    }

    /// As [`FrameParser::start_at`].
    pub fn start_at(&mut self, position: Position) {
        self.parser.start_at(position);
    }

    /// Borrows the next payload, or `None` when more bytes are needed first.
    ///
    /// The slice lives until the decoder is used again.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::parse`].
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
        self.release();
        self.parser.parse(self.buf.filled())
    }

    /// Drops the frame handed out last unless it has more messages, and what
    /// arrived of a refused one.
    #[inline]
    fn release(&mut self) {
        let done = self.parser.release(self.buf.len());
        self.buf.consume(done);
    }

    /// The payload decoded last; empty where the decoder was used since, and of no
    /// meaning behind an error.
    #[inline]
    pub fn payload(&self) -> &[u8] {
        self.parser.payload(self.buf.filled())
    }

    /// As [`FrameParser::frame_position`].
    #[must_use]
    pub fn frame_position(&self) -> Position {
        self.parser.frame_position()
    }

    /// Steps over the next message, as [`FrameParser::skip`]; `None` when more bytes
    /// are needed first.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::skip`].
    pub fn skip_frame(&mut self) -> Result<Option<u64>> {
        self.release();
        self.parser.skip(self.buf.filled())
    }

    /// How many bytes are needed at least before
    /// [`next_frame`](FrameDecoder::next_frame) can say more than `None`:
    /// never more than the next frame needs, and 0 once the boundary is lost.
    /// Means something only after it said `None`.
    #[inline]
    pub fn needed(&self) -> usize {
        self.parser.needed()
    }

    /// Appends a copy of `bytes`.
    pub fn push(&mut self, bytes: &[u8]) {
        self.release();
        self.buf.extend_from_slice(bytes);
    }

    /// Room to read into: not empty, initialised, of unspecified content; so much
    /// that what is buffered becomes `read_ahead` bytes, or only what the frame at
    /// hand still needs where that is as long: behind it the next one would arrive
    /// in part, and have to be moved once this one is done with. With 0, no byte
    /// is ever read ahead.
    ///
    /// Tell [`advance`](FrameDecoder::advance) how many bytes came.
    pub fn space(&mut self, read_ahead: usize) -> &mut [u8] {
        self.release();
        let (held, needed) = (self.buf.len(), self.parser.needed().max(1));
        let (least, most) = match read_ahead.checked_sub(held) {
            Some(room) if room > needed => (room, room),
            // Asked for by the input, so that it is bounded what the buffer grows by.
            // What it has is given at once: the less is held, the less is moved.
            _ => (needed.min(CHUNK_BYTES.max(self.buf.capacity() - held)), needed),
        };
        let room = self.buf.spare(least);
        let len = room.len().min(most);
        &mut room[..len]
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
    /// [`ErrorKind::Truncated`](flatstream_core::ErrorKind::Truncated) when bytes of
    /// an unfinished frame are left. It is reported once; nothing can be decoded
    /// afterwards.
    pub fn finish(&mut self) -> Result<()> {
        self.release();
        self.parser.finish(self.buf.filled())
    }

    /// Whether the boundary is lost, so that no frame will ever come.
    #[inline]
    pub fn is_lost(&self) -> bool {
        self.parser.is_lost()
    }

    /// As [`FrameParser::position`].
    #[inline]
    pub fn position(&self) -> Position {
        self.parser.position()
    }

    /// The bytes pushed and not decoded yet. What has arrived of a refused frame is
    /// among them until the decoder is used again.
    pub fn buffered(&self) -> &[u8] {
        &self.buf.filled()[self.parser.held()..]
    }

    /// The bytes pushed and not decoded yet, by value. A frame of which some messages
    /// were not handed out is not among them.
    #[must_use]
    pub fn into_buffered(mut self) -> Vec<u8> {
        self.parser.leave();
        self.release();
        self.buf.into_vec()
    }

    /// Bytes of memory that the buffer holds, or that for decoded frames if it is
    /// larger.
    pub fn capacity(&self) -> usize {
        self.buf.capacity().max(self.parser.capacity())
    }

    /// As [`FrameParser::in_use`].
    #[inline]
    #[must_use]
    pub fn in_use(&self) -> usize {
        self.parser.in_use()
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
        self.parser.shrink_to(bytes);
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.parser.deframer()
    }
}
