//! From JSON to messages.

mod layout;
mod memory;
mod random;
mod refusals;
mod samples;

use flatstream_reflect::{JsonParser, JsonPrinter, Result, Schema};

fn parse(schema: &Schema, text: impl AsRef<[u8]>) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    JsonParser::new(schema).parse(text.as_ref(), &mut out).map(|()| out)
}

fn print(schema: &Schema, message: &[u8]) -> String {
    crate::samples::text(&JsonPrinter::new(schema), message)
}
