//! Sources that fail, block, or end too early.

use crate::{check_format, formats, payloads};
use flatstream::{Checksum, ErrorKind, FrameFormat, Limits, StreamReader};
use flatstream_testkit::{FaultyReader, Outcome, Step, outcomes, wire};
use std::io::{self, ErrorKind::Interrupted};

/// Where each frame of `payloads()` begins, and where the last one ends.
fn boundaries(format: FrameFormat) -> Vec<u64> {
    let frames = payloads().map(|payload| wire(&format, [payload]).len() as u64);
    frames.iter().fold(vec![0], |mut at, len| {
        at.push(at[at.len() - 1] + len);
        at
    })
}

#[test]
fn truncation_at_every_byte() {
    for format in formats() {
        let wire = wire(&format, payloads());
        let boundaries = boundaries(format);
        let header_len = 4 + format.checksum.size() as u64;
        for cut in 0..=wire.len() {
            let end = cut as u64;
            let whole = boundaries.iter().filter(|&&at| at <= end).count() - 1;
            let mut expected: Vec<_> = payloads()[..whole].iter().map(Outcome::payload).collect();
            let (begin, held) = (boundaries[whole], end - boundaries[whole]);
            if held > 0 {
                // The payload counts as missing once its length is known.
                let frame_len = if held < 4 { header_len } else { boundaries[whole + 1] - begin };
                let kind = ErrorKind::Truncated { missing: frame_len - held };
                expected.push(Outcome::Failure(kind, begin, whole as u64));
            }
            check_format(format, Limits::default(), &wire[..cut], &expected);
        }
    }
}

/// Reads on over errors of the source, and counts them.
fn persistent(mut reader: StreamReader<FaultyReader<'_>, FrameFormat>) -> (Vec<Outcome>, usize) {
    let (mut seen, mut errors) = (Vec::new(), 0);
    loop {
        match reader.read_message() {
            Ok(Some(payload)) => seen.push(Outcome::payload(payload)),
            Ok(None) => return (seen, errors),
            Err(error) => {
                let at = error.position().unwrap();
                assert_eq!(at, reader.position(), "{error}");
                assert_eq!(at.ordinal, seen.len() as u64, "{error}");
                let kind = ErrorKind::Io(io::ErrorKind::ConnectionReset);
                assert!(error.is_transient() || error.kind() == kind, "{error}");
                errors += 1;
            }
        }
    }
}

#[test]
fn an_error_at_every_byte_loses_nothing() {
    let kinds =
        [io::ErrorKind::WouldBlock, io::ErrorKind::TimedOut, io::ErrorKind::ConnectionReset];
    for format in formats() {
        let wire = wire(&format, payloads());
        let expected = payloads().map(Outcome::payload);
        for (at, kind) in (0..=wire.len()).flat_map(|at| kinds.map(|kind| (at, kind))) {
            for capacity in [0, 64 * 1024] {
                let pieces = std::iter::repeat_n(Step::Bytes(1), at);
                let script = pieces.chain([Step::Fail(kind), Step::Fail(kind)]);
                let source = FaultyReader::new(&wire, script);
                let reader = StreamReader::with_capacity(source, format, capacity);
                let (seen, errors) = persistent(reader);
                assert_eq!((&seen[..], errors), (&expected[..], 2), "{kind} at {at}");
            }
        }
    }
}

#[test]
fn an_error_before_every_byte_loses_nothing() {
    for format in formats() {
        let wire = wire(&format, payloads());
        let blocked = [Step::Fail(io::ErrorKind::WouldBlock), Step::Bytes(1)];
        let source = FaultyReader::new(&wire, blocked.repeat(wire.len()));
        let (seen, errors) = persistent(StreamReader::new(source, format));
        assert_eq!((&seen[..], errors), (&payloads().map(Outcome::payload)[..], wire.len()));
    }
}

#[test]
fn interruptions_do_not_show() {
    for format in formats() {
        let wire = wire(&format, payloads());
        let script = [Step::Fail(Interrupted), Step::Fail(Interrupted), Step::Bytes(1)];
        for capacity in [0, 64 * 1024] {
            let source = FaultyReader::new(&wire, script.repeat(wire.len()));
            let reader = StreamReader::with_capacity(source, format, capacity);
            assert_eq!(outcomes(reader), payloads().map(Outcome::payload));
        }
    }
}

#[test]
fn an_error_keeps_its_kind_and_source_and_names_the_frame_being_read() {
    let wire = wire(&FrameFormat::new(), payloads());
    let script = [Step::Bytes(5), Step::Bytes(3), Step::Fail(io::ErrorKind::ConnectionReset)];
    let mut reader = StreamReader::new(FaultyReader::new(&wire, script), FrameFormat::new());
    assert_eq!(reader.read_message().unwrap(), Some(&[1][..]));
    let error = reader.read_message().unwrap_err();
    assert_eq!(
        Outcome::failure(&error),
        Outcome::Failure(ErrorKind::Io(io::ErrorKind::ConnectionReset), 5, 1)
    );
    let source = std::error::Error::source(&error).unwrap().downcast_ref::<io::Error>().unwrap();
    assert_eq!(source.kind(), io::ErrorKind::ConnectionReset);
    assert_eq!(reader.read_message().unwrap(), Some(&[2; 40][..]));
}

#[test]
fn skipping_over_errors_loses_nothing() {
    let wire = wire(&FrameFormat::new(), payloads());
    let blocked = [Step::Fail(io::ErrorKind::WouldBlock), Step::Bytes(1)];
    let source = FaultyReader::new(&wire, blocked.repeat(wire.len()));
    let mut reader = StreamReader::new(source, FrameFormat::new());
    let mut lens = Vec::new();
    loop {
        match reader.skip_message() {
            Ok(Some(len)) => lens.push(len),
            Ok(None) => break,
            Err(error) => assert_eq!(error.kind(), ErrorKind::Io(io::ErrorKind::WouldBlock)),
        }
    }
    assert_eq!(lens, [5, 44, 9, 21]);
}

#[test]
fn truncation_inside_a_skipped_frame_is_reported_once() {
    let wire = wire(&FrameFormat::new(), payloads());
    for cut in 50..57 {
        let mut reader = StreamReader::new(&wire[..cut], FrameFormat::new());
        assert_eq!(reader.skip_message().unwrap(), Some(5));
        assert_eq!(reader.skip_message().unwrap(), Some(44));
        let missing = if cut < 53 { 53 - cut } else { 58 - cut } as u64;
        assert_eq!(
            Outcome::failure(&reader.skip_message().unwrap_err()),
            Outcome::Failure(ErrorKind::Truncated { missing }, 49, 2)
        );
        assert_eq!(reader.skip_message().unwrap(), None);
        assert_eq!(reader.read_message().unwrap(), None);
    }
}
