//! Prints how small each codec makes a file in blocks of 64 KiB, and 200 bytes at a
//! time, where a dictionary helps:
//!
//! ```text
//! cargo run --manifest-path consumers/Cargo.toml -p uses-compress -- FILE [TIMES]
//! ```
//!
//! Without an argument it takes text that it makes up. Everything is decoded again
//! and compared. With TIMES it is done so many times over; what the first two times
//! allocate is all there is (`cargo xtask valgrind` holds it to that).

#![forbid(unsafe_code)]

use flatstream_compress::{
    Adaptive, CodecKind, Decoder, Decoders, Dictionary, Encoder, Error, OutBuf, Result, Zstd,
};
use std::{env, fs};

const BLOCK_BYTES: usize = 64 * 1024;
const SMALL_BYTES: usize = 200;

fn main() -> Result<()> {
    let mut args = env::args().skip(1);
    let content = match args.next() {
        Some(path) if path != "-" => fs::read(path)?,
        _ => made_up(),
    };
    let times = match args.next() {
        Some(times) => times.parse().map_err(Error::other)?,
        None => 1,
    };
    let mut codecs = codecs(&content)?;
    let mut decoders = Decoders::new();
    let mut lens = vec![[0; 2]; codecs.len()];
    let (mut stored, mut raw) = (OutBuf::new(), OutBuf::new());
    for _ in 0..times {
        for ((_, codec, dictionary), lens) in codecs.iter_mut().zip(&mut lens) {
            if let Some(dictionary) = dictionary.take() {
                decoders.add_dictionary(&dictionary)?;
            }
            // In turns: long and short payloads want different memory.
            let sizes = [BLOCK_BYTES, SMALL_BYTES];
            *lens = [0; 2];
            for (size, len) in sizes.into_iter().zip(lens) {
                for payload in content.chunks(size) {
                    stored.clear();
                    raw.clear();
                    let tag = codec.encode(payload, &mut stored)?;
                    *len += stored.len();
                    decoders.decode(tag, stored.filled(), payload.len(), &mut raw)?;
                    if raw.filled() != payload {
                        return Err(Error::other("a payload came back changed"));
                    }
                }
            }
        }
    }
    println!("{} bytes, and what remains of them", content.len());
    println!("{:24} {:>8} {:>10}", "", "64 KiB", "200 bytes");
    for ((name, ..), lens) in codecs.iter().zip(lens) {
        let [blocks, small] = lens.map(|len| 100 * len / content.len().max(1));
        println!("{name:24} {blocks:>6} % {small:>8} %");
    }
    Ok(())
}

type Named = (String, Box<dyn Encoder>, Option<Dictionary>);

fn codecs(content: &[u8]) -> Result<Vec<Named>> {
    let mut codecs: Vec<Named> = Vec::new();
    for kind in CodecKind::ALL {
        codecs.push((kind.to_string(), kind.encoder(None)?, None));
        let adaptive = Adaptive::new(kind.encoder(None)?);
        codecs.push((format!("{kind}, adaptive"), Box::new(adaptive), None));
    }
    let samples: Vec<&[u8]> = content.chunks(SMALL_BYTES).step_by(2).collect();
    match Dictionary::train(&samples, 8 * 1024) {
        Ok(dictionary) => {
            let zstd = Zstd::default().with_dictionary(&dictionary)?;
            codecs.push(("zstd, dictionary".into(), Box::new(zstd), Some(dictionary)));
        }
        Err(error) => println!("{error}"),
    }
    Ok(codecs)
}

fn made_up() -> Vec<u8> {
    let line = |n: u32| {
        let noise = n.wrapping_mul(2_654_435_761);
        format!(
            "2026-11-21T10:{:02}:{:02} pump-{} pressure={}.{} state={}\n",
            n / 60 % 60,
            n % 60,
            noise % 17,
            noise >> 20 & 63,
            noise >> 12 & 7,
            if noise.is_multiple_of(31) { "fault" } else { "ok" },
        )
    };
    (0..4000).map(line).collect::<String>().into_bytes()
}
