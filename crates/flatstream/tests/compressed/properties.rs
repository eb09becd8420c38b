//! What holds for whatever is written, however it is cut.

use crate::{block, pushed};
use flatstream::{
    BlockWriter, ChecksumKind, CodecKind, DefaultFramer, Format, Limits, StreamReader,
    StreamWriter, recover,
};
use flatstream_testkit::{FaultyReader, FaultyWriter, Outcome, Step, count, outcomes};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};
use std::io::{self, Write};

fn format() -> impl Strategy<Value = Format> {
    (select(ChecksumKind::ALL), select(CodecKind::ALL), any::<bool>()).prop_map(
        |(checksum, codec, adaptive)| {
            let format = Format::new().checksum(checksum).codec(codec);
            if adaptive { format.adaptive() } else { format }
        },
    )
}

/// A message, that compresses or does not.
fn message() -> impl Strategy<Value = Vec<u8>> {
    let lens = prop_oneof![20 => 0..200_usize, 6 => 0..5000_usize, 1 => 0..200 * 1024_usize];
    (lens, any::<u64>(), 1..64_usize).prop_map(|(len, seed, period)| {
        let pattern = crate::noise(seed, if seed % 3 == 0 { len } else { period });
        pattern.into_iter().cycle().take(len).collect()
    })
}

fn messages() -> impl Strategy<Value = Vec<Vec<u8>>> {
    vec(message(), 0..25)
}

fn block_bytes() -> impl Strategy<Value = usize> {
    prop_oneof![0..300_usize, 300..70_000_usize]
}

/// Reads and writes of all lengths, some of them failing first.
fn script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1..200_usize).prop_map(Step::Bytes),
        4 => (1..100_000_usize).prop_map(Step::Bytes),
        1 => Just(Step::Fail(io::ErrorKind::Interrupted)),
    ];
    vec(step, 0..100)
}

fn blocking_script() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        3 => (1..300_usize).prop_map(Step::Bytes),
        1 => Just(Step::Bytes(0)),
        1 => Just(Step::Fail(io::ErrorKind::WouldBlock)),
        1 => Just(Step::Fail(io::ErrorKind::Interrupted)),
    ];
    vec(step, 0..60)
}

proptest! {
    #![proptest_config(Config { failure_persistence: None, cases: 64, ..Config::default() })]

    #[test]
    fn what_was_written_is_read(
        format in format(),
        messages in messages(),
        block_bytes in proptest::option::of(block_bytes()),
        flushes in vec(any::<prop::sample::Index>(), 0..4),
        capacity in 0..100_000_usize,
        script in script(),
    ) {
        let framer = format.framer().unwrap();
        let flushes: Vec<_> = flushes.iter().map(|at| at.index(messages.len() + 1)).collect();
        let wire = match block_bytes {
            None => {
                let mut writer = StreamWriter::new(Vec::new(), framer);
                crate::write_all(&mut writer, &messages);
                writer.into_inner()
            }
            Some(bytes) => {
                let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, bytes);
                let mut writer = StreamWriter::new(blocks, DefaultFramer);
                for (n, message) in messages.iter().enumerate() {
                    if flushes.contains(&n) {
                        writer.flush().unwrap();
                        prop_assert_eq!(writer.get_ref().pending(), 0);
                    }
                    writer.write_payload(message).unwrap();
                }
                writer.finish().map_err(|(error, _)| error).unwrap()
            }
        };
        let source = FaultyReader::new(&wire, script);
        let deframer = format.deframer().unwrap();
        let mut reader = StreamReader::with_capacity(source, deframer, capacity);
        for message in &messages {
            prop_assert!(reader.read_message().unwrap() == Some(&message[..]));
        }
        prop_assert_eq!(reader.read_message().unwrap(), None);
        prop_assert_eq!(reader.position().offset, wire.len() as u64);
        prop_assert_eq!(reader.position().ordinal, messages.len() as u64);
        let report = recover(&wire[..], &format.deframer().unwrap()).unwrap();
        prop_assert_eq!((report.frames, report.lost_bytes), (messages.len() as u64, 0));
    }

    #[test]
    fn a_plain_stream_written_in_pieces_makes_the_blocks_of_its_messages(
        format in format(),
        messages in messages(),
        block_bytes in block_bytes(),
        pieces in vec(prop_oneof![1..20_usize, 1..5000_usize], 1..50),
    ) {
        let plain = block(&messages);
        let framer = format.framer().unwrap();
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
        let (mut rest, mut pieces) = (&plain[..], pieces.iter().cycle());
        while !rest.is_empty() {
            let (piece, others) = rest.split_at(rest.len().min(*pieces.next().unwrap()));
            blocks.write_all(piece).unwrap();
            rest = others;
        }
        let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
        prop_assert!(wire == crate::in_blocks(&format, block_bytes, &messages));

        let framer = format.framer().unwrap();
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
        io::copy(&mut &plain[..], &mut blocks).unwrap();
        prop_assert!(blocks.into_inner().map_err(|(error, _)| error).unwrap() == wire);
    }

    #[test]
    fn messages_survive_any_sink_that_blocks_and_takes_pieces(
        format in format(),
        messages in messages(),
        block_bytes in block_bytes(),
        script in blocking_script(),
        flushes in vec(any::<bool>(), 25),
    ) {
        // Blocks end at the flushes, whether these succeed at once or not.
        let framer = || format.framer().unwrap();
        let blocks = |sink| BlockWriter::with_block_bytes(sink, framer(), block_bytes);
        let mut writer = StreamWriter::new(blocks(FaultyWriter::new(script)), DefaultFramer);
        let mut plain = StreamWriter::new(blocks(FaultyWriter::new([])), DefaultFramer);
        for (message, flush) in messages.iter().zip(flushes) {
            let before = writer.messages_written();
            while writer.messages_written() == before {
                if let Err(error) = writer.write_payload(message) {
                    prop_assert!(matches!(error.kind(), flatstream::ErrorKind::Io(_)));
                }
            }
            plain.write_payload(message).unwrap();
            while flush && writer.flush().is_err() {}
            if flush {
                plain.flush().unwrap();
            }
        }
        while writer.flush().is_err() {}
        plain.flush().unwrap();
        let taken = writer.get_ref().get_ref().taken.clone();
        prop_assert!(taken == plain.get_ref().get_ref().taken);
        let reader = StreamReader::new(&taken[..], format.deframer().unwrap());
        prop_assert!(outcomes(reader) == messages.iter().map(Outcome::payload).collect::<Vec<_>>());
    }

    #[test]
    fn a_damaged_stream_is_the_same_however_it_is_chopped(
        format in format(),
        messages in messages(),
        block_bytes in block_bytes(),
        flips in vec((any::<prop::sample::Index>(), 0..8_u32), 0..4),
        cut in any::<prop::sample::Index>(),
        limit in select(vec![i32::MAX as u32, 1000, 30]),
        capacity in 0..5000_usize,
        pieces in script(),
    ) {
        let mut wire = crate::in_blocks(&format, block_bytes, &messages);
        for (at, bit) in flips.into_iter().filter(|_| !messages.is_empty()) {
            let at = at.index(wire.len());
            wire[at] ^= 1 << bit;
        }
        wire.truncate(cut.index(wire.len() + 1));
        let limits = Limits::default().max_frame_bytes(limit).max_decoded_bytes(1 << 20);
        let deframer = format.deframer().unwrap();
        let expected = pushed(&deframer, limits, &wire, wire.len().max(1));
        let source = FaultyReader::new(&wire, pieces);
        let reader = StreamReader::with_capacity(source, &deframer, capacity).limits(limits);
        prop_assert!(outcomes(reader) == expected);
        prop_assert!(pushed(&deframer, limits, &wire, 777) == expected);
        let report = recover(&wire[..], &deframer).unwrap();
        prop_assert_eq!(report.bytes, wire.len() as u64);
    }

    #[test]
    fn hostile_frames_cost_no_more_than_their_size_and_a_constant(
        checksum in select(ChecksumKind::ALL),
        frames in vec((any::<u8>(), prop_oneof![0..300_u32, any::<u32>()], vec(any::<u8>(), 0..200)), 1..8),
    ) {
        let format = Format::new().checksum(checksum).codec(CodecKind::ALL[0]);
        let wire: Vec<_> = frames
            .iter()
            .flat_map(|(tag, raw_len, stored)| {
                let raw_len = *raw_len as usize;
                crate::compressed(&format, tag & 0xc7, raw_len, stored)
            })
            .collect();
        let mut seen = 0;
        let traffic = count(|| {
            let deframer = format.deframer().unwrap();
            let mut reader = StreamReader::new(&wire[..], deframer);
            while let Ok(Some(_)) | Err(_) = reader.read_message() {
                seen += 1;
            }
        });
        prop_assert!(seen <= wire.len());
        prop_assert!(traffic.peak_bytes <= 1024 * 1024, "{:?}", traffic);
    }
}
