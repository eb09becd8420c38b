#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod code;
mod compile;
mod context;
mod drafts;
mod fixed;
mod generator;
mod layout;
mod model;
mod names;
mod views;

pub use compile::compile;
pub use flatstream_reflect::{Error, ErrorKind, Result};
pub use generator::Generator;
pub use layout::Layout;
