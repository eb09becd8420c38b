//! One file per verb.

pub(crate) mod bench;
pub(crate) mod cat;
pub(crate) mod completions;
pub(crate) mod count;
pub(crate) mod head;
pub(crate) mod man;
pub(crate) mod record;
pub(crate) mod tail;
