//! Writers in arena memory: the bytes of the plain writer, whatever is written, in
//! whichever way, and whatever the sink does to it.

#![cfg(feature = "arena")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod batch;
mod delivery;
mod gather;
mod gather_failures;
mod growing;
mod messages;
mod mixed;
mod overflow;
mod retention;
mod sinks;
mod strategies;
mod template;

use flatstream::{ChecksumKind, FrameFormat};
use flatstream_testkit::{TempFile, located, payload};

/// Every format chosen at run time.
fn formats() -> impl Iterator<Item = FrameFormat> {
    ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}
