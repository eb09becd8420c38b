//! Writers in arena memory: the bytes of the plain writer, whatever is written, in
//! whichever way, and whatever the sink does to it.

#![cfg(feature = "arena")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod batch;
mod delivery;
mod gather;
mod gather_failures;
mod growing;
mod messages;
mod mixed;
mod overflow;
mod retention;
mod sinks;
mod strategies;
mod template;

use flatbuffers::FlatBufferBuilder;
use flatstream::{ChecksumKind, Error, ErrorKind, Format, StreamSerialize};
use std::{fs, io, path::PathBuf, process};

/// Kind, offset and ordinal of an error.
fn located(error: &Error) -> (ErrorKind, u64, u64) {
    let at = error.position().unwrap();
    (error.kind(), at.offset, at.ordinal)
}

/// The payload that `item` makes in a fresh builder.
fn payload<T: StreamSerialize + ?Sized>(item: &T) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    item.serialize(&mut builder).unwrap();
    builder.finished_data().to_vec()
}

/// Every format chosen at run time.
fn formats() -> impl Iterator<Item = Format> {
    ChecksumKind::ALL.iter().map(|&kind| Format::new().checksum(kind))
}

/// A file that goes when the test does.
struct TempFile(PathBuf);

impl TempFile {
    fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("flatstream-arena-{}-{name}", process::id())))
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _: io::Result<()> = fs::remove_file(&self.0);
    }
}
