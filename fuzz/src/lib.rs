//! What the fuzz targets share: taking an input apart, and readers that note
//! down all they give.

pub mod codecs;

use flatstream_checksum::ChecksumKind;
use flatstream_core::{Deframer, Error, ErrorKind, Framer, Limits, Position};
use flatstream_framing::{ChecksumDeframer, ChecksumFramer, FrameDecoder, SliceReader};
use std::io::{self, Read};

/// A fuzzer's input, read from the front; zeros once it is used up.
pub struct Input<'a>(pub &'a [u8]);

impl<'a> Input<'a> {
    /// The next byte.
    pub fn u8(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or(0)
    }

    /// The next two bytes, little-endian.
    pub fn u16(&mut self) -> u16 {
        u16::from(self.u8()) | u16::from(self.u8()) << 8
    }

    /// The next `n` bytes, or what is left.
    pub fn bytes(&mut self, n: usize) -> &'a [u8] {
        let (now, rest) = self.0.split_at(n.min(self.0.len()));
        self.0 = rest;
        now
    }

    /// Any checksum.
    pub fn checksum(&mut self) -> ChecksumKind {
        ChecksumKind::ALL[usize::from(self.u8()) % ChecksumKind::ALL.len()]
    }
}

/// A payload, or an error and where its frame began.
pub type Outcome = Result<Vec<u8>, (ErrorKind, Option<Position>)>;

fn outcome(result: Result<&[u8], Error>) -> Outcome {
    result.map(<[u8]>::to_vec).map_err(|error| (error.kind(), error.position()))
}

/// All that a slice reader makes of `bytes`.
pub fn from_slice(bytes: &[u8], checksum: ChecksumKind, limits: Limits) -> Vec<Outcome> {
    let reader = SliceReader::new(bytes, ChecksumDeframer::new(checksum)).limits(limits);
    reader.map(outcome).collect()
}

/// All that the push decoder makes of `bytes` in pieces of `piece` bytes; through
/// its own space where `in_place`.
pub fn from_pieces(
    bytes: &[u8],
    checksum: ChecksumKind,
    limits: Limits,
    piece: usize,
    in_place: bool,
) -> Vec<Outcome> {
    let mut decoder = FrameDecoder::new(ChecksumDeframer::new(checksum)).limits(limits);
    // Anything sized by the input alone would show here.
    decode(&mut decoder, bytes, piece, in_place, 4 * bytes.len() + (1 << 17))
}

/// All that `decoder` makes of `bytes` in pieces of `piece` bytes; through its own
/// space where `in_place`. It may hold `most` bytes.
pub fn decode<D: Deframer>(
    decoder: &mut FrameDecoder<D>,
    bytes: &[u8],
    piece: usize,
    in_place: bool,
    most: usize,
) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for piece in bytes.chunks(piece) {
        let mut piece = piece;
        while !piece.is_empty() {
            let n = if in_place {
                let space = decoder.space(16);
                let n = space.len().min(piece.len());
                space[..n].copy_from_slice(&piece[..n]);
                decoder.advance(n);
                n
            } else {
                decoder.push(piece);
                piece.len()
            };
            piece = &piece[n..];
            while let Some(next) = decoder.next_frame().transpose() {
                outcomes.push(outcome(next));
            }
            assert!(decoder.capacity() <= most, "sized by a number");
        }
    }
    if let Err(error) = decoder.finish() {
        outcomes.push(Err((error.kind(), error.position())));
    }
    outcomes
}

/// The stream of `payloads`.
pub fn stream(payloads: &[Vec<u8>], checksum: ChecksumKind) -> Vec<u8> {
    let mut wire = Vec::new();
    for payload in payloads {
        let framer = ChecksumFramer::new(checksum);
        framer.frame_and_write(&mut wire, payload).expect("small enough");
    }
    wire
}

/// A reader that gives at most so many bytes a call.
pub struct Pieces<'a>(pub &'a [u8], pub usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = buf.len().min(self.1);
        self.0.read(&mut buf[..n])
    }
}
