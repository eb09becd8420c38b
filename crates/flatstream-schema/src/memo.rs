use crate::{Checked, check::Layout};
use std::{fmt, marker::PhantomData};

/// Layouts of root tables that were verified, by the bytes that lead to them.
///
/// A message that begins as an earlier one did, up to and with the root table's
/// offset to its vtable, has the same vtable, if that lies within these bytes;
/// then what was found out about the table's fields holds for it, too.
///
/// Two are kept: flatbuffers' builders align from the end, so that messages of one
/// schema begin in one of two ways.
pub struct Memo<T, const N: usize> {
    entries: [Entry<N>; 2],
    /// Which entry is overwritten next.
    next: usize,
    /// A layout holds for one type only.
    table: PhantomData<fn() -> T>,
}

#[derive(Clone, Copy)]
struct Entry<const N: usize> {
    /// Bytes compared; 0 where there is no layout yet.
    len: usize,
    prefix: [u8; MAX_PREFIX],
    layout: Layout<N>,
}

impl<T: Checked<N>, const N: usize> Memo<T, N> {
    /// The root table's position and layout, if `payload` begins as a message that
    /// was verified and the fields are within it.
    #[inline(always)] // the whole of verifying a message of numbers
    pub(crate) fn find(&self, payload: &[u8]) -> Option<(usize, &Layout<N>)> {
        self.entries.iter().find_map(|entry| {
            let prefix = payload.get(..entry.len).filter(|prefix| !prefix.is_empty())?;
            let at = entry.len - 4;
            (same(prefix, &entry.prefix) && at + entry.layout.end <= payload.len())
                .then_some((at, &entry.layout))
        })
    }

    /// Remembers the layout of the table at `at`, which was found to be right, if
    /// all that it depends on lies before or in the table's first four bytes.
    #[inline]
    pub(crate) fn learn(&mut self, payload: &[u8], at: usize, layout: &Layout<N>) {
        let len = at + 4;
        // A vtable that overlaps the table's fields, or lies behind it, would not be
        // compared. Its length is part of it, even where that says 0.
        if len > MAX_PREFIX || layout.vtable + layout.vtable_len.max(2) > len {
            return;
        }
        let entry = &mut self.entries[self.next];
        entry.len = len;
        entry.prefix[..len].copy_from_slice(&payload[..len]);
        entry.layout = *layout;
        self.next = 1 - self.next;
    }
}

/// Whether `prefix`, which has 8 bytes at least, is how `known` begins.
#[inline(always)] // as `Memo::find`
fn same(prefix: &[u8], known: &[u8; MAX_PREFIX]) -> bool {
    let Some(known) = known.get(..prefix.len()) else { return false };
    // The last word overlaps the one before, unless the length is a multiple of 8.
    let (Some(end), Some(known_end)) = (prefix.last_chunk(), known.last_chunk()) else {
        return false;
    };
    let mut different = u64::from_ne_bytes(*end) ^ u64::from_ne_bytes(*known_end);
    for (own, other) in prefix.as_chunks().0.iter().zip(known.as_chunks().0) {
        different |= u64::from_ne_bytes(*own) ^ u64::from_ne_bytes(*other);
    }
    different == 0
}

impl<T, const N: usize> Default for Memo<T, N> {
    fn default() -> Self {
        let entry = Entry { len: 0, prefix: [0; MAX_PREFIX], layout: Layout::default() };
        Self { entries: [entry; 2], next: 0, table: PhantomData }
    }
}

impl<T, const N: usize> fmt::Debug for Memo<T, N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = self.entries.iter().filter(|entry| entry.len > 0).count();
        f.debug_struct("Memo").field("layouts", &known).finish_non_exhaustive()
    }
}

/// Longer beginnings are not remembered: a vtable of some 55 fields fits.
const MAX_PREFIX: usize = 128;
