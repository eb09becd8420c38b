//! When what an [`AsyncStreamWriter`] has taken leaves: when it is due, when the caller
//! says so, and when a stream or the owner of a [`Sink`] has no more.

use crate::AsyncStreamWriter;
use flatstream_core::{Error, Framer, Result};
use futures_core::Stream;
use futures_sink::Sink;
use std::{
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::{io::AsyncWrite, task::coop};

impl<W: AsyncWrite + Unpin, F: Framer> AsyncStreamWriter<W, F> {
    /// Takes all payloads that `messages` yields, then flushes.
    ///
    /// Where `messages` is pending, what waits is sent when it is due: at once
    /// without a [delay](crate::Batching::max_delay). Other tasks get their turn,
    /// however ready `messages` and the sink are. Cancel-safe: no payload that was
    /// yielded is lost.
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
    /// old as [`max_delay`](crate::Batching::max_delay) allows, the rest of a batch
    /// that the sink was not ready for, and what the sink has taken and was not
    /// flushed behind. Waits for ever where there is none of these: to be one arm of a
    /// `select!` whose other arms bring messages. Cancel-safe.
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
    /// [`Io`](crate::ErrorKind::Io) and [`Poisoned`](crate::ErrorKind::Poisoned).
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
}

/// Takes payloads as frames. A sink that is ready has room; what was taken leaves
/// when the next one asks for room, or with a flush. `forward` and `send_all` flush
/// whenever their stream is pending, whatever the delay;
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

/// Ready while this task's turn lasts.
fn poll_turn(cx: &mut Context<'_>) -> Poll<()> {
    // Gives back at once what it takes of the turn.
    coop::poll_proceed(cx).map(drop)
}
