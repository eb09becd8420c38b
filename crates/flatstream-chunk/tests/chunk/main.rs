//! What ids and chunks are, how they are cut and joined, and what that costs.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, numbers made up"
)]

mod cutting;
mod heap;
mod ids;
mod joining;
mod properties;

use flatstream_chunk::{Adjacency, Discontinuity, StreamChunk};
use std::panic::{self, AssertUnwindSafe};

/// `len` bytes that count upwards, of the stream "log".
fn log(len: usize, offset: u64) -> StreamChunk {
    StreamChunk::new("log", (0..len).map(|byte| byte as u8).collect(), offset)
}

/// Name, bytes and offset.
fn parts(chunk: &StreamChunk) -> (&str, &[u8], u64) {
    (&chunk.stream_id, &chunk.data, chunk.offset)
}

fn refused(chunk: &StreamChunk, adjacency: Adjacency) -> Discontinuity {
    Discontinuity { chunk: chunk.clone(), adjacency }
}

/// What `f` panics with, or what it gives.
fn caught<T>(f: impl FnOnce() -> T) -> Result<T, String> {
    panic::catch_unwind(AssertUnwindSafe(f))
        .map_err(|message| *message.downcast::<String>().expect("a formatted message"))
}
