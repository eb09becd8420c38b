use crate::{Kind, Target, slot};

/// Where the fields of a table are of which only the present ones take room.
///
/// Generated code of the compact layout makes one for each table, with `S` two more
/// than there are fields, and [adds](Self::add) them.
#[derive(Clone, Copy, Debug)]
pub struct Compact<const S: usize> {
    /// The vtable without its two lengths, which come first.
    slots: [u16; S],
    /// Entries of the vtable up to the last field that is present, lengths included.
    entries: usize,
    /// Where the next field goes.
    end: u16,
    /// Alignment of what is present.
    align: usize,
}

impl<const S: usize> Compact<S> {
    /// A table without fields.
    #[inline(always)] // constants, until there is a field
    #[must_use]
    pub const fn new() -> Self {
        Self { slots: [0; S], entries: 2, end: 4, align: 4 }
    }

    /// Gives room to field `index`, of `size` bytes, if it is `present`. Those of the
    /// largest alignment come first, so that no room is lost.
    #[inline(always)] // a few instructions without a branch
    pub const fn add(&mut self, present: bool, index: usize, size: u16, align: usize) {
        self.slots[2 + index] = slot(present, self.end);
        // Fields fit into a table, or they would not have been compiled.
        self.end = self.end.wrapping_add(slot(present, size));
        if present && self.align < align {
            self.align = align;
        }
        if present && self.entries < index + 3 {
            self.entries = index + 3;
        }
    }

    /// Places the table, filled with zeros. Answers where it is.
    #[inline]
    pub fn place<T: Target>(&mut self, target: &mut T, kind: Kind, present: u64) -> usize {
        let len = self.end.next_multiple_of(4);
        #[expect(clippy::cast_possible_truncation, reason = "a vtable's length has 16 bits")]
        let vtable_len = (2 * self.entries) as u16;
        (self.slots[0], self.slots[1]) = (vtable_len, len);
        let kind = Kind { align: self.align, ..kind };
        // Fields behind the last one that is present need no entry.
        target.sparse_table(kind, present, &self.slots[..self.entries], usize::from(len))
    }

    /// Where field `index` is in the table, if it is present.
    #[inline(always)] // a load
    #[must_use]
    pub const fn offset(&self, index: usize) -> usize {
        self.slots[2 + index] as usize
    }
}

impl<const S: usize> Default for Compact<S> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_present_takes_room() {
        let check = |present: [bool; 4], offsets: [u16; 4], entries, end, align| {
            let mut layout = Compact::<6>::new();
            for (index, size, align) in [(1, 8, 8), (3, 4, 4), (0, 2, 2), (2, 1, 1)] {
                layout.add(present[index], index, size, align);
            }
            assert_eq!(layout.slots[2..], offsets);
            assert_eq!((layout.entries, layout.end, layout.align), (entries, end, align));
        };
        check([true; 4], [16, 4, 18, 12], 6, 19, 8);
        check([false; 4], [0; 4], 2, 4, 4);
        check([true, false, false, false], [4, 0, 0, 0], 3, 6, 4);
        check([true, false, true, false], [4, 0, 6, 0], 5, 7, 4);
        check([false, true, false, true], [0, 4, 0, 12], 6, 16, 8);
    }
}
