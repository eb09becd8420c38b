#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod block;
mod checksum;
mod codec;
mod deframer;
mod emit;
mod error;
mod framer;
mod limits;
mod memory_pool;
mod message_builder;
mod out_buf;
mod overflow;
pub mod policy;
pub mod root;
mod serialize;
mod undelivered;
mod validator;
mod verified;

pub use checksum::Checksum;
pub use codec::{CodecId, Decoder, Encoder, Tag};
pub use deframer::{Borrowing, Content, Deframer, Step};
pub use emit::Emit;
pub use error::{Error, ErrorKind, Position, Result, is_transient};
pub use framer::{BlockFramer, Body, Framed, Framer, Header};
pub use limits::Limits;
pub use memory_pool::MemoryPool;
pub use message_builder::{BuilderMemory, MessageBuilder, is_finished};
pub use out_buf::OutBuf;
pub use overflow::Overflow;
pub use policy::MemoryPolicy;
pub use serialize::{StreamDeserialize, StreamSerialize};
pub use undelivered::Undelivered;
pub use validator::{NoValidator, Validator};
pub use verified::{PayloadVerifier, Verified};
