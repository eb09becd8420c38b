//! `FrameParser` over a buffer of the caller's.

use crate::support::{Piece, deframer, stream, streams};
use flatstream_core::{ErrorKind, Limits, Position};
use flatstream_framing::{DefaultDeframer, FrameDecoder, FrameParser};
use flatstream_testkit::{Outcome, located};
use proptest::{collection, prelude::*};

proptest! {
    #[test]
    fn any_buffer_in_any_chunks((pieces, damaged) in streams(),
        chunks in collection::vec(1..300_usize, 1..10)) {
        let (bytes, expected) = stream(&pieces, &damaged);
        let mut parser = FrameParser::new(deframer());
        // How much of the stream has been released, and how much has arrived.
        let (mut from, mut to) = (0, 0);
        let (mut seen, mut chunks) = (Vec::new(), chunks.iter().cycle());
        loop {
            from += parser.release(to - from);
            prop_assert!(parser.payload(&bytes[from..to]).is_empty());
            let input = &bytes[from..to];
            match parser.parse(input) {
                Ok(true) => {
                    prop_assert_eq!(parser.frame_position().ordinal, seen.len() as u64);
                    // Blocks without messages may lie before it.
                    let at = usize::try_from(parser.frame_position().offset).unwrap();
                    prop_assert!((from..from + parser.held()).contains(&at));
                    let content = parser.decoded().unwrap_or(input);
                    prop_assert_eq!(&content[parser.payload_range()], parser.payload(input));
                    seen.push(Outcome::payload(parser.payload(input)));
                }
                Ok(false) if to == bytes.len() => {
                    prop_assert_eq!(parser.frame_position(), parser.position());
                    from += parser.release(to - from);
                    break;
                }
                Ok(false) => {
                    prop_assert!(parser.needed() > 0 && parser.needed() <= bytes.len() - to);
                    to += chunks.next().unwrap().min(&(bytes.len() - to));
                }
                Err(error) => {
                    prop_assert_eq!(error.position(), Some(parser.frame_position()));
                    seen.push(Outcome::failure(&error));
                }
            }
            prop_assert_eq!(parser.position().ordinal, seen.len() as u64);
        }
        parser.finish(&bytes[from..]).unwrap();
        prop_assert_eq!((seen, from), (expected, bytes.len()));
        prop_assert_eq!(parser.position().offset, bytes.len() as u64);
    }

    /// Stepping over messages comes to the same place as reading them.
    #[test]
    fn skipping_some((pieces, damaged) in streams(), skips in collection::vec(any::<bool>(), 1..9)) {
        let (bytes, expected) = stream(&pieces, &damaged);
        let mut decoder = FrameDecoder::new(deframer());
        decoder.push(&bytes);
        for (n, outcome) in expected.iter().enumerate() {
            prop_assert_eq!(decoder.position().ordinal, n as u64);
            if skips[n % skips.len()] {
                let len = decoder.skip_frame().unwrap().unwrap();
                prop_assert!(len >= 4);
            } else {
                prop_assert_eq!(&decoder.next_frame().transpose().map(Outcome::from).unwrap(), outcome);
            }
        }
        prop_assert_eq!(decoder.skip_frame().unwrap(), None);
        prop_assert_eq!(decoder.position().offset, bytes.len() as u64);
    }
}

/// The position of what holds no message is that of the next one.
#[test]
fn a_stream_that_begins_with_a_block_without_messages() {
    let (bytes, _) = stream(&[Piece::Many(vec![]), Piece::One(b"x".to_vec())], &[]);
    let len = stream(&[Piece::Many(vec![])], &[]).0.len();
    // The block alone, then with what follows it, in one piece or not.
    let mut parser = FrameParser::new(deframer());
    assert!(!parser.parse(&bytes[..len]).unwrap());
    assert_eq!((parser.held(), parser.needed()), (len, 8));
    assert_eq!(parser.frame_position(), Position::new(len as u64, 0));
    assert_eq!(parser.release(len), len);
    assert!(parser.parse(&bytes[len..]).unwrap());
    assert_eq!((parser.payload(&bytes[len..]), parser.held()), (&b"x"[..], bytes.len() - len));

    let mut parser = FrameParser::new(deframer());
    assert!(parser.parse(&bytes).unwrap());
    assert_eq!((parser.payload(&bytes), parser.held()), (&b"x"[..], bytes.len()));
    assert_eq!(parser.frame_position(), Position::new(len as u64, 0));
}

/// Whoever has cut the frame off does not have to drop it.
#[test]
fn a_frame_that_was_detached_is_not_released() {
    let block = Piece::Many(vec![b"a".to_vec(), b"b".to_vec()]);
    let (bytes, _) = stream(&[block, Piece::One(b"c".to_vec())], &[]);
    let mut parser = FrameParser::new(deframer());
    assert!(parser.parse(&bytes).unwrap());
    let (frame, rest) = bytes.split_at(parser.held());
    parser.detach();
    assert!(parser.has_more());
    assert_eq!(parser.payload(frame), b"a");
    assert_eq!(parser.release(rest.len()), 0);
    assert!(parser.parse(frame).unwrap());
    assert_eq!((parser.payload(frame), parser.has_more()), (&b"b"[..], false));
    assert_eq!(parser.release(rest.len()), 0);
    assert!(parser.parse(rest).unwrap());
    assert_eq!(parser.release(rest.len()), rest.len());
}

/// A frame over the limit is released as it arrives.
#[test]
fn a_frame_that_is_refused_is_stepped_over() {
    let mut parser = FrameParser::new(DefaultDeframer).limits(Limits::new().max_frame_bytes(10));
    let error = parser.parse(b"\x0b\0\0\0abc").unwrap_err();
    assert_eq!(located(&error), (ErrorKind::FrameTooLarge { len: 11, limit: 10 }, 0, 0));
    assert_eq!((parser.release(7), parser.frame_position()), (7, Position::new(0, 0)));
    assert_eq!((parser.parse(b"").unwrap(), parser.needed()), (false, 8));
    assert_eq!((parser.release(5), parser.needed()), (5, 3));
    assert_eq!(parser.release(10), 3);
    assert!(parser.parse(b"\x03\0\0\0one").unwrap());
    assert_eq!(parser.frame_position(), Position::new(15, 1));
}

#[test]
fn a_payload_is_gone_with_its_memory() {
    let (bytes, _) = stream(&[Piece::One(vec![0; 9])], &[]);
    let mut parser = FrameParser::new(deframer());
    assert!(parser.parse(&bytes).unwrap());
    assert_eq!(parser.in_use(), bytes.len());
    assert_eq!(parser.payload(&bytes), [0; 9]);
    parser.shrink_to(0);
    assert_eq!((parser.payload(&bytes), parser.capacity()), (&b""[..], 0));
    assert_eq!(parser.release(bytes.len()), bytes.len());
    assert_eq!(parser.in_use(), 0);
}

/// Nor does an end behind a block without messages hide what is missing.
#[test]
fn the_end_is_the_same_whether_what_is_done_with_was_released_or_not() {
    let (mut bytes, _) = stream(&[Piece::Many(vec![]), Piece::One(b"x".to_vec())], &[]);
    let len = stream(&[Piece::Many(vec![])], &[]).0.len();
    bytes.pop();
    for released in [false, true] {
        let mut parser = FrameParser::new(deframer());
        assert!(!parser.parse(&bytes).unwrap());
        let from = if released { parser.release(bytes.len()) } else { 0 };
        let error = parser.finish(&bytes[from..]).unwrap_err();
        let truncated = ErrorKind::Truncated { missing: 1 };
        assert_eq!(located(&error), (truncated, len as u64, 0), "{released}");
        assert!(parser.is_lost() && parser.finish(&bytes[from..]).is_ok());
    }
    let mut parser = FrameParser::new(deframer());
    assert!(!parser.parse(&bytes[..len]).unwrap());
    parser.finish(&bytes[..len]).unwrap();
}
