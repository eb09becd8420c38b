use super::{Progress, StreamEncoder, Until};
use flatstream_core::{Error, ErrorKind, Result, is_transient};
use std::{
    fmt,
    io::{self, Write},
};

/// Compresses what is written to it, into a sink.
///
/// The encoder may be lent (`&mut E`) and serve one stream after the other, as
/// the buffer may: a pooled one, a `Vec` at its full length, an array, a slice.
/// Then no stream allocates. Compressed bytes wait in the buffer and leave when
/// it is full, at [`flush`](Write::flush) and at
/// [`finish`](EncodeWriter::finish); tens of KiB make for few writes, one byte
/// is enough.
///
/// - [`finish`](EncodeWriter::finish) ends the stream. There is no `Drop` that
///   would do so: a writer that is dropped leaves a truncated stream behind,
///   as every reader will see.
/// - What the sink does not take now (`WouldBlock`, a short write) stays in the
///   buffer and leaves first next time; `Interrupted` is tried again. After an
///   error that says nothing about what was taken, a panic of the sink, or an
///   error of the encoder, every further call is an error.
///
#[cfg_attr(feature = "zstd", doc = "```")]
#[cfg_attr(not(feature = "zstd"), doc = "```ignore")]
/// use flatstream_compress::{DecodeReader, EncodeWriter, ZstdStreamDecoder, ZstdStreamEncoder};
/// use std::io::{Read, Write};
///
/// let (mut encoder, mut decoder) = (ZstdStreamEncoder::new(3)?, ZstdStreamDecoder::new()?);
/// let mut buffer = vec![0; 1 << 16];
/// for text in ["one stream", "and another one"] {
///     let mut writer = EncodeWriter::new(Vec::new(), &mut encoder, &mut buffer);
///     writer.write_all(text.as_bytes())?;
///     let (compressed, _) = writer.finish().map_err(|(error, _)| error)?;
///
///     let mut back = String::new();
///     DecodeReader::new(&compressed[..], &mut decoder, &mut buffer).read_to_string(&mut back)?;
///     assert_eq!(back, text);
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use = "a stream that is not finished is a truncated one"]
pub struct EncodeWriter<W, E, B> {
    sink: W,
    encoder: E,
    buffer: B,
    /// What waits for the sink lies in `start..end` of the buffer.
    start: usize,
    end: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// The encoder may still hold another stream.
    New,
    Open,
    /// The encoder has given everything.
    Ended,
    /// Something failed and what the sink has is unknown, or not a stream. Also
    /// while the sink or the encoder runs, so that a panic in it counts.
    Poisoned,
}

impl<W: Write, E: StreamEncoder, B: AsMut<[u8]>> EncodeWriter<W, E, B> {
    /// A stream into `sink`. Nothing happens before the first byte is written,
    /// or the stream flushed or finished.
    pub fn new(sink: W, encoder: E, buffer: B) -> Self {
        Self { sink, encoder, buffer, start: 0, end: 0, state: State::New }
    }

    /// Ends the stream, sends what is left of it and gives sink and buffer
    /// back. The sink is not flushed. A stream without content is one, too.
    ///
    /// # Errors
    ///
    /// The sink's or the encoder's, together with the writer: after a transient
    /// one, `finish` can be tried again and goes on where it was.
    pub fn finish(mut self) -> Result<(W, B), (io::Error, Self)> {
        match self.run(&[], Until::Ended).and_then(|_| self.send()) {
            Ok(()) => Ok((self.sink, self.buffer)),
            Err(error) => Err((error, self)),
        }
    }

    /// Gives sink and buffer back as they are: a stream that is not finished is
    /// truncated, and what waits in the buffer lost.
    pub fn into_parts(self) -> (W, B) {
        (self.sink, self.buffer)
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        &self.sink
    }

    /// The sink. What is written to it directly ends up inside the stream.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.sink
    }

    /// Encodes from `input` until bytes of it are taken, or `until` is reached.
    /// The last of the compressed bytes stay in the buffer.
    fn run(&mut self, input: &[u8], until: Until) -> io::Result<usize> {
        match self.state {
            State::New => {
                self.encode(|encoder, _| encoder.start().map(|()| Progress::default()))?
            }
            State::Open => Progress::default(),
            State::Ended if input.is_empty() => return Ok(0),
            State::Ended => {
                return Err(Error::custom(ErrorKind::Config, "the stream has ended").into());
            }
            State::Poisoned => return Err(Error::new(ErrorKind::Poisoned).into()),
        };
        if self.buffer.as_mut().is_empty() {
            return Err(Error::custom(ErrorKind::Config, "a buffer without room").into());
        }
        loop {
            if self.end == self.buffer.as_mut().len() {
                self.send()?;
            }
            let progress =
                self.encode(|encoder, room| encoder.encode_stream(input, room, until))?;
            self.end += progress.written;
            if progress.done && until == Until::Ended {
                self.state = State::Ended;
            }
            if progress.read > 0 || progress.done {
                return Ok(progress.read);
            }
            if progress.written == 0 {
                self.state = State::Poisoned;
                return Err(Error::custom(ErrorKind::Other, "the encoder stands still").into());
            }
        }
    }

    /// Has the encoder do something with the room in the buffer.
    fn encode(
        &mut self,
        call: impl FnOnce(&mut E, &mut [u8]) -> Result<Progress>,
    ) -> io::Result<Progress> {
        self.state = State::Poisoned;
        let progress = call(&mut self.encoder, &mut self.buffer.as_mut()[self.end..])?;
        self.state = State::Open;
        Ok(progress)
    }

    /// Sends all that waits.
    fn send(&mut self) -> io::Result<()> {
        while self.start < self.end {
            let n = self.drive(|sink, waiting| sink.write(waiting))?;
            self.start += n.min(self.end - self.start);
        }
        (self.start, self.end) = (0, 0);
        Ok(())
    }

    /// Has the sink do something with what waits, and judges how that went:
    /// whether its progress is still known. `Interrupted` is no progress.
    fn drive(
        &mut self,
        call: impl FnOnce(&mut W, &[u8]) -> io::Result<usize>,
    ) -> io::Result<usize> {
        let state = self.state;
        if state == State::Poisoned {
            return Err(Error::new(ErrorKind::Poisoned).into());
        }
        self.state = State::Poisoned;
        let result = call(&mut self.sink, &self.buffer.as_mut()[self.start..self.end]);
        match result {
            Ok(0) => {
                self.state = state;
                Err(io::ErrorKind::WriteZero.into())
            }
            Ok(n) => {
                self.state = state;
                Ok(n)
            }
            Err(error) => {
                if is_transient(error.kind()) {
                    self.state = state;
                }
                if error.kind() == io::ErrorKind::Interrupted { Ok(0) } else { Err(error) }
            }
        }
    }
}

/// Each call takes what the encoder takes before the buffer is full, at least
/// one byte.
impl<W: Write, E: StreamEncoder, B: AsMut<[u8]>> Write for EncodeWriter<W, E, B> {
    fn write(&mut self, input: &[u8]) -> io::Result<usize> {
        if input.is_empty() {
            return Ok(0);
        }
        self.run(input, Until::Later)
    }

    /// Sends everything written so far in a form that can be decompressed, then
    /// flushes the sink. Costs compression where it is done often.
    fn flush(&mut self) -> io::Result<()> {
        self.run(&[], Until::Flushed)?;
        self.send()?;
        // A flush has no length to answer with; 0 is an interrupted one.
        while self.drive(|sink, _| sink.flush().map(|()| 1))? == 0 {}
        Ok(())
    }
}

impl<W: fmt::Debug, E, B> fmt::Debug for EncodeWriter<W, E, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EncodeWriter")
            .field("sink", &self.sink)
            .field("waiting", &(self.end - self.start))
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}
