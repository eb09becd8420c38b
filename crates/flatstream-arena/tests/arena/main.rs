//! What the memories, batches, templates and gathered vectors promise, with a
//! fresh `FlatBufferBuilder` as the oracle of every byte.

#![expect(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    reason = "helpers of tests, numbers made up"
)]

mod batch;
mod gather;
mod growing;
mod halfway;
mod heap;
mod memories;
mod retain;
mod strategy;
mod template;
mod tree;
mod window;

use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_core::{Error, ErrorKind, Result, StreamSerialize};
use std::fmt::Display;

/// The bytes that a fresh builder makes of `item`.
fn plain(item: &(impl StreamSerialize + ?Sized)) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    item.serialize(&mut builder).unwrap();
    builder.finished_data().to_vec()
}

/// As `assert_eq`, for bytes too many to be printed: names the first that differs.
fn assert_same(actual: &[u8], expected: &[u8], what: impl Display) {
    if actual != expected {
        let first = actual.iter().zip(expected).position(|(a, b)| a != b);
        let at = first.map(|first| (first, actual[first], expected[first]));
        panic!("{what}: lengths {} and {}, differ at {at:x?}", actual.len(), expected.len());
    }
}

/// Its kind: of an error that must be there.
fn kind<T>(result: Result<T>) -> ErrorKind {
    result.err().as_ref().map(Error::kind).expect("an error")
}

/// What memory for messages of `limit` bytes answers to longer ones.
fn too_large(limit: usize) -> ErrorKind {
    ErrorKind::FrameTooLarge { len: limit as u64 + 1, limit: limit as u64 }
}

/// A message that is one vector of this many `0xff`.
struct Ones(usize);

impl StreamSerialize for Ones {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let ones = builder.create_byte_string(&vec![0xff; self.0]);
        builder.finish(ones, None);
        Ok(())
    }
}
