//! Payloads that share memory: whoever cuts them off, in whatever pieces the input
//! comes and whichever are kept, sees the payloads, errors and positions that the
//! push decoder sees.
#![no_main]

use bytes::{Bytes, BytesMut};
use flatstream_checksum::ChecksumKind;
use flatstream_compress::Lz4;
use flatstream_core::{
    BlockFramer, Deframer, Error, ErrorKind, Framer, Header, Limits, OutBuf, Position,
};
use flatstream_framing::{
    BytesDecoder, ChecksumDeframer, ChecksumFramer, Compressed, FrameDecoder, PayloadCutter,
};
use flatstream_fuzz::Input;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut input = Input(data);
    let format = Format::of(input.u8());
    let limits = match input.u8() {
        0..192 => Limits::default(),
        small => Limits::default().max_frame_bytes(u32::from(small - 191) * 4),
    };
    let limits = limits.max_decoded_bytes(1 << 20);
    let choices = Choices::of(&mut input);
    let bytes = format.stream(&mut input);

    let expected = pushed(&format, limits, &bytes);
    assert_eq!(lent(&format, limits, &bytes, &choices), expected, "lent");
    assert_eq!(cut(&format, limits, &bytes, &choices), expected, "cut, of a growing buffer");
    assert_eq!(cut_of_one(&format, limits, &bytes, &choices), expected, "cut, of one piece");
    assert_eq!(joined(&format, limits, &bytes, &choices), expected, "joined");
});

/// How frames are made and read.
struct Format {
    checksum: ChecksumKind,
    compressed: bool,
    /// Whether the input is the stream, rather than what makes one.
    raw: bool,
}

impl Format {
    fn of(choice: u8) -> Self {
        let checksum = match choice & 1 {
            0 => ChecksumKind::None,
            _ => ChecksumKind::Crc32,
        };
        Self { checksum, compressed: choice & 2 > 0, raw: choice & 12 == 0 }
    }

    fn deframer(&self) -> Box<dyn Deframer> {
        let plain = ChecksumDeframer::new(self.checksum);
        if self.compressed { Box::new(Compressed::new(plain, Lz4::new())) } else { Box::new(plain) }
    }

    /// Frames and blocks, some damaged, the last one cut off.
    fn stream(&self, input: &mut Input) -> Vec<u8> {
        if self.raw {
            return input.0.to_vec();
        }
        let damage = [(); 3].map(|()| (input.u16(), input.u8()));
        let cut_off = usize::from(input.u8() / 4);
        let mut bytes = Vec::new();
        while !input.0.is_empty() && bytes.len() < MOST {
            match input.u8() {
                kind @ 0..64 => {
                    let count = usize::from(kind % 6);
                    let messages = std::iter::repeat_with(|| message(input)).take(count);
                    self.append_block(&messages.collect::<Vec<_>>(), &mut bytes);
                }
                64 => {
                    let len = usize::from(input.u8());
                    bytes.extend_from_slice(input.bytes(len));
                }
                _ => self.append(&message(input), &mut bytes),
            }
        }
        bytes.truncate(bytes.len() - cut_off.min(bytes.len()));
        for (at, xor) in damage {
            let len = bytes.len().max(1);
            if let Some(byte) = bytes.get_mut(usize::from(at) % len) {
                *byte ^= xor;
            }
        }
        bytes
    }

    fn append(&self, message: &[u8], bytes: &mut Vec<u8>) {
        let plain = ChecksumFramer::new(self.checksum);
        if self.compressed {
            Compressed::new(plain, Lz4::new()).frame_and_write(bytes, message)
        } else {
            plain.frame_and_write(bytes, message)
        }
        .expect("small enough");
    }

    /// A block, or the same messages one by one.
    fn append_block(&self, messages: &[Vec<u8>], bytes: &mut Vec<u8>) {
        if !self.compressed {
            messages.iter().for_each(|message| self.append(message, bytes));
            return;
        }
        let block = flatstream_fuzz::stream(messages, ChecksumKind::None);
        let framer = Compressed::new(ChecksumFramer::new(self.checksum), Lz4::new());
        let mut scratch = OutBuf::new();
        let framed = framer.frame_block(&block, &mut scratch).expect("small enough");
        let header = framed.header.right_aligned();
        bytes.extend_from_slice(&header[Header::MAX - framed.header.len()..]);
        bytes.extend_from_slice(scratch.filled());
    }
}

/// One that compresses well, or hardly.
fn message(input: &mut Input) -> Vec<u8> {
    match input.u8() {
        len @ 0..128 => input.bytes(usize::from(len)).to_vec(),
        len => vec![input.u8(); usize::from(len - 128) * 16],
    }
}

/// Enough for any state to be met.
const MOST: usize = 1 << 16;

/// The pieces that the input comes in, and what is done with each payload; both
/// begin anew when they are used up.
struct Choices {
    pieces: [usize; 6],
    deeds: [u8; 6],
}

impl Choices {
    fn of(input: &mut Input) -> Self {
        let piece = |input: &mut Input| match input.u8() {
            len @ 0..128 => usize::from(len),
            len => usize::from(len - 127) * 32,
        };
        let mut pieces = [(); 6].map(|()| piece(input));
        // Something has to come at last.
        pieces[5] += 1;
        Self { pieces, deeds: [(); 6].map(|()| input.u8()) }
    }

    /// The input, in its pieces.
    fn cut<'a>(&self, mut bytes: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
        let mut lens = self.pieces.into_iter().cycle();
        std::iter::from_fn(move || {
            let len = lens.next()?.min(bytes.len());
            let (piece, rest) = bytes.split_at(len);
            let ended = bytes.is_empty();
            bytes = rest;
            (!ended).then_some(piece)
        })
    }

    fn deed(&self, n: usize) -> u8 {
        self.deeds[n % self.deeds.len()]
    }
}

/// A payload, or what an error says; and the position of the frame, and the next.
type Seen<P> = (Result<P, (ErrorKind, Option<Position>)>, Position, Position);

/// All that was seen, and where it ended. Payloads that were kept are looked at only
/// now, when they had time to change.
#[derive(Debug)]
struct Outcomes<P>(Vec<Seen<P>>);

impl<P: AsRef<[u8]>, Q: AsRef<[u8]>> PartialEq<Outcomes<Q>> for Outcomes<P> {
    fn eq(&self, other: &Outcomes<Q>) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().zip(&other.0).all(|((a, at, next), (b, other_at, other_next))| {
                let same = match (a, b) {
                    (Ok(a), Ok(b)) => a.as_ref() == b.as_ref(),
                    (Err(a), Err(b)) => a == b,
                    _ => false,
                };
                same && at == other_at && next == other_next
            })
    }
}

impl<P> Outcomes<P> {
    fn payload(&mut self, payload: P, at: Position, next: Position) {
        self.0.push((Ok(payload), at, next));
    }

    fn error(&mut self, error: &Error, at: Position, next: Position) {
        assert_eq!(error.position(), Some(at), "{error}");
        self.0.push((Err((error.kind(), error.position())), at, next));
    }

    /// What comes last: how the input ended, and where the next frame would be.
    fn end(mut self, result: Result<(), Error>, next: Position) -> Self {
        if let Err(error) = result {
            self.0.push((Err((error.kind(), error.position())), next, next));
        }
        self
    }
}

/// The decoder that the others are compared with, given all at once.
fn pushed(format: &Format, limits: Limits, bytes: &[u8]) -> Outcomes<Vec<u8>> {
    let mut decoder = FrameDecoder::new(format.deframer()).limits(limits);
    let mut seen = Outcomes(Vec::new());
    decoder.push(bytes);
    loop {
        match decoder.decode() {
            Ok(false) => break,
            Ok(true) => {
                let payload = decoder.payload().to_vec();
                seen.payload(payload, decoder.frame_position(), decoder.position());
            }
            Err(error) => seen.error(&error, decoder.frame_position(), decoder.position()),
        }
    }
    let result = decoder.finish();
    assert!(!matches!(decoder.decode(), Ok(true)), "found behind the end");
    seen.end(result, decoder.position())
}

/// The same decoder, in pieces.
fn lent(format: &Format, limits: Limits, bytes: &[u8], choices: &Choices) -> Outcomes<Vec<u8>> {
    let mut decoder = FrameDecoder::new(format.deframer()).limits(limits);
    let mut seen = Outcomes(Vec::new());
    for piece in choices.cut(bytes) {
        decoder.push(piece);
        loop {
            match decoder.decode() {
                Ok(false) => break,
                Ok(true) => {
                    let payload = decoder.payload().to_vec();
                    seen.payload(payload, decoder.frame_position(), decoder.position());
                }
                Err(error) => seen.error(&error, decoder.frame_position(), decoder.position()),
            }
            if choices.deed(seen.0.len()) & 8 > 0 {
                decoder.shrink_to(0);
            }
        }
    }
    let result = decoder.finish();
    seen.end(result, decoder.position())
}

/// Payloads lent and cut off, by turns.
fn cut(format: &Format, limits: Limits, bytes: &[u8], choices: &Choices) -> Outcomes<Bytes> {
    let mut cutter = PayloadCutter::new(format.deframer()).limits(limits);
    let mut seen = Outcomes(Vec::new());
    let mut input = BytesMut::new();
    for piece in choices.cut(bytes) {
        input.extend_from_slice(piece);
        while step(&mut cutter, &mut input, &mut seen, choices) {}
    }
    let result = cutter.finish(&mut input);
    seen.end(result, cutter.position())
}

/// The same, of an input that is all there.
fn cut_of_one(format: &Format, limits: Limits, bytes: &[u8], choices: &Choices) -> Outcomes<Bytes> {
    let mut cutter = PayloadCutter::new(format.deframer()).limits(limits);
    let mut seen = Outcomes(Vec::new());
    let mut input = Bytes::copy_from_slice(bytes);
    while step(&mut cutter, &mut input, &mut seen, choices) {}
    let result = cutter.finish(&mut input);
    seen.end(result, cutter.position())
}

/// The next payload or error; `false` where more bytes are needed.
fn step<B: flatstream_framing::SharedInput>(
    cutter: &mut PayloadCutter<Box<dyn Deframer>>,
    input: &mut B,
    seen: &mut Outcomes<Bytes>,
    choices: &Choices,
) -> bool {
    let deed = choices.deed(seen.0.len());
    match cutter.decode(input) {
        Ok(false) => return false,
        Ok(true) => {
            let lent = Bytes::copy_from_slice(cutter.payload(input));
            let payload = if deed & 1 > 0 { cutter.share(input) } else { lent.clone() };
            assert_eq!(cutter.payload(input), lent, "after the cut");
            if deed & 2 > 0 {
                assert_eq!(cutter.share(input), lent, "again");
            }
            seen.payload(payload, cutter.frame_position(), cutter.position());
        }
        Err(error) => seen.error(&error, cutter.frame_position(), cutter.position()),
    }
    if deed & 4 > 0 {
        cutter.release(input);
        cutter.release(input);
    }
    if deed & 8 > 0 {
        cutter.release(input);
        cutter.shrink_to(0);
    }
    true
}

/// Pieces of shared memory, some pushed before the last one was used up.
fn joined(format: &Format, limits: Limits, bytes: &[u8], choices: &Choices) -> Outcomes<Bytes> {
    let mut decoder = BytesDecoder::new(format.deframer()).limits(limits);
    let mut seen = Outcomes(Vec::new());
    for (n, piece) in choices.cut(bytes).enumerate() {
        decoder.push(Bytes::copy_from_slice(piece));
        // How many payloads are taken before the next piece; mostly all of them.
        let mut calls = match choices.deed(n) / 16 {
            few @ 0..4 => few,
            _ => u8::MAX,
        };
        while calls > 0 {
            match decoder.next_payload() {
                Ok(None) => break,
                Ok(Some(payload)) => {
                    seen.payload(payload, decoder.frame_position(), decoder.position());
                }
                Err(error) => seen.error(&error, decoder.frame_position(), decoder.position()),
            }
            calls -= u8::from(calls < u8::MAX);
        }
    }
    loop {
        match decoder.next_payload() {
            Ok(None) => break,
            Ok(Some(payload)) => {
                seen.payload(payload, decoder.frame_position(), decoder.position());
            }
            Err(error) => seen.error(&error, decoder.frame_position(), decoder.position()),
        }
    }
    let result = decoder.finish();
    seen.end(result, decoder.position())
}
