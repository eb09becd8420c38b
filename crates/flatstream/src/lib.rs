#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(feature = "arena")]
mod arena_writer;
mod durable;
mod format;
mod output;
#[doc(hidden)]
pub mod reader;
mod sink;
#[doc(hidden)]
pub mod writer;

pub use durable::Durable;
pub use format::Format;
pub use reader::{Messages, StreamReader, TypedMessages};
pub use writer::StreamWriter;

#[cfg(feature = "arena")]
pub use flatstream_arena as arena;
pub use flatstream_checksum as checksum;
pub use flatstream_framing as framing;

#[cfg(feature = "crc16")]
pub use flatstream_checksum::Crc16;
#[cfg(feature = "crc32")]
pub use flatstream_checksum::Crc32;
#[cfg(feature = "xxhash")]
pub use flatstream_checksum::XxHash64;
pub use flatstream_checksum::{ChecksumKind, NoChecksum};
pub use flatstream_core::{
    Body, Borrowing, BuilderMemory, Checksum, Content, Deframer, Error, ErrorKind, Framed, Framer,
    Header, Limits, MemoryPolicy, MessageBuilder, NoValidator, OutBuf, Position, Result, Step,
    StreamDeserialize, StreamSerialize, Undelivered, Validator, policy, root,
};
pub use flatstream_framing::{
    Bounded, ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer, DeframerExt, End,
    FrameDecoder, FramerExt, Observed, Recovered, Recovery, SizeValidator, SliceReader,
    TableRootValidator, Tail, TypedValidator, Validating, recover, recover_file, salvage,
};

/// A path of the seed API.
#[doc(hidden)]
pub mod error {
    pub use flatstream_core::{Error, ErrorKind, Result};
}

/// A path of the seed API.
#[doc(hidden)]
pub mod traits {
    pub use flatstream_core::{StreamDeserialize, StreamSerialize};
}

/// The examples of the guide are tested with those of this crate.
#[cfg(all(doctest, feature = "arena"))]
#[doc = include_str!("../../../docs/allocation.md")]
mod allocation_guide {}
