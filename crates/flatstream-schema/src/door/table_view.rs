use super::{
    Tables, Texts, Union,
    raw_table::{RawTable, u32_at},
};
use crate::{Elements, Fixed};
use std::{fmt, marker::PhantomData};

/// A verified table read by position: what the generated view `V` is made of.
///
/// Having one is the proof that the table was verified by the rules of `V`. Safe
/// code comes by one without fields alone, which is [`Default`]:
///
/// ```compile_fail,E0133
/// # use flatstream_schema::TableView;
/// let unverified = TableView::<()>::new(b"anything", 0);
/// ```
pub struct TableView<'p, V> {
    raw: RawTable<'p>,
    view: PhantomData<fn() -> V>,
}

impl<'p, V> TableView<'p, V> {
    /// The table at byte `at` of `payload`.
    ///
    /// # Safety
    ///
    /// What [`Follow::follow`](flatbuffers::Follow::follow) asks for: there is a
    /// table that a verifier found valid by the rules of `V`, with all that it refers
    /// to and all messages nested in it.
    #[inline]
    #[must_use]
    pub unsafe fn new(payload: &'p [u8], at: usize) -> Self {
        // SAFETY: the caller promises more.
        let raw = unsafe { RawTable::new(payload, at) };
        Self { raw, view: PhantomData }
    }

    /// The number, enum or struct in field `index`.
    #[inline]
    #[must_use]
    pub fn value<T: Fixed>(&self, index: usize) -> Option<T> {
        self.raw.value(index)
    }

    /// The vector of numbers, enums or structs in field `index`.
    #[inline]
    #[must_use]
    pub fn elements<T: Fixed>(&self, index: usize) -> Option<Elements<'p, T>> {
        self.raw.elements(index, T::SIZE).map(Elements::new)
    }

    /// The vector of bytes in field `index`.
    #[inline]
    #[must_use]
    pub fn bytes(&self, index: usize) -> Option<&'p [u8]> {
        self.raw.elements(index, 1)
    }

    /// The text in field `index`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, field `index` is a text.
    #[inline]
    #[must_use]
    pub unsafe fn text(&self, index: usize) -> Option<&'p str> {
        let text = self.raw.elements(index, 1)?;
        // SAFETY: the table was verified by the rules of `V` (V3), by which these
        // bytes (V2, V4) are a text, as the caller promises: they are UTF-8.
        Some(unsafe { str::from_utf8_unchecked(text) })
    }

    /// The vector of texts in field `index`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, field `index` is a vector of texts.
    #[inline]
    #[must_use]
    pub unsafe fn texts(&self, index: usize) -> Option<Texts<'p>> {
        let texts = self.raw.offsets(index)?;
        // SAFETY: as the caller promises, the vector was verified as one of texts
        // (V3, V4).
        Some(unsafe { Texts::new(texts) })
    }

    /// The table in field `index`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, field `index` is a table that follows the rules of `W`.
    #[inline]
    #[must_use]
    pub unsafe fn table<W: From<TableView<'p, W>>>(&self, index: usize) -> Option<W> {
        let at = self.raw.table(index)?;
        // SAFETY: as the caller promises, what the offset leads to was verified by
        // the rules of `W` (V3, V4).
        let table = unsafe { TableView::new(self.raw.payload(), at) };
        Some(W::from(table))
    }

    /// The vector of tables in field `index`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, field `index` is a vector of tables that follow the rules
    /// of `W`.
    #[inline]
    #[must_use]
    pub unsafe fn tables<W>(&self, index: usize) -> Option<Tables<'p, W>> {
        let tables = self.raw.offsets(index)?;
        // SAFETY: as the caller promises, the vector was verified as one of such
        // tables (V3, V4).
        Some(unsafe { Tables::new(tables) })
    }

    /// The member of the union with its number in field `number` and itself in field
    /// `member`.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, these fields are a union `U`.
    #[inline]
    #[must_use]
    pub unsafe fn union<U: Union<'p>>(&self, number: usize, member: usize) -> U {
        let number = self.raw.value(number).unwrap_or(0);
        // SAFETY: as the caller promises, the member was verified as the one of `U`
        // that the number says (V3, V4).
        unsafe { U::read(number, self, member) }
    }

    /// The root of the message in field `index`, a vector of bytes.
    ///
    /// # Safety
    ///
    /// By the rules of `V`, field `index` is a message with a root that follows the
    /// rules of `W`.
    #[inline]
    #[must_use]
    pub unsafe fn nested<W: From<TableView<'p, W>>>(&self, index: usize) -> Option<W> {
        let payload = self.raw.elements(index, 1)?;
        let root = u32_at(payload, 0)? as usize;
        // SAFETY: as the caller promises, these bytes were verified as a message with
        // such a root (V3, V4).
        let table = unsafe { TableView::new(payload, root) };
        Some(W::from(table))
    }
}

/// A view of a table without fields: what a required table reads as where there is
/// none, which a verifier would not have accepted.
#[inline]
#[must_use]
pub fn absent<'p, V: From<TableView<'p, V>>>() -> V {
    V::from(TableView::default())
}

/// A table without fields.
impl<V> Default for TableView<'_, V> {
    #[inline]
    fn default() -> Self {
        // Nothing is read from it, so that nothing of it has to be true (V3).
        Self { raw: RawTable::default(), view: PhantomData }
    }
}

impl<V> Copy for TableView<'_, V> {}
impl<V> Clone for TableView<'_, V> {
    #[inline]
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> fmt::Debug for TableView<'_, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TableView").field(&self.raw).finish()
    }
}
