//! Adapters and validators, on both sides.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatbuffers::{FlatBufferBuilder, Verifiable, VerifierOptions, WIPOffset};
use flatstream_checksum::{ChecksumKind, Crc32};
use flatstream_core::{
    Checksum, Deframer, Error, ErrorKind, Framer, Header, Limits, NoValidator, OutBuf, Result,
    StreamSerialize, Validator,
};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer, DeframerExt, FrameDecoder,
    FramerExt, SizeValidator, SliceReader, TableRootValidator, TypedValidator,
};
use flatstream_testkit::{OwnedLog, Telemetry, schema, wire};
use std::{cell::RefCell, error::Error as _, io::IoSlice};

fn message(message: &(impl StreamSerialize + ?Sized)) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    message.serialize(&mut builder).unwrap();
    builder.finished_data().to_vec()
}

/// Writes `payload` through `framer`: the frame, or why there is none.
fn written(framer: &impl Framer, payload: &[u8]) -> std::result::Result<Vec<u8>, ErrorKind> {
    let mut wire = Vec::new();
    match framer.frame_and_write(&mut wire, payload) {
        Ok(()) => Ok(wire),
        Err(error) => {
            assert!(wire.is_empty(), "part of a refused frame was written");
            Err(error.kind())
        }
    }
}

/// All payloads, or kinds and offsets of errors.
fn read<D: Deframer>(
    wire: &[u8],
    deframer: D,
) -> Vec<std::result::Result<Vec<u8>, (ErrorKind, u64)>> {
    let mut decoder = FrameDecoder::new(deframer);
    decoder.push(wire);
    let mut outcomes = Vec::new();
    while let Some(outcome) = decoder.next_frame().transpose() {
        let offset = |error: &Error| error.position().unwrap().offset;
        outcomes.push(outcome.map(<[u8]>::to_vec).map_err(|e| (e.kind(), offset(&e))));
    }
    decoder.finish().unwrap();
    outcomes
}

/// Why `validator` refuses `payload`; it must be an invalid payload.
fn refusal(validator: &impl Validator, payload: &[u8]) -> String {
    let error = validator.validate(payload).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    error.source().expect("a refusal with its reason").to_string()
}

#[test]
fn bounded_refuses_what_is_longer() {
    let framer = DefaultFramer.bounded(3);
    assert_eq!(written(&framer, b"abc"), Ok(b"\x03\0\0\0abc".to_vec()));
    let too_large = ErrorKind::FrameTooLarge { len: 4, limit: 3 };
    assert_eq!(written(&framer, b"abcd"), Err(too_large));

    let stream = wire(&DefaultFramer, ["ab", "abcd", "abc"]);
    let expected = [Ok(b"ab".to_vec()), Err((too_large, 6)), Ok(b"abc".to_vec())];
    assert_eq!(read(&stream, DefaultDeframer.bounded(3)), expected);
    // The tighter of two bounds holds, in either order.
    assert_eq!(read(&stream, DefaultDeframer.bounded(3).bounded(100)), expected);
    assert_eq!(read(&stream, DefaultDeframer.bounded(100).bounded(3)), expected);
}

#[test]
fn observed_sees_what_is_accepted_and_nothing_else() {
    let seen = RefCell::new(Vec::new());
    let see = |payload: &[u8]| seen.borrow_mut().push(payload.to_vec());

    let framer = ChecksumFramer::new(Crc32).bounded(3).observed(see);
    let mut stream = wire(&framer, ["one", "two", ""]);
    assert_eq!(written(&framer, b"three"), Err(ErrorKind::FrameTooLarge { len: 5, limit: 3 }));
    assert_eq!(seen.take(), [&b"one"[..], b"two", b""]);
    assert_eq!(stream, wire(&ChecksumFramer::new(Crc32), ["one", "two", ""]));

    stream[11 + 8] ^= 1;
    let outcomes = read(&stream, ChecksumDeframer::new(Crc32).observed(see));
    assert_eq!(outcomes.len(), 3);
    assert_eq!(seen.take(), [&b"one"[..], b""]);
}

#[test]
fn validating_runs_before_writing_and_behind_the_digest() {
    let framer = ChecksumFramer::new(Crc32).with_validator(SizeValidator::new(1, 3));
    assert_eq!(written(&framer, b""), Err(ErrorKind::InvalidPayload));
    assert_eq!(written(&framer, b"abcd"), Err(ErrorKind::InvalidPayload));
    let mut stream = wire(&framer, ["abc"]);
    stream.extend(wire(&ChecksumFramer::new(Crc32), ["abcd", "abc"]));

    let deframer = || ChecksumDeframer::new(Crc32).with_validator(SizeValidator::new(1, 3));
    let refused = Err((ErrorKind::InvalidPayload, 11));
    assert_eq!(read(&stream, deframer()), [Ok(b"abc".to_vec()), refused, Ok(b"abc".to_vec())]);
    // A damaged payload is reported as damaged, not as invalid.
    stream[11 + 8] ^= 1;
    let (kind, offset) = read(&stream, deframer()).remove(1).unwrap_err();
    assert!(matches!(kind, ErrorKind::ChecksumMismatch { .. }), "{kind:?}");
    assert_eq!(offset, 11);
}

#[test]
fn adapters_keep_the_width_of_the_digest_and_borrow() {
    let deframer =
        ChecksumDeframer::new(Crc32).bounded(100).observed(|_| {}).with_validator(NoValidator);
    assert_eq!(deframer.digest_len(), 4);
    let stream = wire(&ChecksumFramer::new(Crc32), ["one"]);
    let payload: &[u8] = SliceReader::new(&stream, deframer).next().unwrap().unwrap();
    assert_eq!(payload.as_ptr(), stream[8..].as_ptr());
}

#[test]
fn sizes_are_checked_at_both_ends() {
    let validator = SizeValidator::new(2, 4);
    for len in [2, 3, 4] {
        validator.validate(&vec![0; len]).unwrap();
    }
    assert_eq!(refusal(&validator, &[0; 1]), "1 bytes, allowed are 2 to 4");
    assert_eq!(refusal(&validator, &[0; 5]), "5 bytes, allowed are 2 to 4");
}

#[test]
fn table_roots_are_accepted_up_to_their_limits() {
    let validator = TableRootValidator::new();
    let telemetry = message(&Telemetry(1));
    let log = message(&OwnedLog::new(1).as_log());
    validator.validate(&telemetry).unwrap();
    validator.validate(&log).unwrap();

    // Ten fields of telemetry in 60 bytes with the offset to the vtable.
    validator.max_fields(10).max_table_bytes(60).validate(&telemetry).unwrap();
    let fields = refusal(&validator.max_fields(9), &telemetry);
    assert_eq!(fields, "a root table of 10 fields, allowed are 9");
    let bytes = refusal(&validator.max_table_bytes(59), &telemetry);
    assert_eq!(bytes, "a root table of 60 bytes, allowed are 59");
    validator.max_fields(5).validate(&log).unwrap();
    assert_eq!(refusal(&validator.max_fields(4), &log), "a root table of 5 fields, allowed are 4");
}

#[test]
fn a_field_outside_its_table_is_refused() {
    let good = message(&Telemetry(1));
    let root = u32::from_le_bytes(good[..4].try_into().unwrap()) as usize;
    let back = i32::from_le_bytes(good[root..root + 4].try_into().unwrap());
    let vtable = usize::try_from(root as i64 - i64::from(back)).unwrap();
    for (at, accepted) in [(0_u16, true), (3, false), (4, true), (59, true), (60, false)] {
        let mut payload = good.clone();
        payload[vtable + 4..][..2].copy_from_slice(&at.to_le_bytes());
        assert_eq!(TableRootValidator::new().validate(&payload).is_ok(), accepted, "field at {at}");
    }
    for len in 0..good.len() {
        // Cut anywhere: refused, or the root itself is still whole; never a panic.
        let _ = TableRootValidator::new().validate(&good[..len]);
    }
    refusal(&TableRootValidator::new(), &good[..root]);
}

#[test]
fn string_roots_are_accepted_and_checked() {
    let validator = TableRootValidator::new();
    for text in ["", "a", "hello", "größe", &"x".repeat(1000)] {
        validator.validate(&message(text)).unwrap();
    }
    let mut bytes = message("hello");
    let text = bytes.windows(5).position(|window| window == b"hello").unwrap();
    bytes[text] = 0xff;
    assert!(refusal(&validator, &bytes).contains("utf-8"));
    bytes[text] = b'j';
    validator.validate(&bytes).unwrap();
    bytes[text + 5] = b'!';
    assert_eq!(refusal(&validator, &bytes), "no zero after a root string of 5 bytes");
    assert_eq!(
        refusal(&validator, &bytes[..text + 5]),
        "no zero after a root string of 5 bytes",
        "the text ends with the payload"
    );
    assert_eq!(refusal(&validator, &bytes[..text + 4]), "no root table or string in 12 bytes");
    assert_eq!(refusal(&validator, b""), "no root table or string in 0 bytes");
}

/// A chain of `depth` tables.
fn nested(depth: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let mut parent: Option<WIPOffset<schema::Nested<'_>>> = None;
    for id in 0..depth as u64 {
        let args = schema::NestedArgs { id, parent, ..Default::default() };
        parent = Some(schema::Nested::create(&mut builder, &args));
    }
    builder.finish(parent.unwrap(), None);
    builder.finished_data().to_vec()
}

fn verify<'a, T: flatbuffers::Follow<'a> + Verifiable + 'a>(
    opts: &VerifierOptions,
    payload: &'a [u8],
) -> std::result::Result<(), flatbuffers::InvalidFlatbuffer> {
    flatbuffers::root_with_opts::<T>(opts, payload).map(drop)
}

#[test]
fn generated_verifiers_with_limits() {
    let opts = VerifierOptions { max_depth: 4, max_tables: 3, ..VerifierOptions::default() };
    let limited = TypedValidator::new(move |p| verify::<schema::Nested<'_>>(&opts, p));
    for depth in 1..=3 {
        limited.validate(&nested(depth)).unwrap();
    }
    assert!(refusal(&limited, &nested(4)).contains("Too many tables"));

    let opts = VerifierOptions { max_depth: 2, ..VerifierOptions::default() };
    let shallow = TypedValidator::new(move |p| verify::<schema::Nested<'_>>(&opts, p));
    shallow.validate(&nested(2)).unwrap();
    assert!(refusal(&shallow, &nested(5)).contains("depth"));

    let whole =
        TypedValidator::new(|p| verify::<schema::Nested<'_>>(&VerifierOptions::default(), p));
    whole.validate(&nested(5)).unwrap();
    refusal(&whole, &nested(5)[..20]);
    let error = whole.validate(b"no").unwrap_err();
    let source = error.source().unwrap();
    assert!(source.downcast_ref::<flatbuffers::InvalidFlatbuffer>().is_some(), "{source:?}");
}

#[test]
fn tuples_ask_one_after_the_other() {
    let calls = RefCell::new(String::new());
    let says = |name: char, ok: bool| {
        let calls = &calls;
        move |_: &[u8]| -> Result<()> {
            calls.borrow_mut().push(name);
            if ok {
                Ok(())
            } else {
                Err(Error::custom(ErrorKind::InvalidPayload, name.to_string()))
            }
        }
    };
    (says('a', true), says('b', true)).validate(b"").unwrap();
    assert_eq!(calls.take(), "ab");
    let refusing = (says('a', true), says('b', false), says('c', true), says('d', false));
    assert_eq!(refusal(&refusing, b""), "b");
    assert_eq!(calls.take(), "ab");

    let both = (SizeValidator::new(88, 88), TableRootValidator::new());
    let framer = DefaultFramer.with_validator(both);
    assert_eq!(written(&framer, &[0; 88]), Err(ErrorKind::InvalidPayload));
    assert_eq!(written(&framer, &message(&Telemetry(1))).unwrap().len(), 92);
}

#[test]
fn framers_and_deframers_are_objects() {
    let boxed: Vec<Box<dyn Framer>> = vec![
        Box::new(DefaultFramer),
        Box::new(ChecksumFramer::new(Crc32).bounded(10).observed(|_| {})),
    ];
    let frames: Vec<_> = boxed.iter().map(|framer| wire(framer, ["abc"])).collect();
    assert_eq!(frames[0], b"\x03\0\0\0abc");
    assert_eq!(frames[1], wire(&ChecksumFramer::new(Crc32), ["abc"]));
    let framer: &dyn Framer = &DefaultFramer;
    let framed = framer.frame(b"abc", &mut OutBuf::new()).unwrap();
    assert_eq!(framed.header.len(), 4);
    assert_eq!(wire(&framer.bounded(5), ["abc"]), frames[0]);

    let deframers: Vec<Box<dyn Deframer>> = vec![
        Box::new(DefaultDeframer),
        Box::new(ChecksumDeframer::new(Crc32).with_validator(SizeValidator::new(0, 5))),
    ];
    for (deframer, frame) in deframers.into_iter().zip(&frames) {
        let by_reference: &dyn Deframer = &*deframer;
        assert_eq!(read(frame, by_reference), [Ok(b"abc".to_vec())]);
        let found = flatstream_framing::recover(&frame[..], &deframer).unwrap();
        assert_eq!((found.frames, found.bytes), (1, frame.len() as u64));
        assert_eq!(read(frame, deframer.bounded(3)), [Ok(b"abc".to_vec())]);
    }
    let borrowing: &dyn flatstream_core::Borrowing = &DefaultDeframer;
    let limits = Limits::default().max_frame_bytes(2);
    let mut reader = SliceReader::new(&frames[0], borrowing).limits(limits);
    let error = reader.next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 3, limit: 2 });
}

/// What `framer` makes of `payload` in up to three parts, cut anywhere: the same
/// `expected` each time.
fn check_parts(
    framer: &impl Framer,
    payload: &[u8],
    expected: std::result::Result<Option<Header>, ErrorKind>,
) {
    for (a, b) in (0..=payload.len()).flat_map(|b| (0..=b).map(move |a| (a, b))) {
        let parts = [&payload[..a], &payload[a..b], &payload[b..]].map(IoSlice::new);
        let found = framer.frame_parts(&parts).map_err(|error| error.kind());
        assert_eq!(found, expected, "cut at {a} and {b}");
    }
    let whole = framer.frame_parts(&[IoSlice::new(payload)]).map_err(|error| error.kind());
    assert_eq!(whole, expected);
}

/// The header that `framer` gives `payload` in one piece.
fn header(framer: &impl Framer, payload: &[u8]) -> Header {
    framer.frame(payload, &mut OutBuf::new()).unwrap().header
}

#[test]
fn the_header_of_parts_is_that_of_the_whole() {
    for payload in [&b""[..], b"a", b"payload", &[0; 20]] {
        let expected = Ok(Some(header(&DefaultFramer, payload)));
        check_parts(&DefaultFramer, payload, expected);
        check_parts(&&DefaultFramer, payload, expected);
        for &kind in ChecksumKind::ALL {
            let framer = ChecksumFramer::new(kind);
            let expected = Ok(Some(header(&framer, payload)));
            check_parts(&framer, payload, expected);
            check_parts(&framer.bounded(20).bounded(100), payload, expected);
            check_parts(&(Box::new(framer) as Box<dyn Framer>), payload, expected);
        }
    }
    let none = DefaultFramer.frame_parts(&[]).unwrap();
    assert_eq!(none, Some(header(&DefaultFramer, b"")));
}

#[test]
fn bounded_counts_all_parts() {
    let too_large = Err(ErrorKind::FrameTooLarge { len: 7, limit: 6 });
    check_parts(&DefaultFramer.bounded(6), b"payload", too_large);
    check_parts(&DefaultFramer.bounded(6).bounded(100), b"payload", too_large);
    check_parts(&DefaultFramer.bounded(100).bounded(6), b"payload", too_large);
    // Before anything is asked of what is inside.
    check_parts(&ChecksumFramer::new(Sum(3)).bounded(6), b"payload", too_large);
    check_parts(&DefaultFramer.with_validator(NoValidator).bounded(6), b"payload", too_large);
}

/// A sum of some width, which does not go by parts.
struct Sum(usize);

impl Checksum for Sum {
    fn calculate(&self, payload: &[u8]) -> u64 {
        payload.iter().map(|&byte| u64::from(byte)).sum()
    }
    fn size(&self) -> usize {
        self.0
    }
}

#[test]
fn framers_that_must_see_the_whole_do_not_take_parts() {
    let seen = RefCell::new(Vec::new());
    let see = |payload: &[u8]| seen.borrow_mut().push(payload.to_vec());
    let refuse = |_: &[u8]| -> Result<()> { panic!("a validator that is asked about a part") };

    check_parts(&ChecksumFramer::new(Sum(3)), b"payload", Ok(None));
    check_parts(&ChecksumFramer::new(Sum(3)).bounded(7), b"payload", Ok(None));
    check_parts(&ChecksumFramer::new(&Sum(3) as &dyn Checksum), b"payload", Ok(None));
    check_parts(&DefaultFramer.observed(see), b"payload", Ok(None));
    check_parts(&DefaultFramer.observed(see).bounded(7), b"payload", Ok(None));
    check_parts(&ChecksumFramer::new(Crc32).with_validator(refuse), b"payload", Ok(None));
    check_parts(&DefaultFramer.with_validator(refuse).bounded(7), b"payload", Ok(None));
    assert_eq!(seen.take(), Vec::<Vec<u8>>::new());
}

/// As [`Sum`], and goes by parts.
struct PartedSum(usize);

impl Checksum for PartedSum {
    fn calculate(&self, payload: &[u8]) -> u64 {
        Sum(self.0).calculate(payload)
    }
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        Some(parts.iter().map(|part| self.calculate(part)).sum())
    }
    fn size(&self) -> usize {
        self.0
    }
}

#[test]
fn the_width_of_the_digest_holds_for_parts() {
    let expected = Header::new(&[3, 0, 0, 0, 0x26, 0x01, 0x00]); // 97 + 98 + 99
    check_parts(&ChecksumFramer::new(PartedSum(3)), b"abc", Ok(Some(expected)));
    check_parts(&ChecksumFramer::new(PartedSum(9)), b"abc", Err(ErrorKind::Config));
}
