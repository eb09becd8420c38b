//! What a schema crate holds: types that can be written to and read from a
//! stream, and a checksum of its own. It needs no more than `flatstream-core`.

#![forbid(unsafe_code)]

use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_core::{
    Body, Checksum, Error, ErrorKind, Framed, Framer, Header, OutBuf, Result, StreamDeserialize,
    StreamSerialize,
};

/// A quotation: the symbol, and the price in cents.
#[derive(Debug, PartialEq)]
struct Quote<'s> {
    symbol: &'s str,
    cents: u64,
}

/// The message is one string, `SYMBOL=cents`.
impl StreamSerialize for Quote<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        if self.symbol.contains('=') {
            return Err(Error::other(format!("no symbol: {:?}", self.symbol)));
        }
        let text = builder.create_string(&format!("{}={}", self.symbol, self.cents));
        builder.finish(text, None);
        Ok(())
    }
}

impl StreamDeserialize for Quote<'_> {
    type Root<'p> = Quote<'p>;
    fn from_payload(payload: &[u8]) -> Result<Quote<'_>> {
        let text = flatbuffers::root::<&str>(payload)?;
        let quote = text.split_once('=').and_then(|(symbol, cents)| {
            let cents = cents.parse().ok()?;
            Some(Quote { symbol, cents })
        });
        quote.ok_or_else(|| Error::custom(ErrorKind::InvalidPayload, format!("no quote: {text:?}")))
    }
}

/// CRC-24 as OpenPGP has it: three bytes a frame.
struct Crc24;

impl Checksum for Crc24 {
    fn calculate(&self, payload: &[u8]) -> u64 {
        payload.iter().fold(0xB7_04CE, |crc, &byte| {
            (0..8).fold(crc ^ (u64::from(byte) << 16), |crc, _| {
                let shifted = crc << 1;
                if shifted & 0x100_0000 == 0 { shifted } else { shifted ^ 0x186_4CFB }
            })
        })
    }

    fn size(&self) -> usize {
        3
    }
}

/// Frames with a digest of three bytes, written by hand.
struct Crc24Framer;

impl Framer for Crc24Framer {
    fn frame(&self, payload: &[u8], _: &mut OutBuf) -> Result<Framed> {
        let header = Header::v1(payload.len(), Crc24.calculate(payload), Crc24.size())?;
        Ok(Framed { header, body: Body::Payload })
    }
}

fn main() -> Result<()> {
    // The message comes back as it went in.
    let quote = Quote { symbol: "ACME", cents: 12_345 };
    let mut builder = FlatBufferBuilder::new();
    quote.serialize(&mut builder)?;
    let payload = builder.finished_data();
    let back = Quote::from_payload(payload)?;
    check(back == quote, "the quote comes back")?;
    println!("{back:?} in {} bytes", payload.len());

    // What is no such message is refused, on either side.
    let error = Quote::from_payload(b"noise").err().map(|error| error.kind());
    check(error == Some(ErrorKind::InvalidPayload), "noise is refused")?;
    let mut other = FlatBufferBuilder::new();
    let error = Quote { symbol: "A=B", cents: 1 }.serialize(&mut other);
    check(error.is_err(), "a symbol with = is refused")?;

    // The checksum gives the known answer and tells damage.
    check(Crc24.calculate(b"123456789") == 0x21_CF02, "the known answer of CRC-24")?;
    let digest = Crc24.calculate(payload);
    Crc24.verify(digest, payload)?;
    let error = Crc24.verify(digest ^ 1, payload).err().map(|error| error.kind());
    let expected = ErrorKind::ChecksumMismatch { stored: digest ^ 1, computed: digest };
    check(error == Some(expected), "a wrong digest is refused")?;

    // A frame is the length, three bytes of digest and the payload.
    let mut wire = Vec::new();
    Crc24Framer.frame_and_write(&mut wire, b"123456789")?;
    check(wire == b"\x09\0\0\0\x02\xCF\x21123456789", "the frame, byte for byte")?;
    println!("crc24 {digest:#08x}");
    Ok(())
}

fn check(holds: bool, what: &str) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::other(format!("this does not hold: {what}"))) }
}
