//! Compressed frames: the heap of C libraries counts as well.

use crate::{TempFile, assert_free, check};
use flatbuffers::FlatBufferBuilder;
use flatstream::{
    BlockWriter, ChecksumKind, CodecKind, DefaultFramer, DeframerExt, Format, FrameDecoder,
    StreamReader, StreamSerialize, StreamWriter,
};
use flatstream_testkit::{OwnedLog, Telemetry, count, steady_state};
use std::{fs::File, io};

/// Every codec, plain and with `Adaptive`, one of them with every checksum, and a
/// dictionary.
fn formats() -> Vec<(String, Format)> {
    let mut formats = Vec::new();
    for codec in CodecKind::ALL {
        // Frames make no difference to codecs.
        let checksums = ChecksumKind::ALL.len();
        for checksum in
            ChecksumKind::ALL.iter().take(if formats.is_empty() { checksums } else { 1 })
        {
            let format = Format::new().checksum(*checksum).codec(*codec);
            formats.push((format!("{codec}, {checksum}"), format));
        }
        let format = Format::new().codec(*codec).adaptive();
        formats.push((format!("{codec}, adaptive"), format));
    }
    #[cfg(feature = "zstd")]
    {
        let dictionary = flatstream::Dictionary::new(flatstream_testkit::golden_dictionary());
        let format = Format::new().codec(CodecKind::Zstd).dictionary(dictionary.unwrap());
        formats.push(("zstd with a dictionary".to_owned(), format));
    }
    formats
}

/// Blocks have to be of all their sizes once, and what `Adaptive` stores untried meets
/// the encoder late.
fn warm_up(format: &Format) -> u64 {
    if format.adaptive { 3000 } else { 600 }
}

/// Payloads of mixed sizes: some compress well, some not at all.
fn mixed() -> Vec<Vec<u8>> {
    let mut state = 1_u64;
    let noise = std::iter::repeat_with(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    });
    let noise: Vec<u8> = noise.take(70_000).collect();
    let text = b"GET /images/17.png 200 ".repeat(4000);
    [0, 1, 88, 700, 20_000, 5000, 70, 12]
        .iter()
        .enumerate()
        .map(|(n, &len)| if n % 2 == 0 { text[..len].to_vec() } else { noise[..len].to_vec() })
        .collect()
}

#[test]
fn writing_frames_of_one_message() {
    let (payloads, logs) = (mixed(), (0..7).map(OwnedLog::new).collect::<Vec<_>>());
    for (name, format) in formats() {
        let mut writer = StreamWriter::new(io::sink(), format.framer().unwrap());
        check_from(&format!("{name}: write, write_payload"), warm_up(&format), |n| {
            writer.write(&Telemetry(n)).unwrap();
            writer.write(&logs[n as usize % logs.len()].as_log()).unwrap();
            writer.write_payload(&payloads[n as usize % payloads.len()]).unwrap();
        });
        check_from(&format!("{name}: emit"), warm_up(&format), |n| {
            writer.emit(&Telemetry(n).draft()).unwrap();
            writer.emit(&logs[n as usize % logs.len()].as_log().draft()).unwrap();
        });
        let mut builder = FlatBufferBuilder::new();
        logs[0].as_log().serialize(&mut builder).unwrap();
        check(&format!("{name}: write_finished"), |_| {
            writer.write_finished(&mut builder).unwrap();
        });
    }
}

#[test]
fn writing_blocks() {
    let (payloads, logs) = (mixed(), (0..7).map(OwnedLog::new).collect::<Vec<_>>());
    for (name, format) in formats() {
        for block_bytes in [0, 2000, 16 * 1024] {
            let framer = format.framer().unwrap();
            let blocks = BlockWriter::with_block_bytes(io::sink(), framer, block_bytes);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            check_from(&format!("{name}: blocks of {block_bytes}"), warm_up(&format), |n| {
                writer.write(&Telemetry(n)).unwrap();
                writer.write(&logs[n as usize % logs.len()].as_log()).unwrap();
                writer.write_payload(&payloads[n as usize % payloads.len()]).unwrap();
                if n.is_multiple_of(5) {
                    writer.flush().unwrap();
                }
            });
        }
    }
}

#[test]
fn writing_plain_frames_in_blocks() {
    let payloads = mixed();
    for checksum in ChecksumKind::ALL {
        let format = Format::new().checksum(*checksum);
        let mut writer = StreamWriter::with_format(io::sink(), &format).unwrap();
        check(&format!("{checksum}, not compressed"), |n| {
            writer.write(&Telemetry(n)).unwrap();
            writer.write_payload(&payloads[n as usize % payloads.len()]).unwrap();
        });
    }
}

#[cfg(feature = "arena")]
#[test]
fn writing_in_arena_memory() {
    use flatstream::arena::{Bump, Template};
    use flatstream_testkit::{payload, schema};

    let (bump, payloads) = (Bump::new(), mixed());
    for (name, format) in formats() {
        let mut template = Template::new(&payload(&Telemetry(1))).unwrap();
        let sequence = template.root().field(schema::Telemetry::VT_SEQUENCE).unwrap();
        let mut single = StreamWriter::with_arena(io::sink(), format.framer().unwrap(), &bump);
        let blocks = BlockWriter::new(io::sink(), format.framer().unwrap());
        let mut blocks = StreamWriter::with_arena(blocks, DefaultFramer, &bump);
        check_from(&format!("{name}: in an arena"), warm_up(&format), |n| {
            template.set(sequence, n);
            single.write(&Telemetry(n)).unwrap();
            single.write_template(&mut template).unwrap();
            single.write_payload(&payloads[n as usize % payloads.len()]).unwrap();
            blocks.write(&Telemetry(n)).unwrap();
            blocks.write_template(&mut template).unwrap();
            blocks.write_payload(&payloads[n as usize % payloads.len()]).unwrap();
        });
    }
}

/// A stream of telemetry with larger messages in between.
fn stream(format: &Format, block_bytes: Option<usize>) -> Vec<u8> {
    fn write<W: io::Write, F: flatstream::Framer>(writer: &mut StreamWriter<'_, W, F>) {
        let payloads = mixed();
        for n in 0..MESSAGES {
            match n % 12 {
                5 => writer.write_payload(&payloads[n as usize / 12 % 8]).unwrap(),
                _ => writer.write(&Telemetry(n)).unwrap(),
            }
        }
    }
    match block_bytes {
        None => {
            let mut writer = StreamWriter::new(Vec::new(), format.framer().unwrap());
            write(&mut writer);
            writer.into_inner()
        }
        Some(bytes) => {
            let framer = format.framer().unwrap();
            let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, bytes);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            write(&mut writer);
            writer.finish().map_err(|(error, _)| error).unwrap()
        }
    }
}

/// What is counted: the stream comes twice, and the first time is the warm-up.
const MESSAGES: u64 = 1000;

#[test]
fn reading() {
    for (name, format) in formats() {
        for block_bytes in [None, Some(2000), Some(64 * 1024)] {
            let wire = stream(&format, block_bytes).repeat(2);
            for capacity in [0, 64 * 1024] {
                let name = format!("{name}: blocks of {block_bytes:?}, capacity {capacity}");
                let deframer = format.deframer().unwrap();
                let mut reader = StreamReader::with_capacity(&wire[..], deframer, capacity);
                let mut lens = 0;
                check_from(&format!("{name}, read_message"), MESSAGES, |_| {
                    lens += reader.read_message().unwrap().unwrap().len();
                });
                assert!(lens > 160_000);
                let deframer = format.deframer().unwrap().bounded(1 << 20).observed(|_| ());
                let mut reader = StreamReader::with_capacity(&wire[..], deframer, capacity);
                check_from(&format!("{name}, skip_message, adapters"), MESSAGES, |_| {
                    assert!(reader.skip_message().unwrap().is_some());
                });
            }
        }
    }
}

#[test]
fn reading_typed_and_pushed() {
    for (name, format) in formats() {
        for block_bytes in [None, Some(2000), Some(64 * 1024)] {
            let telemetry: Vec<_> = (0..MESSAGES).map(Telemetry).collect();
            let framer = format.framer().unwrap();
            let bytes = block_bytes.unwrap_or(0);
            let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, bytes);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            let mut single = StreamWriter::new(Vec::new(), format.framer().unwrap());
            for message in &telemetry {
                writer.write(message).unwrap();
                single.write(message).unwrap();
            }
            let wire = match block_bytes {
                None => single.into_inner(),
                Some(_) => writer.finish().map_err(|(error, _)| error).unwrap(),
            };
            let wire = wire.repeat(2);
            let name = format!("{name}: blocks of {block_bytes:?}");
            let mut reader = StreamReader::new(&wire[..], format.deframer().unwrap());
            let mut typed = reader.typed_messages::<Telemetry>();
            let mut n = 0;
            check_from(&format!("{name}, typed_messages"), MESSAGES, |_| {
                assert_eq!(typed.next().unwrap().unwrap().sequence(), n % MESSAGES + 1);
                n += 1;
            });

            let mut decoder = FrameDecoder::new(format.deframer().unwrap());
            let (mut pieces, mut messages) =
                (wire.chunks(wire.len().div_ceil(2 * MESSAGES as usize)), 0);
            check_from(&format!("{name}, pushed"), MESSAGES, |_| {
                decoder.push(pieces.next().unwrap_or(&[]));
                while decoder.next_frame().unwrap().is_some() {
                    messages += 1;
                }
            });
            assert_eq!(messages, 2 * MESSAGES);
        }
    }
}

#[test]
fn files() {
    let path = TempFile::new("no-alloc-compressed");
    for (name, format) in formats() {
        let file = File::create(&path.0).unwrap();
        let mut writer = StreamWriter::with_format(file, &format).unwrap();
        check_from(&format!("{name}: a file"), 1500, |n| {
            // Blocks that are all alike.
            writer.write(&Telemetry(n % 712)).unwrap();
        });
        assert_free(&format!("{name}: sync"), count(|| writer.sync().unwrap()));
        let file = File::open(&path.0).unwrap();
        let mut reader = StreamReader::new(file, format.deframer().unwrap());
        (0..1500).for_each(|_| assert!(reader.read_message().unwrap().is_some()));
        let mut read = 0;
        let traffic = count(|| {
            reader
                .process_typed::<Telemetry>(|_| {
                    read += 1;
                    Ok(())
                })
                .unwrap();
        });
        assert_eq!(read, 1000);
        assert_free(&format!("{name}: to the end of a file"), traffic);
    }
}

/// The C library's heap is Rust's here, and both are seen.
#[test]
#[cfg(feature = "zstd")]
fn counting_sees_contexts_of_the_c_library() {
    let format = Format::new().codec(CodecKind::Zstd);
    let mut writer = StreamWriter::new(io::sink(), format.framer().unwrap());
    let first = count(|| writer.write_payload(&[7; 3000]).unwrap());
    assert!(first.peak_bytes > 50_000, "{first:?}");
    assert_free("the second", count(|| writer.write_payload(&[7; 3000]).unwrap()));
    // Another class of sizes has another context.
    let class = count(|| writer.write_payload(&[7; 300_000]).unwrap());
    assert!(class.peak_bytes > 300_000, "{class:?}");
    assert_free("again", count(|| writer.write_payload(&[7; 300_000]).unwrap()));
    let wire = flatstream_testkit::wire(&format.framer().unwrap(), [[7; 3000]; 2]);
    let mut reader = StreamReader::with_capacity(&wire[..], format.deframer().unwrap(), 100);
    let first = count(|| assert!(reader.read_message().unwrap().is_some()));
    assert!(first.peak_bytes > 80_000, "{first:?}");
    assert_free("reading", count(|| assert!(reader.read_message().unwrap().is_some())));
}

/// As [`check`], after a warm-up of that many.
fn check_from(what: &str, warm_up: u64, message: impl FnMut(u64)) {
    assert_free(what, steady_state(warm_up, message));
}
