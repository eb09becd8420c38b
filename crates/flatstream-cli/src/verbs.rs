//! One file per verb.

pub(crate) mod cat;
pub(crate) mod count;
pub(crate) mod filter;
pub(crate) mod head;
pub(crate) mod merge;
pub(crate) mod split;
pub(crate) mod tail;
