use crate::{
    Bytes,
    shelves::{Memory, Shelves},
    sync::Arc,
};
use std::{
    fmt, mem,
    ops::{Deref, DerefMut},
};

/// A buffer lent by a [`BufferPool`](crate::BufferPool). Dropping it, on any
/// thread, returns the very memory that was lent.
///
/// It is a slice of the length asked for, in memory that may be longer.
///
/// **What it contains is unspecified**: initialised, but often what its last
/// user left. Send on only what you have written, and overwrite what nobody
/// else in the process may see, or keep a pool of its own for that.
///
/// Acquiring and dropping do not touch the heap where the pool has a buffer of
/// the class, and room for it afterwards.
///
/// ```
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// let mut buf = pool.acquire(5);
/// buf.copy_from_slice(b"hello");
/// buf.resize(4000); // in the same memory
/// buf[5..].fill(b'!');
/// assert_eq!((&buf[..6], buf.len(), buf.capacity()), (&b"hello!"[..], 4000, 4096));
///
/// let address = buf.as_ptr();
/// drop(buf);
/// assert_eq!(pool.acquire(100).as_ptr(), address);
/// ```
pub struct PooledBuf {
    memory: Memory,
    len: usize,
    shelves: Arc<Shelves>,
}

impl PooledBuf {
    #[inline]
    pub(crate) fn new(memory: Memory, len: usize, shelves: Arc<Shelves>) -> Self {
        Self { memory, len, shelves }
    }

    /// The bytes that [`resize`](PooledBuf::resize) can make of it without
    /// moving.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.memory.len()
    }

    /// Sets the length. The bytes up to the shorter of both lengths stay; what
    /// is behind them is unspecified.
    ///
    /// Up to the capacity this costs nothing. Beyond it the bytes are copied to
    /// another buffer of the pool, and the old one returns. Where `len` fits no
    /// class, the new capacity is `len` or twice the old, whichever is more, up
    /// to `isize::MAX`: growing in small steps moves only a few times.
    ///
    /// # Panics
    ///
    /// If `len` is above `isize::MAX`.
    ///
    /// ```
    /// use flatstream_pool::BufferPool;
    ///
    /// let pool = BufferPool::default();
    /// let mut buf = pool.acquire(2);
    /// buf.copy_from_slice(b"ab");
    /// buf.resize(1 << 16);
    /// assert_eq!((&buf[..2], buf.capacity()), (&b"ab"[..], 1 << 16));
    /// assert_eq!((pool.stats().out, pool.stats().idle), (1, 1));
    /// ```
    pub fn resize(&mut self, len: usize) {
        if len > self.capacity() {
            self.move_to(len);
        }
        self.len = len;
    }

    #[cold]
    fn move_to(&mut self, len: usize) {
        assert!(isize::try_from(len).is_ok(), "no buffer can have {len} bytes");
        let memory = self.shelves.lend_larger(self.capacity(), len);
        let mut moved = Self::new(memory, self.len, self.shelves.clone());
        moved.copy_from_slice(self);
        *self = moved;
    }

    /// The bytes as [`Bytes`], uncopied, for one small allocation. The memory
    /// returns to the pool when the last clone or slice of them is dropped.
    ///
    /// For many messages freeze one [`Slab`](crate::Slab) and cut it.
    ///
    /// ```
    /// use flatstream_pool::BufferPool;
    ///
    /// let pool = BufferPool::default();
    /// let mut buf = pool.acquire(5);
    /// buf.copy_from_slice(b"hello");
    /// let bytes = buf.freeze();
    /// let tail = bytes.slice(1..);
    /// drop(bytes);
    /// assert_eq!((&tail[..], pool.stats().out), (&b"ello"[..], 1));
    /// drop(tail);
    /// assert_eq!(pool.stats().out, 0);
    /// ```
    #[must_use]
    pub fn freeze(self) -> Bytes {
        Bytes::from_owner(self)
    }
}

impl Drop for PooledBuf {
    #[inline]
    fn drop(&mut self) {
        self.shelves.take_back(mem::take(&mut self.memory));
    }
}

impl Deref for PooledBuf {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        &self.memory[..self.len]
    }
}

impl DerefMut for PooledBuf {
    #[inline]
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.memory[..self.len]
    }
}

impl AsRef<[u8]> for PooledBuf {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl AsMut<[u8]> for PooledBuf {
    #[inline]
    fn as_mut(&mut self) -> &mut [u8] {
        self
    }
}

/// Without the content, which may be anybody's.
impl fmt::Debug for PooledBuf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PooledBuf")
            .field("len", &self.len)
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}
