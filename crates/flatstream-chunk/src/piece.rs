use crate::{Adjacency, Discontinuity, StreamChunk, StreamId, join::copied};
use bytes::{Buf, Bytes};
use std::{collections::VecDeque, fmt, io::IoSlice, slice};

/// A run of bytes of one stream that may lie in several buffers: what is cut
/// from a stream of chunks.
///
/// Mostly it is one chunk, and then it costs nothing beyond it. Where it spans
/// chunks, those that are neighbours in one buffer are joined without copying;
/// only a piece that spans buffers has several parts, which cost one allocation
/// and are not copied either.
///
/// It is read through [`parts`](Piece::parts), as [`bytes::Buf`], or in one with
/// [`into_chunk`](Piece::into_chunk). Two pieces are equal if they are of the
/// same stream, at the same offset and have the same bytes, however these lie.
///
/// ```
/// use flatstream_chunk::{Piece, StreamChunk};
///
/// let mut piece = Piece::from(StreamChunk::new("log", b"4.1 ".to_vec(), 100));
/// piece.append(StreamChunk::new("log", b"bar".to_vec(), 104))?;
/// assert_eq!((piece.parts().len(), piece.as_chunk()), (2, None));
/// assert_eq!((piece.len(), piece.offset()), (7, 100));
/// assert_eq!(piece, "4.1 bar");
/// assert_eq!(piece.into_chunk().as_str(), Ok("4.1 bar"));
/// # Ok::<(), flatstream_chunk::Discontinuity>(())
/// ```
#[derive(Clone)]
pub struct Piece(Repr);

#[derive(Clone)]
enum Repr {
    One(StreamChunk),
    /// Two parts or more, none of them empty.
    Many {
        parts: VecDeque<StreamChunk>,
        len: usize,
    },
}

impl Piece {
    /// The chunks that it lies in, at least one: contiguous, in order. Only a sole
    /// one may be empty.
    pub fn parts(&self) -> impl ExactSizeIterator<Item = &StreamChunk> {
        let (one, many) = match &self.0 {
            Repr::One(chunk) => (slice::from_ref(chunk), &[][..]),
            Repr::Many { parts, .. } => parts.as_slices(),
        };
        Parts { one: one.iter(), many: many.iter() }
    }

    /// The piece as one chunk, if it has one part.
    #[inline]
    #[must_use]
    pub fn as_chunk(&self) -> Option<&StreamChunk> {
        match &self.0 {
            Repr::One(chunk) => Some(chunk),
            Repr::Many { .. } => None,
        }
    }

    /// The piece as one chunk. Free if it has one part; several are copied.
    #[inline]
    #[must_use]
    pub fn into_chunk(self) -> StreamChunk {
        match self.0 {
            Repr::One(chunk) => chunk,
            Repr::Many { parts, .. } => copied(&parts[0], parts.iter().skip(1)),
        }
    }

    /// Adds the chunk that follows. Joined where it is a neighbour in the same
    /// buffer, otherwise one more part.
    ///
    /// # Errors
    ///
    /// [`Discontinuity`] if the chunk does not begin where the piece ends; nothing
    /// has changed then.
    pub fn append(&mut self, chunk: StreamChunk) -> Result<(), Discontinuity> {
        match self.last().adjacency(&chunk) {
            Adjacency::Contiguous => self.join(chunk),
            adjacency => return Err(Discontinuity { chunk, adjacency }),
        }
        Ok(())
    }

    /// The stream.
    #[must_use]
    pub fn stream_id(&self) -> &StreamId {
        &self.first().stream_id
    }

    /// Where the piece begins in its stream, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.first().offset
    }

    /// Length in bytes.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Repr::One(chunk) => chunk.len(),
            Repr::Many { len, .. } => *len,
        }
    }

    /// Whether there are no bytes.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A copy of the bytes.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.len());
        self.parts().for_each(|part| bytes.extend_from_slice(&part.data));
        bytes
    }

    /// Cuts the first `at` bytes off. Costs O(parts that are cut off): what stays
    /// is not moved.
    pub(crate) fn split_to(&mut self, at: usize) -> Self {
        match &mut self.0 {
            Repr::One(chunk) => {
                let (head, tail) = chunk.split_at(at);
                *chunk = tail;
                head.into()
            }
            Repr::Many { parts, len } => {
                *len -= at;
                // The last part stays, if only as an empty one.
                let (mut count, mut rest) = (0, at);
                while count + 1 < parts.len() && parts[count].len() <= rest {
                    rest -= parts[count].len();
                    count += 1;
                }
                let (left, right) = parts[count].split_at(rest);
                parts[count] = right;
                if count == 0 {
                    return left.into();
                }
                let left = (!left.is_empty()).then_some(left);
                let head = Repr::of(parts.drain(..count).chain(left).collect());
                if parts.len() == 1 {
                    self.0 = Repr::of(std::mem::take(parts));
                }
                Self(head)
            }
        }
    }

    /// Keeps the first `len` bytes.
    pub(crate) fn truncate(&mut self, len: usize) {
        *self = self.split_to(len);
    }

    fn first(&self) -> &StreamChunk {
        match &self.0 {
            Repr::One(chunk) => chunk,
            Repr::Many { parts, .. } => &parts[0],
        }
    }

    fn last(&self) -> &StreamChunk {
        match &self.0 {
            Repr::One(chunk) => chunk,
            Repr::Many { parts, .. } => &parts[parts.len() - 1],
        }
    }

    pub(crate) fn last_byte(&self) -> Option<&u8> {
        self.last().data.last()
    }

    /// Adds the chunk that follows.
    pub(crate) fn join(&mut self, chunk: StreamChunk) {
        let joined = self.last().join_neighbor(&chunk);
        match (&mut self.0, joined) {
            (_, None) if chunk.is_empty() => {}
            (Repr::One(one), Some(joined)) => *one = joined,
            (Repr::One(one), None) => self.0 = Repr::of([one.clone(), chunk].into()),
            (Repr::Many { parts, len }, joined) => {
                *len += chunk.len();
                if joined.is_some() {
                    parts.pop_back();
                }
                parts.push_back(joined.unwrap_or(chunk));
            }
        }
    }

    /// Copies the parts together where they are so many and so short that their
    /// handles take more memory than their bytes: 64 parts or more, of fewer than
    /// 128 bytes on average. That is at most 128 bytes copied for each part added.
    pub(crate) fn gather(&mut self) {
        if let Repr::Many { parts, len } = &self.0
            && parts.len() >= 64
            && *len < 128 * parts.len()
        {
            *self = copied(&parts[0], parts.iter().skip(1)).into();
        }
    }
}

impl Repr {
    /// At least one part.
    fn of(parts: VecDeque<StreamChunk>) -> Self {
        if parts.len() == 1 {
            return Self::One(parts[0].clone());
        }
        Self::Many { len: parts.iter().map(StreamChunk::len).sum(), parts }
    }
}

/// Parts of a piece: of a ring buffer, so in two runs.
struct Parts<'a> {
    one: slice::Iter<'a, StreamChunk>,
    many: slice::Iter<'a, StreamChunk>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = &'a StreamChunk;

    fn next(&mut self) -> Option<Self::Item> {
        self.one.next().or_else(|| self.many.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let len = self.one.len() + self.many.len();
        (len, Some(len))
    }
}

impl ExactSizeIterator for Parts<'_> {}

/// The piece of one part.
impl From<StreamChunk> for Piece {
    #[inline]
    fn from(chunk: StreamChunk) -> Self {
        Self(Repr::One(chunk))
    }
}

/// Read from the front; a part that was read is given up. Taking out
/// [`Bytes`](Buf::copy_to_bytes) that lie in one part does not copy them.
impl Buf for Piece {
    fn remaining(&self) -> usize {
        self.len()
    }

    fn chunk(&self) -> &[u8] {
        &self.first().data
    }

    fn chunks_vectored<'a>(&'a self, slices: &mut [IoSlice<'a>]) -> usize {
        let filled = slices.iter_mut().zip(self.parts().filter(|part| !part.is_empty()));
        filled.map(|(slice, part)| *slice = IoSlice::new(&part.data)).count()
    }

    fn advance(&mut self, n: usize) {
        let len = self.len();
        assert!(n <= len, "{n} bytes read of {len}");
        match &mut self.0 {
            Repr::One(chunk) => advance(chunk, n),
            Repr::Many { parts, len } => {
                *len -= n;
                let mut n = n;
                while parts.len() > 1 && n >= parts[0].len() {
                    n -= parts[0].len();
                    parts.pop_front();
                }
                advance(&mut parts[0], n);
                if parts.len() == 1 {
                    self.0 = Repr::of(std::mem::take(parts));
                }
            }
        }
    }

    fn copy_to_bytes(&mut self, len: usize) -> Bytes {
        assert!(len <= self.len(), "{len} bytes read of {}", self.len());
        let head = self.split_to(len);
        head.into_chunk().into_bytes()
    }
}

fn advance(chunk: &mut StreamChunk, n: usize) {
    chunk.data.advance(n);
    chunk.offset = chunk.offset.saturating_add(n as u64);
}

/// Same stream, same offset, same bytes.
impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.offset() == other.offset()
            && self.len() == other.len()
            && self.stream_id() == other.stream_id()
            && self.parts().flat_map(bytes_of).eq(other.parts().flat_map(bytes_of))
    }
}

impl Eq for Piece {}

fn bytes_of(part: &StreamChunk) -> &[u8] {
    &part.data
}

/// By bytes alone.
impl PartialEq<[u8]> for Piece {
    fn eq(&self, other: &[u8]) -> bool {
        let mut rest = other;
        let begins = |part: &StreamChunk| match rest.split_at_checked(part.len()) {
            Some((head, tail)) => {
                rest = tail;
                head == part.data
            }
            None => false,
        };
        self.len() == other.len() && self.parts().all(begins)
    }
}

macro_rules! compares_bytes {
    ($(($($generic:tt)*) $other:ty),*) => {$(
        /// By bytes alone.
        impl<$($generic)*> PartialEq<$other> for Piece {
            fn eq(&self, other: &$other) -> bool {
                *self == *AsRef::<[u8]>::as_ref(other)
            }
        }
    )*};
}
compares_bytes!(() &[u8], (const N: usize) [u8; N], (const N: usize) &[u8; N], () str, () &str, () Vec<u8>);

impl fmt::Debug for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.parts()).finish()
    }
}
