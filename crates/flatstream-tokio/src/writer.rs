use crate::{
    Batching,
    codec::{self, Parts},
    outbox::Outbox,
};
use flatbuffers::{Allocator, FlatBufferBuilder, WIPOffset};
use flatstream_core::{
    Body, Emit, Error, ErrorKind, Framer, Header, Limits, MessageBuilder, OutBuf, Result,
    StreamSerialize, is_finished,
};
use std::{fmt, future::poll_fn, task::Poll};
use tokio::io::AsyncWrite;

/// Builds messages and sends them as frames to any [`AsyncWrite`].
///
/// A message is built and framed in one go, never across an `await`, and then lies
/// whole in the writer's buffer until the sink has taken it. Allocates nothing per
/// message once builder and buffer have grown.
///
/// **Cancel-safe**: the writing methods wait for room *before* they take a
/// message. One that is dropped while pending has taken nothing; one that answers
/// `Ok` has taken all of it. What waits in the buffer is kept and never torn: the
/// next call goes on where the sink left off. Dropping the writer drops what waits,
/// so [`flush`](AsyncStreamWriter::flush) or
/// [`shutdown`](AsyncStreamWriter::shutdown) it first.
///
/// **Back-pressure**: the buffer holds one batch and one frame more. A sink that
/// takes nothing stops the next message.
///
/// **When frames leave**: at once, in the call that takes them, as far as the sink
/// is ready for them; what it is not ready for leaves with the next call of any
/// method. With [`Batching`], when a batch is full, or old:
/// [`flush_due`](AsyncStreamWriter::flush_due) waits for that, and
/// [`write_all`](AsyncStreamWriter::write_all) does both. A sink with a buffer of its
/// own, such as TLS, has to be flushed where a message must not stay in it; these two
/// do so when there is nothing else to do.
///
/// So `Ok` of a writing method says that the writer has the message, not that the sink
/// has all of it. **Flush before you wait for an answer**: the end of a request that was
/// larger than the room in the socket is still here, and its peer waits for that.
///
/// ```
/// use flatstream_framing::DefaultFramer;
/// use flatstream_tokio::AsyncStreamWriter;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> flatstream_core::Result<()> {
/// let mut writer = AsyncStreamWriter::new(Vec::new(), DefaultFramer);
/// writer.write("pump 3: 4.1 bar").await?; // any `StreamSerialize`
/// writer.write_payload(b"any bytes").await?;
/// writer.flush().await?;
/// assert_eq!((writer.messages_written(), writer.get_ref().len()), (2, 41));
/// # Ok(())
/// # }
/// ```
///
/// # Failures
///
/// An error of the message (a `serialize` that fails, too large, refused by the
/// framer) costs that message alone. An error of the sink names the first frame
/// that is not delivered; unless it is one that leaves its progress known
/// (`WriteZero`, `WouldBlock`, `TimedOut`), the writer is
/// [`Poisoned`](ErrorKind::Poisoned) from then on. Whether a call that
/// failed so had taken its message shows in
/// [`messages_written`](AsyncStreamWriter::messages_written): one that was taken
/// waits, and is not to be written again.
pub struct AsyncStreamWriter<W, F> {
    pub(crate) outbox: Outbox<W>,
    framer: F,
    limits: Limits,
    builder: MessageBuilder<'static>,
    /// Where an encoding framer leaves its body.
    scratch: OutBuf,
    /// Length of the last header that an emitted message got: mostly that of the next.
    header_len: usize,
}

impl<W: AsyncWrite + Unpin, F: Framer> AsyncStreamWriter<W, F> {
    /// A writer that sends each frame at once, under the default [`Limits`].
    pub fn new(sink: W, framer: F) -> Self {
        Self {
            outbox: Outbox::new(sink),
            framer,
            limits: Limits::default(),
            builder: MessageBuilder::new(),
            scratch: OutBuf::new(),
            header_len: 0,
        }
    }

    /// Sets the limits; set the same where the stream is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets when frames leave. With a delay, the writer has to be used where tokio's
    /// timers run, and in one runtime: the one in which it was first used.
    #[must_use]
    pub fn batching(mut self, batching: Batching) -> Self {
        self.outbox.batching = batching;
        self
    }

    /// Serializes `item` and takes it as one frame. Cancel-safe.
    ///
    /// # Errors
    ///
    /// What `serialize` answers; [`ErrorKind::Unfinished`] where it left no finished
    /// message; [`ErrorKind::FrameTooLarge`]; what the framer refuses;
    /// [`ErrorKind::Io`] and [`ErrorKind::Poisoned`] as the type's documentation
    /// says.
    ///
    /// # Panics
    ///
    /// Where `serialize` does, and the builder beyond 2 GiB. The writer stays
    /// usable.
    pub async fn write<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        self.ready().await?;
        self.take_built(|builder| item.serialize(builder))?;
        self.push().await
    }

    /// Takes the message whose root `root` builds, as one frame. The writer finishes
    /// it, with neither file identifier nor size prefix. Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`write`](AsyncStreamWriter::write).
    ///
    /// # Panics
    ///
    /// As [`write`](AsyncStreamWriter::write).
    pub async fn write_root<T>(
        &mut self,
        root: impl FnOnce(&mut FlatBufferBuilder<'static>) -> WIPOffset<T>,
    ) -> Result<()> {
        self.ready().await?;
        self.take_built(|builder| {
            let root = root(builder);
            builder.finish(root, None);
            Ok(())
        })?;
        self.push().await
    }

    /// Has `draft` write itself, from front to back, and takes it as one frame.
    /// Cancel-safe.
    ///
    /// No builder takes part. The message is written to where it waits to be sent, and is
    /// not copied, unless the framer encodes it.
    ///
    /// ```
    /// use flatstream_framing::DefaultFramer;
    /// use flatstream_testkit::compiled::TelemetryDraft; // generated from a schema
    /// use flatstream_tokio::AsyncStreamWriter;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> flatstream_core::Result<()> {
    /// let mut writer = AsyncStreamWriter::new(Vec::new(), DefaultFramer);
    /// writer.emit(&TelemetryDraft { sequence: 1, ..TelemetryDraft::EMPTY }).await?;
    /// assert_eq!(writer.messages_written(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// What [`message_len`](Emit::message_len) answers, and as
    /// [`write`](AsyncStreamWriter::write), apart from those of serializing. Whatever is
    /// over the limits is refused before anything is written of it.
    ///
    /// # Panics
    ///
    /// Where `draft` does. The writer stays usable, and has taken nothing of the message.
    pub async fn emit<D: Emit + ?Sized>(&mut self, draft: &D) -> Result<()> {
        self.ready().await?;
        self.take_emitted(draft).map_err(|error| error.at(self.outbox.queue.next()))?;
        self.push().await
    }

    /// Takes the message that `builder` holds, whatever its allocator, as one frame.
    /// The builder keeps it; `reset` it before building the next one. Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`write`](AsyncStreamWriter::write).
    pub async fn write_finished<A: Allocator>(
        &mut self,
        builder: &FlatBufferBuilder<'_, A>,
    ) -> Result<()> {
        self.ready().await?;
        if !is_finished(builder) {
            return Err(Error::new(ErrorKind::Unfinished).at(self.outbox.queue.next()));
        }
        self.take(builder.finished_data())?;
        self.push().await
    }

    /// Takes `payload`, whatever its bytes mean, as one frame, with one copy.
    /// Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`write`](AsyncStreamWriter::write), apart from those of serializing.
    pub async fn write_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.ready().await?;
        self.take(payload)?;
        self.push().await
    }

    /// Waits until a frame may be added.
    #[inline]
    async fn ready(&mut self) -> Result<()> {
        poll_fn(|cx| self.outbox.poll_room(cx)).await
    }

    /// Sends what is to leave now, as far as the sink is ready. Never waits.
    #[inline]
    async fn push(&mut self) -> Result<()> {
        poll_fn(|cx| Poll::Ready(self.outbox.push_on(cx))).await
    }

    /// Builds a message and takes it.
    fn take_built(
        &mut self,
        serialize: impl FnOnce(&mut FlatBufferBuilder<'static>) -> Result<()>,
    ) -> Result<()> {
        let next = self.outbox.queue.next();
        let builder = self.builder.build(serialize).map_err(|error| error.at(next))?;
        let payload = builder.finished_data();
        let frame = codec::frame(&self.framer, &self.limits, payload, &mut self.scratch);
        let taken = frame.map(|frame| self.outbox.push(&frame)).map_err(|error| error.at(next));
        self.builder.recycle();
        taken
    }

    /// Has a message write itself into the queue, and takes it.
    fn take_emitted<D: Emit + ?Sized>(&mut self, draft: &D) -> Result<()> {
        let len = draft.message_len()?;
        self.limits.check_frame(len)?;
        let place = self.header_len..self.header_len.saturating_add(len);
        let room = self.outbox.queue.room(len.saturating_add(Header::MAX));
        draft.emit(&mut room[place.clone()]);
        let payload = &room[place.clone()];
        let framed = codec::frame_checked(&self.framer, &self.limits, payload, &mut self.scratch)?;
        let header = framed.header;
        if framed.body == Body::Scratch {
            self.outbox.push(&Parts::new(header, self.scratch.filled()));
            return Ok(());
        }
        if header.len() != self.header_len {
            room.copy_within(place, header.len());
            self.header_len = header.len();
        }
        let bytes = header.right_aligned();
        room[..header.len()].copy_from_slice(&bytes[Header::MAX - header.len()..]);
        self.outbox.push_with(|queue| queue.push_placed(header.len() + len));
        Ok(())
    }

    /// Takes a payload.
    pub(crate) fn take(&mut self, payload: &[u8]) -> Result<()> {
        let frame = codec::frame(&self.framer, &self.limits, payload, &mut self.scratch)
            .map_err(|error| error.at(self.outbox.queue.next()))?;
        self.outbox.push(&frame);
        Ok(())
    }

    /// Gives memory back so that about `bytes` remain in each buffer, or what is
    /// [`unsent`](AsyncStreamWriter::unsent): after a rare large message. The builder
    /// starts anew with none.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.outbox.queue.shrink_to(bytes);
        self.scratch.clear();
        self.scratch.shrink_to(bytes);
        self.builder = MessageBuilder::new();
    }

    /// Messages taken so far: also the ordinal of the next one.
    pub fn messages_written(&self) -> u64 {
        self.outbox.queue.next().ordinal
    }

    /// Bytes of all frames taken so far: also the offset of the next one.
    pub fn bytes_written(&self) -> u64 {
        self.outbox.queue.next().offset
    }

    /// Bytes of frames that the sink has not taken.
    pub fn unsent(&self) -> &[u8] {
        self.outbox.queue.unsent()
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        &self.outbox.sink
    }

    /// The sink. Whoever writes to it directly writes between frames, or, where
    /// bytes are [`unsent`](AsyncStreamWriter::unsent), into one.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.outbox.sink
    }

    /// The framer.
    pub fn framer(&self) -> &F {
        &self.framer
    }

    /// The sink; what is [`unsent`](AsyncStreamWriter::unsent) is dropped.
    pub fn into_inner(self) -> W {
        self.outbox.sink
    }
}

impl<W: fmt::Debug, F: fmt::Debug> fmt::Debug for AsyncStreamWriter<W, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncStreamWriter")
            .field("sink", &self.outbox.sink)
            .field("framer", &self.framer)
            .field("limits", &self.limits)
            .field("batching", &self.outbox.batching)
            .field("position", &self.outbox.queue.next())
            .field("unsent", &self.outbox.queue.len())
            .finish_non_exhaustive()
    }
}
