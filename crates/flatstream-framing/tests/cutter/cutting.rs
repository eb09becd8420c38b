//! `PayloadCutter`: payloads that are cut off stay as they are, and nothing else
//! changes by cutting them.

use crate::support::{Piece, deframer, stream, streams};
use bytes::{Bytes, BytesMut};
use flatstream_core::{ErrorKind, Position};
use flatstream_framing::{DefaultDeframer, DefaultFramer, PayloadCutter};
use flatstream_testkit::{Outcome, located, wire};
use proptest::{collection, prelude::*};

proptest! {
    #[test]
    fn shared_or_lent_in_any_chunks((pieces, damaged) in streams(),
        chunks in collection::vec(1..300_usize, 1..10),
        shared in collection::vec(any::<bool>(), 1..9)) {
        let (bytes, expected) = stream(&pieces, &damaged);
        let mut cutter = PayloadCutter::new(deframer());
        let mut input = BytesMut::new();
        let (mut seen, mut kept) = (Vec::new(), Vec::new());
        let (mut rest, mut chunks) = (&bytes[..], chunks.iter().cycle());
        loop {
            match cutter.decode(&mut input) {
                Ok(true) => {
                    let lent = Outcome::payload(cutter.payload(&input));
                    if shared[seen.len() % shared.len()] {
                        let payload = cutter.share(&mut input);
                        prop_assert_eq!(Outcome::payload(cutter.payload(&input)), lent.clone());
                        // Again, the same memory.
                        prop_assert_eq!(cutter.share(&mut input).as_ptr(), payload.as_ptr());
                        kept.push((seen.len(), payload));
                    }
                    seen.push(lent);
                }
                Err(error) => seen.push(Outcome::failure(&error)),
                Ok(false) if rest.is_empty() => break,
                Ok(false) => {
                    let n = rest.len().min(*chunks.next().unwrap());
                    input.extend_from_slice(&rest[..n]);
                    rest = &rest[n..];
                }
            }
        }
        cutter.finish(&mut input).unwrap();
        prop_assert!(input.is_empty());
        prop_assert_eq!(&seen, &expected);
        for (n, payload) in kept {
            prop_assert_eq!(&Outcome::payload(payload), &expected[n]);
        }
    }

    #[test]
    fn what_is_left_is_what_was_not_begun((pieces, damaged) in streams(), calls in 0..20_usize,
        shared in any::<bool>()) {
        let (bytes, expected) = stream(&pieces, &damaged);
        let mut input = Bytes::from(bytes.clone());
        let mut cutter = PayloadCutter::new(deframer());
        let calls = calls.min(expected.len());
        for _ in 0..calls {
            if cutter.decode(&mut input).is_ok() && shared {
                cutter.share(&mut input);
            }
        }
        cutter.leave(&mut input);
        let at = cutter.position();
        prop_assert_eq!(&input, &bytes[usize::try_from(at.offset).unwrap()..]);
        prop_assert_eq!(at.ordinal, calls as u64);
        // Whoever goes on from there gets whole frames.
        let mut cutter = PayloadCutter::new(deframer());
        while !matches!(cutter.decode(&mut input), Ok(false)) {}
        cutter.finish(&mut input).unwrap();
    }
}

/// In the input itself, from the front to the back.
#[test]
fn stored_payloads_are_not_copied() {
    let bytes = Bytes::from(wire(&DefaultFramer, ["one", "two", "", "three"]));
    let mut input = bytes.clone();
    let mut cutter = PayloadCutter::new(DefaultDeframer);
    for (at, len) in [(4, 3), (11, 3), (18, 0), (22, 5)] {
        assert!(cutter.decode(&mut input).unwrap());
        let payload = cutter.share(&mut input);
        assert_eq!(payload, bytes[at..at + len]);
        if len > 0 {
            assert_eq!(payload.as_ptr(), bytes[at..].as_ptr());
        }
    }
    assert!(!cutter.decode(&mut input).unwrap());
}

/// Stored as it is or decoded, a block is one piece of memory.
#[test]
fn messages_of_a_block_are_parts_of_one_piece() {
    for last in [b"de".to_vec(), b"d\0".to_vec()] {
        let block = Piece::Many(vec![b"abc".to_vec(), vec![], last.clone()]);
        let (bytes, _) = stream(&[block], &[]);
        let mut input = Bytes::from(bytes.clone());
        let begin = input.as_ptr() as usize;
        let mut cutter = PayloadCutter::new(deframer());
        let mut next = || {
            assert!(cutter.decode(&mut input).unwrap());
            cutter.share(&mut input)
        };
        let [first, second, third] = [next(), next(), next()];
        assert_eq!((&first[..], second.len(), &third[..]), (&b"abc"[..], 0, &last[..]));
        assert_eq!(third.as_ptr() as usize - first.as_ptr() as usize, 11);
        let is_part_of_input = (begin..begin + bytes.len()).contains(&(first.as_ptr() as usize));
        assert_eq!(is_part_of_input, last == b"de");
    }
}

/// The first message lent, the second cut off, and the other way round.
#[test]
fn positions_in_a_block_do_not_change_by_cutting() {
    let messages = vec![b"a".to_vec(), vec![7; 60], b"c\0".to_vec()];
    let pieces = [Piece::One(b"0".to_vec()), Piece::Many(messages), Piece::One(b"4".to_vec())];
    let (bytes, _) = stream(&pieces, &[]);
    let (start, _) = stream(&pieces[..1], &[]);
    let start = start.len() as u64;
    for cut in 0..16_u32 {
        let mut input = BytesMut::from(&bytes[..]);
        let mut cutter = PayloadCutter::new(deframer());
        let mut at = Vec::new();
        for n in 0..5 {
            assert!(cutter.decode(&mut input).unwrap());
            if cut >> n & 1 == 1 {
                cutter.share(&mut input);
            }
            at.push(cutter.frame_position());
        }
        let expected =
            [(0, 0), (start, 1), (start, 2), (start, 3)].map(|at| Position::new(at.0, at.1));
        assert_eq!(at[..4], expected);
        assert_eq!(at[4].ordinal, 4);
    }
}

#[test]
fn the_end_inside_a_frame_is_truncated_once() {
    let mut input = Bytes::from_static(b"\x03\0\0\0one\x05\0\0\0t");
    let mut cutter = PayloadCutter::new(DefaultDeframer);
    assert!(cutter.decode(&mut input).unwrap());
    let one = cutter.share(&mut input);
    assert!(!cutter.decode(&mut input).unwrap());
    assert_eq!(cutter.room(), 4);
    let error = cutter.finish(&mut input).unwrap_err();
    assert_eq!(located(&error), (ErrorKind::Truncated { missing: 4 }, 7, 1));
    assert!(cutter.is_lost() && cutter.finish(&mut input).is_ok());
    assert_eq!(one, "one");
}

/// Memory can be given back between any two messages.
#[test]
fn shrinking_changes_nothing() {
    let messages = vec![b"a\0".to_vec(), vec![0; 100], b"c\0".to_vec()];
    let pieces = [Piece::Many(messages), Piece::One(vec![0; 300]), Piece::One(b"x".to_vec())];
    let (bytes, expected) = stream(&pieces, &[]);
    for shared in [false, true] {
        let mut input = BytesMut::from(&bytes[..]);
        let mut cutter = PayloadCutter::new(deframer());
        for outcome in &expected {
            assert!(cutter.decode(&mut input).unwrap());
            if shared {
                assert_eq!(&Outcome::payload(cutter.share(&mut input)), outcome);
            } else {
                assert_eq!(&Outcome::payload(cutter.payload(&input)), outcome);
            }
            cutter.release(&mut input);
            cutter.shrink_to(0);
        }
        assert!(!cutter.decode(&mut input).unwrap() && input.is_empty());
    }
}
