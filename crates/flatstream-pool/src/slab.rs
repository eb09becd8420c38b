use crate::{Bytes, PooledBuf};
use std::{fmt, ops::Range};

/// A pooled buffer that many messages are written to, one behind the other, to
/// be handed out as [`Bytes`] without an allocation for each.
///
/// Freezing costs one small allocation per slab; cutting costs none per
/// message. The memory returns to the pool when the last of the pieces is
/// dropped, on whatever thread: one piece that is kept keeps the whole slab
/// out.
///
/// ```
/// use flatstream_pool::BufferPool;
///
/// let pool = BufferPool::default();
/// let mut slab = pool.slab(65_536);
/// let mut places = Vec::new();
/// while let Some(place) = slab.push(b"one message") {
///     places.push(place);
/// }
/// let bytes = slab.freeze();
/// let messages: Vec<_> = places.into_iter().map(|place| bytes.slice(place)).collect();
/// assert_eq!((messages.len(), &messages[7][..]), (5957, &b"one message"[..]));
///
/// drop(bytes);
/// assert_eq!(pool.stats().out, 1);
/// drop(messages);
/// assert_eq!(pool.stats().out, 0);
/// ```
pub struct Slab {
    /// As long as its capacity.
    buf: PooledBuf,
    filled: usize,
}

impl Slab {
    /// An empty slab in the memory of `buf`, all its capacity. What `buf`
    /// contained is overwritten.
    #[must_use]
    pub fn new(mut buf: PooledBuf) -> Self {
        buf.resize(buf.capacity());
        Self { buf, filled: 0 }
    }

    /// Copies `bytes` behind what is there and says where they are, or `None`
    /// if they do not fit.
    #[inline]
    pub fn push(&mut self, bytes: &[u8]) -> Option<Range<usize>> {
        let start = self.filled;
        self.spare().get_mut(..bytes.len())?.copy_from_slice(bytes);
        self.filled += bytes.len();
        Some(start..self.filled)
    }

    /// The room behind what is there, to be written to; its content is
    /// unspecified. [`advance`](Slab::advance) then says how much was written.
    ///
    /// ```
    /// use flatstream_pool::BufferPool;
    /// use std::io::Read;
    ///
    /// let mut slab = BufferPool::default().slab(4096);
    /// let n = (&b"from a socket"[..]).read(slab.spare())?;
    /// slab.advance(n);
    /// assert_eq!(slab.filled(), b"from a socket");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[inline]
    #[must_use]
    pub fn spare(&mut self) -> &mut [u8] {
        &mut self.buf[self.filled..]
    }

    /// Takes the first `n` bytes of [`spare`](Slab::spare) as written.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline]
    pub fn advance(&mut self, n: usize) {
        let spare = self.capacity() - self.filled;
        assert!(n <= spare, "{n} bytes written where {spare} fit");
        self.filled += n;
    }

    /// What has been written.
    #[must_use]
    pub fn filled(&self) -> &[u8] {
        &self.buf[..self.filled]
    }

    /// Bytes written.
    #[must_use]
    pub fn len(&self) -> usize {
        self.filled
    }

    /// Whether nothing has been written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.filled == 0
    }

    /// Bytes that fit in all.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.buf.capacity()
    }

    /// What has been written, to be cut with [`Bytes::slice`]. One allocation;
    /// nothing is copied, and the room that is left is out of reach.
    #[must_use]
    pub fn freeze(mut self) -> Bytes {
        self.buf.resize(self.filled);
        self.buf.freeze()
    }
}

impl fmt::Debug for Slab {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slab")
            .field("len", &self.filled)
            .field("capacity", &self.capacity())
            .finish_non_exhaustive()
    }
}
