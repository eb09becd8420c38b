//! One file per verb.

pub(crate) mod bench;
pub(crate) mod cat;
pub(crate) mod codegen;
pub(crate) mod completions;
pub(crate) mod compress;
pub(crate) mod convert;
pub(crate) mod count;
pub(crate) mod decompress;
pub(crate) mod filter;
pub(crate) mod head;
pub(crate) mod info;
pub(crate) mod man;
pub(crate) mod merge;
pub(crate) mod record;
pub(crate) mod recover;
pub(crate) mod split;
pub(crate) mod tail;
pub(crate) mod train;
pub(crate) mod verify;
