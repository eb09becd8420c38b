//! A glance at the root of a FlatBuffer, without its schema.
//!
//! The checks here are structural and cheap, a handful of bounded loads. They
//! tell a finished message from an unfinished one with high probability; they
//! are no substitute for the verifier that flatc generates.

/// What the first offset of a buffer points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A table.
    Table {
        /// Position of the vtable in the buffer.
        vtable: usize,
        /// Length of the vtable in bytes, 4 at least.
        vtable_len: usize,
        /// Inline size of the table in bytes, 4 at least.
        table_len: usize,
    },
    /// A vector or string of at least one byte per element.
    Vector {
        /// Position of its first element.
        start: usize,
        /// Number of elements.
        len: usize,
    },
}

/// The root of `buffer`, or `None` where nothing plausible is found: an offset
/// outside the buffer or not aligned, a vtable or a vector that does not fit.
///
/// Costs O(1). Layout: the FlatBuffers internals document, "Tables".
///
/// ```
/// use flatbuffers::FlatBufferBuilder;
/// use flatstream_core::root::{Root, probe};
///
/// let mut builder = FlatBufferBuilder::new();
/// let text = builder.create_string("hello");
/// assert_eq!(probe(builder.unfinished_data()), None);
/// builder.finish(text, None);
/// assert_eq!(probe(builder.finished_data()), Some(Root::Vector { start: 8, len: 5 }));
/// ```
#[inline]
#[must_use]
pub fn probe(buffer: &[u8]) -> Option<Root> {
    let at = u32_at(buffer, 0)? as usize;
    if at < 4 || !at.is_multiple_of(4) {
        return None;
    }
    let first = u32_at(buffer, at)?;
    if let Some(table) = table(buffer, at, first) {
        return Some(table);
    }
    let (start, len) = (at + 4, first as usize);
    (len <= buffer.len() - start).then_some(Root::Vector { start, len })
}

#[inline]
fn table(buffer: &[u8], at: usize, to_vtable: u32) -> Option<Root> {
    // The vtable is found by subtracting a signed offset from the table.
    let vtable = usize::try_from(at as i64 - i64::from(to_vtable.cast_signed())).ok()?;
    let vtable_len = usize::from(u16_at(buffer, vtable)?);
    let table_len = usize::from(u16_at(buffer, vtable + 2)?);
    let fits = vtable % 2 == 0
        && vtable_len >= 4
        && vtable_len % 2 == 0
        && vtable_len <= buffer.len() - vtable
        && table_len >= 4
        && table_len <= buffer.len() - at;
    fits.then_some(Root::Table { vtable, vtable_len, table_len })
}

/// Whether `buffer` looks like one finished message, with or without the size
/// prefix that `finish_size_prefixed` writes.
#[inline]
#[must_use]
pub fn looks_finished(buffer: &[u8]) -> bool {
    probe(buffer).is_some() || looks_size_prefixed(buffer)
}

#[cold]
fn looks_size_prefixed(buffer: &[u8]) -> bool {
    let sized = u32_at(buffer, 0).is_some_and(|size| size as usize == buffer.len() - 4);
    sized && probe(&buffer[4..]).is_some()
}

#[inline]
fn u32_at(buffer: &[u8], at: usize) -> Option<u32> {
    let bytes = buffer.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

#[inline]
pub(crate) fn u16_at(buffer: &[u8], at: usize) -> Option<u16> {
    let bytes = buffer.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flatbuffers::FlatBufferBuilder;

    fn table_message(fields: u16) -> FlatBufferBuilder<'static> {
        let mut builder = FlatBufferBuilder::new();
        let table = builder.start_table();
        for field in 0..fields {
            builder.push_slot_always::<u32>(4 + 2 * field, 7);
        }
        let table = builder.end_table(table);
        builder.finish(table, None);
        builder
    }

    #[test]
    fn finished_tables_are_seen_with_their_sizes() {
        for fields in [0_u16, 1, 30] {
            let builder = table_message(fields);
            let root = probe(builder.finished_data()).unwrap();
            let Root::Table { vtable_len, table_len, .. } = root else { panic!("{root:?}") };
            assert_eq!(vtable_len, 4 + 2 * usize::from(fields));
            assert_eq!(table_len, 4 + 4 * usize::from(fields));
        }
    }

    #[test]
    fn strings_of_every_length_are_told_finished_from_unfinished() {
        for len in 1..200 {
            let mut builder = FlatBufferBuilder::new();
            let text = builder.create_string(&"x".repeat(len));
            assert!(!looks_finished(builder.unfinished_data()), "length {len}");
            builder.finish(text, None);
            assert!(looks_finished(builder.finished_data()), "length {len}");
        }
    }

    #[test]
    fn a_size_prefix_is_accepted() {
        let mut builder = FlatBufferBuilder::new();
        let text = builder.create_string("hello");
        builder.finish_size_prefixed(text, None);
        assert!(looks_finished(builder.finished_data()));
    }

    #[test]
    fn no_prefix_of_a_table_message_and_no_short_buffer_panics() {
        let builder = table_message(5);
        let message = builder.finished_data();
        for len in 0..message.len() {
            let _ = looks_finished(&message[..len]);
        }
        assert_eq!(probe(&[]), None);
        assert_eq!(probe(&[4, 0, 0, 0]), None);
        assert_eq!(probe(&[0xff; 16]), None);
    }
}
