//! The message: a line.

pub(super) use compiled::flatstream::LineDraft;

#[path = "../../../../schemas/line_compiled.rs"]
mod compiled;

/// `line.fbs` in binary.
pub(super) const SCHEMA: &[u8] = include_bytes!("../../../../schemas/line.bfbs");
