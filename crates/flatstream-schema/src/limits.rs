//! How far flatbuffers' verifiers follow a message by default.

/// Tables in each other.
pub(crate) const MAX_DEPTH: usize = 64;

/// Tables in all, those that several offsets lead to as often as that.
pub(crate) const MAX_TABLES: usize = 1_000_000;

/// Bytes that are looked at, as often as offsets lead to them.
pub(crate) const MAX_BYTES: u64 = 1 << 31;

/// How deep tables of so many `fields` are followed: each has its layout on the stack,
/// which all of them together must not exhaust.
pub(crate) const fn max_depth(fields: usize) -> usize {
    match MAX_FIELDS.checked_div(fields) {
        Some(depth) if depth < MAX_DEPTH => depth,
        _ => MAX_DEPTH,
    }
}

/// Tables of up to 1024 fields may be as deep as flatbuffers' verifier has them.
const MAX_FIELDS: usize = 1 << 16;
