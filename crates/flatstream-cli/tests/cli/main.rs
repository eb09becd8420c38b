//! The program as its users run it.

mod harness;
mod look;
