use crate::StreamId;
use bytes::Bytes;
use std::{
    borrow::Cow,
    fmt,
    hash::{Hash, Hasher},
    ops::{Bound, Range, RangeBounds},
    str::{self, Utf8Error},
};

/// A piece of a stream: which one, which bytes, and where they begin in it.
///
/// The bytes are shared: cloning, slicing and cutting a chunk neither copies nor
/// allocates, whatever its length, on whichever thread. The memory is freed, or
/// goes back to its pool, when the last piece of it is dropped: a small piece
/// that is kept keeps the whole buffer.
///
/// ```
/// use flatstream_chunk::StreamChunk;
///
/// let chunk = StreamChunk::new("pump 3", b"4.1 bar\n4.2 bar\n".to_vec(), 1000);
/// assert_eq!(chunk.slice(0..7), "4.1 bar");
///
/// let second = chunk.sub_chunk(8..);
/// assert_eq!((second.as_str()?, second.offset), ("4.2 bar\n", 1008));
/// assert_eq!(second.stream_id, "pump 3");
/// # Ok::<(), std::str::Utf8Error>(())
/// ```
#[derive(Clone)]
pub struct StreamChunk {
    /// The stream that the bytes are of.
    pub stream_id: StreamId,
    /// The bytes.
    pub data: Bytes,
    /// Where the first of them stands in the stream, in bytes. Offsets end at
    /// `u64::MAX`: what is cut behind that is said to be there.
    pub offset: u64,
    /// The chunk that this one was cut from: what lets neighbours be joined again.
    /// `None` where it was not cut.
    pub(crate) whole: Option<Bytes>,
}

impl StreamChunk {
    /// Takes over a vector. Costs one small allocation, so that no clone or slice
    /// ever costs one.
    #[must_use]
    pub fn new(stream_id: impl Into<StreamId>, data: Vec<u8>, offset: u64) -> Self {
        Self::from_bytes(stream_id, data.into(), offset)
    }

    /// Takes over shared bytes, uncopied.
    ///
    /// Costs nothing where they are shared already or static. `Bytes` made from a
    /// vector that were never cloned or sliced cost the one allocation that their
    /// first clone would.
    #[must_use]
    pub fn from_bytes(stream_id: impl Into<StreamId>, data: Bytes, offset: u64) -> Self {
        if data.is_unique() {
            // Makes the count of references that `Bytes` puts off until there are two.
            drop(data.clone());
        }
        Self { stream_id: stream_id.into(), data, offset, whole: None }
    }

    /// The bytes in `range`, shared.
    ///
    /// # Panics
    ///
    /// As [`Bytes::slice`]: where the range is not within the chunk, or ends before
    /// it begins. [`slice_checked`](StreamChunk::slice_checked) does not.
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn slice(&self, range: impl RangeBounds<usize>) -> Bytes {
        self.data.slice(self.range(&range))
    }

    /// As [`slice`](StreamChunk::slice), or `None` where it would panic.
    #[inline]
    #[must_use]
    pub fn slice_checked(&self, range: impl RangeBounds<usize>) -> Option<Bytes> {
        Some(self.data.slice(self.range_checked(&range)?))
    }

    /// The chunk of the bytes in `range`: same stream, its own offset.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", vec![0; 100], 5000);
    /// assert_eq!(chunk.sub_chunk(20..30).offset, 5020);
    /// assert!(chunk.sub_chunk_checked(20..101).is_none());
    /// ```
    ///
    /// # Panics
    ///
    /// As [`slice`](StreamChunk::slice).
    #[inline]
    #[must_use]
    #[track_caller]
    pub fn sub_chunk(&self, range: impl RangeBounds<usize>) -> Self {
        self.cut(self.range(&range))
    }

    /// As [`sub_chunk`](StreamChunk::sub_chunk), or `None` where it would panic.
    #[inline]
    #[must_use]
    pub fn sub_chunk_checked(&self, range: impl RangeBounds<usize>) -> Option<Self> {
        Some(self.cut(self.range_checked(&range)?))
    }

    /// The first `at` bytes, and the others.
    ///
    /// # Panics
    ///
    /// If there are fewer than `at`.
    #[must_use]
    #[track_caller]
    pub fn split_at(&self, at: usize) -> (Self, Self) {
        match self.split_at_checked(at) {
            Some(parts) => parts,
            None => panic!("split at {at} of a chunk of {} bytes", self.len()),
        }
    }

    /// As [`split_at`](StreamChunk::split_at), or `None` where it would panic.
    #[must_use]
    pub fn split_at_checked(&self, at: usize) -> Option<(Self, Self)> {
        (at <= self.len()).then(|| (self.cut(0..at), self.cut(at..self.len())))
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.data.len()
    }

    /// Whether there are no bytes.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Where the chunk ends in its stream, in bytes; `u64::MAX` at most.
    #[inline]
    #[must_use]
    pub fn end_offset(&self) -> u64 {
        self.offset.saturating_add(self.len() as u64)
    }

    /// The bytes as text. O(n).
    ///
    /// # Errors
    ///
    /// Where they are not UTF-8, a character that the chunk begins or ends in
    /// included: [`Utf8Chunks`](crate::Utf8Chunks) joins those.
    pub fn as_str(&self) -> Result<&str, Utf8Error> {
        str::from_utf8(&self.data)
    }

    /// The bytes as text, with U+FFFD for what is not UTF-8. Allocates only where
    /// there is such. O(n).
    #[must_use]
    pub fn as_str_lossy(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.data)
    }

    /// The bytes, and no other handle of their buffer, so that the last holder may
    /// have it for a vector: `Vec::from`. The field `data` alone may leave one, of
    /// the chunk that this one was cut from, until the rest is dropped.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.data
    }

    #[inline]
    fn cut(&self, range: Range<usize>) -> Self {
        self.part(range, || Some(self.whole.as_ref().unwrap_or(&self.data).clone()))
    }

    /// The chunk of the bytes in `range`, which knows no neighbours.
    #[inline]
    pub(crate) fn cut_out(&self, range: Range<usize>) -> Self {
        self.part(range, || None)
    }

    #[inline]
    fn part(&self, range: Range<usize>, whole: impl FnOnce() -> Option<Bytes>) -> Self {
        Self {
            stream_id: self.stream_id.clone(),
            offset: self.offset.saturating_add(range.start as u64),
            data: self.data.slice(range),
            whole: whole(),
        }
    }

    #[inline]
    #[track_caller]
    fn range(&self, range: &impl RangeBounds<usize>) -> Range<usize> {
        match self.range_checked(range) {
            Some(range) => range,
            None => out_of_range(range.start_bound(), range.end_bound(), self.len()),
        }
    }

    /// `range` as numbers, where it is within the chunk.
    #[inline]
    fn range_checked(&self, range: &impl RangeBounds<usize>) -> Option<Range<usize>> {
        let start = match range.start_bound() {
            Bound::Included(&start) => start,
            Bound::Excluded(&before) => before.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            Bound::Included(&last) => last.checked_add(1)?,
            Bound::Excluded(&end) => end,
            Bound::Unbounded => self.len(),
        };
        (start <= end && end <= self.len()).then_some(start..end)
    }
}

#[cold]
#[inline(never)]
#[track_caller]
fn out_of_range(start: Bound<&usize>, end: Bound<&usize>, len: usize) -> ! {
    let start = match start {
        Bound::Included(start) => start.to_string(),
        Bound::Excluded(before) => format!("above {before}"),
        Bound::Unbounded => String::new(),
    };
    let end = match end {
        Bound::Included(last) => format!("={last}"),
        Bound::Excluded(end) => end.to_string(),
        Bound::Unbounded => String::new(),
    };
    panic!("range {start}..{end} of a chunk of {len} bytes")
}

/// Same stream, same bytes, same offset.
impl PartialEq for StreamChunk {
    fn eq(&self, other: &Self) -> bool {
        self.offset == other.offset && self.stream_id == other.stream_id && self.data == other.data
    }
}

impl Eq for StreamChunk {}

impl Hash for StreamChunk {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.stream_id.hash(state);
        self.offset.hash(state);
        self.data.hash(state);
    }
}

impl AsRef<[u8]> for StreamChunk {
    fn as_ref(&self) -> &[u8] {
        &self.data
    }
}

impl fmt::Debug for StreamChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamChunk")
            .field("stream_id", &self.stream_id)
            .field("data", &self.data)
            .field("offset", &self.offset)
            .finish()
    }
}
