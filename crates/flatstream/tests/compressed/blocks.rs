//! What a [`BlockWriter`] makes of the bytes that come in, however they come in.

use crate::{check, in_blocks, mixed, parse, some_formats};
use flatstream::{
    BlockWriter, CodecKind, DefaultFramer, Durable, Format, FormatFramer, Limits, StreamWriter,
    Tag, block,
};
use flatstream_testkit::{FaultyReader, FaultyWriter, Outcome, Step, TempFile};
use std::{
    cell::RefCell,
    fs::{self, File},
    io::{self, BufWriter, IoSlice, Write},
};

fn format() -> Format {
    some_formats().next().unwrap()
}

fn framer() -> FormatFramer {
    format().framer().unwrap()
}

/// How many messages are in each frame, and the raw length of each.
fn shape(wire: &[u8]) -> Vec<(usize, usize)> {
    parse(&format(), wire)
        .into_iter()
        .map(|frame| {
            assert!(frame.tag.has_many());
            let raw = match frame.tag == Tag::STORED.with_many() {
                true => frame.stored,
                false => {
                    let (mut out, format) = (flatstream::OutBuf::new(), format());
                    let mut decoder = flatstream::compress::Decoders::new();
                    assert_eq!(frame.tag.codec(), format.codec.unwrap().id());
                    let decoder: &mut dyn flatstream::Decoder = &mut decoder;
                    decoder.decode(frame.tag, &frame.stored, frame.raw_len, &mut out).unwrap();
                    out.filled().to_vec()
                }
            };
            assert!(block::is_whole(&raw));
            assert_eq!(raw.len(), frame.raw_len);
            (block::messages(&raw).count(), raw.len())
        })
        .collect()
}

#[test]
fn blocks_are_full_and_no_longer_than_they_may_be() {
    let messages = vec![vec![1; 21]; 10];
    let shapes = |block_bytes| shape(&in_blocks(&format(), block_bytes, &messages));
    // Each message takes 25 bytes.
    assert_eq!(shapes(0), [(1, 25); 10]);
    assert_eq!(shapes(25), [(1, 25); 10]);
    assert_eq!(shapes(49), [(1, 25); 10]);
    assert_eq!(shapes(50), [(2, 50); 5]);
    assert_eq!(shapes(99), [(3, 75), (3, 75), (3, 75), (1, 25)]);
    assert_eq!(shapes(249), [(9, 225), (1, 25)]);
    assert_eq!(shapes(250), [(10, 250)]);
    // Empty ones take four.
    let wire = in_blocks(&format(), 12, &vec![Vec::new(); 7]);
    assert_eq!(shape(&wire), [(3, 12), (3, 12), (1, 4)]);
    // The default.
    let mut writer = StreamWriter::with_blocks(Vec::new(), framer());
    crate::write_all(&mut writer, &vec![vec![1; 1020]; 100]);
    let wire = writer.finish().map_err(|(error, _)| error).unwrap();
    assert_eq!(shape(&wire), [(64, 65_536), (36, 36_864)]);
}

#[test]
fn a_message_longer_than_a_block_is_one_by_itself() {
    let lens = [10, 96, 97, 10, 10, 500, 96, 0];
    let messages = lens.map(|len| vec![1; len]);
    let wire = in_blocks(&format(), 100, &messages);
    let expected = [(1, 14), (1, 100), (1, 101), (2, 28), (1, 504), (1, 100), (1, 4)];
    assert_eq!(shape(&wire), expected);
}

/// The blocks do not depend on how a stream was cut when it was written.
#[test]
fn blocks_are_the_same_wherever_the_writes_are_cut() {
    let lens = [10, 96, 97, 10, 10, 500, 96, 0, 0, 30, 31, 29, 2];
    let messages = lens.map(|len| crate::noise(len as u64, len));
    let plain = crate::block(&messages);
    for block_bytes in [0, 8, 100, 130, 10_000] {
        let expected = in_blocks(&format(), block_bytes, &messages);
        for piece in (1..40).chain([100, 1000]) {
            let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer(), block_bytes);
            plain.chunks(piece).for_each(|piece| blocks.write_all(piece).unwrap());
            let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(wire == expected, "pieces of {piece}, blocks of {block_bytes}");
        }
        for cut in 0..=plain.len() {
            let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer(), block_bytes);
            blocks.write_all(&plain[..cut]).unwrap();
            blocks.write_all(&plain[cut..]).unwrap();
            let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert!(wire == expected, "cut at {cut}, blocks of {block_bytes}");
        }
    }
}

#[test]
fn a_plain_stream_may_be_copied_into_it() {
    let messages = mixed();
    let plain = crate::block(&messages);
    let expected: Vec<_> = messages.iter().map(Outcome::payload).collect();
    for format in crate::formats() {
        for piece in [1, 3, 50, 8192] {
            let mut source = FaultyReader::in_pieces_of(&plain, piece);
            let framer = format.framer().unwrap();
            let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer, 1000);
            assert_eq!(io::copy(&mut source, &mut blocks).unwrap(), plain.len() as u64);
            let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
            assert_eq!(wire, in_blocks(&format, 1000, &messages));
            check(&format.deframer().unwrap(), Limits::default(), &wire, &expected);
        }
    }
}

#[test]
fn vectored_writes_are_taken_as_far_as_the_block_goes() {
    let messages = [vec![1; 30], vec![2; 30], vec![3; 30], Vec::new(), vec![4; 300]];
    let plain = crate::block(&messages);
    for piece in 1..80 {
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer(), 70);
        let pieces: Vec<_> = plain.chunks(piece).collect();
        let mut parts: Vec<_> =
            pieces.iter().flat_map(|p| [&b""[..], p]).map(IoSlice::new).collect();
        let mut parts = &mut parts[..];
        while !parts.is_empty() {
            let n = blocks.write_vectored(parts).unwrap();
            assert!(n > 0 || parts.iter().all(|part| part.is_empty()));
            if n == 0 {
                break;
            }
            IoSlice::advance_slices(&mut parts, n);
        }
        let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
        assert!(wire == in_blocks(&format(), 70, &messages), "pieces of {piece}");
    }
}

#[test]
fn each_block_leaves_in_one_write() {
    for format in some_formats() {
        for len in [20, 70_000] {
            let framer = format.framer().unwrap();
            let blocks = BlockWriter::with_block_bytes(FaultyWriter::new([]), framer, 100);
            let mut writer = StreamWriter::new(blocks, DefaultFramer);
            let messages: Vec<_> = (0..10).map(|n| crate::noise(n, len)).collect();
            crate::write_all(&mut writer, &messages);
            let sink = writer.finish().map_err(|(error, _)| error).unwrap();
            assert_eq!(sink.calls, parse(&format, &sink.taken).len());
        }
    }
}

#[test]
fn flush_sends_a_shorter_block_of_whole_messages() {
    let mut blocks = BlockWriter::new(Vec::new(), framer());
    blocks.flush().unwrap();
    assert_eq!((blocks.pending(), blocks.get_ref().len()), (0, 0));
    blocks.write_all(&crate::block(&[b"abc", b"def"])).unwrap();
    assert_eq!((blocks.pending(), blocks.get_ref().len()), (2, 0));
    // The third is not there yet.
    blocks.write_all(b"\x04\0\0\0ghi").unwrap();
    assert_eq!(blocks.pending(), 2);
    assert_eq!(blocks.flush().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    assert_eq!((blocks.pending(), shape(blocks.get_ref())), (0, vec![(2, 14)]));
    assert_eq!(blocks.flush().unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    assert_eq!(shape(blocks.get_ref()), [(2, 14)]);
    blocks.write_all(b"j").unwrap();
    assert_eq!(blocks.pending(), 1);
    let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
    assert_eq!(shape(&wire), [(2, 14), (1, 8)]);
    let expected = [&b"abc"[..], b"def", b"ghij"].map(Outcome::payload);
    check(&format().deframer().unwrap(), Limits::default(), &wire, &expected);
}

#[test]
fn the_position_is_the_readers() {
    for format in some_formats() {
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), format.framer().unwrap(), 50);
        let mut reader_at = Vec::new();
        for n in 0..10 {
            let at = blocks.position();
            assert_eq!(at.offset, blocks.get_ref().len() as u64);
            assert_eq!(at.ordinal, n - blocks.pending());
            reader_at.push(at);
            blocks.write_all(&crate::block(&[[7; 12]])).unwrap();
        }
        blocks.flush().unwrap();
        assert_eq!(blocks.position().ordinal, 10);
        let wire = blocks.get_ref().clone();
        let mut reader = flatstream::StreamReader::new(&wire[..], format.deframer().unwrap());
        while reader.read_message().unwrap().is_some() {}
        assert_eq!(reader.position(), blocks.position());
    }
}

/// Where nothing is compressed the frames are those of single messages.
#[test]
fn the_position_is_the_readers_in_a_plain_format() {
    for checksum in crate::checksums() {
        let format = Format::new().checksum(checksum);
        let mut blocks = BlockWriter::with_block_bytes(Vec::new(), format.framer().unwrap(), 50);
        blocks.write_all(&crate::block(&[[7; 12]; 10])).unwrap();
        blocks.flush().unwrap();
        let wire = blocks.get_ref().clone();
        let mut reader = flatstream::StreamReader::new(&wire[..], format.deframer().unwrap());
        while reader.read_message().unwrap().is_some() {}
        assert_eq!(reader.position(), blocks.position());
    }
}

/// A sink that is looked at when its writer is gone.
struct Shared<'s>(&'s RefCell<Vec<u8>>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn dropping_it_sends_the_whole_messages() {
    let taken = RefCell::new(Vec::new());
    let mut blocks = BlockWriter::new(Shared(&taken), framer());
    blocks.write_all(&crate::block(&[b"abc", b"def"])).unwrap();
    blocks.write_all(b"\x04\0\0\0g").unwrap();
    assert_eq!(taken.borrow().len(), 0);
    drop(blocks);
    assert_eq!(shape(&taken.borrow()), [(2, 14)]);

    let taken = RefCell::new(Vec::new());
    let mut writer = StreamWriter::with_blocks(Shared(&taken), framer());
    writer.write_payload(b"abc").unwrap();
    drop(writer);
    assert_eq!(shape(&taken.borrow()), [(1, 7)]);
}

#[test]
fn ending_inside_a_message_is_an_error_that_gives_the_writer_back() {
    for begun in [&b"\x04"[..], b"\x04\0\0", b"\x04\0\0\0", b"\x04\0\0\0ghi"] {
        let mut blocks = BlockWriter::new(Vec::new(), framer());
        blocks.write_all(&crate::block(&[b"abc"])).unwrap();
        blocks.write_all(begun).unwrap();
        let (error, mut blocks) = blocks.into_inner().unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(shape(blocks.get_ref()), [(1, 7)]);
        blocks.write_all(&b"\x04\0\0\0ghij"[begun.len()..]).unwrap();
        let wire = blocks.into_inner().map_err(|(error, _)| error).unwrap();
        assert_eq!(shape(&wire), [(1, 7), (1, 8)]);
    }
}

#[test]
fn finishing_inside_a_message_names_it() {
    let mut writer = StreamWriter::with_blocks(Vec::new(), framer());
    writer.write_payload(b"abc").unwrap();
    // Somebody else writes between frames, and stops too early.
    writer.get_mut().write_all(b"\x04\0\0\0g").unwrap();
    let (error, mut writer) = writer.finish().unwrap_err();
    let at = flatstream_testkit::located(&error);
    assert_eq!(at, (flatstream::ErrorKind::Io(io::ErrorKind::UnexpectedEof), 7, 1));
    writer.get_mut().write_all(b"hij").unwrap();
    let wire = writer.finish().map_err(|(error, _)| error).unwrap();
    assert_eq!(shape(&wire), [(2, 15)]);
}

/// Frames with digests are no messages of a block.
#[cfg(feature = "crc32")]
#[test]
fn a_framer_of_digests_before_it_does_not_lose_everything_in_silence() {
    for message in [&b"hello"[..], b"a longer message", &crate::noise(1, 300)] {
        let blocks = BlockWriter::new(Vec::new(), framer());
        let framer = flatstream::ChecksumFramer::new(flatstream::Crc32);
        let mut writer = StreamWriter::new(blocks, framer);
        let written = writer.write_payload(message);
        assert!(written.and_then(|()| writer.flush()).is_err());
    }
}

#[test]
fn sync_reaches_the_file_with_everything() {
    let path = TempFile::new("compressed-sync");
    for format in some_formats() {
        let expected = in_blocks(&format, 64 * 1024, &mixed());
        let framer = || format.framer().unwrap();
        let file = File::create(&path.0).unwrap();
        let mut writer = StreamWriter::with_blocks(file, framer());
        crate::write_all(&mut writer, &mixed());
        assert_eq!(fs::read(&path.0).unwrap(), b"");
        writer.sync().unwrap();
        assert_eq!(fs::read(&path.0).unwrap(), expected);

        let file = BufWriter::new(File::create(&path.0).unwrap());
        let mut blocks = BlockWriter::new(Box::new(file), framer());
        blocks.write_all(&crate::block(&mixed())).unwrap();
        Durable::sync(&mut &mut blocks).unwrap();
        assert_eq!(fs::read(&path.0).unwrap(), expected);
    }
}

/// Notes whether it was flushed and synced.
#[derive(Default)]
struct Noting(Vec<&'static str>);

impl Write for Noting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.push("write");
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        self.0.push("flush");
        Ok(())
    }
}

impl Durable for Noting {
    fn sync(&mut self) -> io::Result<()> {
        self.0.push("sync");
        Ok(())
    }
}

#[test]
fn flush_and_sync_go_through_to_the_sink() {
    let mut writer = StreamWriter::with_blocks(Noting::default(), framer());
    writer.write_payload(b"abc").unwrap();
    writer.flush().unwrap();
    assert_eq!(writer.get_ref().get_ref().0, ["write", "flush"]);
    writer.get_mut().get_mut().0.clear();
    writer.write_payload(b"abc").unwrap();
    writer.sync().unwrap();
    let calls = &writer.get_ref().get_ref().0;
    assert_eq!((calls.first(), calls.last()), (Some(&"write"), Some(&"sync")));
    assert_eq!(calls.iter().filter(|call| **call == "write").count(), 1);
    assert!(calls.contains(&"flush"));
}

#[test]
fn the_parts_can_be_looked_at() {
    let mut blocks = BlockWriter::with_block_bytes(Vec::new(), framer(), 10);
    blocks.get_mut().extend_from_slice(b"preface");
    blocks.write_all(&crate::block(&[b"abc"])).unwrap();
    let text = format!("{blocks:?}");
    assert!(
        text.contains("block_bytes: 10") && text.contains("limits") && text.contains("pending: 1"),
        "{text}"
    );
    assert!(format!("{:?}", blocks.framer()).contains("Compressed"));
    assert!(blocks.into_inner().map_err(|(e, _)| e).unwrap().starts_with(b"preface"));
}

/// A script of short writes, as a slow socket has them.
#[test]
fn short_writes_and_interruptions_do_not_show() {
    for codec in CodecKind::ALL {
        let format = format().codec(*codec);
        let expected = in_blocks(&format, 300, &mixed());
        let script = [Step::Fail(io::ErrorKind::Interrupted), Step::Bytes(1), Step::Bytes(17)];
        let sink = FaultyWriter::new(script.into_iter().cycle().take(10_000));
        let blocks = BlockWriter::with_block_bytes(sink, format.framer().unwrap(), 300);
        let mut writer = StreamWriter::new(blocks, DefaultFramer);
        crate::write_all(&mut writer, &mixed());
        assert_eq!(writer.unsent(), b"");
        let sink = writer.finish().map_err(|(error, _)| error).unwrap();
        assert_eq!(sink.taken, expected);
    }
}
