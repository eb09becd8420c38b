#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod adapters;
#[cfg(feature = "bytes")]
mod bytes_decoder;
mod compressed;
mod frame_decoder;
mod frame_parser;
#[cfg(feature = "bytes")]
mod payload_cutter;
mod recovered;
mod recovery;
mod resync;
mod scanner;
mod slice_reader;
mod v1;
mod validators;
mod verified_roots;
mod window;

pub use adapters::{Bounded, DeframerExt, FramerExt, Observed, Validating};
#[cfg(feature = "bytes")]
pub use bytes_decoder::BytesDecoder;
pub use compressed::Compressed;
pub use frame_decoder::FrameDecoder;
pub use frame_parser::FrameParser;
#[cfg(feature = "bytes")]
pub use payload_cutter::{PayloadCutter, SharedInput};
pub use recovered::{IntactFrame, Recovered, RecoveredFrame};
pub use recovery::{
    End, Recovery, Tail, recover, recover_file, recover_file_with, salvage, salvage_frames,
};
pub use slice_reader::SliceReader;
pub use v1::{ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer};
pub use validators::{SizeValidator, TableRootValidator, TypedValidator, looks_like_message};
pub use verified_roots::VerifiedRoots;

pub use flatstream_core::{
    BlockFramer, Borrowing, Checksum, Decoder, Deframer, Encoder, Error, ErrorKind, Framer, Limits,
    NoValidator, OutBuf, Position, Result, Validator,
};
