use crate::{MESSAGES, TempFile, assert_free, check, formats, telemetry};
use flatbuffers::root;
use flatstream::{
    Borrowing, DefaultDeframer, DefaultFramer, Deframer, DeframerExt, Error, FrameDecoder,
    FrameFormat, SizeValidator, SliceReader, StreamReader, TableRootValidator, TypedValidator,
    Validator,
};
#[cfg(any(feature = "crc16", feature = "crc32", feature = "xxhash"))]
use flatstream::{ChecksumDeframer, ChecksumKind};
use flatstream_testkit::{Telemetry, compiled::TelemetryView, count, schema, wire};
use std::{
    cell::Cell,
    fs::{self, File},
    io::{BufReader, Read},
};

/// Every way to read `wire`, a stream of telemetry, with `deframer`.
fn check_deframer(name: &str, wire: &[u8], deframer: impl Borrowing) {
    check_source(&format!("{name}, slice"), || wire, &deframer);

    let mut reader = SliceReader::new(wire, &deframer);
    check(&format!("{name}: SliceReader"), |_| {
        assert_eq!(reader.next().unwrap().unwrap().len(), 88);
    });
    check(&format!("{name}: SliceReader::skip_message"), |_| {
        assert!(reader.skip_message().unwrap().is_some());
    });

    let mut reader = SliceReader::new(wire, &deframer);
    let mut roots = reader.verified::<TelemetryView<'_>>();
    check(&format!("{name}: SliceReader::verified"), |n| {
        assert_eq!(roots.next().unwrap().unwrap().sequence(), n + 1);
    });
    let (mut reader, mut last) = (SliceReader::new(wire, &deframer), 0);
    let traffic = count(|| {
        reader
            .process_verified::<schema::Telemetry<'_>>(|message| {
                last = message.sequence();
                Ok(())
            })
            .unwrap();
    });
    assert_eq!(last, MESSAGES);
    assert_free(&format!("{name}: SliceReader::process_verified"), traffic);

    let mut decoder = FrameDecoder::new(&deframer);
    let mut pieces = wire.chunks(113);
    let mut frames = 0;
    check(&format!("{name}: FrameDecoder, push"), |_| {
        decoder.push(pieces.next().unwrap());
        while let Some(payload) = decoder.next_frame().unwrap() {
            frames += payload.len() / 88;
        }
    });
    assert!(frames > 1000, "{frames}");

    let (mut source, mut buffer) = (wire, Vec::new());
    check(&format!("{name}: read_and_deframe"), |_| {
        assert_eq!(deframer.read_and_deframe(&mut source, &mut buffer).unwrap(), Some(()));
    });
}

/// Every way to read a stream of telemetry from a source.
fn check_source<R: Read>(name: &str, source: impl Fn() -> R, deframer: impl Deframer) {
    for capacity in [0, 100, 4096, 64 * 1024] {
        let name = format!("{name}, capacity {capacity}");
        let start = || StreamReader::with_capacity(source(), &deframer, capacity);

        let mut reader = start();
        check(&format!("{name}: read_message"), |_| {
            assert_eq!(reader.read_message().unwrap().map(<[u8]>::len), Some(88));
        });
        check(&format!("{name}: skip_message"), |_| {
            assert!(reader.skip_message().unwrap().is_some());
        });
        let mut messages = reader.messages();
        check(&format!("{name}: messages"), |_| {
            assert_eq!(messages.next().unwrap().map(<[u8]>::len), Some(88));
        });
        let mut typed = reader.typed_messages::<Telemetry>();
        check(&format!("{name}: typed_messages"), |_| {
            assert!(typed.next().unwrap().unwrap().sequence() > 3300);
        });

        let mut reader = start();
        let mut verified = reader.verified_messages::<schema::Telemetry<'_>>();
        check(&format!("{name}: verified_messages"), |n| {
            assert_eq!(verified.next().unwrap().unwrap().sequence(), n + 1);
        });
        let mut expected = 1101;
        let traffic = count(|| {
            reader
                .process_verified::<TelemetryView<'_>>(|message| {
                    assert_eq!(message.sequence(), expected);
                    expected += 1;
                    Ok(())
                })
                .unwrap();
        });
        assert_eq!(expected, MESSAGES + 1);
        assert_free(&format!("{name}: process_verified, to the end"), traffic);

        let mut reader = start();
        assert!((0..100).all(|_| reader.skip_message().unwrap().is_some()));
        let mut left = MESSAGES - 100;
        let traffic = count(|| {
            let process = |_: &[u8]| {
                left -= 1;
                Ok(())
            };
            reader.process_all(process).unwrap();
        });
        assert_eq!(left, 0);
        assert_free(&format!("{name}: process_all, to the end"), traffic);

        let mut reader = start();
        assert!((0..100).all(|_| reader.read_message().unwrap().is_some()));
        let mut expected = 101;
        let traffic = count(|| {
            reader
                .process_typed::<Telemetry>(|message| {
                    assert_eq!(message.sequence(), expected);
                    expected += 1;
                    Ok(())
                })
                .unwrap();
        });
        assert_eq!(expected, MESSAGES + 1);
        assert_free(&format!("{name}: process_typed, to the end"), traffic);
    }
}

#[test]
fn every_way_to_read_without_a_checksum() {
    check_deframer("default", &telemetry(FrameFormat::new()), DefaultDeframer);
}

#[test]
fn every_way_to_read_a_checksum_known_at_compile_time() {
    #[cfg(feature = "crc16")]
    check_deframer(
        "Crc16",
        &telemetry(FrameFormat::new().checksum(ChecksumKind::Crc16)),
        ChecksumDeframer::new(flatstream::Crc16),
    );
    #[cfg(feature = "crc32")]
    check_deframer(
        "Crc32",
        &telemetry(FrameFormat::new().checksum(ChecksumKind::Crc32)),
        ChecksumDeframer::new(flatstream::Crc32),
    );
    #[cfg(feature = "xxhash")]
    check_deframer(
        "XxHash64",
        &telemetry(FrameFormat::new().checksum(ChecksumKind::Xxh3)),
        ChecksumDeframer::new(flatstream::XxHash64),
    );
}

#[test]
fn every_way_to_read_a_checksum_known_at_run_time() {
    for format in formats() {
        check_deframer(format.checksum.name(), &telemetry(format), format);
    }
}

#[test]
fn files() {
    let path = TempFile::new("read");
    for format in formats() {
        fs::write(&path.0, telemetry(format)).unwrap();
        check_source("file", || File::open(&path.0).unwrap(), format);
        check_source("BufReader", || BufReader::new(File::open(&path.0).unwrap()), format);
    }
}

#[test]
fn frames_of_mixed_sizes_up_to_the_largest_seen() {
    let lens = [0, 1, 200_000, 88, 65_532, 4096, 70_000, 7];
    let payload = vec![7; 200_000];
    let wire = wire(&DefaultFramer, (0..1100).map(|n| &payload[..lens[n % lens.len()]]));
    for capacity in [0, 4096, 64 * 1024] {
        let mut reader = StreamReader::with_capacity(&wire[..], DefaultDeframer, capacity);
        check(&format!("mixed sizes, capacity {capacity}"), |n| {
            let payload = reader.read_message().unwrap().unwrap();
            assert_eq!(payload.len(), lens[n as usize % lens.len()]);
        });
    }
    let mut decoder = FrameDecoder::new(DefaultDeframer);
    let mut rest = &wire[..];
    check("mixed sizes, FrameDecoder::space", |_| {
        while decoder.next_frame().unwrap().is_none() {
            let room = decoder.space(4096);
            let n = room.len().min(rest.len());
            room[..n].copy_from_slice(&rest[..n]);
            rest = &rest[n..];
            decoder.advance(n);
        }
    });
}

#[test]
fn adapters() {
    let seen = Cell::new(0);
    let typed = TypedValidator::new(|payload| root::<schema::Telemetry<'_>>(payload).map(drop));
    let checks = (
        SizeValidator::new(1, 4096),
        TableRootValidator::new().max_fields(16),
        typed,
        |payload: &[u8]| match payload.len() {
            0..1024 => Ok(()),
            _ => Err(Error::other("too long")),
        },
    );
    let observe = |payload: &[u8]| seen.set(seen.get() + payload.len());
    for format in formats() {
        let deframer = DeframerExt::bounded(format, 1 << 20);
        let deframer = DeframerExt::observed(deframer, observe);
        let deframer = DeframerExt::with_validator(deframer, |p: &[u8]| checks.validate(p));
        check_deframer("adapters", &telemetry(format), deframer);
    }
    assert!(seen.get() > 0);
}
