//! What is generated, against flatbuffers' own verifier and flatc's own code.

#![expect(clippy::duplicate_mod, reason = "the same tests for every layout")]

mod damage;
mod damaged_features;
mod emitted;
mod features;
mod limits;
mod memo;
mod oracle;
mod places;
mod readers;
mod samples;

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
