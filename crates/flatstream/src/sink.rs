use flatstream_core::{Error, ErrorKind, Header, OutBuf, Position, Result, Undelivered};
use std::io::{self, IoSlice, Write};

/// Longest frame that is copied together to leave in one plain write; longer
/// ones leave in one vectored write.
const JOIN_BYTES: usize = 64 * 1024;

/// A sink that takes whole frames and knows how much of them has left.
///
/// At most one frame is under way: bytes that the sink did not take are kept and
/// leave before anything else does. After a failure that says nothing about
/// what the sink took, it is poisoned.
pub(crate) struct FrameSink<W> {
    sink: W,
    state: State,
    /// Where the next frame begins.
    next: Position,
    /// Where the frame began that was taken and not delivered, if there is one.
    undelivered: Option<Position>,
    unsent: OutBuf,
    /// Where header and body are copied together.
    joined: OutBuf,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Everything was sent.
    Ready,
    /// Bytes are unsent.
    Blocked,
    /// The sink's progress is unknown. Also while the sink runs, so that a panic
    /// in it poisons.
    Poisoned,
}

impl<W: Write> FrameSink<W> {
    pub(crate) const fn new(sink: W) -> Self {
        Self {
            sink,
            state: State::Ready,
            next: Position::new(0, 0),
            undelivered: None,
            unsent: OutBuf::new(),
            joined: OutBuf::new(),
        }
    }

    pub(crate) fn get_ref(&self) -> &W {
        &self.sink
    }

    pub(crate) fn get_mut(&mut self) -> &mut W {
        &mut self.sink
    }

    pub(crate) fn into_inner(self) -> W {
        self.sink
    }

    pub(crate) fn unsent(&self) -> &[u8] {
        self.unsent.filled()
    }

    /// Where the next frame begins: all frames taken lie before it.
    #[inline]
    pub(crate) fn position(&self) -> Position {
        self.next
    }

    /// Says that the frame sent last holds so many messages instead of one.
    pub(crate) fn count_as(&mut self, messages: u64) {
        self.next.ordinal = (self.next.ordinal + messages).saturating_sub(1);
    }

    /// Counts a frame of `len` bytes that was put into the sink's own memory.
    #[cfg(feature = "arena")]
    #[inline]
    pub(crate) fn count_frame(&mut self, len: usize) {
        self.next = self.next.after(len as u64);
    }

    /// Makes sure that a frame may be sent: resumes the one under way.
    #[inline]
    pub(crate) fn ready(&mut self) -> Result<()> {
        match self.state {
            State::Ready => Ok(()),
            State::Blocked | State::Poisoned => self.resume(),
        }
    }

    #[cold]
    fn resume(&mut self) -> Result<()> {
        if self.state == State::Poisoned {
            return Err(self.locate(Error::new(ErrorKind::Poisoned)));
        }
        while !self.unsent.is_empty() {
            self.state = State::Poisoned;
            let result = self.sink.write(self.unsent.filled());
            let n = self.judge(result)?;
            self.unsent.consume(n);
        }
        self.delivered();
        Ok(())
    }

    /// Sends a frame that is in one piece.
    #[inline(always)] // all of this path: 20 instructions a message less
    pub(crate) fn send(&mut self, frame: &[u8]) -> Result<()> {
        self.state = State::Poisoned;
        match self.sink.write(frame) {
            Ok(n) if n == frame.len() => {
                self.sent(n);
                Ok(())
            }
            result => self.send_rest(result, &mut [IoSlice::new(frame)]),
        }
    }

    /// Sends a frame whose header and body are apart.
    #[inline(always)] // as `send`, whatever else calls it
    pub(crate) fn send_parts(&mut self, header: Header, body: &[u8]) -> Result<()> {
        let bytes = header.right_aligned();
        let unused = Header::MAX - header.len();
        if body.len() > JOIN_BYTES {
            return self.send_vectored(&mut [IoSlice::new(&bytes[unused..]), IoSlice::new(body)]);
        }
        let len = Header::MAX + body.len();
        let frame = &mut self.joined.spare(len)[..len];
        frame[..Header::MAX].copy_from_slice(&bytes);
        frame[Header::MAX..].copy_from_slice(body);
        let frame = &frame[unused..];
        self.state = State::Poisoned;
        match self.sink.write(frame) {
            Ok(n) if n == frame.len() => {
                self.sent(n);
                Ok(())
            }
            result => {
                let mut parts = [IoSlice::new(&bytes[unused..]), IoSlice::new(body)];
                self.send_rest(result, &mut parts)
            }
        }
    }

    /// Counts a frame of `len` bytes that left whole in its first write.
    #[inline]
    fn sent(&mut self, len: usize) {
        self.state = State::Ready;
        self.next = self.next.after(len as u64);
    }

    /// Sends a frame that lies in several pieces, uncopied.
    pub(crate) fn send_vectored(&mut self, parts: &mut [IoSlice<'_>]) -> Result<()> {
        self.state = State::Poisoned;
        let result = self.sink.write_vectored(parts);
        self.send_rest(result, parts)
    }

    /// Goes on after the first write of a frame: sends what it left of `parts`,
    /// and keeps what cannot be sent now.
    #[cold]
    fn send_rest(&mut self, first: io::Result<usize>, parts: &mut [IoSlice<'_>]) -> Result<()> {
        if let Err(error) = first.as_ref()
            && refuses(error)
        {
            self.state = State::Ready;
            return first.map(|_| ()).map_err(|error| self.blame(error));
        }
        let len: usize = parts.iter().map(|part| part.len()).sum();
        self.undelivered = Some(self.next);
        self.next = self.next.after(len as u64);
        let (mut parts, mut result) = (parts, first);
        loop {
            match self.judge(result) {
                Ok(n) => IoSlice::advance_slices(&mut parts, n),
                Err(error) => {
                    if self.state == State::Blocked {
                        parts.iter().for_each(|part| self.unsent.extend_from_slice(part));
                    }
                    return Err(error);
                }
            }
            if parts.is_empty() {
                self.delivered();
                return Ok(());
            }
            self.state = State::Poisoned;
            result = self.sink.write_vectored(parts);
        }
    }

    /// What the outcome of a write means: how far it came, or an error, and
    /// whether the progress is still known. `Interrupted` is no progress.
    fn judge(&mut self, result: io::Result<usize>) -> Result<usize> {
        let (error, known) = match result {
            Ok(0) => (io::Error::from(io::ErrorKind::WriteZero), true),
            Ok(n) => return Ok(n),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(0),
            Err(error) => {
                let known = Undelivered::nothing_taken(&error);
                (error, known)
            }
        };
        self.state = if known { State::Blocked } else { State::Poisoned };
        Err(self.blame(error))
    }

    fn delivered(&mut self) {
        self.state = State::Ready;
        self.undelivered = None;
    }

    /// Resumes the frame under way, then flushes the sink. A failure poisons
    /// unless it is transient.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.push_out(W::flush, Undelivered::nothing_taken)
    }

    /// Flushes, then runs `sync`. Any failure of it poisons: what is stored is
    /// not known any more.
    pub(crate) fn sync(&mut self, sync: impl FnOnce(&mut W) -> io::Result<()>) -> Result<()> {
        self.flush()?;
        self.push_out(sync, |_| false)
    }

    fn push_out(
        &mut self,
        push: impl FnOnce(&mut W) -> io::Result<()>,
        harmless: impl FnOnce(&io::Error) -> bool,
    ) -> Result<()> {
        self.ready()?;
        self.state = State::Poisoned;
        let result = push(&mut self.sink);
        if result.as_ref().map_or_else(harmless, |()| true) {
            self.state = State::Ready;
        }
        result.map_err(|error| self.blame(error))
    }

    /// The sink's error, with the first frame that is not delivered. A sink that
    /// batches frames says how many it holds before the one under way.
    #[cold]
    fn blame(&mut self, error: io::Error) -> Error {
        let mut first = self.undelivered.unwrap_or(self.next);
        let error = match error.downcast::<Undelivered>() {
            Ok(Undelivered { frames, bytes, source, .. }) => {
                first.offset = first.offset.saturating_sub(bytes);
                first.ordinal = first.ordinal.saturating_sub(frames);
                source
            }
            Err(error) => error,
        };
        if self.state == State::Poisoned {
            self.undelivered = Some(first);
        }
        // What a framer further on says is said best in its own words.
        match error.downcast::<Error>() {
            Ok(inner) if !matches!(inner.kind(), ErrorKind::Io(_)) => {
                Error::custom(inner.kind(), inner)
            }
            Ok(inner) => io::Error::from(inner).into(),
            Err(error) => error.into(),
        }
        .at(first)
    }

    /// Names the first frame that is not delivered.
    #[cold]
    fn locate(&self, error: Error) -> Error {
        error.at(self.undelivered.unwrap_or(self.next))
    }
}

/// Whether a sink that failed with `error` refuses the frame that it was given, has
/// taken nothing of it and is ready for another one.
fn refuses(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    inner.is_some_and(|inner| matches!(inner.kind(), ErrorKind::FrameTooLarge { .. }))
}
