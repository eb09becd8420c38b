//! The program as its users run it.

#![expect(clippy::cast_possible_truncation, clippy::unwrap_used, reason = "helpers of tests")]

mod append;
mod bench;
mod codegen;
mod convert;
mod filter;
mod format;
mod harness;
mod help;
mod info;
mod look;
mod manners;
mod manual;
mod merge;
mod press;
mod record;
mod recover;
mod split;
mod verify;
