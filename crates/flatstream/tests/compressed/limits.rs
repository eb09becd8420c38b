//! Limits are the same on both sides.

use crate::{check, formats, some_formats};
use flatstream::{
    BlockWriter, DefaultFramer, ErrorKind, Format, FormatFramer, Limits, Result, StreamReader,
    StreamWriter,
};
use flatstream_testkit::{Outcome, located, outcomes, payload};
use std::io::Write;

/// What writing `message` alone comes to under `limits`, and the frame without them.
fn written(framer: &FormatFramer, limits: Limits, message: &[u8]) -> (Result<()>, Vec<u8>) {
    let mut writer = StreamWriter::new(Vec::new(), framer).limits(limits);
    let result = writer.write_payload(message);
    let wire = writer.into_inner();
    match &result {
        Ok(()) => (result, wire),
        Err(_) => {
            assert_eq!(wire, b"");
            (result, flatstream_testkit::wire(framer, [message]))
        }
    }
}

#[test]
fn what_a_writer_refuses_a_reader_refuses_and_the_other_way_round() {
    let messages = [Vec::new(), vec![1], vec![5; 100], crate::noise(1, 100), crate::noise(2, 1000)];
    let edges = [0, 1, 4, 5, 6, 14, 20, 40, 99, 100, 101, 104, 105, 106, 999, 1004, 1005, 5000];
    for format in formats().filter(|format| format.checksum == flatstream::ChecksumKind::None) {
        let (framer, deframer) = (format.framer().unwrap(), format.deframer().unwrap());
        for message in &messages {
            for (frame, decoded) in edges.iter().flat_map(|f| edges.map(|d| (*f, d))) {
                let limits = Limits::default().max_frame_bytes(frame).max_decoded_bytes(decoded);
                let (result, wire) = written(&framer, limits, message);
                let mut reader =
                    StreamReader::with_capacity(&wire[..], &deframer, 2000).limits(limits);
                let read = reader.read_message().map(|read| read == Some(&message[..]));
                let what = format!("{format:?}, {limits:?}, {} bytes", message.len());
                match (result, read) {
                    (Ok(()), Ok(same)) => assert!(same, "{what}"),
                    (Err(error), Err(refused)) => {
                        assert!(matches!(error.kind(), ErrorKind::FrameTooLarge { .. }), "{what}");
                        assert!(matches!(refused.kind(), ErrorKind::FrameTooLarge { .. }));
                        assert_eq!(error.position(), refused.position());
                    }
                    (result, read) => panic!("{result:?} and {read:?}: {what}"),
                }
            }
        }
    }
}

#[test]
fn a_message_that_is_refused_costs_itself_alone() {
    for format in formats() {
        let framer = || format.framer().unwrap();
        for limits in
            [Limits::default().max_frame_bytes(60), Limits::default().max_decoded_bytes(60)]
        {
            let mut writer = StreamWriter::new(Vec::new(), framer()).limits(limits);
            let large = "x".repeat(100);
            writer.write("first").unwrap();
            let at = writer.bytes_written();
            let kind = ErrorKind::FrameTooLarge { len: payload(&*large).len() as u64, limit: 60 };
            let refusals = [writer.write(&large), writer.write_payload(&payload(&*large))];
            for refusal in refusals {
                assert_eq!(located(&refusal.unwrap_err()), (kind, at, 1));
            }
            assert_eq!((writer.bytes_written(), writer.messages_written()), (at, 1));
            writer.write("second").unwrap();
            let expected = crate::alone(&format, &["first", "second"].map(payload));
            assert_eq!(writer.into_inner(), expected);
        }
    }
}

/// What does not shrink takes five bytes more than the message.
#[test]
fn what_is_stored_counts_as_it_is_stored() {
    for format in some_formats() {
        let limits = Limits::default().max_frame_bytes(104);
        let noise = crate::noise(1, 100);
        let (result, wire) = written(&format.framer().unwrap(), limits, &noise);
        let kind = ErrorKind::FrameTooLarge { len: 105, limit: 104 };
        assert_eq!(located(&result.unwrap_err()), (kind, 0, 0));
        let deframer = format.deframer().unwrap();
        let error =
            StreamReader::new(&wire[..], deframer).limits(limits).read_message().unwrap_err();
        assert_eq!(located(&error), (kind, 0, 0));
        written(&format.framer().unwrap(), limits.max_frame_bytes(105), &noise).0.unwrap();
    }
}

#[test]
fn blocks_are_no_longer_than_readers_decode_by_default() {
    let format = some_formats().next().unwrap();
    let framer = format.framer().unwrap();
    let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, usize::MAX);
    let mut writer = StreamWriter::new(blocks, DefaultFramer);
    // Of exactly the limit, and the beginning of another one.
    let message = vec![7; (4 << 20) - 4];
    (0..17).for_each(|_| writer.write_payload(&message).unwrap());
    let wire = writer.finish().map_err(|(error, _)| error).unwrap();
    let frames = crate::parse(&format, &wire);
    let lens: Vec<_> = frames.iter().map(|frame| frame.raw_len).collect();
    assert_eq!(lens, [64 << 20, 4 << 20]);
    let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
    for _ in 0..17 {
        assert!(reader.read_message().unwrap() == Some(&message[..]));
    }
}

#[test]
fn a_refused_message_in_blocks_costs_itself_alone() {
    for format in some_formats() {
        let limits = Limits::default().max_frame_bytes(60);
        let framer = || format.framer().unwrap();
        let blocks = || BlockWriter::new(Vec::new(), framer()).limits(limits);
        assert_eq!(blocks().max_message_bytes(), 51);
        let writers = [
            // Refuses it itself, or has the block writer refuse it.
            StreamWriter::with_blocks(Vec::new(), framer()).block_limits(limits),
            StreamWriter::new(blocks(), DefaultFramer),
        ];
        for mut writer in writers {
            writer.write_payload(b"first").unwrap();
            for len in [52_u64, 60, 61, 70_000] {
                let message = vec![7; usize::try_from(len).unwrap()];
                let error = writer.write_payload(&message).unwrap_err();
                let kind = ErrorKind::FrameTooLarge { len, limit: 51 };
                assert_eq!(located(&error), (kind, 9, 1));
            }
            writer.write_payload(&crate::noise(1, 51)).unwrap();
            assert_eq!((writer.messages_written(), writer.bytes_written()), (2, 64));
            let wire = writer.finish().map_err(|(error, _)| error).unwrap();
            let expected = [b"first".to_vec(), crate::noise(1, 51)].map(Outcome::payload);
            check(&format.deframer().unwrap(), limits, &wire, &expected);
        }
    }
}

#[test]
fn what_is_written_in_blocks_is_read_under_the_same_limits() {
    let edges = [9, 10, 13, 20, 39, 40, 41, 100, 104, 105, 109, 110, 5000];
    for format in formats().filter(|format| format.checksum == flatstream::ChecksumKind::None) {
        for (frame, decoded) in edges.iter().flat_map(|f| edges.map(|d| (*f, d))) {
            let limits = Limits::default().max_frame_bytes(frame).max_decoded_bytes(decoded);
            let framer = format.framer().unwrap();
            let mut writer = StreamWriter::with_blocks(Vec::new(), framer).block_limits(limits);
            let most = decoded.min(frame - 5).saturating_sub(4);
            let mut expected = Vec::new();
            for len in [0_u32, 1, 3, 31, 32, 36, 91, 100, 0, 200, 5] {
                let message = crate::noise(len.into(), usize::try_from(len).unwrap());
                match writer.write_payload(&message) {
                    Ok(()) => expected.push(Outcome::payload(message)),
                    Err(error) => {
                        let (len, limit) = (len.into(), most.into());
                        assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len, limit });
                        assert!(len > limit, "{len} {limits:?}");
                    }
                }
            }
            let wire = writer.finish().map_err(|(error, _)| error).unwrap();
            let reader = StreamReader::new(&wire[..], format.deframer().unwrap()).limits(limits);
            assert!(outcomes(reader) == expected, "{limits:?}");
        }
    }
}

/// Without a codec, messages keep frames of their own.
#[test]
fn plain_frames_in_blocks_may_be_as_long_as_plain_readers_take() {
    for checksum in crate::checksums() {
        let format = Format::new().checksum(checksum);
        let limits = Limits::default().max_frame_bytes(100).max_decoded_bytes(50);
        let mut writer =
            StreamWriter::with_format(Vec::new(), &format).unwrap().block_limits(limits);
        let messages = [vec![1; 100], vec![2; 10], Vec::new()];
        crate::write_all(&mut writer, &messages);
        let kind = ErrorKind::FrameTooLarge { len: 101, limit: 100 };
        assert_eq!(writer.write_payload(&[3; 101]).unwrap_err().kind(), kind);
        let wire = writer.finish().map_err(|(error, _)| error).unwrap();
        check(&format.deframer().unwrap(), limits, &wire, &messages.map(Outcome::payload));
        // A block has room for what a frame may not be.
        let blocks = BlockWriter::new(Vec::new(), format.framer().unwrap());
        let mut blocks = blocks.limits(limits.max_decoded_bytes(1000));
        blocks.write_all(&crate::block(&[[1; 20]])).unwrap();
        let error = blocks.write_all(&crate::block(&[[3; 101]])).unwrap_err();
        assert_eq!(error.downcast::<flatstream::Error>().unwrap().kind(), kind);
        blocks.write_all(&crate::block(&[[1; 100]])).unwrap();
        assert_eq!(blocks.pending(), 2);
        // More than what readers decode by default.
        let mut writer = StreamWriter::with_format(std::io::sink(), &format).unwrap();
        writer.write_payload(&vec![0; (64 << 20) + 1]).unwrap();
    }
}

#[test]
fn a_length_out_of_all_proportion_is_refused_with_the_byte_that_tells() {
    let limits = Limits::default();
    for format in some_formats() {
        let kind = ErrorKind::FrameTooLarge {
            len: 0xf0f0_f0f0,
            limit: u64::from(limits.max_decoded_bytes) - 4,
        };
        for piece in [1, 2, 3, 4, 5, 1 << 20] {
            let mut blocks = BlockWriter::new(Vec::new(), format.framer().unwrap());
            blocks.write_all(b"\x03\0\0\0abc").unwrap();
            let bytes = [0xf0; 1 << 20];
            let (mut taken, mut pieces) = (0, bytes.chunks(piece));
            let error = loop {
                match blocks.write(pieces.next().unwrap()) {
                    Ok(n) => taken += n,
                    Err(error) => break error.downcast::<flatstream::Error>().unwrap(),
                }
            };
            assert!(taken < 4, "{taken} bytes of it were taken");
            assert_eq!(error.kind(), kind);
            // What follows is a new message.
            blocks.write_all(b"\x03\0\0\0def").unwrap();
            let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            let expected = [b"abc", b"def"].map(Outcome::payload);
            check(&format.deframer().unwrap(), limits, &wire, &expected);
        }
    }
}

#[cfg(feature = "arena")]
#[test]
fn every_way_of_writing_has_the_limits() {
    use flatstream::arena::{ArenaStrategy, Bump, Template};
    use flatstream_testkit::Telemetry;

    let bump = Bump::new();
    for format in some_formats() {
        let limits = Limits::default().max_decoded_bytes(87);
        let arena = ArenaStrategy::new(&bump);
        let mut writer =
            StreamWriter::with_arena(Vec::new(), format.framer().unwrap(), arena).limits(limits);
        let mut builder = flatbuffers::FlatBufferBuilder::new();
        flatstream::StreamSerialize::serialize(&Telemetry(1), &mut builder).unwrap();
        let mut template = Template::new(builder.finished_data()).unwrap();
        let kind = ErrorKind::FrameTooLarge { len: 88, limit: 87 };
        let refusals = [
            writer.write(&Telemetry(1)),
            writer.write_finished(&mut builder),
            writer.write_payload(builder.finished_data()),
            writer.write_template(&mut template),
        ];
        for refusal in refusals {
            assert_eq!(located(&refusal.unwrap_err()), (kind, 0, 0));
        }
        let mut writer = writer.limits(limits.max_decoded_bytes(88));
        writer.write_template(&mut template).unwrap();
        writer.write_finished(&mut builder).unwrap();
        assert_eq!(writer.messages_written(), 2);
    }
}
