#[path = "../schema/features_compiled.rs"]
mod compiled;

#[path = "cases.rs"]
mod cases;
#[path = "drafts.rs"]
mod drafts;
#[path = "same.rs"]
mod same;
#[path = "same_views.rs"]
mod same_views;
#[path = "verdicts.rs"]
mod verdicts;
#[path = "views.rs"]
mod views;

/// Whether numbers are present that have the default.
const ALL_SLOTS: bool = false;

/// Whether what is absent takes no room.
const COMPACT: bool = false;
