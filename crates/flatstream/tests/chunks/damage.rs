//! Streams that are cut off, damaged, hostile or of something else.

use crate::{SMALL, chunks, formats, intact, noise, outcomes, some_formats, wire, write};
use flatstream::{
    Checksum, ChunkStreamReader, ChunkStreamWriter, ErrorKind, Format, Limits, Position,
    StreamWriter,
};
use flatstream_testkit::{FaultyReader, Outcome, Telemetry, count};

/// What a reader makes of `wire`, in pieces of every sort.
fn check(format: &Format, limits: Limits, wire: &[u8], expected: &[Outcome], what: &str) {
    for piece in [3, 5000] {
        let source = FaultyReader::in_pieces_of(wire, piece);
        let deframer = format.deframer().unwrap();
        let mut reader = ChunkStreamReader::new(source, deframer).limits(limits);
        assert_eq!(outcomes(&mut reader), expected, "{format:?}, {what}, pieces of {piece}");
    }
}

#[test]
fn an_end_at_every_byte() {
    let written = chunks(SMALL);
    for format in some_formats() {
        let (wire, ends) = write(&format, &written, 1);
        let header = 4 + format.checksum.size();
        for cut in 0..=wire.len() {
            let whole = ends.iter().filter(|&&end| end <= cut).count();
            let start = if whole == 0 { 0 } else { ends[whole - 1] };
            let mut expected = intact(&written[..whole]);
            if cut > start {
                let arrived = cut - start;
                // The length is known as soon as its 4 bytes are there.
                let end = if arrived < 4 { start + header } else { ends[whole] };
                let kind = ErrorKind::Truncated { missing: (end - cut) as u64 };
                expected.push(Outcome::Failure(kind, start as u64, whole as u64));
            }
            check(&format, Limits::default(), &wire[..cut], &expected, &format!("cut at {cut}"));
        }
    }
}

#[test]
#[cfg(feature = "crc32")]
fn a_bit_that_flips_costs_its_frame_alone() {
    let written = chunks(SMALL);
    for format in formats().iter().filter(|f| f.checksum == flatstream::ChecksumKind::Crc32) {
        let (wire, ends) = write(format, &written, 1);
        let starts = [0].iter().chain(&ends);
        for (n, (&start, &end)) in starts.zip(&ends).enumerate() {
            for at in start + 4..end {
                let mut wire = wire.clone();
                wire[at] ^= 1 << (at % 8);
                let deframer = format.deframer().unwrap();
                let mut reader = ChunkStreamReader::new(&wire[..], deframer);
                let mut seen = outcomes(&mut reader);
                let Outcome::Failure(kind, offset, ordinal) = seen.remove(n) else {
                    panic!("a flip at {at} of {format:?} not seen");
                };
                assert!(matches!(kind, ErrorKind::ChecksumMismatch { .. }), "{kind:?}");
                assert_eq!((offset, ordinal), (start as u64, n as u64));
                let mut others = intact(&written);
                others.remove(n);
                assert_eq!(seen, others);
            }
        }
    }
}

#[test]
fn what_is_no_chunk_is_named_and_left_behind() {
    let written = chunks([100, 5000, 3]);
    for format in formats() {
        for flush in [true, false] {
            let mut writer = StreamWriter::with_format(Vec::new(), &format).unwrap();
            let (mut expected, mut frames) = (Vec::new(), Vec::new());
            for (n, chunk) in written.iter().enumerate() {
                frames.push(writer.get_ref().position());
                writer.write(chunk).unwrap();
                if flush {
                    writer.flush().unwrap();
                }
                frames.push(writer.get_ref().position());
                expected.push(Outcome::payload(chunk));
                match n {
                    0 => writer.write(&Telemetry(1)).unwrap(),
                    1 => writer.write_payload(&[]).unwrap(),
                    _ => writer.write_payload(&noise(1, 300)).unwrap(),
                }
                if flush {
                    writer.flush().unwrap();
                }
                // Without a codec each is a frame of its own, whose place is summed up.
                expected.push(Outcome::Failure(ErrorKind::InvalidPayload, 0, 2 * n as u64 + 1));
            }
            let wire = writer.finish().map_err(|(error, _)| error).unwrap();
            let places = frame_offsets(&format, &wire, expected.len());
            for (n, outcome) in expected.iter_mut().enumerate() {
                if let Outcome::Failure(_, offset, _) = outcome {
                    *offset = places[n];
                }
            }
            check(&format, Limits::default(), &wire, &expected, &format!("flushed: {flush}"));
        }
    }
}

/// Where the frames of so many messages begin: one each, or one for all.
fn frame_offsets(format: &Format, wire: &[u8], messages: usize) -> Vec<u64> {
    let (mut offsets, mut at) = (Vec::new(), 0);
    while at < wire.len() {
        offsets.push(at as u64);
        let len = u32::from_le_bytes(wire[at..at + 4].try_into().unwrap());
        at += 4 + format.checksum.size() + len as usize;
    }
    if offsets.len() == 1 {
        return vec![0; messages];
    }
    assert_eq!(offsets.len(), messages);
    offsets
}

#[test]
fn a_chunk_above_the_limits_is_stepped_over() {
    let written = chunks([100, 5000, 3]);
    let limits = Limits::default().max_frame_bytes(1000).max_decoded_bytes(1000);
    for format in formats() {
        // A writer under the same limits refuses it, and stays usable.
        let writer = ChunkStreamWriter::new(Vec::new(), &format).unwrap();
        let mut writer = writer.limits(limits);
        writer.write(&written[0]).unwrap();
        let refused = writer.write(&written[1]).unwrap_err();
        assert!(matches!(refused.kind(), ErrorKind::FrameTooLarge { .. }), "{refused}");
        assert_eq!(refused.position().map(|at| at.ordinal), Some(1));
        writer.write(&written[2]).unwrap();
        assert_eq!(writer.chunks_written(), 2);
        let narrow = writer.finish().map_err(|(error, _)| error).unwrap();
        let kept = [written[0].clone(), written[2].clone()];
        check(&format, limits, &narrow, &intact(&kept), "written under limits");

        let (wide, ends) = write(&format, &written, 1);
        let deframer = format.deframer().unwrap();
        let mut reader = ChunkStreamReader::new(&wide[..], deframer).limits(limits);
        let seen = outcomes(&mut reader);
        assert_eq!(seen[0], Outcome::payload(&written[0]));
        let Outcome::Failure(ErrorKind::FrameTooLarge { len, limit }, offset, 1) = seen[1] else {
            panic!("{:?}", seen[1]);
        };
        assert!(len > 1000 && limit <= 1000 && offset == ends[0] as u64);
        assert_eq!(seen[2..], [Outcome::payload(&written[2])]);
    }
}

#[test]
fn what_a_header_declares_costs_no_memory() {
    for format in formats() {
        for declared in [1 << 20, 1 << 30, i32::MAX as u32] {
            let mut hostile = wire(&format, &chunks([10, 20]));
            let end = hostile.len() as u64;
            hostile.extend_from_slice(&declared.to_le_bytes());
            hostile.resize(hostile.len() + format.checksum.size() + 1000, 0x80);
            let deframer = format.deframer().unwrap();
            let mut reader = ChunkStreamReader::new(&hostile[..], deframer);
            assert_eq!(reader.by_ref().take(2).filter(Result::is_ok).count(), 2);
            let peak = count(|| {
                let error = reader.read_chunk().unwrap_err();
                let kind = ErrorKind::Truncated { missing: u64::from(declared) - 1000 };
                assert_eq!((error.kind(), error.position()), (kind, Some(Position::new(end, 2))));
            });
            assert!(peak.peak_bytes < 16 * 1024, "{format:?}: {peak:?}");
            assert_eq!(reader.read_chunk().unwrap(), None);
        }
    }
}
