//! The parser without a buffer, and the cutter of shared bytes: they say what the
//! decoder says, and a naive twin says it, too.

#![cfg(feature = "bytes")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod cutting;
mod memory;
mod parsing;
mod support;
