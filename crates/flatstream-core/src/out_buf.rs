/// A growable byte buffer whose spare room is initialised, so that `Read` and
/// codecs can fill it without unsafe code and without zeroing it again.
///
/// Memory is zeroed once, when the buffer grows. [`clear`](OutBuf::clear) and
/// [`consume`](OutBuf::consume) keep it.
///
/// ```
/// use flatstream_core::OutBuf;
///
/// let mut out = OutBuf::new();
/// out.spare(5)[..5].copy_from_slice(b"hello");
/// out.advance(5);
/// assert_eq!(out.filled(), b"hello");
/// ```
#[derive(Clone, Debug, Default)]
pub struct OutBuf {
    mem: Vec<u8>,
    start: usize,
    end: usize,
}

impl OutBuf {
    /// An empty buffer; allocates nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { mem: Vec::new(), start: 0, end: 0 }
    }

    /// The bytes filled in and not consumed.
    #[inline]
    #[must_use]
    pub fn filled(&self) -> &[u8] {
        &self.mem[self.start..self.end]
    }

    /// The filled bytes, to be changed in place.
    #[inline]
    #[must_use]
    pub fn filled_mut(&mut self) -> &mut [u8] {
        &mut self.mem[self.start..self.end]
    }

    /// How many bytes are filled in.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether no byte is filled in.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.mem.len()
    }

    /// Forgets what is filled in and keeps the memory.
    #[inline]
    pub fn clear(&mut self) {
        self.start = 0;
        self.end = 0;
    }

    /// Drops all but the first `len` filled bytes, if there are more.
    #[inline]
    pub fn truncate(&mut self, len: usize) {
        self.end = self.end.min(self.start.saturating_add(len));
    }

    /// All the room behind the filled bytes: at least `min` bytes, initialised,
    /// of unspecified content. Moves the filled bytes to the front or grows
    /// (at least doubling) when the room is short.
    ///
    /// # Panics
    ///
    /// If the buffer would exceed `isize::MAX` bytes, or memory runs out.
    #[inline]
    pub fn spare(&mut self, min: usize) -> &mut [u8] {
        if self.start == self.end {
            self.clear();
        }
        if self.mem.len() - self.end < min {
            self.make_room(min);
        }
        &mut self.mem[self.end..]
    }

    #[cold]
    fn make_room(&mut self, min: usize) {
        self.mem.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        let wanted = self.end.saturating_add(min);
        if wanted > self.mem.len() {
            let doubled = self.mem.len().saturating_mul(2);
            self.mem.reserve_exact(wanted.max(doubled) - self.mem.len());
            self.mem.resize(self.mem.capacity(), 0);
        }
    }

    /// Counts the next `n` bytes of the spare room as filled.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline]
    pub fn advance(&mut self, n: usize) {
        assert!(n <= self.mem.len() - self.end, "advanced past the spare room");
        self.end += n;
    }

    /// Drops the first `n` filled bytes; costs nothing.
    ///
    /// # Panics
    ///
    /// If there are fewer.
    #[inline]
    pub fn consume(&mut self, n: usize) {
        assert!(n <= self.len(), "consumed more than is filled");
        self.start += n;
    }

    /// Appends a copy of `bytes`.
    pub fn extend_from_slice(&mut self, bytes: &[u8]) {
        self.spare(bytes.len())[..bytes.len()].copy_from_slice(bytes);
        self.end += bytes.len();
    }

    /// Gives memory back so that `capacity` bytes remain, or as many as are
    /// filled.
    pub fn shrink_to(&mut self, capacity: usize) {
        self.mem.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        self.mem.truncate(capacity.max(self.end));
        self.mem.shrink_to_fit();
    }

    /// All the memory, filled or not: to be given back to where it came from.
    #[must_use]
    pub fn into_memory(self) -> Vec<u8> {
        self.mem
    }

    /// The filled bytes, without a copy when nothing was consumed before them.
    #[must_use]
    pub fn into_vec(mut self) -> Vec<u8> {
        self.mem.truncate(self.end);
        self.mem.drain(..self.start);
        self.mem
    }
}

/// The vector's bytes are room; none is filled in.
///
/// ```
/// use flatstream_core::OutBuf;
///
/// let memory = vec![7; 64]; // out of a pool, say
/// let mut out = OutBuf::from(memory);
/// assert_eq!((out.len(), out.capacity()), (0, 64));
/// out.extend_from_slice(b"used");
/// assert_eq!(out.into_memory().len(), 64);
/// ```
impl From<Vec<u8>> for OutBuf {
    fn from(memory: Vec<u8>) -> Self {
        Self { mem: memory, start: 0, end: 0 }
    }
}

impl AsRef<[u8]> for OutBuf {
    fn as_ref(&self) -> &[u8] {
        self.filled()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn consumed_room_is_used_again_before_the_buffer_grows() {
        let mut out = OutBuf::new();
        out.extend_from_slice(b"0123456789abcdef");
        let capacity = out.capacity();
        out.consume(10);
        out.extend_from_slice(b"0123456789");
        assert_eq!(out.filled(), b"abcdef0123456789");
        assert_eq!(out.capacity(), capacity);
        out.extend_from_slice(b"!");
        assert_eq!(out.filled(), b"abcdef0123456789!");
        assert!(out.capacity() >= 2 * capacity);
    }

    #[test]
    fn shrinking_keeps_what_is_filled() {
        let mut out = OutBuf::new();
        out.spare(1 << 16);
        out.extend_from_slice(b"abc");
        out.consume(1);
        out.shrink_to(0);
        assert_eq!((out.filled(), out.capacity()), (&b"bc"[..], 2));
        assert_eq!(out.into_vec(), b"bc");
    }

    #[test]
    #[should_panic(expected = "advanced past the spare room")]
    fn advancing_past_the_room_panics() {
        OutBuf::new().advance(1);
    }
}
