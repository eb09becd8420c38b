//! Where messages are: ordinals count messages, offsets are those of frames.

use crate::{alone, block, compressed, encoded, formats, mixed, some_formats, stored_block};
use flatstream::{
    Error, ErrorKind, Format, FrameDecoder, Position, StreamDeserialize, StreamReader,
};
use flatstream_testkit::{FaultyReader, Outcome, Step, located};
use std::io;

/// A message, the offset of its frame, and that of what follows it.
type Placed = (Vec<u8>, u64, u64);

/// A stream of a block, single messages, an empty block, and another block, and its
/// messages.
fn stream(format: &Format) -> (Vec<u8>, Vec<Placed>) {
    let (long, codec) = (vec![3; 500], format.codec.unwrap().id());
    let many = flatstream::Tag::new(codec).with_many().to_byte();
    let one = flatstream::Tag::new(codec).to_byte();
    let second = block(&[&long[..], b"", &long[..]]);
    let pieces = [
        (stored_block(format, &[&b"one"[..], b"", b"three"]), vec![&b"one"[..], b"", b"three"]),
        (compressed(format, 0, 4, b"four"), vec![b"four"]),
        (compressed(format, 0, 0, b""), vec![b""]),
        (stored_block(format, &[b""; 0]), vec![]),
        (compressed(format, one, long.len(), &encoded(format, &long)), vec![&long]),
        (
            compressed(format, many, second.len(), &encoded(format, &second)),
            vec![&long, b"", &long],
        ),
        (stored_block(format, &[b"last"]), vec![b"last"]),
    ];
    let (mut wire, mut messages) = (Vec::new(), Vec::new());
    for (frame, content) in pieces {
        let (from, to) = (wire.len() as u64, (wire.len() + frame.len()) as u64);
        let last = content.len().max(1) - 1;
        for (index, message) in content.into_iter().enumerate() {
            messages.push((message.to_vec(), from, if index == last { to } else { from }));
        }
        wire.extend_from_slice(&frame);
    }
    (wire, messages)
}

#[test]
fn the_position_goes_through_blocks() {
    for format in formats() {
        let (wire, messages) = stream(&format);
        let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        let mut decoder = FrameDecoder::new(format.deframer().unwrap());
        decoder.push(&wire);
        assert_eq!(reader.position(), Position::new(0, 0));
        for (index, (message, from, behind)) in messages.iter().enumerate() {
            assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
            assert_eq!(decoder.next_frame().unwrap(), Some(&message[..]));
            assert_eq!(decoder.payload(), message);
            assert_eq!(decoder.frame_position(), Position::new(*from, index as u64));
            let next = Position::new(*behind, index as u64 + 1);
            assert_eq!((reader.position(), decoder.position()), (next, next));
        }
        assert_eq!(reader.read_message().unwrap(), None);
        let end = Position::new(wire.len() as u64, messages.len() as u64);
        assert_eq!(reader.position(), end);
        assert_eq!(decoder.next_frame().unwrap(), None);
        decoder.finish().unwrap();
        assert_eq!(decoder.position(), end);
    }
}

#[test]
fn skipping_goes_message_by_message() {
    for format in formats() {
        let (wire, messages) = stream(&format);
        // Skips of every pattern of three.
        for pattern in 0..8 {
            let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
            for (index, (message, _, behind)) in messages.iter().enumerate() {
                if pattern >> (index % 3) & 1 == 0 {
                    let len = Some(4 + message.len() as u64);
                    assert_eq!(reader.skip_message().unwrap(), len);
                } else {
                    assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
                }
                assert_eq!(reader.position(), Position::new(*behind, index as u64 + 1));
            }
            assert_eq!(reader.skip_message().unwrap(), None);
        }
    }
}

#[test]
fn parts_in_the_middle_of_a_block_are_what_lies_behind_it() {
    for format in some_formats() {
        let (wire, messages) = stream(&format);
        for read in 0..=messages.len() {
            let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
            for (message, ..) in &messages[..read] {
                assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
            }
            // What is left of the block is not a stream and goes with the reader.
            let behind = match read.checked_sub(1).map(|last| &messages[last]) {
                None => 0,
                Some((_, from, behind)) if from == behind => {
                    let of_frame = messages.iter().filter(|(_, other, _)| other == from);
                    of_frame.map(|(.., behind)| *behind).max().unwrap()
                }
                Some((.., behind)) => *behind,
            };
            let behind = usize::try_from(behind).unwrap();
            let (rest, buffered) = reader.into_parts();
            assert_eq!([&buffered, rest].concat(), wire[behind..], "after {read} messages");
            let mut decoder = FrameDecoder::new(format.deframer().unwrap());
            decoder.push(&wire);
            (0..read).for_each(|_| assert!(decoder.next_frame().unwrap().is_some()));
            assert_eq!(decoder.buffered(), &wire[behind..]);
            assert_eq!(decoder.into_buffered(), wire[behind..]);
        }
    }
}

#[test]
fn bytes_pushed_in_the_middle_of_a_block_do_not_disturb_it() {
    for format in some_formats() {
        let (wire, messages) = stream(&format);
        let first = stored_block(&format, &[&b"one"[..], b"", b"three"]).len();
        let mut decoder = FrameDecoder::new(format.deframer().unwrap());
        decoder.push(&wire[..first]);
        let mut rest = wire[first..].chunks(3);
        let mut seen = Vec::new();
        // One message, one piece, and so on: the buffer moves and grows meanwhile.
        loop {
            let message = decoder.next_frame().unwrap().map(<[u8]>::to_vec);
            let piece = rest.next();
            decoder.push(piece.unwrap_or(&[]));
            assert_eq!(decoder.payload(), b"");
            if message.is_none() && piece.is_none() {
                break;
            }
            decoder.reserve(seen.len() * 100);
            decoder.shrink_to(0);
            seen.extend(message);
        }
        let expected: Vec<_> = messages.into_iter().map(|(message, ..)| message).collect();
        assert_eq!(seen, expected);
    }
}

#[test]
fn unbuffered_takes_exactly_one_frame() {
    for format in formats() {
        let (wire, messages) = stream(&format);
        let mut reader = StreamReader::unbuffered(&wire[..], format.deframer().unwrap());
        for (message, from, _) in &messages {
            assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
            let frame = messages.iter().filter(|(_, other, _)| other == from);
            let end = frame.map(|(.., behind)| *behind).max().unwrap();
            assert_eq!(wire.len() as u64 - reader.get_ref().len() as u64, end);
        }
    }
}

#[test]
fn errors_of_the_source_name_the_message_to_come_and_lose_nothing() {
    for format in some_formats() {
        let (wire, messages) = stream(&format);
        let blocked = [Step::Fail(io::ErrorKind::WouldBlock), Step::Bytes(1)];
        let source = FaultyReader::new(&wire, blocked.repeat(wire.len()));
        let mut reader = StreamReader::new(source, format.deframer().unwrap());
        let (mut seen, mut errors) = (Vec::new(), 0);
        loop {
            match reader.read_message() {
                Ok(Some(message)) => seen.push(message.to_vec()),
                Ok(None) => break,
                Err(error) => {
                    let kind = ErrorKind::Io(io::ErrorKind::WouldBlock);
                    let at = reader.position();
                    assert_eq!(located(&error), (kind, at.offset, at.ordinal));
                    assert_eq!(at.ordinal, seen.len() as u64);
                    errors += 1;
                }
            }
        }
        let expected: Vec<_> = messages.into_iter().map(|(message, ..)| message).collect();
        assert_eq!((seen, errors), (expected, wire.len()));
    }
}

#[test]
fn truncation_at_every_byte_is_reported_behind_whole_frames() {
    for format in some_formats() {
        let (wire, messages) = stream(&format);
        let header = 4 + flatstream::Checksum::size(&format.checksum) as u64;
        let frames = crate::parse(&format, &wire);
        for cut in 0..=wire.len() {
            let end = cut as u64;
            let whole = |frame: &crate::Parsed| frame.offset + frame.len <= cut;
            let mut expected = Vec::new();
            for (message, from, _) in &messages {
                let frame = frames.iter().find(|frame| frame.offset as u64 == *from).unwrap();
                expected.extend(whole(frame).then(|| Outcome::payload(message)));
            }
            if let Some(torn) = frames.iter().find(|frame| !whole(frame) && frame.offset < cut) {
                let held = end - torn.offset as u64;
                let len = if held < 4 { header } else { torn.len as u64 };
                let kind = ErrorKind::Truncated { missing: len - held };
                let ordinal = expected.len() as u64;
                expected.push(Outcome::Failure(kind, torn.offset as u64, ordinal));
            }
            let deframer = format.deframer().unwrap();
            let reader = StreamReader::new(&wire[..cut], &deframer);
            assert_eq!(flatstream_testkit::outcomes(reader), expected, "cut at {cut}");
            let pieces = FaultyReader::in_pieces_of(&wire[..cut], 11);
            let reader = StreamReader::with_capacity(pieces, &deframer, 40);
            assert_eq!(flatstream_testkit::outcomes(reader), expected, "cut at {cut}");
        }
    }
}

/// A message of one digit, and an error for others.
struct Digit;

impl StreamDeserialize for Digit {
    type Root<'p> = u8;
    fn from_payload(payload: &[u8]) -> flatstream::Result<u8> {
        match payload {
            [digit @ b'0'..=b'9'] => Ok(digit - b'0'),
            _ => Err(Error::new(ErrorKind::InvalidPayload)),
        }
    }
}

#[test]
fn errors_of_callbacks_name_the_message_in_its_block() {
    for format in some_formats() {
        let first = stored_block(&format, &[b"1", b"2"]);
        let second = stored_block(&format, &[&b"3"[..], b"none", b"4", b"", b"5"]);
        let wire = [&first[..], &second].concat();
        let deframer = || format.deframer().unwrap();
        let at = first.len() as u64;

        let mut reader = StreamReader::new(&wire[..], deframer());
        let mut typed = reader.typed_messages::<Digit>();
        let mut seen = Vec::new();
        loop {
            match typed.next() {
                Ok(Some(digit)) => seen.push(Ok(digit)),
                Ok(None) => break,
                Err(error) => seen.push(Err(located(&error))),
            }
        }
        let bad = |ordinal| Err((ErrorKind::InvalidPayload, at, ordinal));
        let expected = [Ok(1), Ok(2), Ok(3), bad(3), Ok(4), bad(5), Ok(5)];
        assert_eq!(seen, expected);

        let (mut reader, mut digits) = (StreamReader::new(&wire[..], deframer()), Vec::new());
        for ordinal in [3, 5] {
            let error = reader.process_typed::<Digit>(|digit| {
                digits.push(digit);
                Ok(())
            });
            assert_eq!(located(&error.unwrap_err()), (ErrorKind::InvalidPayload, at, ordinal));
        }
        assert_eq!(reader.read_message().unwrap(), Some(&b"5"[..]));
        assert_eq!(reader.read_message().unwrap(), None);
        assert_eq!(digits, [1, 2, 3, 4]);

        let mut reader = StreamReader::new(&wire[..], deframer());
        let error = reader.process_all(|message| match message {
            b"4" => Err(Error::other("not this one")),
            _ => Ok(()),
        });
        assert_eq!(located(&error.unwrap_err()), (ErrorKind::Other, at, 4));
    }
}

/// Single frames of several messages' formats do not mix up what they count.
#[test]
fn counting_is_that_of_the_writer() {
    for format in formats() {
        let messages = mixed();
        let wire = alone(&format, &messages);
        let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        let mut writer = flatstream::StreamWriter::new(Vec::new(), format.framer().unwrap());
        for message in &messages {
            let at = Position::new(writer.bytes_written(), writer.messages_written());
            assert_eq!(reader.position(), at);
            writer.write_payload(message).unwrap();
            assert_eq!(reader.read_message().unwrap(), Some(&message[..]));
        }
        assert_eq!(writer.into_inner(), wire);
    }
}
