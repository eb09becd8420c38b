use crate::{Fixed, offsets::Offsets};

/// A table read by position.
///
/// Every read is compared with the payload's length, so that any bytes will do;
/// what cannot be read is absent. The vtable is looked up once per table.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RawTable<'p> {
    payload: &'p [u8],
    /// What of the payload begins with the table.
    table: &'p [u8],
    /// The vtable's entries.
    slots: &'p [u8],
}

impl<'p> RawTable<'p> {
    /// The table at byte `at` of `payload`.
    #[inline]
    pub(crate) fn new(payload: &'p [u8], at: usize) -> Self {
        let table = payload.get(at..).unwrap_or_default();
        let slots = slots(payload, at).unwrap_or_default();
        Self { payload, table, slots }
    }

    #[inline]
    pub(crate) fn payload(&self) -> &'p [u8] {
        self.payload
    }

    /// The value in field `index`.
    #[inline]
    pub(crate) fn value<T: Fixed>(&self, index: usize) -> Option<T> {
        let offset = self.offset(index)?;
        self.table.get(offset..offset + T::SIZE).map(T::load)
    }

    /// The elements, of `size` bytes each, of the vector in field `index`.
    #[inline]
    pub(crate) fn elements(&self, index: usize, size: usize) -> Option<&'p [u8]> {
        elements_behind(self.table, self.offset(index)?, size)
    }

    /// The vector of offsets in field `index`.
    #[inline]
    pub(crate) fn offsets(&self, index: usize) -> Option<Offsets<'p>> {
        Offsets::behind(self.payload, self.at() + self.offset(index)?)
    }

    /// Where in the payload the table in field `index` is.
    #[inline]
    pub(crate) fn table(&self, index: usize) -> Option<usize> {
        let offset = self.offset(index)?;
        Some(self.at() + offset + u32_at(self.table, offset)? as usize)
    }

    /// Where in the payload the table is.
    #[inline]
    fn at(&self) -> usize {
        self.payload.len() - self.table.len()
    }

    /// Where in the table field `index` is; `None` where it is absent.
    #[inline]
    fn offset(&self, index: usize) -> Option<usize> {
        let entry = self.slots.get(2 * index..)?.first_chunk()?;
        let offset = usize::from(u16::from_le_bytes(*entry));
        (offset != 0).then_some(offset)
    }
}

/// The entries of the vtable of the table at `at`.
#[inline]
fn slots(payload: &[u8], at: usize) -> Option<&[u8]> {
    // Signed; what leads out of the payload wraps, and is too large then.
    let back = u32_at(payload, at)?.cast_signed() as isize;
    let vtable = payload.get(at.wrapping_sub(back as usize)..)?;
    let len = usize::from(u16::from_le_bytes(*vtable.first_chunk()?));
    vtable.get(4..len)
}

/// The elements, of `size` bytes each, of the vector that the offset at `field`
/// leads to.
#[inline]
pub(crate) fn elements_behind(bytes: &[u8], field: usize, size: usize) -> Option<&[u8]> {
    let at = field + u32_at(bytes, field)? as usize;
    let len = (u32_at(bytes, at)? as usize).checked_mul(size)?;
    bytes.get(at + 4..)?.get(..len)
}

/// The number at `at`.
#[inline]
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}
