//! Codecs, by a byte of the input.

use flatstream_compress::{Deflate, Dictionary, Gzip, Lz4, Zlib, Zstd};
use flatstream_core::{Decoder, Encoder};
use std::sync::OnceLock;

/// An encoder and decoder in one.
pub trait Codec: Encoder + Decoder {}

impl<C: Encoder + Decoder> Codec for C {}

/// The dictionary that decoders have. The same in every run, so that inputs found
/// with it keep their meaning.
pub fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let line =
            |n: u64| format!("sensor {} in hall {} reads {} units", n % 7, n % 3, n * n % 1000);
        let samples: Vec<String> = (0..2000).map(line).collect();
        Dictionary::train(&samples, 2048).expect("enough samples")
    })
}

/// A codec and its level.
pub fn codec(choice: u8) -> Box<dyn Codec> {
    let flate_level = u32::from(choice / 8 % 10);
    let zstd = || {
        // Higher ones have a constant table in a function that gcc 12 makes a
        // global, and the sanitizer takes for a variable out of scope.
        let level = [-7, -1, 1, 2, 3, 4, 5, 6][usize::from(choice / 8) % 8];
        Zstd::new(level).expect("a level")
    };
    match choice % 8 {
        0 | 1 => Box::new(zstd()),
        2 => Box::new(zstd().with_dictionary(dictionary()).expect("a dictionary")),
        3 | 4 => Box::new(Lz4::new()),
        5 => Box::new(Deflate::new(flate_level).expect("a level")),
        6 => Box::new(Zlib::new(flate_level).expect("a level")),
        _ => Box::new(Gzip::new(flate_level).expect("a level")),
    }
}
