use crate::tokio::Stream;
use flatstream_chunk::{ChunkBuffer, Heap, StreamChunk};
use flatstream_core::MemoryPool;
use std::{
    fmt,
    future::poll_fn,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, ReadBuf};

/// Chunks from any [`AsyncRead`], one per read: what
/// [`ChunkReader`](crate::chunk::ChunkReader) is for `Read`, over the same
/// [`ChunkBuffer`], with its memory and cost.
///
/// **Cancel-safe**: a pending [`read_chunk`](AsyncChunkReader::read_chunk) that is
/// dropped has read nothing. The end of the source is not final: where the source
/// grows, a later call gives more.
///
/// ```
/// use flatstream::{AsyncChunkReader, chunk::ChunkBuffer};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// let source = &b"4.1 bar\n4.2 bar\n"[..];
/// let mut reader = AsyncChunkReader::new(source, ChunkBuffer::new("pump 3"));
/// let chunk = reader.read_chunk().await?.expect("bytes");
/// assert_eq!((chunk.offset, chunk.len()), (0, 16));
/// assert_eq!(reader.read_chunk().await?, None);
/// # Ok(())
/// # }
/// ```
pub struct AsyncChunkReader<R, P: MemoryPool = Heap> {
    source: R,
    buffer: ChunkBuffer<P>,
}

impl<R: AsyncRead + Unpin, P: MemoryPool + Clone + Send + 'static> AsyncChunkReader<R, P> {
    /// Chunks of `source`, made in `buffer`: the stream's name, where it begins,
    /// memory and statistics are said there.
    #[must_use]
    pub fn new(source: R, buffer: ChunkBuffer<P>) -> Self {
        Self { source, buffer }
    }

    /// What one read of the source gives, or `None` where it is at its end.
    /// Cancel-safe.
    ///
    /// # Errors
    ///
    /// The source's, but for `Interrupted`, after which it is read again. No byte is
    /// lost.
    pub async fn read_chunk(&mut self) -> io::Result<Option<StreamChunk>> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    /// As [`read_chunk`](AsyncChunkReader::read_chunk), for hand-written futures.
    ///
    /// # Errors
    ///
    /// As [`read_chunk`](AsyncChunkReader::read_chunk).
    pub fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<StreamChunk>>> {
        let mut space = ReadBuf::new(self.buffer.space());
        loop {
            match ready!(Pin::new(&mut self.source).poll_read(cx, &mut space)) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        }
        let len = space.filled().len();
        Poll::Ready(Ok(self.buffer.advance(len)))
    }

    /// The buffer: the stream's name, the offset of the next chunk.
    #[must_use]
    pub fn buffer(&self) -> &ChunkBuffer<P> {
        &self.buffer
    }

    /// The buffer, to [release](ChunkBuffer::release) its memory while the source is
    /// silent.
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

/// [`read_chunk`](AsyncChunkReader::read_chunk) until the end of the source, and
/// again after it.
impl<R: AsyncRead + Unpin, P: MemoryPool + Clone + Send + Unpin + 'static> Stream
    for AsyncChunkReader<R, P>
{
    type Item = io::Result<StreamChunk>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_chunk(cx).map(Result::transpose)
    }
}

impl<R, P: MemoryPool> fmt::Debug for AsyncChunkReader<R, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AsyncChunkReader").field("buffer", &self.buffer).finish_non_exhaustive()
    }
}
