//! Limits are the same on both sides.

use crate::{formats, some_formats};
use flatstream::{
    BlockWriter, DefaultFramer, ErrorKind, FormatFramer, Limits, Result, StreamReader, StreamWriter,
};
use flatstream_testkit::{located, payload};

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
        let blocks = BlockWriter::new(Vec::new(), format.framer().unwrap());
        let limits = Limits::default().max_frame_bytes(60);
        let mut writer = StreamWriter::new(blocks, DefaultFramer).limits(limits);
        writer.write_payload(b"first").unwrap();
        let kind = ErrorKind::FrameTooLarge { len: 61, limit: 60 };
        assert_eq!(located(&writer.write_payload(&[7; 61]).unwrap_err()), (kind, 9, 1));
        writer.write_payload(&[7; 60]).unwrap();
        let wire = writer.finish().map_err(|(error, _)| error).unwrap();
        let messages = [b"first".to_vec(), vec![7; 60]];
        assert_eq!(wire, crate::in_blocks(&format, 64 * 1024, &messages));
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
