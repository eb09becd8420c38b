//! Whatever the source does, the reader says what it says without async.

use crate::support::{Act, Case, Source, cases, cycle, drive, halting, once, payloads, poll_up_to};
use flatstream_core::{
    Deframer, Error, ErrorKind, PayloadVerifier, Position, Result, StreamDeserialize, Verified,
};
use flatstream_framing::{DefaultDeframer, DefaultFramer};
use flatstream_testkit::{Outcome, Telemetry, located, payload, wire};
use flatstream_tokio::AsyncStreamReader;
use futures_util::StreamExt;
use proptest::prelude::*;
use std::io;
use tokio::io::AsyncRead;

/// A way to ask for the next payload.
#[derive(Clone, Copy, Debug)]
enum Way {
    Message,
    Bytes,
    Typed,
    Verified,
    Process,
    Stream,
}
const WAYS: [Way; 6] =
    [Way::Message, Way::Bytes, Way::Typed, Way::Verified, Way::Process, Way::Stream];

/// Takes any payload.
struct Any;

impl StreamDeserialize for Any {
    type Root<'p> = &'p [u8];
    fn from_payload(payload: &[u8]) -> Result<&[u8]> {
        Ok(payload)
    }
}

impl Verified for Any {
    type Root<'p> = &'p [u8];
    type Memo = ();
    fn verify<'p>(payload: &'p [u8], (): &mut ()) -> Result<&'p [u8]> {
        Ok(payload)
    }
}

async fn next<R: AsyncRead + Unpin, D: Deframer + Unpin>(
    reader: &mut AsyncStreamReader<R, D>,
    way: Way,
) -> Option<Outcome> {
    match way {
        Way::Message => reader.read_message().await.transpose().map(Outcome::from),
        Way::Bytes => reader.read_bytes().await.transpose().map(Outcome::from),
        Way::Typed => reader.read_typed::<Any>().await.transpose().map(Outcome::from),
        Way::Verified => {
            let mut verifier = PayloadVerifier::<Any>::new();
            reader.read_verified(&mut verifier).await.transpose().map(Outcome::from)
        }
        Way::Process => {
            let mut found = None;
            let one = |payload: &[u8]| {
                found = Some(Outcome::payload(payload));
                Err(Error::other("one is enough"))
            };
            let result = reader.process_verified::<Any>(one).await;
            found.or(result.err().map(|error| Outcome::failure(&error)))
        }
        Way::Stream => reader.next().await.map(Outcome::from),
    }
}

/// All that `reader` says, asked in these ways, in turn. Goes on over I/O errors.
fn all<R: AsyncRead + Unpin, D: Deframer + Unpin>(
    mut reader: AsyncStreamReader<R, D>,
    ways: &[Way],
) -> Vec<Outcome> {
    drive(async {
        let mut seen = Vec::new();
        for &way in ways.iter().cycle() {
            match next(&mut reader, way).await {
                Some(Outcome::Failure(ErrorKind::Io(kind), ..)) => {
                    assert_ne!(kind, io::ErrorKind::Interrupted, "to be tried again");
                }
                Some(outcome) => seen.push(outcome),
                None => break,
            }
        }
        let after = next(&mut reader, ways[0]).await;
        let failed = matches!(after, Some(Outcome::Failure(ErrorKind::Io(_), ..)));
        assert!(after.is_none() || failed, "a reader that goes on: {after:?}");
        seen
    })
}

fn reader(
    case: &Case,
    source: Source,
    capacity: usize,
) -> AsyncStreamReader<Source, Box<dyn Deframer + Send>> {
    AsyncStreamReader::with_capacity(source, (case.deframer)(), capacity).limits(case.limits)
}

#[test]
fn all_payloads_come_out_in_every_way() {
    let all_of = |name| {
        let case = cases().into_iter().find(|case| case.name == name).unwrap();
        all(reader(&case, Source::new(&case.wire, once([])), 1000), &WAYS)
    };
    let expected = payloads().map(Outcome::payload);
    for name in ["plain", "checksums", "compressed"] {
        assert_eq!(all_of(name), expected, "{name}");
    }
    let stored = [&b"stored"[..], b"as it is"].map(Outcome::payload);
    assert_eq!(all_of("blocks"), [&expected[..], &expected, &stored].concat());
    let damaged = all_of("damaged");
    assert!(matches!(damaged[0], Outcome::Failure(ErrorKind::ChecksumMismatch { .. }, 0, 0)));
    assert!(matches!(damaged[1], Outcome::Failure(ErrorKind::ChecksumMismatch { .. }, 9, 1)));
    assert_eq!(damaged[2..], expected[2..]);
    let too_large = ErrorKind::FrameTooLarge { len: 300, limit: 120 };
    assert_eq!(all_of("too large")[1], Outcome::Failure(too_large, 9, 1));
    assert_eq!(all_of("too large in a block")[1], Outcome::Failure(too_large, 0, 1));
}

/// An end at every byte, in pieces of one byte.
#[test]
fn the_same_outcomes_wherever_the_input_ends() {
    let scripts = [&[Act::Bytes(1)][..], &[Act::Bytes(7)], &[Act::Later, Act::Bytes(1)]];
    for case in cases() {
        for len in 0..=case.wire.len() {
            let expected = case.expected(len);
            for (n, way) in WAYS.into_iter().enumerate() {
                let source = Source::new(&case.wire[..len], cycle(scripts[n % scripts.len()]));
                let seen = all(reader(&case, source, 64), &[way]);
                assert_eq!(seen, expected, "{}, {len} bytes, {way:?}", case.name);
            }
        }
    }
}

fn act() -> impl Strategy<Value = Act> {
    use io::ErrorKind::{ConnectionReset, Interrupted, TimedOut, WouldBlock};
    let fail = prop::sample::select(vec![Interrupted, WouldBlock, TimedOut, ConnectionReset]);
    prop_oneof![
        4 => (1..40_usize).prop_map(Act::Bytes),
        2 => Just(Act::Pending),
        2 => Just(Act::Later),
        1 => fail.prop_map(Act::Fail),
    ]
}

proptest! {
    #[test]
    fn chunking_does_not_matter(
        acts in prop::collection::vec(act(), 0..30),
        ways in prop::collection::vec(prop::sample::select(WAYS.to_vec()), 1..8),
        capacity in prop::sample::select(vec![0, 1, 5, 64, 1000, 64 * 1024]),
    ) {
        for case in cases() {
            let mut acts = acts.clone();
            acts.push(Act::Bytes(3));
            let source = Source::new(&case.wire, cycle(&acts));
            let seen = all(reader(&case, source, capacity), &ways);
            prop_assert_eq!(seen, case.expected(case.wire.len()), "{}", case.name);
        }
    }

    #[test]
    fn payloads_that_are_kept_stay_as_they_are(
        lens in prop::collection::vec(0..300_usize, 1..100),
        kept in prop::collection::vec(any::<bool>(), 1..20),
        n in 1..2000_usize,
        capacity in 0..3000_usize,
    ) {
        let payloads: Vec<_> =
            lens.iter().enumerate().map(|(n, &len)| vec![n.to_le_bytes()[0]; len]).collect();
        let wire = wire(&DefaultFramer, &payloads);
        let source = Source::new(&wire, cycle(&[Act::Bytes(n)]));
        let mut reader = AsyncStreamReader::with_capacity(source, DefaultDeframer, capacity);
        let mut held = Vec::new();
        for (n, payload) in payloads.iter().enumerate() {
            if kept[n % kept.len()] {
                held.push((payload, drive(reader.read_bytes()).unwrap().unwrap()));
            } else {
                prop_assert_eq!(drive(reader.read_message()).unwrap().unwrap(), &payload[..]);
            }
        }
        for (payload, bytes) in held {
            prop_assert_eq!(payload, &bytes);
        }
    }
}

/// Payloads lie where they were read to: neighbours are a header apart.
#[test]
fn payloads_that_are_kept_are_not_copied() {
    let wire = wire(&DefaultFramer, (0..500).map(|_| [7; 100]));
    let mut reader = AsyncStreamReader::new(&wire[..], DefaultDeframer);
    let kept: Vec<_> = drive(async {
        let mut kept = Vec::new();
        while let Some(payload) = reader.read_bytes().await.unwrap() {
            kept.push(payload);
        }
        kept
    });
    for pair in kept.windows(2) {
        assert_eq!(pair[1].as_ptr() as usize - pair[0].as_ptr() as usize, 104);
    }
}

/// Messages of a block are parts of one copy, and no copy where they were stored.
#[test]
fn messages_of_a_block_share_its_memory() {
    let case = cases().into_iter().find(|case| case.name == "blocks").unwrap();
    let mut reader = reader(&case, Source::new(&case.wire, once([])), 1000);
    let first = drive(reader.read_bytes()).unwrap().unwrap();
    let second = drive(reader.read_bytes()).unwrap().unwrap();
    assert_eq!((&first[..], &second[..]), (&[1][..], &[2; 300][..]));
    assert_eq!(second.as_ptr() as usize - first.as_ptr() as usize, 5);
}

#[test]
fn an_error_of_the_source_has_the_position_of_the_frame_and_loses_nothing() {
    let wire = wire(&DefaultFramer, payloads());
    for at in 0..=wire.len() {
        let pieces = std::iter::repeat_n(Act::Bytes(1), at);
        let script = pieces.chain([Act::Fail(io::ErrorKind::ConnectionReset)]);
        let mut reader = AsyncStreamReader::new(Source::new(&wire, once(script)), DefaultDeframer);
        let (mut seen, mut errors) = (Vec::new(), 0);
        while let Some(outcome) = drive(next(&mut reader, WAYS[at % WAYS.len()])) {
            if let Outcome::Failure(kind, offset, ordinal) = outcome {
                assert_eq!(kind, ErrorKind::Io(io::ErrorKind::ConnectionReset));
                assert_eq!(Position::new(offset, ordinal), reader.position());
                assert_eq!(ordinal, seen.len() as u64);
                errors += 1;
            } else {
                seen.push(outcome);
            }
        }
        assert_eq!((&seen[..], errors), (&payloads().map(Outcome::payload)[..], 1), "at {at}");
    }
}

#[test]
fn typed_messages_are_verified_and_refused_at_their_position() {
    let messages = [payload(&Telemetry(0)), b"no FlatBuffer".to_vec(), payload(&Telemetry(2))];
    let wire = wire(&DefaultFramer, messages);
    let mut reader = AsyncStreamReader::new(Source::new(&wire, halting()), DefaultDeframer);
    drive(async {
        let first = reader.read_typed::<Telemetry>().await.unwrap().unwrap();
        assert_eq!(first.sequence(), 1);
        let error = reader.read_typed::<Telemetry>().await.map(drop).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::InvalidPayload, 92, 1));
        let third = reader.read_typed::<Telemetry>().await.unwrap().unwrap();
        assert_eq!(third.sequence(), 3);
        assert!(reader.read_typed::<Telemetry>().await.unwrap().is_none());
    });
}

/// How many payloads were verified before; none is no message.
struct Counted;

impl Verified for Counted {
    type Root<'p> = usize;
    type Memo = usize;
    fn verify(payload: &[u8], memo: &mut usize) -> Result<usize> {
        *memo += 1;
        match payload {
            [] => Err(Error::custom(ErrorKind::InvalidPayload, "an empty one")),
            _ => Ok(*memo - 1),
        }
    }
}

#[test]
fn what_is_learnt_lasts_for_a_call_or_as_long_as_its_verifier() {
    let wire = wire(&DefaultFramer, [&b"one"[..], b"two", b"", b"four", b"five"]);
    let reader = || AsyncStreamReader::new(Source::new(&wire, halting()), DefaultDeframer);
    let refused = (ErrorKind::InvalidPayload, 14, 2);
    drive(async {
        let (mut reader, mut seen) = (reader(), Vec::new());
        let mut note = |n| {
            seen.push(n);
            Ok(())
        };
        let error = reader.process_verified::<Counted>(&mut note).await.unwrap_err();
        assert_eq!(located(&error), refused);
        reader.process_verified::<Counted>(&mut note).await.unwrap();
        assert_eq!(seen, [0, 1, 0, 1]);
    });
    drive(async {
        let (mut reader, mut verifier) = (reader(), PayloadVerifier::<Counted>::new());
        for expected in [Ok(Some(0)), Ok(Some(1)), Err(refused), Ok(Some(3)), Ok(Some(4))] {
            let read = reader.read_verified(&mut verifier).await;
            assert_eq!(read.map_err(|error| located(&error)), expected);
        }
        assert_eq!(reader.read_verified(&mut verifier).await.unwrap(), None);
    });
    drive(async {
        let mut reader = reader();
        let stop = |n| if n == 1 { Err(Error::other("enough")) } else { Ok(()) };
        let error = reader.process_verified::<Counted>(stop).await.unwrap_err();
        assert_eq!(located(&error), (ErrorKind::Other, 7, 1));
        assert_eq!(reader.read_message().await.unwrap(), Some(&b""[..]));
    });
}

/// Given up while it waits, a call has handed out all that was read.
#[test]
fn processing_that_is_given_up_loses_nothing_and_repeats_nothing() {
    let wire = wire(&DefaultFramer, payloads());
    for polls in 1..7 {
        let source = Source::new(&wire, halting());
        let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
        let mut seen = Vec::new();
        loop {
            let note = |payload: &[u8]| {
                seen.push(payload.to_vec());
                Ok(())
            };
            if poll_up_to(polls, reader.process_verified::<Any>(note)).map(Result::unwrap).is_some()
            {
                break;
            }
        }
        assert_eq!(seen, payloads());
    }
}

/// Reads on when a file that is followed has grown; not where it was cut off.
#[test]
fn a_clean_end_is_not_final_and_a_truncated_one_is() {
    let two = wire(&DefaultFramer, ["one", "two"]);
    let end = once([Act::Bytes(7), Act::Bytes(0)]);
    let mut reader = AsyncStreamReader::new(Source::new(&two, end), DefaultDeframer);
    assert_eq!(drive(reader.read_message()).unwrap(), Some(&b"one"[..]));
    assert_eq!(drive(reader.read_message()).unwrap(), None);
    assert_eq!(drive(reader.read_message()).unwrap(), Some(&b"two"[..]));

    let end = once([Act::Bytes(8), Act::Bytes(0)]);
    let mut reader = AsyncStreamReader::new(Source::new(&two, end), DefaultDeframer);
    assert_eq!(drive(reader.read_message()).unwrap(), Some(&b"one"[..]));
    let error = drive(reader.read_message()).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Truncated { missing: 3 }, 7, 1));
    assert_eq!(drive(reader.read_message()).unwrap(), None);
    assert_eq!(reader.get_ref().polls, 2, "a source that is read on");
}

#[test]
fn parts_are_what_no_message_was_made_of() {
    for case in cases().iter().filter(|case| ["plain", "blocks"].contains(&case.name)) {
        for count in 0..case.expected(case.wire.len()).len() {
            for way in WAYS {
                let mut reader = reader(case, Source::new(&case.wire, once([])), 10_000);
                for _ in 0..count {
                    drive(next(&mut reader, way)).unwrap();
                }
                let position = reader.position();
                let (source, rest) = reader.into_parts();
                let begun = usize::try_from(position.offset).unwrap();
                // Of a frame that was begun, nothing comes back.
                let whole = case.expected(begun).len() == count;
                if count == 0 {
                    assert!(rest.is_empty() && source.polls == 0);
                } else if whole {
                    assert_eq!(rest, case.wire[begun..], "{}, {count}", case.name);
                } else {
                    assert!(rest.len() < case.wire.len() - begun, "{}, {count}", case.name);
                    assert!(case.wire.ends_with(&rest));
                }
            }
        }
    }
}

#[test]
fn shrinking_loses_nothing() {
    for case in cases() {
        let source = Source::new(&case.wire, cycle(&[Act::Bytes(90)]));
        let mut reader = reader(&case, source, 200);
        let mut seen = Vec::new();
        for &way in WAYS.iter().cycle() {
            reader.shrink_to(0);
            let Some(outcome) = drive(next(&mut reader, way)) else { break };
            seen.push(outcome);
        }
        assert_eq!(seen, case.expected(case.wire.len()), "{}", case.name);
    }
}

/// A reader never waits for bytes while a whole frame is there.
#[test]
fn what_is_there_is_handed_out_before_the_source_is_asked_again() {
    let wire = wire(&DefaultFramer, payloads());
    for at in 1..wire.len() {
        let source = Source::new(&wire, once([Act::Bytes(at), Act::Panic]));
        let mut reader = AsyncStreamReader::new(source, DefaultDeframer);
        let mut end = 0;
        for payload in payloads() {
            end += 4 + payload.len();
            if end <= at {
                assert_eq!(drive(reader.read_message()).unwrap().unwrap(), payload);
            }
        }
    }
}
