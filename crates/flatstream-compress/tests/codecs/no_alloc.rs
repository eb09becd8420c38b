//! After warm-up no operation allocates or frees, in Rust or in C, at any mix of
//! sizes; and failures leave it so.

use crate::{Case, Content, Numbers, assert_free, codecs, levels};
use flatstream_compress::{Adaptive, CodecKind, Decoders};
use flatstream_core::{CodecId, Decoder, Encoder, OutBuf, Tag};
use flatstream_testkit::{Allocations, count};

/// Payload lengths that are hard on a codec that fits its memory to them.
fn lens(codec: CodecId, max_bytes: usize) -> Vec<usize> {
    let large = max_bytes.min(64 * 1024);
    let mut lens = Vec::new();
    if codec != CodecId::ZSTD {
        // Their memory does not go by length, and a debug build is slow.
        for small in [150, 0, 1023, 4096, 9000] {
            lens.push(large);
            lens.resize(lens.len() + 8, small);
        }
        lens.extend([1, 65_535, 65_534, 65_536].map(|len| len.min(large)));
        return lens;
    }
    for small in [150, 0, 1023] {
        lens.push(large);
        lens.resize(lens.len() + if small == 150 { 200 } else { 140 }, small);
    }
    // The largest of a power of two, then the smallest, long enough for memory
    // to be given back that was not needed meanwhile.
    for bits in (7..=13).take_while(|bits| 1 << bits <= max_bytes) {
        lens.push(1 << bits);
        lens.resize(lens.len() + 140, (1 << (bits - 1)) + 1);
    }
    let mut numbers = Numbers(5);
    for _ in 0..300 {
        lens.push(numbers.below(large) >> numbers.below(14));
    }
    lens.extend([large, 1, 65_535, 65_534, 65_536].map(|len| len.min(large)));
    lens
}

/// Encodes and decodes payloads of `lens`.
struct Work<'a, E, D> {
    encoder: E,
    decoder: D,
    raw: &'a [u8],
    stored: OutBuf,
    out: OutBuf,
}

impl<'a, E: Encoder, D: Decoder> Work<'a, E, D> {
    fn new(encoder: E, decoder: D, raw: &'a [u8]) -> Self {
        Self { encoder, decoder, raw, stored: OutBuf::new(), out: OutBuf::new() }
    }

    fn operate(&mut self, len: usize) -> Tag {
        self.stored.clear();
        self.out.clear();
        let raw = &self.raw[..len];
        let tag = self.encoder.encode(raw, &mut self.stored).unwrap();
        self.decoder.decode(tag, self.stored.filled(), len, &mut self.out).unwrap();
        assert!(self.out.filled() == raw);
        tag
    }

    /// Meets each size once, from large to small, then counts.
    fn check(&mut self, what: &str, lens: &[usize]) {
        let mut warm_up = lens.to_vec();
        warm_up.sort_unstable_by_key(|&len| std::cmp::Reverse(len));
        warm_up.dedup();
        warm_up.into_iter().for_each(|len| _ = self.operate(len));
        assert_free(what, count(|| lens.iter().for_each(|&len| _ = self.operate(len))));
    }
}

#[test]
fn every_codec_at_every_level() {
    for Case { name, make, max_bytes, tag } in levels() {
        let lens = lens(tag.codec(), max_bytes);
        let content = if max_bytes > 10_000 { Content::Mixed } else { Content::Zeros };
        let raw = content.bytes(64 * 1024, 1);
        // Boxed as it is, as whoever chooses it at run time has it.
        Work::new(make(), make(), &raw).check(&name, &lens);
    }
}

/// The memory of a zstd context goes by level and length alone.
#[cfg(feature = "zstd")]
#[test]
fn every_level_of_zstd_with_and_without_dictionaries() {
    use flatstream_compress::Zstd;

    let dictionaries = [None, Some(crate::dictionary::small()), Some(crate::dictionary::records())];
    let zeros = vec![0; 256 * 1024];
    let mut out = OutBuf::new();
    out.spare(zeros.len() + 4096);
    for dictionary in dictionaries {
        for level in [-131_072, -1, 1, 2, 3, 4, 5, 6, 9, 12, 13, 15, 17, 18, 19, 22] {
            let mut zstd = Zstd::new(level).unwrap();
            if let Some(dictionary) = dictionary {
                zstd = zstd.with_dictionary(dictionary).unwrap();
            }
            let last = if level > 3 { 13 } else { 17 };
            for bits in 10..=last {
                let (low, high) = ((1 << (bits - 1)) + 1, 1 << bits);
                let low = if bits == 10 { 0 } else { low };
                out.clear();
                zstd.encode(&zeros[..low], &mut out).unwrap();
                let traffic = count(|| {
                    for len in [high, low, high] {
                        for _ in 0..140 {
                            out.clear();
                            zstd.encode(&zeros[..len], &mut out).unwrap();
                        }
                    }
                });
                let name = dictionary.map(|dictionary| dictionary.as_bytes().len());
                assert_free(&format!("level {level}, {high} bytes, dictionary {name:?}"), traffic);
            }
        }
    }
}

#[test]
fn kinds_and_decoders() {
    let raw = Content::Mixed.bytes(64 * 1024, 2);
    let mut decoders = Decoders::new();
    for &kind in CodecKind::ALL {
        let encoder = kind.encoder(None).unwrap();
        Work::new(encoder, &mut decoders, &raw).check(kind.name(), &lens(kind.id(), 64 * 1024));
    }
    // All of them in turns.
    let mut works: Vec<_> = CodecKind::ALL
        .iter()
        .map(|kind| Work::new(kind.encoder(None).unwrap(), Decoders::new(), &raw))
        .collect();
    let lens = [64 * 1024, 150, 1000, 3, 20_000];
    let mut turn =
        || works.iter_mut().for_each(|work| lens.iter().for_each(|&len| _ = work.operate(len)));
    turn();
    assert_free("in turns", count(|| (0..20).for_each(|_| turn())));
}

#[test]
fn adaptive() {
    for &kind in CodecKind::ALL {
        for content in [Content::Mixed, Content::Random] {
            let raw = content.bytes(64 * 1024, 3);
            let encoder = Adaptive::new(kind.encoder(None).unwrap()).max_skipped(2);
            let mut work = Work::new(encoder, Decoders::new(), &raw);
            // Breaks leave sizes untried that a warm-up by size should have met.
            lens(kind.id(), 20_000).into_iter().for_each(|len| _ = work.operate(len));
            work.check(kind.name(), &lens(kind.id(), 20_000));
        }
    }
}

#[cfg(feature = "zstd")]
#[test]
fn dictionaries_in_turns() {
    use crate::dictionary;
    use flatstream_compress::Zstd;

    let raw = crate::records(64 * 1024);
    let mut decoders = Decoders::new();
    let encoders = [None, Some(dictionary::records()), Some(dictionary::small())];
    let mut encoders = encoders.map(|dictionary| match dictionary {
        None => Zstd::default(),
        Some(dictionary) => {
            decoders.add_dictionary(dictionary).unwrap();
            Zstd::default().with_dictionary(dictionary).unwrap()
        }
    });
    let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
    let mut turn = |len: usize| {
        for encoder in &mut encoders {
            stored.clear();
            out.clear();
            let tag = encoder.encode(&raw[..len], &mut stored).unwrap();
            decoders.decode(tag, stored.filled(), len, &mut out).unwrap();
            assert!(out.filled() == &raw[..len]);
        }
    };
    let lens = lens(CodecId::ZSTD, 64 * 1024);
    lens.iter().for_each(|&len| turn(len));
    assert_free("dictionaries", count(|| lens.iter().for_each(|&len| turn(len))));
}

/// An error is two small blocks, made and freed, and costs nothing afterwards.
#[test]
fn failures_in_between() {
    const ROUNDS: u64 = 400;
    for Case { name, make, tag, .. } in codecs() {
        let raw = Content::Mixed.bytes(20_000, 4);
        let mut codec = make();
        let stored = crate::encoded(&mut *codec, &raw);
        let mut out = OutBuf::new();
        let mut work = Work::new(&mut *codec, make(), &raw);
        work.check(&name, &[20_000, 2000, 150]);
        let mut round = |index: u64| {
            let bad = match index % 5 {
                0 => (tag, &stored[..stored.len() / 2], raw.len()),
                1 => (tag, &stored[..], raw.len() - 1),
                2 => (tag, &stored[..], raw.len() + 1),
                3 => (tag, &stored[..], usize::MAX),
                _ => (Tag::new(CodecId::private(1)), &stored[..], raw.len()),
            };
            out.clear();
            let (tag, stored, len) = bad;
            let errors =
                count(|| drop(work.decoder.decode(tag, stored, len, &mut out).unwrap_err()));
            assert_eq!(out.len(), 0);
            work.operate([150, 2000, 150, 700][index as usize % 4]);
            errors
        };
        (0..10).for_each(|index| _ = round(index));
        let mut errors = 0;
        let traffic = count(|| {
            for index in 0..ROUNDS {
                let Allocations { allocations, frees, peak_bytes } = round(index);
                assert_eq!(allocations, frees);
                assert!(allocations <= 2 && peak_bytes <= 200, "{name}: {allocations}");
                errors += allocations;
            }
        });
        assert!(errors >= ROUNDS);
        assert_eq!((traffic.allocations, traffic.frees), (errors, errors), "{name}");
    }
}
