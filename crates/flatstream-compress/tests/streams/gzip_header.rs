//! Headers of gzip members with everything in them.

use crate::{format::decode, tools::pipe};
use flatstream_compress::{DecodeReader, FlateFormat, FlateStreamDecoder, StreamDecoder};
use flatstream_core::ErrorKind;
use flatstream_testkit::{FaultyReader, count};
use std::io::Read;

/// A member of `b"abc"` with the fields that `flags` names.
fn member(flags: u8) -> Vec<u8> {
    let mut bytes = vec![0x1f, 0x8b, 8, flags, 1, 2, 3, 4, 2, 3];
    if flags & 4 != 0 {
        bytes.extend_from_slice(&[5, 0, b'A', b'p', 1, 0, 0]);
    }
    if flags & 8 != 0 {
        bytes.extend_from_slice(b"a name\0");
    }
    if flags & 16 != 0 {
        bytes.extend_from_slice(b"\0");
    }
    if flags & 2 != 0 {
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        bytes.extend_from_slice(&crc.sum().to_le_bytes()[..2]);
    }
    bytes.extend_from_slice(&[0x4b, 0x4c, 0x4a, 0x06, 0x00]);
    bytes.extend_from_slice(&0x3524_41c2_u32.to_le_bytes());
    bytes.extend_from_slice(&3_u32.to_le_bytes());
    bytes
}

fn decoder() -> FlateStreamDecoder {
    FlateStreamDecoder::new(FlateFormat::Gzip)
}

#[test]
fn every_field_in_pieces_of_any_size() {
    for flags in 0..32 {
        let bytes = member(flags).repeat(2);
        let mut decoder = decoder();
        for piece in 1..bytes.len() {
            let source = FaultyReader::in_pieces_of(&bytes, piece);
            let mut back = Vec::new();
            DecodeReader::new(source, &mut decoder, [0; 64]).read_to_end(&mut back).unwrap();
            assert_eq!(back, b"abcabc", "{flags:#x} in pieces of {piece}");
        }
        // gzip itself knows no header checksum.
        if let Some((ok, back)) = pipe(&["gzip", "-dc"], &bytes).filter(|_| flags & 2 == 0) {
            assert_eq!((ok, &back[..]), (true, &b"abcabc"[..]), "{flags:#x}");
        }
    }
}

#[test]
fn every_truncation_of_every_header_is_one() {
    for flags in 0..32 {
        let bytes = member(flags);
        for len in 0..bytes.len() {
            let result = decode(&mut (Box::new(decoder()) as _), &bytes[..len]);
            assert_eq!(result.unwrap_err().0, ErrorKind::Truncated { missing: 1 }, "{flags:#x}");
        }
    }
}

#[test]
fn what_is_wrong_has_a_name() {
    let check = |at: usize, xor: u8, expected: ErrorKind| {
        let mut bytes = member(2);
        bytes[at] ^= xor;
        let result = decode(&mut (Box::new(decoder()) as _), &bytes);
        // With all the content before the error.
        let content = if at > 16 { &b"abc"[..] } else { b"" };
        assert_eq!(result.unwrap_err(), (expected, content.to_vec()), "byte {at}");
        let mut output = [0; 10];
        let mut decoder = decoder();
        if let Ok(progress) = decoder.decode_stream(&bytes, &mut output) {
            assert_eq!(&output[..progress.written], content);
            decoder.decode_stream(&bytes[progress.read..], &mut output).unwrap_err();
        }
    };
    check(0, 1, ErrorKind::InvalidPayload);
    check(1, 1, ErrorKind::InvalidPayload);
    check(2, 1, ErrorKind::InvalidPayload);
    check(3, 0x20, ErrorKind::InvalidPayload);
    let stored = u64::from(u16::from_le_bytes(member(2)[10..12].try_into().unwrap()));
    check(10, 1, ErrorKind::ChecksumMismatch { stored: stored ^ 1, computed: stored });
    let crc = 0x3524_41c2;
    check(17, 1, ErrorKind::ChecksumMismatch { stored: crc ^ 1, computed: crc });
    check(21, 1, ErrorKind::InvalidPayload);
}

#[test]
fn an_extra_field_of_no_length() {
    let mut bytes = member(4);
    bytes.splice(10..17, [0, 0]);
    assert_eq!(decode(&mut (Box::new(decoder()) as _), &bytes).unwrap(), b"abc");
}

/// A name without an end costs no memory.
#[test]
fn an_endless_name() {
    let mut decoder = decoder();
    let traffic = count(|| {
        decoder.decode_stream(&[0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0], &mut [0]).unwrap();
        for _ in 0..1000 {
            let progress = decoder.decode_stream(&[b'n'; 1000], &mut [0]).unwrap();
            assert_eq!((progress.read, progress.written, progress.done), (1000, 0, false));
        }
    });
    assert_eq!(traffic.allocations, 0);
}

/// Python reads ours, name and all fields of the header being absent.
#[test]
fn ours_begins_as_documented() {
    use flatstream_compress::{FlateStreamEncoder, StreamEncoder, Until};
    let mut output = [0; 64];
    let mut encoder = FlateStreamEncoder::new(FlateFormat::Gzip, 6).unwrap();
    let progress = encoder.encode_stream(b"abc", &mut output, Until::Ended).unwrap();
    assert_eq!(output[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    let script =
        "import sys,gzip; sys.stdout.buffer.write(gzip.decompress(sys.stdin.buffer.read()))";
    if let Some((ok, back)) = pipe(&["python3", "-c", script], &output[..progress.written]) {
        assert_eq!((ok, &back[..]), (true, &b"abc"[..]));
    }
}
