#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

#[cfg(feature = "arena")]
mod arena_writer;
mod block_writer;
#[cfg(feature = "chunk")]
mod chunks;
mod detect;
mod durable;
mod format;
mod frame_format;
mod output;
#[doc(hidden)]
pub mod reader;
mod shrink;
mod sink;
#[doc(hidden)]
pub mod writer;

pub use block_writer::BlockWriter;
#[cfg(all(feature = "chunk", feature = "tokio"))]
pub use chunks::AsyncChunkReader;
#[cfg(feature = "chunk")]
pub use chunks::{ChunkStreamReader, ChunkStreamWriter, PayloadChunks};
pub use detect::{Detection, Detector};
pub use durable::Durable;
pub use format::{Format, FormatDeframer, FormatFramer};
pub use frame_format::FrameFormat;
pub use reader::{Messages, StreamReader, TypedMessages, VerifiedMessages};
pub use writer::StreamWriter;

#[cfg(feature = "arena")]
pub use flatstream_arena as arena;
pub use flatstream_checksum as checksum;
#[cfg(feature = "chunk")]
pub use flatstream_chunk as chunk;
#[cfg(feature = "__compress")]
pub use flatstream_compress as compress;
pub use flatstream_framing as framing;
#[cfg(feature = "pool")]
pub use flatstream_pool as pool;
#[cfg(feature = "reflect")]
pub use flatstream_reflect as reflect;
#[cfg(feature = "schema")]
pub use flatstream_schema as schema;
#[cfg(feature = "tokio")]
pub use flatstream_tokio as tokio;

#[cfg(feature = "crc16")]
pub use flatstream_checksum::Crc16;
#[cfg(feature = "crc32")]
pub use flatstream_checksum::Crc32;
#[cfg(feature = "xxhash")]
pub use flatstream_checksum::XxHash64;
pub use flatstream_checksum::{ChecksumKind, NoChecksum};
#[cfg(feature = "chunk")]
pub use flatstream_chunk::{StreamChunk, StreamId};
#[cfg(feature = "zstd")]
pub use flatstream_compress::Dictionary;
#[cfg(feature = "__compress")]
pub use flatstream_compress::{Adaptive, CodecKind};
pub use flatstream_core::{
    BlockFramer, Body, Borrowing, BuilderMemory, Checksum, CodecId, Content, Decoder, Deframer,
    Emit, Encoder, Error, ErrorKind, Framed, Framer, Header, Limits, MemoryPolicy, MemoryPool,
    MessageBuilder, NoValidator, OutBuf, PayloadVerifier, Position, Result, Step,
    StreamDeserialize, StreamSerialize, Tag, Undelivered, Validator, Verified, block, policy, root,
};
pub use flatstream_framing::{
    Bounded, ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer,
    DeframerExt, End, FrameDecoder, FramerExt, IntactFrame, Observed, Recovered, RecoveredFrame,
    Recovery, SizeValidator, SliceReader, TableRootValidator, Tail, TypedValidator, Validating,
    recover, recover_file, recover_file_with, salvage, salvage_frames,
};

#[cfg(feature = "pool")]
pub use flatstream_pool::{BufferPool, PooledBuf};
#[cfg(feature = "tokio")]
pub use flatstream_tokio::{AsyncStreamReader, AsyncStreamWriter, Batching, FrameCodec};

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

/// As above.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/compression.md")]
mod compression_guide {}

/// As above.
#[cfg(all(doctest, feature = "chunk", feature = "pool"))]
#[doc = include_str!("../../../docs/chunks.md")]
mod chunks_guide {}
