//! What goes in comes out, however it is cut.

use crate::format::{FORMATS, Format, decode, encode, encode_into_pieces, noise, text};
use flatstream_compress::{DecodeReader, EncodeWriter, Until};
use flatstream_testkit::{FaultyReader, FaultyWriter, Step};
use proptest::{collection::vec, prelude::*, sample::select};
use std::io::{ErrorKind, Read, Write};

/// Runs, texts and noise, one after the other.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let part =
        (0..3, 0_usize..40_000, any::<u8>(), any::<u64>()).prop_map(|(kind, len, byte, seed)| {
            // Short ones as often as long ones.
            let len = if seed % 2 == 0 { len } else { len % 50 };
            match kind {
                0 => vec![byte; len],
                1 => text(len, seed),
                _ => noise(len, seed),
            }
        });
    vec(part, 0..5).prop_map(|parts| parts.concat())
}

fn format_and_level() -> impl Strategy<Value = (Format, i32)> {
    select(FORMATS).prop_flat_map(|format| (Just(format), select(format.levels)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Shells, with sources and sinks that move little and fail now and then.
    #[test]
    fn through_faulty_shells(
        (format, level) in format_and_level(),
        content in content(),
        cuts in vec((1_usize..20_000, any::<bool>()), 0..6),
        (room, piece) in select(&[(1, 1), (2, 3), (7, 1), (100, 5000), (1 << 16, 1 << 16)][..]),
    ) {
        let script = [
            Step::Bytes(1), Step::Fail(ErrorKind::Interrupted), Step::Bytes(3),
            Step::Fail(ErrorKind::WouldBlock), Step::Bytes(2), Step::Fail(ErrorKind::TimedOut),
        ];
        let mut encoder = (format.encoder)(level);
        let mut sink = FaultyWriter::new(script);
        let mut writer = EncodeWriter::new(&mut sink, &mut encoder, vec![0; room]);
        let mut rest = &content[..];
        for (len, flush) in cuts {
            let (mut now, later) = rest.split_at(len.min(rest.len()));
            rest = later;
            while !now.is_empty() {
                match writer.write(now) {
                    Ok(n) => now = &now[n..],
                    Err(error) => prop_assert!(flatstream_core::is_transient(error.kind())),
                }
            }
            while flush && writer.flush().is_err() {}
        }
        while !rest.is_empty() {
            rest = &rest[writer.write(rest).unwrap_or(0)..];
        }
        let mut finished = writer.finish();
        while let Err((error, writer)) = finished {
            prop_assert!(flatstream_core::is_transient(error.kind()));
            finished = writer.finish();
        }
        drop(finished);

        let bytes = sink.taken;
        let mut decoder = (format.decoder)();
        let mut reader = DecodeReader::new(FaultyReader::new(&bytes, script), &mut decoder, vec![0; room]);
        let (mut back, mut output) = (Vec::new(), vec![0; piece]);
        loop {
            match reader.read(&mut output) {
                Ok(0) => break,
                Ok(n) => back.extend_from_slice(&output[..n]),
                Err(error) => prop_assert!(flatstream_core::is_transient(error.kind()), "{error}"),
            }
        }
        prop_assert!(back == content);
        // Piece by piece as they come.
        let source = FaultyReader::in_pieces_of(&bytes, piece);
        let mut reader = DecodeReader::new(source, &mut decoder, vec![0; room]);
        back.clear();
        reader.read_to_end(&mut back).unwrap();
        prop_assert!(back == content);
    }

    /// Where nothing is flushed, how the bytes come makes no difference.
    #[test]
    fn pieces_make_no_difference(
        (format, level) in format_and_level(),
        content in content(),
        piece in 1_usize..5000,
        room in select(&[1_usize, 2, 31, 32, 33, 1000][..]),
    ) {
        let mut encoder = (format.encoder)(level);
        let whole = encode(&mut encoder, &content);
        prop_assert!(encode(&mut encoder, &content) == whole);
        let mut pieces: Vec<_> = content.chunks(piece).map(|piece| (piece, Until::Later)).collect();
        pieces.push((&[], Until::Ended));
        prop_assert!(encode_into_pieces(&mut encoder, &pieces, room) == whole);
    }
}

/// What was written before a flush can be read when no more follows.
#[test]
fn a_flush_lets_everything_through() {
    for format in FORMATS {
        for &level in format.levels {
            for room in [1, 2, 5, 6, 31, 32, 33, 40, 1 << 16] {
                let content = text(3000, 7);
                let mut encoder = (format.encoder)(level);
                let (mut pieces, mut until) = (Vec::new(), 0);
                for piece in content.chunks(700) {
                    pieces.push((piece, Until::Later));
                    pieces.push((&[], Until::Flushed));
                    until += piece.len();
                    let bytes = encode_into_pieces(&mut encoder, &pieces, room);
                    let (kind, back) = decode(&mut (format.decoder)(), &bytes).unwrap_err();
                    assert_eq!(kind, flatstream_core::ErrorKind::Truncated { missing: 1 });
                    assert!(back == content[..until], "{format:?} {level} {room}: {}", back.len());
                    // Nothing new, nothing written.
                    pieces.push((&[], Until::Flushed));
                    let again = encode_into_pieces(&mut encoder, &pieces, room);
                    assert_eq!(again.len(), bytes.len(), "{format:?} {level} {room}");
                }
            }
        }
    }
}

/// Also what waited for room when the flush came.
#[test]
fn a_flush_with_output_waiting() {
    for format in FORMATS {
        let content = noise(150_000, 3);
        let (mut encoder, mut output) = (format.usual(), [0; 33]);
        let (mut bytes, mut len) = (Vec::new(), 0);
        // Byte by byte, until more comes out than there is room for.
        let full = content.chunks(1).any(|byte| {
            let progress = encoder.encode_stream(byte, &mut output, Until::Later).unwrap();
            bytes.extend_from_slice(&output[..progress.written]);
            len += progress.read;
            progress.written == output.len()
        });
        assert!(full, "{format:?}");
        loop {
            let progress = encoder.encode_stream(&[], &mut output, Until::Flushed).unwrap();
            bytes.extend_from_slice(&output[..progress.written]);
            if progress.done {
                break;
            }
        }
        let (_, back) = decode(&mut (format.decoder)(), &bytes).unwrap_err();
        assert!(back == content[..len], "{format:?}: {} of {len}", back.len());
    }
}

#[test]
fn streams_that_follow_one_another_are_one_content() {
    for format in FORMATS {
        let mut encoder = format.usual();
        let parts = [text(5000, 1), Vec::new(), noise(70_000, 2), b"x".to_vec()];
        let streams: Vec<_> = parts.iter().map(|part| encode(&mut encoder, part)).collect();
        let (all, whole) = (streams.concat(), parts.concat());
        for piece in [1, 2, 13, all.len()] {
            let mut back = Vec::new();
            let source = FaultyReader::in_pieces_of(&all, piece);
            let mut reader = DecodeReader::new(source, (format.decoder)(), vec![0; 1 << 12]);
            reader.read_to_end(&mut back).unwrap();
            assert!(back == whole, "{format:?} in pieces of {piece}");
        }
        // And apart, to the byte.
        let mut decoder = (format.decoder)();
        let mut at = 0;
        for (part, stream) in parts.iter().zip(&streams) {
            let mut reader =
                DecodeReader::new(&all[at..], &mut decoder, vec![0; all.len()]).one_stream();
            let mut back = Vec::new();
            reader.read_to_end(&mut back).unwrap();
            assert!(&back == part, "{format:?}");
            let (rest, _, unread) = reader.into_parts();
            at = all.len() - rest.len() - unread.len();
            assert_eq!(
                at,
                streams[..=streams.iter().position(|s| std::ptr::eq(s, stream)).unwrap()]
                    .concat()
                    .len()
            );
        }
    }
}

#[test]
fn one_byte_at_a_time_through_the_decoder() {
    for format in FORMATS {
        let content = [text(3000, 1), vec![0; 3000], noise(500, 3)].concat();
        let bytes = format.encode(&content);
        let mut decoder = (format.decoder)();
        for _ in 0..2 {
            decoder.start().unwrap();
            let (mut back, mut output, mut at) = (Vec::new(), [0], 0);
            loop {
                let input = &bytes[at..(at + 1).min(bytes.len())];
                let progress = decoder.decode_stream(input, &mut output).unwrap();
                back.extend_from_slice(&output[..progress.written]);
                at += progress.read;
                if progress.done {
                    break;
                }
                assert!(progress.read + progress.written > 0 || input.is_empty());
            }
            assert_eq!((back == content, at), (true, bytes.len()), "{format:?}");
            // Nothing more, and it stays so, however often it is asked.
            for _ in 0..40 {
                let progress = decoder.decode_stream(&[], &mut output).unwrap();
                assert_eq!((progress.read, progress.written, progress.done), (0, 0, true));
            }
        }
    }
}

#[test]
fn asking_for_nothing_costs_nothing() {
    for format in FORMATS {
        let mut decoder = (format.decoder)();
        let bytes = format.encode(&text(1000, 1));
        let mut output = [0; 2000];
        let progress = decoder.decode_stream(&bytes[..bytes.len() / 2], &mut output).unwrap();
        let (mut at, mut len) = (progress.read, progress.written);
        for _ in 0..40 {
            let progress = decoder.decode_stream(&[], &mut output[len..]).unwrap();
            len += progress.written;
            assert_eq!((progress.read, progress.done), (0, false));
        }
        loop {
            let progress = decoder.decode_stream(&bytes[at..], &mut output[len..]).unwrap();
            at += progress.read;
            len += progress.written;
            if progress.done {
                break;
            }
        }
        assert_eq!(output[..len], text(1000, 1), "{format:?}");
    }
}
