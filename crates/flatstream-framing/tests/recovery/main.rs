//! What recovery makes of cut, damaged and hostile streams.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod big;
mod cuts;
mod damage;
mod files;
mod flips;
mod support;
mod zeros;
