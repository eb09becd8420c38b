//! Frames that no writer made: each is an error at its place, costs little, and the
//! next message comes.

use crate::{alone, block, check, compressed, encoded, formats, frame, some_formats, stored_block};
use flatstream::{
    Checksum, ChecksumKind, CodecId, Deframer, ErrorKind, Format, Limits, StreamReader, Tag,
};
use flatstream_testkit::{Outcome, count};
use std::slice;

/// `bad` between two good frames: an error of `kind`, and both good ones.
#[track_caller]
fn refused_by(format: &Format, limits: Limits, bad: &[u8], kind: ErrorKind) {
    let deframer = format.deframer().unwrap();
    let (before, behind) = (stored_block(format, &[b"1", b"2"]), alone(format, &[b"3".to_vec()]));
    let wire = [&before[..], bad, &behind].concat();
    let expected = [
        Outcome::payload(b"1"),
        Outcome::payload(b"2"),
        Outcome::Failure(kind, before.len() as u64, 2),
        Outcome::payload(b"3"),
    ];
    check(&deframer, limits, &wire, &expected);
    // Stepping over it takes it for one message.
    let mut reader = StreamReader::new(&wire[..], deframer).limits(limits);
    let lens = [5, 5, bad.len() as u64, 5];
    for len in lens {
        assert_eq!(reader.skip_message().unwrap(), Some(len));
    }
    assert_eq!(reader.skip_message().unwrap(), None);
    assert_eq!(reader.position().offset, wire.len() as u64);
}

#[track_caller]
fn refused(format: &Format, bad: &[u8]) {
    refused_by(format, Limits::default(), bad, ErrorKind::InvalidPayload);
}

#[test]
fn a_payload_too_short_for_its_prefix() {
    for format in some_formats() {
        for len in 0..5 {
            refused(&format, &frame(&format, &[0, 0, 0, 0][..len.min(4)]));
            refused(&format, &frame(&format, &vec![0x80; len]));
        }
    }
}

#[test]
fn codecs_that_nobody_has() {
    for format in some_formats() {
        let (mut wire, mut expected) = (Vec::new(), Vec::new());
        for codec in 6..64 {
            for (bits, stored) in
                [0, 0x40, 0x80, 0xc0].iter().zip([&b"abcd"[..], b"", b"abcd", b""])
            {
                let at = (wire.len() as u64, expected.len() as u64);
                expected.push(Outcome::Failure(ErrorKind::InvalidPayload, at.0, at.1));
                wire.extend(compressed(&format, codec | bits, stored.len(), stored));
            }
        }
        expected.push(Outcome::payload(b"3"));
        wire.extend(alone(&format, &[b"3".to_vec()]));
        check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
        let private = Tag::new(CodecId::private(31)).to_byte();
        refused(&format, &compressed(&format, private, 100, &[0; 50]));
    }
}

#[test]
fn codecs_that_this_build_has_not() {
    for format in some_formats() {
        let all = [CodecId::ZSTD, CodecId::LZ4, CodecId::DEFLATE, CodecId::ZLIB, CodecId::GZIP];
        let compiled_in = |id| flatstream::CodecKind::ALL.iter().any(|kind| kind.id() == id);
        for codec in all.into_iter().filter(|id| !compiled_in(*id)) {
            refused(&format, &compressed(&format, Tag::new(codec).to_byte(), 4, b"abcd"));
        }
    }
}

#[test]
fn a_dictionary_where_there_can_be_none() {
    for format in some_formats() {
        refused(&format, &compressed(&format, 0x40, 3, b"abc"));
        refused(&format, &compressed(&format, 0xc0, 7, &block(&[b"abc"])));
    }
    for format in formats() {
        let tag = Tag::new(format.codec.unwrap().id()).with_dictionary().to_byte();
        refused(&format, &compressed(&format, tag, 500, &encoded(&format, &[5; 500])));
    }
}

#[test]
fn a_raw_length_that_is_wrong() {
    for format in some_formats() {
        for raw_len in [0, 1, 2, 4, 100] {
            refused(&format, &compressed(&format, 0, raw_len, b"abc"));
            refused(&format, &compressed(&format, 0x80, raw_len, &block(&[b"abc"])));
        }
    }
    for format in formats() {
        let raw = vec![5; 500];
        let (tag, stored) = (Tag::new(format.codec.unwrap().id()), encoded(&format, &raw));
        for raw_len in [0, 1, 250, 499, 501, 1000, 64 << 20] {
            refused(&format, &compressed(&format, tag.to_byte(), raw_len, &stored));
            refused(&format, &compressed(&format, tag.with_many().to_byte(), raw_len, &stored));
        }
    }
}

#[test]
fn stored_bytes_that_are_damaged_cut_off_or_followed_by_others() {
    for format in formats() {
        let raw: Vec<_> = (0..500_u32).flat_map(|n| (n * n % 251).to_le_bytes()).collect();
        let (tag, stored) =
            (Tag::new(format.codec.unwrap().id()).to_byte(), encoded(&format, &raw));
        for len in [0, 1, stored.len() / 2, stored.len() - 1] {
            refused(&format, &compressed(&format, tag, raw.len(), &stored[..len]));
        }
        let longer = [&stored[..], &[0; 3]].concat();
        refused(&format, &compressed(&format, tag, raw.len(), &longer));
        let twice = [&stored[..], &stored].concat();
        refused(&format, &compressed(&format, tag, raw.len(), &twice));
    }
}

#[test]
fn lengths_over_the_limits() {
    let default = Limits::default();
    let too_large = |len: usize, limit: u32| ErrorKind::FrameTooLarge {
        len: len as u64,
        limit: u64::from(limit),
    };
    for format in some_formats() {
        let tag = Tag::new(format.codec.unwrap().id());
        // A lie about the raw length is refused before anything is decoded.
        let most = default.max_decoded_bytes;
        for tag in [tag, tag.with_many(), Tag::STORED, Tag::STORED.with_many()] {
            for raw_len in [most as usize + 1, 1 << 31, u32::MAX as usize] {
                let bad = compressed(&format, tag.to_byte(), raw_len, b"abc");
                refused_by(&format, default, &bad, too_large(raw_len, most));
            }
            // The limit itself is within it.
            let bad = compressed(&format, tag.to_byte(), most as usize, b"abc");
            refused(&format, &bad);
        }
        // Single ones are messages, and so under the limit of messages, too.
        let limits = Limits::default().max_frame_bytes(50);
        let bad = compressed(&format, tag.to_byte(), 51, &encoded(&format, &[5; 51]));
        refused_by(&format, limits, &bad, too_large(51, 50));
        // What is stored counts with its prefix.
        let bad = compressed(&format, 0, 46, &[5; 46]);
        refused_by(&format, limits, &bad, too_large(51, 50));
        let limits = Limits::default().max_decoded_bytes(20);
        let bad = compressed(&format, 0, 21, &[5; 21]);
        refused_by(&format, limits, &bad, too_large(21, 20));
        let bad = compressed(&format, 0x80, 21, &block(&[[5; 17]]));
        refused_by(&format, limits, &bad, too_large(21, 20));
        // Messages in blocks.
        let limits = Limits::default().max_frame_bytes(100).max_decoded_bytes(1000);
        let content = block(&[&[1; 100][..], &[2; 101], b"3", &[4; 500], &[5; 100]]);
        let bad = compressed(
            &format,
            tag.with_many().to_byte(),
            content.len(),
            &encoded(&format, &content),
        );
        let expected = [
            Outcome::payload([1; 100]),
            Outcome::Failure(too_large(101, 100), 0, 1),
            Outcome::payload(b"3"),
            Outcome::Failure(too_large(500, 100), 0, 3),
            Outcome::payload([5; 100]),
        ];
        check(&format.deframer().unwrap(), limits, &bad, &expected);
    }
}

#[test]
fn limits_of_nothing_let_nothing_but_nothing_pass() {
    for format in some_formats() {
        let limits = Limits::default().max_decoded_bytes(0);
        let wire = [compressed(&format, 0, 0, b""), compressed(&format, 0x80, 0, b"")].concat();
        check(&format.deframer().unwrap(), limits, &wire, &[Outcome::payload(b"")]);
        let limit = ErrorKind::FrameTooLarge { len: 1, limit: 0 };
        let wire = compressed(&format, 0, 1, b"1");
        let expected = [Outcome::Failure(limit, 0, 0)];
        check(&format.deframer().unwrap(), limits, &wire, &expected);
    }
}

#[test]
fn a_message_that_is_cut_off_in_its_block() {
    for format in formats() {
        let tags = [Tag::STORED, Tag::new(format.codec.unwrap().id())].map(Tag::with_many);
        let whole = block(&[&[1; 300][..], b"two"]);
        for end in [&b"\x01"[..], b"\x01\0\0\0", b"\x05\0\0\0abcd", &[0xff; 4], &[0xff; 40]] {
            let content = [&whole[..], end].concat();
            for tag in tags {
                let stored = match tag == Tag::STORED.with_many() {
                    true => content.clone(),
                    false => encoded(&format, &content),
                };
                let bad = compressed(&format, tag.to_byte(), content.len(), &stored);
                let first = stored_block(&format, &[b"0"]);
                let wire = [&first[..], &bad, &alone(&format, &[b"4".to_vec()])].concat();
                let expected = [
                    Outcome::payload(b"0"),
                    Outcome::payload([1; 300]),
                    Outcome::payload(b"two"),
                    // What was read of the block stands.
                    Outcome::Failure(ErrorKind::InvalidPayload, first.len() as u64, 3),
                    Outcome::payload(b"4"),
                ];
                check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
            }
        }
    }
}

#[test]
fn a_block_of_no_messages_is_no_message() {
    for format in some_formats() {
        let empty = stored_block(&format, &[b""; 0]);
        let wire = [&empty[..], &empty, &alone(&format, &[b"1".to_vec()]), &empty].concat();
        let expected = [Outcome::payload(b"1")];
        check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
        let only = Limits::default();
        check(&format.deframer().unwrap(), only, &empty, &[]);
        check(&format.deframer().unwrap(), only, &empty.repeat(100), &[]);
        let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        assert_eq!(reader.skip_message().unwrap(), Some(5));
        assert_eq!(reader.skip_message().unwrap(), None);
        assert_eq!((reader.position().offset, reader.position().ordinal), (wire.len() as u64, 1));
    }
}

/// Blocks do not nest: what looks like one inside of a block is a message.
#[test]
fn compressed_frames_inside_of_messages_are_bytes() {
    for format in formats() {
        let inner = alone(&format, &[vec![7; 200]]);
        let blocks = stored_block(&format, &[&inner[..], b"x"]);
        let messages = [inner.clone(), blocks, vec![0x80, 0, 0, 0, 0], inner[4..].to_vec()];
        let expected = messages.each_ref().map(Outcome::payload);
        for wire in [alone(&format, &messages), crate::in_blocks(&format, 5000, &messages)] {
            check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
        }
    }
}

#[test]
fn flipped_bits_are_found_before_anything_is_decoded() {
    for format in formats().filter(|format| format.checksum.size() > 0) {
        let content = block(&[[1; 60], [2; 60]]);
        let tag = Tag::new(format.codec.unwrap().id()).with_many().to_byte();
        let good = compressed(&format, tag, content.len(), &encoded(&format, &content));
        let payload_at = 4 + format.checksum.size();
        let mask = u64::MAX >> (64 - 8 * format.checksum.size());
        let (deframer, last) = (format.deframer().unwrap(), alone(&format, &[b"3".to_vec()]));
        for bit in 0..8 * (good.len() - 4) {
            let mut bad = good.clone();
            bad[4 + bit / 8] ^= 1 << (bit % 8);
            let mut stored = [0; 8];
            stored[..format.checksum.size()].copy_from_slice(&bad[4..payload_at]);
            let stored = u64::from_le_bytes(stored);
            let computed = format.checksum.calculate(&bad[payload_at..]) & mask;
            let kind = ErrorKind::ChecksumMismatch { stored, computed };
            let expected = [Outcome::Failure(kind, 0, 0), Outcome::payload(b"3")];
            bad.extend_from_slice(&last);
            assert_eq!(crate::pushed(&deframer, Limits::default(), &bad, 50), expected);
        }
    }
}

#[test]
fn flipped_bits_without_a_checksum_are_an_error_or_other_bytes_and_never_more() {
    for format in formats().filter(|format| format.checksum == ChecksumKind::None) {
        let content = block(&[[1; 60], [2; 60]]);
        let tag = Tag::new(format.codec.unwrap().id()).with_many().to_byte();
        let good = compressed(&format, tag, content.len(), &encoded(&format, &content));
        let (deframer, last) = (format.deframer().unwrap(), alone(&format, &[b"3".to_vec()]));
        for bit in 32..8 * good.len() {
            let mut bad = [&good[..], &last].concat();
            bad[bit / 8] ^= 1 << (bit % 8);
            let seen = crate::pushed(&deframer, Limits::default(), &bad, 50);
            assert_eq!(seen.last(), Some(&Outcome::payload(b"3")), "bit {bit}");
            assert_eq!(crate::pushed(&deframer, Limits::default(), &bad, 1), seen, "bit {bit}");
        }
    }
}

#[test]
fn read_and_deframe_reads_single_messages_and_refuses_blocks() {
    for format in formats() {
        let (one, two) = (vec![5; 500], b"two".to_vec());
        let block = stored_block(&format, &[b"1", b"2"]);
        let wire = [
            &alone(&format, slice::from_ref(&one))[..],
            &block,
            &alone(&format, slice::from_ref(&two)),
        ]
        .concat();
        let (mut source, mut buffer) = (&wire[..], Vec::new());
        let deframer = format.deframer().unwrap();
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), Some(()));
        assert_eq!(buffer, one);
        let error = deframer.read_and_deframe(&mut source, &mut buffer).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), Some(()));
        assert_eq!(buffer, two);
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), None);
    }
}

/// The most that any declared length may cost: read-ahead, room for what is decoded,
/// and what a codec has to hold.
const CONSTANT: u64 = 512 * 1024;

#[test]
fn lengths_that_are_lies_cost_no_memory() {
    for format in formats() {
        let tag = Tag::new(format.codec.unwrap().id()).to_byte();
        let stored = encoded(&format, &[5; 500]);
        for raw_len in [1 << 20, 60 << 20, 64 << 20, (64 << 20) + 1, u32::MAX as usize] {
            for bits in [0, 0x80] {
                let wire = compressed(&format, tag | bits, raw_len, &stored);
                let traffic = count(|| {
                    let deframer = format.deframer().unwrap();
                    let mut reader = StreamReader::new(&wire[..], deframer);
                    reader.read_message().unwrap_err();
                    assert_eq!(reader.read_message().unwrap(), None);
                });
                assert!(traffic.peak_bytes < CONSTANT, "{raw_len}, {traffic:?}, {format:?}");
            }
        }
    }
}

/// 16 MiB in a few bytes, where the limit is 1 MiB: refused by the declared length, and
/// where that is a lie, by what comes out.
#[test]
fn bombs_cost_no_more_than_the_limit() {
    let bomb = vec![0; 16 << 20];
    let limits = Limits::default().max_decoded_bytes(1 << 20);
    for format in formats().filter(|format| format.checksum == ChecksumKind::None) {
        let tag = Tag::new(format.codec.unwrap().id()).to_byte();
        let stored = encoded(&format, &bomb);
        for raw_len in [bomb.len(), 1 << 20, 1000] {
            let wire = compressed(&format, tag, raw_len, &stored);
            let traffic = count(|| {
                let deframer = format.deframer().unwrap();
                let mut reader = StreamReader::new(&wire[..], deframer).limits(limits);
                let kind = reader.read_message().unwrap_err().kind();
                let (len, limit) = (raw_len as u64, 1 << 20);
                match len > limit {
                    true => assert_eq!(kind, ErrorKind::FrameTooLarge { len, limit }),
                    false => assert_eq!(kind, ErrorKind::InvalidPayload),
                }
                assert_eq!(reader.read_message().unwrap(), None);
            });
            let affordable = CONSTANT + 3 * (1 << 20) + 3 * stored.len() as u64;
            assert!(traffic.peak_bytes < affordable, "{raw_len}, {traffic:?}, {format:?}");
        }
    }
}
