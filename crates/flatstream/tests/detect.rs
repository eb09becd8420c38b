//! Which format a stream has, guessed from its first bytes: whatever the checksum,
//! the codec and the messages are, and how sure it is.

#![cfg(all(feature = "crc16", feature = "crc32", feature = "xxhash"))]
#![cfg(all(feature = "deflate", feature = "lz4", feature = "zstd"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream::{
    BlockWriter, ChecksumKind, CodecKind, DefaultFramer, Detection, Detector, Dictionary, Format,
    Framer, Limits, StreamWriter,
};
use flatstream_testkit::{OwnedLog, Telemetry, golden_dictionary, payload};
use proptest::prelude::*;
use std::fs;

fn detect(prefix: &[u8], ended: bool) -> Detection {
    Detector::new().detect(prefix, ended).unwrap()
}

/// Every checksum, plain and with every codec.
fn formats() -> impl Iterator<Item = Format> {
    ChecksumKind::ALL.iter().flat_map(|&checksum| {
        let plain = Format::new().checksum(checksum);
        let codecs = CodecKind::ALL.iter();
        let compressed = codecs.map({
            let plain = plain.clone();
            move |&codec| plain.clone().codec(codec)
        });
        std::iter::once(plain).chain(compressed)
    })
}

/// One message per frame.
fn wire(format: &Format, messages: &[Vec<u8>]) -> Vec<u8> {
    let framer = format.framer().unwrap();
    let mut wire = Vec::new();
    for message in messages {
        framer.frame_and_write(&mut wire, message).unwrap();
    }
    wire
}

fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[4]
    };
    (0..len).map(|_| next()).collect()
}

fn telemetry(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| payload(&Telemetry(n))).collect()
}

fn logs(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| payload(&OwnedLog::new(n).as_log())).collect()
}

fn lines(count: u64) -> Vec<Vec<u8>> {
    let line = |n| format!("Nov 22 00:{:02}:17 node sshd[{n}]: accepted", n % 60).into_bytes();
    (0..count).map(line).collect()
}

fn strings(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| payload(&*format!("text {n}"))).collect()
}

fn words(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| format!("word {n}").into_bytes()).collect()
}

fn random(count: u64) -> Vec<Vec<u8>> {
    (0..count).map(|n| noise(n + 1, 1 + usize::try_from(n * 37 % 300).unwrap())).collect()
}

/// Asserts the format that is found, apart from the codec of frames that do not take
/// one.
fn check(found: &Detection, format: &Format, case: &str) {
    let expected = (format.checksum, format.codec.is_some());
    assert_eq!((found.checksum, found.compressed), expected, "{case}: {found:?}");
    assert!(found.codec.is_none() || found.codec == format.codec, "{case}: {found:?}");
    assert_eq!(found.format().codec.is_some(), found.compressed, "{case}");
}

type Messages = fn(u64) -> Vec<Vec<u8>>;
const KINDS: &[(&str, Messages)] = &[
    ("telemetry", telemetry),
    ("logs", logs),
    ("lines", lines),
    ("strings", strings),
    ("words", words),
    ("random", random),
];

#[test]
fn every_format_is_found_with_every_kind_of_message() {
    for format in formats() {
        for (name, messages) in KINDS {
            let wire = wire(&format, &messages(100));
            for (prefix, ended) in [(&wire[..], true), (&wire[..], false), (&wire[..1000], false)] {
                let case = format!("{name}, {format:?}, {} bytes", prefix.len());
                let found = detect(prefix, ended);
                check(&found, &format, &case);
                assert!(found.is_sure(), "{case}: {found:?}");
                assert_eq!((found.offset, found.needed), (0, None), "{case}: {found:?}");
            }
        }
    }
}

#[test]
fn blocks_are_found_and_their_codec_named() {
    for format in formats().filter(|format| format.codec.is_some()) {
        let blocks = BlockWriter::with_block_bytes(Vec::new(), format.framer().unwrap(), 4000);
        let mut writer = StreamWriter::new(blocks, DefaultFramer);
        logs(300).iter().for_each(|log| writer.write_payload(log).unwrap());
        let wire = writer.finish().map_err(|(error, _)| error).unwrap();
        let found = detect(&wire, true);
        check(&found, &format, &format!("{format:?}"));
        assert_eq!(found.codec, format.codec);
        assert!(found.is_sure() && found.frames > 3, "{found:?}");
    }
}

#[test]
fn one_frame_alone_is_sure_where_there_is_enough_in_it() {
    for format in formats() {
        let wire = wire(&format, &logs(1));
        let found = detect(&wire, true);
        check(&found, &format, &format!("{format:?}"));
        assert!(found.is_sure(), "{found:?}");
        assert_eq!(found.frames, 1);
        // More may follow: then two bytes of digest are too little, or a shape.
        let weak = format.checksum == ChecksumKind::None || format.checksum == ChecksumKind::Crc16;
        assert_eq!(detect(&wire, false).is_sure(), !weak, "{format:?}");
    }
    let line = wire(&Format::new(), &lines(1));
    assert_eq!(detect(&line, true).bits, 32);
}

#[test]
fn a_first_frame_longer_than_the_prefix_is_not_sure_but_said() {
    let big: Vec<_> = logs(4000).concat();
    for format in formats() {
        let mut message = payload(&OwnedLog::new(1).as_log());
        message.extend_from_slice(&big);
        let wire = wire(&format, &[message]);
        let found = detect(&wire[..1000], false);
        assert!(!found.is_sure() && found.frames == 0, "{found:?}");
        check(&found, &format, &format!("{format:?}"));
        assert_eq!(found.needed, Some(wire.len() as u64));
        assert!(detect(&wire, true).is_sure());
    }
}

#[test]
fn a_first_frame_longer_than_4_mib_is_said_and_found_once_it_is_there() {
    let long = noise(1, 5 << 20);
    for checksum in ChecksumKind::ALL {
        let format = Format::new().checksum(*checksum);
        let wire = wire(&format, &[&[long.clone()][..], &lines(64)].concat());
        let found = detect(&wire[..16 << 10], false);
        assert!(!found.is_sure(), "{found:?}");
        let needed = found.needed.expect("the frame is cut");
        assert!((long.len() + 4..=long.len() + 12).contains(&usize::try_from(needed).unwrap()));
        let some = usize::try_from(needed).unwrap() + 1000;
        let found = detect(&wire[..some], false);
        check(&found, &format, &format!("{checksum}"));
        assert!(found.is_sure() && found.needed.is_none(), "{found:?}");
    }
}

#[test]
fn damage_does_not_hide_the_format() {
    for format in formats() {
        for (name, messages) in [KINDS[0], KINDS[1], KINDS[5]] {
            let intact = wire(&format, &messages(60));
            let first_len = wire(&format, &messages(1)).len();
            let case = format!("{name}, {format:?}");
            let check = |what: &str, wire: &[u8]| {
                // Without the end a wrong length may be that of a long frame.
                let found = detect(wire, true);
                check(&found, &format, &format!("{what}, {case}"));
                let by_lengths_alone = format == Format::new() && name == "random";
                let sure = found.offset == 0 || !by_lengths_alone;
                assert_eq!(found.is_sure(), sure, "{what}, {case}: {found:?}");
                found
            };

            let mut damaged = intact.clone();
            damaged[first_len - 1] ^= 0x40;
            check("a payload", &damaged);
            damaged[..4].copy_from_slice(&[0xff; 4]);
            let found = check("a length", &damaged);
            assert!((4..600).contains(&found.offset), "{found:?}");
            damaged[..600].fill(0);
            check("zeros at the start", &damaged);
            check("cut at the start", &intact[3..]);

            let mut damaged = intact.clone();
            damaged.iter_mut().skip(900).step_by(700).for_each(|byte| *byte ^= 0x10);
            check("a bit in a few frames", &damaged);
        }
    }
}

#[test]
fn what_is_no_stream_is_not_sure() {
    let text = "The quick brown fox jumps over the lazy dog.\n".repeat(500).into_bytes();
    let numbers: Vec<u8> = (0..4000_u32).flat_map(u32::to_le_bytes).collect();
    let shorts: Vec<u8> = (0..9000_u16).flat_map(|n| (n % 40).to_le_bytes()).collect();
    let cases = [Vec::new(), vec![0; 70_000], vec![0xff; 5000], text, numbers, shorts];
    let noises = (0..10).map(|seed| noise(seed + 1, 8000));
    let buffers = [payload(&OwnedLog::new(1).as_log()), payload(&Telemetry(1))];
    // Vectors of strings are chains of frames, and buffers end as they do.
    let messages = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
    let files = fs::read_dir(messages).unwrap().map(|entry| entry.unwrap().path());
    let files = files.filter(|path| path.extension().is_some_and(|kind| kind != "json"));
    let files = files.filter(|path| path.is_file()).map(|path| fs::read(path).unwrap());
    for bytes in cases.into_iter().chain(noises).chain(buffers).chain(files) {
        for ended in [false, true] {
            let found = detect(&bytes, ended);
            let start = &bytes[..bytes.len().min(8)];
            assert!(!found.is_sure(), "{} bytes, {start:?}: {found:?}", bytes.len());
        }
    }
    // Lengths that lead somewhere for a while.
    let chain = |count| [wire(&Format::new(), &lines(count)), vec![0xee; 400]].concat();
    assert!(!detect(&chain(6), true).is_sure());
    assert!(detect(&chain(7), true).is_sure());
    assert_eq!(detect(&[], true).bits, 0);
    assert_eq!(detect(&[0; 5000], true).frames, 0);
}

#[test]
fn empty_frames_say_nothing_and_are_stepped_over() {
    for format in formats() {
        let mut messages = vec![Vec::new(); 300];
        messages.extend(logs(5));
        let found = detect(&wire(&format, &messages), false);
        check(&found, &format, &format!("{format:?}"));
        assert!(found.is_sure());
    }
    let empty = wire(&Format::new().checksum(ChecksumKind::Crc32), &vec![Vec::new(); 300]);
    assert_eq!(detect(&empty, true).bits, 0);
}

#[test]
fn a_payload_that_ends_in_zeros_does_not_pass_for_the_next_length() {
    for format in formats() {
        let message = [&noise(1, 40)[..], &[0; 16]].concat();
        let found = detect(&wire(&format, &vec![message; 30]), true);
        check(&found, &format, &format!("{format:?}"));
        assert!(found.is_sure(), "{found:?}");
    }
}

#[test]
fn a_missing_dictionary_speaks_for_compression() {
    let dictionary = Dictionary::new(golden_dictionary()).unwrap();
    for &checksum in ChecksumKind::ALL {
        let format = Format::new().checksum(checksum).codec(CodecKind::Zstd);
        let pump = |n| format!("pump {n}: 4.1 bar, 20.5 C; ").repeat(3).into_bytes();
        let messages: Vec<_> = (0..20).map(pump).collect();
        let wire = wire(&format.clone().dictionary(dictionary.clone()), &messages);
        for detector in [Detector::new(), Detector::new().dictionary(dictionary.clone())] {
            let found = detector.detect(&wire, false).unwrap();
            check(&found, &format, &format!("{format:?}"));
            assert!(found.is_sure() && found.codec == Some(CodecKind::Zstd), "{found:?}");
        }
    }
}

#[test]
fn a_frame_that_decodes_to_very_much_is_compressed_too() {
    let zeros = vec![vec![7; 6 << 20]; 3];
    for codec in [CodecKind::Zstd, CodecKind::Gzip] {
        let format = Format::new().codec(codec);
        let wire = wire(&format, &zeros);
        assert!(wire.len() < 64 << 10);
        let found = detect(&wire, true);
        check(&found, &format, "6 MiB");
        assert!(found.is_sure());
    }
}

#[test]
fn frames_over_the_limit_speak_against_a_format() {
    let wire = wire(&Format::new().checksum(ChecksumKind::Crc32), &logs(20));
    let limits = Limits::default().max_frame_bytes(50);
    assert!(!Detector::new().limits(limits).detect(&wire, true).unwrap().is_sure());
}

proptest! {
    #[test]
    fn nothing_panics_and_noise_is_never_sure(
        bytes in prop::collection::vec(prop_oneof![3 => Just(0_u8), 2 => 0..8_u8, 2 => any::<u8>()], 0..600),
        ended: bool,
        cut in 0..600_usize,
    ) {
        let found = detect(&bytes, ended);
        prop_assert!(found.offset <= bytes.len() as u64);
        let logs = wire(&Format::new().checksum(ChecksumKind::Crc16).codec(CodecKind::Lz4), &logs(4));
        let mixed = [&logs[..cut.min(logs.len())], &bytes].concat();
        detect(&mixed, ended);
    }
}
