use crate::raw_table::{elements_behind, u32_at};

/// A vector of offsets, all of which are within the payload.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Offsets<'p> {
    payload: &'p [u8],
    /// Where the first offset is.
    start: usize,
    len: usize,
}

impl<'p> Offsets<'p> {
    /// The vector that the offset at `field` leads to.
    #[inline]
    pub(crate) fn behind(payload: &'p [u8], field: usize) -> Option<Self> {
        let len = elements_behind(payload, field, 4)?.len() / 4;
        let start = field + u32_at(payload, field)? as usize + 4;
        Some(Self { payload, start, len })
    }

    #[inline]
    pub(crate) fn payload(&self) -> &'p [u8] {
        self.payload
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Where the table that the offset at `index` leads to is.
    #[inline]
    pub(crate) fn table(&self, index: usize) -> Option<usize> {
        let field = self.field(index)?;
        Some(field + u32_at(self.payload, field)? as usize)
    }

    /// The bytes of the text that the offset at `index` leads to.
    #[inline]
    pub(crate) fn text(&self, index: usize) -> Option<&'p [u8]> {
        elements_behind(self.payload, self.field(index)?, 1)
    }

    #[inline]
    fn field(&self, index: usize) -> Option<usize> {
        (index < self.len).then(|| self.start + 4 * index)
    }
}
