#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod check;
mod compact;
mod cursor;
mod door;
mod elements;
mod fixed;
mod limits;
mod measure;
mod memo;
pub mod rules;
mod slot;
mod target;
mod utf8;
mod window;

pub use check::{Check, Checked, Table};
pub use compact::Compact;
pub use door::{Compiled, TableView, Tables, Texts, Union, absent, verify};
pub use elements::Elements;
pub use fixed::{Fixed, put};
pub use flatbuffers;
pub use flatstream_core::{Emit, Error, ErrorKind, PayloadVerifier, Result, Verified};
pub use memo::Memo;
pub use slot::Slot;
pub use target::{Draft, Kind, Target, emit, key, message_len, slot};
