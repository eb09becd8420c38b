//! Small messages that would print without end.

use crate::samples::{self, Bytes, refusal, text};
use flatstream_reflect::JsonPrinter;

/// Nodes in a row, each with `width` children that all are the next one.
fn bomb(levels: usize, width: usize) -> Vec<u8> {
    let mut bytes = Bytes::default();
    // The vtable of all: only `children`, at 4.
    bytes.u32(12).u16(8).u16(8).u16(0).u16(4);
    for level in 0..levels {
        let at = bytes.0.len();
        let len = if level + 1 == levels { 0 } else { width };
        bytes.u32(at - 4).u32(4).u32(len);
        let next = at + 12 + 4 * len;
        for index in 0..len {
            bytes.u32(next - (at + 12 + 4 * index));
        }
    }
    bytes.0
}

#[test]
fn shared_subtables_end_at_the_limit_of_tables() {
    let schema = samples::schema().with_root("testdata.every.Node").unwrap();
    let small = text(&JsonPrinter::new(&schema), &bomb(3, 2));
    let expected = r#"{"children":[{"children":[{"children":[]},{"children":[]}]},{"children":[{"children":[]},{"children":[]}]}]}"#;
    assert_eq!(small, expected);
    // 2^40 tables in a kilobyte.
    let error = refusal(&JsonPrinter::new(&schema).max_tables(10_000), &bomb(40, 2));
    assert!(error.contains("children[0].children[0]"), "{error}");
    assert!(error.contains("more tables than the limit for one message"), "{error}");
    // Seven tables are seven.
    JsonPrinter::new(&schema).max_tables(7).print(&bomb(3, 2), &mut Vec::new()).unwrap();
    refusal(&JsonPrinter::new(&schema).max_tables(6), &bomb(3, 2));
}

#[test]
fn shared_strings_end_at_the_limit_of_bytes() {
    // Field `strings` of `Vectors`: every offset leads to the last string.
    let schema = samples::schema().with_root("testdata.every.Vectors").unwrap();
    let slot = schema.root().unwrap().field("strings").unwrap().offset;
    let mut bytes = Bytes::with_field(slot.into());
    let count = 1000;
    bytes.u32(4).u32(count);
    let start = bytes.0.len();
    for index in 0..count {
        bytes.u32(4 * (count - index));
    }
    assert_eq!(bytes.0.len(), start + 4 * count);
    bytes.u32(1000);
    bytes.0.resize(bytes.0.len() + 1001, b'x');

    let printer = JsonPrinter::new(&schema);
    assert_eq!(text(&printer, &bytes.0).len(), r#"{"strings":[]}"#.len() + 1003 * count - 1);
    let error = refusal(&printer.max_bytes(500_000), &bytes.0);
    assert!(error.contains("strings[49"), "{error}");
    assert!(error.contains("more JSON than the limit for one message"), "{error}");
}

#[test]
fn depth_ends_at_its_limit_and_the_stack_holds_the_deepest() {
    let schema = samples::schema().with_root("testdata.every.Node").unwrap();
    let printer = JsonPrinter::new(&schema);
    assert!(text(&printer, &bomb(64, 1)).starts_with(r#"{"children":[{"#));
    let error = refusal(&printer, &bomb(65, 1));
    assert!(error.contains("in each other beyond the limit"), "{error}");
    let deepest = printer.max_depth(usize::MAX);
    assert!(text(&deepest, &bomb(512, 1)).ends_with("]}]}"));
    refusal(&deepest, &bomb(513, 1));
}

#[test]
fn the_limit_of_bytes_is_exact() {
    let (schema, payload) = (samples::schema(), samples::message("full"));
    let len = text(&JsonPrinter::new(&schema), &payload).len();
    JsonPrinter::new(&schema).max_bytes(len).print(&payload, &mut Vec::new()).unwrap();
    refusal(&JsonPrinter::new(&schema).max_bytes(len - 1), &payload);
}
