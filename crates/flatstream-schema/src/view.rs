use crate::{Elements, Fixed, Tables, vector::Offsets};

/// A table read by position: what generated views are made of.
///
/// Every read is compared with the payload's length, so that any bytes will do;
/// what cannot be read is absent. The vtable is looked up once per table.
#[derive(Clone, Copy, Debug)]
pub struct TableView<'p> {
    payload: &'p [u8],
    at: usize,
    /// The vtable's entries.
    slots: &'p [u8],
}

impl<'p> TableView<'p> {
    /// The table at byte `at` of `payload`.
    #[inline]
    #[must_use]
    pub fn new(payload: &'p [u8], at: usize) -> Self {
        let slots = slots(payload, at).unwrap_or_default();
        Self { payload, at, slots }
    }

    /// All of the message.
    #[inline]
    #[must_use]
    pub fn payload(&self) -> &'p [u8] {
        self.payload
    }

    /// Where field `index` is; `None` where it is absent.
    #[inline]
    #[must_use]
    pub fn field(&self, index: usize) -> Option<usize> {
        let entry = self.slots.get(2 * index..)?.first_chunk()?;
        let offset = usize::from(u16::from_le_bytes(*entry));
        (offset != 0).then_some(self.at + offset)
    }

    /// The number, enum or struct in field `index`.
    #[inline]
    #[must_use]
    pub fn value<T: Fixed>(&self, index: usize) -> Option<T> {
        let at = self.field(index)?;
        self.payload.get(at..at + T::SIZE).map(T::load)
    }

    /// The vector of numbers, enums or structs in field `index`.
    #[inline]
    #[must_use]
    pub fn elements<T: Fixed>(&self, index: usize) -> Option<Elements<'p, T>> {
        Some(Elements::new(Self::bytes_behind(self.payload, self.field(index)?, T::SIZE)?))
    }

    /// The table in field `index`.
    #[inline]
    #[must_use]
    pub fn table(&self, index: usize) -> Option<Self> {
        let at = self.field(index)?;
        Some(Self::new(self.payload, at + u32_at(self.payload, at)? as usize))
    }

    /// The root of the message in field `index`, a vector of bytes.
    #[inline]
    #[must_use]
    pub fn nested(&self, index: usize) -> Option<Self> {
        let payload = Self::bytes_behind(self.payload, self.field(index)?, 1)?;
        Some(Self::new(payload, u32_at(payload, 0)? as usize))
    }

    /// The vector of tables in field `index`.
    #[inline]
    #[must_use]
    pub fn tables<V: From<Self>>(&self, index: usize) -> Option<Tables<'p, V>> {
        Some(Tables::new(Offsets::behind(self.payload, self.field(index)?)?))
    }

    /// The elements, of `size` bytes each, of the vector that the offset at `field`
    /// leads to.
    #[inline]
    pub(crate) fn bytes_behind(payload: &'p [u8], field: usize, size: usize) -> Option<&'p [u8]> {
        let at = field + u32_at(payload, field)? as usize;
        let len = (u32_at(payload, at)? as usize).checked_mul(size)?;
        payload.get(at + 4..)?.get(..len)
    }
}

#[inline]
fn slots(payload: &[u8], at: usize) -> Option<&[u8]> {
    let back = u32_at(payload, at)?.cast_signed() as isize;
    let vtable = payload.get(at.wrapping_sub(back as usize)..)?;
    let len = usize::from(u16::from_le_bytes(*vtable.first_chunk()?));
    vtable.get(4..len)
}

#[inline]
pub(crate) fn u32_at(payload: &[u8], at: usize) -> Option<u32> {
    payload.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
