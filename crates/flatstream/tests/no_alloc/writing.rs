use crate::{TempFile, assert_free, check, formats};
use flatbuffers::{FlatBufferBuilder, root};
#[cfg(any(feature = "crc16", feature = "crc32", feature = "xxhash"))]
use flatstream::ChecksumFramer;
use flatstream::{
    DefaultFramer, Error, FrameFormat, Framer, FramerExt, Result, SizeValidator, StreamSerialize,
    StreamWriter, TableRootValidator, TypedValidator,
    policy::{AdaptiveWatermarkPolicy, SizeThresholdPolicy},
};
use flatstream_testkit::{
    OwnedLog, Telemetry,
    compiled::{NestedDraft, ReadingDraft},
    count, schema,
};
use std::{
    cell::Cell,
    fs::File,
    io::{self, BufWriter},
};

/// Every way to write, through `framer`.
fn check_framer(name: &str, framer: impl Framer) {
    let logs: Vec<_> = (0..7).map(OwnedLog::new).collect();
    let mut writer = StreamWriter::new(io::sink(), &framer);
    check(&format!("{name}: write, scalars"), |n| writer.write(&Telemetry(n)).unwrap());
    check(&format!("{name}: write, strings in a table"), |n| {
        writer.write(&logs[n as usize % 7].as_log()).unwrap();
    });
    check(&format!("{name}: write_root"), |n| {
        writer
            .write_root(|builder| schema::Telemetry::create(builder, &Telemetry(n).args()))
            .unwrap();
    });
    let drafts = logs.iter().map(|log| log.as_log()).collect::<Vec<_>>();
    let nested: Vec<_> = (0..7).map(|n| vec![ReadingDraft::default(); n * 100]).collect();
    check(&format!("{name}: emit"), |n| {
        writer.emit(&Telemetry(n).draft()).unwrap();
        writer.emit(&drafts[n as usize % 7].draft()).unwrap();
        let readings = Some(&nested[n as usize % 7][..]);
        writer.emit(&NestedDraft { readings, ..Default::default() }).unwrap();
    });
    let mut builder = FlatBufferBuilder::new();
    check(&format!("{name}: write_finished"), |n| {
        builder.reset();
        Telemetry(n).serialize(&mut builder).unwrap();
        writer.write_finished(&mut builder).unwrap();
    });
}

/// Payloads that need not be tables: from nothing to beyond what is joined.
fn check_bytes(name: &str, framer: impl Framer) {
    let bytes = vec![7; 200_000];
    let lens = [0, 1, 11, 12, 13, 88, 4096, 65_535, 65_536, 65_537, 200_000];
    let mut writer = StreamWriter::new(io::sink(), framer);
    check(&format!("{name}: write_payload, mixed sizes"), |n| {
        writer.write_payload(&bytes[..lens[n as usize % lens.len()]]).unwrap();
    });
    let texts: Vec<_> = (0..7).map(|n| "text ".repeat(n * n * 100)).collect();
    check(&format!("{name}: write, text of mixed sizes"), |n| {
        writer.write(texts[n as usize % 7].as_str()).unwrap();
    });
}

#[test]
fn every_way_to_write_in_every_format() {
    check_framer("default", DefaultFramer);
    check_bytes("default", DefaultFramer);
    #[cfg(feature = "crc16")]
    check_framer("Crc16", ChecksumFramer::new(flatstream::Crc16));
    #[cfg(feature = "crc32")]
    check_framer("Crc32", ChecksumFramer::new(flatstream::Crc32));
    #[cfg(feature = "xxhash")]
    check_framer("XxHash64", ChecksumFramer::new(flatstream::XxHash64));
    for format in formats() {
        check_framer(format.checksum.name(), format);
        check_bytes(format.checksum.name(), format);
    }
}

#[test]
fn adapters() {
    let seen = Cell::new(0);
    let typed = TypedValidator::new(|payload| root::<schema::Telemetry<'_>>(payload).map(drop));
    let tables = (
        SizeValidator::new(1, 4096),
        TableRootValidator::new().max_fields(16),
        typed,
        |payload: &[u8]| match payload.len() {
            0..1024 => Ok(()),
            _ => Err(Error::other("too long")),
        },
    );
    let framer = DefaultFramer
        .bounded(1 << 20)
        .observed(|payload| seen.set(seen.get() + payload.len()))
        .with_validator(tables);
    let mut writer = StreamWriter::new(io::sink(), framer);
    check("bounded, observed, validated", |n| writer.write(&Telemetry(n)).unwrap());
    assert_eq!(seen.get(), 1100 * 88);
}

#[test]
fn policies_that_do_not_fire() {
    let mut writer = StreamWriter::new(io::sink(), DefaultFramer)
        .with_memory_policy(AdaptiveWatermarkPolicy::default());
    check("adaptive, below its baseline", |n| writer.write(&Telemetry(n)).unwrap());
    check("the same, emitted", |n| writer.emit(&Telemetry(n).draft()).unwrap());

    let mut writer = StreamWriter::new(io::sink(), DefaultFramer)
        .with_memory_policy(AdaptiveWatermarkPolicy::new(4, 5).baseline(0));
    let texts = ["x".repeat(100), "x".repeat(5000)];
    check("adaptive, kept from firing by large messages", |n| {
        writer.write(&texts[usize::from(n.is_multiple_of(4))]).unwrap();
    });

    let mut writer = StreamWriter::with_capacity(io::sink(), DefaultFramer, 1 << 19)
        .with_memory_policy(SizeThresholdPolicy::default());
    check("threshold, below it", |n| writer.write(&Telemetry(n)).unwrap());
}

#[test]
fn files() {
    let path = TempFile::new("write");
    for format in formats() {
        let mut writer = StreamWriter::new(File::create(&path.0).unwrap(), format);
        check("a file", |n| writer.write(&Telemetry(n)).unwrap());
        let file = BufWriter::with_capacity(4096, File::create(&path.0).unwrap());
        let mut writer = StreamWriter::new(file, format);
        check("a file behind a BufWriter", |n| {
            writer.write(&Telemetry(n)).unwrap();
            if n.is_multiple_of(100) {
                writer.flush().unwrap();
            }
        });
        assert_free("sync", count(|| writer.sync().unwrap()));
    }
}

#[test]
fn callers_own_builders() {
    let builder = FlatBufferBuilder::with_capacity(64);
    let mut writer = StreamWriter::with_builder(io::sink(), FrameFormat::new(), builder);
    check("with_builder", |n| writer.write(&Telemetry(n)).unwrap());
}

/// A message that cannot be serialized.
struct Failing;

impl StreamSerialize for Failing {
    fn serialize<'b, A: flatbuffers::Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        Telemetry(1).serialize(builder)?;
        Err(Error::other("failing"))
    }
}

#[test]
fn renewing_a_builder_costs_its_two_lists_and_keeps_its_memory() {
    let cost = |write: fn(&mut StreamWriter<'_, io::Sink, DefaultFramer>)| {
        let mut writer = StreamWriter::new(io::sink(), DefaultFramer);
        (0..10).for_each(|_| write(&mut writer));
        writer.write(&Failing).unwrap_err();
        let traffic = count(|| write(&mut writer));
        assert_free("the message after it", count(|| write(&mut writer)));
        traffic.allocations
    };
    // The memory is taken over; flatbuffers grows its lists of vtables and fields
    // anew: one block, and blocks of 4, 8 and 16 for the ten fields.
    assert_eq!(cost(|writer| writer.write("text").unwrap()), 0);
    assert_eq!(cost(|writer| writer.write(&Telemetry(1)).unwrap()), 4);
}

#[test]
fn the_first_emitted_message_costs_its_memory() {
    let mut writer = StreamWriter::new(io::sink(), DefaultFramer);
    let first = count(|| writer.emit(&Telemetry(1).draft()).unwrap());
    assert_eq!((first.allocations, first.frees, first.peak_bytes), (1, 0, 100));
    assert_free("the same length again", count(|| writer.emit(&Telemetry(2).draft()).unwrap()));
    let text = "x".repeat(101);
    let longer = NestedDraft { name: Some(&text), ..Default::default() };
    let grown = count(|| writer.emit(&longer).unwrap());
    assert_eq!((grown.allocations, grown.frees), (1, 1));
}
