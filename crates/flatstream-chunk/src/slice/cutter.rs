use crate::StreamChunk;
use std::{num::NonZeroUsize, ops::Range};

/// Where a stream is cut into pieces: [`LineEnd`], [`Pattern`](crate::Pattern),
/// [`FixedSize`], `RegexDelimiter` (feature `regex`), or a reference to one.
///
/// Sealed: what it asks of an implementation may change.
pub trait Cutter: sealed::Cut {}

impl<C: sealed::Cut> Cutter for C {}

pub(crate) mod sealed {
    use super::{Range, StreamChunk};

    /// The rules of a cutter. A delimiter is where a piece ends; it may be empty
    /// only if it lies behind `from`.
    pub trait Cut {
        /// The first delimiter in `bytes` that begins at `from` or behind it.
        /// `before` bytes of the piece lie before `from`.
        fn find(&self, bytes: &[u8], from: usize, before: usize) -> Option<Range<usize>>;

        /// How many bytes, from its first one on, decide whether a delimiter is
        /// one, and how long it is.
        fn reach(&self) -> usize {
            1
        }

        /// How many bytes before it a delimiter depends on.
        fn context(&self) -> usize {
            0
        }

        /// How many of a piece's last bytes, the last of which is given, belong to
        /// the delimiter behind it.
        fn trimmed(&self, _last: Option<&u8>) -> usize {
            0
        }

        /// Whether the end of the stream ends a piece that has no bytes.
        fn ends_with_empty(&self) -> bool;

        /// How long a piece is at most whatever lies in it, or 0.
        fn size(&self) -> usize {
            0
        }

        /// The bytes in `range` of `chunk`.
        ///
        /// Delimiters lie between them, so no two such pieces are ever neighbours:
        /// there is no need for them to know what they were cut from, which is a
        /// third of the cost.
        #[inline]
        fn piece(&self, chunk: &StreamChunk, range: Range<usize>) -> StreamChunk {
            chunk.cut_out(range)
        }

        /// How many pieces are in `len` bytes, if that is known.
        fn pieces(&self, _len: usize) -> Option<usize> {
            None
        }
    }

    impl<C: Cut + ?Sized> Cut for &C {
        #[inline]
        fn find(&self, bytes: &[u8], from: usize, before: usize) -> Option<Range<usize>> {
            (**self).find(bytes, from, before)
        }

        #[inline]
        fn reach(&self) -> usize {
            (**self).reach()
        }

        #[inline]
        fn context(&self) -> usize {
            (**self).context()
        }

        #[inline]
        fn trimmed(&self, last: Option<&u8>) -> usize {
            (**self).trimmed(last)
        }

        #[inline]
        fn ends_with_empty(&self) -> bool {
            (**self).ends_with_empty()
        }

        #[inline]
        fn size(&self) -> usize {
            (**self).size()
        }

        #[inline]
        fn piece(&self, chunk: &StreamChunk, range: Range<usize>) -> StreamChunk {
            (**self).piece(chunk, range)
        }

        #[inline]
        fn pieces(&self, len: usize) -> Option<usize> {
            (**self).pieces(len)
        }
    }
}

/// Cuts into lines, as [`str::lines`] does: a line ends with `\n` or `\r\n`,
/// which are not part of it, or with the stream. There is no empty line behind
/// the last end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineEnd;

impl sealed::Cut for LineEnd {
    #[inline]
    fn find(&self, bytes: &[u8], from: usize, _before: usize) -> Option<Range<usize>> {
        let at = from + memchr::memchr(b'\n', &bytes[from..])?;
        Some(at..at + 1)
    }

    #[inline]
    fn trimmed(&self, last: Option<&u8>) -> usize {
        usize::from(last == Some(&b'\r'))
    }

    #[inline]
    fn ends_with_empty(&self) -> bool {
        false
    }
}

/// Cuts into pieces of so many bytes. The last one has the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedSize(pub NonZeroUsize);

impl sealed::Cut for FixedSize {
    #[inline]
    fn find(&self, bytes: &[u8], from: usize, before: usize) -> Option<Range<usize>> {
        let at = from + self.0.get().checked_sub(before)?;
        (at <= bytes.len()).then_some(at..at)
    }

    #[inline]
    fn ends_with_empty(&self) -> bool {
        false
    }

    fn reach(&self) -> usize {
        0
    }

    fn size(&self) -> usize {
        self.0.get()
    }

    #[inline]
    fn piece(&self, chunk: &StreamChunk, range: Range<usize>) -> StreamChunk {
        chunk.sub_chunk(range)
    }

    #[inline]
    fn pieces(&self, len: usize) -> Option<usize> {
        Some(len.div_ceil(self.0.get()))
    }
}
