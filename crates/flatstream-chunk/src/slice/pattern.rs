use super::cutter::sealed::Cut;
use memchr::memmem::Finder;
use std::ops::Range;

/// A string of bytes that pieces are separated by, prepared for the search.
///
/// Preparing costs O(length of the pattern) and, where it borrows the pattern,
/// no allocation. A loop that cuts many chunks prepares it once and passes a
/// reference. An empty pattern is found nowhere: all is one piece.
///
/// ```
/// use flatstream_chunk::{Pattern, StreamChunk};
///
/// let comma = Pattern::new(b", ");
/// for text in ["a, b", "c, d"] {
///     let chunk = StreamChunk::from_bytes("list", text.into(), 0);
///     assert_eq!(chunk.split(&comma).count(), 2);
/// }
/// ```
#[derive(Clone, Debug)]
pub struct Pattern<'p>(Finder<'p>);

impl<'p> Pattern<'p> {
    /// Prepares the search for `bytes`, which are borrowed.
    #[must_use]
    pub fn new<B: AsRef<[u8]> + ?Sized>(bytes: &'p B) -> Self {
        Self(Finder::new(bytes))
    }

    /// The pattern with a copy of its bytes, where it borrows them.
    #[must_use]
    pub fn into_owned(self) -> Pattern<'static> {
        Pattern(self.0.into_owned())
    }

    /// The bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.needle()
    }
}

impl Cut for Pattern<'_> {
    #[inline]
    fn find(&self, bytes: &[u8], from: usize, _before: usize) -> Option<Range<usize>> {
        let len = self.as_bytes().len();
        if len == 0 {
            return None;
        }
        let at = from + self.0.find(&bytes[from..])?;
        Some(at..at + len)
    }

    #[inline]
    fn reach(&self) -> usize {
        self.as_bytes().len().max(1)
    }

    #[inline]
    fn ends_with_empty(&self) -> bool {
        true
    }
}

impl<'p> From<&'p [u8]> for Pattern<'p> {
    fn from(bytes: &'p [u8]) -> Self {
        Self::new(bytes)
    }
}

impl<'p, const N: usize> From<&'p [u8; N]> for Pattern<'p> {
    fn from(bytes: &'p [u8; N]) -> Self {
        Self::new(bytes)
    }
}

impl<'p> From<&'p str> for Pattern<'p> {
    fn from(text: &'p str) -> Self {
        Self::new(text)
    }
}

/// Prepared already: shares it.
impl<'p> From<&'p Pattern<'_>> for Pattern<'p> {
    fn from(pattern: &'p Pattern<'_>) -> Self {
        Self(pattern.0.as_ref())
    }
}
