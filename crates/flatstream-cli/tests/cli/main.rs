//! The program as its users run it.

#![expect(clippy::cast_possible_truncation, clippy::unwrap_used, reason = "helpers of tests")]

mod convert;
mod harness;
mod look;
mod press;
