use flatstream_chunk::{ChunkBuffer, ChunkReader, Heap, StreamChunk, StreamIds, StreamStats};
use flatstream_core::{Deframer, Error, Limits, MemoryPool, Position, Result};
use flatstream_framing::BytesDecoder;
use std::{fmt, io::Read, sync::Arc};

/// Reads a stream of chunks back that a [`ChunkStreamWriter`], or any writer, has
/// written as messages.
///
/// Chunks are not copied: each shares the memory that it was read into, which goes
/// back to its pool with the last piece of it. A chunk that lies in two reads is
/// copied together, and compressed ones are decoded into memory of 64 KiB at a time,
/// with one copy; both in memory of the heap. The names of streams are shared. A
/// chunk that is kept keeps all that was read, joined or decoded with it: to keep
/// few of many, copy them.
///
/// # Cost
///
/// One allocation per read of the source, of up to 256 KiB, and where the memory is
/// the heap's or the pool has none, another. None per chunk that lies in one read.
/// None for the others either, while no chunk is kept and none of more than 64 KiB
/// lies in several reads. Else
///
/// - a chunk that lies in several reads costs 2 or 3, and up to 20 if it has to be
///   joined of many;
/// - with a codec, 64 KiB of what was decoded cost 2: 0.03 for a chunk of 1000 bytes.
///
/// A stream's name costs one where it is not among the last ones
/// ([`StreamIds`]).
///
/// To borrow messages without an allocation, use a
/// [`StreamReader`](crate::StreamReader) and
/// [`ChunkMessage::parse`](crate::chunk::ChunkMessage::parse); for an async source,
/// the reader of the feature `tokio` and [`StreamChunk::from_message`].
///
/// # Failures
///
/// As [`StreamReader`](crate::StreamReader);
/// [`InvalidPayload`](crate::ErrorKind::InvalidPayload) for a message that is no
/// chunk, after which the next call goes on with the next one.
///
/// ```
/// use flatstream::{ChunkStreamReader, ChunkStreamWriter, Format, StreamChunk};
///
/// let format = Format::new();
/// let mut writer = ChunkStreamWriter::new(Vec::new(), &format)?;
/// for (stream, offset) in [("pump 3", 0), ("pump 4", 0), ("pump 3", 8)] {
///     writer.write(&StreamChunk::new(stream, b"4.1 bar\n".to_vec(), offset))?;
/// }
/// let wire = writer.finish().map_err(|(error, _)| error)?;
///
/// let mut bytes = 0;
/// for chunk in ChunkStreamReader::new(&wire[..], format.deframer()?) {
///     bytes += chunk.map(|chunk| chunk.len())?;
/// }
/// assert_eq!(bytes, 24);
/// # Ok::<(), flatstream::Error>(())
/// ```
///
/// [`ChunkStreamWriter`]: crate::ChunkStreamWriter
pub struct ChunkStreamReader<R, D, P: MemoryPool = Heap> {
    source: ChunkReader<R, P>,
    decoder: BytesDecoder<D>,
    ids: StreamIds,
    stats: Option<Arc<StreamStats>>,
}

impl<R: Read, D: Deframer> ChunkStreamReader<R, D> {
    /// A reader under the default [`Limits`], in memory of the heap.
    pub fn new(source: R, deframer: D) -> Self {
        Self::with_buffer(source, deframer, ChunkBuffer::new(""))
    }
}

impl<R: Read, D: Deframer, P: MemoryPool + Clone + Send + 'static> ChunkStreamReader<R, D, P> {
    /// A reader in memory of the pool that `pool` is a handle of.
    pub fn pooled(source: R, deframer: D, pool: P) -> Self {
        Self::with_buffer(source, deframer, ChunkBuffer::pooled("", pool))
    }

    /// A reader with the caller's buffer, which says where memory comes from and how
    /// much is read at a time. Its stream's name and offset have no meaning here.
    pub fn with_buffer(source: R, deframer: D, buffer: ChunkBuffer<P>) -> Self {
        Self {
            source: ChunkReader::new(source, buffer),
            decoder: BytesDecoder::new(deframer),
            ids: StreamIds::default(),
            stats: None,
        }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.decoder = self.decoder.limits(limits);
        self
    }

    /// Sets where chunks are counted.
    #[must_use]
    pub fn with_stats(mut self, stats: Arc<StreamStats>) -> Self {
        self.stats = Some(stats);
        self
    }

    /// The next chunk, or `None` at a clean end; a later call goes on where the
    /// source has grown.
    ///
    /// # Errors
    ///
    /// As the type's documentation says.
    pub fn read_chunk(&mut self) -> Result<Option<StreamChunk>> {
        loop {
            if let Some(payload) = self.decoder.next_payload()? {
                let at = self.decoder.frame_position();
                let chunk = StreamChunk::from_message(&payload, &mut self.ids)
                    .map_err(|error| error.at(at))?;
                if let Some(stats) = &self.stats {
                    stats.record_chunk(chunk.len());
                }
                return Ok(Some(chunk));
            }
            if self.decoder.is_lost() {
                return Ok(None);
            }
            let read = self.source.read_chunk();
            match read.map_err(|error| Error::from(error).at(self.decoder.frame_position()))? {
                Some(bytes) => self.decoder.push(bytes.into_bytes()),
                None => {
                    self.decoder.finish()?;
                    return Ok(None);
                }
            }
        }
    }

    /// Where the next frame begins.
    ///
    /// By `&mut self`, or `Iterator::position` would come first behind a mutable
    /// reference.
    pub fn position(&mut self) -> Position {
        self.decoder.position()
    }

    /// Gives the room for the next read back, if there is any: for one of many
    /// readers whose sources are mostly silent. Nothing of the stream is lost.
    pub fn release(&mut self) {
        self.source.buffer_mut().release();
    }

    /// The source. What it yields next lies behind the read-ahead.
    pub fn get_ref(&self) -> &R {
        self.source.get_ref()
    }

    /// The source, for settings such as a socket's; what is read from it here is
    /// missing in the stream.
    pub fn get_mut(&mut self) -> &mut R {
        self.source.get_mut()
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.decoder.deframer()
    }

    /// The source. Bytes read ahead are lost.
    pub fn into_inner(self) -> R {
        self.source.into_inner()
    }
}

/// [`read_chunk`](ChunkStreamReader::read_chunk) until a clean end. After an error it
/// goes on, so stop at a persistent I/O error.
impl<R: Read, D: Deframer, P: MemoryPool + Clone + Send + 'static> Iterator
    for ChunkStreamReader<R, D, P>
{
    type Item = Result<StreamChunk>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_chunk().transpose()
    }
}

impl<R, D: fmt::Debug, P: MemoryPool> fmt::Debug for ChunkStreamReader<R, D, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkStreamReader")
            .field("source", &self.source)
            .field("decoder", &self.decoder)
            .finish_non_exhaustive()
    }
}
