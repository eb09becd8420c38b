//! A format chosen at run time.

use crate::{alone, check, formats, in_blocks, mixed, some_formats};
use flatstream::{
    ChecksumKind, CodecKind, Deframer, ErrorKind, Format, Limits, StreamReader, StreamWriter, Tag,
};
use flatstream_testkit::{Outcome, outcomes};
use std::slice;

#[test]
fn the_setters_set_and_plain_is_the_default() {
    let codec = CodecKind::ALL[0];
    let format = Format::new().checksum(ChecksumKind::None).codec(codec).level(1).adaptive();
    assert_eq!((format.codec, format.level, format.adaptive), (Some(codec), Some(1), true));
    assert_eq!(Format::default(), Format::new());
    assert_eq!((Format::new().codec, Format::new().adaptive), (None, false));
    for checksum in crate::checksums() {
        let format = Format::new().checksum(checksum);
        let deframer = format.deframer().unwrap();
        assert!(!deframer.may_hold_many());
        assert_eq!(deframer.digest_len(), flatstream::Checksum::size(&checksum));
        assert_eq!(format.frames().checksum, checksum);
        let deframer = format.codec(codec).deframer().unwrap();
        assert!(deframer.may_hold_many());
        assert_eq!(deframer.digest_len(), flatstream::Checksum::size(&checksum));
    }
}

/// The levels of a codec from end to end.
fn levels(codec: CodecKind) -> Vec<Option<i32>> {
    match codec.name() {
        "zstd" => vec![None, Some(-5), Some(1), Some(3), Some(9)],
        "lz4" => vec![None],
        _ => vec![None, Some(0), Some(1), Some(9)],
    }
}

#[test]
fn every_combination_round_trips() {
    let expected: Vec<_> = mixed().iter().map(Outcome::payload).collect();
    for format in formats() {
        for level in levels(format.codec.unwrap()) {
            let mut format = format.clone();
            format.level = level;
            for adaptive in [false, true] {
                format.adaptive = adaptive;
                for wire in [alone(&format, &mixed()), in_blocks(&format, 1500, &mixed())] {
                    let reader = StreamReader::new(&wire[..], format.deframer().unwrap());
                    assert!(outcomes(reader) == expected, "{format:?}");
                }
            }
        }
    }
}

#[test]
fn levels_that_a_codec_has_not_are_refused() {
    for format in formats() {
        let codec = format.codec.unwrap();
        for level in [-1, 0, 10, 23, i32::MIN, i32::MAX] {
            let has = match codec.name() {
                "zstd" => level == -1 || level == 10,
                "lz4" => false,
                _ => level == 0,
            };
            let format = format.clone().level(level);
            let made = [
                format.framer().map(drop),
                StreamWriter::with_format(Vec::new(), &format).map(drop),
            ];
            for made in made {
                match made {
                    Ok(()) => assert!(has, "{codec} {level}"),
                    Err(error) => {
                        assert_eq!((error.kind(), has), (ErrorKind::Config, false), "{codec}");
                    }
                }
            }
            // The level is nothing to a reader.
            format.deframer().unwrap();
        }
    }
}

#[test]
fn what_means_nothing_without_a_codec_is_refused() {
    for checksum in crate::checksums() {
        let plain = Format::new().checksum(checksum);
        plain.framer().unwrap();
        for format in [plain.clone().level(1), plain.clone().adaptive()] {
            assert_eq!(format.framer().unwrap_err().kind(), ErrorKind::Config);
            // Nothing to a reader.
            format.deframer().unwrap();
        }
    }
}

#[test]
fn a_level_changes_what_is_written() {
    let text: Vec<_> =
        (0..2000_u32).flat_map(|n| format!("{} ", n * n % 977).into_bytes()).collect();
    for format in some_formats() {
        let [least, most] = match format.codec.unwrap().name() {
            "zstd" => [-5, 19],
            "lz4" => continue,
            _ => [0, 9],
        };
        let len = |level| alone(&format.clone().level(level), slice::from_ref(&text)).len();
        assert!(len(most) < len(least), "{format:?}");
    }
}

#[test]
fn adaptive_stores_what_hardly_shrinks_and_stops_trying() {
    // Shrinks by less than a sixteenth.
    let hardly = [crate::noise(3, 4000), vec![0; 100]].concat();
    for format in formats() {
        let tags = |format: &Format, messages: &[Vec<u8>]| {
            let frames = crate::parse(format, &alone(format, messages));
            frames.iter().map(|frame| frame.tag).collect::<Vec<_>>()
        };
        let encoded = Tag::new(format.codec.unwrap().id());
        let adaptive = format.clone().adaptive();
        assert_eq!(tags(&format, slice::from_ref(&hardly)), [encoded]);
        assert_eq!(tags(&adaptive, slice::from_ref(&hardly)), [Tag::STORED]);
        // One that would shrink is stored untried behind it, the next is tried.
        let messages = [hardly.clone(), vec![0; 4100], vec![0; 100], vec![0; 100]];
        assert_eq!(tags(&adaptive, &messages), [Tag::STORED, Tag::STORED, encoded, encoded]);
        assert_eq!(tags(&format, &messages), [encoded; 4]);
    }
}

/// Frames say which codec they have.
#[test]
fn a_reader_finds_out_the_codec() {
    for checksum in crate::checksums() {
        let format = |codec| Format::new().checksum(checksum).codec(codec);
        let (mut wire, mut expected) = (Vec::new(), Vec::new());
        for (n, codec) in CodecKind::ALL.iter().enumerate() {
            let message = vec![u8::try_from(n).unwrap(); 500];
            wire.extend(alone(&format(*codec), slice::from_ref(&message)));
            wire.extend(in_blocks(&format(*codec), 2000, &[message.clone(), message.clone()]));
            expected.extend([(); 3].map(|()| Outcome::payload(&message)));
        }
        for codec in CodecKind::ALL {
            let deframer = format(*codec).deframer().unwrap();
            check(&deframer, Limits::default(), &wire, &expected);
        }
    }
}

#[test]
fn appended_streams_are_a_stream() {
    for format in formats() {
        let (one, two) = (alone(&format, &mixed()), in_blocks(&format, 700, &mixed()));
        let wire = [&one[..], &two, &one].concat();
        let expected: Vec<_> =
            [mixed(), mixed(), mixed()].concat().iter().map(Outcome::payload).collect();
        let reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        assert!(outcomes(reader) == expected);
    }
}

#[test]
fn a_writer_of_a_format_keeps_to_what_readers_decode_by_default() {
    let limit = u64::from(Limits::default().max_decoded_bytes) - 4;
    let large = vec![0; usize::try_from(limit).unwrap() + 1];
    let format = Format::new().codec(CodecKind::ALL[0]);
    let mut writer = StreamWriter::with_format(std::io::sink(), &format).unwrap();
    let error = writer.write_payload(&large).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: limit + 1, limit });
    writer.write_payload(b"the next").unwrap();
}

#[cfg(feature = "zstd")]
mod dictionary {
    use super::*;
    use crate::compressed;
    use flatstream::Dictionary;
    use flatstream_testkit::golden_dictionary;

    fn dictionary() -> Dictionary {
        Dictionary::new(golden_dictionary()).unwrap()
    }

    fn format(checksum: ChecksumKind) -> Format {
        Format::new().checksum(checksum).codec(CodecKind::Zstd).dictionary(dictionary())
    }

    fn without(format: &Format) -> Format {
        let mut format = format.clone();
        format.dictionary = None;
        format
    }

    fn readings() -> Vec<Vec<u8>> {
        let reading = |n: usize| format!("pump {}: {}.4 bar, 2{}.1 C; ", n % 7, n % 9, n % 5);
        (0..20).map(|n| reading(n).repeat(4).into_bytes()).collect()
    }

    #[test]
    fn every_checksum_and_level_round_trips() {
        let expected: Vec<_> = readings().iter().map(Outcome::payload).collect();
        for checksum in crate::checksums() {
            for level in [None, Some(-3), Some(9)] {
                let mut format = format(checksum);
                format.level = level;
                let plain = without(&format);
                let wire = alone(&format, &readings());
                let frames = crate::parse(&format, &wire);
                assert!(frames.iter().all(|frame| frame.tag.has_dictionary()));
                assert!(wire.len() < alone(&plain, &readings()).len());
                check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
                let wire = in_blocks(&format, 300, &readings());
                check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
            }
        }
    }

    #[test]
    fn it_is_for_zstd_alone() {
        let error = Format::new().dictionary(dictionary()).framer().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        for codec in CodecKind::ALL {
            let format = Format::new().codec(*codec).dictionary(dictionary());
            match format.framer() {
                Ok(_) => assert_eq!(*codec, CodecKind::Zstd),
                Err(error) => {
                    assert_ne!(*codec, CodecKind::Zstd);
                    assert_eq!(error.kind(), ErrorKind::Config);
                    assert!(error.to_string().contains(codec.name()), "{error}");
                }
            }
        }
        assert_eq!(
            format(ChecksumKind::None).level(0).framer().unwrap_err().kind(),
            ErrorKind::Config
        );
    }

    #[test]
    fn where_it_is_missing_the_frame_is_named_and_the_next_one_read() {
        let needed = dictionary().id();
        for checksum in crate::checksums() {
            let with = format(checksum);
            let without = without(&with);
            let pieces = [
                alone(&without, &[b"first".to_vec()]),
                alone(&with, &readings()[..1]),
                in_blocks(&with, 500, &readings()[..3]),
                in_blocks(&without, 500, &[b"a".to_vec(), b"b".to_vec()]),
            ];
            let at = |n: usize| pieces[..n].concat().len() as u64;
            let kind = ErrorKind::WrongDictionary { needed };
            let expected = [
                Outcome::payload(b"first"),
                Outcome::Failure(kind, at(1), 1),
                // Nobody knows how many messages are in there.
                Outcome::Failure(kind, at(2), 2),
                Outcome::payload(b"a"),
                Outcome::payload(b"b"),
            ];
            let deframer = without.deframer().unwrap();
            check(&deframer, Limits::default(), &pieces.concat(), &expected);
        }
    }

    #[test]
    fn the_tag_and_the_content_must_agree_about_it() {
        let format = format(ChecksumKind::None);
        let wire = alone(&format, &readings()[..1]);
        let frame = &crate::parse(&format, &wire)[0];
        let lies = [
            compressed(&format, 0x01, frame.raw_len, &frame.stored),
            compressed(&format, 0x40, 5, b"hello"),
            compressed(&format, 0xc0, 9, &crate::block(&[b"hello"])),
        ];
        for lie in lies {
            let expected = [Outcome::Failure(ErrorKind::InvalidPayload, 0, 0)];
            check(&format.deframer().unwrap(), Limits::default(), &lie, &expected);
        }
    }
}
