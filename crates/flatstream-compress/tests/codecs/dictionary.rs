//! Dictionaries: trained, saved, loaded, named by frames, and told apart.

use crate::{assert_free, decoded, encoded, record, refused};
use flatstream_compress::{Decoders, Dictionary, Zstd};
use flatstream_core::{CodecId, Encoder, ErrorKind, OutBuf, Tag};
use flatstream_testkit::{TempFile, count};
use std::{fs, sync::OnceLock};

/// A dictionary for records.
pub(crate) fn records() -> &'static Dictionary {
    static RECORDS: OnceLock<Dictionary> = OnceLock::new();
    RECORDS.get_or_init(|| Dictionary::train(&samples(1), 16 * 1024).unwrap())
}

/// A small one, from other records.
pub(crate) fn small() -> &'static Dictionary {
    static SMALL: OnceLock<Dictionary> = OnceLock::new();
    SMALL.get_or_init(|| Dictionary::train(&samples(2), 1024).unwrap())
}

fn samples(seed: u64) -> Vec<String> {
    (0..3000).map(|n| record(crate::Numbers(n * 2 + seed).next())).collect()
}

fn with(dictionary: &Dictionary) -> Zstd {
    Zstd::default().with_dictionary(dictionary).unwrap()
}

const TAG: Tag = Tag::new(CodecId::ZSTD).with_dictionary();

#[test]
fn small_messages_compress_one_by_one() {
    let messages: Vec<_> = (0..100).map(|n| record(n * 7919)).collect();
    let len = |zstd: &mut Zstd| -> usize {
        messages.iter().map(|message| encoded(zstd, message.as_bytes()).len()).sum()
    };
    let (without, with) = (len(&mut Zstd::default()), len(&mut with(records())));
    assert!(with * 2 < without, "{with} and {without} bytes");
}

#[test]
fn a_dictionary_that_comes_later() {
    let raw = crate::records(500);
    for level in [1, 19] {
        let mut zstd = Zstd::new(level).unwrap();
        let plain = encoded(&mut zstd, &raw);
        let mut zstd = zstd.with_dictionary(records()).unwrap();
        let stored = encoded(&mut zstd, &raw);
        let fresh = Zstd::new(level).unwrap().with_dictionary(records()).unwrap();
        assert_eq!(stored, encoded(&mut { fresh }, &raw));
        assert!(stored.len() < plain.len());
        assert_eq!(decoded(&mut zstd, TAG, &stored, raw.len()).unwrap(), raw);
        assert_eq!(decoded(&mut zstd, Tag::new(CodecId::ZSTD), &plain, raw.len()).unwrap(), raw);
        // Another one takes its place for encoding, and both decode.
        let mut zstd = zstd.with_dictionary(small()).unwrap();
        let other = encoded(&mut zstd, &raw);
        assert_eq!(
            other,
            encoded(&mut Zstd::new(level).unwrap().with_dictionary(small()).unwrap(), &raw)
        );
        for stored in [&stored, &other] {
            assert_eq!(decoded(&mut zstd, TAG, stored, raw.len()).unwrap(), raw);
        }
    }
}

#[test]
fn saved_and_loaded() {
    let file = TempFile::new("saved.dict");
    fs::write(&file.0, records().as_bytes()).unwrap();
    let loaded = Dictionary::new(fs::read(&file.0).unwrap()).unwrap();
    assert_eq!(&loaded, records());
    assert_ne!(loaded.id(), 0);
    let raw = crate::records(500);
    let stored = encoded(&mut with(records()), &raw);
    assert_eq!(encoded(&mut with(&loaded), &raw), stored);
    assert_eq!(decoded(&mut with(&loaded), TAG, &stored, raw.len()).unwrap(), raw);
    let text = format!("Dictionary {{ id: {}, len: {} }}", loaded.id(), loaded.as_bytes().len());
    assert_eq!(format!("{loaded:?}"), text);
}

#[test]
fn frames_name_the_dictionary() {
    let mut out = OutBuf::new();
    assert_eq!(with(records()).encode(b"a message", &mut out).unwrap(), TAG);
    let id = zstd::zstd_safe::get_dict_id_from_frame(out.filled()).unwrap().get();
    assert_eq!(id, records().id());
    assert_ne!(id, small().id());
}

#[test]
fn missing_and_wrong_dictionaries() {
    let raw = crate::records(500);
    let stored = encoded(&mut with(records()), &raw);
    let needed = records().id();
    for mut decoder in [Zstd::default(), with(small())] {
        let error = decoded(&mut decoder, TAG, &stored, raw.len()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WrongDictionary { needed });
        assert!(error.to_string().contains(&needed.to_string()), "{error}");
        // Added, it serves.
        decoder.add_dictionary(records()).unwrap();
        assert_eq!(decoded(&mut decoder, TAG, &stored, raw.len()).unwrap(), raw);
    }
    let error = decoded(&mut Decoders::new(), TAG, &stored, raw.len()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WrongDictionary { needed });
}

#[test]
fn a_decoder_with_two() {
    let raw = crate::records(500);
    let mut decoders = Decoders::new();
    decoders.add_dictionary(records()).unwrap();
    decoders.add_dictionary(small()).unwrap();
    // Again is no harm.
    decoders.add_dictionary(records()).unwrap();
    for dictionary in [records(), small(), records()] {
        let stored = encoded(&mut with(dictionary), &raw);
        assert_eq!(decoded(&mut decoders, TAG, &stored, raw.len()).unwrap(), raw);
    }
    let stored = encoded(&mut Zstd::default(), &raw);
    let tag = Tag::new(CodecId::ZSTD);
    assert_eq!(decoded(&mut decoders, tag, &stored, raw.len()).unwrap(), raw);
}

/// The tag and the frame have to agree.
#[test]
fn tag_and_frame_that_differ() {
    let raw = crate::records(500);
    let text = "tag and Zstandard frame differ about a dictionary, or it has no checksum";
    let plain = encoded(&mut Zstd::default(), &raw);
    let stored = encoded(&mut with(records()), &raw);
    let mut zstd = with(records());
    assert!(refused(&mut zstd, TAG, &plain, raw.len()).ends_with(text));
    assert!(refused(&mut zstd, Tag::new(CodecId::ZSTD), &stored, raw.len()).ends_with(text));
    assert_eq!(decoded(&mut zstd, TAG, &stored, raw.len()).unwrap(), raw);
}

/// Same id, other content: never other messages.
#[test]
fn a_dictionary_that_lies_about_its_id() {
    let mut forged = small().as_bytes().to_vec();
    forged[4..8].copy_from_slice(&records().id().to_le_bytes());
    let forged = Dictionary::new(forged).unwrap();
    assert_eq!(forged.id(), records().id());
    let (mut writer, mut reader) = (with(records()), with(&forged));
    for len in 1..200 {
        let raw = crate::records(4 * len);
        let stored = encoded(&mut writer, &raw);
        if let Ok(out) = decoded(&mut reader, TAG, &stored, raw.len()) {
            assert!(out == raw, "{len}");
        }
    }
}

/// A file that was cut, or hit by a bit flip: never other messages.
#[test]
fn a_dictionary_that_is_damaged() {
    let whole = records().as_bytes();
    let cuts = [1, 8, 100, 500].map(|cut| whole[..whole.len() - cut].to_vec());
    let flips = (1..40).map(|n| {
        let mut bytes = whole.to_vec();
        bytes[n * whole.len() / 40] ^= 1 << (n % 8);
        bytes
    });
    let (mut writer, mut refused) = (with(records()), 0);
    for bytes in cuts.into_iter().chain(flips) {
        let Ok(dictionary) = Dictionary::new(bytes) else { continue };
        let mut reader = Zstd::default();
        if reader.add_dictionary(&dictionary).is_err() {
            continue;
        }
        for len in (1..60).map(|n| 10 * n) {
            let raw = crate::records(len);
            let stored = encoded(&mut writer, &raw);
            match decoded(&mut reader, TAG, &stored, raw.len()) {
                Ok(out) => assert!(out == raw),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
                    refused += 1;
                }
            }
        }
    }
    assert!(refused > 100, "{refused}");
}

/// A frame that another program wrote without a checksum is refused.
#[test]
fn a_frame_without_a_checksum() {
    let raw = crate::records(500);
    let mut context = zstd::bulk::Compressor::with_dictionary(1, records().as_bytes()).unwrap();
    let stored = context.compress(&raw).unwrap();
    let text = "tag and Zstandard frame differ about a dictionary, or it has no checksum";
    assert!(refused(&mut with(records()), TAG, &stored, raw.len()).ends_with(text));
    context.include_checksum(true).unwrap();
    let stored = context.compress(&raw).unwrap();
    assert_eq!(decoded(&mut with(records()), TAG, &stored, raw.len()).unwrap(), raw);
}

#[test]
fn every_flip_in_a_frame_with_a_dictionary() {
    let raw = crate::records(120);
    let mut zstd = with(records());
    let mut stored = encoded(&mut zstd, &raw);
    for index in 0..stored.len() {
        for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255] {
            stored[index] ^= flip;
            // Of the right length or nothing: `decoded` checks.
            drop(decoded(&mut zstd, TAG, &stored, raw.len()));
            stored[index] ^= flip;
        }
    }
    assert_eq!(decoded(&mut zstd, TAG, &stored, raw.len()).unwrap(), raw);
}

#[test]
fn bytes_that_are_no_dictionary() {
    let mut no_id = records().as_bytes().to_vec();
    no_id[4..8].fill(0);
    let magic_alone = records().as_bytes()[..4].to_vec();
    for bytes in [vec![], vec![7; 4], b"anything at all".to_vec(), magic_alone, no_id] {
        let error = Dictionary::new(bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().ends_with("not a Zstandard dictionary with an id"), "{error}");
    }
}

/// The header is that of a dictionary, what follows is not.
#[test]
fn damaged_dictionaries() {
    for len in [8, 9, 50, 100] {
        let cut = &records().as_bytes()[..len];
        let Ok(cut) = Dictionary::new(cut) else { continue };
        let error = Zstd::default().with_dictionary(&cut).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        let mut zstd = with(records());
        assert_eq!(zstd.add_dictionary(&cut).unwrap_err().kind(), ErrorKind::Config);
        // What it had serves on.
        let stored = encoded(&mut zstd, b"a message");
        assert_eq!(decoded(&mut zstd, TAG, &stored, 9).unwrap(), b"a message");
    }
}

#[test]
fn too_little_to_train_from() {
    let few: Vec<String> = (0..3).map(record).collect();
    let same = vec!["x"; 5000];
    let longer = vec!["abcdefgh"; 5000];
    let empty = vec![""; 5000];
    let noise: Vec<Vec<u8>> = (0..20).map(|n| crate::Content::Random.bytes(3, n)).collect();
    for max_bytes in [0, 1, 10, 255, 256, 1000, 16 * 1024] {
        let results = [
            Dictionary::train::<&[u8]>(&[], max_bytes),
            Dictionary::train(&[""], max_bytes),
            Dictionary::train(&["one"], max_bytes),
            Dictionary::train(&few, max_bytes),
            Dictionary::train(&empty, max_bytes),
        ];
        for result in results {
            let error = result.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Config);
            assert!(error.to_string().contains("no dictionary: "), "{error}");
        }
        // Enough samples, with little or nothing to learn: as the library likes.
        let results = [
            Dictionary::train(&noise, max_bytes),
            Dictionary::train(&same, max_bytes),
            Dictionary::train(&longer, max_bytes),
        ];
        for dictionary in results.into_iter().flatten() {
            assert!(dictionary.as_bytes().len() <= max_bytes);
        }
    }
    for max_bytes in [0, 1, 10, 255] {
        let error = Dictionary::train(&samples(1), max_bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
    // Samples of very different lengths, some of them empty.
    let lengths: Vec<String> =
        (0..2000).map(|n| record(n).repeat(n as usize % 5 * (n as usize % 3))).collect();
    let dictionary = Dictionary::train(&lengths, 4096).unwrap();
    assert!(dictionary.as_bytes().len() <= 4096);
}

#[test]
fn a_dictionary_over_any_size_is_refused() {
    for max_bytes in [usize::MAX, usize::MAX >> 14] {
        let error = Dictionary::train(&samples(1), max_bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{error}");
    }
}

#[test]
fn clones_share_the_bytes() {
    let dictionary = records();
    assert_free("clone", count(|| drop(dictionary.clone())));
}
