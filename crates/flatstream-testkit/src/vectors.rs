//! The golden frames in `testdata/`.

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

macro_rules! golden {
    ($($format:literal),+) => {[$(
        ($format, "empty", include_str!(concat!("../../../testdata/v1/", $format, "_empty.hex"))),
        ($format, "small", include_str!(concat!("../../../testdata/v1/", $format, "_small.hex"))),
        ($format, "medium", include_str!(concat!("../../../testdata/v1/", $format, "_medium.hex"))),
    )+]};
}

/// All twelve golden frames.
///
/// # Panics
///
/// If a file is not hexadecimal.
#[must_use]
pub fn golden_frames() -> Vec<Golden> {
    golden!("default", "crc16", "crc32", "xxhash64")
        .into_iter()
        .map(|(format, name, hex)| {
            let payload = match name {
                "empty" => Vec::new(),
                "small" => b"abc".to_vec(),
                _ => [&[4, 0, 0, 0, 0, 4, 0, 0][..], &[0; 1024]].concat(),
            };
            Golden { format, name, frame: unhex(hex), payload }
        })
        .collect()
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
