//! The program as its users run it.

mod filter;
mod harness;
mod look;
mod merge;
mod split;
