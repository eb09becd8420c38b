#[path = "../../schema/features_compiled.rs"]
mod code;
#[path = "tables.rs"]
mod tables;

use crate::flatc::testdata::features as flatc;
pub(crate) use code::testdata::features as drafts;
#[allow(unused_imports, reason = "fuzz targets have no use for what is expected")]
pub(crate) use tables::{built, expected, written};
