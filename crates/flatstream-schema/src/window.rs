use crate::{
    Fixed, Kind, Target,
    cursor::{Cursor, Placed},
};

/// Writes a message into memory of its length.
///
/// Nothing is assumed of what the memory holds: all of it is written.
pub(crate) struct Window<'w> {
    cursor: Cursor,
    out: &'w mut [u8],
}

impl<'w> Window<'w> {
    #[inline(always)] // as `Cursor::table`
    pub(crate) fn new(out: &'w mut [u8], front: usize) -> Self {
        Self { cursor: Cursor::new(front), out }
    }

    #[inline(always)] // as `Cursor::table`
    pub(crate) fn finish(mut self, root: usize, identifier: Option<[u8; 4]>) {
        assert!(self.cursor.at == self.out.len(), "the window is not as long as the message");
        self.link(0, root);
        if let Some(identifier) = identifier {
            self.out[4..8].copy_from_slice(&identifier);
        }
    }

    /// Places a table, writes its vtable and the offset to that, and zeros in front.
    /// Answers where the table is, and its bytes.
    #[inline(always)] // as `Cursor::table`
    fn place(&mut self, kind: Kind, present: u64, slots: &[u16], len: usize) -> (usize, &mut [u8]) {
        let before = self.cursor.at;
        let Placed { vtable, table, fresh } =
            self.cursor.table(kind, present, 2 * slots.len(), len);
        let (front, out) = self.out[before..self.cursor.at].split_at_mut(table - before);
        if fresh {
            let (gap, room) = front.split_at_mut(vtable - before);
            fill_gap(gap, kind.align);
            for (out, slot) in room.chunks_exact_mut(2).zip(slots) {
                out.copy_from_slice(&slot.to_le_bytes());
            }
        } else {
            fill_gap(front, kind.align);
        }
        #[expect(clippy::cast_possible_truncation, reason = "messages end below 2 GiB")]
        let back = (table as u32).wrapping_sub(vtable as u32);
        out[..4].copy_from_slice(&back.to_le_bytes());
        (table, out)
    }

    /// Writes the length of a vector with `len` bytes of elements, and zeros where no
    /// element will be. Answers where it is, and room for the elements.
    #[inline(always)] // as `Cursor::table`
    fn vector(&mut self, count: usize, len: usize, align: usize) -> (usize, &mut [u8]) {
        let before = self.cursor.at;
        let at = self.cursor.vector(len, align);
        let room = &mut self.out[before..self.cursor.at];
        let (gap, room) = room.split_at_mut(at - before);
        if align > 4 {
            fill_gap(gap, align);
        }
        // Before the elements overwrite some of it. There is a length at least.
        let end = room.len() - 4;
        room[end..].copy_from_slice(&[0; 4]);
        let (front, elements) = room.split_at_mut(4);
        #[expect(clippy::cast_possible_truncation, reason = "messages end below 2 GiB")]
        front.copy_from_slice(&(count as u32).to_le_bytes());
        (at, elements)
    }
}

impl Target for Window<'_> {
    #[inline(always)] // as `Cursor::table`
    fn table<const S: usize, const T: usize>(
        &mut self,
        kind: Kind,
        present: u64,
        slots: &[u16; S],
        fill: impl FnOnce(&mut [u8; T]),
    ) -> usize {
        let (at, out) = self.place(kind, present, slots, T);
        let out = out.first_chunk_mut().expect("a table of its own length");
        fill(out);
        at
    }

    #[inline]
    fn sparse_table(&mut self, kind: Kind, present: u64, slots: &[u16], len: usize) -> usize {
        let (at, out) = self.place(kind, present, slots, len);
        out[4..].fill(0);
        at
    }

    #[inline(always)] // a store, as `put`
    fn set<T: Fixed>(&mut self, field: usize, value: T) {
        value.store(&mut self.out[field..field + T::SIZE]);
    }

    #[inline]
    fn text(&mut self, text: &str) -> usize {
        let (at, room) = self.vector(text.len(), text.len() + 1, 1);
        room[..text.len()].copy_from_slice(text.as_bytes());
        at
    }

    #[inline]
    fn elements<T: Fixed>(&mut self, elements: &[T], align: usize) -> usize {
        let len = elements.len() * T::SIZE;
        let (at, room) = self.vector(elements.len(), len, align.max(T::ALIGN));
        T::store_all(elements, &mut room[..len]);
        at
    }

    #[inline]
    fn offsets(&mut self, len: usize) -> usize {
        self.vector(len, 4 * len, 4).0
    }

    #[inline(always)] // a store, as `put`
    fn link(&mut self, field: usize, to: usize) {
        #[expect(clippy::cast_possible_truncation, reason = "messages end below 2 GiB")]
        let offset = (to - field) as u32;
        self.out[field..field + 4].copy_from_slice(&offset.to_le_bytes());
    }

    #[inline(always)] // measuring has refused what is too deep
    fn enter(&mut self) -> bool {
        true
    }

    #[inline(always)] // as `enter`
    fn leave(&mut self) {}

    #[inline(always)] // as `enter`
    fn require(&mut self, _: bool, _: &'static str) {}
}

/// Zeros in front of what is aligned to `align` bytes.
#[inline(always)] // as `Cursor::table`
fn fill_gap(gap: &mut [u8], align: usize) {
    if align > 8 {
        return gap.fill(0);
    }
    // Up to 6 bytes; a loop or a call would cost more than the rest of a table.
    let len = gap.len();
    if len >= 4 {
        gap[..4].copy_from_slice(&[0; 4]);
    }
    if !len.is_multiple_of(4) {
        gap[len - 2..].copy_from_slice(&[0; 2]);
    }
}
