//! Frames that are whole and not acceptable: the next one still comes.

use crate::{check_format, formats, payloads, pushed};
use flatstream::{Checksum, Deframer, ErrorKind, FrameFormat, Limits, SliceReader, StreamReader};
use flatstream_testkit::{Outcome, outcomes, wire};

/// Length of a header.
fn header_len(format: FrameFormat) -> usize {
    4 + format.checksum.size()
}

#[test]
fn a_payload_flipped_at_any_bit_is_named_with_both_digests() {
    for format in formats().filter(|format| format.checksum.size() > 0) {
        let intact = wire(&format, payloads());
        let begin = 1 + header_len(format);
        let body = begin + header_len(format);
        for bit in 0..8 * 40 {
            let mut wire = intact.clone();
            wire[body + bit / 8] ^= 1 << (bit % 8);
            let mask = u64::MAX >> (64 - 8 * format.checksum.size());
            let stored = format.checksum.calculate(&[2; 40]) & mask;
            let computed = format.checksum.calculate(&wire[body..body + 40]) & mask;
            let kind = ErrorKind::ChecksumMismatch { stored, computed };
            let mut expected = payloads().map(Outcome::payload);
            expected[1] = Outcome::Failure(kind, begin as u64, 1);
            check_format(format, Limits::default(), &wire, &expected);
        }
    }
}

#[test]
fn a_digest_flipped_at_any_bit_is_named_with_both_digests() {
    for format in formats() {
        let intact = wire(&format, payloads());
        let begin = 1 + header_len(format);
        for bit in 0..8 * format.checksum.size() {
            let mut wire = intact.clone();
            wire[begin + 4 + bit / 8] ^= 1 << (bit % 8);
            let computed = format.checksum.calculate(&[2; 40]);
            let stored = computed ^ 1 << bit;
            let kind = ErrorKind::ChecksumMismatch { stored, computed };
            let mut expected = payloads().map(Outcome::payload);
            expected[1] = Outcome::Failure(kind, begin as u64, 1);
            check_format(format, Limits::default(), &wire, &expected);
        }
    }
}

#[test]
fn frames_over_the_limit_are_named_and_stepped_over() {
    let limits = Limits::default().max_frame_bytes(16);
    for format in formats() {
        let wire = wire(&format, payloads());
        let too_large = |len, at: usize, ordinal| {
            Outcome::Failure(ErrorKind::FrameTooLarge { len, limit: 16 }, at as u64, ordinal)
        };
        let header_len = header_len(format);
        let mut expected = payloads().map(Outcome::payload);
        expected[1] = too_large(40, header_len + 1, 1);
        expected[3] = too_large(17, 3 * header_len + 46, 3);
        check_format(format, limits, &wire, &expected);
        // The last one is torn as well: both are said, in the same order by all.
        let missing = ErrorKind::Truncated { missing: 5 };
        let torn = Outcome::Failure(missing, (3 * header_len + 46) as u64, 3);
        let expected = [&expected[..], &[torn]].concat();
        check_format(format, limits, &wire[..wire.len() - 5], &expected);
    }
}

#[test]
fn the_limit_itself_is_within_the_limit() {
    for format in formats() {
        let wire = wire(&format, payloads());
        let expected = payloads().map(Outcome::payload);
        check_format(format, Limits::default().max_frame_bytes(40), &wire, &expected);
    }
}

#[test]
fn an_oversized_length_has_one_kind_however_it_is_read_and_whatever_follows() {
    let kind = ErrorKind::FrameTooLarge { len: u64::from(u32::MAX), limit: i32::MAX as u64 };
    for format in formats() {
        for behind in [0, 3, 8, 100] {
            let wire = [vec![0xff; 4], vec![0; behind]].concat();
            let missing = u64::from(u32::MAX) + header_len(format) as u64 - wire.len() as u64;
            let torn = Outcome::Failure(ErrorKind::Truncated { missing }, 0, 0);
            let expected = [Outcome::Failure(kind, 0, 0), torn];
            for capacity in [0, 1, 64 * 1024] {
                let reader = StreamReader::with_capacity(&wire[..], format, capacity);
                assert_eq!(outcomes(reader), expected, "capacity {capacity}");
            }
            assert_eq!(pushed(format, Limits::default(), &wire, 1), expected);
            assert_eq!(outcomes(SliceReader::new(&wire, format)), expected);
            let mut buffer = Vec::new();
            let error = format.read_and_deframe(&mut &wire[..], &mut buffer).unwrap_err();
            assert_eq!(error.kind(), kind);
        }
    }
}

#[test]
fn read_and_deframe_steps_over_a_frame_over_the_limit() {
    use flatstream::DeframerExt;
    for format in formats() {
        let deframer = DeframerExt::bounded(format, 16);
        let wire = wire(&format, payloads());
        let (mut source, mut buffer) = (&wire[..], Vec::new());
        let mut seen = Vec::new();
        loop {
            match deframer.read_and_deframe(&mut source, &mut buffer) {
                Ok(Some(())) => seen.push(Ok(buffer.clone())),
                Ok(None) => break,
                Err(error) => seen.push(Err(error.kind())),
            }
        }
        let too_large = |len| Err(ErrorKind::FrameTooLarge { len, limit: 16 });
        let [one, _, three, _] = payloads();
        assert_eq!(seen, [Ok(one), too_large(40), Ok(three), too_large(17)]);
    }
}

#[test]
fn skip_message_steps_over_intact_corrupt_and_oversized_frames() {
    let limits = Limits::default().max_frame_bytes(39);
    for format in formats() {
        let mut wire = wire(&format, payloads());
        let header_len = header_len(format) as u64;
        wire[usize::try_from(header_len).unwrap()] ^= 1; // the first payload
        let lens = [1, 40, 5, 17].map(|len| Some(header_len + len));
        for capacity in [0, 64 * 1024] {
            let mut reader =
                StreamReader::with_capacity(&wire[..], format, capacity).limits(limits);
            for (ordinal, len) in lens.iter().enumerate() {
                assert_eq!(reader.position().ordinal, ordinal as u64);
                assert_eq!(reader.skip_message().unwrap(), *len);
            }
            assert_eq!(reader.skip_message().unwrap(), None);
            assert_eq!(reader.position().offset, wire.len() as u64);
            // And between them, reading.
            let mut reader =
                StreamReader::with_capacity(&wire[..], format, capacity).limits(limits);
            (0..2).for_each(|_| assert!(reader.skip_message().unwrap().is_some()));
            assert_eq!(
                outcomes(reader),
                payloads()[2..].iter().map(Outcome::payload).collect::<Vec<_>>()
            );
        }
        let mut slice = SliceReader::new(&wire, format).limits(limits);
        assert_eq!(lens.map(|_| slice.skip_message().unwrap()), lens);
        assert_eq!(slice.skip_message().unwrap(), None);
    }
}

#[test]
fn payloads_read_before_a_bad_one_stay_valid() {
    for format in formats() {
        let wire = wire(&format, payloads());
        let mut reader = SliceReader::new(&wire[..wire.len() - 1], format);
        let kept: Vec<_> = reader.by_ref().map_while(Result::ok).collect();
        assert_eq!(kept, payloads()[..3]);
        assert!(reader.next().is_none());
    }
}

#[test]
fn the_position_moves_with_every_frame_bad_ones_included() {
    let limits = Limits::default().max_frame_bytes(39);
    for format in formats() {
        let wire = wire(&format, payloads());
        let h = header_len(format) as u64;
        let expected = [(0, 0), (h + 1, 1), (2 * h + 41, 2), (3 * h + 46, 3), (4 * h + 63, 4)];
        let mut reader = StreamReader::new(&wire[..], format).limits(limits);
        let mut slice = SliceReader::new(&wire, format).limits(limits);
        for (offset, ordinal) in expected {
            let at = reader.position();
            assert_eq!((at.offset, at.ordinal), (offset, ordinal));
            assert_eq!(slice.position(), at);
            let (read, sliced) = (reader.read_message(), slice.read_message());
            assert_eq!(read.is_err(), ordinal == 1);
            assert_eq!(sliced.ok(), read.ok());
        }
    }
}

#[test]
fn an_io_error_inside_a_refused_frame_names_that_frame() {
    use flatstream::{DefaultDeframer, Position};
    use flatstream_testkit::{FaultyReader, Step};
    use std::io::ErrorKind::ConnectionReset;

    // A good frame of 5 bytes, then a header beyond the limit and 4 bytes of it.
    let wire = b"\x01\0\0\0x\xff\xff\xff\0abcd";
    let script = [Step::Bytes(5), Step::Bytes(8), Step::Fail(ConnectionReset)];
    let source = FaultyReader::new(wire, script);
    let limits = Limits::default().max_frame_bytes(16);
    let mut reader = StreamReader::new(source, DefaultDeframer).limits(limits);
    assert_eq!(reader.read_message().unwrap(), Some(&b"x"[..]));
    let at = Some(Position::new(5, 1));
    let error = reader.read_message().unwrap_err();
    let kind = ErrorKind::FrameTooLarge { len: 0xff_ffff, limit: 16 };
    assert_eq!((error.kind(), error.position()), (kind, at));
    let error = reader.read_message().unwrap_err();
    assert_eq!((error.kind(), error.position()), (ErrorKind::Io(ConnectionReset), at));
}
