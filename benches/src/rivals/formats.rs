//! Other formats.

use super::messages::Messages;
use crate::{
    case::Variant,
    measure::Outcome,
    storage::Storage,
    targets::{Given, Target},
    workloads::Workload,
};
use std::rc::Rc;

/// Messages that all formats can write.
pub(crate) trait Writable: Workload {}
/// Messages that all formats can write and read.
pub(crate) trait InAll: Messages + Writable {}

impl<M: Workload> Writable for M {}
impl<M: Messages> InAll for M {}

pub(super) fn writers<M: Writable, S: Target>(
    _storage: &Storage,
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

pub(super) fn slice_readers<M: InAll, const ALL: bool>(
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

pub(super) fn file_readers<M: InAll, const ALL: bool>(
    _storage: &Storage,
    _given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}
