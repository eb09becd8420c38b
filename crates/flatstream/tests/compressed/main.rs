//! Compressed frames in streams: whatever the codec, the checksum and the block, the
//! messages come back one by one, and what is wrong is named with its place.

#![cfg(feature = "__compress")]
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod adapters;
mod blocks;
mod delivery;
mod format;
mod golden;
mod hostile;
mod limits;
mod positions;
mod properties;
mod recovery;
mod ways;

use flatstream::{
    BlockWriter, ChecksumKind, CodecKind, Deframer, Format, FrameDecoder, Limits, StreamReader,
    StreamWriter, Tag,
};
use flatstream_testkit::{FaultyReader, Outcome, OwnedLog, outcomes, payload};
use std::io::Write;

/// Every checksum.
fn checksums() -> impl Iterator<Item = ChecksumKind> {
    ChecksumKind::ALL.iter().copied()
}

/// Every codec with every checksum.
fn formats() -> impl Iterator<Item = Format> {
    let codecs = CodecKind::ALL.iter().copied();
    codecs.flat_map(|codec| checksums().map(move |kind| Format::new().checksum(kind).codec(codec)))
}

/// One codec with each checksum, where codecs make no difference.
fn some_formats() -> impl Iterator<Item = Format> {
    checksums().map(|kind| Format::new().checksum(kind).codec(CodecKind::ALL[0]))
}

/// Bytes without any pattern.
fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[4]
    };
    (0..len).map(|_| next()).collect()
}

/// Messages of many sizes, some of which compress.
fn mixed() -> Vec<Vec<u8>> {
    vec![
        payload(&OwnedLog::new(1).as_log()),
        Vec::new(),
        vec![7],
        noise(1, 600),
        payload(&"a text of one word and another ".repeat(40)),
        Vec::new(),
        Vec::new(),
        payload(&OwnedLog::new(2).as_log()),
        vec![0; 3000],
        noise(2, 5),
        payload(&OwnedLog::new(3).as_log()),
    ]
}

/// The stream of `messages`, one per frame.
fn alone(format: &Format, messages: &[Vec<u8>]) -> Vec<u8> {
    flatstream_testkit::wire(&format.framer().unwrap(), messages)
}

/// The stream of `messages` in blocks of `block_bytes`.
fn in_blocks(format: &Format, block_bytes: usize, messages: &[Vec<u8>]) -> Vec<u8> {
    let framer = format.framer().unwrap();
    let blocks = BlockWriter::with_block_bytes(Vec::new(), framer, block_bytes);
    let mut writer = StreamWriter::new(blocks, flatstream::DefaultFramer);
    messages.iter().for_each(|message| writer.write_payload(message).unwrap());
    writer.finish().map_err(|(error, _)| error).unwrap()
}

/// What a decoder makes of `wire`, pushed in pieces of `n` bytes.
fn pushed<D: Deframer>(deframer: D, limits: Limits, wire: &[u8], n: usize) -> Vec<Outcome> {
    let mut decoder = FrameDecoder::new(deframer).limits(limits);
    let mut seen = Vec::new();
    for piece in wire.chunks(n) {
        decoder.push(piece);
        while let Some(outcome) = decoder.next_frame().transpose().map(Outcome::from) {
            seen.push(outcome);
        }
    }
    seen.extend(decoder.finish().err().map(|error| Outcome::failure(&error)));
    assert!(decoder.finish().is_ok_and(|()| decoder.next_frame().is_ok_and(|f| f.is_none())));
    seen
}

/// What a reader makes of `wire`, asked for in every way there is.
#[track_caller]
fn check<D: Deframer>(deframer: &D, limits: Limits, wire: &[u8], expected: &[Outcome]) {
    for capacity in [0, 1, 30, 64 * 1024] {
        let reader = StreamReader::with_capacity(wire, deframer, capacity).limits(limits);
        assert!(outcomes(reader) == expected, "capacity {capacity}");
    }
    for piece in [1, 7] {
        let source = FaultyReader::in_pieces_of(wire, piece);
        let reader = StreamReader::new(source, deframer).limits(limits);
        assert!(outcomes(reader) == expected, "read in pieces of {piece}");
        assert!(pushed(deframer, limits, wire, piece) == expected, "pushed in pieces of {piece}");
    }
    assert_eq!(pushed(deframer, limits, wire, wire.len().max(1)), expected, "pushed at once");
    let mut reader = StreamReader::new(wire, deframer).limits(limits);
    let mut lent = reader.messages();
    for outcome in expected {
        let message = lent.next().transpose().unwrap().map(<[u8]>::to_vec);
        assert_eq!(Outcome::from(message), *outcome, "lent");
    }
    assert_eq!(lent.next().unwrap(), None);
}

/// One frame with `payload` in the frames of `format`.
fn frame(format: &Format, payload: &[u8]) -> Vec<u8> {
    flatstream_testkit::wire(&format.frames(), [payload])
}

/// One compressed frame made by hand.
fn compressed(format: &Format, tag: u8, raw_len: usize, stored: &[u8]) -> Vec<u8> {
    let mut payload = vec![tag];
    payload.extend_from_slice(&u32::try_from(raw_len).unwrap().to_le_bytes());
    payload.extend_from_slice(stored);
    frame(format, &payload)
}

/// `messages` as a block.
fn block(messages: &[impl AsRef<[u8]>]) -> Vec<u8> {
    flatstream_testkit::wire(&flatstream::DefaultFramer, messages)
}

/// `messages` in one frame, stored.
fn stored_block(format: &Format, messages: &[impl AsRef<[u8]>]) -> Vec<u8> {
    let block = block(messages);
    compressed(format, Tag::STORED.with_many().to_byte(), block.len(), &block)
}

/// `raw` as `codec` of the format stores it.
fn encoded(format: &Format, raw: &[u8]) -> Vec<u8> {
    let mut out = flatstream::OutBuf::new();
    let mut encoder = format.codec.unwrap().encoder(format.level).unwrap();
    let tag = encoder.encode(raw, &mut out).unwrap();
    assert_eq!(tag, Tag::new(format.codec.unwrap().id()));
    out.filled().to_vec()
}

/// A frame of a stream, as a program without this library would see it.
struct Parsed {
    offset: usize,
    len: usize,
    tag: Tag,
    raw_len: usize,
    stored: Vec<u8>,
}

/// The frames of a stream.
fn parse(format: &Format, wire: &[u8]) -> Vec<Parsed> {
    let (mut rest, mut offset, mut frames) = (wire, 0, Vec::new());
    while !rest.is_empty() {
        let word = |at: usize| {
            usize::try_from(u32::from_le_bytes(rest[at..at + 4].try_into().unwrap())).unwrap()
        };
        let start = 4 + flatstream::Checksum::size(&format.checksum);
        let (len, tag) = (start + word(0), Tag::from_byte(rest[start]));
        let stored = rest[start + 5..len].to_vec();
        frames.push(Parsed { offset, len, tag, raw_len: word(start + 1), stored });
        (rest, offset) = (&rest[len..], offset + len);
    }
    frames
}

/// Writes all of `messages` as payloads.
fn write_all<'a, W: Write, F: flatstream::Framer, A: flatbuffers::Allocator + 'a>(
    writer: &mut StreamWriter<'a, W, F, A>,
    messages: &[Vec<u8>],
) {
    messages.iter().for_each(|message| writer.write_payload(message).unwrap());
}
