//! Bombs, lies, cuts and flips cost what was really decoded, and an error.

use crate::{Codec, Content, codecs, decoded, encoded, refused};
use flatstream_compress::Decoders;
use flatstream_core::{OutBuf, Tag};
use flatstream_testkit::count;
use std::time::{Duration, Instant};

const KIB: usize = 1024;
const MIB: usize = 1024 * KIB;

/// Of an error, and of what a decoder holds besides.
const SLACK: u64 = KIB as u64;

/// Most bytes alive while `stored` is decoded into a buffer of its own.
fn peak(codec: &mut dyn Codec, tag: Tag, stored: &[u8], raw_len: usize) -> (bool, u64) {
    let start = Instant::now();
    let mut result = Ok(());
    let traffic = count(|| {
        let mut out = OutBuf::new();
        result = codec.decode(tag, stored, raw_len, &mut out);
        assert_eq!(out.len(), if result.is_ok() { raw_len } else { 0 });
    });
    assert!(start.elapsed() < Duration::from_secs(5), "took {:?}", start.elapsed());
    (result.is_ok(), traffic.peak_bytes)
}

/// Has `codec` decode `bomb`, which holds `actual` times the same byte, as any
/// length.
fn check_bomb(codec: &mut dyn Codec, tag: Tag, bomb: &[u8], actual: usize, max_ratio: usize) {
    // What the decoder keeps is not the bomb's.
    let small = encoded(codec, b"warm-up");
    decoded(codec, tag, &small, 7).unwrap();
    let stored = bomb.len() as u64;
    let first = (64 * KIB as u64).max(8 * stored);

    // Much less than it holds: the memory of that.
    for declared in [0, 1, 1000, 64 * KIB, actual / 2] {
        let (ok, peak) = peak(codec, tag, bomb, declared);
        assert!(!ok && peak <= 2 * declared as u64 + SLACK, "{declared}: {peak}");
    }
    // A byte less or more; the buffer grows as what is decoded does.
    for declared in [actual - 1, actual + 1] {
        let (ok, peak) = peak(codec, tag, bomb, declared);
        assert!(!ok && peak <= 3 * actual as u64 + SLACK, "{declared}: {peak}");
    }
    // Much more than it holds: four times what it holds.
    let most = max_ratio * bomb.len();
    for declared in [4 * actual, 64 * MIB, 1 << 30, most].map(|len| len.min(most)) {
        let (ok, peak) = peak(codec, tag, bomb, declared);
        assert_eq!(ok, declared == actual);
        assert!(peak <= first.max(8 * actual as u64) + SLACK, "{declared}: {peak}");
    }
    // More than any bytes can hold: nothing.
    for declared in [most + 1, 2 * most, usize::MAX / 2, usize::MAX] {
        let (ok, peak) = peak(codec, tag, bomb, declared);
        assert!(!ok && peak <= SLACK, "{declared}: {peak}");
    }
    // Exactly what it holds is no bomb to whoever allows it.
    let raw = decoded(codec, tag, bomb, actual).unwrap();
    assert!(raw.iter().all(|&byte| byte == raw[0]));
}

#[test]
fn thirty_bytes_that_declare_64_mib() {
    for case in codecs() {
        let mut codec = (case.make)();
        let mut stored = encoded(&mut *codec, &Content::Random.bytes(8, 1));
        decoded(&mut *codec, case.tag, &stored, 8).unwrap();
        let text = refused(&mut *codec, case.tag, &stored, 64 * MIB);
        assert!(text.ends_with("declares more bytes than its codec can have put there"), "{text}");
        assert!(peak(&mut *codec, case.tag, &stored, 64 * MIB).1 <= SLACK);
        // As much as the ratio lets pass.
        stored.resize(30, 0);
        for ratio in [256, 1033, 32_769] {
            let (ok, peak) = peak(&mut *codec, case.tag, &stored, 30 * ratio);
            assert!(!ok && peak <= 64 * KIB as u64 + SLACK, "{}: {peak}", case.name);
        }
    }
}

/// Honest bytes under a length that their codec might have made of so many.
#[test]
fn memory_goes_by_what_there_is_not_by_what_is_declared() {
    for case in codecs() {
        let mut codec = (case.make)();
        let stored = encoded(&mut *codec, &Content::Random.bytes(20_000, 1));
        decoded(&mut *codec, case.tag, &stored, 20_000).unwrap();
        for declared in [20_001, 250_000, 250 * stored.len()] {
            let (ok, peak) = peak(&mut *codec, case.tag, &stored, declared);
            let most = declared.min(8 * stored.len());
            assert!(!ok && peak <= most as u64 + SLACK, "{}, {declared}: {peak}", case.name);
        }
    }
}

#[test]
fn every_cut() {
    for case in codecs() {
        let mut codec = (case.make)();
        for content in Content::ALL {
            let raw = content.bytes(250, 3);
            let stored = encoded(&mut *codec, &raw);
            for end in 0..stored.len() {
                refused(&mut *codec, case.tag, &stored[..end], raw.len());
                // Nor is it a whole of what there is of it.
                if end > 0 {
                    drop(decoded(&mut *codec, case.tag, &stored[..end], raw.len() / 2));
                }
            }
            for more in [&[0][..], &[0; 2], &[0; 9], &[0xff], &[0xff; 20], &stored] {
                let stored = [&stored, more].concat();
                refused(&mut *codec, case.tag, &stored, raw.len());
            }
            assert_eq!(decoded(&mut *codec, case.tag, &stored, raw.len()).unwrap(), raw);
        }
    }
}

#[test]
fn every_flip() {
    use flatstream_core::CodecId;

    for case in codecs() {
        let mut codec = (case.make)();
        for content in Content::ALL {
            let raw = content.bytes(200, 4);
            let mut stored = encoded(&mut *codec, &raw);
            for index in 0..stored.len() {
                for flip in [1, 2, 4, 8, 16, 32, 64, 128, 255, 0x5a] {
                    stored[index] ^= flip;
                    let result = decoded(&mut *codec, case.tag, &stored, raw.len());
                    // Right length or error, `decoded` checks; and with a
                    // checksum never other bytes.
                    let checked = [CodecId::ZLIB, CodecId::GZIP].contains(&case.tag.codec());
                    if let (Ok(other), true) = (&result, checked) {
                        assert_eq!(other, &raw, "{} at {index}", case.name);
                    }
                    stored[index] ^= flip;
                }
            }
            assert_eq!(decoded(&mut *codec, case.tag, &stored, raw.len()).unwrap(), raw);
        }
    }
}

#[test]
fn noise() {
    let mut decoders = Decoders::new();
    for case in codecs() {
        for seed in 0..500 {
            let stored = Content::Random.bytes(seed as usize % 60, seed);
            for raw_len in [0, 1, 100, 5000] {
                drop(decoded(&mut decoders, case.tag, &stored, raw_len));
            }
        }
        let mut codec = (case.make)();
        let stored = encoded(&mut *codec, b"after noise");
        assert_eq!(decoded(&mut decoders, case.tag, &stored, 11).unwrap(), b"after noise");
    }
}

#[cfg(feature = "zstd")]
mod zstd {
    use super::{KIB, MIB, check_bomb, decoded, refused};
    use flatstream_compress::Zstd;
    use flatstream_core::{CodecId, Tag};

    const TAG: Tag = Tag::new(CodecId::ZSTD);
    const BLOCK: usize = 128 * KIB;

    /// A frame whose header says `content_size`, or nothing, and a window of
    /// 8 MiB; of blocks that repeat a byte.
    fn rle(content_size: Option<u64>, lens: &[usize]) -> Vec<u8> {
        let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd];
        frame.extend([if content_size.is_some() { 0xc0 } else { 0 }, 13 << 3]);
        frame.extend(content_size.iter().flat_map(|size| size.to_le_bytes()));
        for (index, len) in lens.iter().enumerate() {
            let last = u32::from(index + 1 == lens.len());
            let header = last | 1 << 1 | (*len as u32) << 3;
            frame.extend_from_slice(&header.to_le_bytes()[..3]);
            frame.push(b'a');
        }
        frame
    }

    #[test]
    fn bombs() {
        let blocks = [BLOCK; 64];
        let actual = 64 * BLOCK;
        let mut zstd = Zstd::default();
        check_bomb(&mut zstd, TAG, &rle(None, &blocks), actual, 32_769);
        let frame = rle(Some(actual as u64), &blocks);
        check_bomb(&mut zstd, TAG, &frame, actual, 32_769);
        // What it is worth: close to the worst ratio, and not over.
        assert!(actual > 30_000 * frame.len());
    }

    #[test]
    fn a_content_size_that_lies() {
        let mut zstd = Zstd::default();
        let lens = [1000, 500];
        // The highest is how the library says that it does not know.
        for size in [None, Some(1500), Some(u64::MAX)] {
            let frame = rle(size, &lens);
            assert_eq!(decoded(&mut zstd, TAG, &frame, 1500).unwrap(), [b'a'; 1500]);
            assert!(
                refused(&mut zstd, TAG, &frame, 1501).ends_with("another length than declared")
            );
        }
        for size in [0, 1, 1499, 1501, 64 << 20, 1 << 40, u64::MAX - 2, u64::MAX - 1] {
            let frame = rle(Some(size), &lens);
            refused(&mut zstd, TAG, &frame, 1500);
            refused(&mut zstd, TAG, &frame, (size as usize).min(frame.len() * 32_769));
            let len = (64 * MIB).min(frame.len() * 32_769);
            let (ok, peak) = super::peak(&mut zstd, TAG, &frame, len);
            assert!(!ok && peak <= 64 * KIB as u64 + super::SLACK, "{size}: {peak}");
        }
    }

    #[test]
    fn one_frame_and_nothing_else() {
        let mut zstd = Zstd::default();
        let (one, two) = (rle(None, &[100]), rle(Some(50), &[50]));
        let empty = rle(Some(0), &[0]);
        let skippable = [&[0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"abc"].concat();
        assert_eq!(decoded(&mut zstd, TAG, &one, 100).unwrap(), [b'a'; 100]);
        assert_eq!(decoded(&mut zstd, TAG, &empty, 0).unwrap(), []);
        let bad: [(&[&[u8]], usize); 9] = [
            (&[&one, &two], 150),
            (&[&one, &empty], 100),
            (&[&empty, &one], 100),
            (&[&one, &skippable], 100),
            (&[&skippable, &one], 100),
            (&[&skippable], 0),
            (&[&one, b"\0"], 100),
            (&[b"\0", &one], 100),
            (&[], 0),
        ];
        for (parts, len) in bad {
            let text = refused(&mut zstd, TAG, &parts.concat(), len);
            assert!(text.ends_with("not one Zstandard frame"), "{text}");
        }
        // The library by itself takes most of them.
        assert_eq!(
            zstd::bulk::decompress(&[one, skippable, two].concat(), 150).unwrap().len(),
            150
        );
    }

    #[test]
    fn a_window_of_any_size_costs_nothing() {
        let mut zstd = Zstd::default();
        let mut frame = rle(None, &[100]);
        decoded(&mut zstd, TAG, &frame, 100).unwrap();
        let held = zstd.memory_bytes();
        for window in [0, 10 << 3, 17 << 3, 21 << 3 | 7, 31 << 3] {
            frame[5] = window;
            let (_, peak) = super::peak(&mut zstd, TAG, &frame, 100);
            assert!(peak <= 200 + super::SLACK, "{peak}");
            assert_eq!(zstd.memory_bytes(), held);
        }
    }

    /// Formats of before 1.0, and the one without a magic number.
    #[test]
    fn other_formats_of_the_family() {
        let frame = rle(None, &[100]);
        refused(&mut Zstd::default(), TAG, &frame[4..], 100);
        for magic in [0x1e, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27] {
            let mut old = frame.clone();
            old[0] = magic;
            refused(&mut Zstd::default(), TAG, &old, 100);
        }
    }
}

#[cfg(feature = "lz4")]
mod lz4 {
    use super::{MIB, check_bomb, decoded, refused};
    use flatstream_compress::Lz4;
    use flatstream_core::{CodecId, Tag};

    const TAG: Tag = Tag::new(CodecId::LZ4);

    /// A byte, then matches of it, then five more: `len` bytes.
    fn run(len: usize) -> Vec<u8> {
        let mut block = vec![0x1f, b'a', 1, 0];
        let rest = len - 1 - 5 - 4 - 15;
        block.resize(block.len() + rest / 255, 255);
        block.push((rest % 255) as u8);
        block.push(0x50);
        block.extend_from_slice(b"aaaaa");
        block
    }

    #[test]
    fn bomb() {
        let block = run(4 * MIB);
        check_bomb(&mut Lz4::new(), TAG, &block, 4 * MIB, 256);
        assert!(4 * MIB > 250 * block.len());
    }

    #[test]
    fn lengths_and_offsets_that_lie() {
        let mut lz4 = Lz4::new();
        assert_eq!(decoded(&mut lz4, TAG, &[0], 0).unwrap(), []);
        let endless = [&[0xff][..], &[255; 3000]].concat();
        let far_back = [0x14, b'a', 2, 0, 0x50, 1, 2, 3, 4, 5];
        let nowhere = [0x14, b'a', 0, 0, 0x50, 1, 2, 3, 4, 5];
        let no_literals = [0xf0, 200];
        for block in [&endless[..], &far_back, &nowhere, &no_literals, &[], &[0x10]] {
            for len in [0, 1, 13, 14, 215, 1000, 256 * block.len()] {
                if !(block == [0x10] && len == 0) {
                    refused(&mut lz4, TAG, block, len);
                }
            }
        }
    }
}

#[cfg(feature = "deflate")]
mod flate {
    use super::{MIB, check_bomb, decoded, encoded, refused};
    use flatstream_compress::{Deflate, Gzip, Zlib};
    use flatstream_core::{CodecId, Tag};

    #[test]
    fn bombs() {
        let zeros = vec![0; MIB];
        let mut deflate = Deflate::new(9).unwrap();
        let bomb = encoded(&mut deflate, &zeros);
        assert!(MIB > 1000 * bomb.len());
        check_bomb(&mut deflate, Tag::new(CodecId::DEFLATE), &bomb, MIB, 1033);
        let mut zlib = Zlib::new(9).unwrap();
        let bomb = encoded(&mut zlib, &zeros);
        check_bomb(&mut zlib, Tag::new(CodecId::ZLIB), &bomb, MIB, 1033);
        let mut gzip = Gzip::new(9).unwrap();
        let bomb = encoded(&mut gzip, &zeros);
        check_bomb(&mut gzip, Tag::new(CodecId::GZIP), &bomb, MIB, 1033);
    }

    #[test]
    fn gzip_trailers_that_lie() {
        let tag = Tag::new(CodecId::GZIP);
        let mut gzip = Gzip::default();
        let raw = crate::records(300);
        let member = encoded(&mut gzip, &raw);
        for back in 1..=8 {
            let mut member = member.clone();
            let at = member.len() - back;
            member[at] ^= 1;
            let text = refused(&mut gzip, tag, &member, raw.len());
            assert!(text.ends_with("gzip checksum or length differ from the content's"), "{text}");
        }
        let two = [&member[..], &member].concat();
        let text = refused(&mut gzip, tag, &two, 2 * raw.len());
        assert!(text.ends_with("bytes behind the end of what is compressed"), "{text}");
        assert_eq!(decoded(&mut gzip, tag, &member, raw.len()).unwrap(), raw);
    }

    #[test]
    fn gzip_headers_that_are_none() {
        let tag = Tag::new(CodecId::GZIP);
        let mut gzip = Gzip::default();
        let member = encoded(&mut gzip, b"anything");
        // Magic, method, reserved flags, and flags without their fields.
        let bad = [(0, 0x1e), (1, 0x8c), (2, 7), (3, 0x20), (3, 0x40), (3, 0x80)];
        for (at, byte) in bad {
            let mut member = member.clone();
            member[at] = byte;
            let text = refused(&mut gzip, tag, &member, 8);
            assert!(text.ends_with("not the header of a gzip member"), "{text}");
        }
        for flag in [2, 4, 8, 16] {
            let mut member = member.clone();
            member[3] = flag;
            refused(&mut gzip, tag, &member, 8);
        }
        // A field that is longer than all there is.
        let mut extra = member[..10].to_vec();
        extra[3] = 4;
        extra.extend([0xff; 20]);
        refused(&mut gzip, tag, &extra, 8);
        refused(&mut gzip, tag, &[&member[..3], &[24], &member[4..10], &[b'n'; 50]].concat(), 8);
    }

    #[test]
    fn zlib_that_is_damaged() {
        let tag = Tag::new(CodecId::ZLIB);
        let mut zlib = Zlib::default();
        let member = encoded(&mut zlib, b"anything");
        for back in 1..=4 {
            let mut member = member.clone();
            let at = member.len() - back;
            member[at] ^= 0x80;
            let text = refused(&mut zlib, tag, &member, 8);
            assert!(text.ends_with("damaged deflate stream"), "{text}");
        }
        // A preset dictionary, which nobody has: flag set, and the check with it.
        let mut preset = member.clone();
        preset[1] = 0x20;
        preset[1] += 31 - (u16::from_be_bytes([preset[0], preset[1]]) % 31) as u8;
        assert_eq!(u16::from_be_bytes([preset[0], preset[1]]) % 31, 0);
        preset.splice(2..2, [0; 4]);
        refused(&mut zlib, tag, &preset, 8);
        refused(
            &mut zlib,
            Tag::new(CodecId::ZLIB),
            &encoded(&mut Deflate::default(), b"anything"),
            8,
        );
        assert_eq!(decoded(&mut zlib, tag, &member, 8).unwrap(), b"anything");
    }

    /// Blocks of no content, a thousand of them.
    #[test]
    fn empty_blocks() {
        let mut deflate = Deflate::default();
        let mut stored = [0, 0, 0, 0xff, 0xff].repeat(1000);
        stored.extend([1, 3, 0, 0xfc, 0xff]);
        stored.extend(b"abc");
        let tag = Tag::new(CodecId::DEFLATE);
        assert_eq!(decoded(&mut deflate, tag, &stored, 3).unwrap(), b"abc");
        refused(&mut deflate, tag, &stored, 2);
        refused(&mut deflate, tag, &stored, 4);
    }
}
