//! Suite `schema`: messages that code compiled from their schema writes and
//! verifies, against one builder used again, flatbuffers' own verifier and rkyv.
//!
//! `write-*` is a message built from a record and written, as in the other suites.
//! `read-*` three fields of each message, verified, `touch-*` all of them: from
//! bare payloads, hot and cold, and through the readers. `root_unchecked` verifies
//! nothing, and is there to say what reading alone costs.

mod drafts;
mod read;
mod roots;
mod shelf;
#[cfg(feature = "rivals")]
pub(crate) mod sparse;
mod stream;
mod write;

#[cfg(feature = "rivals")]
use self::sparse::SparseMessages;
use crate::{
    case::Case,
    workloads::{LogMessages, NestedMessages, TelemetryMessages},
};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(write::cases::<TelemetryMessages>());
    #[cfg(feature = "rivals")]
    cases.extend(write::cases::<SparseMessages>());
    cases.extend(write::cases::<LogMessages>());
    cases.extend(write::cases::<NestedMessages>());
    cases.extend(reads::<TelemetryMessages>());
    #[cfg(feature = "rivals")]
    cases.extend(reads::<SparseMessages>());
    cases.extend(reads::<LogMessages>());
    cases.extend(reads::<NestedMessages>());
    cases
}

fn reads<M: read::Readable>() -> Vec<Case> {
    let mut cases = Vec::from(read::cases::<M, THREE>());
    cases.push(stream::case::<M, THREE>());
    cases.extend(read::cases::<M, EVERY>());
    cases.push(stream::case::<M, EVERY>());
    cases
}

/// What a reader looks at.
const THREE: bool = false;
const EVERY: bool = true;

/// The name of a case's workload.
fn reading<M: read::Readable, const ALL: bool>() -> String {
    format!("{}-{}", if ALL { "touch" } else { "read" }, M::NAME)
}
