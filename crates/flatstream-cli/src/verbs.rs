//! One file per verb.

pub(crate) mod cat;
pub(crate) mod count;
pub(crate) mod head;
pub(crate) mod info;
pub(crate) mod recover;
pub(crate) mod tail;
pub(crate) mod verify;
