use crate::{
    bytes::Bytes,
    fault::{Checked, Fault},
};

/// A table whose vtable lies inside the bytes, without its schema.
#[derive(Clone, Copy)]
pub(crate) struct RawTable<'a> {
    pub(crate) bytes: Bytes<'a>,
    pub(crate) at: usize,
    pub(crate) vtable: usize,
    vtable_len: usize,
}

impl<'a> RawTable<'a> {
    /// The table at `at`.
    #[inline]
    pub(crate) fn new(bytes: Bytes<'a>, at: usize) -> Checked<Self> {
        // Subtracted, and signed: the vtable may lie on either side.
        let back = i64::from(bytes.i32(at)?);
        let vtable = (at as i64).checked_sub(back).and_then(|at| usize::try_from(at).ok());
        if let Some(vtable) = vtable
            && let Some(found) = bytes.0.get(vtable..)
            && let Some(&[low, high]) = found.first_chunk()
        {
            let vtable_len = usize::from(u16::from_le_bytes([low, high]));
            if vtable_len >= 4 && vtable_len.is_multiple_of(2) && vtable_len <= found.len() {
                return Ok(Self { bytes, at, vtable, vtable_len });
            }
        }
        Err(Fault::new(at, "no table is here: its vtable is outside or has no valid length"))
    }

    /// The table that the offset at `at` leads to.
    #[inline]
    pub(crate) fn follow(bytes: Bytes<'a>, at: usize) -> Checked<Self> {
        Self::new(bytes, bytes.follow(at)?)
    }

    /// How many entries the vtable has.
    #[inline]
    pub(crate) fn entries(&self) -> usize {
        (self.vtable_len - 4) / 2
    }

    /// The fields that are there: the indices of their entries, and where they
    /// lie, as [`field`](Self::field) has it.
    #[inline]
    pub(crate) fn present(&self) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        // Inside: the whole vtable is.
        let end = self.vtable + self.vtable_len;
        let entries = self.bytes.0.get(self.vtable + 4..end).unwrap_or_default();
        let at = self.at;
        entries.as_chunks().0.iter().enumerate().filter_map(move |(index, &entry)| {
            let distance = u16::from_le_bytes(entry);
            (distance != 0).then(|| (index, at + usize::from(distance)))
        })
    }

    /// Whether the field is there whose entry in the vtable is at `offset`.
    #[inline]
    pub(crate) fn has(&self, offset: u16) -> bool {
        self.field(offset).is_some()
    }

    /// Where the field lies whose entry in the vtable is at `offset`; `None` if
    /// it is absent. The position may be outside, which reading there finds.
    #[inline]
    pub(crate) fn field(&self, offset: u16) -> Option<usize> {
        if usize::from(offset) + 2 > self.vtable_len {
            return None;
        }
        let entry = self.vtable + usize::from(offset);
        // Inside: the whole vtable is.
        let distance = u16::from_le_bytes(*self.bytes.0.get(entry..)?.first_chunk()?);
        (distance != 0).then(|| self.at + usize::from(distance))
    }
}
