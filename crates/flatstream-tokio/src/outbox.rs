use crate::{Batching, codec::Parts, queue::Queue};
use flatstream_core::Result;
use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::{
    io::AsyncWrite,
    time::{Instant, Sleep, sleep_until},
};

/// A sink, the frames that wait for it, and when they leave.
#[derive(Debug)]
pub(crate) struct Outbox<W> {
    pub(crate) sink: W,
    pub(crate) queue: Queue,
    pub(crate) batching: Batching,
    /// When the frames that wait are to leave. Made once, where there is a delay.
    timer: Option<Pin<Box<Sleep>>>,
    /// Whether a batch is being sent: until all of it has left, nothing is added.
    sending: bool,
}

impl<W> Outbox<W> {
    pub(crate) fn new(sink: W) -> Self {
        let (queue, batching) = (Queue::new(), Batching::default());
        Self { sink, queue, batching, timer: None, sending: false }
    }

    /// Appends a frame. The first of a batch starts its delay.
    #[inline]
    pub(crate) fn push(&mut self, frame: &Parts<'_>) {
        self.push_with(|queue| queue.push(frame));
    }

    /// As [`push`](Outbox::push), with the frame that `push` appends.
    #[inline]
    pub(crate) fn push_with(&mut self, push: impl FnOnce(&mut Queue)) {
        let is_first = self.queue.is_empty();
        push(&mut self.queue);
        if is_first && self.batching.max_delay.is_some() && !self.is_full() {
            self.start_timer();
        }
    }

    fn start_timer(&mut self) {
        let delay = self.batching.max_delay.unwrap_or_default();
        let Some(deadline) = Instant::now().checked_add(delay) else {
            // Without end, as far as anybody can tell.
            self.timer = None;
            return;
        };
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
        // A new one runs, too, from here on.
        timer.as_mut().reset(deadline);
    }

    #[inline]
    fn is_full(&self) -> bool {
        !self.queue.is_empty() && self.queue.len() >= self.batching.max_bytes
    }

    /// Whether the batch that waits has waited long enough. Much cheaper than to have
    /// the timer wake the task.
    #[inline]
    fn is_old(&self) -> bool {
        self.batching.max_delay.is_some()
            && !self.queue.is_empty()
            && self.timer.as_ref().is_some_and(|timer| timer.is_elapsed())
    }

    /// Ready when the batch that waits has waited long enough.
    fn poll_timer(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        match &mut self.timer {
            Some(timer) if !self.queue.is_empty() && self.batching.max_delay.is_some() => {
                timer.as_mut().poll(cx)
            }
            _ => Poll::Pending,
        }
    }
}

impl<W: AsyncWrite + Unpin> Outbox<W> {
    /// Whether a frame may be added: a batch on its way has to be gone first.
    #[inline]
    pub(crate) fn poll_room(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.queue.check()?;
        if !self.sending && !self.is_full() {
            return Poll::Ready(Ok(()));
        }
        self.poll_batch(cx)
    }

    /// As [`poll_room`](Outbox::poll_room), but a batch that is old leaves, too.
    pub(crate) fn poll_room_and_timer(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.sending |= self.is_old();
        self.poll_room(cx)
    }

    /// Sends the batch if it is full or old, as far as the sink is ready.
    #[inline]
    pub(crate) fn push_on(&mut self, cx: &mut Context<'_>) -> Result<()> {
        if !self.is_full() && !self.is_old() {
            return Ok(());
        }
        match self.poll_batch(cx) {
            Poll::Ready(result) => result,
            Poll::Pending => Ok(()),
        }
    }

    /// Ready when there is something to be done without another frame: a batch is on
    /// its way or old enough to go, or the sink is to be flushed.
    pub(crate) fn poll_due(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let due = match self.queue.is_empty() {
            true => self.queue.is_unflushed(),
            false => self.sending || self.is_full(),
        };
        if due { Poll::Ready(()) } else { self.poll_timer(cx) }
    }

    /// Sends the batch.
    #[inline]
    fn poll_batch(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        self.sending = true;
        ready!(self.queue.poll_send(&mut self.sink, cx))?;
        self.sending = false;
        Poll::Ready(Ok(()))
    }

    /// Sends what waits, and flushes the sink.
    pub(crate) fn poll_flush(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.poll_batch(cx))?;
        self.queue.poll_flush(&mut self.sink, cx)
    }

    /// Sends what waits, flushes the sink and shuts it down.
    pub(crate) fn poll_shutdown(&mut self, cx: &mut Context<'_>) -> Poll<Result<()>> {
        ready!(self.poll_flush(cx))?;
        self.queue.poll_shutdown(&mut self.sink, cx)
    }
}
