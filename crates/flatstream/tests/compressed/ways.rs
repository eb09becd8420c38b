//! Every way to write, into every format, alone and in blocks.

use crate::{alone, check, formats, in_blocks, mixed};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    BlockWriter, Compressed, DefaultFramer, Format, Framer, Limits, StreamReader, StreamSerialize,
    StreamWriter,
};
use flatstream_testkit::{Outcome, OwnedLog, Telemetry, emitted, outcomes, payload, schema};
use std::io::Write;

const BLOCKS: [usize; 6] = [0, 1, 4, 100, 1500, 64 * 1024];

#[test]
fn messages_of_every_format_come_back_alone_and_in_blocks_of_any_size() {
    let expected: Vec<_> = mixed().iter().map(Outcome::payload).collect();
    for format in formats() {
        let deframer = format.deframer().unwrap();
        check(&deframer, Limits::default(), &alone(&format, &mixed()), &expected);
        for block_bytes in BLOCKS {
            let wire = in_blocks(&format, block_bytes, &mixed());
            check(&deframer, Limits::default(), &wire, &expected);
        }
        check(&deframer, Limits::default(), b"", &[]);
    }
}

#[test]
fn large_messages_come_back_alone_and_in_blocks() {
    let messages = [vec![0; 300_000], crate::noise(1, 70_000), Vec::new(), vec![9; 65_532]];
    let expected = messages.each_ref().map(Outcome::payload);
    for format in formats() {
        for wire in [alone(&format, &messages), in_blocks(&format, 64 * 1024, &messages)] {
            for capacity in [0, 64 * 1024] {
                let deframer = format.deframer().unwrap();
                let reader = StreamReader::with_capacity(&wire[..], deframer, capacity);
                assert!(outcomes(reader) == expected, "{format:?}, capacity {capacity}");
            }
        }
    }
}

/// Writes one message in each way that every writer has, and answers them.
fn every_way<'a, W: Write, F: Framer, A: Allocator + 'a>(
    writer: &mut StreamWriter<'a, W, F, A>,
) -> Vec<Vec<u8>> {
    let log = OwnedLog::new(8);
    let mut builder = FlatBufferBuilder::new();
    "finished elsewhere".serialize(&mut builder).unwrap();
    writer.write(&log.as_log()).unwrap();
    writer.write(&Telemetry(1)).unwrap();
    writer.write_root(|b| schema::Telemetry::create(b, &Telemetry(2).args())).unwrap();
    writer.write_finished(&mut builder).unwrap();
    writer.write_payload(b"bytes, bytes, bytes, bytes, bytes").unwrap();
    writer.write_payload(b"").unwrap();
    writer.emit(&log.as_log().draft()).unwrap();
    writer.emit(&Telemetry(3).draft()).unwrap();
    let telemetry = [1, 2].map(|n| payload(&Telemetry(n)));
    assert_eq!(builder.finished_data(), payload("finished elsewhere"));
    let [one, two] = telemetry;
    let bytes = b"bytes, bytes, bytes, bytes, bytes".to_vec();
    let mut all =
        vec![payload(&log.as_log()), one, two, payload("finished elsewhere"), bytes, Vec::new()];
    all.extend([emitted(&log.as_log().draft()), emitted(&Telemetry(3).draft())]);
    all
}

/// That `wire` holds `messages`.
#[track_caller]
fn read_back(format: &Format, wire: &[u8], messages: &[Vec<u8>]) {
    let reader = StreamReader::new(wire, format.deframer().unwrap());
    let expected: Vec<_> = messages.iter().map(Outcome::payload).collect();
    assert!(outcomes(reader) == expected, "{format:?}");
}

#[test]
fn every_way_to_write_alone() {
    for format in formats() {
        let mut writer = StreamWriter::new(Vec::new(), format.framer().unwrap());
        let messages = every_way(&mut writer);
        assert_eq!(writer.bytes_written(), writer.get_ref().len() as u64);
        assert_eq!(writer.messages_written(), 8);
        assert_eq!(writer.get_ref()[..], alone(&format, &messages));
        read_back(&format, &writer.into_inner(), &messages);
        let builder = FlatBufferBuilder::with_capacity(10);
        let framer = format.framer().unwrap();
        let mut writer = StreamWriter::with_builder(Vec::new(), framer, builder);
        let messages = every_way(&mut writer);
        assert_eq!(writer.into_inner(), alone(&format, &messages));
    }
}

#[test]
fn every_way_to_write_in_blocks() {
    for format in formats() {
        let mut writer = StreamWriter::with_format(Vec::new(), &format).unwrap();
        let messages = every_way(&mut writer);
        assert_eq!((writer.messages_written(), writer.get_ref().pending()), (8, 8));
        let plain: usize = messages.iter().map(|message| 4 + message.len()).sum();
        assert_eq!(writer.bytes_written(), plain as u64);
        let wire = writer.finish().map_err(|(error, _)| error).unwrap();
        assert_eq!(wire, in_blocks(&format, 64 * 1024, &messages));
        read_back(&format, &wire, &messages);
        for block_bytes in BLOCKS {
            let framer = format.framer().unwrap();
            let sink = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
            let builder = FlatBufferBuilder::with_capacity(10);
            let mut writer = StreamWriter::with_builder(sink, DefaultFramer, builder);
            let messages = every_way(&mut writer);
            let wire = writer.finish().map_err(|(error, _)| error).unwrap();
            assert_eq!(wire, in_blocks(&format, block_bytes, &messages));
        }
    }
}

#[test]
fn typed_messages_come_back() {
    for format in formats() {
        let mut writer = StreamWriter::with_format(Vec::new(), &format).unwrap();
        (0..100).for_each(|n| writer.write(&Telemetry(n)).unwrap());
        let wire = writer.finish().map_err(|(error, _)| error).unwrap();
        let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        let mut typed = reader.typed_messages::<Telemetry>();
        for n in 0..100 {
            assert_eq!(typed.next().unwrap().unwrap().sequence(), n + 1);
        }
        assert!(typed.next().unwrap().is_none());
        let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
        let mut n = 0;
        let process = |message: schema::Telemetry<'_>| {
            n += 1;
            assert_eq!(message.sequence(), n);
            Ok(())
        };
        reader.process_typed::<Telemetry>(process).unwrap();
        assert_eq!(n, 100);
    }
}

#[test]
fn a_plain_format_in_blocks_has_the_bytes_of_the_plain_writer() {
    for checksum in crate::checksums() {
        let format = Format::new().checksum(checksum);
        let mut plain = StreamWriter::new(Vec::new(), format.frames());
        let mut blocks = StreamWriter::with_format(Vec::new(), &format).unwrap();
        assert_eq!(every_way(&mut plain), every_way(&mut blocks));
        let wire = blocks.finish().map_err(|(error, _)| error).unwrap();
        assert_eq!(wire, plain.into_inner());
        for block_bytes in BLOCKS {
            assert_eq!(in_blocks(&format, block_bytes, &mixed()), alone(&format, &mixed()));
        }
    }
}

#[test]
fn codecs_chosen_at_compile_time_write_the_bytes_of_those_chosen_at_run_time() {
    fn same<C: flatstream::Encoder + flatstream::Decoder>(name: &str, codec: fn() -> C) {
        for checksum in crate::checksums() {
            let format = Format::new().checksum(checksum).codec(name.parse().unwrap());
            let framer = Compressed::new(format.frames(), codec());
            assert_eq!(flatstream_testkit::wire(&framer, mixed()), alone(&format, &mixed()));
            let framer = Compressed::new(format.frames(), codec());
            let mut writer = StreamWriter::with_blocks(Vec::new(), framer);
            crate::write_all(&mut writer, &mixed());
            let wire = writer.finish().map_err(|(error, _)| error).unwrap();
            assert_eq!(wire, in_blocks(&format, 64 * 1024, &mixed()));
            let deframer = Compressed::new(format.frames(), codec());
            let expected: Vec<_> = mixed().iter().map(Outcome::payload).collect();
            check(&deframer, Limits::default(), &wire, &expected);
        }
    }
    use flatstream::compress;
    #[cfg(feature = "zstd")]
    same("zstd", compress::Zstd::default);
    #[cfg(feature = "lz4")]
    same("lz4", compress::Lz4::new);
    #[cfg(feature = "deflate")]
    same("deflate", compress::Deflate::default);
    #[cfg(feature = "deflate")]
    same("zlib", compress::Zlib::default);
    #[cfg(feature = "deflate")]
    same("gzip", compress::Gzip::default);
}

#[test]
fn writers_and_readers_of_a_format_can_be_sent_to_threads() {
    for format in formats() {
        let writer = StreamWriter::with_format(Vec::new(), &format).unwrap();
        let reader_of = format.deframer().unwrap();
        let wire = std::thread::spawn(move || {
            let mut writer = writer;
            crate::write_all(&mut writer, &mixed());
            writer.finish().map_err(|(error, _)| error).unwrap()
        });
        let wire = wire.join().unwrap();
        let read = std::thread::spawn(move || outcomes(StreamReader::new(&wire[..], reader_of)));
        let expected: Vec<_> = mixed().iter().map(Outcome::payload).collect();
        assert_eq!(read.join().unwrap(), expected);
    }
}

#[cfg(feature = "arena")]
mod arena {
    use super::{every_way, read_back};
    use crate::{alone, formats, in_blocks};
    use flatbuffers::{Allocator, FlatBufferBuilder};
    use flatstream::{
        BlockWriter, DefaultFramer, Format, Framer, Result, StreamSerialize, StreamWriter,
        arena::{
            ArenaStrategy, Bump, FrameArena, Gather, GatherSerialize, Pooled, SmartBuilder,
            Template,
        },
    };
    use flatstream_pool::BufferPool;
    use flatstream_testkit::{OwnedLog, Telemetry, payload, schema};
    use std::io::Write;

    struct Samples(Vec<f64>);

    impl StreamSerialize for Samples {
        fn serialize<'b, A: Allocator + 'b>(
            &self,
            builder: &mut FlatBufferBuilder<'b, A>,
        ) -> Result<()> {
            let values = Some(builder.create_vector(&self.0));
            let args = schema::SamplesArgs { channel: 7, values };
            let root = schema::Samples::create(builder, &args);
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
            let args = schema::SamplesArgs { channel: 7, values };
            let root = schema::Samples::create(builder, &args);
            builder.finish(root, None);
            Ok(())
        }
    }

    /// The ways that the arena adds, behind all others.
    fn ways_of_the_arena<'a, W: Write, F: Framer, A: Allocator + 'a>(
        writer: &mut StreamWriter<'a, W, F, A>,
    ) -> Vec<Vec<u8>> {
        let mut messages = every_way(writer);
        let mut template = Template::new(&payload(&Telemetry(4))).unwrap();
        let sequence = template.root().field(schema::Telemetry::VT_SEQUENCE).unwrap();
        for n in [5, 4] {
            template.set(sequence, n + 1);
            writer.write_template(&mut template).unwrap();
            messages.push(template.message().to_vec());
        }
        assert_eq!(messages.last(), Some(&template.message().to_vec()));
        for samples in [Samples(Vec::new()), Samples(vec![0.25; 3000]), Samples(vec![1.0; 10])] {
            writer.write_gathered(&samples).unwrap();
            messages.push(payload(&samples));
        }
        let mut own = SmartBuilder::new();
        writer.write_with(&mut own, &OwnedLog::new(4).as_log()).unwrap();
        messages.push(payload(&OwnedLog::new(4).as_log()));
        messages
    }

    #[test]
    fn every_way_of_the_arena_alone() {
        let (bump, pool, mut owned) = (Bump::new(), BufferPool::default(), FrameArena::new());
        for format in formats() {
            let framer = || format.framer().unwrap();
            let mut writer = StreamWriter::new(Vec::new(), framer());
            let messages = ways_of_the_arena(&mut writer);
            let wire = writer.into_inner();
            assert!(wire == alone(&format, &messages));
            read_back(&format, &wire, &messages);

            let mut writer = StreamWriter::with_strategy(Vec::new(), framer(), Pooled(&pool));
            ways_of_the_arena(&mut writer);
            assert!(writer.into_inner() == wire, "a pool, {format:?}");
            let mut writer = StreamWriter::with_arena(Vec::new(), framer(), &bump);
            ways_of_the_arena(&mut writer);
            assert!(writer.finish().map_err(|(error, _)| error).unwrap() == wire, "a bump");
            for batch in [0, 100, 5000] {
                let arena = ArenaStrategy::new(&mut owned).window_bytes(40_000).batch_bytes(batch);
                let mut writer = StreamWriter::with_arena(Vec::new(), framer(), arena);
                ways_of_the_arena(&mut writer);
                let taken = writer.finish().map_err(|(error, _)| error).unwrap();
                assert!(taken == wire, "batch of {batch}, {format:?}");
            }
        }
    }

    /// Through a batch into blocks: the blocks are those without the batch.
    fn batched(format: &Format, block_bytes: usize, batch: usize) {
        let bump = Bump::new();
        let arena = ArenaStrategy::new(&bump).window_bytes(40_000).batch_bytes(batch);
        let framer = format.framer().unwrap();
        let sink = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
        let mut writer = StreamWriter::with_arena(sink, DefaultFramer, arena);
        let messages = ways_of_the_arena(&mut writer);
        let blocks = writer.finish().map_err(|(error, _)| error).unwrap();
        let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
        let what = format!("blocks of {block_bytes}, batch of {batch}, {format:?}");
        assert!(wire == in_blocks(format, block_bytes, &messages), "{what}");
        read_back(format, &wire, &messages);
    }

    #[test]
    fn every_way_of_the_arena_in_blocks() {
        for format in formats() {
            for block_bytes in [0, 100, 64 * 1024] {
                for batch in [0, 32 * 1024] {
                    batched(&format, block_bytes, batch);
                }
            }
        }
    }

    #[test]
    fn strategies_in_blocks() {
        let (bump, pool) = (Bump::new(), BufferPool::default());
        for format in formats() {
            let sink = || BlockWriter::new(Vec::new(), format.framer().unwrap());
            let mut writer = StreamWriter::with_strategy(sink(), DefaultFramer, Pooled(&pool));
            let messages = ways_of_the_arena(&mut writer);
            let pooled = writer.finish().map_err(|(error, _)| error).unwrap();
            let mut writer = StreamWriter::with_strategy(sink(), DefaultFramer, &bump);
            ways_of_the_arena(&mut writer);
            let in_arena = writer.finish().map_err(|(error, _)| error).unwrap();
            assert!(pooled == in_blocks(&format, 64 * 1024, &messages) && pooled == in_arena);
        }
    }
}
