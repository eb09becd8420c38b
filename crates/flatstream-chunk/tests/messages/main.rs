//! Chunks as FlatBuffers messages, with the code that flatc generates as the
//! oracle in both directions.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, numbers made up"
)]

mod heap;
mod hostile;
mod ids;
mod properties;
mod wire;

/// `schema/stream_chunk.fbs`, as flatc generates it.
#[allow(
    unsafe_code,
    dead_code,
    missing_debug_implementations,
    missing_docs,
    unreachable_pub,
    clippy::all,
    clippy::pedantic,
    clippy::allow_attributes_without_reason,
    clippy::cast_possible_truncation,
    clippy::missing_errors_doc,
    clippy::multiple_unsafe_ops_per_block,
    clippy::undocumented_unsafe_blocks,
    clippy::unwrap_used,
    reason = "generated code"
)]
#[path = "../../schema/stream_chunk_generated.rs"]
mod generated;

use flatbuffers::FlatBufferBuilder;
use flatstream_chunk::ChunkMessage;
use flatstream_core::{Error, ErrorKind};
use generated::flatstream as oracle;

/// What flatc's code writes, data first.
fn generated(stream_id: &str, data: &[u8], offset: u64, identifier: Option<&str>) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let args = oracle::ChunkArgs {
        data: Some(builder.create_vector(data)),
        stream_id: Some(builder.create_string(stream_id)),
        offset,
    };
    let root = oracle::Chunk::create(&mut builder, &args);
    builder.finish(root, identifier);
    builder.finished_data().to_vec()
}

/// What flatc's verifier and accessors find in `payload`.
fn verified(payload: &[u8]) -> Option<ChunkMessage<'_>> {
    let chunk = flatbuffers::root::<oracle::Chunk<'_>>(payload).ok()?;
    Some(ChunkMessage::new(chunk.stream_id(), chunk.data().bytes(), chunk.offset()))
}

/// Parses `payload` and compares with the oracle, the places in memory included.
fn check_against_oracle(payload: &[u8]) {
    let places = |message: ChunkMessage<'_>| {
        (message.stream_id.as_ptr(), message.data.as_ptr(), message.data.len(), message.offset)
    };
    let parsed = ChunkMessage::parse(payload);
    if let Err(error) = &parsed {
        assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    }
    let found = parsed.as_ref().ok().map(|message| (*message, places(*message)));
    let expected = verified(payload).map(|message| (message, places(message)));
    assert_eq!(found, expected, "{parsed:?} of {payload:02x?}");
}

/// The reason, without the kind.
fn reason(error: &Error) -> String {
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    error.to_string().strip_prefix("invalid payload: ").unwrap().to_owned()
}
