//! The program as its users run it.

mod harness;
mod info;
mod look;
mod recover;
mod verify;
