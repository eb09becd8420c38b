//! A program that does its own I/O feeds a decoder: the bytes come when they
//! come, in pieces that know nothing of frames, and some arrive damaged.
//!
//! ```text
//! cargo run --release --example push
//! ```
#![allow(clippy::print_stdout, reason = "that is what the example is for")]

use flatstream::{ChecksumKind, Deframer, Error, FrameDecoder, FrameFormat, Result, StreamWriter};
use std::{
    io::{self, PipeWriter, Read, Write},
    thread,
};

const MESSAGES: usize = 10_000;
/// The message that arrives damaged.
const DAMAGED: usize = 1_234;
/// Bytes sent in one go: no multiple of anything.
const PIECE_BYTES: usize = 997;
/// Bytes taken in one go at most.
const READ_BYTES: usize = 16 * 1024;

fn main() -> Result<()> {
    let format = FrameFormat::new().checksum(ChecksumKind::Xxh3);
    let wire = wire(format)?;

    // Bytes that somebody hands over: they are pushed.
    let mut pushed = Tally::default();
    let mut decoder = FrameDecoder::new(format);
    for piece in wire.chunks(PIECE_BYTES) {
        decoder.push(piece);
        pushed.take_frames(&mut decoder);
    }
    decoder.finish()?;
    pushed.report("pushed");

    // Bytes that the program reads itself, from a pipe here: they are read
    // into the decoder's own room, which spares a copy.
    let (mut source, sink) = io::pipe()?;
    let sender = thread::spawn(move || send(sink, &wire));
    let mut read = Tally::default();
    let mut decoder = FrameDecoder::new(format);
    loop {
        match source.read(decoder.space(READ_BYTES)) {
            Ok(0) => break,
            Ok(n) => decoder.advance(n),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error.into()),
        }
        read.take_frames(&mut decoder);
    }
    decoder.finish()?;
    sender.join().map_err(|_| Error::other("the sender panicked"))??;
    read.report("read");

    let expected = Tally { intact: MESSAGES - 1, damaged: vec![DAMAGED as u64], ..pushed.clone() };
    if pushed != expected || read != expected {
        return Err(Error::other("what arrived is not what was sent"));
    }
    Ok(())
}

/// What came out of a decoder.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tally {
    intact: usize,
    bytes: usize,
    damaged: Vec<u64>,
}

impl Tally {
    /// Takes every frame that is complete. The bytes of the next one stay in the
    /// decoder until the rest of it arrives.
    fn take_frames<D: Deframer>(&mut self, decoder: &mut FrameDecoder<D>) {
        loop {
            match decoder.next_frame() {
                Ok(Some(payload)) => {
                    self.intact += 1;
                    self.bytes += payload.len();
                }
                Ok(None) => break,
                // The length of a damaged frame is believed: the next one follows.
                Err(error) => {
                    println!("{error}");
                    self.damaged.extend(error.position().map(|at| at.ordinal));
                }
            }
        }
    }

    fn report(&self, how: &str) {
        let Self { intact, bytes, damaged } = self;
        println!("{how}: {intact} messages of {bytes} bytes, damaged: {damaged:?}");
    }
}

/// The stream, with a bit of one message flipped.
fn wire(format: FrameFormat) -> Result<Vec<u8>> {
    let mut writer = StreamWriter::new(Vec::new(), format);
    let mut damaged_end = 0;
    for number in 0..MESSAGES {
        writer.write(&format!("reading {number}"))?;
        if number == DAMAGED {
            damaged_end = writer.get_ref().len();
        }
    }
    let mut wire = writer.into_inner();
    wire[damaged_end - 1] ^= 1;
    Ok(wire)
}

fn send(mut sink: PipeWriter, wire: &[u8]) -> io::Result<()> {
    for piece in wire.chunks(PIECE_BYTES) {
        sink.write_all(piece)?;
    }
    Ok(())
}
