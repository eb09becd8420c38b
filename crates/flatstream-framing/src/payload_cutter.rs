use crate::FrameParser;
use bytes::{Buf, Bytes, BytesMut};
use flatstream_core::{Deframer, Limits, Position, Result};
use std::ops::Deref;

/// Finds frames in bytes that the caller holds and cuts their payloads off, to be
/// kept: a [`FrameParser`] for shared memory.
///
/// The caller has the input in a [`Bytes`] or [`BytesMut`], appends what arrives,
/// and shows the same one each time; frames that are done with are taken off its
/// front. Cutting costs neither copy nor allocation, but for the count of
/// references that the first cut out of a `BytesMut` allocates. Payloads that had
/// to be decoded are copied once into memory of 64 KiB at a time.
///
/// ```
/// use bytes::BytesMut;
/// use flatstream_framing::{DefaultDeframer, PayloadCutter};
///
/// let mut cutter = PayloadCutter::new(DefaultDeframer);
/// let mut input = BytesMut::from(&b"\x05\0\0\0hello\x05\0\0\0wo"[..]);
/// assert!(cutter.decode(&mut input)?);
/// let hello = cutter.share(&mut input);
/// assert!(!cutter.decode(&mut input)?);
///
/// input.extend_from_slice(b"rld");
/// assert!(cutter.decode(&mut input)?);
/// assert_eq!((&hello[..], cutter.payload(&input)), (&b"hello"[..], &b"world"[..]));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Debug)]
pub struct PayloadCutter<D> {
    parser: FrameParser<D>,
    /// The content of the frame at hand, once a payload of it was shared: the frame
    /// cut off the input, or a copy of what it was decoded to.
    shared: Option<Bytes>,
    /// Where such copies are made.
    slab: BytesMut,
}

/// Bytes whose front can be cut off, uncopied.
pub trait SharedInput: Buf + Deref<Target = [u8]> {
    /// Cuts the first `len` bytes off.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    fn cut(&mut self, len: usize) -> Bytes;
}

impl SharedInput for Bytes {
    #[inline]
    fn cut(&mut self, len: usize) -> Bytes {
        self.split_to(len)
    }
}

impl SharedInput for BytesMut {
    #[inline]
    fn cut(&mut self, len: usize) -> Bytes {
        self.split_to(len).freeze()
    }
}

impl<D: Deframer> PayloadCutter<D> {
    /// A cutter under the default [`Limits`]; allocates nothing yet.
    pub fn new(deframer: D) -> Self {
        Self { parser: FrameParser::new(deframer), shared: None, slab: BytesMut::new() }
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

    /// Finds the next payload; `false` where more bytes are needed first.
    /// [`payload`](PayloadCutter::payload) then lends it,
    /// [`share`](PayloadCutter::share) hands it out.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::parse`].
    #[inline]
    pub fn decode<B: SharedInput>(&mut self, input: &mut B) -> Result<bool> {
        self.release(input);
        self.parser.parse(self.shared.as_deref().unwrap_or(input))
    }

    /// Borrows the payload found last.
    #[inline]
    pub fn payload<'p>(&'p self, input: &'p [u8]) -> &'p [u8] {
        self.parser.payload(self.shared.as_deref().unwrap_or(input))
    }

    /// The payload found last, to be kept: it shares the memory of the input, or of
    /// other payloads that had to be decoded.
    #[inline]
    pub fn share<B: SharedInput>(&mut self, input: &mut B) -> Bytes {
        let range = self.parser.payload_range();
        let shared = match (self.shared.take(), self.parser.decoded()) {
            (Some(shared), _) => shared,
            (None, None) => {
                let frame = input.cut(self.parser.held());
                self.parser.detach();
                frame
            }
            (None, Some(decoded)) => {
                if self.slab.capacity() < decoded.len() {
                    self.slab.reserve(decoded.len().max(SLAB_BYTES));
                }
                self.slab.extend_from_slice(decoded);
                self.slab.split().freeze()
            }
        };
        self.shared.insert(shared).slice(range)
    }

    /// Says that no more bytes will come than those of `input`, after
    /// [`decode`](PayloadCutter::decode) said `false`.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::finish`].
    pub fn finish<B: SharedInput>(&mut self, input: &mut B) -> Result<()> {
        self.release(input);
        self.parser.finish(input)
    }

    /// Bytes of room to make for what the next frame needs: what is known to be
    /// missing, 64 KiB at most, as that may be the input's word alone.
    #[inline]
    pub fn room(&self) -> usize {
        self.parser.needed().clamp(1, SLAB_BYTES)
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

    /// As [`FrameParser::frame_position`].
    #[must_use]
    pub fn frame_position(&self) -> Position {
        self.parser.frame_position()
    }

    /// Takes what is done with off `input`; [`decode`](PayloadCutter::decode) does
    /// so first of all.
    #[inline]
    pub fn release<B: SharedInput>(&mut self, input: &mut B) {
        let done = self.parser.release(input.len());
        if done > 0 {
            input.advance(done);
        }
        if !self.parser.has_more() {
            self.shared = None;
        }
    }

    /// As [`release`](PayloadCutter::release), and forgets the messages of the frame
    /// at hand that were not handed out.
    pub fn leave<B: SharedInput>(&mut self, input: &mut B) {
        self.parser.leave();
        self.release(input);
    }

    /// Gives memory for decoded frames back so that about `bytes` remain, or what the
    /// frame at hand was decoded to if it has more messages. Memory that payloads
    /// share goes with the last of them.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.parser.shrink_to(bytes);
        self.slab = BytesMut::new();
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.parser.deframer()
    }
}

const SLAB_BYTES: usize = 64 * 1024;
