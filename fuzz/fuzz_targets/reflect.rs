//! Hostile messages under a schema with everything, and hostile schemas: each
//! is refused, or prints as JSON within the limits. What a verifier lets pass
//! prints, and every path leads through what prints.
#![no_main]

use flatstream_core::ErrorKind;
use flatstream_reflect::{JsonPrinter, Path, Schema, Verifier};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

fuzz_target!(|data: &[u8]| {
    print(&SCHEMA, data);
    read(data);
    match Schema::new(data) {
        Ok(schema) => {
            let roots = schema.objects().iter().filter(|object| !object.is_struct);
            for root in roots.take(8).map(|object| object.name.clone()) {
                let schema = schema.clone().with_root(&root).expect("it is a table");
                print(&schema, FULL);
                print(&schema, data);
            }
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::Config),
    }
});

fn read(payload: &[u8]) {
    let printed = JsonPrinter::new(&SCHEMA).print(payload, &mut Vec::new());
    if Verifier::new(&SCHEMA).verify(payload).is_ok()
        && let Err(error) = &printed
    {
        // Structs count for the depth, and JSON is longer.
        assert!(error.to_string().contains("the limit"), "{error}");
    }
    let Ok(root) = SCHEMA.read(payload) else { return };
    for path in PATHS.iter() {
        for value in path.values(&root) {
            match value {
                Ok(value) => drop(value.integer()),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
                    assert!(printed.is_err(), "{path}: {error}");
                }
            }
        }
    }
}

fn print(schema: &Schema, payload: &[u8]) {
    for defaults in [false, true] {
        let printer = JsonPrinter::new(schema)
            .defaults(defaults)
            .max_depth(30)
            .max_tables(1000)
            .max_bytes(MAX_BYTES);
        let mut out = b"kept".to_vec();
        match printer.print(payload, &mut out) {
            Ok(()) => {
                assert!(out.len() <= 4 + MAX_BYTES);
                let parsed: serde_json::Value = serde_json::from_slice(&out[4..]).expect("JSON");
                assert!(parsed.is_object());
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::InvalidPayload);
                assert_eq!(out, b"kept");
            }
        }
    }
}

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| Schema::new(EVERY).expect("made by flatc"));

static PATHS: LazyLock<Vec<Path<'_>>> = LazyLock::new(|| {
    let texts = [
        "vectors.strings[*]",
        "unions.many[*].name",
        "unions.one.size",
        "structs.deep.arrays[*].doubles[1]",
        "tree.children[*].children[*].label",
        "attributes.nested.name",
        "big_points[*].x",
        "far_bytes[*]",
    ];
    texts.map(|text| Path::new(&SCHEMA, text).expect(text)).into()
});

const EVERY: &[u8] = include_bytes!("../../testdata/reflect/every.bfbs");
const FULL: &[u8] = include_bytes!("../../testdata/reflect/full.bin");
const MAX_BYTES: usize = 64 << 10;
