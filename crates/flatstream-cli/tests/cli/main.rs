//! The program as its users run it.

mod bench;
mod convert;
mod harness;
mod help;
mod look;
mod manners;
mod manual;
mod press;
mod record;
