//! Truncation and damage: always seen, never survived by what comes after.

use crate::format::{FORMATS, decode, encode, encode_into_pieces, noise, text};
use flatstream_compress::Until;
use flatstream_core::ErrorKind;

fn samples() -> [Vec<u8>; 4] {
    [Vec::new(), b"a".to_vec(), [text(700, 5), vec![9; 1000]].concat(), noise(300, 8)]
}

#[test]
fn every_truncation_is_one() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for content in samples() {
            // With blocks that end early, too.
            let (half, rest) = content.split_at(content.len() / 2);
            let pieces = [(half, Until::Flushed), (rest, Until::Ended)];
            let bytes = encode_into_pieces(&mut format.usual(), &pieces, 1 << 16);
            for len in 0..bytes.len() {
                let result = decode(&mut decoder, &bytes[..len]);
                let Err((kind, back)) = result else { panic!("{format:?}: {len} of {bytes:x?}") };
                assert_eq!(kind, ErrorKind::Truncated { missing: 1 }, "{format:?} {len}");
                assert!(content.starts_with(&back), "{format:?} {len}");
            }
            assert!(decode(&mut decoder, &bytes).unwrap() == content);
            // Behind a complete stream as well.
            let two = bytes.repeat(2);
            for len in bytes.len() + 1..two.len() {
                let result = decode(&mut decoder, &two[..len]);
                let Err((kind, back)) = result else { panic!("{format:?}: {len} of {two:x?}") };
                assert_eq!(kind, ErrorKind::Truncated { missing: 1 }, "{format:?} {len}");
                assert!(back.starts_with(&content), "{format:?} {len}");
            }
        }
    }
}

/// Where the format has a checksum, what passes says the same in other words: a
/// match further back, a run of one byte for that byte, another time for gzip.
#[test]
fn no_flipped_byte_changes_what_has_a_checksum() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for content in samples() {
            let bytes = format.encode(&content);
            for at in 0..bytes.len() {
                for xor in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff] {
                    let mut bytes = bytes.clone();
                    bytes[at] ^= xor;
                    match decode(&mut decoder, &bytes) {
                        Ok(back) if format.name == "deflate" => {
                            assert!(back.len() <= bytes.len() * format.ratio);
                        }
                        Ok(back) => {
                            assert!(back == content, "{format:?}: byte {at} ^ {xor:#x}");
                        }
                        Err((kind, back)) => {
                            assert!(
                                matches!(
                                    kind,
                                    ErrorKind::Truncated { .. }
                                        | ErrorKind::InvalidPayload
                                        | ErrorKind::ChecksumMismatch { .. }
                                        | ErrorKind::WrongDictionary { .. }
                                ),
                                "{format:?}: {kind:?}"
                            );
                            assert!(back.len() <= bytes.len() * format.ratio);
                        }
                    }
                }
            }
            assert!(decode(&mut decoder, &bytes).unwrap() == content, "{format:?} afterwards");
        }
    }
}

#[test]
fn what_follows_and_is_no_stream_is_an_error_after_the_content() {
    for format in FORMATS.iter().filter(|format| format.name != "deflate") {
        let content = text(100_000, 4);
        let mut bytes = format.encode(&content);
        bytes.extend_from_slice(b"no stream at all, but long enough");
        let (kind, back) = format.decode(&bytes).unwrap_err();
        assert_eq!((kind, back == content), (ErrorKind::InvalidPayload, true), "{format:?}");
        // And where one call could do it all.
        let (mut decoder, mut output, mut len, mut at) =
            ((format.decoder)(), vec![0; 200_000], 0, 0);
        while let Ok(progress) = decoder.decode_stream(&bytes[at..], &mut output[len..]) {
            at += progress.read;
            len += progress.written;
        }
        assert!(output[..len] == content, "{format:?}: {len}");
    }
}

#[test]
fn noise_is_no_stream() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        for seed in 0..500 {
            let bytes = noise(200, seed);
            if let Err((_, back)) = decode(&mut decoder, &bytes) {
                assert!(back.len() <= bytes.len() * format.ratio);
            } else {
                assert_eq!(format.name, "deflate");
            }
        }
    }
}

#[test]
fn an_encoder_abandoned_midway_is_as_new() {
    for format in FORMATS {
        for &level in format.levels {
            let content = [text(9_000, 6), noise(60_000, 7), text(9_000, 6)].concat();
            let expected = encode(&mut (format.encoder)(level), &content);
            let mut encoder = (format.encoder)(level);
            let mut output = vec![0; 200_000];
            for round in 0..50 {
                encoder.start().unwrap();
                let until = [Until::Later, Until::Flushed, Until::Ended][round % 3];
                let len = round * 1500;
                // Too little room most of the time.
                let room = [0, 1, 5, 100, 50_000][round % 5];
                encoder.encode_stream(&content[..len], &mut output[..room], until).unwrap();
                if round % 10 == 9 {
                    assert!(
                        encode(&mut encoder, &content) == expected,
                        "{format:?} {level} {round}"
                    );
                }
            }
            assert!(encode(&mut encoder, &content) == expected, "{format:?} {level}");
        }
    }
}

#[test]
fn a_decoder_abandoned_midway_is_as_new() {
    for format in FORMATS {
        let content = [text(90_000, 6), noise(90_000, 7)].concat();
        let bytes = format.encode(&content);
        let mut decoder = (format.decoder)();
        let mut output = vec![0; 200_000];
        for round in 0..50 {
            decoder.start().unwrap();
            let room = [0, 1, 5, 100, 50_000][round % 5];
            let len = round * bytes.len() / 50;
            decoder.decode_stream(&bytes[..len], &mut output[..room]).unwrap();
        }
        assert!(decode(&mut decoder, &bytes).unwrap() == content, "{format:?}");
    }
}

/// An error stays one until the next start.
#[test]
fn a_damaged_stream_does_not_go_on() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        let good = format.encode(b"good");
        let mut output = [0; 100];
        for _ in 0..3 {
            decoder.start().unwrap();
            let bad = [0xff; 40];
            decoder.decode_stream(&bad, &mut output).unwrap_err();
            let error = decoder.decode_stream(&good, &mut output).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidPayload, "{format:?}");
        }
        decoder.start().unwrap();
        assert_eq!(decode(&mut decoder, &good).unwrap(), b"good");
    }
}

#[test]
fn nothing_goes_in_behind_the_end() {
    for format in FORMATS {
        let mut encoder = format.usual();
        let mut output = vec![0; 1000];
        assert!(encoder.encode_stream(b"a", &mut output, Until::Ended).unwrap().done);
        let again = encoder.encode_stream(b"", &mut output, Until::Ended).unwrap();
        assert_eq!((again.written, again.done), (0, true));
        let error = encoder.encode_stream(b"b", &mut output, Until::Later).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{format:?}");
        assert_eq!(format.decode(&encode(&mut encoder, b"c")).unwrap(), b"c");
    }
}
