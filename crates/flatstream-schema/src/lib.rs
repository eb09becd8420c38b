#![doc = include_str!("../README.md")]
#![deny(unsafe_code)]

mod check;
mod cursor;
mod door;
mod fixed;
mod measure;
mod memo;
mod slot;
mod target;
mod utf8;
mod vector;
mod view;
mod window;

pub use check::{Check, Checked, Table};
pub use door::{Compiled, verify};
pub use fixed::{Fixed, put};
pub use flatbuffers;
pub use flatstream_core::{Emit, Error, ErrorKind, PayloadVerifier, Result, Verified};
pub use memo::Memo;
pub use slot::Slot;
pub use target::{Draft, Kind, Target, emit, key, message_len, slot};
pub use vector::{Elements, Tables, Texts};
pub use view::TableView;
