use crate::{Batching, codec, outbox::Outbox};
use flatbuffers::{Allocator, FlatBufferBuilder, WIPOffset};
use flatstream_core::{
    Error, ErrorKind, Framer, Limits, MessageBuilder, OutBuf, Result, StreamSerialize, is_finished,
};
use futures_core::Stream;
use futures_sink::Sink;
use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::{io::AsyncWrite, task::coop};

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
/// [`Poisoned`](ErrorKind::Poisoned) from then on. The message of a call that fails
/// so has been taken and waits, as
/// [`messages_written`](AsyncStreamWriter::messages_written) shows: flush, and do not
/// write it again.
pub struct AsyncStreamWriter<W, F> {
    outbox: Outbox<W>,
    framer: F,
    limits: Limits,
    builder: MessageBuilder<'static>,
    /// Where an encoding framer leaves its body.
    scratch: OutBuf,
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

    /// Takes all payloads that `messages` yields, then flushes.
    ///
    /// Where `messages` has none for now, what waits is sent when it is due: at once
    /// without a [delay](Batching::max_delay). Other tasks get their turn, however
    /// ready `messages` and the sink are. Cancel-safe: no payload that was yielded is
    /// lost.
    ///
    /// ```
    /// use flatstream_framing::DefaultFramer;
    /// use flatstream_tokio::AsyncStreamWriter;
    /// use futures_util::stream;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> flatstream_core::Result<()> {
    /// let mut writer = AsyncStreamWriter::new(Vec::new(), DefaultFramer);
    /// writer.write_all(&mut stream::iter(["one", "two"])).await?;
    /// assert_eq!(writer.get_ref(), b"\x03\0\0\0one\x03\0\0\0two");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write_payload`](AsyncStreamWriter::write_payload). A payload that is
    /// refused is gone; calling again goes on with the next one.
    pub async fn write_all<S>(&mut self, messages: &mut S) -> Result<()>
    where
        S: Stream<Item: AsRef<[u8]>> + Unpin,
    {
        poll_fn(|cx| {
            loop {
                // Stream and sink may be ready for ever; other tasks want their turn.
                ready!(poll_turn(cx));
                ready!(self.outbox.poll_room(cx))?;
                match Pin::new(&mut *messages).poll_next(cx) {
                    Poll::Ready(Some(payload)) => {
                        if let Poll::Ready(turn) = coop::poll_proceed(cx) {
                            turn.made_progress();
                        }
                        self.take(payload.as_ref())?;
                        self.outbox.push_on(cx)?;
                    }
                    Poll::Ready(None) => return self.outbox.poll_flush(cx),
                    Poll::Pending => return self.poll_idle(cx),
                }
            }
        })
        .await
    }

    /// Sends what is due while there are no messages; never ready but with an error.
    fn poll_idle(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        // A stream whose turn is over says that it has nothing, and means no more by
        // it than that it is to be asked again.
        ready!(poll_turn(cx));
        if self.outbox.batching.max_delay.is_some() {
            ready!(self.outbox.poll_due(cx));
        }
        ready!(self.outbox.poll_flush(cx))?;
        Poll::Pending
    }

    /// Sends and flushes what is due, as soon as something is: frames that are as
    /// old as [`max_delay`](Batching::max_delay) allows, the rest of a batch that the
    /// sink was not ready for, and what the sink has taken and was not flushed behind.
    /// Waits for ever where there is none of these: to be one arm of a `select!` whose
    /// other arms bring messages. Cancel-safe.
    ///
    /// ```
    /// use flatstream_framing::DefaultFramer;
    /// use flatstream_tokio::{AsyncStreamWriter, Batching};
    /// use std::time::Duration;
    /// use tokio::{io::AsyncWrite, sync::mpsc::Receiver};
    ///
    /// async fn relay(
    ///     mut messages: Receiver<Vec<u8>>,
    ///     peer: impl AsyncWrite + Unpin,
    /// ) -> flatstream_core::Result<()> {
    ///     let batching = Batching::default().max_bytes(32 * 1024);
    ///     let batching = batching.max_delay(Duration::from_millis(2));
    ///     let mut writer = AsyncStreamWriter::new(peer, DefaultFramer).batching(batching);
    ///     loop {
    ///         tokio::select! {
    ///             biased; // what is there goes into the batch before that leaves
    ///             message = messages.recv() => match message {
    ///                 Some(message) => writer.write_payload(&message).await?,
    ///                 None => return writer.shutdown().await,
    ///             },
    ///             result = writer.flush_due() => result?,
    ///         }
    ///     }
    /// }
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> flatstream_core::Result<()> {
    /// # let (sender, receiver) = tokio::sync::mpsc::channel(8);
    /// # let mut wire = Vec::new();
    /// # sender.send(b"one".to_vec()).await.expect("there is a receiver");
    /// # drop(sender);
    /// # relay(receiver, &mut wire).await?;
    /// # assert_eq!(wire, b"\x03\0\0\0one");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`flush`](AsyncStreamWriter::flush).
    pub async fn flush_due(&mut self) -> Result<()> {
        poll_fn(|cx| {
            ready!(self.outbox.poll_due(cx));
            self.outbox.poll_flush(cx)
        })
        .await
    }

    /// Sends all that waits and flushes the sink. Cancel-safe.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] and [`ErrorKind::Poisoned`].
    pub async fn flush(&mut self) -> Result<()> {
        poll_fn(|cx| self.outbox.poll_flush(cx)).await
    }

    /// Sends all that waits, flushes the sink and shuts it down: the peer sees the
    /// end of the stream. Cancel-safe.
    ///
    /// # Errors
    ///
    /// As [`flush`](AsyncStreamWriter::flush).
    pub async fn shutdown(&mut self) -> Result<()> {
        poll_fn(|cx| self.outbox.poll_shutdown(cx)).await
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

    /// Takes a payload.
    fn take(&mut self, payload: &[u8]) -> Result<()> {
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

/// Takes payloads as frames. A sink that is ready has room; what was taken leaves
/// when the next one asks for room, or with a flush. `forward` and `send_all` flush
/// whenever their stream has nothing for now, whatever the delay;
/// [`write_all`](AsyncStreamWriter::write_all) waits for it.
impl<W: AsyncWrite + Unpin, F: Framer + Unpin, P: AsRef<[u8]>> Sink<P> for AsyncStreamWriter<W, F> {
    type Error = Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.outbox.poll_room_and_timer(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, payload: P) -> Result<()> {
        self.take(payload.as_ref())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.outbox.poll_flush(cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.outbox.poll_shutdown(cx)
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

/// Ready while this task's turn lasts.
fn poll_turn(cx: &mut Context<'_>) -> Poll<()> {
    // Gives back at once what it takes of the turn.
    coop::poll_proceed(cx).map(drop)
}
