//! What the tests and benchmarks of flatstream share. Not published.
//!
//! Linking this crate installs a counting global allocator.

mod agreement;
mod alloc;
pub mod built;
mod cut_sink;
mod faults;
mod helpers;
mod messages;
mod streams;
mod vectors;

pub use agreement::{Agreement, Counts, Oracle};
pub use alloc::{Allocations, count, steady_state};
pub use cut_sink::{CutSink, Fault};
pub use faults::{FaultyReader, FaultyWriter, Step};
pub use helpers::{TempFile, emitted, located, payload};
pub use messages::{Log, OwnedLog, Telemetry};
pub use streams::{Outcome, outcomes, wire};
pub use vectors::{CompressedGolden, Golden, compressed_frames, golden_dictionary, golden_frames};

/// The messages of `schema/test_messages.fbs`, as flatc generates them.
#[allow(
    unsafe_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes_without_reason,
    clippy::cast_possible_truncation,
    clippy::missing_errors_doc,
    clippy::multiple_unsafe_ops_per_block,
    clippy::undocumented_unsafe_blocks,
    clippy::unwrap_used,
    reason = "generated code"
)]
#[path = "../schema/test_messages_generated.rs"]
mod generated;

pub use generated::test_messages as schema;

/// The messages of `schema/test_messages.fbs`, as `flatstream-codegen` compiles them.
#[path = "../schema/test_messages_compiled.rs"]
mod compiled_messages;

pub use compiled_messages::test_messages as compiled;
