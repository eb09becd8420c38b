#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub use flatstream_core::{Error, ErrorKind, Result};
