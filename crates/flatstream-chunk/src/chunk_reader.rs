use crate::{ChunkBuffer, Heap, StreamChunk};
use flatstream_core::MemoryPool;
use std::{
    fmt,
    io::{self, Read},
};

/// Chunks from any [`Read`], one per read.
///
/// It waits for no more than one read, so that a chunk is there as soon as its
/// bytes are. The end of the source is not final: where the source grows, a
/// later call gives more, so a file can be followed.
///
/// Memory and cost are those of [`ChunkBuffer`]. The source needs no buffer of
/// its own.
///
/// ```
/// use flatstream_chunk::{ChunkBuffer, ChunkReader};
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// let source = &[b'x'; 10_000][..];
/// let mut reader = ChunkReader::new(source, ChunkBuffer::pooled("log", pool));
///
/// let first = reader.read_chunk()?.expect("bytes");
/// assert_eq!((first.offset, first.len()), (0, 4096));
/// let others: std::io::Result<Vec<_>> = reader.collect();
/// assert_eq!(others?.iter().map(|chunk| chunk.offset).collect::<Vec<_>>(), [4096]);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct ChunkReader<R, P: MemoryPool = Heap> {
    source: R,
    buffer: ChunkBuffer<P>,
}

impl<R, P: MemoryPool + Clone + Send + 'static> ChunkReader<R, P> {
    /// Chunks of `source`, made in `buffer`: the stream's name, where it
    /// begins, memory and statistics are said there.
    #[must_use]
    pub fn new(source: R, buffer: ChunkBuffer<P>) -> Self {
        Self { source, buffer }
    }

    /// What one read of the source gives, or `None` where it is at its end. The
    /// next call reads again.
    ///
    /// # Errors
    ///
    /// The source's, but for `Interrupted`, after which it is read again. No
    /// byte is lost: after `WouldBlock` or `TimedOut` the next call goes on. A
    /// source that says it has read more than there was room for is
    /// [`io::ErrorKind::Other`].
    pub fn read_chunk(&mut self) -> io::Result<Option<StreamChunk>>
    where
        R: Read,
    {
        let space = self.buffer.space();
        let len = loop {
            match self.source.read(space) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        if len > space.len() {
            return Err(io::Error::other("the source says it read more than there was room for"));
        }
        Ok(self.buffer.advance(len))
    }

    /// The buffer: the stream's name, the offset of the next chunk.
    #[must_use]
    pub fn buffer(&self) -> &ChunkBuffer<P> {
        &self.buffer
    }

    /// The buffer, to [release](ChunkBuffer::release) its memory while the
    /// source is silent.
    #[must_use]
    pub fn buffer_mut(&mut self) -> &mut ChunkBuffer<P> {
        &mut self.buffer
    }

    /// The source.
    #[must_use]
    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// The source. What is read from it here is in no chunk, and in no offset.
    #[must_use]
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.source
    }

    /// The source, at the first byte that is in no chunk.
    #[must_use]
    pub fn into_inner(self) -> R {
        self.source
    }
}

/// [`read_chunk`](ChunkReader::read_chunk) until the end of the source, and
/// again after it.
impl<R: Read, P: MemoryPool + Clone + Send + 'static> Iterator for ChunkReader<R, P> {
    type Item = io::Result<StreamChunk>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_chunk().transpose()
    }
}

impl<R, P: MemoryPool> fmt::Debug for ChunkReader<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkReader").field("buffer", &self.buffer).finish_non_exhaustive()
    }
}
