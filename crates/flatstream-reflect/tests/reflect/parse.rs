//! From JSON to messages.

mod layout;
mod memory;
mod random;
mod refusals;
mod samples;

use flatstream_reflect::{JsonParser, JsonPrinter, Result, Schema};
use std::{fs, path::Path};

const SAMPLES: [&str; 13] = [
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
    "vector64",
    "vectors",
];

fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/reflect").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn every() -> Schema {
    Schema::new(&sample("every.bfbs")).unwrap()
}

fn parse(schema: &Schema, text: impl AsRef<[u8]>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    JsonParser::new(schema).parse(text.as_ref(), &mut out).map(|()| out)
}

fn print(schema: &Schema, message: &[u8]) -> String {
    let mut out = Vec::new();
    JsonPrinter::new(schema).print(message, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
