use crate::{Fixed, TableView, view::u32_at};
use std::{
    fmt,
    iter::{self, FusedIterator},
    marker::PhantomData,
};

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

/// A vector of tables, each seen as a `V`.
pub struct Tables<'p, V> {
    offsets: Offsets<'p>,
    view: PhantomData<fn() -> V>,
}

impl<'p, V: From<TableView<'p>>> Tables<'p, V> {
    #[inline]
    pub(crate) fn new(offsets: Offsets<'p>) -> Self {
        Self { offsets, view: PhantomData }
    }

    /// How many tables there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The table at `index`.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<V> {
        let at = self.offsets.get(index)?;
        Some(V::from(TableView::new(self.offsets.payload, at)))
    }

    /// The tables, one by one.
    #[inline]
    pub fn iter(&self) -> impl FusedIterator<Item = V> + use<'p, V> {
        let Offsets { payload, .. } = self.offsets;
        self.offsets.iter().map(move |at| V::from(TableView::new(payload, at)))
    }
}

/// A vector of texts.
pub struct Texts<'p> {
    pub(crate) offsets: Offsets<'p>,
}

impl<'p> Texts<'p> {
    /// How many texts there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The texts, one by one.
    #[inline]
    pub fn iter(&self) -> impl FusedIterator<Item = &'p str> + use<'p> {
        let texts = *self;
        let mut index = 0;
        iter::from_fn(move || {
            let text = texts.get(index)?;
            index += 1;
            Some(text)
        })
        .fuse()
    }
}

/// A vector of offsets.
#[derive(Clone, Copy)]
pub(crate) struct Offsets<'p> {
    pub(crate) payload: &'p [u8],
    /// Where the first offset is.
    start: usize,
    len: usize,
}

impl<'p> Offsets<'p> {
    /// The vector that the offset at `field` leads to.
    #[inline]
    pub(crate) fn behind(payload: &'p [u8], field: usize) -> Option<Self> {
        let at = field + u32_at(payload, field)? as usize;
        let len = u32_at(payload, at)? as usize;
        // All of it has to be there.
        payload.get(at + 4..)?.get(..len.checked_mul(4)?)?;
        Some(Self { payload, start: at + 4, len })
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Where the offset at `index` is.
    #[inline]
    pub(crate) fn field(&self, index: usize) -> Option<usize> {
        (index < self.len).then(|| self.start + 4 * index)
    }

    /// Where the offset at `index` leads to.
    #[inline]
    pub(crate) fn get(&self, index: usize) -> Option<usize> {
        let field = self.field(index)?;
        Some(field + u32_at(self.payload, field)? as usize)
    }

    #[inline]
    fn iter(&self) -> impl FusedIterator<Item = usize> + use<'p> {
        let offsets = *self;
        (0..offsets.len).map_while(move |index| offsets.get(index)).fuse()
    }
}

impl<T> Copy for Elements<'_, T> {}
impl<T> Clone for Elements<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Tables<'_, V> {}
impl<V> Clone for Tables<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl Copy for Texts<'_> {}
impl Clone for Texts<'_> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Fixed + fmt::Debug> fmt::Debug for Elements<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<'p, V: From<TableView<'p>> + fmt::Debug> fmt::Debug for Tables<'p, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
