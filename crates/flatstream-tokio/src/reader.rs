use bytes::{Bytes, BytesMut};
use flatstream_core::{
    Deframer, Error, Limits, PayloadVerifier, Position, Result, StreamDeserialize, Verified,
};
use flatstream_framing::PayloadCutter;
use futures_core::Stream;
use std::{
    fmt,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::AsyncRead;
use tokio_util::io::poll_read_buf;

/// Reads frames from any [`AsyncRead`], and lends their payloads or hands them out
/// as [`Bytes`].
///
/// One buffer with read-ahead, so there is no need for a `BufReader`. It is 64 KiB,
/// and grows with the bytes that arrive, doubling, to hold the largest frame seen.
/// It never waits for more bytes than the next frame needs.
///
/// **Cancel-safe**: all that was read is kept in the reader, so a pending
/// [`read_message`](AsyncStreamReader::read_message) or
/// [`read_bytes`](AsyncStreamReader::read_bytes) can be dropped, in a `select!` for
/// example, and called again; no byte is lost.
///
/// # Memory
///
/// [`read_message`](AsyncStreamReader::read_message) allocates nothing once the
/// buffer has grown. [`read_bytes`](AsyncStreamReader::read_bytes), and the
/// [`Stream`], do not copy: payloads share the buffer of 64 KiB that they were read
/// into. While they are dropped before it is full, it is used again and again, and
/// nothing is allocated, either; where they are kept, each buffer costs two
/// allocations, so a message of 100 bytes costs 0.003 to 0.006, by how much each read
/// brings. A payload that is kept keeps its whole buffer. Payloads that had to be
/// decoded are copied once into such a buffer. After a rare large frame,
/// [`shrink_to`](AsyncStreamReader::shrink_to) gives memory back.
///
/// # Turns
///
/// A message that is there already is handed out without asking the runtime whether
/// other tasks want their turn; the source is what asks, once for each read of up to
/// 64 KiB. A loop that takes long for each message, or reads from what is always
/// ready, should await [`consume_budget`](tokio::task::coop::consume_budget) in it.
///
/// ```
/// use flatstream_framing::DefaultDeframer;
/// use flatstream_tokio::AsyncStreamReader;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> flatstream_core::Result<()> {
/// let wire = b"\x03\0\0\0one\x03\0\0\0two";
/// let mut reader = AsyncStreamReader::new(&wire[..], DefaultDeframer);
/// assert_eq!(reader.read_message().await?, Some(&b"one"[..]));
/// let two = reader.read_bytes().await?;
/// assert_eq!(reader.read_message().await?, None);
/// assert_eq!(two.as_deref(), Some(&b"two"[..]));
/// # Ok(())
/// # }
/// ```
///
/// # Failures
///
/// Every error has the position of its frame. After
/// [`ChecksumMismatch`](flatstream_core::ErrorKind::ChecksumMismatch),
/// [`InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload),
/// [`WrongDictionary`](flatstream_core::ErrorKind::WrongDictionary) and
/// [`FrameTooLarge`](flatstream_core::ErrorKind::FrameTooLarge) the next call goes
/// on with the next frame. After an I/O error nothing is lost: call again where
/// that makes sense. [`Truncated`](flatstream_core::ErrorKind::Truncated) is
/// reported once; then there is nothing more.
pub struct AsyncStreamReader<R, D> {
    source: R,
    cutter: PayloadCutter<D>,
    input: BytesMut,
    /// Bytes of read-ahead to aim at.
    capacity: usize,
}

impl<R: AsyncRead + Unpin, D: Deframer> AsyncStreamReader<R, D> {
    /// Reads ahead by 64 KiB, under the default [`Limits`].
    pub fn new(source: R, deframer: D) -> Self {
        Self::with_capacity(source, deframer, DEFAULT_CAPACITY_BYTES)
    }

    /// Reads ahead by `capacity` bytes.
    pub fn with_capacity(source: R, deframer: D, capacity: usize) -> Self {
        Self { source, cutter: PayloadCutter::new(deframer), input: BytesMut::new(), capacity }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.cutter = self.cutter.limits(limits);
        self
    }

    /// Borrows the next payload, or `None` at a clean end.
    ///
    /// The slice lives until the next call. Cancel-safe.
    ///
    /// # Errors
    ///
    /// As the type's documentation says.
    #[inline]
    pub async fn read_message(&mut self) -> Result<Option<&[u8]>> {
        let found = poll_fn(|cx| self.poll_decode(cx)).await?;
        Ok(found.then(|| self.cutter.payload(&self.input)))
    }

    /// Borrows the next message, verified as a `T`, or `None` at a clean end.
    /// Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`read_message`](AsyncStreamReader::read_message), and what
    /// [`from_payload`](StreamDeserialize::from_payload) refuses.
    pub async fn read_typed<T: StreamDeserialize + ?Sized>(
        &mut self,
    ) -> Result<Option<T::Root<'_>>> {
        if !poll_fn(|cx| self.poll_decode(cx)).await? {
            return Ok(None);
        }
        let at = self.cutter.frame_position();
        match T::from_payload(self.cutter.payload(&self.input)) {
            Ok(root) => Ok(Some(root)),
            Err(error) => Err(error.at(at)),
        }
    }

    /// Borrows the next message, verified by `verifier`, or `None` at a clean end.
    /// Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`read_message`](AsyncStreamReader::read_message), and what
    /// [`verify`](Verified::verify) refuses.
    pub async fn read_verified<T: Verified>(
        &mut self,
        verifier: &mut PayloadVerifier<T>,
    ) -> Result<Option<T::Root<'_>>> {
        if !poll_fn(|cx| self.poll_decode(cx)).await? {
            return Ok(None);
        }
        let at = self.cutter.frame_position();
        match verifier.verify(self.cutter.payload(&self.input)) {
            Ok(root) => Ok(Some(root)),
            Err(error) => Err(error.at(at)),
        }
    }

    /// Verifies every payload up to a clean end as a `T`, by what was learnt from those
    /// before, and hands it to `process`.
    ///
    /// Cancel-safe: a message that was read was handed out. But what was learnt goes with
    /// the call; a program that gives up and calls again, in a `select!` for example,
    /// keeps a verifier for [`read_verified`](AsyncStreamReader::read_verified).
    ///
    /// ```
    /// use flatstream_framing::{DefaultDeframer, DefaultFramer};
    /// use flatstream_testkit::compiled::{TelemetryDraft, TelemetryView}; // generated
    /// use flatstream_tokio::{AsyncStreamReader, AsyncStreamWriter};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> flatstream_core::Result<()> {
    /// let mut writer = AsyncStreamWriter::new(Vec::new(), DefaultFramer);
    /// for sequence in 1..=3 {
    ///     writer.emit(&TelemetryDraft { sequence, ..TelemetryDraft::EMPTY }).await?;
    /// }
    /// let mut sum = 0;
    /// let mut reader = AsyncStreamReader::new(&writer.get_ref()[..], DefaultDeframer);
    /// let done = reader.process_verified::<TelemetryView<'_>>(|telemetry| {
    ///     sum += telemetry.sequence();
    ///     Ok(())
    /// });
    /// done.await?;
    /// assert_eq!(sum, 1 + 2 + 3);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// The first one met: of [`read_verified`](AsyncStreamReader::read_verified), or that
    /// of `process`, with the position of the frame. Calling again goes on behind it.
    pub async fn process_verified<T: Verified>(
        &mut self,
        mut process: impl FnMut(T::Root<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut verifier = PayloadVerifier::<T>::new();
        while poll_fn(|cx| self.poll_decode(cx)).await? {
            let done = verifier.verify(self.cutter.payload(&self.input)).and_then(&mut process);
            done.map_err(|error| error.at(self.cutter.frame_position()))?;
        }
        Ok(())
    }

    /// The next payload, to be kept, or `None` at a clean end. Cancel-safe.
    ///
    /// # Errors
    ///
    /// As the type's documentation says.
    #[inline]
    pub async fn read_bytes(&mut self) -> Result<Option<Bytes>> {
        poll_fn(|cx| self.poll_bytes(cx)).await
    }

    /// As [`read_bytes`](AsyncStreamReader::read_bytes), for hand-written futures.
    ///
    /// # Errors
    ///
    /// As the type's documentation says.
    #[inline]
    pub fn poll_bytes(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Bytes>>> {
        let found = ready!(self.poll_decode(cx))?;
        Poll::Ready(Ok(found.then(|| self.cutter.share(&mut self.input))))
    }

    /// Finds the next payload; `false` at a clean end.
    #[inline]
    fn poll_decode(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool>> {
        while !self.cutter.decode(&mut self.input)? {
            if !ready!(self.poll_fill(cx))? {
                return Poll::Ready(Ok(false));
            }
        }
        Poll::Ready(Ok(true))
    }

    /// Reads once; `false` where nothing more will come.
    #[inline(never)]
    fn poll_fill(&mut self, cx: &mut Context<'_>) -> Poll<Result<bool>> {
        if self.cutter.is_lost() {
            return Poll::Ready(Ok(false));
        }
        self.make_room();
        loop {
            match ready!(poll_read_buf(Pin::new(&mut self.source), cx, &mut self.input)) {
                Ok(0) => {
                    self.cutter.finish(&mut self.input)?;
                    return Poll::Ready(Ok(false));
                }
                Ok(_) => return Poll::Ready(Ok(true)),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let at = self.cutter.frame_position();
                    return Poll::Ready(Err(Error::from(error).at(at)));
                }
            }
        }
    }

    /// Makes room for a large read. What is left of a buffer is filled before it
    /// grows or another one is begun, unless it is too little to be worth a read.
    fn make_room(&mut self) {
        let (held, worth) = (self.input.len(), (self.capacity / 4).max(1));
        if self.input.capacity() - held >= worth {
            return;
        }
        let room = self.capacity.saturating_sub(held);
        self.input.reserve(if room < worth { self.cutter.room().max(worth) } else { room });
    }

    /// Gives memory back so that about `bytes` remain, or what was read ahead: after
    /// a rare large frame. Memory that payloads share goes with the last of them.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.cutter.release(&mut self.input);
        self.cutter.shrink_to(bytes);
        let capacity = bytes.min(self.input.capacity()).max(self.input.len());
        let mut input = BytesMut::with_capacity(capacity);
        input.extend_from_slice(&self.input);
        self.input = input;
    }

    /// Where the next frame begins.
    pub fn position(&self) -> Position {
        self.cutter.position()
    }

    /// The source. What it yields next lies behind the read-ahead.
    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// The source. Reading from it directly takes bytes out of the stream.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.source
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.cutter.deframer()
    }

    /// The source, and the bytes read from it that no message was made of. A frame
    /// of which some messages were not handed out is not among them.
    pub fn into_parts(mut self) -> (R, BytesMut) {
        self.cutter.leave(&mut self.input);
        (self.source, self.input)
    }
}

/// Payloads to be kept: see [`AsyncStreamReader::read_bytes`].
///
/// After a clean end it goes on where the source has more, after a lost boundary
/// never. After any other error it goes on, so stop at a persistent I/O error.
impl<R: AsyncRead + Unpin, D: Deframer + Unpin> Stream for AsyncStreamReader<R, D> {
    type Item = Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_bytes(cx).map(Result::transpose)
    }
}

impl<R: fmt::Debug, D: Deframer + fmt::Debug> fmt::Debug for AsyncStreamReader<R, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStreamReader")
            .field("source", &self.source)
            .field("deframer", self.cutter.deframer())
            .field("position", &self.cutter.position())
            .field("buffered", &self.input.len())
            .finish_non_exhaustive()
    }
}

const DEFAULT_CAPACITY_BYTES: usize = 64 * 1024;
