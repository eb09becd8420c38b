#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod assembler;
mod budget;
mod bytes;
mod check;
mod enums;
mod fault;
mod json_parser;
mod json_printer;
mod json_text;
mod json_writer;
mod load;
mod names;
mod object;
mod path;
mod place;
mod raw_table;
mod schema;
mod structure;
mod table;
mod types;
mod value;
mod vector;
mod verifier;

pub use enums::{Enum, EnumValue};
pub use flatstream_core::{Error, ErrorKind, Result};
pub use json_parser::JsonParser;
pub use json_printer::JsonPrinter;
pub use object::{Encoding, Field, Object};
pub use path::{Path, Values};
pub use schema::Schema;
pub use structure::Struct;
pub use table::Table;
pub use types::{BaseType, Type};
pub use value::{EnumNumber, Value};
pub use vector::Vector;
pub use verifier::Verifier;
