//! Messages whose numbers are set in place.

use crate::{
    formats, located,
    messages::{Message, TelemetryTemplate, stream},
    payload,
};
use flatstream::{
    Checksum, DefaultFramer, ErrorKind, FrameFormat, FramerExt, Limits, StreamDeserialize,
    StreamReader, StreamWriter, TableRootValidator, arena::Bump,
};
use flatstream_testkit::{CutSink, Fault, FaultyWriter, Telemetry, wire};
use std::io;

/// The stream of a thousand telemetry messages, serialized.
fn thousand(format: FrameFormat) -> Vec<u8> {
    let mut plain = StreamWriter::new(Vec::new(), format);
    (0..1000).for_each(|n| plain.write(&Telemetry(n)).unwrap());
    plain.into_inner()
}

#[test]
fn a_thousand_values_have_the_bytes_of_a_plain_write() {
    let bump = Bump::new();
    for format in formats() {
        // One template for both writers: it keeps nothing of either.
        let mut template = TelemetryTemplate::new();
        let mut plain = StreamWriter::new(FaultyWriter::new([]), format);
        let mut batched = StreamWriter::with_arena(Vec::new(), format, &bump);
        for n in 0..1000 {
            plain.write_template(template.set(n)).unwrap();
            batched.write_template(template.set(n)).unwrap();
        }
        // One write each, as of every frame.
        assert_eq!(plain.get_ref().calls, 1000);
        assert!(plain.into_inner().taken == thousand(format), "{format:?}");
        assert!(batched.into_inner().into_inner().unwrap() == thousand(format), "{format:?}");
    }
}

#[test]
fn what_was_set_is_read_back() {
    let mut template = TelemetryTemplate::new();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    (0..5).for_each(|n| writer.write_template(template.set(n * 7)).unwrap());
    let wire = writer.into_inner();
    let mut reader = StreamReader::new(&wire[..], flatstream::DefaultDeframer);
    for n in 0..5 {
        let message = reader.read_message().unwrap().unwrap();
        assert_eq!(Telemetry::from_payload(message).unwrap().sequence(), n * 7 + 1);
    }
    assert_eq!(reader.read_message().unwrap(), None);
}

#[test]
fn a_sink_that_blocks_at_any_byte_gets_the_message_as_it_was_set() {
    for format in formats() {
        let whole = &thousand(format)[..3 * (92 + format.checksum.size())];
        for cut in 0..whole.len() {
            let kind = io::ErrorKind::WouldBlock;
            let sink = CutSink::new(cut, [Fault::Kind(kind); 2]);
            let mut writer = StreamWriter::new(sink, format);
            let mut template = TelemetryTemplate::new();
            let frame = whole.len() / 3;
            let expected =
                (ErrorKind::Io(kind), (cut / frame * frame) as u64, (cut / frame) as u64);
            let mut errors = 0;
            for n in 0..3 {
                let before = writer.messages_written();
                // Set to something else at once: the bytes that wait are a copy.
                while writer.messages_written() == before {
                    if let Err(error) = writer.write_template(template.set(n)) {
                        assert_eq!(located(&error), expected);
                        errors += 1;
                    }
                    template.set(99);
                }
            }
            while let Err(error) = writer.flush() {
                assert_eq!(located(&error), expected);
                errors += 1;
            }
            assert_eq!(errors, 2);
            assert_eq!(writer.into_inner().taken, whole, "cut {cut}");
        }
    }
}

#[test]
fn limits_and_validators_hold() {
    let mut template = TelemetryTemplate::new();
    let limits = Limits::default().max_frame_bytes(87);
    let text = payload("text");
    let mut limited = StreamWriter::new(Vec::new(), DefaultFramer).limits(limits);
    let validator = TableRootValidator::new().max_fields(9);
    let mut validated = StreamWriter::new(Vec::new(), DefaultFramer.with_validator(validator));
    let too_large = ErrorKind::FrameTooLarge { len: 88, limit: 87 };
    for round in 0..2 {
        let error = limited.write_template(template.set(1)).unwrap_err();
        assert_eq!(located(&error), (too_large, 20 * round, round));
        limited.write_payload(&text).unwrap();
        let error = validated.write_template(template.set(1)).unwrap_err();
        assert_eq!(located(&error), (ErrorKind::InvalidPayload, 20 * round, round));
        validated.write_payload(&text).unwrap();
    }
    assert_eq!(limited.into_inner(), wire(&DefaultFramer, [&text; 2]));
    assert_eq!(validated.into_inner(), wire(&DefaultFramer, [&text; 2]));

    let limits = Limits::default().max_frame_bytes(88);
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer).limits(limits);
    writer.write_template(template.set(1)).unwrap();
    assert_eq!(writer.into_inner(), wire(&DefaultFramer, [Message::Telemetry(1).payload()]));
}

#[test]
fn templates_mix_with_other_messages() {
    let messages = [
        Message::Template(1),
        Message::Sensitive,
        Message::Template(2),
        Message::Gathered(vec![5000]),
        Message::Template(3),
        Message::Text(20_000),
    ];
    let bump = Bump::new();
    for format in formats() {
        let mut writer = StreamWriter::with_arena(Vec::new(), format, &bump);
        messages.iter().for_each(|message| message.write(&mut writer).unwrap());
        assert!(writer.into_inner().into_inner().unwrap() == stream(&format, &messages));
    }
}
