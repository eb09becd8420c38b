//! Typed reading, and errors of the caller's own.

use flatstream::{
    DefaultDeframer, DefaultFramer, DeframerExt, Error, ErrorKind, SizeValidator, StreamReader,
    StreamWriter,
};
use flatstream_testkit::{Log, Outcome, OwnedLog, Telemetry};
use std::{error::Error as _, fmt};

/// Telemetry 0, bytes that are none, telemetry 2.
fn stream() -> Vec<u8> {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write(&Telemetry(0)).unwrap();
    writer.write_payload(b"this is no FlatBuffer").unwrap();
    writer.write(&Telemetry(2)).unwrap();
    writer.into_inner()
}

#[test]
fn a_payload_of_another_type_is_refused_with_its_position_and_the_next_one_comes() {
    let wire = stream();
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    let mut seen = Vec::new();
    let mut note = |message: flatstream_testkit::schema::Telemetry<'_>| {
        seen.push(message.sequence());
        Ok(())
    };
    let error = reader.process_typed::<Telemetry>(&mut note).unwrap_err();
    assert_eq!(Outcome::failure(&error), Outcome::Failure(ErrorKind::InvalidPayload, 92, 1));
    assert!(error.source().unwrap().is::<flatbuffers::InvalidFlatbuffer>());
    reader.process_typed::<Telemetry>(&mut note).unwrap();
    assert_eq!(seen, [1, 3]);

    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    let mut messages = reader.typed_messages::<Telemetry>();
    assert_eq!(messages.next().unwrap().unwrap().sequence(), 1);
    let error = messages.next().map(drop).unwrap_err();
    assert_eq!(Outcome::failure(&error), Outcome::Failure(ErrorKind::InvalidPayload, 92, 1));
    assert_eq!(messages.next().unwrap().unwrap().sequence(), 3);
    assert!(messages.next().unwrap().is_none());
}

#[derive(Debug)]
struct Overheated(u32);

impl fmt::Display for Overheated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} degrees", self.0)
    }
}

impl std::error::Error for Overheated {}

#[test]
fn a_callers_error_travels_as_the_source_and_names_the_frame() {
    let check = |error: Error| {
        assert_eq!(Outcome::failure(&error), Outcome::Failure(ErrorKind::Other, 92, 1));
        assert_eq!(error.source().unwrap().downcast_ref::<Overheated>().unwrap().0, 451);
        assert_eq!(error.to_string(), "frame 1 at byte 92: callback failed: 451 degrees");
    };
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    (0..3).for_each(|n| writer.write(&Telemetry(n)).unwrap());
    let wire = writer.into_inner();
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    check(
        reader
            .process_typed::<Telemetry>(|message| match message.sequence() {
                2 => Err(Error::other(Overheated(451))),
                _ => Ok(()),
            })
            .unwrap_err(),
    );
    // Calling again goes on behind it.
    assert_eq!((reader.position().offset, reader.position().ordinal), (184, 2));
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    let mut left = 2;
    check(
        reader
            .process_all(|_| {
                left -= 1;
                if left == 0 { Err(Error::other(Overheated(451))) } else { Ok(()) }
            })
            .unwrap_err(),
    );
    let mut last = 0;
    let note = |message: flatstream_testkit::schema::Telemetry<'_>| {
        last = message.sequence();
        Ok(())
    };
    reader.process_typed::<Telemetry>(note).unwrap();
    assert_eq!(last, 3);
}

#[test]
fn strings_are_lent_from_the_buffer() {
    let logs: Vec<_> = (0..20).map(OwnedLog::new).collect();
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    logs.iter().for_each(|log| writer.write(&log.as_log()).unwrap());
    let wire = writer.into_inner();
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    let mut messages = reader.typed_messages::<Log<'_>>();
    for log in &logs {
        let record = messages.next().unwrap().unwrap();
        assert_eq!(record.message(), Some(log.as_log().message));
        assert_eq!(record.host(), Some(log.as_log().host));
    }
    assert!(messages.next().unwrap().is_none());
}

#[test]
fn a_validator_refuses_with_its_reason_and_the_next_one_comes() {
    let wire = stream();
    let deframer = DefaultDeframer.with_validator(SizeValidator::new(80, 100));
    let mut reader = StreamReader::new(&wire[..], deframer);
    assert!(reader.read_message().unwrap().is_some());
    let error = reader.read_message().unwrap_err();
    assert_eq!(Outcome::failure(&error), Outcome::Failure(ErrorKind::InvalidPayload, 92, 1));
    assert_eq!(error.source().unwrap().to_string(), "21 bytes, allowed are 80 to 100");
    assert_eq!(reader.read_message().unwrap().map(<[u8]>::len), Some(88));
}
