use crate::{
    Heap, ReadSizes, StreamChunk, StreamId, StreamStats,
    lent::{copy, inline, lend, take},
    read_sizes::{Room, is_scant},
};
use bytes::Bytes;
use flatstream_core::{MemoryPool, Result};
use std::{fmt, mem, sync::Arc};

/// Makes chunks of what is read into it, one per read, and performs no I/O
/// itself.
///
/// Read into [`space`](ChunkBuffer::space), then say with
/// [`advance`](ChunkBuffer::advance) how much it was: that much is a chunk, at
/// its offset in the stream. [`ChunkReader`](crate::ChunkReader) does this with
/// any `Read`; whoever polls does it with a `poll_read` between the two calls.
///
/// # Memory
///
/// The room for a read [adapts](ReadSizes) to the source. A read that used a
/// quarter of its room or more becomes a chunk where it lies, uncopied, and the
/// next read gets other memory. A smaller one is copied out, and its room
/// serves the next read. So a chunk holds at most 4 times its bytes, or 64
/// bytes where it has fewer than 16, however long it is kept; with a pool, as
/// far as that lends memory of such lengths. The steps of the default
/// `BufferPool` are close enough.
///
/// A chunk costs one small allocation, none per byte: the count of its handles,
/// with the bytes themselves where it was copied and has at most 1024 of them.
/// Other bytes lie in memory of the pool, to which it returns when the last
/// piece of the chunk is dropped, on whatever thread. Without a pool that
/// memory is a second allocation.
///
/// ```
/// use flatstream_chunk::ChunkBuffer;
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// let mut buffer = ChunkBuffer::pooled("pump 3", pool.clone());
///
/// let space = buffer.space();
/// space[..2000].fill(b'x'); // a read
/// let chunk = buffer.advance(2000).expect("something was read");
/// assert_eq!((chunk.offset, chunk.len()), (0, 2000));
///
/// buffer.space()[..7].copy_from_slice(b"4.1 bar");
/// let chunk = buffer.advance(7).expect("something was read");
/// assert_eq!((chunk.offset, chunk.as_str()?), (2000, "4.1 bar"));
/// # Ok::<(), std::str::Utf8Error>(())
/// ```
pub struct ChunkBuffer<P: MemoryPool = Heap> {
    stream_id: StreamId,
    offset: u64,
    /// Room for a read; empty where none was asked for since the last chunk.
    memory: Vec<u8>,
    /// Whether `memory` has served a read that was copied out.
    kept: bool,
    room: Room,
    pool: P,
    stats: Option<Arc<StreamStats>>,
}

impl ChunkBuffer {
    /// Chunks of that stream, from offset 0, in memory of the heap. Allocates
    /// nothing yet.
    #[must_use]
    pub fn new(stream_id: impl Into<StreamId>) -> Self {
        Self::with_memory(stream_id.into(), Heap)
    }
}

impl<P: MemoryPool + Clone + Send + 'static> ChunkBuffer<P> {
    /// Chunks of that stream, from offset 0, in memory of the pool that `pool`
    /// is a handle of. Takes nothing from it yet.
    #[must_use]
    pub fn pooled(stream_id: impl Into<StreamId>, pool: P) -> Self {
        Self::with_memory(stream_id.into(), pool)
    }

    /// Sets where in the stream the first chunk begins, in bytes.
    #[must_use]
    pub fn with_offset(mut self, offset: u64) -> Self {
        self.offset = offset;
        self
    }

    /// Sets the bounds of the room for a read.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](flatstream_core::ErrorKind::Config): bounds with
    /// nothing between them.
    pub fn with_sizes(mut self, sizes: ReadSizes) -> Result<Self> {
        self.room = Room::new(sizes)?;
        self.release();
        Ok(self)
    }

    /// Sets where chunks are counted, and their buffers: room that served before
    /// counts as reused, memory that had to be allocated as new. Of a pool that
    /// [does not know](MemoryPool::take_known) which it was, neither is counted.
    #[must_use]
    pub fn with_stats(mut self, stats: Arc<StreamStats>) -> Self {
        self.stats = Some(stats);
        self
    }

    /// The room for the next read: never empty, initialised, of unspecified
    /// content.
    ///
    /// The same room, unchanged, until the next
    /// [`advance`](ChunkBuffer::advance) by more than 0 or
    /// [`release`](ChunkBuffer::release).
    #[inline]
    #[must_use]
    pub fn space(&mut self) -> &mut [u8] {
        if self.memory.is_empty() {
            let (memory, served) = take(&self.pool, self.room.bytes());
            self.memory = memory;
            self.count_buffer(served);
        }
        &mut self.memory
    }

    /// The first `len` bytes of [`space`](ChunkBuffer::space) as a chunk;
    /// `None` where `len` is 0.
    ///
    /// # Panics
    ///
    /// If there are fewer, or no room was asked for since the last chunk.
    pub fn advance(&mut self, len: usize) -> Option<StreamChunk> {
        let room = self.memory.len();
        assert!(len <= room, "{len} bytes read where {room} fit");
        if len == 0 {
            return None;
        }
        if mem::take(&mut self.kept) {
            self.count_buffer(Some(true));
        }
        let shrinks = self.room.observe(len, room);
        let data = if is_scant(len, room) {
            self.copy_out(len, shrinks)
        } else {
            lend(mem::take(&mut self.memory), len, self.pool.clone())
        };
        if let Some(stats) = &self.stats {
            stats.record_chunk(len);
        }
        let chunk = StreamChunk::from_bytes(self.stream_id.clone(), data, self.offset);
        self.offset = chunk.end_offset();
        Some(chunk)
    }

    fn copy_out(&mut self, len: usize, shrinks: bool) -> Bytes {
        let data = match inline(&self.memory[..len]) {
            Some(data) => data,
            None => {
                let (data, served) = copy(&self.memory[..len], self.pool.clone());
                self.count_buffer(served);
                data
            }
        };
        if shrinks {
            self.release();
        } else {
            self.kept = true;
        }
        data
    }
}

impl<P: MemoryPool> ChunkBuffer<P> {
    fn with_memory(stream_id: StreamId, pool: P) -> Self {
        Self {
            stream_id,
            offset: 0,
            memory: Vec::new(),
            kept: false,
            room: Room::default(),
            pool,
            stats: None,
        }
    }

    /// The stream of the chunks.
    #[must_use]
    pub fn stream_id(&self) -> &StreamId {
        &self.stream_id
    }

    /// Where the next chunk begins in the stream, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Gives the room for the next read back, if there is any: for one of many
    /// buffers whose sources are mostly silent. What was read and not taken
    /// with [`advance`](ChunkBuffer::advance) is lost.
    pub fn release(&mut self) {
        self.kept = false;
        if !self.memory.is_empty() {
            self.pool.give(mem::take(&mut self.memory));
        }
    }

    /// Counts a buffer that has served before, or not, if that is known.
    fn count_buffer(&self, served: Option<bool>) {
        if let (Some(stats), Some(served)) = (&self.stats, served) {
            stats.record_buffers(served.into(), (!served).into());
        }
    }
}

/// The room goes back to the pool.
impl<P: MemoryPool> Drop for ChunkBuffer<P> {
    fn drop(&mut self) {
        self.release();
    }
}

impl<P: MemoryPool> fmt::Debug for ChunkBuffer<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkBuffer")
            .field("stream_id", &self.stream_id)
            .field("offset", &self.offset)
            .field("room", &self.room)
            .finish_non_exhaustive()
    }
}
