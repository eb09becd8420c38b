//! One file per verb.

pub(crate) mod cat;
pub(crate) mod count;
pub(crate) mod head;
pub(crate) mod tail;
