//! The golden frames. Those that are stored are made, byte for byte; the others are
//! read: other programs wrote them.

use crate::{check, some_formats};
#[cfg(feature = "zstd")]
use flatstream::Dictionary;
use flatstream::{
    Compressed, Encoder, Format, FrameDecoder, FrameFormat, Framer, Limits, OutBuf, Result,
    StreamWriter, Tag,
};
use flatstream_testkit::{CompressedGolden, Outcome, compressed_frames};

/// How `golden` is read, if this build can.
fn format(golden: &CompressedGolden) -> Option<Format> {
    let format = some_formats().next().unwrap();
    let format = format.checksum(golden.checksum.parse().ok()?);
    if golden.codec == "stored" {
        return Some(format);
    }
    let format = format.codec(golden.codec.parse().ok()?);
    #[cfg(feature = "zstd")]
    if golden.variant == "dictionary" {
        let dictionary = Dictionary::new(flatstream_testkit::golden_dictionary()).unwrap();
        return Some(format.dictionary(dictionary));
    }
    Some(format)
}

#[test]
fn every_golden_frame_is_read() {
    let mut read = 0;
    for golden in compressed_frames() {
        let Some(format) = format(&golden) else { continue };
        let expected: Vec<_> = golden.messages.iter().map(Outcome::payload).collect();
        check(&format.deframer().unwrap(), Limits::default(), &golden.frame, &expected);
        read += 1;
    }
    let codecs = 2 * flatstream::CodecKind::ALL.len() + usize::from(cfg!(feature = "zstd"));
    assert_eq!(read, (2 + codecs) * (1 + usize::from(cfg!(feature = "crc32"))));
}

#[test]
fn golden_frames_that_are_stored_are_written() {
    for golden in compressed_frames().into_iter().filter(|golden| golden.codec == "stored") {
        let Ok(checksum) = golden.checksum.parse() else { continue };
        let framer = Compressed::new(FrameFormat::new().checksum(checksum), Never);
        let wire = match golden.variant {
            "many" => {
                let mut writer = StreamWriter::with_blocks(Vec::new(), framer);
                golden.messages.iter().for_each(|it| writer.write_payload(it).unwrap());
                writer.finish().map_err(|(error, _)| error).unwrap()
            }
            _ => flatstream_testkit::wire(&framer, &golden.messages),
        };
        assert_eq!(wire, golden.frame, "{golden:?}");
    }
}

/// Finds nothing worth encoding: some codecs make even these contents shorter.
struct Never;

impl Encoder for Never {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        out.extend_from_slice(raw);
        Ok(Tag::STORED)
    }
}

/// What this library makes of the golden contents has the same prefix and is read by
/// whoever reads the golden frames.
#[test]
fn golden_contents_get_the_golden_prefix() {
    for golden in compressed_frames().into_iter().filter(|golden| golden.codec != "stored") {
        let Some(format) = format(&golden) else { continue };
        let wire = match golden.variant {
            "many" => crate::in_blocks(&format, 1000, &golden.messages),
            _ => crate::alone(&format, &golden.messages),
        };
        let prefix = |wire: &[u8]| {
            let frame = crate::parse(&format, wire).remove(0);
            (frame.tag.to_byte(), frame.raw_len)
        };
        assert_eq!(prefix(&wire), prefix(&golden.frame), "{golden:?}");
    }
}

#[test]
#[cfg(feature = "zstd")]
fn the_golden_dictionary_is_named_where_it_is_missing() {
    let golden = compressed_frames();
    let golden = golden.iter().find(|golden| golden.variant == "dictionary").unwrap();
    let format = Format::new().codec("zstd".parse().unwrap());
    let failure = Outcome::Failure(flatstream::ErrorKind::WrongDictionary { needed: 7 }, 0, 0);
    check(&format.deframer().unwrap(), Limits::default(), &golden.frame, &[failure]);
}

#[test]
fn a_golden_block_is_refused_by_a_deframer_that_knows_no_compression() {
    let golden = compressed_frames();
    let golden = golden.iter().find(|golden| golden.variant == "many").unwrap();
    let mut decoder = FrameDecoder::new(flatstream::DefaultDeframer);
    decoder.push(&golden.frame);
    // Its payload is what the format says: a tag, a length and the block.
    let block = crate::block(&golden.messages);
    let payload = [&[0x80, 17, 0, 0, 0][..], &block].concat();
    assert_eq!(decoder.next_frame().unwrap(), Some(&payload[..]));
}

#[test]
fn framing_twice_gives_the_same_bytes() {
    for format in crate::formats() {
        let (framer, mut scratch) = (format.framer().unwrap(), OutBuf::new());
        let mut bodies = Vec::new();
        for message in crate::mixed().iter().chain(&crate::mixed()) {
            framer.frame(message, &mut scratch).unwrap();
            bodies.push(scratch.filled().to_vec());
        }
        let (first, second) = bodies.split_at(bodies.len() / 2);
        assert_eq!(first, second, "{format:?}");
    }
}
