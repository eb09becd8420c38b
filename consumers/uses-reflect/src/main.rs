//! Prints the message in a file as JSON, or makes a message of JSON:
//!
//! ```text
//! cargo run --manifest-path consumers/Cargo.toml -p uses-reflect -- SCHEMA.bfbs MESSAGE.bin
//! cargo run --manifest-path consumers/Cargo.toml -p uses-reflect -- SCHEMA.bfbs TEXT.json OUT.bin
//! ```
//!
//! Without arguments it only checks that a message survives both ways, and that
//! damaged ones are refused.

#![forbid(unsafe_code)]

use flatstream_reflect::{Error, JsonParser, JsonPrinter, Result, Schema};
use std::{env, fs};

/// A schema that has one of everything, and a message of it.
const SCHEMA: &[u8] = include_bytes!("../../../testdata/reflect/every.bfbs");
const MESSAGE: &[u8] = include_bytes!("../../../testdata/reflect/full.bin");

fn main() -> Result<()> {
    let args: Vec<_> = env::args_os().skip(1).collect();
    match &args[..] {
        [] => check(),
        [schema, message] => {
            let schema = Schema::new(&fs::read(schema)?)?;
            println!("{}", json(&schema, &fs::read(message)?)?);
            Ok(())
        }
        [schema, text, out] => {
            let schema = Schema::new(&fs::read(schema)?)?;
            Ok(fs::write(out, message(&schema, &fs::read(text)?)?)?)
        }
        _ => Err(Error::other("SCHEMA.bfbs MESSAGE.bin, or SCHEMA.bfbs TEXT.json OUT.bin")),
    }
}

fn check() -> Result<()> {
    let schema = Schema::new(SCHEMA)?;
    let printed = json(&schema, MESSAGE)?;
    let again = json(&schema, &message(&schema, printed.as_bytes())?)?;
    if again != printed {
        return Err(Error::other(format!("{printed} came back as {again}")));
    }
    // Damaged messages are read or refused, and never more than that.
    let mut refused = 0;
    for at in 0..MESSAGE.len() {
        let mut damaged = MESSAGE.to_vec();
        damaged[at] ^= 0xff;
        refused += u32::from(json(&schema, &damaged).is_err());
    }
    if refused == 0 {
        return Err(Error::other("no damage was noticed"));
    }
    println!(
        "{} bytes of JSON both ways; {refused} of {} damages noticed",
        printed.len(),
        MESSAGE.len()
    );
    Ok(())
}

/// The message in `payload` as one line of JSON.
fn json(schema: &Schema, payload: &[u8]) -> Result<String> {
    let mut text = Vec::new();
    JsonPrinter::new(schema).print(payload, &mut text)?;
    String::from_utf8(text).map_err(Error::other)
}

/// The message that `text` says.
fn message(schema: &Schema, text: &[u8]) -> Result<Vec<u8>> {
    let mut payload = Vec::new();
    JsonParser::new(schema).parse(text, &mut payload)?;
    Ok(payload)
}
