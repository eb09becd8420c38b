//! Other formats, each as its own documentation says for speed: written from
//! the same records into the same sinks, and read with the same answers.
//!
//! What their rows compare differs. capnp, rkyv, planus and the baseline are
//! read in place: the baseline and rkyv check a message as a whole first, capnp
//! and planus check what is asked for and no more. prost and postcard decode
//! all of a message into objects, of which a `read-*` row then looks at three
//! fields, so that only `touch-*` rows have them do the work that the others
//! do. No format here has a digest. Mixed messages are a union, a oneof or an
//! enum, which says what each is; the baseline's payloads do not.
//!
//! To add one: a file with a [`Format`](harness::Format), and a line in each
//! list below.

mod borrowed;
mod capnp;
mod frame;
mod harness;
mod planus;
mod postcard;
mod prost;
mod rkyv;

use self::{
    capnp::{AsCapnp, Capnp, CapnpPacked},
    harness::{file_reader, slice_reader, writer},
    planus::{AsPlanus, Planus},
    postcard::{AsPostcard, Postcard},
    prost::{AsProst, Prost},
    rkyv::Rkyv,
};
use crate::{
    case::Variant,
    measure::Outcome,
    messages::{Answers, Messages},
    storage::Storage,
    targets::Given,
};
use std::rc::Rc;

pub(crate) use self::{
    harness::Sink,
    rkyv::{AsRkyv, archives, look},
};

/// Messages that all formats can write.
pub(super) trait Writable:
    Answers + AsCapnp + AsProst + AsRkyv + AsPostcard + AsPlanus
{
}
/// Messages that all formats can write and read.
pub(super) trait InAll: Messages + Writable {}

impl<M: Answers + AsCapnp + AsProst + AsRkyv + AsPostcard + AsPlanus> Writable for M {}
impl<M: Messages + Writable> InAll for M {}

pub(super) fn writers<M: Writable, S: Sink>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(vec![
        writer::<M, Capnp, S>(storage, given)?,
        writer::<M, CapnpPacked, S>(storage, given)?,
        writer::<M, Prost<M>, S>(storage, given)?,
        prost::owned_writer::<M, S>(storage, given)?,
        writer::<M, Rkyv, S>(storage, given)?,
        writer::<M, Postcard, S>(storage, given)?,
        writer::<M, Planus, S>(storage, given)?,
    ])
}

/// rkyv alone, for suites that compare with it.
pub(crate) fn rkyv_writer<M: AsRkyv, S: Sink>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    writer::<M, Rkyv, S>(storage, given)
}

pub(crate) fn rkyv_slice_reader<M: Messages + AsRkyv, const ALL: bool>(
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    slice_reader::<M, Rkyv, ALL>(given)
}

pub(super) fn slice_readers<M: InAll, const ALL: bool>(
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(vec![
        slice_reader::<M, Capnp, ALL>(given)?,
        slice_reader::<M, CapnpPacked, ALL>(given)?,
        slice_reader::<M, Prost<M>, ALL>(given)?,
        slice_reader::<M, Rkyv, ALL>(given)?,
        slice_reader::<M, Postcard, ALL>(given)?,
        slice_reader::<M, Planus, ALL>(given)?,
    ])
}

pub(super) fn file_readers<M: InAll, const ALL: bool>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    Ok(vec![
        file_reader::<M, Capnp, ALL>(storage, given)?,
        file_reader::<M, CapnpPacked, ALL>(storage, given)?,
        file_reader::<M, Prost<M>, ALL>(storage, given)?,
        file_reader::<M, Rkyv, ALL>(storage, given)?,
        file_reader::<M, Postcard, ALL>(storage, given)?,
        file_reader::<M, Planus, ALL>(storage, given)?,
    ])
}
