//! Damaged messages: refused or printed, within the limits.

use crate::samples;
use flatstream_reflect::{ErrorKind, JsonPrinter, Schema};
use serde_json::Value;

const MAX_BYTES: usize = 64 << 10;

/// Prints `payload`; what is printed is JSON, what is not leaves no trace.
fn check(schema: &Schema, payload: &[u8], what: &dyn Fn() -> String) {
    let printer =
        JsonPrinter::new(schema).max_bytes(MAX_BYTES).max_tables(1000).max_depth(30).defaults(true);
    let mut out = b"kept".to_vec();
    match printer.print(payload, &mut out) {
        Ok(()) => {
            assert!(out.len() <= 4 + MAX_BYTES, "{}", what());
            let parsed = serde_json::from_slice::<Value>(&out[4..]);
            assert!(matches!(parsed, Ok(Value::Object(_))), "{}: {parsed:?}", what());
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::InvalidPayload, "{}", what());
            assert_eq!(out, b"kept", "{}", what());
        }
    }
}

#[test]
fn every_byte_replaced() {
    let schema = samples::schema();
    for (name, mut payload) in samples::all_messages() {
        for at in 0..payload.len() {
            let whole = payload[at];
            for byte in [0, 0xff, 0x7f, whole.wrapping_add(1)] {
                payload[at] = byte;
                check(&schema, &payload, &|| format!("{name}, byte {at} is {byte}"));
            }
            payload[at] = whole;
        }
    }
}

#[test]
fn every_truncation() {
    let schema = samples::schema();
    for (name, payload) in samples::all_messages() {
        for len in 0..payload.len() {
            check(&schema, &payload[..len], &|| format!("{name}, {len} bytes"));
        }
    }
}

#[test]
fn every_root() {
    let schema = samples::schema();
    let tables = schema.objects().iter().filter(|object| !object.is_struct);
    for name in tables.map(|table| table.name.clone()) {
        let schema = schema.clone().with_root(&name).unwrap();
        for (sample, payload) in samples::all_messages() {
            check(&schema, &payload, &|| format!("{sample} as {name}"));
        }
    }
}
