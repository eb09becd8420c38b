//! Records of runs, in `docs/benchmarks/`.

use crate::{cli::Options, instructions::Setting, measure::Outcome, row::Row};

/// The rows of the record of this name.
pub(crate) fn load(_name: &str) -> Outcome<Vec<Row>> {
    Ok(Vec::new())
}

/// Writes rows into today's record.
pub(crate) fn write(_rows: &[Row], _options: &Options, _setting: &Setting) -> Outcome<()> {
    Ok(())
}

/// What differs, and whether by more than noise.
pub(crate) fn differences(_before: &[Row], _after: &[Row]) -> String {
    String::new()
}
