//! Prints every digest of a file, or of standard input when it is told `-`:
//!
//! ```text
//! cargo run --manifest-path consumers/Cargo.toml -p uses-checksum -- FILE
//! ```
//!
//! Without an argument it only checks that the algorithms give the known
//! answers.

#![forbid(unsafe_code)]

use flatstream_checksum::{Checksum, ChecksumKind, Error, Result};
use std::{
    env, fs,
    io::{self, Read},
};

/// The text that all algorithms are compared by, and what they make of it.
const CHECK: &[u8] = b"123456789";
const KNOWN: [(&str, u64); 4] =
    [("none", 0), ("crc16", 0x31C3), ("crc32", 0xCBF4_3926), ("xxh3", 0x72DC_B18B_67A1_7DFF)];

fn main() -> Result<()> {
    for (name, known) in KNOWN {
        let kind: ChecksumKind = name.parse()?;
        let digest = kind.calculate(CHECK);
        if digest != known {
            return Err(Error::other(format!(
                "{name} of {CHECK:?} is {digest:#x}, not {known:#x}"
            )));
        }
        kind.verify(known, CHECK)?;
        if kind.size() != 0 && kind.verify(known ^ 1, CHECK).is_ok() {
            return Err(Error::other(format!("{name} does not notice a wrong digest")));
        }
    }
    println!("{} algorithms give the known answers", KNOWN.len());

    let Some(name) = env::args_os().nth(1) else { return Ok(()) };
    let mut bytes = Vec::new();
    if name == "-" {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(name)?;
    }
    for &kind in ChecksumKind::ALL {
        let digits = 2 * kind.size();
        if digits != 0 {
            println!("{kind:5}  {:0digits$x}", kind.calculate(&bytes));
        }
    }
    Ok(())
}
