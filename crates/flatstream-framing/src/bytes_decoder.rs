use crate::PayloadCutter;
use bytes::{Buf, Bytes, BytesMut};
use flatstream_core::{Deframer, Limits, Position, Result};

/// Finds frames in shared bytes that the caller pushes, from wherever they come,
/// and hands payloads out without copying them.
///
/// As [`FrameDecoder`](crate::FrameDecoder), for input that is [`Bytes`] already:
/// buffers of a pool, chunks of a queue, a file in memory. A frame that lies in one
/// of them is cut out of it. One that lies in several is copied together, once;
/// nothing else is. Allocates for these frames alone, and as
/// [`PayloadCutter`] says for those that had to be decoded.
///
/// ```
/// use bytes::Bytes;
/// use flatstream_framing::{BytesDecoder, DefaultDeframer};
///
/// let mut decoder = BytesDecoder::new(DefaultDeframer);
/// decoder.push(Bytes::from_static(b"\x03\0\0\0one\x03\0"));
/// assert_eq!(decoder.next_payload()?.as_deref(), Some(&b"one"[..]));
/// assert_eq!(decoder.next_payload()?, None);
/// decoder.push(Bytes::from_static(b"\0\0two"));
/// assert_eq!(decoder.next_payload()?.as_deref(), Some(&b"two"[..]));
/// assert_eq!(decoder.next_payload()?, None);
/// decoder.finish()?;
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub struct BytesDecoder<D> {
    cutter: PayloadCutter<D>,
    /// What was pushed and not looked at yet.
    input: Bytes,
    /// The beginning of the frame under way, where that lies in several pieces; no
    /// byte of another one.
    joined: BytesMut,
}

impl<D: Deframer> BytesDecoder<D> {
    /// A decoder under the default [`Limits`]; allocates nothing yet.
    pub fn new(deframer: D) -> Self {
        Self { cutter: PayloadCutter::new(deframer), input: Bytes::new(), joined: BytesMut::new() }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.cutter = self.cutter.limits(limits);
        self
    }

    /// As [`FrameParser::start_at`](crate::FrameParser::start_at).
    pub fn start_at(&mut self, position: Position) {
        self.cutter.start_at(position);
    }

    /// Appends `bytes` to the input. Free of copies once `None` was answered; before
    /// that, what was pushed and not decoded is copied together with it.
    pub fn push(&mut self, bytes: Bytes) {
        if !self.is_lost() {
            self.join_input();
            self.input = bytes;
        }
    }

    /// Moves the rest of the input to where frames are joined.
    fn join_input(&mut self) {
        if !self.input.is_empty() {
            self.joined.extend_from_slice(&self.input);
            self.input.clear();
        }
    }

    /// The next payload, or `None` when more bytes are needed first.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::parse`](crate::FrameParser::parse).
    pub fn next_payload(&mut self) -> Result<Option<Bytes>> {
        while !self.joined.is_empty() && !self.is_lost() {
            if self.cutter.decode(&mut self.joined)? {
                let len = self.joined.len();
                let payload = self.cutter.share(&mut self.joined);
                if len > MAX_REUSED_BYTES && self.joined.is_empty() {
                    // The memory is the payload's alone, and goes with it: a short
                    // one that is joined next shall not keep as much.
                    self.joined = BytesMut::new();
                }
                return Ok(Some(payload));
            }
            // Blocks without messages may have been passed.
            self.cutter.release(&mut self.joined);
            if self.joined.is_empty() {
                break;
            }
            let needed = self.cutter.room().min(self.input.len());
            if needed == 0 {
                return Ok(None);
            }
            // No byte beyond the frame: what follows it need not be copied.
            self.joined.extend_from_slice(&self.input[..needed]);
            self.input.advance(needed);
        }
        if self.cutter.decode(&mut self.input)? {
            return Ok(Some(self.cutter.share(&mut self.input)));
        }
        self.cutter.release(&mut self.input);
        if self.is_lost() {
            // Nobody will ever look at it.
            self.joined = BytesMut::new();
            self.input = Bytes::new();
        } else if self.input.is_empty() {
            // An empty end of a buffer would hold all of it.
            self.input = Bytes::new();
        }
        Ok(None)
    }

    /// Says that no more bytes will come, after
    /// [`next_payload`](BytesDecoder::next_payload) said `None`.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::finish`](crate::FrameParser::finish).
    pub fn finish(&mut self) -> Result<()> {
        self.join_input();
        self.cutter.finish(&mut self.joined)
    }

    /// Whether the boundary is lost, so that no frame will ever come.
    pub fn is_lost(&self) -> bool {
        self.cutter.is_lost()
    }

    /// As [`FrameParser::position`](crate::FrameParser::position).
    pub fn position(&self) -> Position {
        self.cutter.position()
    }

    /// As [`FrameParser::frame_position`](crate::FrameParser::frame_position).
    #[must_use]
    pub fn frame_position(&self) -> Position {
        self.cutter.frame_position()
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.cutter.deframer()
    }
}

/// Memory of longer joined frames is not used for others.
const MAX_REUSED_BYTES: usize = 64 * 1024;
