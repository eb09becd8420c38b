//! The reader's contract: every whole frame comes out, every damaged one is named
//! with offset, ordinal and numbers, and nothing is lost on the way.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod faults;
mod refusals;
mod sources;
mod typed;
mod verified;

use flatstream::{
    Body, ChecksumKind, Content, DefaultDeframer, Deframer, End, ErrorKind, FrameDecoder,
    FrameFormat, Framed, Framer, Header, Limits, OutBuf, Result, SliceReader, Step, StreamReader,
    StreamWriter, recover,
};
use flatstream_testkit::{FaultyReader, Outcome, OwnedLog, golden_frames, outcomes, wire};

/// Every format chosen at run time.
fn formats() -> impl Iterator<Item = FrameFormat> {
    ChecksumKind::ALL.iter().map(|&kind| FrameFormat::new().checksum(kind))
}

/// Payloads of several sizes, all different, none empty.
fn payloads() -> [Vec<u8>; 4] {
    [vec![1], vec![2; 40], b"three".to_vec(), vec![4; 17]]
}

/// What a decoder makes of `wire`, pushed in pieces of `n` bytes.
fn pushed<D: Deframer>(deframer: D, limits: Limits, wire: &[u8], n: usize) -> Vec<Outcome> {
    let mut decoder = FrameDecoder::new(deframer).limits(limits);
    let mut seen = Vec::new();
    let mut decode = |decoder: &mut FrameDecoder<D>| {
        while let Some(outcome) = decoder.next_frame().transpose().map(Outcome::from) {
            seen.push(outcome);
        }
    };
    for piece in wire.chunks(n) {
        decoder.push(piece);
        decode(&mut decoder);
    }
    if let Err(error) = decoder.finish() {
        seen.push(Outcome::failure(&error));
    }
    assert!(decoder.finish().is_ok_and(|()| decoder.next_frame().is_ok_and(|f| f.is_none())));
    seen
}

/// What `read_and_deframe` makes of `wire`. It knows no positions.
fn read_and_deframed<D: Deframer>(deframer: &D, wire: &[u8]) -> Vec<Result<Vec<u8>, ErrorKind>> {
    let (mut source, mut buffer, mut seen) = (wire, Vec::new(), Vec::new());
    loop {
        match deframer.read_and_deframe(&mut source, &mut buffer) {
            Ok(Some(())) => seen.push(Ok(buffer.clone())),
            Ok(None) => return seen,
            Err(error) => seen.push(Err(error.kind())),
        }
    }
}

fn kind(outcome: &Outcome) -> Result<Vec<u8>, ErrorKind> {
    match outcome {
        Outcome::Payload(payload) => Ok(payload.clone()),
        Outcome::Failure(kind, ..) => Err(*kind),
    }
}

/// What a reader makes of `wire`, asked for in every way there is.
#[track_caller]
fn check<D: Deframer>(deframer: &D, limits: Limits, wire: &[u8], expected: &[Outcome]) {
    for capacity in [0, 1, 30, 64 * 1024] {
        let reader = StreamReader::with_capacity(wire, deframer, capacity).limits(limits);
        assert_eq!(outcomes(reader), expected, "capacity {capacity}");
    }
    if limits == Limits::default() {
        let kinds: Vec<_> = expected.iter().map(kind).collect();
        assert_eq!(read_and_deframed(deframer, wire), kinds, "read_and_deframe");
    }
    for piece in [1, 7] {
        let source = FaultyReader::in_pieces_of(wire, piece);
        let reader = StreamReader::new(source, deframer).limits(limits);
        assert_eq!(outcomes(reader), expected, "read in pieces of {piece}");
        assert_eq!(pushed(deframer, limits, wire, piece), expected, "pushed in pieces of {piece}");
    }
}

/// As [`check`], and through a [`SliceReader`].
#[track_caller]
fn check_format(format: FrameFormat, limits: Limits, wire: &[u8], expected: &[Outcome]) {
    check(&format, limits, wire, expected);
    assert_eq!(outcomes(SliceReader::new(wire, format).limits(limits)), expected, "slice");
}

#[test]
fn whole_streams_come_out_whole() {
    for format in formats() {
        let expected = payloads().map(Outcome::payload);
        check_format(format, Limits::default(), &wire(&format, payloads()), &expected);
        check_format(format, Limits::default(), b"", &[]);
    }
}

#[test]
fn golden_frames_both_ways() {
    for golden in golden_frames() {
        let name = match golden.format {
            "default" => "none",
            "xxhash64" => "xxh3",
            name => name,
        };
        // A build may lack the checksum.
        let Ok(kind) = name.parse::<ChecksumKind>() else { continue };
        let format = FrameFormat::new().checksum(kind);
        let mut writer = StreamWriter::new(Vec::new(), format);
        writer.write_payload(&golden.payload).unwrap();
        assert_eq!(writer.into_inner(), golden.frame, "{name} {}", golden.name);
        let expected = [Outcome::payload(&golden.payload)];
        check_format(format, Limits::default(), &golden.frame, &expected);
    }
}

#[test]
fn a_format_chosen_at_run_time_has_the_bytes_of_the_one_chosen_at_compile_time() {
    fn check(name: &str, framer: impl Framer, deframer: impl Deframer) {
        let format = FrameFormat::new().checksum(name.parse().unwrap());
        let log = OwnedLog::new(3);
        let mut fixed = StreamWriter::new(Vec::new(), framer);
        let mut chosen = StreamWriter::new(Vec::new(), format);
        fixed.write(&log.as_log()).unwrap();
        chosen.write(&log.as_log()).unwrap();
        assert_eq!(fixed.get_ref(), chosen.get_ref());
        let expected = outcomes(StreamReader::new(&chosen.get_ref()[..], format));
        assert_eq!(expected.len(), 1);
        assert_eq!(outcomes(StreamReader::new(&fixed.into_inner()[..], deframer)), expected);
        assert_eq!(Deframer::digest_len(&format), chosen.get_ref().len() - 4 - payload_len(&log));
    }
    fn payload_len(log: &OwnedLog) -> usize {
        let mut writer = StreamWriter::new(Vec::new(), flatstream::DefaultFramer);
        writer.write(&log.as_log()).unwrap();
        writer.get_ref().len() - 4
    }
    check("none", flatstream::DefaultFramer, DefaultDeframer);
    #[cfg(any(feature = "crc16", feature = "crc32", feature = "xxhash"))]
    use flatstream::{ChecksumDeframer, ChecksumFramer};
    #[cfg(feature = "crc16")]
    check(
        "crc16",
        ChecksumFramer::new(flatstream::Crc16),
        ChecksumDeframer::new(flatstream::Crc16),
    );
    #[cfg(feature = "crc32")]
    check(
        "crc32",
        ChecksumFramer::new(flatstream::Crc32),
        ChecksumDeframer::new(flatstream::Crc32),
    );
    #[cfg(feature = "xxhash")]
    check(
        "xxh3",
        ChecksumFramer::new(flatstream::XxHash64),
        ChecksumDeframer::new(flatstream::XxHash64),
    );
}

/// Stores payloads inverted: a format that encodes and decodes.
struct Inverted;

fn invert(bytes: &[u8], scratch: &mut OutBuf) {
    scratch.clear();
    scratch.extend_from_slice(bytes);
    scratch.filled_mut().iter_mut().for_each(|byte| *byte = !*byte);
}

impl Framer for Inverted {
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        invert(payload, scratch);
        Ok(Framed { header: Header::v1(payload.len(), 0, 0)?, body: Body::Scratch })
    }
}

impl Deframer for Inverted {
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        DefaultDeframer.deframe(input, limits)
    }
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, _: &Limits) -> Result<Content> {
        invert(&frame[4..], scratch);
        Ok(Content::Decoded { many: false })
    }
}

#[test]
fn a_format_that_encodes_works_everywhere() {
    let mut writer = StreamWriter::new(Vec::new(), Inverted);
    for payload in payloads() {
        writer.write_payload(&payload).unwrap();
    }
    writer.write("text").unwrap();
    writer.write_payload(&vec![0x0f; 100_000]).unwrap();
    let wire = writer.into_inner();
    assert_eq!(wire[..5], [1, 0, 0, 0, !1]);
    assert_eq!(wire, flatstream_testkit::wire(&Inverted, plain(&wire)));

    let expected: Vec<_> = plain(&wire).into_iter().map(Outcome::Payload).collect();
    assert_eq!(expected[..4], payloads().map(Outcome::payload));
    check(&Inverted, Limits::default(), &wire, &expected);

    let report = recover(&wire[..], &Inverted).unwrap();
    assert_eq!((report.frames, report.end), (6, End::Clean));
    let report = recover(&wire[..wire.len() - 7], &Inverted).unwrap();
    assert_eq!((report.frames, report.end), (5, End::Torn { missing: 7 }));
}

/// The payloads in a stream of [`Inverted`] frames.
fn plain(wire: &[u8]) -> Vec<Vec<u8>> {
    let inverted = SliceReader::new(wire, DefaultDeframer);
    inverted.map(|payload| payload.unwrap().iter().map(|byte| !byte).collect()).collect()
}
