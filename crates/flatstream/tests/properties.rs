//! What holds for every stream, however it is cut, and for bytes that are none.

use flatstream::{
    Bounded, ChecksumKind, Deframer, FrameDecoder, FrameFormat, Limits, SliceReader, StreamReader,
    StreamWriter, recover,
};
use flatstream_testkit::{FaultyReader, FaultyWriter, Outcome, Step, count, outcomes, wire};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};
use std::io;

fn format() -> impl Strategy<Value = FrameFormat> {
    select(ChecksumKind::ALL).prop_map(|kind| FrameFormat::new().checksum(kind))
}

/// Payloads, from none to some larger than a small buffer.
fn payloads() -> impl Strategy<Value = Vec<Vec<u8>>> {
    vec(prop_oneof![4 => vec(any::<u8>(), 0..60), 1 => vec(any::<u8>(), 0..3000)], 0..20)
}

/// Bytes that are no stream; lengths among them are often small enough to matter.
fn hostile() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..100),
        (0..200_u32).prop_map(|len| len.to_le_bytes().to_vec()),
        any::<u32>().prop_map(|len| len.to_le_bytes().to_vec()),
        (0..300_usize).prop_map(|n| vec![0; n]),
        select(vec![0xff_u8, 0x7f, 0x80]).prop_map(|byte| vec![0, 0, 0, byte]),
    ];
    vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Reads of 1 to 200 bytes, some of them failing first.
fn reads() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        8 => (1..200_usize).prop_map(Step::Bytes),
        1 => Just(Step::Fail(io::ErrorKind::Interrupted)),
    ];
    vec(step, 0..300)
}

/// What a decoder makes of `wire`, pushed in `pieces`.
fn pushed(deframer: impl Deframer, limits: Limits, wire: &[u8], pieces: &[Step]) -> Vec<Outcome> {
    let mut decoder = FrameDecoder::new(deframer).limits(limits);
    let (mut rest, mut seen) = (wire, Vec::new());
    let mut pieces = pieces.iter().filter_map(|step| match step {
        Step::Bytes(n) => Some(*n),
        Step::Fail(_) => None,
    });
    while !rest.is_empty() {
        let n = pieces.next().unwrap_or(rest.len()).min(rest.len());
        decoder.push(&rest[..n]);
        rest = &rest[n..];
        while let Some(outcome) = decoder.next_frame().transpose().map(Outcome::from) {
            seen.push(outcome);
        }
    }
    seen.extend(decoder.finish().err().map(|error| Outcome::failure(&error)));
    seen
}

/// Most bytes that reading `len` bytes of whatever kind may take.
fn affordable(len: usize) -> u64 {
    256 * 1024 + 6 * len as u64
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, ..Config::default() })]

    #[test]
    fn what_was_written_is_read(
        format in format(),
        payloads in payloads(),
        capacity in 0..5000_usize,
        script in reads(),
    ) {
        let mut writer = StreamWriter::new(Vec::new(), format);
        for payload in &payloads {
            writer.write_payload(payload).unwrap();
        }
        prop_assert_eq!(writer.messages_written(), payloads.len() as u64);
        let wire = writer.into_inner();
        let source = FaultyReader::new(&wire, script);
        let mut reader = StreamReader::with_capacity(source, format, capacity);
        for payload in &payloads {
            prop_assert_eq!(reader.read_message().unwrap(), Some(&payload[..]));
        }
        prop_assert_eq!(reader.read_message().unwrap(), None);
        prop_assert_eq!(reader.position().offset, wire.len() as u64);
        let slices: Vec<_> = SliceReader::new(&wire, format).map(Result::unwrap).collect();
        prop_assert_eq!(slices, payloads);
    }

    #[test]
    fn texts_survive_any_sink_that_blocks_and_takes_pieces(
        format in format(),
        texts in vec(".{0,40}", 1..10),
        script in vec(
            prop_oneof![
                3 => (1..30_usize).prop_map(Step::Bytes),
                1 => Just(Step::Bytes(0)),
                1 => Just(Step::Fail(io::ErrorKind::WouldBlock)),
                1 => Just(Step::Fail(io::ErrorKind::Interrupted)),
            ],
            0..40,
        ),
    ) {
        let mut plain = StreamWriter::new(Vec::new(), format);
        let mut writer = StreamWriter::new(FaultyWriter::new(script), format);
        for text in &texts {
            plain.write(text).unwrap();
            // A message is taken or it is not: the counter says which.
            let target = plain.messages_written();
            while writer.messages_written() < target {
                if let Err(error) = writer.write(text) {
                    prop_assert!(matches!(error.kind(), flatstream::ErrorKind::Io(_)));
                }
            }
        }
        while writer.flush().is_err() {}
        prop_assert_eq!(writer.into_inner().taken, plain.into_inner());
    }

    #[test]
    fn a_damaged_stream_is_the_same_however_it_is_chopped(
        format in format(),
        payloads in payloads(),
        flips in vec((any::<prop::sample::Index>(), 0..8_u32), 0..4),
        cut in any::<prop::sample::Index>(),
        limit in select(vec![i32::MAX as u32, 1000, 30]),
        capacity in 0..5000_usize,
        pieces in reads(),
    ) {
        let mut wire = wire(&format, &payloads);
        for (at, bit) in flips.into_iter().filter(|_| !payloads.is_empty()) {
            let at = at.index(wire.len());
            wire[at] ^= 1 << bit;
        }
        wire.truncate(cut.index(wire.len() + 1));
        let limits = Limits::default().max_frame_bytes(limit);
        let expected = outcomes(SliceReader::new(&wire, format).limits(limits));
        let source = FaultyReader::new(&wire, pieces.clone());
        let reader = StreamReader::with_capacity(source, format, capacity).limits(limits);
        prop_assert_eq!(&outcomes(reader), &expected);
        prop_assert_eq!(&pushed(format, limits, &wire, &pieces), &expected);
        let bounded = Bounded::new(format, limit);
        prop_assert_eq!(&pushed(bounded, Limits::default(), &wire, &pieces), &expected);
    }

    #[test]
    fn hostile_bytes_are_the_same_however_they_are_chopped(
        format in format(),
        bytes in hostile(),
        capacity in 0..5000_usize,
        pieces in reads(),
    ) {
        let expected = outcomes(SliceReader::new(&bytes, format));
        let source = FaultyReader::new(&bytes, pieces.clone());
        let reader = StreamReader::with_capacity(source, format, capacity);
        prop_assert_eq!(&outcomes(reader), &expected);
        prop_assert_eq!(&pushed(format, Limits::default(), &bytes, &pieces), &expected);
    }

    #[test]
    fn hostile_bytes_cost_no_more_than_their_size_and_a_constant(
        format in format(),
        bytes in hostile(),
        capacity in select(vec![0, 100, 64 * 1024]),
    ) {
        let traffic = count(|| {
            StreamReader::with_capacity(&bytes[..], format, capacity).for_each(drop);
            let mut reader = StreamReader::with_capacity(&bytes[..], format, capacity);
            while let Ok(Some(_)) = reader.skip_message() {}
            let (mut source, mut buffer) = (&bytes[..], Vec::new());
            while let Ok(Some(())) | Err(_) = format.read_and_deframe(&mut source, &mut buffer) {
                buffer.shrink_to(0);
            }
        });
        prop_assert!(traffic.peak_bytes <= affordable(bytes.len()), "{:?}", traffic);
        let traffic = count(|| {
            let report = recover(&bytes[..], &format).unwrap();
            assert_eq!(report.bytes, bytes.len() as u64);
        });
        prop_assert!(traffic.peak_bytes <= affordable(bytes.len()), "{:?}", traffic);
    }

    #[test]
    fn slices_of_hostile_bytes_cost_nothing_but_their_errors(
        format in format(),
        bytes in hostile(),
    ) {
        let (mut payloads, mut errors) = (0_u64, 0_u64);
        let traffic = count(|| {
            for result in SliceReader::new(&bytes, format) {
                match result {
                    Ok(_) => payloads += 1,
                    Err(_) => errors += 1,
                }
            }
        });
        prop_assert_eq!(traffic.allocations, errors);
        prop_assert!(payloads <= bytes.len() as u64 / 4);
    }
}
