use super::{TableView, absent};
use crate::offsets::Offsets;
use std::{fmt, iter::FusedIterator, marker::PhantomData};

/// A vector of tables, each seen as a `V`.
pub struct Tables<'p, V> {
    offsets: Offsets<'p>,
    view: PhantomData<fn() -> V>,
}

impl<'p, V> Tables<'p, V> {
    /// # Safety
    ///
    /// All of `offsets` lead to tables that were verified by the rules of `V`.
    #[inline]
    pub(super) unsafe fn new(offsets: Offsets<'p>) -> Self {
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
}

impl<'p, V: From<TableView<'p, V>>> Tables<'p, V> {
    /// The table at `index`.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<V> {
        let at = self.offsets.table(index)?;
        // SAFETY: the tables of this vector were verified by the rules of `V` (V5).
        let table = unsafe { TableView::new(self.offsets.payload(), at) };
        Some(V::from(table))
    }

    /// The tables, one by one.
    #[inline]
    pub fn iter(
        &self,
    ) -> impl ExactSizeIterator<Item = V> + DoubleEndedIterator + FusedIterator + use<'p, V> {
        let tables = *self;
        // All are there.
        (0..tables.len()).map(move |index| tables.get(index).unwrap_or_else(absent))
    }
}

/// A vector without tables.
impl<V> Default for Tables<'_, V> {
    #[inline]
    fn default() -> Self {
        Self { offsets: Offsets::default(), view: PhantomData }
    }
}

impl<V> Copy for Tables<'_, V> {}
impl<V> Clone for Tables<'_, V> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<'p, V: From<TableView<'p, V>> + fmt::Debug> fmt::Debug for Tables<'p, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
