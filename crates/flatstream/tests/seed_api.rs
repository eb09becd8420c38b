//! The callers of the seed API, in our words: what they wrote compiles, and does
//! what it did. The exceptions are listed in `docs/migration.md`.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder, WIPOffset};
#[cfg(feature = "crc16")]
use flatstream::Crc16;
#[cfg(feature = "crc32")]
use flatstream::Crc32;
#[cfg(feature = "xxhash")]
use flatstream::XxHash64;
use flatstream::{
    ChecksumDeframer, ChecksumFramer, DefaultDeframer, DefaultFramer, Error, ErrorKind,
    checksum::{Checksum, NoChecksum},
    error::Result,
    framing::{Deframer, Framer},
    reader::StreamReader,
    traits::StreamSerialize,
    writer::StreamWriter,
};
use flatstream_testkit::{OwnedLog, Telemetry, schema};
use std::io::{BufReader, BufWriter, Cursor, Read, Write};

fn text(payload: &[u8]) -> &str {
    flatbuffers::root::<&str>(payload).unwrap()
}

/// Writes and reads as generic callers do.
fn round_trip<F: Framer, D: Deframer>(framer: F, deframer: D, header_len: usize) {
    let mut writer = StreamWriter::new(Vec::new(), framer);
    writer.write(&"one").unwrap();
    writer.write(&String::from("two")).unwrap();
    writer.write("three").unwrap();
    writer.flush().unwrap();
    let wire = writer.into_inner();
    assert_eq!(wire.len(), 3 * header_len + 12 + 12 + 16);

    let mut reader = StreamReader::new(Cursor::new(wire), deframer);
    let mut texts = Vec::new();
    while let Some(payload) = reader.read_message().unwrap() {
        texts.push(text(payload).to_owned());
    }
    assert_eq!(texts, ["one", "two", "three"]);
    assert_eq!(reader.into_inner().position(), (3 * header_len + 40) as u64);
}

#[test]
fn text_through_every_format() {
    round_trip(DefaultFramer, DefaultDeframer, 4);
    round_trip(ChecksumFramer::new(NoChecksum), ChecksumDeframer::new(NoChecksum), 4);
    #[cfg(feature = "crc16")]
    round_trip(ChecksumFramer::new(Crc16::new()), ChecksumDeframer::new(Crc16::new()), 6);
    #[cfg(feature = "crc32")]
    round_trip(ChecksumFramer::new(Crc32::new()), ChecksumDeframer::new(Crc32::new()), 8);
    #[cfg(feature = "xxhash")]
    round_trip(ChecksumFramer::new(XxHash64::new()), ChecksumDeframer::new(XxHash64::new()), 12);
}

#[test]
fn the_three_ways_of_reading_agree() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    for index in 0..50 {
        writer.write(&format!("message {index}")).unwrap();
    }
    let wire = writer.into_inner();

    let mut by_loop = Vec::new();
    let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
    while let Some(payload) = reader.read_message().unwrap() {
        by_loop.push(payload.to_vec());
    }
    let mut by_closure = Vec::new();
    StreamReader::new(BufReader::new(&wire[..]), DefaultDeframer)
        .process_all(|payload| {
            by_closure.push(payload.to_vec());
            Ok(())
        })
        .unwrap();
    let mut by_iterator = Vec::new();
    for payload in StreamReader::new(&wire[..], DefaultDeframer) {
        by_iterator.push(payload.unwrap());
    }
    assert_eq!(text(&by_loop[49]), "message 49");
    assert_eq!(by_loop.len(), 50);
    assert_eq!(by_closure, by_loop);
    assert_eq!(by_iterator, by_loop);
    let collected: Result<Vec<Vec<u8>>> = StreamReader::new(&wire[..], DefaultDeframer).collect();
    assert_eq!(collected.unwrap(), by_loop);
}

#[test]
fn a_closure_can_stop_process_all_with_an_error_of_its_own() {
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write("good").unwrap();
    writer.write("bad").unwrap();
    let wire = writer.into_inner();
    let error = StreamReader::new(&wire[..], DefaultDeframer)
        .process_all(|payload| match text(payload) {
            "bad" => Err(Error::other("a bad one")),
            _ => Ok(()),
        })
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Other);
    assert_eq!(error.to_string(), "frame 1 at byte 20: callback failed: a bad one");
}

#[test]
fn expert_mode_takes_the_callers_builder_with_any_allocator() {
    let builder = FlatBufferBuilder::with_capacity(1024);
    let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder);
    writer.write(&"expert").unwrap();
    let wire = writer.into_inner();

    let builder = FlatBufferBuilder::new_in(DefaultAllocator::from_vec(vec![0; 8]));
    let mut writer = StreamWriter::with_builder(Vec::new(), DefaultFramer, builder);
    writer.write(&"expert").unwrap();
    assert_eq!(writer.into_inner(), wire);
}

#[test]
fn write_finished_takes_finished_builders_of_any_allocator() {
    fn finished<A: Allocator>(mut builder: FlatBufferBuilder<'_, A>) -> Vec<u8> {
        let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
        for word in ["alpha", "beta"] {
            builder.reset();
            let root = builder.create_string(word);
            builder.finish(root, None);
            writer.write_finished(&mut builder).unwrap();
        }
        writer.into_inner()
    }
    let wire = finished(FlatBufferBuilder::new());
    assert_eq!(finished(FlatBufferBuilder::new_in(DefaultAllocator::from_vec(vec![0; 4]))), wire);
    let texts: Vec<_> = StreamReader::new(&wire[..], DefaultDeframer)
        .map(|payload| text(&payload.unwrap()).to_owned())
        .collect();
    assert_eq!(texts, ["alpha", "beta"]);
}

#[test]
fn framers_and_deframers_work_without_reader_and_writer() {
    fn check(framer: impl Framer, deframer: impl Deframer, frame: &[u8]) {
        let mut wire = Vec::new();
        framer.frame_and_write(&mut wire, b"abc").unwrap();
        assert_eq!(wire, frame);
        framer.frame_and_write(&mut wire, b"").unwrap();
        let mut source = &wire[..];
        let mut buffer = b"stale and longer than the payload".to_vec();
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), Some(()));
        assert_eq!(buffer, b"abc");
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), Some(()));
        assert_eq!(buffer, b"");
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), None);
    }
    check(DefaultFramer, DefaultDeframer, b"\x03\0\0\0abc");
    #[cfg(feature = "crc16")]
    check(
        ChecksumFramer::new(Crc16),
        ChecksumDeframer::new(Crc16),
        b"\x03\0\0\0\xd6\x9d\x61\x62\x63",
    );
}

#[test]
fn an_own_checksum_needs_two_methods() {
    struct Xor8;
    impl Checksum for Xor8 {
        fn calculate(&self, payload: &[u8]) -> u64 {
            u64::from(payload.iter().fold(0, |all, byte| all ^ byte))
        }
        fn size(&self) -> usize {
            1
        }
    }
    Xor8.verify(0x60, b"abc").unwrap();
    let kind = Xor8.verify(0x61, b"abc").unwrap_err().kind();
    assert_eq!(kind, ErrorKind::ChecksumMismatch { stored: 0x61, computed: 0x60 });
    NoChecksum.verify(0, b"anything").unwrap();

    let mut wire = Vec::new();
    ChecksumFramer::new(Xor8).frame_and_write(&mut wire, b"abc").unwrap();
    assert_eq!(wire, b"\x03\0\0\0\x60abc");
    let mut reader = StreamReader::new(&wire[..], ChecksumDeframer::new(Xor8));
    assert_eq!(reader.read_message().unwrap(), Some(&b"abc"[..]));
}

#[test]
fn readers_and_writers_live_in_structs_and_behind_type_parameters() {
    struct Recorder<W: Write> {
        writer: StreamWriter<'static, W, DefaultFramer>,
    }
    impl<W: Write> Recorder<W> {
        fn record<T: StreamSerialize>(&mut self, item: &T) -> Result<()> {
            self.writer.write(item)
        }
    }
    struct Player<R: Read, D: Deframer> {
        reader: StreamReader<R, D>,
    }
    impl<R: Read, D: Deframer> Player<R, D> {
        fn play(&mut self) -> Result<usize> {
            let mut bytes = 0;
            self.reader.process_all(|payload| {
                bytes += payload.len();
                Ok(())
            })?;
            Ok(bytes)
        }
    }
    fn with_allocator<'a, W: Write, F: Framer, A: Allocator + 'a>(
        writer: &mut StreamWriter<'a, W, F, A>,
    ) -> Result<()> {
        writer.write(&"through type parameters")
    }
    let mut recorder = Recorder { writer: StreamWriter::new(Vec::new(), DefaultFramer) };
    recorder.record(&Telemetry(1)).unwrap();
    with_allocator(&mut recorder.writer).unwrap();
    let wire = recorder.writer.into_inner();
    let mut player = Player { reader: StreamReader::new(&wire[..], DefaultDeframer) };
    assert_eq!(player.play().unwrap(), 88 + 32);
}

/// A message of nested tables, vectors, strings and a struct.
struct Survey {
    id: u64,
    name: &'static str,
    readings: Vec<(&'static str, f64, Vec<f32>)>,
    parent: Option<Box<Survey>>,
}

impl Survey {
    fn build<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> WIPOffset<schema::Nested<'b>> {
        let parent = self.parent.as_ref().map(|parent| parent.build(builder));
        let mut readings = Vec::new();
        for (name, value, samples) in &self.readings {
            let args = schema::ReadingArgs {
                name: Some(builder.create_shared_string(name)),
                value: *value,
                samples: Some(builder.create_vector(samples)),
            };
            readings.push(schema::Reading::create(builder, &args));
        }
        let args = schema::NestedArgs {
            id: self.id,
            name: Some(builder.create_string(self.name)),
            origin: Some(&schema::Point::new(1.0, -2.0, 3.5)),
            readings: Some(builder.create_vector(&readings)),
            parent,
        };
        schema::Nested::create(builder, &args)
    }
}

impl StreamSerialize for Survey {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let root = self.build(builder);
        builder.finish(root, None);
        Ok(())
    }
}

#[test]
fn generated_code_with_strings_and_nested_tables() {
    let parent = Survey { id: 1, name: "parent", readings: Vec::new(), parent: None };
    let survey = Survey {
        id: 2,
        name: "child",
        readings: vec![("depth", 4.5, vec![1.0, 2.0]), ("depth", 5.5, vec![])],
        parent: Some(Box::new(parent)),
    };
    let log = OwnedLog::new(7);
    let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    writer.write(&survey).unwrap();
    writer.write(&log.as_log()).unwrap();
    writer.write(&Telemetry(3)).unwrap();
    writer.write(&survey).unwrap();
    let wire = writer.into_inner();

    let payloads: Vec<_> =
        StreamReader::new(&wire[..], DefaultDeframer).collect::<Result<_>>().unwrap();
    assert_eq!(payloads[3], payloads[0]);
    let nested = flatbuffers::root::<schema::Nested<'_>>(&payloads[0]).unwrap();
    assert_eq!((nested.id(), nested.name()), (2, Some("child")));
    assert_eq!(nested.origin(), Some(&schema::Point::new(1.0, -2.0, 3.5)));
    let readings: Vec<_> = nested.readings().unwrap().iter().collect();
    assert_eq!(readings.len(), 2);
    assert_eq!((readings[0].name(), readings[0].value()), (Some("depth"), 4.5));
    assert_eq!(readings[0].samples().unwrap().iter().collect::<Vec<_>>(), [1.0, 2.0]);
    let parent = nested.parent().unwrap();
    assert_eq!((parent.id(), parent.name()), (1, Some("parent")));
    assert!(parent.parent().is_none() && parent.readings().unwrap().is_empty());

    let record = flatbuffers::root::<schema::LogRecord<'_>>(&payloads[1]).unwrap();
    assert_eq!((record.host(), record.program()), (Some("node-007"), Some("relayd")));
    let telemetry = schema::root_as_telemetry(&payloads[2]).unwrap();
    assert_eq!((telemetry.sequence(), telemetry.heading()), (4, 270.25));
}

#[test]
fn a_program_over_a_file_with_its_errors_as_trait_objects() {
    fn program() -> std::result::Result<usize, Box<dyn std::error::Error + Send + Sync>> {
        let path = std::env::temp_dir().join(format!("flatstream-seed-{}", std::process::id()));
        let file = BufWriter::new(std::fs::File::create(&path)?);
        let mut writer = StreamWriter::new(file, DefaultFramer);
        for index in 0..10 {
            writer.write(&Telemetry(index))?;
        }
        writer.flush()?;
        drop(writer.into_inner());
        let reader = StreamReader::new(std::fs::File::open(&path)?, DefaultDeframer);
        let messages = reader.collect::<Result<Vec<_>>>()?;
        std::fs::remove_file(&path)?;
        Ok(messages.len())
    }
    fn open(path: &str) -> Result<std::fs::File> {
        Ok(std::fs::File::open(path)?)
    }
    assert_eq!(program().unwrap(), 10);
    let error = open("no such directory/no such file").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io(std::io::ErrorKind::NotFound));
}
