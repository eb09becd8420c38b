//! What a header declares costs nothing; what arrives costs its own size.

use crate::formats;
use flatstream::{
    Checksum, ChecksumKind, Deframer, End, ErrorKind, FrameDecoder, FrameFormat, Limits,
    StreamReader, recover,
};
use flatstream_testkit::{FaultyReader, Telemetry, count};
use std::io::Write;

/// The most that any declared length may cost.
const CONSTANT: u64 = 256 * 1024;
const GIB: u32 = 1 << 30;
const LARGEST: u32 = i32::MAX as u32;

/// Runs `read` on streams whose last header declares more than there is:
/// `read(format, stream, frames before it, bytes missing in it)`.
fn check(read: impl Fn(FrameFormat, &[u8], u64, u64)) {
    for format in formats() {
        for declared in [GIB, LARGEST] {
            for (before, behind) in [(0, 0), (0, 10), (100, 0), (100, 1000)] {
                let mut wire = Vec::new();
                let mut writer = flatstream::StreamWriter::new(&mut wire, format);
                (0..before).for_each(|n| writer.write(&Telemetry(n)).unwrap());
                wire.write_all(&declared.to_le_bytes()).unwrap();
                wire.resize(wire.len() + format.checksum.size() + behind, 0xa5);
                let missing = u64::from(declared) - behind as u64;
                let traffic = count(|| read(format, &wire, before, missing));
                assert!(traffic.peak_bytes < CONSTANT, "{traffic:?}");
            }
        }
    }
}

#[test]
fn stream_reader() {
    check(|format, wire, before, missing| {
        for capacity in [0, 1000, 64 * 1024] {
            let mut reader = StreamReader::with_capacity(wire, format, capacity);
            (0..before).for_each(|_| assert!(reader.read_message().unwrap().is_some()));
            let kind = reader.read_message().unwrap_err().kind();
            assert_eq!(kind, ErrorKind::Truncated { missing });
        }
    });
}

#[test]
fn stream_reader_byte_by_byte_and_skipping() {
    check(|format, wire, before, missing| {
        let mut reader = StreamReader::new(FaultyReader::in_pieces_of(wire, 1), format);
        (0..before).for_each(|_| assert!(reader.skip_message().unwrap().is_some()));
        let kind = reader.skip_message().unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Truncated { missing });
    });
}

#[test]
fn frame_decoder() {
    check(|format, wire, before, missing| {
        let mut decoder = FrameDecoder::new(format);
        decoder.push(wire);
        (0..before).for_each(|_| assert!(decoder.next_frame().unwrap().is_some()));
        assert_eq!(decoder.next_frame().unwrap(), None);
        assert_eq!(decoder.needed() as u64, missing);
        // Room to read on: still not what the header declares.
        assert!(decoder.space(0).len() as u64 <= CONSTANT / 2);
        assert_eq!(decoder.finish().unwrap_err().kind(), ErrorKind::Truncated { missing });
    });
}

#[test]
fn read_and_deframe() {
    check(|format, mut wire, before, missing| {
        let mut buffer = Vec::new();
        for _ in 0..before {
            assert_eq!(format.read_and_deframe(&mut wire, &mut buffer).unwrap(), Some(()));
        }
        let kind = format.read_and_deframe(&mut wire, &mut buffer).unwrap_err().kind();
        assert_eq!(kind, ErrorKind::Truncated { missing });
    });
}

#[test]
fn recovery() {
    check(|format, wire, before, missing| {
        let report = recover(wire, &format).unwrap();
        // Without a digest, a length out of all proportion is damage.
        let end = match format.checksum {
            ChecksumKind::None => End::Corrupt { kind: ErrorKind::Truncated { missing } },
            _ => End::Torn { missing },
        };
        assert_eq!((report.frames, report.end), (before, end));
    });
}

#[test]
fn a_frame_over_the_limit_is_stepped_over_without_holding_it() {
    const LEN: usize = 8 << 20;
    for format in formats() {
        let mut wire = Vec::new();
        let mut writer = flatstream::StreamWriter::new(&mut wire, format);
        writer.write_payload(&vec![7; LEN]).unwrap();
        writer.write(&Telemetry(1)).unwrap();
        let limits = Limits::default().max_frame_bytes(1 << 20);
        for capacity in [0, 64 * 1024] {
            let traffic = count(|| {
                let mut reader =
                    StreamReader::with_capacity(&wire[..], format, capacity).limits(limits);
                let kind = reader.read_message().unwrap_err().kind();
                let (len, limit) = (LEN as u64, 1 << 20);
                assert_eq!(kind, ErrorKind::FrameTooLarge { len, limit });
                assert_eq!(reader.read_message().unwrap().map(<[u8]>::len), Some(88));
            });
            assert!(traffic.peak_bytes < CONSTANT, "{traffic:?}");
        }
    }
}

#[test]
fn a_buffer_grows_with_what_arrives_to_a_small_multiple_of_it() {
    const LEN: usize = 4 << 20;
    let wire = flatstream_testkit::wire(&FrameFormat::new(), [vec![7; LEN]]);
    for end in [wire.len() / 3, wire.len()] {
        let traffic = count(|| {
            let mut reader = StreamReader::new(&wire[..end], FrameFormat::new());
            assert_eq!(reader.read_message().is_ok(), end == wire.len());
        });
        // Doubled at most twice over, and old and new alive while it grows.
        assert!(traffic.peak_bytes <= 6 * end as u64 + CONSTANT, "{traffic:?} for {end}");
    }
}
