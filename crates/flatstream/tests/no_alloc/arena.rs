//! Writers in arena memory.

use crate::{TempFile, assert_free, check, formats};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    FrameFormat, Result, StreamSerialize, StreamWriter,
    arena::{
        ArenaStrategy, Batch, Bump, FrameArena, Gather, GatherSerialize, SmartBuilder, Template,
    },
};
use flatstream_pool::BufferPool;
use flatstream_testkit::{
    OwnedLog, Telemetry, compiled::LogRecordDraft, count, schema, steady_state,
};
use std::{
    fs::File,
    io::{self, Write},
};

/// A table with one vector, which can be gathered.
struct Samples(Vec<f64>);

impl Samples {
    fn new(len: usize) -> Self {
        Self(vec![f64::MAX; len])
    }
}

impl StreamSerialize for Samples {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let values = Some(builder.create_vector(&self.0));
        let root = schema::Samples::create(builder, &schema::SamplesArgs { channel: 7, values });
        builder.finish(root, None);
        Ok(())
    }
}

impl GatherSerialize for Samples {
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()> {
        let values = Some(gather.create_vector(builder, &self.0));
        let root = schema::Samples::create(builder, &schema::SamplesArgs { channel: 7, values });
        builder.finish(root, None);
        Ok(())
    }
}

/// Every way to write that allocates nothing.
fn check_writer<'a, W: Write, A: Allocator + 'a>(
    name: &str,
    writer: &mut StreamWriter<'a, Batch<'a, W>, FrameFormat, A>,
) {
    let logs: Vec<_> = (0..7).map(OwnedLog::new).collect();
    check(&format!("{name}: write, scalars"), |n| writer.write(&Telemetry(n)).unwrap());
    check(&format!("{name}: write, strings in a table"), |n| {
        writer.write(&logs[n as usize % 7].as_log()).unwrap();
    });
    check(&format!("{name}: write_root"), |n| {
        writer
            .write_root(|builder| schema::Telemetry::create(builder, &Telemetry(n).args()))
            .unwrap();
    });
    let bytes = vec![7; 100_000];
    let lens = [0, 1, 88, 4096, 16_384, 16_385, 65_537, 100_000];
    check(&format!("{name}: write_payload, mixed sizes"), |n| {
        writer.write_payload(&bytes[..lens[n as usize % lens.len()]]).unwrap();
    });
    let texts = lens.map(|len| "x".repeat(len));
    check(&format!("{name}: emit, mixed sizes"), |n| {
        let message = Some(&*texts[n as usize % lens.len()]);
        writer.emit(&LogRecordDraft { message, ..Default::default() }).unwrap();
    });
    let mut builder = FlatBufferBuilder::new();
    Telemetry(1).serialize(&mut builder).unwrap();
    let mut template = Template::new(builder.finished_data()).unwrap();
    let sequence = template.root().field(schema::Telemetry::VT_SEQUENCE).unwrap();
    check(&format!("{name}: write_template"), |n| {
        template.set(sequence, n);
        writer.write_template(&mut template).unwrap();
    });
    let short = Samples::new(100);
    check(&format!("{name}: write_gathered, nothing to gather"), |_| {
        writer.write_gathered(&short).unwrap();
    });
    check(&format!("{name}: flush"), |n| {
        writer.write(&Telemetry(n)).unwrap();
        writer.flush().unwrap();
    });
}

#[test]
fn every_way_to_write_in_every_format() {
    let (bump, mut owned) = (Bump::new(), FrameArena::new());
    for format in formats() {
        let name = format.checksum.name();
        check_writer(name, &mut StreamWriter::with_arena(io::sink(), format, &bump));
        check_writer(name, &mut StreamWriter::with_arena(io::sink(), format, &mut owned));
        let arena = ArenaStrategy::new(&bump).window_bytes(8000).batch_bytes(500);
        check_writer(name, &mut StreamWriter::with_arena(io::sink(), format, arena));
        let growing = arena.window_bytes(64 * 1024).grow_to(1 << 20);
        check_writer(name, &mut StreamWriter::with_arena(io::sink(), format, growing));
    }
}

#[test]
fn files() {
    let (path, bump) = (TempFile::new("arena"), Bump::new());
    for format in formats() {
        let file = File::create(&path.0).unwrap();
        let mut writer = StreamWriter::with_arena(file, format, &bump);
        check_writer("a file", &mut writer);
        assert_free("sync", count(|| writer.sync().unwrap()));
    }
}

#[test]
fn builders_chosen_at_run_time() {
    let (bump, pool) = (Bump::new(), BufferPool::default());
    let logs: Vec<_> = (0..7).map(OwnedLog::new).collect();
    for format in formats() {
        let mut writer = StreamWriter::new(io::sink(), format);
        let choices = [
            ("default", SmartBuilder::new()),
            ("arena", SmartBuilder::with_arena(&bump)),
            ("pooled", SmartBuilder::with_pool(&pool)),
        ];
        for (name, mut messages) in choices {
            check(&format!("write_with, {name}"), |n| {
                writer.write_with(&mut messages, &Telemetry(n)).unwrap();
                writer.write_with(&mut messages, &logs[n as usize % 7].as_log()).unwrap();
            });
        }
    }
}

#[test]
fn a_gathered_message_costs_the_two_lists_of_a_fresh_builder() {
    let bump = Bump::new();
    let samples = Samples::new(1000);
    for format in formats() {
        let mut plain = StreamWriter::new(io::sink(), format);
        let traffic = steady_state(100, |_| plain.write_gathered(&samples).unwrap());
        assert_eq!((traffic.allocations, traffic.frees), (2000, 2000));
        let mut writer = StreamWriter::with_arena(io::sink(), format, &bump);
        let traffic = steady_state(100, |_| writer.write_gathered(&samples).unwrap());
        assert_eq!((traffic.allocations, traffic.frees), (2000, 2000));
        // The vector itself is nowhere: neither copied nor made room for anew.
        assert!(traffic.peak_bytes < 1000, "{traffic:?}");
    }
}

#[test]
fn a_megabyte_in_a_window_that_grows_costs_the_two_lists_of_a_fresh_builder() {
    let bump = Bump::new();
    let samples = Samples::new((1 << 20) / 8);
    // Wholly in what was lent, and on the heap.
    for window in [2 << 20, 64 * 1024] {
        let arena = ArenaStrategy::new(&bump).window_bytes(window).grow_to(4 << 20);
        let mut writer = StreamWriter::with_arena(io::sink(), FrameFormat::new(), arena);
        (0..10).for_each(|_| writer.write(&samples).unwrap());
        let traffic = count(|| (0..100).for_each(|_| writer.write(&samples).unwrap()));
        assert_eq!((traffic.allocations, traffic.frees), (200, 200), "window of {window}");
        assert!(traffic.peak_bytes < 1000, "{traffic:?}");
        let traffic = count(|| (0..100).for_each(|_| writer.write_gathered(&samples).unwrap()));
        assert_eq!((traffic.allocations, traffic.frees), (200, 200), "gathered, {window}");
    }
}

#[test]
fn counting_sees_what_a_window_does_not_hold() {
    let bump = Bump::new();
    let arena = ArenaStrategy::new(&bump).window_bytes(100).grow_to(1 << 20);
    let mut writer = StreamWriter::with_arena(io::sink(), FrameFormat::new(), arena);
    // The lists of vtables and of ten fields: one block, and blocks of 4, 8 and 16.
    let first = count(|| writer.write(&Telemetry(1)).unwrap());
    assert_eq!((first.allocations, first.frees), (4, 2));
    // The move to the heap, once.
    let samples = Samples::new(1000);
    let moved = count(|| writer.write(&samples).unwrap());
    assert_eq!((moved.allocations, moved.frees), (1, 0));
    assert!(moved.peak_bytes >= 8000, "{moved:?}");
    assert_free("the same length again", count(|| writer.write(&samples).unwrap()));
}

#[test]
fn counting_sees_one_refused_message_in_a_thousand() {
    let bump = Bump::new();
    let mut writer = StreamWriter::with_arena(io::sink(), FrameFormat::new(), &bump);
    let large = Samples::new(10_000);
    let traffic = steady_state(100, |n| {
        writer.write(&Telemetry(n)).unwrap();
        if n == 600 {
            writer.write(&large).unwrap_err();
        }
    });
    assert_ne!((traffic.allocations, traffic.frees), (0, 0));
}
