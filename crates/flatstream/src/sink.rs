use flatstream_core::{Error, ErrorKind, Header, OutBuf, Position, Result};
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
            result => self.send_rest(result, &[], frame),
        }
    }

    /// Sends a frame whose header and body are apart.
    #[inline]
    pub(crate) fn send_parts(&mut self, header: Header, body: &[u8]) -> Result<()> {
        let bytes = header.right_aligned();
        let unused = Header::MAX - header.len();
        if body.len() > JOIN_BYTES {
            return self.send_vectored(&bytes[unused..], body);
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
            result => self.send_rest(result, &bytes[unused..], body),
        }
    }

    /// Counts a frame of `len` bytes that left whole in its first write.
    #[inline]
    fn sent(&mut self, len: usize) {
        self.state = State::Ready;
        self.next = self.next.after(len as u64);
    }

    fn send_vectored(&mut self, header: &[u8], body: &[u8]) -> Result<()> {
        self.state = State::Poisoned;
        let result = self.sink.write_vectored(&[IoSlice::new(header), IoSlice::new(body)]);
        self.send_rest(result, header, body)
    }

    /// Goes on after the first write of a frame: sends what it left of `header`
    /// and `body`, and keeps what cannot be sent now.
    #[cold]
    fn send_rest(&mut self, first: io::Result<usize>, header: &[u8], body: &[u8]) -> Result<()> {
        self.undelivered = Some(self.next);
        self.next = self.next.after((header.len() + body.len()) as u64);
        let (mut header, mut body) = (header, body);
        let mut result = first;
        loop {
            match self.judge(result) {
                Ok(n) => {
                    let from_header = n.min(header.len());
                    header = &header[from_header..];
                    body = &body[n - from_header..];
                }
                Err(error) => {
                    if self.state == State::Blocked {
                        self.unsent.extend_from_slice(header);
                        self.unsent.extend_from_slice(body);
                    }
                    return Err(error);
                }
            }
            if header.is_empty() && body.is_empty() {
                self.delivered();
                return Ok(());
            }
            self.state = State::Poisoned;
            result = self.sink.write_vectored(&[IoSlice::new(header), IoSlice::new(body)]);
        }
    }

    /// What the outcome of a write means: how far it came, or an error, and
    /// whether the progress is still known. `Interrupted` is no progress.
    fn judge(&mut self, result: io::Result<usize>) -> Result<usize> {
        let (error, known) = match result {
            Ok(0) => (Error::from(io::Error::from(io::ErrorKind::WriteZero)), true),
            Ok(n) => return Ok(n),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(0),
            Err(error) => {
                let error = Error::from(error);
                let known = error.is_transient();
                (error, known)
            }
        };
        self.state = if known { State::Blocked } else { State::Poisoned };
        Err(self.locate(error))
    }

    fn delivered(&mut self) {
        self.state = State::Ready;
        self.undelivered = None;
    }

    /// Resumes the frame under way, then flushes the sink. A failure poisons
    /// unless it is transient.
    pub(crate) fn flush(&mut self) -> Result<()> {
        self.push_out(W::flush, Error::is_transient)
    }

    /// Flushes, then runs `sync`. Any failure of it poisons: what is stored is not
    /// known any more.
    pub(crate) fn sync(&mut self, sync: impl FnOnce(&mut W) -> io::Result<()>) -> Result<()> {
        self.flush()?;
        self.push_out(sync, |_| false)
    }

    fn push_out(
        &mut self,
        push: impl FnOnce(&mut W) -> io::Result<()>,
        harmless: impl FnOnce(&Error) -> bool,
    ) -> Result<()> {
        self.ready()?;
        self.state = State::Poisoned;
        let result = push(&mut self.sink).map_err(Error::from);
        if result.as_ref().map_or_else(harmless, |()| true) {
            self.state = State::Ready;
        }
        result.map_err(|error| self.locate(error))
    }

    /// Names the first frame that is not delivered.
    #[cold]
    fn locate(&self, error: Error) -> Error {
        error.at(self.undelivered.unwrap_or(self.next))
    }
}
