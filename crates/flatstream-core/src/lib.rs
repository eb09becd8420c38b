#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod checksum;
mod deframer;
mod error;
mod framer;
mod limits;
mod out_buf;
pub mod policy;
pub mod root;
mod serialize;
mod validator;

pub use checksum::Checksum;
pub use deframer::{Borrowing, Content, Deframer, Step};
pub use error::{Error, ErrorKind, Position, Result};
pub use framer::{Body, Framed, Framer, Header};
pub use limits::Limits;
pub use out_buf::OutBuf;
pub use policy::MemoryPolicy;
pub use serialize::{StreamDeserialize, StreamSerialize};
pub use validator::{NoValidator, Validator};
