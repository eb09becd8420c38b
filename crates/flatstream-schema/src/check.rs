use crate::{
    Memo, Slot,
    limits::{MAX_BYTES, MAX_TABLES, max_depth},
    utf8,
};
use flatbuffers::SimpleToVerifyInSlice;

/// What a generated verifier knows of one type of tables.
///
/// # For implementers
///
/// This is implemented by generated code. `SLOTS` and `references` together say
/// what flatbuffers' verifier says of the type.
///
/// No such type is an element that this verifier takes without a look. A view that
/// was one could be made of any bytes, by safe code beside it:
///
/// ```compile_fail,E0119
/// use flatstream_schema::{Check, Checked, Slot, Table, flatbuffers::SimpleToVerifyInSlice};
///
/// struct View;
/// impl Checked<0> for View {
///     // ...
/// #   const SLOTS: [Slot; 0] = [];
/// #   fn references(_: &mut Check<'_>, _: &Table<'_, 0>) -> bool { true }
/// }
/// impl SimpleToVerifyInSlice for View {}
/// ```
pub trait Checked<const N: usize> {
    /// The fields, in order of their ids.
    const SLOTS: [Slot; N];

    /// Whether all that `table` refers to is valid.
    fn references(check: &mut Check<'_>, table: &Table<'_, N>) -> bool;
}

/// Elements that need no look are no tables. This is here for what it excludes: a
/// type with an implementation of its own that is such an element.
impl<T: SimpleToVerifyInSlice, const N: usize> Checked<N> for T {
    const SLOTS: [Slot; N] = [Slot::IGNORED; N];

    fn references(_: &mut Check<'_>, _: &Table<'_, N>) -> bool {
        false
    }
}

/// A table whose own fields were found to be within the payload.
#[derive(Clone, Copy, Debug)]
pub struct Table<'l, const N: usize> {
    /// So narrow that the compiler sees that no sum of positions overflows.
    at: u32,
    offsets: &'l [u16; N],
}

impl<'l, const N: usize> Table<'l, N> {
    #[inline(always)] // as `field`
    #[expect(clippy::cast_possible_truncation, reason = "a payload has less than 4 GiB")]
    fn new(at: usize, offsets: &'l [u16; N]) -> Self {
        Self { at: at as u32, offsets }
    }

    /// Where field `index` is; `None` where it is absent.
    #[inline(always)] // a load and a comparison
    #[must_use]
    pub fn field(&self, index: usize) -> Option<usize> {
        let offset = self.offsets[index];
        (offset != 0).then_some(self.at as usize + usize::from(offset))
    }
}

/// What a vtable says, found to be right for a table.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout<const N: usize> {
    pub(crate) vtable: usize,
    pub(crate) vtable_len: usize,
    /// The table's position modulo [`MAX_ALIGN`].
    phase: usize,
    /// Where the last field ends, from the table's beginning.
    pub(crate) end: usize,
    offsets: [u16; N],
}

impl<const N: usize> Default for Layout<N> {
    fn default() -> Self {
        // No position has this phase: it fits no table.
        Self { vtable: 0, vtable_len: 0, phase: usize::MAX, end: 0, offsets: [0; N] }
    }
}

/// A payload on its way through a generated verifier.
///
/// Answers are exact where they are `true`: flatbuffers' own verifier, with its
/// default limits, accepts the same bytes. `false` means that it is to be asked.
#[derive(Debug)]
pub struct Check<'p> {
    payload: &'p [u8],
    depth: usize,
    tables: usize,
    /// Bytes looked at, those that several offsets lead to as often as that.
    bytes: u64,
}

impl<'p> Check<'p> {
    /// Whether the root table of `payload` and all below it are valid. What is
    /// learnt of its layout is left in `memo`.
    #[inline]
    pub fn root<T: Checked<N>, const N: usize>(payload: &'p [u8], memo: &mut Memo<T, N>) -> bool {
        if u32::try_from(payload.len()).is_err() {
            return false;
        }
        let mut check =
            Check { payload, depth: 1, tables: 1, bytes: table_bytes::<T, N>(MAX_VTABLE) };
        match memo.find(payload) {
            Some((at, layout)) => T::references(&mut check, &Table::new(at, &layout.offsets)),
            None => check.unknown_root::<T, N>(memo),
        }
    }

    #[inline(never)]
    fn unknown_root<T: Checked<N>, const N: usize>(&mut self, memo: &mut Memo<T, N>) -> bool {
        let Some(at) = self.u32(0) else { return false };
        let at = at as usize;
        let mut layout = Layout::default();
        if !self.layout::<T, N>(at, &mut layout) {
            return false;
        }
        memo.learn(self.payload, at, &layout);
        T::references(self, &Table::new(at, &layout.offsets))
    }

    /// Whether the text at `field` is valid, or absent.
    #[inline]
    pub fn text(&mut self, field: Option<usize>) -> bool {
        match field {
            None => true,
            Some(field) => self.text_behind(field),
        }
    }

    #[inline]
    fn text_behind(&mut self, field: usize) -> bool {
        let Some((start, end)) = self.range(field, 1, 1) else { return false };
        self.payload.get(end) == Some(&0) && utf8::is_valid(self.payload, start, end)
    }

    /// Whether the vector at `field` is valid, or absent: of values of `size` bytes
    /// that need no further look, aligned to `align`.
    #[inline]
    pub fn elements(&mut self, field: Option<usize>, size: usize, align: usize) -> bool {
        field.is_none_or(|field| self.range(field, size, align).is_some())
    }

    /// Whether the vector of texts at `field` is valid, or absent.
    #[inline]
    pub fn texts(&mut self, field: Option<usize>) -> bool {
        field.is_none_or(|field| {
            let Some((start, end)) = self.range(field, 4, 4) else { return false };
            (start..end).step_by(4).all(|element| self.text_behind(element))
        })
    }

    /// Whether the table at `field` and all below it are valid, or absent.
    #[inline]
    pub fn table<T: Checked<N>, const N: usize>(&mut self, field: Option<usize>) -> bool {
        field.is_none_or(|field| {
            let mut layout = Layout::default();
            self.enter::<N>() && self.table_behind::<T, N>(field, &mut layout) && self.leave()
        })
    }

    /// Whether the vector of tables at `field` is valid, or absent.
    #[inline]
    pub fn tables<T: Checked<N>, const N: usize>(&mut self, field: Option<usize>) -> bool {
        field.is_none_or(|field| {
            let Some((start, end)) = self.range(field, 4, 4) else { return false };
            // Tables of one vector mostly share a vtable.
            let mut layout = Layout::default();
            if start == end {
                return true;
            }
            self.enter::<N>()
                && (start..end).step_by(4).all(|at| self.table_behind::<T, N>(at, &mut layout))
                && self.leave()
        })
    }

    /// Whether the union with its member's number at `kind` and the member at
    /// `value` is valid: both are there or none is, and `member` says yes to number
    /// and place.
    #[inline]
    pub fn union(
        &mut self,
        kind: Option<usize>,
        value: Option<usize>,
        member: impl FnOnce(&mut Self, u8, Option<usize>) -> bool,
    ) -> bool {
        match (kind, value) {
            (None, None) => true,
            (Some(kind), Some(_)) => match self.payload.get(kind) {
                Some(&number) => member(self, number, value),
                None => false,
            },
            _ => false,
        }
    }

    /// Whether the bytes in the vector at `field` are a valid message with a `T` at
    /// its root, or absent. flatbuffers' own verifier does not look at these.
    #[inline]
    pub fn nested<T: Checked<N>, const N: usize>(&mut self, field: Option<usize>) -> bool {
        field.is_none_or(|field| {
            let Some((start, end)) = self.range(field, 1, 1) else { return false };
            let mut inner = Check {
                payload: &self.payload[start..end],
                depth: self.depth,
                tables: self.tables,
                bytes: self.bytes,
            };
            // Position 0 holds the offset of the root, as if it were a field.
            let valid = inner.table::<T, N>(Some(0));
            (self.tables, self.bytes) = (inner.tables, inner.bytes);
            valid
        })
    }

    /// Whether a table of `N` fields may lie this deep.
    #[inline]
    fn enter<const N: usize>(&mut self) -> bool {
        self.depth += 1;
        self.depth <= const { max_depth(N) }
    }

    #[inline]
    fn leave(&mut self) -> bool {
        self.depth -= 1;
        true
    }

    #[inline]
    fn table_behind<T: Checked<N>, const N: usize>(
        &mut self,
        field: usize,
        layout: &mut Layout<N>,
    ) -> bool {
        let Some(offset) = self.u32(field) else { return false };
        let Some(at) = field.checked_add(offset as usize) else { return false };
        self.tables += 1;
        self.tables <= MAX_TABLES
            && self.layout::<T, N>(at, layout)
            && self.spend(table_bytes::<T, N>(layout.vtable_len))
            && T::references(self, &Table::new(at, &layout.offsets))
    }

    /// Whether the fields of the table at `at` are within the payload and aligned;
    /// leaves in `layout` where they are. What is in `layout` already was found
    /// right in this payload, and need not be looked at again.
    #[inline]
    fn layout<T: Checked<N>, const N: usize>(&self, at: usize, layout: &mut Layout<N>) -> bool {
        let Some(back) = self.u32(at) else { return false };
        // Signed; what leads out of the payload wraps, and is too large then.
        let vtable = at.wrapping_sub(back.cast_signed() as isize as usize);
        if vtable == layout.vtable && at % MAX_ALIGN == layout.phase {
            return self.payload.len() - at >= layout.end;
        }
        self.new_layout::<T, N>(at, vtable, layout)
    }

    #[inline]
    fn new_layout<T: Checked<N>, const N: usize>(
        &self,
        at: usize,
        vtable: usize,
        layout: &mut Layout<N>,
    ) -> bool {
        if !at.is_multiple_of(4) || !vtable.is_multiple_of(2) {
            return false;
        }
        let Some(entries) = self.payload.get(vtable..) else { return false };
        let Some(vtable_len) = entries.first_chunk().map(|len| u16::from_le_bytes(*len)) else {
            return false;
        };
        let vtable_len = usize::from(vtable_len);
        let Some(entries) = entries.get(..vtable_len) else { return false };
        if !vtable_len.is_multiple_of(2) {
            return false;
        }
        let entries = entries.get(4..).unwrap_or_default();
        let mut offsets = [0; N];
        for (offset, entry) in offsets.iter_mut().zip(entries.chunks_exact(2)) {
            *offset = u16::from_le_bytes([entry[0], entry[1]]);
        }
        let (mut bad, mut end) = (false, 4);
        for (slot, &offset) in T::SLOTS.iter().zip(&offsets) {
            let (offset, absent) = (usize::from(offset), offset == 0);
            bad |= absent & slot.required;
            bad |= !absent & ((at + offset) & (usize::from(slot.align) - 1) != 0);
            end = end.max(if absent { 0 } else { offset + usize::from(slot.size) });
        }
        *layout = Layout { vtable, vtable_len, phase: at % MAX_ALIGN, end, offsets };
        !bad && self.payload.len() - at >= end
    }

    /// Where the elements of the vector behind `field` begin and end.
    #[inline]
    fn range(&mut self, field: usize, size: usize, align: usize) -> Option<(usize, usize)> {
        let at = field.checked_add(self.u32(field)? as usize)?;
        if !at.is_multiple_of(4) {
            return None;
        }
        let len = self.u32(at)? as usize;
        let start = at.checked_add(4)?;
        let end = start.checked_add(len.checked_mul(size)?)?;
        let inside = start & (align - 1) == 0 && end <= self.payload.len();
        (inside && self.spend((end - start) as u64 + 8)).then_some((start, end))
    }

    #[inline]
    fn u32(&self, at: usize) -> Option<u32> {
        // One comparison where the compiler knows that `at` is far from overflowing.
        let bytes = self.payload.get(at..at.checked_add(4)?)?.first_chunk()?;
        Some(u32::from_le_bytes(*bytes))
    }

    /// Counts bytes that were looked at. Both are far from overflowing: a payload
    /// has less than 4 GiB, and the sum is compared each time.
    #[inline]
    fn spend(&mut self, bytes: u64) -> bool {
        self.bytes += bytes;
        self.bytes <= MAX_BYTES
    }
}

/// What flatbuffers' verifier counts for a table with all its fields.
#[inline]
fn table_bytes<T: Checked<N>, const N: usize>(vtable_len: usize) -> u64 {
    // The offsets to it and to its vtable, and the length of that.
    10 + vtable_len as u64 + const { fields_bytes(&T::SLOTS) }
}

/// Of each field the vtable's entry, and its bytes.
const fn fields_bytes(slots: &[Slot]) -> u64 {
    let (mut bytes, mut index) = (0, 0);
    while index < slots.len() {
        bytes += 2 + slots[index].size as u64;
        index += 1;
    }
    bytes
}

/// No vtable is longer.
const MAX_VTABLE: usize = u16::MAX as usize;

/// No number needs more.
const MAX_ALIGN: usize = 8;
