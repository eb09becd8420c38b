#[path = "../../schema/features_compiled.rs"]
mod code;
#[path = "tables.rs"]
mod tables;

pub(crate) use code::testdata::features as drafts;
use crate::flatc::testdata::features as flatc;
pub(crate) use tables::{built, expected, written};
