//! Messages of `testdata/reflect/`, whole, damaged and hostile.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod access;
mod flatc;
mod golden;
mod hostile_payload;
mod hostile_schema;
mod limits;
mod no_alloc;
mod parse;
mod paths;
mod samples;
mod schema;
mod verify;
mod wide;
