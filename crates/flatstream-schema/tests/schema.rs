//! What generated code runs on, by hand-made types of tables.

#[path = "schema/check.rs"]
mod check;
#[path = "schema/emit.rs"]
mod emit;
