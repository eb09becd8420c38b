use crate::codec::Parts;
use flatstream_core::{Error, ErrorKind, OutBuf, Position, Result, Undelivered};
use std::{
    collections::VecDeque,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::AsyncWrite;

/// Whole frames on their way to a sink that takes what it likes of them.
#[derive(Debug)]
pub(crate) struct Queue {
    bytes: OutBuf,
    /// Where each of the frames ends in the stream, of those not sent whole.
    ends: VecDeque<u64>,
    /// Where the first of them begins.
    first: Position,
    /// Bytes of the stream that the sink has taken.
    sent: u64,
    /// Whether the sink has taken something that it was not flushed behind.
    unflushed: bool,
    /// The sink's progress is unknown. Also while it runs, so that a panic in it
    /// poisons.
    poisoned: bool,
}

impl Queue {
    pub(crate) fn new() -> Self {
        Self {
            bytes: OutBuf::new(),
            ends: VecDeque::new(),
            first: Position::new(0, 0),
            sent: 0,
            unflushed: false,
            poisoned: false,
        }
    }

    /// Bytes that wait.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    #[inline]
    pub(crate) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Whether the sink has taken something that it was not flushed behind.
    pub(crate) fn is_unflushed(&self) -> bool {
        self.unflushed
    }

    /// Gives memory back.
    pub(crate) fn shrink_to(&mut self, bytes: usize) {
        self.bytes.shrink_to(bytes);
        self.ends.shrink_to_fit();
    }

    pub(crate) fn unsent(&self) -> &[u8] {
        self.bytes.filled()
    }

    /// Where the next frame will begin.
    #[inline]
    pub(crate) fn next(&self) -> Position {
        let offset = self.sent + self.bytes.len() as u64;
        Position::new(offset, self.first.ordinal + self.ends.len() as u64)
    }

    /// Refuses to go on where nobody knows what was sent.
    #[inline]
    pub(crate) fn check(&self) -> Result<()> {
        if self.poisoned {
            return Err(Error::new(ErrorKind::Poisoned).at(self.first));
        }
        Ok(())
    }

    /// Appends a frame.
    #[inline]
    pub(crate) fn push(&mut self, frame: &Parts<'_>) {
        self.bytes.extend_from_slice(frame.header());
        self.bytes.extend_from_slice(frame.body);
        self.ends.push_back(self.sent + self.bytes.len() as u64);
    }

    /// At least `len` bytes behind the frames that wait, of whatever content.
    #[inline]
    pub(crate) fn room(&mut self, len: usize) -> &mut [u8] {
        self.bytes.spare(len)
    }

    /// Appends a frame of `len` bytes that lies in the room.
    #[inline]
    pub(crate) fn push_placed(&mut self, len: usize) {
        self.bytes.advance(len);
        self.ends.push_back(self.sent + self.bytes.len() as u64);
    }

    /// Has `sink` take all that waits.
    #[inline]
    pub(crate) fn poll_send<W: AsyncWrite + Unpin>(
        &mut self,
        sink: &mut W,
        cx: &mut Context<'_>,
    ) -> Poll<Result<()>> {
        self.check()?;
        while !self.bytes.is_empty() {
            self.poisoned = true;
            let result = Pin::new(&mut *sink).poll_write(cx, self.bytes.filled());
            self.poisoned = false;
            match ready!(result) {
                Ok(0) => return Poll::Ready(Err(self.blame(io::ErrorKind::WriteZero.into()))),
                Ok(n) => self.consume(n),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Poll::Ready(Err(self.fail(error))),
            }
        }
        Poll::Ready(Ok(()))
    }

    /// Has `sink` take all that waits, and flushes it.
    pub(crate) fn poll_flush<W: AsyncWrite + Unpin>(
        &mut self,
        sink: &mut W,
        cx: &mut Context<'_>,
    ) -> Poll<Result<()>> {
        ready!(self.poll_send(sink, cx))?;
        if !self.unflushed {
            return Poll::Ready(Ok(()));
        }
        self.poll_with(sink, cx, |sink, cx| sink.poll_flush(cx))
    }

    /// Flushes, then shuts the sink down.
    pub(crate) fn poll_shutdown<W: AsyncWrite + Unpin>(
        &mut self,
        sink: &mut W,
        cx: &mut Context<'_>,
    ) -> Poll<Result<()>> {
        ready!(self.poll_flush(sink, cx))?;
        self.poll_with(sink, cx, |sink, cx| sink.poll_shutdown(cx))
    }

    fn poll_with<W: AsyncWrite + Unpin>(
        &mut self,
        sink: &mut W,
        cx: &mut Context<'_>,
        poll: impl FnOnce(Pin<&mut W>, &mut Context<'_>) -> Poll<io::Result<()>>,
    ) -> Poll<Result<()>> {
        self.poisoned = true;
        let result = poll(Pin::new(sink), cx);
        self.poisoned = false;
        match ready!(result) {
            Ok(()) => {
                self.unflushed = false;
                Poll::Ready(Ok(()))
            }
            Err(error) => Poll::Ready(Err(self.fail(error))),
        }
    }

    /// Counts `n` bytes as taken by the sink.
    fn consume(&mut self, n: usize) {
        self.bytes.consume(n);
        self.sent += n as u64;
        self.unflushed = true;
        while let Some(&end) = self.ends.front()
            && end <= self.sent
        {
            self.ends.pop_front();
            self.first = Position::new(end, self.first.ordinal + 1);
        }
    }

    /// What the sink's failure means: unless it says that nothing was taken, nobody
    /// knows how far it came.
    #[cold]
    fn fail(&mut self, error: io::Error) -> Error {
        self.poisoned = !Undelivered::nothing_taken(&error);
        self.blame(error)
    }

    /// The sink's error, with the first frame that is not delivered.
    #[cold]
    fn blame(&self, error: io::Error) -> Error {
        Error::from(error).at(self.first)
    }
}
