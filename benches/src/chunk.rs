//! Suite `chunk`: pieces of streams against copies of them, and streams in async
//! programs against tokio-util's own codec.
//!
//! `slice-*`, `clone-*` and `fan-out-*` set a chunk on shared bytes against what
//! was there before it: a `String` and a `Vec<u8>`. An operation is one slice, one
//! clone, or one chunk given to all consumers. In `lines` and `regex-*` it is one
//! piece of a text, in the others one message.

mod fan_out;
mod read;
mod shared;
mod slice;
mod text;
mod transport;
mod write;

use crate::measure::Case;

pub(crate) fn cases() -> Vec<Case> {
    [slice::cases(), fan_out::cases(), text::cases(), read::cases(), write::cases()]
        .into_iter()
        .flatten()
        .collect()
}
