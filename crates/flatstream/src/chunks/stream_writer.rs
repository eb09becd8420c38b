use crate::{BlockWriter, DefaultFramer, Durable, Format, FormatFramer, StreamWriter};
use flatstream_chunk::{StreamChunk, StreamStats};
use flatstream_core::{Error, Limits, Result};
use std::{
    fmt,
    io::{self, IoSlice, Write},
    sync::Arc,
};

/// Writes chunks as messages of a stream, compressed as a [`Format`] says.
///
/// Chunks of any streams go to one sink. With a codec, small ones are gathered in
/// blocks of 64 KiB and compressed together, larger ones each for itself; with
/// [`Format::adaptive`] what does not shrink is not tried for a while. Reading undoes
/// it: see [`ChunkStreamReader`](crate::ChunkStreamReader). Allocates nothing per
/// chunk once buffers have grown.
///
/// A chunk costs 40 to 60 bytes and its stream's name beside its data, before
/// compression; the message is that of
/// [`ChunkMessage`](crate::chunk::ChunkMessage).
///
/// Dropping it sends what waits and ignores failures;
/// [`finish`](ChunkStreamWriter::finish) reports them.
///
#[cfg_attr(feature = "zstd", doc = "```")]
#[cfg_attr(not(feature = "zstd"), doc = "```ignore")]
/// use flatstream::{ChunkStreamReader, ChunkStreamWriter, CodecKind, Format, StreamChunk, StreamId};
///
/// let format = Format::new().codec(CodecKind::Zstd);
/// let mut writer = ChunkStreamWriter::new(Vec::new(), &format)?;
/// let id = StreamId::from("pump 3");
/// let text = StreamChunk::new(&id, b"4.1 bar, 4.1 bar, 4.2 bar\n".repeat(1000), 0);
/// writer.write(&text)?;
/// let wire = writer.finish().map_err(|(error, _)| error)?;
/// assert!(wire.len() < text.len() / 50);
///
/// let mut reader = ChunkStreamReader::new(&wire[..], format.deframer()?);
/// assert_eq!(reader.read_chunk()?, Some(text));
/// assert_eq!(reader.read_chunk()?, None);
/// # Ok::<(), flatstream::Error>(())
/// ```
pub struct ChunkStreamWriter<W: Write> {
    writer: Writer<W>,
    stats: Option<Arc<StreamStats>>,
    /// Bytes of messages, and what became of them, that the statistics know of.
    recorded: (u64, u64),
}

type Writer<W> = StreamWriter<'static, BlockWriter<Counted<W>, FormatFramer>, DefaultFramer>;

impl<W: Write> ChunkStreamWriter<W> {
    /// A writer under the default [`Limits`].
    ///
    /// # Errors
    ///
    /// As [`Format::framer`].
    pub fn new(sink: W, format: &Format) -> Result<Self> {
        let writer = StreamWriter::with_format(Counted { sink, bytes: 0 }, format)?;
        Ok(Self { writer, stats: None, recorded: (0, 0) })
    }

    /// Sets the limits; set the same where the stream is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.writer = self.writer.block_limits(limits);
        self
    }

    /// Sets where chunks are counted, and what compression gains: messages against
    /// what the sink was given for them, exact when nothing waits in a block.
    #[must_use]
    pub fn with_stats(mut self, stats: Arc<StreamStats>) -> Self {
        self.stats = Some(stats);
        self
    }

    /// Writes `chunk` as one message. It may wait in a block until
    /// [`flush`](ChunkStreamWriter::flush).
    ///
    /// # Errors
    ///
    /// As [`StreamWriter::write`]: after `WouldBlock`,
    /// [`chunks_written`](ChunkStreamWriter::chunks_written) tells whether the chunk
    /// was taken all the same, and the next call or `flush` goes on.
    pub fn write(&mut self, chunk: &StreamChunk) -> Result<()> {
        let before = self.chunks_written();
        let written = self.writer.write(chunk);
        // A chunk may be taken although the sink would block.
        if let Some(stats) = &self.stats
            && self.chunks_written() > before
        {
            stats.record_chunk(chunk.len());
        }
        self.record_gain();
        written
    }

    /// Sends what waits and flushes the sink.
    ///
    /// # Errors
    ///
    /// As [`StreamWriter::flush`].
    pub fn flush(&mut self) -> Result<()> {
        let flushed = self.writer.flush();
        self.record_gain();
        flushed
    }

    /// Sends what waits and waits until everything written is on stable storage.
    ///
    /// # Errors
    ///
    /// As [`StreamWriter::sync`].
    pub fn sync(&mut self) -> Result<()>
    where
        W: Durable,
    {
        let synced = self.writer.sync();
        self.record_gain();
        synced
    }

    /// Sends what waits, flushes the sink and gives it back.
    ///
    /// # Errors
    ///
    /// As [`flush`](ChunkStreamWriter::flush), together with the writer: a transient
    /// failure can be tried again.
    #[expect(clippy::result_large_err, reason = "the writer comes back, by value")]
    pub fn finish(mut self) -> Result<W, (Error, Self)> {
        if let Err(error) = self.flush() {
            return Err((error, self));
        }
        match self.writer.into_inner().into_inner() {
            Ok(Counted { sink, .. }) => Ok(sink),
            Err(_) => unreachable!("a writer that was flushed has nothing to send"),
        }
    }

    /// Tells the statistics what has left since the last time.
    fn record_gain(&mut self) {
        let stored = self.writer.get_ref().get_ref().bytes;
        if let Some(stats) = &self.stats
            && stored != self.recorded.1
        {
            let raw = self.writer.bytes_written();
            stats.record_compression(raw - self.recorded.0, stored - self.recorded.1);
            self.recorded = (raw, stored);
        }
    }

    /// Chunks taken so far.
    pub fn chunks_written(&self) -> u64 {
        self.writer.messages_written()
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        &self.writer.get_ref().get_ref().sink
    }

    /// The sink. What is written to it directly overtakes what waits here.
    pub fn get_mut(&mut self) -> &mut W {
        &mut self.writer.get_mut().get_mut().sink
    }
}

impl<W: Write + fmt::Debug> fmt::Debug for ChunkStreamWriter<W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkStreamWriter").field("writer", &self.writer).finish_non_exhaustive()
    }
}

/// A sink that knows how many bytes it has taken.
#[derive(Debug)]
struct Counted<W> {
    sink: W,
    bytes: u64,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.sink.write(bytes)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let taken = self.sink.write_vectored(parts)?;
        self.bytes += taken as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl<W: Durable> Durable for Counted<W> {
    fn sync(&mut self) -> io::Result<()> {
        self.sink.sync()
    }
}
