//! Streams of compressed frames and blocks, and what is in them by hand.

use flatstream_checksum::Crc32;
use flatstream_core::{
    BlockFramer, Checksum, CodecId, Decoder, Encoder, ErrorKind, Header, OutBuf, Result, Tag,
};
use flatstream_framing::{ChecksumDeframer, ChecksumFramer, Compressed, DefaultFramer};
use flatstream_testkit::{Outcome, wire};
use proptest::{collection, prelude::*};

/// Turns bytes into their complements, and saves the last one if it is a zero.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Complement;

impl Encoder for Complement {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let shorter = raw.strip_suffix(&[0]).unwrap_or(raw);
        shorter.iter().for_each(|byte| out.extend_from_slice(&[!byte]));
        Ok(Tag::new(CodecId::private(1)))
    }
}

impl Decoder for Complement {
    fn decode(&mut self, _: Tag, stored: &[u8], len: usize, out: &mut OutBuf) -> Result<()> {
        stored.iter().for_each(|byte| out.extend_from_slice(&[!byte]));
        if len > stored.len() {
            out.extend_from_slice(&[0]);
        }
        Ok(())
    }
}

pub(crate) type Deframer = Compressed<ChecksumDeframer<Crc32>, Complement>;

pub(crate) fn deframer() -> Deframer {
    Compressed::new(ChecksumDeframer::new(Crc32), Complement)
}

pub(crate) fn framer() -> Compressed<ChecksumFramer<Crc32>, Complement> {
    Compressed::new(ChecksumFramer::new(Crc32), Complement)
}

/// A frame of one message, or a block.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    One(Vec<u8>),
    Many(Vec<Vec<u8>>),
}

impl Piece {
    fn frame(&self) -> Vec<u8> {
        match self {
            Self::One(message) => wire(&framer(), [message]),
            Self::Many(messages) => {
                let mut scratch = OutBuf::new();
                let block = wire(&DefaultFramer, messages);
                let framed = framer().frame_block(&block, &mut scratch).unwrap();
                let header = &framed.header.right_aligned()[Header::MAX - framed.header.len()..];
                [header, scratch.filled()].concat()
            }
        }
    }
}

/// The stream of `pieces`, of which those at `damaged` have a wrong byte, and what is
/// to come out of it.
pub(crate) fn stream(pieces: &[Piece], damaged: &[usize]) -> (Vec<u8>, Vec<Outcome>) {
    let (mut bytes, mut outcomes, mut ordinal) = (Vec::new(), Vec::new(), 0);
    for (n, piece) in pieces.iter().enumerate() {
        let (offset, mut frame) = (bytes.len() as u64, piece.frame());
        if damaged.contains(&n) {
            let stored = u64::from(u32::from_le_bytes(frame[4..8].try_into().unwrap()));
            *frame.last_mut().unwrap() ^= 1;
            let computed = Crc32.calculate(&frame[8..]);
            let kind = ErrorKind::ChecksumMismatch { stored, computed };
            outcomes.push(Outcome::Failure(kind, offset, ordinal));
            ordinal += 1;
        } else {
            let messages = match piece {
                Piece::One(message) => std::slice::from_ref(message),
                Piece::Many(messages) => messages,
            };
            outcomes.extend(messages.iter().map(Outcome::payload));
            ordinal += messages.len() as u64;
        }
        bytes.extend_from_slice(&frame);
    }
    (bytes, outcomes)
}

/// Streams of up to a dozen frames, some of them damaged.
pub(crate) fn streams() -> impl Strategy<Value = (Vec<Piece>, Vec<usize>)> {
    let message = || (any::<u8>(), 0..200_usize).prop_map(|(byte, len)| vec![byte; len]);
    let piece = prop_oneof![
        2 => message().prop_map(Piece::One),
        1 => collection::vec(message(), 0..5).prop_map(Piece::Many),
    ];
    (collection::vec(piece, 0..12), collection::vec(0..30_usize, 0..4))
}
