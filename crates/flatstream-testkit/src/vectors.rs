//! The golden frames in `testdata/`.

use std::fs;

// Read when asked for: the files lie outside of what this crate packages.
const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata");

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
            let payload = match name {
                "empty" => Vec::new(),
                "small" => b"abc".to_vec(),
                _ => [&[4, 0, 0, 0, 0, 4, 0, 0][..], &[0; 1024]].concat(),
            };
            let frame = read(&format!("v1/{format}_{name}"));
            frames.push(Golden { format, name, frame, payload });
        }
    }
    frames
}

/// One golden frame that is compressed.
#[derive(Clone, Debug)]
pub struct CompressedGolden {
    /// `none` or `crc32`.
    pub checksum: &'static str,
    /// `stored`, `zstd`, `lz4`, `deflate`, `zlib` or `gzip`.
    pub codec: &'static str,
    /// `many`, `dictionary` or nothing.
    pub variant: &'static str,
    /// The frame's bytes.
    pub frame: Vec<u8>,
    /// Its messages: one, or those of its block.
    pub messages: Vec<Vec<u8>>,
}

/// All golden frames that are compressed.
///
/// # Panics
///
/// If a file is missing or not hexadecimal.
#[must_use]
pub fn compressed_frames() -> Vec<CompressedGolden> {
    let line = b"pump 3: 4.1 bar, 20.5 C; ".repeat(4);
    let one = |message: &[u8]| vec![message.to_vec()];
    let many = |last: &[u8]| vec![b"abc".to_vec(), Vec::new(), last.to_vec()];
    let mut frames = Vec::new();
    for checksum in ["none", "crc32"] {
        let mut push = |codec, variant: &'static str, messages| {
            let joint = if variant.is_empty() { "" } else { "_" };
            let frame = read(&format!("compressed/{checksum}_{codec}{joint}{variant}"));
            frames.push(CompressedGolden { checksum, codec, variant, frame, messages });
        };
        push("stored", "", one(b"abc"));
        push("stored", "many", many(b"de"));
        for codec in ["zstd", "lz4", "deflate", "zlib", "gzip"] {
            push(codec, "", one(&line));
            push(codec, "many", many(&line));
        }
        push("zstd", "dictionary", one(b"pump 4: 3.9 bar, 21.0 C; pump 5: 4.0 bar, 20.0 C; "));
    }
    frames
}

/// The dictionary that golden frames take.
///
/// # Panics
///
/// As [`compressed_frames`].
#[must_use]
pub fn golden_dictionary() -> Vec<u8> {
    read("compressed/dictionary")
}

fn read(name: &str) -> Vec<u8> {
    let path = format!("{VECTORS}/{name}.hex");
    unhex(&fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
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
