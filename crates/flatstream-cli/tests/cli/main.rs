//! The program as its users run it.

mod convert;
mod harness;
mod look;
mod press;
