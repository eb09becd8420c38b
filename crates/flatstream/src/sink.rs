use flatstream_core::{Error, ErrorKind, OutBuf, Position, Result};
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
    unsent: OutBuf,
    /// Set while the sink runs, so that a panic in it poisons as well.
    poisoned: bool,
    /// Where the frame under way begins, and where the next one will.
    current: Position,
    next: Position,
}

impl<W: Write> FrameSink<W> {
    pub(crate) const fn new(sink: W) -> Self {
        Self {
            sink,
            unsent: OutBuf::new(),
            poisoned: false,
            current: Position::new(0, 0),
            next: Position::new(0, 0),
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

    /// Where the next frame begins: all frames accepted lie before it.
    #[inline]
    pub(crate) fn position(&self) -> Position {
        self.next
    }

    /// Makes sure that a frame may be sent: resumes the one under way.
    #[inline]
    pub(crate) fn ready(&mut self) -> Result<()> {
        if self.poisoned || !self.unsent.is_empty() {
            return self.resume();
        }
        Ok(())
    }

    #[cold]
    fn resume(&mut self) -> Result<()> {
        if self.poisoned {
            return Err(self.locate(Error::new(ErrorKind::Poisoned)));
        }
        while !self.unsent.is_empty() {
            self.poisoned = true;
            let result = self.sink.write(self.unsent.filled());
            let n = self.judge(result)?;
            self.unsent.consume(n);
        }
        Ok(())
    }

    /// Sends a frame that is in one piece.
    #[inline]
    pub(crate) fn send(&mut self, frame: &[u8]) -> Result<()> {
        self.begin(frame.len());
        match self.sink.write(frame) {
            Ok(n) if n == frame.len() => {
                self.poisoned = false;
                Ok(())
            }
            result => self.send_rest(result, &[], frame),
        }
    }

    /// Sends a frame that is in two pieces.
    pub(crate) fn send_parts(
        &mut self,
        header: &[u8],
        body: &[u8],
        joined: &mut OutBuf,
    ) -> Result<()> {
        let len = header.len() + body.len();
        if len <= JOIN_BYTES {
            joined.clear();
            joined.extend_from_slice(header);
            joined.extend_from_slice(body);
            return self.send(joined.filled());
        }
        self.begin(len);
        let result = self.sink.write_vectored(&[IoSlice::new(header), IoSlice::new(body)]);
        match result {
            Ok(n) if n == len => {
                self.poisoned = false;
                Ok(())
            }
            result => self.send_rest(result, header, body),
        }
    }

    #[inline]
    fn begin(&mut self, len: usize) {
        self.current = self.next;
        self.next = self.current.after(len as u64);
        self.poisoned = true;
    }

    /// Goes on after a write that did not take all of `header` and `body`, and
    /// keeps what cannot be sent now.
    #[cold]
    fn send_rest(&mut self, first: io::Result<usize>, header: &[u8], body: &[u8]) -> Result<()> {
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
                    if !self.poisoned {
                        self.unsent.extend_from_slice(header);
                        self.unsent.extend_from_slice(body);
                    }
                    return Err(error);
                }
            }
            if header.is_empty() && body.is_empty() {
                return Ok(());
            }
            self.poisoned = true;
            result = self.sink.write_vectored(&[IoSlice::new(header), IoSlice::new(body)]);
        }
    }

    /// What the outcome of a write means: how far it came; or an error, and
    /// whether the progress is still known. `Interrupted` is no progress.
    fn judge(&mut self, result: io::Result<usize>) -> Result<usize> {
        match result {
            Ok(0) => {
                self.poisoned = false;
                Err(self.locate(io::Error::from(io::ErrorKind::WriteZero).into()))
            }
            Ok(n) => {
                self.poisoned = false;
                Ok(n)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                self.poisoned = false;
                Ok(0)
            }
            Err(error) => {
                let error = Error::from(error);
                self.poisoned = !error.is_transient();
                Err(self.locate(error))
            }
        }
    }

    /// Resumes the frame under way, then runs `push`, such as a flush. Its
    /// failure poisons unless it is transient.
    pub(crate) fn push_out(&mut self, push: impl FnOnce(&mut W) -> io::Result<()>) -> Result<()> {
        self.ready()?;
        self.poisoned = true;
        let result = push(&mut self.sink).map_err(Error::from);
        self.poisoned = result.as_ref().is_err_and(|error| !error.is_transient());
        result.map_err(|error| self.locate(error))
    }

    /// Names the first frame that is not delivered.
    #[cold]
    fn locate(&self, error: Error) -> Error {
        error.at(self.current.offset, self.current.ordinal)
    }
}
