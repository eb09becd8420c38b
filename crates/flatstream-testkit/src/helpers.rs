//! What tests of writers say in one word.

use flatbuffers::FlatBufferBuilder;
use flatstream_core::{Emit, Error, ErrorKind, StreamSerialize};
use std::{env, fs, io, path::PathBuf, process};

/// Kind, offset and ordinal of an error.
///
/// # Panics
///
/// If the error does not say where its frame begins.
#[must_use]
pub fn located(error: &Error) -> (ErrorKind, u64, u64) {
    let at = error.position().expect("an error with a position");
    (error.kind(), at.offset, at.ordinal)
}

/// The payload that `item` makes in a fresh builder.
///
/// # Panics
///
/// If `item` refuses.
pub fn payload<T: StreamSerialize + ?Sized>(item: &T) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    item.serialize(&mut builder).expect("an item that can be serialized");
    builder.finished_data().to_vec()
}

/// The payload that `draft` emits into memory without a zero in it.
///
/// # Panics
///
/// If `draft` refuses.
pub fn emitted<D: Emit + ?Sized>(draft: &D) -> Vec<u8> {
    let mut payload = vec![0xFF; draft.message_len().expect("a draft that can be emitted")];
    draft.emit(&mut payload);
    payload
}

/// The path of a file that goes when the test does.
#[derive(Debug)]
pub struct TempFile(pub PathBuf);

impl TempFile {
    /// A path that no other process has, and no other `name`.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self(env::temp_dir().join(format!("flatstream-{}-{name}", process::id())))
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _: io::Result<()> = fs::remove_file(&self.0);
    }
}
