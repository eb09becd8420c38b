//! Whatever text makes a message, that message prints; and what is printed makes
//! the same message again.
#![no_main]

use flatstream_reflect::{JsonParser, JsonPrinter, Schema};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static EVERY: LazyLock<Schema> = LazyLock::new(|| {
    let bfbs = include_bytes!("../../testdata/reflect/every.bfbs");
    Schema::new(bfbs).expect("flatc wrote it")
});

fuzz_target!(|text: &[u8]| {
    let mut parser = JsonParser::new(&EVERY);
    let mut message = Vec::new();
    if parser.parse(text, &mut message).is_err() {
        assert!(message.is_empty());
        return;
    }
    let printer = JsonPrinter::new(&EVERY);
    let mut printed = Vec::new();
    if let Err(error) = printer.print(&message, &mut printed) {
        // Its bytes may be given as they are, and be no message.
        assert!(error.to_string().contains(".nested"), "{error}");
        return;
    }
    // In the order of the schema, from here on.
    let mut first = Vec::new();
    parser.parse(&printed, &mut first).expect("what was just printed");
    let mut again = Vec::new();
    printer.print(&first, &mut again).expect("what was just written");
    assert!(printed == again);
    let mut second = Vec::new();
    parser.parse(&again, &mut second).expect("what was just printed");
    assert!(first == second);
});
