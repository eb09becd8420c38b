#[path = "../schema/features_compiled.rs"]
mod compiled;

#[path = "cases.rs"]
mod cases;
#[path = "drafts.rs"]
mod drafts;
#[path = "same.rs"]
mod same;

/// Whether numbers are present that have the default.
const ALL_SLOTS: bool = false;
