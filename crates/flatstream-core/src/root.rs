//! A glance at the root of a FlatBuffer, without its schema.
//!
//! The checks here are structural and cheap, a handful of bounded loads. They
//! tell finished messages from most unfinished ones: a table or string left
//! unfinished is seen, a vector of small numbers may pass. They are no
//! substitute for the verifier that flatc generates.

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
    let at = u32::from_le_bytes(*buffer.first_chunk()?) as usize;
    if at < 4 || !at.is_multiple_of(4) {
        return None;
    }
    let root = buffer.get(at..)?;
    let first = u32::from_le_bytes(*root.first_chunk()?);
    // The vtable is found by subtracting a signed offset from the table.
    let vtable = at.wrapping_sub(first.cast_signed() as usize);
    if let Some(found) = buffer.get(vtable..)
        && let Some(&[a, b, c, d]) = found.first_chunk()
    {
        let vtable_len = usize::from(u16::from_le_bytes([a, b]));
        let table_len = usize::from(u16::from_le_bytes([c, d]));
        let fits = (4..=found.len()).contains(&vtable_len)
            && (4..=root.len()).contains(&table_len)
            && vtable_len.is_multiple_of(2);
        if fits {
            return Some(Root::Table { vtable, vtable_len, table_len });
        }
    }
    let len = first as usize;
    (len <= root.len() - 4).then_some(Root::Vector { start: at + 4, len })
}

/// Whether `buffer` looks like one finished message, with or without the size
/// prefix that `finish_size_prefixed` writes.
///
/// Looks at two words where [`probe`] looks at the vtable as well: cheap enough
/// for every message written. What `probe` finds a root in looks finished.
#[inline]
#[must_use]
pub fn looks_finished(buffer: &[u8]) -> bool {
    has_root(buffer) || looks_size_prefixed(buffer)
}

/// Whether the second word, which of a table is the signed distance to its
/// vtable and of a vector or string its length, lies within the buffer.
#[inline]
fn has_root(buffer: &[u8]) -> bool {
    let Some(at) = buffer.first_chunk() else { return false };
    let at = u32::from_le_bytes(*at) as usize;
    let Some(word) = buffer.get(at..).and_then(<[u8]>::first_chunk) else { return false };
    let distance = i32::from_le_bytes(*word).unsigned_abs() as usize;
    at >= 4 && at.is_multiple_of(4) && distance <= buffer.len()
}

#[cold]
fn looks_size_prefixed(buffer: &[u8]) -> bool {
    let Some((size, rest)) = buffer.split_first_chunk() else { return false };
    u32::from_le_bytes(*size) as usize == rest.len() && has_root(rest)
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
            assert!(probe(builder.finished_data()).is_some(), "length {len}");
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
