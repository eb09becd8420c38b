//! Verified reading: what is learnt lasts as long as a call, and changes neither what
//! comes nor where an error is.

use flatstream::{
    DefaultDeframer, DefaultFramer, Deframer, Error, ErrorKind, FrameFormat, PayloadVerifier,
    Result, SliceReader, StreamReader, StreamWriter, Verified,
};
use flatstream_testkit::{
    FaultyReader, Outcome, OwnedLog, Telemetry,
    compiled::{LogRecordView, TelemetryView},
    schema,
};

/// Answers how many payloads its memory has seen before, and refuses empty ones.
struct Counted;

impl Verified for Counted {
    type Root<'p> = (usize, &'p [u8]);
    type Memo = usize;
    fn verify<'p>(payload: &'p [u8], memo: &mut usize) -> Result<Self::Root<'p>> {
        *memo += 1;
        match payload {
            [] => Err(Error::custom(ErrorKind::InvalidPayload, "an empty one")),
            _ => Ok((*memo - 1, payload)),
        }
    }
}

/// Two messages, one that is refused, two more.
fn stream(format: FrameFormat) -> Vec<u8> {
    flatstream_testkit::wire(&format, [&b"one"[..], b"two", b"", b"four", b"five"])
}

/// Bytes of a frame whose payload has `len`.
fn frame_len(format: FrameFormat, len: usize) -> u64 {
    (4 + Deframer::digest_len(&format) + len) as u64
}

/// What was seen, and the error at the end, if there is one.
type Seen = (Vec<(usize, Vec<u8>)>, Option<Outcome>);

fn seen(run: impl FnOnce(&mut dyn FnMut((usize, &[u8])) -> Result<()>) -> Result<()>) -> Seen {
    let mut seen = Vec::new();
    let result = run(&mut |(n, payload)| {
        seen.push((n, payload.to_vec()));
        Ok(())
    });
    (seen, result.err().map(|error| Outcome::failure(&error)))
}

#[test]
fn what_is_learnt_lasts_for_a_call_and_a_bad_message_is_named_and_left_behind() {
    for format in crate::formats() {
        let wire = stream(format);
        let refused = Outcome::Failure(ErrorKind::InvalidPayload, 2 * frame_len(format, 3), 2);
        let first = (vec![(0, b"one".to_vec()), (1, b"two".to_vec())], Some(refused));
        let second = (vec![(0, b"four".to_vec()), (1, b"five".to_vec())], None);
        for piece in [1, 1000] {
            let source = FaultyReader::in_pieces_of(&wire, piece);
            let mut reader = StreamReader::new(source, format);
            assert_eq!(seen(|process| reader.process_verified::<Counted>(process)), first);
            assert_eq!(seen(|process| reader.process_verified::<Counted>(process)), second);
            assert_eq!(seen(|process| reader.process_verified::<Counted>(process)).0, []);
        }
        let mut reader = SliceReader::new(&wire, format);
        assert_eq!(seen(|process| reader.process_verified::<Counted>(process)), first);
        assert_eq!(seen(|process| reader.process_verified::<Counted>(process)), second);
        assert_eq!(seen(|process| reader.process_verified::<Counted>(process)).0, []);
    }
}

/// One by one, the memory is there behind a bad message, too.
#[test]
fn messages_one_by_one_are_verified_with_one_memory() {
    for format in crate::formats() {
        let wire = stream(format);
        let expected = [Ok((0, &b"one"[..])), Ok((1, b"two")), Err(2), Ok((3, b"four"))];
        let refused = |error: Error| {
            assert_eq!(error.kind(), ErrorKind::InvalidPayload);
            error.position().unwrap().ordinal
        };
        let mut reader = StreamReader::new(&wire[..], format);
        let mut messages = reader.verified_messages::<Counted>();
        for expected in expected {
            assert_eq!(messages.next().map(Option::unwrap).map_err(refused), expected);
        }
        let mut reader = SliceReader::new(&wire, format);
        let mut roots = reader.verified::<Counted>();
        for expected in expected {
            assert_eq!(roots.next().unwrap().map_err(refused), expected);
        }
        assert!(roots.next().unwrap().is_ok() && roots.next().is_none());
        assert!(messages.next().unwrap().is_some() && messages.next().unwrap().is_none());
    }
}

#[test]
fn an_error_of_the_callers_names_the_frame_and_reading_goes_on_behind_it() {
    let wire = stream(FrameFormat::new());
    let at_two = Outcome::Failure(ErrorKind::Other, 7, 1);
    fn stop_at_two((n, _): (usize, &[u8])) -> Result<()> {
        if n == 1 { Err(Error::other("enough")) } else { Ok(()) }
    }
    let mut reader = StreamReader::new(&wire[..], FrameFormat::new());
    let error = reader.process_verified::<Counted>(stop_at_two).unwrap_err();
    assert_eq!(Outcome::failure(&error), at_two);
    assert_eq!(reader.read_message().unwrap(), Some(&b""[..]));
    let mut reader = SliceReader::new(&wire, FrameFormat::new());
    let error = reader.process_verified::<Counted>(stop_at_two).unwrap_err();
    assert_eq!(Outcome::failure(&error), at_two);
    assert_eq!(reader.read_message().unwrap(), Some(&b""[..]));
}

#[test]
fn an_error_of_the_stream_keeps_its_own_position() {
    for format in crate::formats() {
        let wire = stream(format);
        let missing = ErrorKind::Truncated { missing: 1 };
        let mut verified = SliceReader::new(&wire[..wire.len() - 1], format);
        let errors: Vec<_> = verified.verified::<Counted>().filter_map(Result::err).collect();
        let last = wire.len() as u64 - frame_len(format, 4);
        assert_eq!(errors.len(), 2);
        assert_eq!(Outcome::failure(&errors[1]), Outcome::Failure(missing, last, 4));
        let mut reader = StreamReader::new(&wire[..wire.len() - 1], format);
        reader.process_verified::<Counted>(|_| Ok(())).unwrap_err();
        let error = reader.process_verified::<Counted>(|_| Ok(())).unwrap_err();
        assert_eq!(Outcome::failure(&error), Outcome::Failure(missing, last, 4));
    }
}

#[test]
fn a_verifier_of_ones_own_remembers_from_call_to_call() {
    let wire = stream(FrameFormat::new());
    let mut reader = StreamReader::new(&wire[..], FrameFormat::new());
    let mut verifier = PayloadVerifier::<Counted>::new();
    let mut numbers = Vec::new();
    let mut burst = || {
        reader.process_all(|payload| {
            numbers.push(verifier.verify(payload)?.0);
            Ok(())
        })
    };
    let error = burst().unwrap_err();
    assert_eq!(Outcome::failure(&error), Outcome::Failure(ErrorKind::InvalidPayload, 14, 2));
    burst().unwrap();
    assert_eq!(numbers, [0, 1, 3, 4]);
}

/// Telemetry that was emitted and that a builder made, bytes that are none, and again.
#[test]
fn compiled_roots_are_what_the_official_verifier_hands_out() {
    for format in crate::formats() {
        let mut writer = StreamWriter::new(Vec::new(), format);
        for n in 0..4 {
            writer.emit(&Telemetry(2 * n).draft()).unwrap();
            writer.write(&Telemetry(2 * n + 1)).unwrap();
            writer.write_payload(b"this is no FlatBuffer").unwrap();
        }
        let wire = writer.into_inner();
        let (mut typed, mut flatc, mut view, mut slice) = (vec![], vec![], vec![], vec![]);
        let mut reader = StreamReader::new(&wire[..], format);
        let mut messages = reader.typed_messages::<Telemetry>();
        while let Some(root) = messages.next().map(|m| m.map(|m| m.sequence())).transpose() {
            typed.push(root.map_err(|error| Outcome::failure(&error)));
        }
        let mut reader = StreamReader::new(&wire[..], format);
        let mut messages = reader.verified_messages::<schema::Telemetry<'_>>();
        while let Some(root) = messages.next().map(|m| m.map(|m| m.sequence())).transpose() {
            flatc.push(root.map_err(|error| Outcome::failure(&error)));
        }
        let mut reader = StreamReader::new(&wire[..], format);
        let mut messages = reader.verified_messages::<TelemetryView<'_>>();
        while let Some(root) = messages.next().map(|m| m.map(|m| m.sequence())).transpose() {
            view.push(root.map_err(|error| Outcome::failure(&error)));
        }
        for root in SliceReader::new(&wire, format).verified::<TelemetryView<'_>>() {
            let root = root.map(|root| root.sequence());
            slice.push(root.map_err(|error| Outcome::failure(&error)));
        }
        assert_eq!(typed.iter().filter(|root| root.is_ok()).count(), 8);
        assert_eq!((typed.len(), &typed), (12, &flatc));
        assert_eq!((&typed, &typed), (&view, &slice));
    }
}

/// Roots of a slice live as long as the slice, all at once, and without the reader.
#[test]
fn roots_of_a_slice_outlive_their_reader() {
    let logs: Vec<_> = (0..20).map(OwnedLog::new).collect();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    logs.iter().for_each(|log| writer.emit(&log.as_log().draft()).unwrap());
    let wire = writer.into_inner();
    let texts: Vec<&str> = SliceReader::new(&wire, DefaultDeframer)
        .verified::<LogRecordView<'_>>()
        .map(|root| Ok(root?.message().unwrap()))
        .collect::<Result<_>>()
        .unwrap();
    let mut kept = Vec::new();
    let mut reader = SliceReader::new(&wire, DefaultDeframer);
    reader
        .process_verified::<LogRecordView<'_>>(|root| {
            kept.push(root.message());
            Ok(())
        })
        .unwrap();
    for ((log, text), root) in logs.iter().zip(&texts).zip(&kept) {
        assert_eq!((Some(log.as_log().message), Some(*text)), (*root, *root));
    }
    assert_eq!((texts.len(), kept.len()), (20, 20));
}
