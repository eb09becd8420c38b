//! Suite `chunk`: pieces of streams against copies of them.
//!
//! `slice-*`, `clone-*` and `fan-out-*` set a chunk on shared bytes against what
//! was there before it: a `String` and a `Vec<u8>`. An operation is one slice, one
//! clone, or one chunk given to all consumers. In `lines` and `regex-*` it is one
//! piece of a text.

mod fan_out;
mod shared;
mod slice;
mod text;

use crate::case::Case;

pub(crate) fn cases() -> Vec<Case> {
    [slice::cases(), fan_out::cases(), text::cases()].into_iter().flatten().collect()
}
