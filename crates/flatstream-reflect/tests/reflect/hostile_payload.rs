//! Damaged messages: refused or printed, within the limits.

use crate::samples::{self, Bytes};
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

#[test]
fn unions_and_their_types_are_as_many() {
    let (schema, payload) = (samples::schema(), samples::message("unions"));
    let printer = JsonPrinter::new(&schema);
    let mut refusals = Vec::new();
    for at in (0..payload.len()).step_by(4).filter(|&at| payload[at..].starts_with(&[7, 0, 0, 0])) {
        let mut payload = payload.clone();
        payload[at] = 6;
        let mut out = Vec::new();
        refusals.extend(printer.print(&payload, &mut out).map_err(|error| error.to_string()).err());
    }
    let has = |text: &str| refusals.iter().any(|refusal| refusal.contains(text));
    assert!(has("unions.many, byte") && has("7 unions have 6 types"), "{refusals:?}");
    assert!(has("6 unions have 7 types"), "{refusals:?}");
}

#[test]
fn a_vtable_that_ends_outside_is_none() {
    let schema = samples::schema();
    let mut bytes = Bytes::default();
    // The vtable lies behind the table and says that it has 6 bytes.
    bytes.u32(4).0.extend_from_slice(&(-4_i32).to_le_bytes());
    bytes.u16(6).u16(4);
    let error = schema.read(&bytes.0).unwrap_err();
    assert_eq!(
        error.to_string(),
        "invalid payload: byte 4: no table is here: its vtable is outside or has no valid length"
    );
    bytes.u16(0);
    assert!(!schema.read(&bytes.0).unwrap().has(&schema.root().unwrap().fields[0]));
}
