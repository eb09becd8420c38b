//! Compressed frames around a codec that can be followed by hand: runs of bytes.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream_checksum::{Crc32, NoChecksum};
use flatstream_core::{
    BlockFramer, Body, CodecId, Content, Decoder, Deframer, Encoder, Error, ErrorKind, Framed,
    Framer, Header, Limits, OutBuf, Position, Result, Step, Tag,
};
use flatstream_framing::{
    ChecksumDeframer, ChecksumFramer, Compressed, DefaultDeframer, DefaultFramer, FrameDecoder,
    recover,
};
use flatstream_testkit::{Outcome, compressed_frames, wire};
use std::cell::Cell;

/// Runs of up to 255 bytes, as length and byte. Never more than twice as long.
#[derive(Clone, Copy, Debug)]
struct Runs;
const RUNS: CodecId = CodecId::private(3);

impl Encoder for Runs {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        for run in raw.chunk_by(|a, b| a == b).flat_map(|run| run.chunks(255)) {
            out.extend_from_slice(&[u8::try_from(run.len()).unwrap(), run[0]]);
        }
        Ok(Tag::new(RUNS))
    }
}

impl Decoder for Runs {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        if tag.codec() != RUNS || tag.has_dictionary() || !stored.len().is_multiple_of(2) {
            return Err(Error::new(ErrorKind::InvalidPayload));
        }
        let before = out.len();
        for run in stored.chunks(2) {
            // No more than one run too many.
            if out.len() - before <= raw_len {
                out.extend_from_slice(&vec![run[1]; run[0].into()]);
            }
        }
        Ok(())
    }
}

fn framer() -> Compressed<DefaultFramer, Runs> {
    Compressed::new(DefaultFramer, Runs)
}

fn deframer() -> Compressed<DefaultDeframer, Runs> {
    Compressed::new(DefaultDeframer, Runs)
}

/// All that a decoder says about `wire`.
fn outcomes(deframer: impl Deframer, wire: &[u8]) -> Vec<Outcome> {
    let mut decoder = FrameDecoder::new(deframer);
    decoder.push(wire);
    let mut outcomes = Vec::new();
    while let Some(outcome) = decoder.next_frame().transpose() {
        outcomes.push(Outcome::from(outcome));
    }
    decoder.finish().unwrap();
    outcomes
}

fn blocks(framer: &impl BlockFramer, block: &[u8]) -> Vec<u8> {
    let mut scratch = OutBuf::new();
    let framed = framer.frame_block(block, &mut scratch).unwrap();
    assert_eq!(framed.body, Body::Scratch);
    let header = framed.header;
    [&header.right_aligned()[Header::MAX - header.len()..], scratch.filled()].concat()
}

#[test]
fn the_bytes_are_those_of_the_format() {
    assert_eq!(wire(&framer(), [[9; 300]]), b"\x09\0\0\0\x23\x2c\x01\0\0\xff\x09\x2d\x09");
    assert_eq!(wire(&framer(), [b"ab"]), b"\x07\0\0\0\0\x02\0\0\0ab");
    assert_eq!(wire(&framer(), [b""]), b"\x05\0\0\0\0\0\0\0\0");
    let block = b"\x0a\0\0\0aaaaaaaaaa\x0a\0\0\0aaaaaaaaaa";
    // 1 ten, 3 zeros, 10 a, and the same again.
    let stored = b"\x01\x0a\x03\0\x0aa\x01\x0a\x03\0\x0aa";
    let expected = [&b"\x11\0\0\0\xa3\x1c\0\0\0"[..], stored].concat();
    assert_eq!(blocks(&framer(), block), expected);
    // What gets as long as it was is stored as it is.
    assert_eq!(wire(&framer(), [b"aabb"]), b"\x09\0\0\0\0\x04\0\0\0aabb");
    assert_eq!(wire(&framer(), [b"aabbb"]), b"\x09\0\0\0\x23\x05\0\0\0\x02a\x03b");
}

#[test]
fn golden_frames_that_are_stored_both_ways() {
    for golden in compressed_frames().iter().filter(|golden| golden.codec == "stored") {
        let block = wire(&DefaultFramer, &golden.messages);
        let made = match (golden.checksum, golden.variant) {
            ("none", "many") => blocks(&framer(), &block),
            ("none", _) => wire(&framer(), &golden.messages),
            (_, "many") => blocks(&Compressed::new(ChecksumFramer::new(Crc32), Runs), &block),
            _ => wire(&Compressed::new(ChecksumFramer::new(Crc32), Runs), &golden.messages),
        };
        assert_eq!(made, golden.frame);
        let expected: Vec<_> = golden.messages.iter().map(Outcome::payload).collect();
        let read = match golden.checksum {
            "none" => outcomes(deframer(), &golden.frame),
            _ => outcomes(Compressed::new(ChecksumDeframer::new(Crc32), Runs), &golden.frame),
        };
        assert_eq!(read, expected);
    }
}

#[test]
fn the_digest_is_that_of_what_is_stored() {
    let framer = Compressed::new(ChecksumFramer::new(Crc32), Runs);
    let frame = wire(&framer, [[9; 300]]);
    assert_eq!(frame, wire(&ChecksumFramer::new(Crc32), [b"\x23\x2c\x01\0\0\xff\x09\x2d\x09"]));
    // Damaged, the codec never sees it.
    struct Unasked;
    impl Decoder for Unasked {
        fn decode(&mut self, _: Tag, _: &[u8], _: usize, _: &mut OutBuf) -> Result<()> {
            panic!("a damaged frame is decoded")
        }
    }
    for bit in 0..8 * 9 {
        let mut damaged = frame.clone();
        damaged[8 + bit / 8] ^= 1 << (bit % 8);
        let deframer = Compressed::new(ChecksumDeframer::new(Crc32), Unasked);
        let mut decoder = FrameDecoder::new(deframer);
        decoder.push(&damaged);
        let kind = decoder.next_frame().unwrap_err().kind();
        assert!(matches!(kind, ErrorKind::ChecksumMismatch { .. }));
    }
}

#[test]
fn a_decoder_that_answers_another_length_is_not_believed() {
    for raw_len in [0, 299, 301, 511] {
        let mut frame = wire(&framer(), [[9; 300]]);
        frame[5..9].copy_from_slice(&u32::to_le_bytes(raw_len));
        let expected = [Outcome::Failure(ErrorKind::InvalidPayload, 0, 0)];
        assert_eq!(outcomes(deframer(), &frame), expected, "{raw_len}");
    }
}

/// An encoder that does as it is told.
struct Told(Cell<Option<(Tag, Vec<u8>)>>);

impl Encoder for Told {
    fn encode(&mut self, _: &[u8], out: &mut OutBuf) -> Result<Tag> {
        match self.0.take() {
            Some((tag, bytes)) => {
                out.extend_from_slice(&bytes);
                Ok(tag)
            }
            None => Err(Error::new(ErrorKind::Other)),
        }
    }
}

#[test]
fn the_encoders_word_is_kept_unless_it_does_not_pay() {
    let framed = |tag, bytes: &[u8]| {
        let encoder = Told(Cell::new(Some((tag, bytes.to_vec()))));
        wire(&Compressed::new(DefaultFramer, encoder), [b"0123456789"])
    };
    let stored = b"\x0f\0\0\0\0\x0a\0\0\x000123456789";
    assert_eq!(framed(Tag::STORED, b"0123456789"), stored);
    assert_eq!(framed(Tag::new(RUNS), b"too long to pay"), stored);
    assert_eq!(framed(Tag::new(RUNS), b"as long!!!"), stored);
    assert_eq!(framed(Tag::new(RUNS), b"shorter"), b"\x0c\0\0\0\x23\x0a\0\0\0shorter");
    let dictionary = Tag::new(RUNS).with_dictionary();
    assert_eq!(framed(dictionary, b""), b"\x05\0\0\0\x63\x0a\0\0\0");
}

#[test]
fn an_encoder_that_fails_costs_the_message() {
    let framer = Compressed::new(DefaultFramer, Told(Cell::default()));
    let mut scratch = OutBuf::new();
    assert_eq!(framer.frame(b"abc", &mut scratch).unwrap_err().kind(), ErrorKind::Other);
    assert_eq!(framer.frame_block(b"", &mut scratch).unwrap_err().kind(), ErrorKind::Other);
    let mut framer = framer;
    framer.codec_mut().0.set(Some((Tag::STORED, b"abc".to_vec())));
    assert_eq!(wire(&framer, [b"abc"]), b"\x08\0\0\0\0\x03\0\0\0abc");
}

#[test]
fn what_encodes_cannot_be_inside() {
    let framer = Compressed::new(framer(), Runs);
    let error = framer.frame(&[7; 500], &mut OutBuf::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    for payload in [&[7; 500][..], b"ab", b"\0\x02\0\0\0ab"] {
        let frame = wire(&self::framer(), [payload]);
        let nested = Compressed::new(deframer(), Runs);
        assert_eq!(outcomes(nested, &frame), [Outcome::Failure(ErrorKind::Config, 0, 0)]);
    }
    /// Decodes, and does not hold many.
    struct Own;
    impl Deframer for Own {
        fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
            DefaultDeframer.deframe(input, limits)
        }
        fn open(&self, _: &[u8], _: &mut OutBuf, _: &Limits) -> Result<Content> {
            Ok(Content::Decoded { many: false })
        }
    }
    let own = Compressed::new(Own, Runs);
    assert_eq!(outcomes(own, b"\0\0\0\0"), [Outcome::Failure(ErrorKind::Config, 0, 0)]);
}

#[test]
fn a_block_has_the_position_of_its_frame_and_ordinals_of_its_own() {
    let block = b"\x01\0\0\0a\0\0\0\0\x0a\0\0\0bbbbbbbbbb";
    let two = [wire(&framer(), [b"0"]), blocks(&framer(), block), wire(&framer(), [b"4"])];
    let bytes = two.concat();
    let (start, end) = (two[0].len() as u64, (two[0].len() + two[1].len()) as u64);
    let mut decoder = FrameDecoder::new(deframer());
    let mut at = Vec::new();
    let mut in_use = Vec::new();
    for byte in &bytes {
        decoder.push(&[*byte]);
        while decoder.next_frame().unwrap().is_some() {
            at.push((decoder.frame_position(), decoder.position()));
            in_use.push(decoder.in_use());
        }
        assert_eq!(decoder.in_use(), 0);
    }
    let position = Position::new;
    let expected = [
        (position(0, 0), position(start, 1)),
        (position(start, 1), position(start, 2)),
        (position(start, 2), position(start, 3)),
        (position(start, 3), position(end, 4)),
        (position(end, 4), position(bytes.len() as u64, 5)),
    ];
    assert_eq!(at, expected);
    // The block takes more decoded than as a frame; the others are stored.
    let (one, block) = (two[0].len(), block.len().max(two[1].len()));
    assert_eq!(in_use, [one, block, block, block, one]);
}

#[test]
fn skipping_and_needing() {
    let bytes = [blocks(&framer(), b"\x01\0\0\0a\x01\0\0\0b"), wire(&framer(), [b"c"])].concat();
    let mut decoder = FrameDecoder::new(deframer());
    assert_eq!(decoder.skip_frame().unwrap(), None);
    assert_eq!(decoder.needed(), 4);
    decoder.push(&bytes[..4]);
    assert_eq!(decoder.skip_frame().unwrap(), None);
    assert_eq!(decoder.needed(), 15);
    decoder.push(&bytes[4..]);
    for _ in 0..3 {
        assert_eq!(decoder.skip_frame().unwrap(), Some(5));
    }
    assert_eq!(decoder.skip_frame().unwrap(), None);
    decoder.finish().unwrap();
}

#[test]
fn a_decoder_that_is_given_up_in_a_block_gives_back_what_follows_it() {
    let block = blocks(&framer(), b"\x01\0\0\0a\x01\0\0\0b");
    let bytes = [&block[..], b"what follows"].concat();
    for read in [1, 2] {
        let mut decoder = FrameDecoder::new(deframer());
        decoder.push(&bytes);
        assert_eq!(decoder.next_frame().unwrap(), Some(&b"a"[..]));
        decoder.finish().unwrap();
        if read > 1 {
            assert_eq!(decoder.next_frame().unwrap(), Some(&b"b"[..]));
        }
        assert_eq!(decoder.buffered(), b"what follows");
        assert_eq!(decoder.into_buffered(), b"what follows");
    }
}

#[test]
fn plain_framers_frame_blocks_message_by_message() {
    /// The provided method.
    struct Plain;
    impl Framer for Plain {
        fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
            ChecksumFramer::new(Crc32).frame(payload, scratch)
        }
    }
    impl BlockFramer for Plain {}
    let messages = [&b"abc"[..], b"", b"de"];
    let block = wire(&DefaultFramer, messages);
    assert_eq!(blocks(&Plain, &block), wire(&ChecksumFramer::new(Crc32), messages));
    assert_eq!(blocks(&Box::new(Plain), &block), blocks(&&Plain, &block));
    assert_eq!(blocks(&Plain, b""), b"");
    let plain = ChecksumFramer::new(NoChecksum);
    assert_eq!(wire(&plain, messages), block);
}

/// A damaged length of a frame whose payload says how long it is.
#[test]
fn recovery_believes_what_opens_without_a_digest() {
    let messages: Vec<_> = (1..9_u8).map(|n| vec![n; 100 + usize::from(n)]).collect();
    let good = wire(&framer(), &messages);
    let bounds: Vec<_> = (0..=8).map(|n| wire(&framer(), &messages[..n]).len()).collect();
    for frame in 0..8 {
        for bit in 0..32 {
            let mut damaged = good.clone();
            damaged[bounds[frame] + bit / 8] ^= 1 << (bit % 8);
            let report = recover(&damaged[..], &deframer()).unwrap();
            assert_eq!(report.frames, frame as u64, "frame {frame}, bit {bit}");
            assert_eq!(report.last_good_offset, bounds[frame] as u64);
            let len = (bounds[frame + 1] - bounds[frame]) as u64;
            if frame < 6 {
                assert_eq!(report.salvaged_frames, 7 - frame as u64, "frame {frame}, bit {bit}");
                assert_eq!(report.lost_bytes, len, "frame {frame}, bit {bit}");
            }
        }
    }
}

/// Parts that do not fit together are the program's fault, not the stream's.
#[test]
fn recovery_does_not_take_a_misconfigured_deframer_for_damage() {
    let torn = &wire(&framer(), [[9; 300], [8; 300]])[..20];
    for bytes in [&wire(&framer(), [b"ab"])[..], torn, &[0; 100], b"\xff\0\0\0abcdefg"] {
        let nested = Compressed::new(deframer(), Runs);
        if bytes[0] == 0xff {
            assert!(recover(bytes, &nested).is_ok(), "there is no whole frame");
        } else {
            assert_eq!(recover(bytes, &nested).unwrap_err().kind(), ErrorKind::Config);
        }
    }
}

/// Decoding that comes to nothing is paid for like any other.
#[test]
fn decoding_in_vain_is_bounded_work() {
    /// Makes room for everything, and fails.
    struct Vain<'c>(&'c Cell<u64>);
    impl Decoder for Vain<'_> {
        fn decode(&mut self, _: Tag, _: &[u8], len: usize, out: &mut OutBuf) -> Result<()> {
            self.0.set(self.0.get() + len as u64);
            out.spare(len);
            Err(Error::new(ErrorKind::InvalidPayload))
        }
    }
    // Each is the beginning of a whole frame that declares 1 MiB; nothing that could be
    // a frame follows it.
    let bytes = b"\x14\0\0\0\x23\0\0\x10\0".repeat(2000);
    let decoded = Cell::new(0);
    let deframer = Compressed::new(DefaultDeframer, Vain(&decoded));
    let report = recover(&bytes[..], &deframer).unwrap();
    assert_eq!((report.frames, report.lost_bytes), (0, bytes.len() as u64));
    assert!((1 << 20..300 << 20).contains(&decoded.get()), "{} bytes decoded", decoded.get());
}

/// What is one message to the writer must not be many to the reader.
#[test]
fn an_encoder_does_not_say_that_there_are_many() {
    for tag in [Tag::STORED, Tag::new(RUNS)] {
        let told = Told(Cell::new(Some((tag.with_many(), b"short".to_vec()))));
        let framer = Compressed::new(DefaultFramer, told);
        let error = framer.frame(b"0123456789", &mut OutBuf::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
    }
}

#[test]
fn skipping_a_refused_message_of_a_block_answers_its_own_length() {
    let block = wire(&DefaultFramer, [&b"a"[..], &[b'b'; 200], b"cc"]);
    let mut decoder = FrameDecoder::new(deframer()).limits(Limits::new().max_frame_bytes(100));
    decoder.push(&blocks(&framer(), &block));
    for len in [5, 204, 6] {
        assert_eq!(decoder.skip_frame().unwrap(), Some(len));
    }
    assert_eq!(decoder.skip_frame().unwrap(), None);
}

#[test]
fn skipping_does_not_hide_a_misconfigured_deframer() {
    let mut decoder = FrameDecoder::new(Compressed::new(deframer(), Runs));
    decoder.push(&wire(&framer(), [b"ab"]));
    assert_eq!(decoder.skip_frame().unwrap_err().kind(), ErrorKind::Config);
}
