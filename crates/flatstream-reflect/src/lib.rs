#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod assembler;
mod bytes;
mod check;
mod enums;
mod fault;
mod json_parser;
mod json_text;
mod load;
mod names;
mod object;
mod raw_table;
mod schema;
mod types;

pub use enums::{Enum, EnumValue};
pub use flatstream_core::{Error, ErrorKind, Result};
pub use json_parser::JsonParser;
pub use object::{Encoding, Field, Object};
pub use schema::Schema;
pub use types::{BaseType, Type};
