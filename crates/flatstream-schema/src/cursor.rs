use crate::Kind;

/// Where the next part of a message goes. Measuring and writing follow the same
/// one, so that they cannot differ.
pub(crate) struct Cursor {
    /// A multiple of 4, so that most parts need no padding. It stops at
    /// [`CEILING`], so that no sum overflows.
    pub(crate) at: usize,
    /// Vtables that were written, by their kind.
    vtables: [Vtable; VTABLES],
}

#[derive(Clone, Copy)]
struct Vtable {
    /// Number of the kind and one, so that 0 is none.
    kind: u32,
    at: u32,
    present: u64,
}

/// Where a table and its vtable are.
pub(crate) struct Placed {
    pub(crate) vtable: usize,
    pub(crate) table: usize,
    /// Whether the vtable is to be written.
    pub(crate) fresh: bool,
}

impl Cursor {
    #[inline]
    pub(crate) fn new(at: usize) -> Self {
        Self { at, vtables: [Vtable { kind: 0, at: 0, present: 0 }; VTABLES] }
    }

    /// Places a table of `table_len` bytes and, unless the same one was written,
    /// a vtable of `vtable_len`.
    #[inline(always)] // constants where the kind is known, and at the root all of it
    pub(crate) fn table(
        &mut self,
        kind: Kind,
        present: u64,
        vtable_len: usize,
        table_len: usize,
    ) -> Placed {
        let known = &mut self.vtables[usize::from(kind.number) % VTABLES];
        let number = u32::from(kind.number) + 1;
        let found = kind.shared && known.kind == number && known.present == present;
        let front = if found { 0 } else { vtable_len };
        let table = behind(self.at + front, kind.align);
        let vtable = if found { known.at as usize } else { table - vtable_len };
        if kind.shared && !found {
            // A message that is too long for the cast is never written.
            #[expect(clippy::cast_possible_truncation, reason = "messages end below 2 GiB")]
            let at = vtable as u32;
            *known = Vtable { kind: number, at, present };
        }
        self.at = (table + table_len).min(CEILING);
        Placed { vtable, table, fresh: !found }
    }

    /// Places a length and `len` bytes of elements.
    #[inline(always)] // as `table`
    pub(crate) fn vector(&mut self, len: usize, align: usize) -> usize {
        let at = behind(self.at, align);
        self.at = ((at + 7).saturating_add(len) & !3).min(CEILING);
        at
    }
}

/// The first position from `at` on, a multiple of 4, with `align` bytes aligned 4
/// bytes behind it.
#[inline(always)] // as `Cursor::table`
fn behind(at: usize, align: usize) -> usize {
    if align > 4 { ((at + 4 + align - 1) & !(align - 1)) - 4 } else { (at + 3) & !3 }
}

/// As many kinds of tables are remembered at a time. More of them make some
/// vtables appear more than once, which costs room and nothing else.
const VTABLES: usize = 8;

/// Behind the end of the longest message.
const CEILING: usize = 1 << 31;
