//! Damaged schemas: refused, or good for printing.

use crate::samples;
use flatstream_reflect::{ErrorKind, JsonPrinter, Schema};
use std::collections::BTreeSet;

/// Loads `bfbs`; what loads prints every message, whatever that makes of it.
fn check(bfbs: &[u8], payloads: &[Vec<u8>]) -> Result<(), String> {
    match Schema::new(bfbs) {
        Ok(schema) => {
            let printer = JsonPrinter::new(&schema).max_tables(1000).defaults(true);
            for payload in payloads {
                let _ = printer.print(payload, &mut Vec::new());
            }
            Ok(())
        }
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::Config);
            Err(error.to_string())
        }
    }
}

#[test]
fn every_byte_of_a_small_schema_replaced_and_every_truncation() {
    let mut bfbs = samples::file("include/parts.bfbs");
    let payloads = [samples::message("full")];
    assert_eq!(check(&bfbs, &payloads), Ok(()));
    // The padding at the end is not needed.
    for at in 0..bfbs.len() - 3 {
        let whole = bfbs[at];
        for byte in [0, 0xff, 0x7f, whole.wrapping_add(1)] {
            bfbs[at] = byte;
            let _ = check(&bfbs, &payloads);
        }
        bfbs[at] = whole;
        assert_ne!(check(&bfbs[..at], &payloads), Ok(()), "{at} bytes of a schema load");
    }
}

/// Every small number is replaced by others of its kind, so that types and
/// indices change into ones that exist.
#[test]
fn small_numbers_of_a_large_schema_replaced() {
    let mut bfbs = samples::file("every.bfbs");
    let payloads = [samples::message("empty")];
    let schema = samples::schema();
    let segment = schema.objects().iter().position(|found| found.name.ends_with("Segment"));
    let segment = u8::try_from(segment.unwrap()).unwrap();
    let mut refusals = BTreeSet::new();
    for at in 32..bfbs.len() {
        let whole = bfbs[at];
        if whole == 0 || whole > 40 {
            continue;
        }
        for byte in [whole - 1, whole + 3, segment] {
            bfbs[at] = byte;
            if let Err(text) = check(&bfbs, &payloads) {
                refusals.insert(text);
            }
        }
        bfbs[at] = whole;
    }
    let expected = [
        "contains itself",
        "is no identifier",
        "none that a table can have",
        "none that a struct can have",
        "a union without the field",
        "have not the ids",
        "fields of a struct overlap",
        "its size is not that of its fields",
        "an unknown type",
    ];
    for part in expected {
        assert!(
            refusals.iter().any(|text| text.contains(part)),
            "{part}: {} others",
            refusals.len()
        );
    }
}

/// A vector that refers to one table again and again would need memory for each.
#[test]
fn shared_tables_do_not_multiply() {
    let mut bfbs = samples::file("include/parts.bfbs");
    let at =
        |bfbs: &[u8], at: usize| u32::from_le_bytes(*bfbs[at..].first_chunk().unwrap()) as usize;
    let root = at(&bfbs, 0);
    let vtable = root - at(&bfbs, root);
    let objects = root + usize::from(u16::from_le_bytes([bfbs[vtable + 4], bfbs[vtable + 5]]));
    let first = {
        let vector = objects + at(&bfbs, objects);
        vector + 4 + at(&bfbs, vector + 4)
    };
    // A vector at the end, and a million offsets that go back would be negative:
    // the table is copied behind them.
    let shared = bfbs[first..].to_vec();
    let vector = bfbs.len().next_multiple_of(4);
    bfbs.resize(vector, 0);
    let count = 100_000_usize;
    let table = vector + 4 + 4 * count;
    bfbs.extend_from_slice(&u32::try_from(count).unwrap().to_le_bytes());
    for index in 0..count {
        let from = vector + 4 + 4 * index;
        bfbs.extend_from_slice(&u32::try_from(table - from).unwrap().to_le_bytes());
    }
    bfbs.extend_from_slice(&shared);
    let soffset = u32::try_from(table - (first - at(&bfbs, first))).unwrap();
    bfbs[table..table + 4].copy_from_slice(&soffset.to_le_bytes());
    let to = u32::try_from(vector - objects).unwrap();
    bfbs[objects..objects + 4].copy_from_slice(&to.to_le_bytes());

    let error = check(&bfbs, &[]).unwrap_err();
    assert!(error.contains("more tables than its bytes can hold"), "{error}");
}

#[test]
fn what_is_no_schema_is_refused_with_a_hint() {
    for bytes in [&b""[..], b"BFBS", b"table Monster {}", &[0xff; 64]] {
        let error = check(bytes, &[]).unwrap_err();
        assert!(error.contains("flatc --binary --schema --bfbs-builtins"), "{error}");
    }
    let error = check(&samples::message("full"), &[]).unwrap_err();
    assert!(error.contains("byte 4: the file identifier is not BFBS"), "{error}");
}
