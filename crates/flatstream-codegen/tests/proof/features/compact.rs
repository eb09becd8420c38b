#[path = "../../schema/features_compact.rs"]
mod code;
#[path = "tables.rs"]
mod tables;

use crate::flatc::testdata::features as flatc;
pub(crate) use code::testdata::features as drafts;
pub(crate) use tables::written;
