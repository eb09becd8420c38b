//! Whatever goes in comes out, at every level and size.

use crate::{Content, MEDIUM, levels};
use flatstream_compress::{CodecKind, Decoders};
use flatstream_core::{Decoder, Encoder, OutBuf};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

/// Sizes from nothing to `max`, mostly where something changes.
fn sizes(max: usize) -> impl Strategy<Value = usize> {
    prop_oneof![
        2 => 0..64_usize,
        4 => (6..19_u32, -3..=3_isize).prop_map(|(bits, off)| (1_usize << bits).saturating_add_signed(off)),
        1 => 65_530..65_540_usize,
        2 => 0..20_000_usize,
        1 => 0..300 * 1024_usize,
    ]
    .prop_map(move |size| size.min(max))
}

fn contents() -> impl Strategy<Value = Content> {
    proptest::sample::select(&Content::ALL[..])
}

#[test]
fn every_codec_level_and_size_behind_whatever_is_there() {
    for case in levels() {
        // One codec for all, as users have it.
        let codec = std::cell::RefCell::new((case.make)());
        let cases = if case.max_bytes > 100_000 { 16 } else { 10 };
        let mut runner =
            TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
        let input = (sizes(case.max_bytes), contents(), any::<u64>(), 0..100_usize);
        let check = |(size, content, seed, before): (usize, Content, u64, usize)| {
            let raw = content.bytes(size, seed);
            let before = Content::Random.bytes(before, seed);
            let mut codec = codec.borrow_mut();
            let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
            stored.extend_from_slice(&before);
            out.extend_from_slice(&before);

            let tag = codec.encode(&raw, &mut stored).unwrap();
            prop_assert_eq!(tag, case.tag);
            prop_assert_eq!(&stored.filled()[..before.len()], &before[..]);
            let bytes = stored.filled()[before.len()..].to_vec();
            codec.decode(tag, &bytes, raw.len(), &mut out).unwrap();
            prop_assert_eq!(&out.filled()[..before.len()], &before[..]);
            prop_assert!(out.filled()[before.len()..] == raw, "came back changed");

            // The other lengths are refused, and leave what there is.
            for wrong in [raw.len().wrapping_sub(1), raw.len() + 1, raw.len() * 4 + 100] {
                let filled = out.filled().to_vec();
                prop_assert!(codec.decode(tag, &bytes, wrong, &mut out).is_err());
                prop_assert!(out.filled() == filled);
            }
            Ok(())
        };
        runner.run(&input, check).unwrap_or_else(|error| panic!("{}: {error}", case.name));
    }
}

#[test]
fn every_length_up_to_300() {
    for case in levels() {
        let mut codec = (case.make)();
        for content in [Content::Records, Content::Random] {
            let bytes = content.bytes(300, 7);
            let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
            // Of the levels of deflate, a step: a debug build is slow.
            for len in (0..=bytes.len()).step_by(if case.max_bytes == MEDIUM { 5 } else { 1 }) {
                stored.clear();
                out.clear();
                let tag = codec.encode(&bytes[..len], &mut stored).unwrap();
                codec.decode(tag, stored.filled(), len, &mut out).unwrap();
                assert_eq!(out.filled(), &bytes[..len], "{}", case.name);
            }
        }
    }
}

#[test]
fn kinds_encode_what_decoders_decode() {
    let mut decoders = Decoders::new();
    for &kind in CodecKind::ALL {
        let mut encoder = kind.encoder(None).unwrap();
        for content in Content::ALL {
            let raw = content.bytes(10_000, 3);
            let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
            let tag = encoder.encode(&raw, &mut stored).unwrap();
            assert_eq!(tag.codec(), kind.id());
            for tag in [tag, tag.with_many()] {
                out.clear();
                decoders.decode(tag, stored.filled(), raw.len(), &mut out).unwrap();
                assert!(out.filled() == raw, "{kind} {content:?}");
            }
        }
    }
}
