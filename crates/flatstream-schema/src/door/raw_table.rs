use super::offsets::Offsets;
use crate::Fixed;

/// A table read by position.
///
/// The vtable is looked up once per table, and that without a comparison: a verifier
/// has made it. What is read then is compared with the payload's length, and absent
/// where it cannot be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RawTable<'p> {
    payload: &'p [u8],
    /// What of the payload begins with the table.
    table: &'p [u8],
    /// The vtable, with both lengths in front.
    vtable: &'p [u8],
}

impl<'p> RawTable<'p> {
    /// The table at byte `at` of `payload`.
    ///
    /// # Safety
    ///
    /// A verifier found that `payload` has a table there, with its vtable.
    #[inline]
    pub(super) unsafe fn new(payload: &'p [u8], at: usize) -> Self {
        // SAFETY: a table begins with an offset of 4 bytes, so that there are as many.
        let table = unsafe { payload.get_unchecked(at..) };
        // SAFETY: the same.
        let back = i32::load(unsafe { table.get_unchecked(..4) });
        // Signed: the vtable may lie on either side.
        let vtable = at.wrapping_sub(back as isize as usize);
        // SAFETY: the offset leads to a vtable, which begins with a length of 2 bytes.
        let vtable = unsafe { payload.get_unchecked(vtable..) };
        // SAFETY: the same.
        let len = usize::from(u16::load(unsafe { vtable.get_unchecked(..2) }));
        // SAFETY: the vtable is as long as it says.
        let vtable = unsafe { vtable.get_unchecked(..len) };
        Self { payload, table, vtable }
    }

    #[inline]
    pub(super) fn payload(&self) -> &'p [u8] {
        self.payload
    }

    /// The value in field `index`.
    #[inline]
    pub(super) fn value<T: Fixed>(&self, index: usize) -> Option<T> {
        let offset = self.offset(index)?;
        self.table.get(offset..offset + T::SIZE).map(T::load)
    }

    /// The elements, of `size` bytes each, of the vector in field `index`.
    #[inline]
    pub(super) fn elements(&self, index: usize, size: usize) -> Option<&'p [u8]> {
        elements_behind(self.table, self.offset(index)?, size)
    }

    /// The vector of offsets in field `index`.
    #[inline]
    pub(super) fn offsets(&self, index: usize) -> Option<Offsets<'p>> {
        Offsets::behind(self.payload, self.at() + self.offset(index)?)
    }

    /// Where in the payload the table in field `index` is.
    #[inline]
    pub(super) fn table(&self, index: usize) -> Option<usize> {
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
        // One comparison each where the index is a constant.
        let entry = self.vtable.get(4 + 2 * index..6 + 2 * index)?;
        let offset = usize::from(u16::load(entry));
        (offset != 0).then_some(offset)
    }
}

/// The elements, of `size` bytes each, of the vector that the offset at `field`
/// leads to.
#[inline]
pub(super) fn elements_behind(bytes: &[u8], field: usize, size: usize) -> Option<&[u8]> {
    let at = field + u32_at(bytes, field)? as usize;
    let len = (u32_at(bytes, at)? as usize).checked_mul(size)?;
    bytes.get(at + 4..(at + 4).checked_add(len)?)
}

/// The number at `at`.
#[inline]
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    // One comparison where the compiler sees that the sum does not overflow.
    bytes.get(at..at.checked_add(4)?).map(u32::load)
}
