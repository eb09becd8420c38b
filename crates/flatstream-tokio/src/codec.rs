use bytes::{BufMut, Bytes, BytesMut};
use flatstream_core::{
    Body, Deframer, Error, Framed, Framer, Header, Limits, OutBuf, Position, Result,
};
use flatstream_framing::PayloadCutter;
use tokio_util::codec::{Decoder, Encoder};

/// Frames for tokio-util: [`FramedRead`](tokio_util::codec::FramedRead),
/// [`FramedWrite`](tokio_util::codec::FramedWrite) and
/// [`Framed`](tokio_util::codec::Framed).
///
/// Decodes payloads as [`Bytes`] that share the memory they were read into, and
/// encodes whatever is a slice of bytes, with one copy. Nothing is allocated per
/// message: see [`AsyncStreamReader`](crate::AsyncStreamReader) for the memory of
/// [`Bytes`].
///
/// tokio-util's streams end after an error. Polled again they may go on, but frames that
/// were there already come late, or, at the end of the input, not at all: to go on
/// behind a bad frame, use [`AsyncStreamReader`](crate::AsyncStreamReader).
///
/// ```
/// use bytes::Bytes;
/// use flatstream_framing::{DefaultDeframer, DefaultFramer};
/// use flatstream_tokio::FrameCodec;
/// use futures_util::{SinkExt, StreamExt};
/// use tokio_util::codec::Framed;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> flatstream_core::Result<()> {
/// let (near, far) = tokio::io::duplex(1024);
/// let mut near = Framed::new(near, FrameCodec::new(DefaultFramer, DefaultDeframer));
/// let mut far = Framed::new(far, FrameCodec::new(DefaultFramer, DefaultDeframer));
/// near.send(Bytes::from("ping")).await?;
/// assert_eq!(far.next().await.transpose()?.as_deref(), Some(&b"ping"[..]));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct FrameCodec<F, D> {
    framer: F,
    cutter: PayloadCutter<D>,
    limits: Limits,
    /// Where an encoding framer leaves its body.
    scratch: OutBuf,
    /// Where the next frame to be encoded begins.
    next: Position,
}

impl<F, D: Deframer> FrameCodec<F, D> {
    /// A codec under the default [`Limits`].
    pub fn new(framer: F, deframer: D) -> Self {
        let cutter = PayloadCutter::new(deframer);
        let (limits, scratch) = (Limits::default(), OutBuf::new());
        Self { framer, cutter, limits, scratch, next: Position::new(0, 0) }
    }

    /// Sets the limits, of both directions.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.cutter = self.cutter.limits(limits);
        self.limits = limits;
        self
    }
}

/// Errors have the position of their frame.
///
/// # Errors
///
/// As [`FrameParser::parse`](flatstream_framing::FrameParser::parse), and
/// [`Truncated`](crate::ErrorKind::Truncated) where the input ends inside a frame.
impl<F, D: Deframer> Decoder for FrameCodec<F, D> {
    type Item = Bytes;
    type Error = Error;

    fn decode(&mut self, input: &mut BytesMut) -> Result<Option<Bytes>> {
        if self.cutter.decode(input)? {
            return Ok(Some(self.cutter.share(input)));
        }
        if self.cutter.is_lost() {
            // Nobody will ever look at it.
            input.clear();
        } else {
            input.reserve(self.cutter.room());
        }
        Ok(None)
    }

    fn decode_eof(&mut self, input: &mut BytesMut) -> Result<Option<Bytes>> {
        let payload = self.decode(input)?;
        if payload.is_none() {
            self.cutter.finish(input)?;
        }
        Ok(payload)
    }
}

/// # Errors
///
/// [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge) and what the framer refuses, with the position of
/// the frame; nothing of it was written.
impl<F: Framer, D, P: AsRef<[u8]>> Encoder<P> for FrameCodec<F, D> {
    type Error = Error;

    fn encode(&mut self, payload: P, out: &mut BytesMut) -> Result<()> {
        let parts = frame(&self.framer, &self.limits, payload.as_ref(), &mut self.scratch)
            .map_err(|error| error.at(self.next))?;
        out.reserve(parts.len());
        out.put_slice(parts.header());
        out.put_slice(parts.body);
        self.next = self.next.after(parts.len() as u64);
        Ok(())
    }
}

/// One frame, not yet in one piece.
pub(crate) struct Parts<'p> {
    header: Header,
    right_aligned: [u8; Header::MAX],
    pub(crate) body: &'p [u8],
}

impl<'p> Parts<'p> {
    #[inline]
    pub(crate) fn new(header: Header, body: &'p [u8]) -> Self {
        Self { header, right_aligned: header.right_aligned(), body }
    }

    #[inline]
    pub(crate) fn header(&self) -> &[u8] {
        &self.right_aligned[Header::MAX - self.header.len()..]
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.header.len() + self.body.len()
    }
}

/// Frames `payload`, within the limits.
#[inline]
pub(crate) fn frame<'p>(
    framer: &impl Framer,
    limits: &Limits,
    payload: &'p [u8],
    scratch: &'p mut OutBuf,
) -> Result<Parts<'p>> {
    limits.check_frame(payload.len())?;
    let framed = frame_checked(framer, limits, payload, scratch)?;
    Ok(match framed.body {
        Body::Payload => Parts::new(framed.header, payload),
        Body::Scratch => Parts::new(framed.header, scratch.filled()),
    })
}

/// Frames `payload`, whose length is within the limits.
#[inline]
pub(crate) fn frame_checked(
    framer: &impl Framer,
    limits: &Limits,
    payload: &[u8],
    scratch: &mut OutBuf,
) -> Result<Framed> {
    let framed = framer.frame(payload, scratch)?;
    if framed.body == Body::Scratch {
        limits.check_encoded(payload.len(), scratch.len())?;
    }
    Ok(framed)
}
