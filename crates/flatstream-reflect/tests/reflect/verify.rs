//! What is valid, and what is not.

use crate::samples::{self, Bytes};
use flatbuffers::{FlatBufferBuilder, InvalidFlatbuffer};
use flatstream_reflect::{ErrorKind, JsonParser, JsonPrinter, Schema, Verifier};
use flatstream_testkit::schema as messages;

fn verified(schema: &Schema, payload: &[u8]) -> Result<(), String> {
    Verifier::new(schema).verify(payload).map_err(|error| {
        assert_eq!(error.kind(), ErrorKind::InvalidPayload);
        error.to_string()
    })
}

#[track_caller]
fn refused(schema: &Schema, payload: &[u8], expected: &str) {
    assert_eq!(verified(schema, payload), Err(format!("invalid payload: {expected}")));
}

fn with_root(name: &str) -> Schema {
    samples::schema().with_root(&format!("testdata.every.{name}")).unwrap()
}

#[test]
fn every_sample_is_valid_and_every_truncation_is_not() {
    let schema = samples::schema();
    for (name, payload) in samples::all_messages() {
        assert_eq!(verified(&schema, &payload), Ok(()), "{name}");
    }
    for (name, mut payload) in samples::all_messages().filter(|(name, _)| *name != "empty") {
        // Padding may end it.
        payload.truncate(payload.len() - 4);
        while payload.pop().is_some() {
            assert_ne!(verified(&schema, &payload), Ok(()), "{name}, {} bytes", payload.len());
        }
    }
}

/// Whatever passes is read without an error.
#[test]
fn what_is_valid_prints() {
    let schema = samples::schema();
    let printer = JsonPrinter::new(&schema);
    let (mut valid, mut stricter) = (0, 0);
    for (name, mut payload) in samples::all_messages() {
        for at in 0..payload.len() {
            let whole = payload[at];
            for byte in [0, 0xff, 0x7f, whole.wrapping_add(1), whole.wrapping_add(4)] {
                payload[at] = byte;
                let printed = printer.print(&payload, &mut Vec::new());
                match (Verifier::new(&schema).verify(&payload), printed) {
                    (Ok(()), printed) => {
                        valid += 1;
                        let printed = printed.map_err(|error| error.to_string());
                        assert_eq!(printed, Ok(()), "{name}, byte {at} is {byte}");
                    }
                    (Err(_), Ok(())) => stricter += 1,
                    (Err(_), Err(_)) => {}
                }
            }
            payload[at] = whole;
        }
    }
    assert!(valid > 1000 && stricter > 100, "{valid} {stricter}");
}

/// Compares with the verifier that flatc generates, where the two can be.
#[test]
fn flatbuffers_says_the_same() {
    let file = samples::file("../../crates/flatstream-testkit/schema/test_messages.bfbs");
    let schema = Schema::new(&file).unwrap().with_root("test_messages.Nested").unwrap();
    let json = r#"{"id": 7, "name": "outer", "origin": {"x": 1, "y": 2, "z": 3}, "readings": [
        {"name": "first", "value": 1.5, "samples": [1, 2, 3]}, {"name": ""}],
        "parent": {"id": 8, "parent": {"name": "inmost"}}}"#;
    let mut payload = Vec::new();
    JsonParser::new(&schema).parse(json.as_bytes(), &mut payload).unwrap();
    let (mut valid, mut invalid) = (0, 0);
    for at in 0..payload.len() {
        let whole = payload[at];
        for byte in 0..=0xff {
            payload[at] = byte;
            let ours = verified(&schema, &payload);
            let theirs = flatbuffers::root::<messages::Nested<'_>>(&payload);
            match (&ours, &theirs) {
                (Ok(()), Ok(_)) => valid += 1,
                (Err(_), Err(_)) => invalid += 1,
                // They know no alignment of structs, and let an offset lead nowhere.
                (Err(ours), Ok(_)) => assert!(
                    ["origin, byte", ": an offset of 0 leads", "no valid length"]
                        .iter()
                        .any(|text| ours.contains(text)),
                    "{ours}"
                ),
                // Of no elements.
                (Ok(()), Err(theirs)) => {
                    let unaligned = matches!(theirs, InvalidFlatbuffer::Unaligned { .. });
                    assert!(unaligned, "byte {at} is {byte}: {theirs}");
                }
            }
        }
        payload[at] = whole;
    }
    assert!(valid > 1000 && invalid > 1000, "{valid} {invalid}");
}

#[test]
fn required_fields() {
    let schema = with_root("Attributes");
    refused(&schema, &samples::message("empty"), "must, byte 12: required, and absent");
    let mut message = Vec::new();
    JsonParser::new(&schema).parse(br#"{"must": "be"}"#, &mut message).unwrap();
    assert_eq!(verified(&schema, &message), Ok(()));
}

#[test]
fn unions_have_their_types_and_types_their_unions() {
    let (schema, slot) = (with_root("Unions"), |name: &str| {
        with_root("Unions").root().unwrap().field(name).unwrap().offset
    });
    let message = |fill: &dyn Fn(&mut FlatBufferBuilder<'_>)| {
        let mut builder = FlatBufferBuilder::new();
        builder.force_defaults(true);
        let start = builder.start_table();
        fill(&mut builder);
        let table = builder.end_table(start);
        builder.finish(table, None);
        builder.finished_data().to_vec()
    };
    let (ty, many) = (slot("one_type"), slot("many_type"));
    assert_eq!(verified(&schema, &message(&|b| b.push_slot_always(ty, 0_u8))), Ok(()));
    let expected = "one_type, byte 19: the type of `one`, which is absent";
    refused(&schema, &message(&|b| b.push_slot_always(ty, 1_u8)), expected);
    let one = Bytes::with_field(slot("one").into());
    let mut union = Bytes(one.0.clone());
    union.u32(4).u32(0);
    let at = one.0.len();
    refused(&schema, &union.0, &format!("one, byte {at}: a union whose type is absent"));
    let mut types = Bytes::with_field(many.into());
    let at = types.0.len();
    types.u32(4).u32(1).u32(0);
    let expected = format!("many_type, byte {at}: the type of `many`, which is absent");
    refused(&schema, &types.0, &expected);
}

#[test]
fn everything_is_aligned() {
    let schema = samples::schema();
    // The same bytes, one further on.
    let mut moved = samples::message("full");
    moved.splice(8..8, [0]);
    moved[0] += 1;
    refused(&schema, &moved, &format!("byte {}: not aligned to 4 bytes", moved[0]));

    let schema = with_root("Vectors");
    let vector = |name: &str, gap: usize, len: usize| {
        let mut bytes =
            Bytes::with_field(schema.root().unwrap().field(name).unwrap().offset.into());
        bytes.u32(4 + gap);
        bytes.0.resize(bytes.0.len() + gap, 0);
        bytes.u32(len);
        bytes.0.resize(bytes.0.len() + 16 * len, 0);
        bytes.0
    };
    let fields = [("ubytes", 0), ("doubles", 4), ("doubles", 8), ("strings", 2)];
    for (name, gap) in fields {
        assert_eq!(verified(&schema, &vector(name, gap & !3, 0)), Ok(()), "{name}, {gap}");
    }
    let outcomes: Vec<_> =
        (0..8).map(|gap| verified(&schema, &vector("doubles", gap, 1)).is_ok()).collect();
    assert_eq!(outcomes.iter().filter(|ok| **ok).count(), 1, "{outcomes:?}");
    let outcomes: Vec<_> =
        (0..8).map(|gap| verified(&schema, &vector("ubytes", gap, 1)).is_ok()).collect();
    assert_eq!(outcomes, [true, false, false, false, true, false, false, false]);
}

#[test]
fn a_nested_message_has_its_own_vtables() {
    let schema = with_root("Attributes");
    let slot = usize::from(schema.root().unwrap().field("nested").unwrap().offset);
    let mut bytes = Bytes::with_field(slot);
    // The required field is the same bytes.
    bytes.0[8] = 4;
    bytes.u32(4).u32(8);
    let start = bytes.0.len();
    // The vtable is the outer one.
    bytes.u32(4).u32(start).u32(0);
    let message = schema.read(&bytes.0).unwrap();
    let nested = message.object().field("nested").unwrap();
    assert!(message.nested(nested).unwrap().is_some());
    let expected = format!("nested, byte {}: its vtable is outside the nested message", start + 4);
    refused(&schema, &bytes.0, &expected);
}

#[test]
fn shared_strings_end_at_a_limit() {
    let schema = with_root("Vectors");
    let slot = schema.root().unwrap().field("strings").unwrap().offset;
    let mut bytes = Bytes::with_field(slot.into());
    let count = 5000;
    bytes.u32(4).u32(count);
    for index in 0..count {
        bytes.u32(4 * (count - index));
    }
    bytes.u32(100_000);
    bytes.0.resize(bytes.0.len() + 100_001, 0);
    let error = verified(&schema, &bytes.0).unwrap_err();
    assert!(error.contains("strings[26"), "{error}");
    assert!(error.ends_with("more values than the limit for one message"), "{error}");
}

#[test]
fn depth_and_tables_end_at_their_limits() {
    let schema = samples::schema();
    let payload = samples::message("full");
    let verifier = Verifier::new(&schema);
    for (verifier, expected) in [
        (verifier.clone().max_depth(1), "in each other beyond the limit"),
        (verifier.max_tables(2), "more tables than the limit for one message"),
    ] {
        let error = verifier.verify(&payload).unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
    }
}
