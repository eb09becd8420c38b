//! LZ4 frames that no tool writes.

use crate::{format::decode, tools::pipe};
use flatstream_compress::{DecodeReader, Lz4StreamDecoder, StreamDecoder};
use flatstream_core::ErrorKind;
use flatstream_testkit::{FaultyReader, count};
use std::io::Read;
use xxhash_rust::xxh32::xxh32;

const INDEPENDENT: u8 = 0x20;
const BLOCK_CHECKSUM: u8 = 0x10;
const CONTENT_SIZE: u8 = 0x08;
const CONTENT_CHECKSUM: u8 = 0x04;

fn header(flags: u8, block_code: u8, rest: &[u8]) -> Vec<u8> {
    let descriptor = [&[0x40 | flags, block_code << 4], rest].concat();
    let mut bytes = 0x184d_2204_u32.to_le_bytes().to_vec();
    bytes.extend_from_slice(&descriptor);
    bytes.push(xxh32(&descriptor, 0).to_le_bytes()[1]);
    bytes
}

/// `len` bytes of `byte`, from a match on the byte before them.
fn run(literals: &[u8], len: usize) -> Vec<u8> {
    let mut bytes = vec![(u8::try_from(literals.len()).unwrap() << 4) | 15];
    bytes.extend_from_slice(literals);
    bytes.extend_from_slice(&[1, 0]);
    let more = len - 19;
    bytes.extend(vec![255; more / 255]);
    bytes.push(u8::try_from(more % 255).unwrap());
    bytes
}

fn block(bytes: &mut Vec<u8>, block: &[u8]) {
    bytes.extend_from_slice(&u32::try_from(block.len()).unwrap().to_le_bytes());
    bytes.extend_from_slice(block);
}

fn error(bytes: &[u8]) -> ErrorKind {
    decode(&mut (Box::new(Lz4StreamDecoder::new()) as _), bytes).unwrap_err().0
}

/// A block that is nothing but a match on the end of the block before, again and
/// again.
#[test]
fn linked_blocks_reach_back() {
    let mut bytes = header(0, 4, &[]);
    block(&mut bytes, &[run(b"x", 65_535 - 5), vec![0x50], b"yyyyy".to_vec()].concat());
    for _ in 0..100 {
        // From 64 KiB - 1 before, then from one byte before.
        let far = [0x0f, 0xff, 0xff, 255, 255, 0];
        block(&mut bytes, &[&far[..], &[0x0f, 1, 0, 7, 0x50], b"zzzzz"].concat());
    }
    bytes.extend_from_slice(&[0; 4]);
    let whole = decode(&mut (Box::new(Lz4StreamDecoder::new()) as _), &bytes).unwrap();
    assert_eq!(whole.len(), 65_536 + 100 * (19 + 510 + 26 + 5));
    for piece in [1, 100] {
        let mut back = Vec::new();
        let source = FaultyReader::in_pieces_of(&bytes, piece);
        DecodeReader::new(source, Lz4StreamDecoder::new(), [0; 50]).read_to_end(&mut back).unwrap();
        assert!(back == whole);
    }
    if let Some((ok, back)) = pipe(&["lz4", "-qdc"], &bytes) {
        assert!(ok && back == whole);
    }
    // What is not there cannot be referred to; one frame does not see another.
    let mut bad = header(0, 4, &[]);
    block(&mut bad, &[0x0f, 0xff, 0xff, 0, 0x50, 1, 2, 3, 4, 5]);
    assert_eq!(error(&bad), ErrorKind::InvalidPayload);
    assert_eq!(error(&[bytes, bad].concat()), ErrorKind::InvalidPayload);
    // Neither does an independent block another one.
    let mut bad = header(INDEPENDENT, 4, &[]);
    block(&mut bad, &run(b"x", 60_000));
    block(&mut bad, &[0x0f, 5, 0, 0, 0x50, 1, 2, 3, 4, 5]);
    assert_eq!(error(&bad), ErrorKind::InvalidPayload);
}

#[test]
fn memory_follows_what_arrives() {
    // A header of 4 MiB, and the announcement of a block that never comes.
    let mut bytes = header(INDEPENDENT, 7, &[]);
    bytes.extend_from_slice(&(4_u32 << 20).to_le_bytes());
    bytes.extend_from_slice(&[0xaa; 1000]);
    let mut decoder = Lz4StreamDecoder::new();
    let traffic = count(|| {
        decoder.decode_stream(&bytes, &mut [0; 10]).unwrap();
    });
    assert!(traffic.peak_bytes < 4096, "{traffic:?}");

    // A block that hardly shrinks, where it might have become 4 MiB.
    let mut bytes = header(INDEPENDENT, 7, &[]);
    let mut literals = vec![0xf0];
    literals.extend(vec![255; (60_000 - 15) / 255]);
    literals.push(u8::try_from((60_000 - 15) % 255).unwrap());
    literals.extend(vec![7; 60_000]);
    block(&mut bytes, &literals);
    let mut decoder = Lz4StreamDecoder::new();
    let traffic = count(|| {
        decoder.decode_stream(&bytes, &mut [0; 10]).unwrap();
    });
    assert!(traffic.peak_bytes < 130_000, "{traffic:?}");

    // Stored and linked blocks that are small, whatever the header allows.
    for flags in [0, INDEPENDENT] {
        let mut bytes = header(flags, 7, &[]);
        for _ in 0..3000 {
            block(&mut bytes, &[&run(b"x", 200)[..], &[0x50], b"yyyyy"].concat());
        }
        bytes.extend_from_slice(&[0; 4]);
        let mut decoder = Lz4StreamDecoder::new();
        let mut buffer = vec![0; 1 << 14];
        let mut len = 0;
        let traffic = count(|| {
            let mut reader = DecodeReader::new(&bytes[..], &mut decoder, &mut buffer);
            let mut output = [0; 1000];
            loop {
                match reader.read(&mut output).unwrap() {
                    0 => break,
                    n => len += n,
                }
            }
        });
        assert_eq!(len, 3000 * 206);
        let most = if flags == 0 { 140 << 10 } else { 8192 };
        assert!(traffic.peak_bytes < 2 * most && traffic.allocations < 30, "{traffic:?}");
    }
}

#[test]
fn a_block_is_not_longer_than_the_header_allows() {
    for (code, most) in [(4, 64 << 10), (5, 256 << 10), (6, 1 << 20), (7, 4 << 20)] {
        for flags in [0, INDEPENDENT] {
            let mut bytes = header(flags, code, &[]);
            block(&mut bytes, &[run(b"x", most - 6), vec![0x50; 6]].concat());
            bytes.extend_from_slice(&[0; 4]);
            let mut decoder: crate::format::Decoder = Box::new(Lz4StreamDecoder::new());
            assert_eq!(decode(&mut decoder, &bytes).unwrap().len(), most);

            let mut bytes = header(flags, code, &[]);
            block(&mut bytes, &[run(b"x", most - 5), vec![0x50; 6]].concat());
            bytes.extend_from_slice(&[0; 4]);
            assert_eq!(error(&bytes), ErrorKind::InvalidPayload);

            // As stored.
            let stored = |len: usize| {
                let mut bytes = header(flags, code, &[]);
                bytes.extend_from_slice(&(u32::try_from(len).unwrap() | 1 << 31).to_le_bytes());
                bytes.extend(vec![7; len]);
                bytes.extend_from_slice(&[0; 4]);
                bytes
            };
            assert_eq!(decode(&mut decoder, &stored(most)).unwrap(), vec![7; most]);
            assert_eq!(error(&stored(most + 1)), ErrorKind::InvalidPayload);
        }
    }
}

/// What came before the damage is handed out before the error.
#[test]
fn blocks_before_a_damaged_one() {
    let mut bytes = header(INDEPENDENT, 4, &[]);
    block(&mut bytes, &[&run(b"x", 200)[..], &[0x50], b"yyyyy"].concat());
    bytes.extend_from_slice(&[0xff; 4]);
    let (mut decoder, mut output) = (Lz4StreamDecoder::new(), [0; 1000]);
    let progress = decoder.decode_stream(&bytes, &mut output).unwrap();
    assert_eq!((progress.written, progress.done), (206, false));
    let error = decoder.decode_stream(&bytes[progress.read..], &mut output).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
}

/// A short stream takes all the memory that a long one needs.
#[test]
fn the_first_stream_is_the_warm_up() {
    use flatstream_compress::{Lz4StreamEncoder, StreamEncoder, Until};
    let content = crate::format::noise(300_000, 1);
    let (mut encoder, mut output) = (Lz4StreamEncoder::new(), vec![0; 400_000]);
    encoder.encode_stream(b"a", &mut output, Until::Ended).unwrap();
    let traffic = count(|| {
        encoder.start().unwrap();
        encoder.encode_stream(b"in pieces", &mut output, Until::Later).unwrap();
        assert!(encoder.encode_stream(&content, &mut output, Until::Ended).unwrap().done);
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
}

/// A bomb of linked blocks, at 250:1.
#[test]
fn linked_bombs_stop_at_the_limit() {
    let mut bytes = header(0, 7, &[]);
    for _ in 0..50 {
        block(&mut bytes, &[run(b"x", (4 << 20) - 6), vec![0x50; 6]].concat());
    }
    let mut decoder = Lz4StreamDecoder::new();
    let mut buffer = vec![0; 1 << 14];
    let traffic = count(|| {
        let mut reader =
            DecodeReader::new(&bytes[..], &mut decoder, &mut buffer).max_bytes(1 << 20);
        let mut output = [0; 4096];
        let error = loop {
            if let Err(error) = reader.read(&mut output) {
                break error;
            }
        };
        let limit = 1 << 20;
        let expected = ErrorKind::FrameTooLarge { len: limit + 1, limit };
        assert_eq!(crate::format::kind(error), expected);
    });
    // One block, while it grows, and what of it had arrived.
    assert!(traffic.peak_bytes < 7 << 20, "{traffic:?}");
}

#[test]
fn content_size_is_verified() {
    let frame = |size: u64| {
        let flags = INDEPENDENT | CONTENT_SIZE | CONTENT_CHECKSUM | BLOCK_CHECKSUM;
        let mut bytes = header(flags, 4, &size.to_le_bytes());
        for part in [&b"hello "[..], b"world"] {
            bytes.extend_from_slice(&(u32::try_from(part.len()).unwrap() | 1 << 31).to_le_bytes());
            bytes.extend_from_slice(part);
            bytes.extend_from_slice(&xxh32(part, 0).to_le_bytes());
        }
        bytes.extend_from_slice(&[0; 4]);
        bytes.extend_from_slice(&xxh32(b"hello world", 0).to_le_bytes());
        bytes
    };
    let mut decoder: crate::format::Decoder = Box::new(Lz4StreamDecoder::new());
    assert_eq!(decode(&mut decoder, &frame(11)).unwrap(), b"hello world");
    for size in [0, 6, 10, 12, u64::MAX] {
        assert_eq!(error(&frame(size)), ErrorKind::InvalidPayload, "{size}");
    }
    // Each bit of every checksum and length counts.
    let bytes = frame(11);
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut bytes = bytes.clone();
            bytes[at] ^= 1 << bit;
            error(&bytes);
        }
        assert_eq!(error(&bytes[..at]), ErrorKind::Truncated { missing: 1 });
    }
}

#[test]
fn what_is_refused_has_a_name() {
    let mut dictionary = header(INDEPENDENT | 1, 4, &77_u32.to_le_bytes());
    dictionary.extend_from_slice(&[0; 4]);
    assert_eq!(error(&dictionary), ErrorKind::WrongDictionary { needed: 77 });
    let legacy = 0x184c_2102_u32.to_le_bytes();
    assert_eq!(error(&legacy), ErrorKind::InvalidPayload);
    // Reserved bits, another version, block sizes that there are not.
    for (flags, code) in [(0x02, 4), (0x80, 4), (0, 8), (0, 3), (0, 0)] {
        assert_eq!(
            error(&[header(flags, code, &[]), vec![0; 4]].concat()),
            ErrorKind::InvalidPayload,
            "{flags} {code}"
        );
    }
    let mut wrong = header(0, 4, &[]);
    let computed = u64::from(wrong[6]);
    wrong[6] ^= 1;
    assert_eq!(error(&wrong), ErrorKind::ChecksumMismatch { stored: computed ^ 1, computed });
}

#[test]
fn skippable_frames_of_any_size() {
    for len in [0, 1, 100_000_u32] {
        for magic in 0x184d_2a50..=0x184d_2a5f_u32 {
            let mut bytes = magic.to_le_bytes().to_vec();
            bytes.extend_from_slice(&len.to_le_bytes());
            bytes.extend(vec![4; len as usize]);
            let mut decoder: crate::format::Decoder = Box::new(Lz4StreamDecoder::new());
            assert_eq!(decode(&mut decoder, &bytes).unwrap(), b"");
            let cut = &bytes[..bytes.len() - 1];
            assert_eq!(error(cut), ErrorKind::Truncated { missing: 1 });
        }
    }
}
