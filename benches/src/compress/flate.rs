//! Ways to use the crate `flate2`, in its three formats.

use super::{
    BULK_NEW, BULK_REUSED, GUESSED_BYTES, NAIVE, NAIVE_16_MB, OURS, Room, STREAM_NEW,
    STREAM_REUSED, Ways, renew,
};
use crate::measure::Outcome;
use flate2::{
    Compress, Compression, Crc, Decompress, FlushCompress, FlushDecompress, Status, read, write,
};
use flatstream::OutBuf;
use flatstream_compress::flate::{Flate, Format, GzipFormat, Raw as RawFormat, ZlibFormat};
use flatstream_core::{CodecId, Decoder, Encoder, Tag};
use std::io::{self, Read, Write};

/// One of the formats around deflate.
pub(super) trait Wrap: 'static {
    const ID: CodecId;
    /// Whether `Compress` makes it, as it does of zlib.
    const ZLIB: bool = false;
    /// What is to be put around `Compress` by hand.
    const HEADER: &'static [u8] = &[];
    const TRAILER_BYTES: usize = 0;
    type Ours: Format + 'static;
    type Writer<W: Write>: Write;
    type Reader<R: Read>: Read;

    fn writer<W: Write>(into: W, level: u32) -> Self::Writer<W>;
    fn finish<W: Write>(writer: Self::Writer<W>) -> io::Result<W>;
    fn reader<R: Read>(from: R) -> Self::Reader<R>;
    /// Begins with the next source and gives the last one back.
    fn reset_reader<R: Read>(reader: &mut Self::Reader<R>, from: R) -> R;
    /// Ends the stream, leaves it in `into` and begins the next one in what
    /// memory `into` had; `None` where the library cannot.
    const RESET_WRITER: Option<Reset<Self::Writer<Vec<u8>>>>;
}

/// Takes a writer and the memory for what comes next, which it exchanges.
type Reset<W> = fn(&mut W, &mut Vec<u8>) -> io::Result<()>;

pub(super) enum Raw {}
pub(super) enum Zlib {}
pub(super) enum Gzip {}

macro_rules! streams {
    ($writer:ident, $reader:ident) => {
        type Writer<W: Write> = write::$writer<W>;
        type Reader<R: Read> = read::$reader<R>;

        fn writer<W: Write>(into: W, level: u32) -> Self::Writer<W> {
            write::$writer::new(into, Compression::new(level))
        }
        fn finish<W: Write>(writer: Self::Writer<W>) -> io::Result<W> {
            writer.finish()
        }
        fn reader<R: Read>(from: R) -> Self::Reader<R> {
            read::$reader::new(from)
        }
        fn reset_reader<R: Read>(reader: &mut Self::Reader<R>, from: R) -> R {
            reader.reset(from)
        }
    };
}

impl Wrap for Raw {
    const ID: CodecId = CodecId::DEFLATE;
    type Ours = RawFormat;
    streams!(DeflateEncoder, DeflateDecoder);
    const RESET_WRITER: Option<Reset<Self::Writer<Vec<u8>>>> =
        Some(|writer, into| writer.reset(std::mem::take(into)).map(|stream| *into = stream));
}

impl Wrap for Zlib {
    const ID: CodecId = CodecId::ZLIB;
    const ZLIB: bool = true;
    type Ours = ZlibFormat;
    streams!(ZlibEncoder, ZlibDecoder);
    const RESET_WRITER: Option<Reset<Self::Writer<Vec<u8>>>> =
        Some(|writer, into| writer.reset(std::mem::take(into)).map(|stream| *into = stream));
}

impl Wrap for Gzip {
    const ID: CodecId = CodecId::GZIP;
    const HEADER: &'static [u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
    const TRAILER_BYTES: usize = 8;
    type Ours = GzipFormat;
    streams!(GzEncoder, GzDecoder);
    const RESET_WRITER: Option<Reset<Self::Writer<Vec<u8>>>> = None;
}

pub(super) fn encode<W: Wrap, const LEVEL: u32>(ways: &mut Ways) -> Outcome<()> {
    let bound = ways.len + ways.len / 8 + 128;

    let mut state = Compress::new(Compression::new(LEVEL), W::ZLIB);
    ways.encode(BULK_REUSED, plain::<W>, Room::new(bound), move |block, out| {
        state.reset();
        out.len = compress::<W>(&mut state, &block.input, &mut out.mem)?;
        Ok(())
    })?;

    let mut codec = Flate::<W::Ours>::new(LEVEL)?;
    ways.encode(OURS, plain::<W>, OutBuf::new(), move |block, out| {
        out.clear();
        codec.encode(&block.input, out)?;
        Ok(())
    })?;

    ways.encode(BULK_NEW, plain::<W>, Room::new(bound), |block, out| {
        let mut state = Compress::new(Compression::new(LEVEL), W::ZLIB);
        out.len = compress::<W>(&mut state, &block.input, &mut out.mem)?;
        Ok(())
    })?;

    if let Some(reset) = W::RESET_WRITER {
        let mut writer = W::writer(Vec::new(), LEVEL);
        ways.encode(STREAM_REUSED, plain::<W>, Vec::new(), move |block, out| {
            out.clear();
            writer.write_all(&block.input)?;
            Ok(reset(&mut writer, out)?)
        })?;
    }

    ways.encode(STREAM_NEW, plain::<W>, Vec::new(), |block, out| {
        out.clear();
        let mut writer = W::writer(out, LEVEL);
        writer.write_all(&block.input)?;
        W::finish(writer)?;
        Ok(())
    })?;

    ways.encode(NAIVE, plain::<W>, Vec::new(), |block, out| {
        Ok(renew(out, || {
            let mut writer = W::writer(Vec::new(), LEVEL);
            writer.write_all(&block.input)?;
            W::finish(writer)
        })?)
    })
}

pub(super) fn decode<W: Wrap, const LEVEL: u32>(ways: &mut Ways) -> Outcome<()> {
    let stored = |raw: &[u8]| {
        let mut writer = W::writer(Vec::new(), LEVEL);
        writer.write_all(raw)?;
        Ok(W::finish(writer)?)
    };
    let len = ways.len;

    let mut state = Decompress::new(W::ZLIB);
    ways.decode(BULK_REUSED, stored, Room::new(len), move |block, out| {
        state.reset(W::ZLIB);
        out.len = decompress::<W>(&mut state, &block.input, &mut out.mem)?;
        Ok(())
    })?;

    let mut codec = Flate::<W::Ours>::new(LEVEL)?;
    ways.decode(OURS, stored, OutBuf::new(), move |block, out| {
        out.clear();
        codec.decode(Tag::new(W::ID), &block.input, block.raw.len(), out)?;
        Ok(())
    })?;

    ways.decode(BULK_NEW, stored, Room::new(len), |block, out| {
        let mut state = Decompress::new(W::ZLIB);
        out.len = decompress::<W>(&mut state, &block.input, &mut out.mem)?;
        Ok(())
    })?;

    let mut reader = W::reader(io::Cursor::new(Vec::new()));
    let mut input = Vec::new();
    ways.decode(STREAM_REUSED, stored, Vec::new(), move |block, out| {
        // Readers own their source, so the input has to be copied.
        input.clear();
        input.extend_from_slice(&block.input);
        let source = io::Cursor::new(std::mem::take(&mut input));
        input = W::reset_reader(&mut reader, source).into_inner();
        out.clear();
        reader.read_to_end(out)?;
        Ok(())
    })?;

    ways.decode(STREAM_NEW, stored, Vec::new(), |block, out| {
        out.clear();
        W::reader(&block.input[..]).read_to_end(out)?;
        Ok(())
    })?;

    ways.decode(NAIVE, stored, Vec::new(), |block, out| {
        Ok(renew(out, || read_to_end::<W>(&block.input, Vec::new()))?)
    })?;

    ways.decode(NAIVE_16_MB, stored, Vec::new(), |block, out| {
        Ok(renew(out, || read_to_end::<W>(&block.input, Vec::with_capacity(GUESSED_BYTES)))?)
    })
}

#[inline(always)]
fn read_to_end<W: Wrap>(stored: &[u8], mut raw: Vec<u8>) -> io::Result<Vec<u8>> {
    W::reader(stored).read_to_end(&mut raw)?;
    Ok(raw)
}

/// One call of a `state` just made or reset, and what the format has around it.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "no more than the room")]
fn compress<W: Wrap>(state: &mut Compress, raw: &[u8], room: &mut [u8]) -> Outcome<usize> {
    room[..W::HEADER.len()].copy_from_slice(W::HEADER);
    let body = &mut room[W::HEADER.len()..];
    if state.compress(raw, body, FlushCompress::Finish)? != Status::StreamEnd {
        return Err("deflate did not come to an end".into());
    }
    let end = W::HEADER.len() + state.total_out() as usize;
    if W::TRAILER_BYTES > 0 {
        room[end..][..W::TRAILER_BYTES].copy_from_slice(&trailer(raw));
    }
    Ok(end + W::TRAILER_BYTES)
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "no more than the room")]
fn decompress<W: Wrap>(state: &mut Decompress, stored: &[u8], room: &mut [u8]) -> Outcome<usize> {
    let end = stored.len() - W::TRAILER_BYTES;
    let body = &stored[W::HEADER.len()..end];
    if state.decompress(body, room, FlushDecompress::Finish)? != Status::StreamEnd {
        return Err("inflate did not come to an end".into());
    }
    let len = state.total_out() as usize;
    if W::TRAILER_BYTES > 0 && stored[end..] != trailer(&room[..len]) {
        return Err("wrong trailer".into());
    }
    Ok(len)
}

#[inline(always)]
fn trailer(raw: &[u8]) -> [u8; 8] {
    let mut crc = Crc::new();
    crc.update(raw);
    (u64::from(crc.sum()) | u64::from(crc.amount()) << 32).to_le_bytes()
}

fn plain<W: Wrap>(stored: &[u8]) -> Outcome<Vec<u8>> {
    Ok(read_to_end::<W>(stored, Vec::new())?)
}
