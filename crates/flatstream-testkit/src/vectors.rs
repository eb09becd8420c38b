//! The golden frames in `testdata/`.

use std::fs;

// Read when asked for: the files lie outside of what this crate packages.
const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/v1");

/// One golden frame of stream format v1.
#[derive(Clone, Debug)]
pub struct Golden {
    /// `default`, `crc16`, `crc32` or `xxhash64`.
    pub format: &'static str,
    /// `empty`, `small` or `medium`.
    pub name: &'static str,
    /// The frame's bytes.
    pub frame: Vec<u8>,
    /// Its payload.
    pub payload: Vec<u8>,
}

/// All twelve golden frames.
///
/// # Panics
///
/// If a file is missing or not hexadecimal.
#[must_use]
pub fn golden_frames() -> Vec<Golden> {
    let mut frames = Vec::new();
    for format in ["default", "crc16", "crc32", "xxhash64"] {
        for name in ["empty", "small", "medium"] {
            let path = format!("{VECTORS}/{format}_{name}.hex");
            let hex = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
            let payload = match name {
                "empty" => Vec::new(),
                "small" => b"abc".to_vec(),
                _ => [&[4, 0, 0, 0, 0, 4, 0, 0][..], &[0; 1024]].concat(),
            };
            frames.push(Golden { format, name, frame: unhex(&hex), payload });
        }
    }
    frames
}

fn unhex(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    assert!(digits.len().is_multiple_of(2), "an odd number of digits");
    let pairs = digits.chunks_exact(2);
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => byte - b'0',
        b'a'..=b'f' => byte - b'a' + 10,
        _ => panic!("not a lowercase hexadecimal digit: {byte:#x}"),
    };
    pairs.map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}
