//! What drafts of `schema/features.fbs` write, read back by flatc's code for it.
#![expect(clippy::duplicate_mod, reason = "once for each layout")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

#[allow(
    unsafe_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::allow_attributes_without_reason,
    clippy::cast_possible_truncation,
    clippy::missing_errors_doc,
    clippy::multiple_unsafe_ops_per_block,
    clippy::undocumented_unsafe_blocks,
    clippy::unnecessary_safety_comment,
    clippy::unwrap_used,
    reason = "flatc's code"
)]
#[path = "../schema/features_generated.rs"]
mod flatc;

mod dice;

mod all_slots;
mod compact;
mod masked;
