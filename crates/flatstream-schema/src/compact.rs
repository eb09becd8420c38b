use crate::{Kind, Target, slot};

/// Where the fields of a table are of which only the present ones take room.
///
/// Generated code of the compact layout makes one for each table, with `S` two more
/// than there are fields.
#[derive(Clone, Copy, Debug)]
pub struct Compact<const S: usize> {
    /// The vtable: its length, the table's, and where the fields are.
    slots: [u16; S],
    /// Alignment of what is present.
    align: usize,
}

impl<const S: usize> Compact<S> {
    /// Gives room to the fields that are `present`. `order` has index, size and
    /// alignment of each, largest alignment first, so that no room is lost.
    #[inline]
    #[must_use]
    pub fn new<const N: usize, const O: usize>(
        present: &[bool; N],
        order: &[(usize, u16, usize); O],
    ) -> Self {
        let (mut slots, mut align) = ([0; S], 4);
        let (mut end, mut fields) = (4_u16, 0);
        for &(index, size, own) in order {
            let present = present[index];
            slots[2 + index] = slot(present, end);
            end += slot(present, size);
            if present {
                align = align.max(own);
                fields = fields.max(index + 1);
            }
        }
        // Fields fit into a table, or they would not have been compiled.
        #[expect(clippy::cast_possible_truncation, reason = "a vtable's length has 16 bits")]
        let vtable_len = (4 + 2 * fields) as u16;
        (slots[0], slots[1]) = (vtable_len, end.next_multiple_of(4));
        Self { slots, align }
    }

    /// Places the table, filled with zeros. Answers where it is.
    #[inline]
    pub fn place<T: Target>(&self, target: &mut T, kind: Kind, present: u64) -> usize {
        // Fields behind the last one that is present need no entry.
        let slots = &self.slots[..usize::from(self.slots[0]) / 2];
        let kind = Kind { align: self.align, ..kind };
        target.sparse_table(kind, present, slots, usize::from(self.slots[1]))
    }

    /// Where field `index` is in the table, if it is present.
    #[inline]
    #[must_use]
    pub fn offset(&self, index: usize) -> usize {
        usize::from(self.slots[2 + index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_present_takes_room() {
        let order = [(1, 8, 8), (3, 4, 4), (0, 2, 2), (2, 1, 1)];
        let check = |present: [bool; 4], slots: [u16; 6], align| {
            let layout = Compact::<6>::new(&present, &order);
            assert_eq!((layout.slots, layout.align), (slots, align));
        };
        check([true; 4], [12, 20, 16, 4, 18, 12], 8);
        check([false; 4], [4, 4, 0, 0, 0, 0], 4);
        check([true, false, false, false], [6, 8, 4, 0, 0, 0], 4);
        check([true, false, true, false], [10, 8, 4, 0, 6, 0], 4);
        check([false, true, false, true], [12, 16, 0, 4, 0, 12], 8);
    }
}
