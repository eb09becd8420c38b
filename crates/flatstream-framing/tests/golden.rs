//! The golden frames, byte for byte, both ways.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream_checksum::{Crc16, Crc32, NoChecksum, XxHash64};
use flatstream_core::{Borrowing, Checksum, ErrorKind, Framer};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer, FrameDecoder, SliceReader,
};
use flatstream_testkit::{FaultyWriter, Golden, Step, golden_frames, wire};

fn golden(format: &str) -> Vec<Golden> {
    let frames: Vec<_> = golden_frames().into_iter().filter(|g| g.format == format).collect();
    assert_eq!(frames.iter().map(|g| g.name).collect::<Vec<_>>(), ["empty", "small", "medium"]);
    frames
}

/// Each frame alone, then all of them as one stream.
fn check<F: Framer, D: Borrowing + Clone>(frames: &[Golden], framer: F, deframer: D) {
    for Golden { name, frame, payload, .. } in frames {
        assert_eq!(wire(&framer, [payload]), *frame, "{name}");

        // A writer that takes a few bytes at a time sees the same ones.
        let mut short = FaultyWriter::new((1..40).map(Step::Bytes));
        framer.frame_and_write(&mut short, payload).unwrap();
        assert_eq!(short.taken, *frame, "{name}");
    }
    let stream: Vec<u8> = frames.iter().flat_map(|g| g.frame.clone()).collect();
    let payloads: Vec<&[u8]> = frames.iter().map(|g| &g.payload[..]).collect();

    let sliced: Result<Vec<&[u8]>, _> = SliceReader::new(&stream, deframer.clone()).collect();
    assert_eq!(sliced.unwrap(), payloads);

    let mut decoder = FrameDecoder::new(deframer.clone());
    decoder.push(&stream);
    for payload in &payloads {
        assert_eq!(decoder.next_frame().unwrap(), Some(*payload));
    }
    assert_eq!(decoder.next_frame().unwrap(), None);
    decoder.finish().unwrap();
    assert_eq!(decoder.position().offset, stream.len() as u64);

    let mut rest = &stream[..];
    let mut buffer = b"left over".to_vec();
    for payload in &payloads {
        deframer.read_and_deframe(&mut rest, &mut buffer).unwrap().unwrap();
        assert_eq!(buffer, *payload);
    }
    assert_eq!(deframer.read_and_deframe(&mut rest, &mut buffer).unwrap(), None);
    assert!(rest.is_empty());
}

#[test]
fn golden_frames_without_a_checksum() {
    let frames = golden("default");
    check(&frames, DefaultFramer, DefaultDeframer);
    check(&frames, ChecksumFramer::new(NoChecksum), ChecksumDeframer::new(NoChecksum));
}

#[test]
fn golden_frames_with_crc16() {
    check(&golden("crc16"), ChecksumFramer::new(Crc16), ChecksumDeframer::new(Crc16));
}

#[test]
fn golden_frames_with_crc32() {
    check(&golden("crc32"), ChecksumFramer::new(Crc32), ChecksumDeframer::new(Crc32));
}

#[test]
fn golden_frames_with_xxh3() {
    check(&golden("xxhash64"), ChecksumFramer::new(XxHash64), ChecksumDeframer::new(XxHash64));
}

/// Sum of all bytes, kept in more bits than are stored.
#[derive(Clone, Copy)]
struct Sum(usize);

impl Checksum for Sum {
    fn calculate(&self, payload: &[u8]) -> u64 {
        0xffff_ffff_ff00_0000 + payload.iter().map(|&byte| u64::from(byte)).sum::<u64>()
    }
    fn size(&self) -> usize {
        self.0
    }
}

#[test]
fn a_checksum_of_three_bytes() {
    let frame = |payload: &[u8], frame: &[u8]| Golden {
        format: "sum",
        name: "sum",
        frame: frame.to_vec(),
        payload: payload.to_vec(),
    };
    let frames = [
        frame(b"", b"\0\0\0\0\0\0\0"),
        frame(b"abc", b"\x03\0\0\0\x26\x01\0abc"),
        frame(&[255; 300], &[&b"\x2c\x01\0\0\xd4\x2a\x01"[..], &[255; 300]].concat()),
    ];
    check(&frames, ChecksumFramer::new(Sum(3)), ChecksumDeframer::new(Sum(3)));

    // Each of the stored bytes counts.
    for at in 4..7 {
        let mut damaged = frames[1].frame.clone();
        damaged[at] ^= 0x80;
        let error = SliceReader::new(&damaged, ChecksumDeframer::new(Sum(3))).next().unwrap();
        let stored = 0x126 ^ 0x80 << (8 * (at - 4));
        let kind = ErrorKind::ChecksumMismatch { stored, computed: 0x126 };
        assert_eq!(error.unwrap_err().kind(), kind);
    }
}

#[test]
fn every_width_from_0_to_8_and_no_more() {
    for size in 0..=8 {
        let frame = wire(&ChecksumFramer::new(Sum(size)), [b"abc"]);
        assert_eq!(frame.len(), 4 + size + 3);
        let mut reader = SliceReader::new(&frame, ChecksumDeframer::new(Sum(size)));
        assert_eq!(reader.next().unwrap().unwrap(), b"abc");
    }
    let mut nothing = Vec::new();
    let error = ChecksumFramer::new(Sum(9)).frame_and_write(&mut nothing, b"abc").unwrap_err();
    assert_eq!((error.kind(), nothing.len()), (ErrorKind::Config, 0));
    let mut reader = SliceReader::new(b"\x03\0\0\0abc", ChecksumDeframer::new(Sum(9)));
    assert_eq!(reader.next().unwrap().unwrap_err().kind(), ErrorKind::Config);
    assert!(reader.next().is_none());
}
