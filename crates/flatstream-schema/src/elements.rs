use crate::Fixed;
use std::{fmt, iter::FusedIterator, marker::PhantomData};

/// A vector of numbers, enums or structs.
pub struct Elements<'p, T> {
    bytes: &'p [u8],
    element: PhantomData<fn() -> T>,
}

impl<'p, T: Fixed> Elements<'p, T> {
    #[inline]
    pub(crate) fn new(bytes: &'p [u8]) -> Self {
        Self { bytes, element: PhantomData }
    }

    /// How many elements there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len() / T::SIZE
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The element at `index`.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<T> {
        self.bytes.get(index.checked_mul(T::SIZE)?..)?.get(..T::SIZE).map(T::load)
    }

    /// The elements, one by one.
    #[inline]
    pub fn iter(
        &self,
    ) -> impl ExactSizeIterator<Item = T> + DoubleEndedIterator + FusedIterator + use<'p, T> {
        self.bytes.chunks_exact(T::SIZE).map(T::load)
    }

    /// The elements as they lie in the payload, little-endian.
    #[inline]
    #[must_use]
    pub fn as_bytes(&self) -> &'p [u8] {
        self.bytes
    }
}

/// A vector without elements.
impl<T> Default for Elements<'_, T> {
    #[inline]
    fn default() -> Self {
        Self { bytes: &[], element: PhantomData }
    }
}

impl<T> Copy for Elements<'_, T> {}
impl<T> Clone for Elements<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Fixed + fmt::Debug> fmt::Debug for Elements<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
