//! The schema and the messages that flatc made, and messages by hand.

use flatstream_reflect::{JsonPrinter, Schema};
use std::fs;

/// Messages that flatc made and printed.
pub(crate) const PRINTED: [&str; 12] = [
    "arrays",
    "defaults",
    "empty",
    "extremes",
    "floats",
    "full",
    "nested",
    "optional",
    "sixty_four",
    "unicode",
    "unions",
    "vectors",
];

/// One that flatc made and cannot print.
pub(crate) const UNPRINTED: &str = "vector64";

const DIRECTORY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect/");

pub(crate) fn file(name: &str) -> Vec<u8> {
    let path = format!("{DIRECTORY}{name}");
    fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

pub(crate) fn schema() -> Schema {
    Schema::new(&file("every.bfbs")).unwrap()
}

pub(crate) fn message(name: &str) -> Vec<u8> {
    file(&format!("{name}.bin"))
}

pub(crate) fn all_messages() -> impl Iterator<Item = (&'static str, Vec<u8>)> {
    PRINTED.into_iter().chain([UNPRINTED]).map(|name| (name, message(name)))
}

pub(crate) fn text(printer: &JsonPrinter<'_>, payload: &[u8]) -> String {
    let mut out = Vec::new();
    printer.print(payload, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What `printer` says of a payload that it refuses.
pub(crate) fn refusal(printer: &JsonPrinter<'_>, payload: &[u8]) -> String {
    let mut out = b"kept".to_vec();
    let error = printer.print(payload, &mut out).unwrap_err();
    assert_eq!(out, b"kept");
    assert_eq!(error.kind(), flatstream_reflect::ErrorKind::InvalidPayload);
    error.to_string()
}

/// A message under construction, front to back.
#[derive(Default)]
pub(crate) struct Bytes(pub(crate) Vec<u8>);

impl Bytes {
    pub(crate) fn u16(&mut self, number: usize) -> &mut Self {
        self.0.extend_from_slice(&u16::try_from(number).unwrap().to_le_bytes());
        self
    }

    pub(crate) fn u32(&mut self, number: usize) -> &mut Self {
        self.0.extend_from_slice(&u32::try_from(number).unwrap().to_le_bytes());
        self
    }

    /// A message whose root has four bytes at 4 for the field of entry `slot`.
    /// The bytes that come next are that field.
    pub(crate) fn with_field(slot: usize) -> Self {
        let mut bytes = Self::default();
        let vtable_len = slot + 2;
        let padding = 4 + vtable_len + vtable_len % 4;
        bytes.u32(padding).u16(vtable_len).u16(8);
        for entry in (4..vtable_len).step_by(2) {
            bytes.u16(if entry == slot { 4 } else { 0 });
        }
        bytes.0.resize(padding, 0);
        bytes.u32(padding - 4);
        bytes
    }
}
