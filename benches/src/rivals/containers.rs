//! Other ways to carry `FlatBuffers` payloads.

use super::messages::Messages;
use crate::{
    case::{Case, Variant},
    integrity::Integrity,
    measure::Outcome,
    storage::Storage,
    targets::{Given, Target},
    workloads::Workload,
};
use std::rc::Rc;

pub(super) fn writers<M: Workload, I: Integrity, S: Target>(
    _storage: &Storage,
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

pub(super) fn slice_readers<M: Messages, const ALL: bool>(
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

pub(super) fn file_readers<M: Messages, const ALL: bool>(
    _storage: &Storage,
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

/// Cases of blocks that are compressed, against the library below them.
pub(super) fn compressed() -> Vec<Case> {
    Vec::new()
}
