//! The codecs of blocks: what they write is what others read and the other way
//! round, nothing that arrives harms them, and no operation allocates.

#![allow(
    clippy::cast_possible_truncation,
    clippy::unwrap_used,
    dead_code,
    reason = "helpers of tests, small numbers; not every codec takes every helper"
)]

mod adaptive;
#[cfg(feature = "zstd")]
mod dictionary;
mod differential;
mod errors;
mod hostile;
mod levels;
#[cfg(feature = "zstd")]
mod memory;
mod naive;
mod no_alloc;
mod reuse;
mod round_trip;
mod tools;

use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
use flatstream_testkit::Allocations;
use std::fmt::Write;

/// An encoder and decoder in one, as every codec is.
trait Codec: Encoder + Decoder {}

impl<C: Encoder + Decoder> Codec for C {}

/// A codec at a level, to be made any number of times.
struct Case {
    name: String,
    /// What encoding answers.
    tag: Tag,
    /// The largest payload that it encodes in good time in a debug build.
    max_bytes: usize,
    make: Box<dyn Fn() -> Box<dyn Codec>>,
}

impl Case {
    fn new<C: Codec + 'static>(
        name: impl Into<String>,
        id: CodecId,
        max_bytes: usize,
        make: impl Fn() -> C + 'static,
    ) -> Self {
        let make = Box::new(move || Box::new(make()) as Box<dyn Codec>);
        Self { name: name.into(), tag: Tag::new(id), max_bytes, make }
    }
}

/// Every codec, at its default level.
fn codecs() -> Vec<Case> {
    vec![
        #[cfg(feature = "zstd")]
        zstd(flatstream_compress::Zstd::DEFAULT_LEVEL),
        #[cfg(feature = "lz4")]
        Case::new("lz4", CodecId::LZ4, LARGE, flatstream_compress::Lz4::new),
        #[cfg(feature = "deflate")]
        deflate(6),
        #[cfg(feature = "deflate")]
        zlib(6),
        #[cfg(feature = "deflate")]
        gzip(6),
    ]
}

/// Every codec at a level of each family, from fast to small.
fn levels() -> Vec<Case> {
    #[allow(unused_mut, reason = "not with every feature")]
    let mut all = codecs();
    #[cfg(feature = "zstd")]
    {
        // A strategy of the library each.
        all.extend([-5, -1, 2, 3, 5, 6, 9, 13, 16, 18, 19, 22].map(zstd));
        all.push(Case {
            tag: Tag::new(CodecId::ZSTD).with_dictionary(),
            ..Case::new("zstd 3, dictionary", CodecId::ZSTD, LARGE, || {
                let zstd = flatstream_compress::Zstd::new(3).unwrap();
                zstd.with_dictionary(dictionary::records()).unwrap()
            })
        });
    }
    #[cfg(feature = "deflate")]
    {
        all.extend([0, 1, 2, 3, 4, 7, 9].map(deflate));
        all.extend([0, 1, 9].map(zlib));
        all.extend([0, 1, 9].map(gzip));
    }
    all
}

#[cfg(feature = "zstd")]
fn zstd(level: i32) -> Case {
    let max_bytes = match level {
        13.. => 5_000,
        5.. => 70_000,
        _ => LARGE,
    };
    Case::new(format!("zstd {level}"), CodecId::ZSTD, max_bytes, move || {
        flatstream_compress::Zstd::new(level).unwrap()
    })
}

#[cfg(feature = "deflate")]
fn deflate(level: u32) -> Case {
    Case::new(format!("deflate {level}"), CodecId::DEFLATE, MEDIUM, move || {
        flatstream_compress::Deflate::new(level).unwrap()
    })
}

#[cfg(feature = "deflate")]
fn zlib(level: u32) -> Case {
    Case::new(format!("zlib {level}"), CodecId::ZLIB, MEDIUM, move || {
        flatstream_compress::Zlib::new(level).unwrap()
    })
}

#[cfg(feature = "deflate")]
fn gzip(level: u32) -> Case {
    Case::new(format!("gzip {level}"), CodecId::GZIP, MEDIUM, move || {
        flatstream_compress::Gzip::new(level).unwrap()
    })
}

const LARGE: usize = 300 * 1024;
const MEDIUM: usize = 150 * 1024;

/// What `encoder` makes of `raw`.
fn encoded(encoder: &mut (impl Encoder + ?Sized), raw: &[u8]) -> Vec<u8> {
    let mut out = OutBuf::new();
    encoder.encode(raw, &mut out).unwrap();
    out.into_vec()
}

/// What `decoder` makes of `stored`; checks that a failure leaves no trace and
/// that success is `raw_len` bytes behind what was there.
fn decoded(
    decoder: &mut (impl Decoder + ?Sized),
    tag: Tag,
    stored: &[u8],
    raw_len: usize,
) -> Result<Vec<u8>> {
    const BEFORE: &[u8] = b"before";
    let mut out = OutBuf::new();
    out.extend_from_slice(BEFORE);
    let result = decoder.decode(tag, stored, raw_len, &mut out);
    let raw = out.filled().strip_prefix(BEFORE).expect("kept").to_vec();
    match &result {
        Ok(()) => assert_eq!(raw.len(), raw_len),
        Err(_) => assert_eq!(raw, [], "left behind a failure"),
    }
    result.map(|()| raw)
}

/// Checks that `stored` is refused, and answers why.
#[track_caller]
fn refused(
    decoder: &mut (impl Decoder + ?Sized),
    tag: Tag,
    stored: &[u8],
    raw_len: usize,
) -> String {
    let error: Error = decoded(decoder, tag, stored, raw_len).expect_err("refused");
    assert_eq!(error.kind(), ErrorKind::InvalidPayload, "{error}");
    error.to_string()
}

#[track_caller]
fn assert_free(what: &str, Allocations { allocations, frees, .. }: Allocations) {
    assert_eq!((allocations, frees), (0, 0), "(allocations, frees): {what}");
}

/// Numbers that look random, the same every time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() as usize % end
    }
}

/// What payloads are made of.
#[derive(Clone, Copy, Debug)]
enum Content {
    Zeros,
    Records,
    Random,
    /// Records and random bytes in turns.
    Mixed,
}

impl Content {
    const ALL: [Self; 4] = [Self::Zeros, Self::Records, Self::Random, Self::Mixed];

    fn bytes(self, len: usize, seed: u64) -> Vec<u8> {
        let mut numbers = Numbers(seed);
        let mut bytes = Vec::with_capacity(len + 128);
        while bytes.len() < len {
            match self {
                Self::Zeros => bytes.resize(len, 0),
                Self::Records => bytes.extend_from_slice(record(numbers.next()).as_bytes()),
                Self::Random => bytes.extend_from_slice(&numbers.next().to_le_bytes()),
                Self::Mixed => {
                    bytes.extend_from_slice(record(numbers.next()).as_bytes());
                    (0..16).for_each(|_| bytes.extend_from_slice(&numbers.next().to_le_bytes()));
                }
            }
        }
        bytes.truncate(len);
        bytes
    }
}

/// A line as logs have them, of about 90 bytes.
fn record(n: u64) -> String {
    let mut line = String::new();
    let (host, level) = (n % 7, ["info", "warn", "error"][(n / 7 % 3) as usize]);
    let (request, millis) = (n / 21 % 100_000, n / 64 % 1000);
    writeln!(
        line,
        "{{\"host\":\"node-{host}\",\"level\":\"{level}\",\"request\":{request},\"message\":\"served in {millis} ms\"}}"
    )
    .unwrap();
    line
}

/// Records of `len` bytes.
fn records(len: usize) -> Vec<u8> {
    Content::Records.bytes(len, 1)
}
