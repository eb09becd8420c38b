//! Ways to use the crate `lz4_flex`.

use super::{
    BULK_NEW, BULK_REUSED, NAIVE, NAIVE_16_MB, OURS, Room, STREAM_NEW, STREAM_REUSED, Ways, renew,
};
use crate::measure::Outcome;
use flatstream::OutBuf;
use flatstream_compress::Lz4;
use flatstream_core::{CodecId, Decoder, Encoder, Tag};
use lz4_flex::{
    block::{self, CompressTable},
    frame::{FrameDecoder, FrameEncoder},
};
use std::io::{Cursor, Read, Write};

pub(super) fn encode(ways: &mut Ways) -> Outcome<()> {
    let (len, bound) = (ways.len, block::get_maximum_output_size(ways.len));
    /// No block of the suite is longer.
    const LONGEST: usize = 1 << 20;
    let plain = |stored: &[u8]| {
        let mut raw = vec![0; LONGEST];
        let len = block::decompress_into(stored, &mut raw)?;
        raw.truncate(len);
        Ok(raw)
    };

    let small = len < usize::from(u16::MAX);
    let mut table = if small { CompressTable::small() } else { CompressTable::large() };
    ways.encode(BULK_REUSED, plain, Room::new(bound), move |block, out| {
        out.len = block::compress_into_with_table(&block.input, &mut out.mem, &mut table)?;
        Ok(())
    })?;

    let mut codec = Lz4::new();
    ways.encode(OURS, plain, OutBuf::new(), move |block, out| {
        out.clear();
        codec.encode(&block.input, out)?;
        Ok(())
    })?;

    ways.encode(BULK_NEW, plain, Room::new(bound), |block, out| {
        out.len = block::compress_into(&block.input, &mut out.mem)?;
        Ok(())
    })?;

    let mut encoder = FrameEncoder::new(Vec::new());
    ways.encode(STREAM_REUSED, plain_frame, Vec::new(), move |block, out| {
        out.clear();
        std::mem::swap(encoder.get_mut(), out);
        encoder.write_all(&block.input)?;
        encoder.try_finish()?;
        std::mem::swap(encoder.get_mut(), out);
        Ok(())
    })?;

    ways.encode(STREAM_NEW, plain_frame, Vec::new(), |block, out| {
        out.clear();
        let mut encoder = FrameEncoder::new(out);
        encoder.write_all(&block.input)?;
        encoder.finish()?;
        Ok(())
    })?;

    let plain_prepended = |stored: &[u8]| Ok(block::decompress_size_prepended(stored)?);
    ways.encode(NAIVE, plain_prepended, Vec::new(), |block, out| {
        renew(out, || Ok(block::compress_prepend_size(&block.input)))
    })
}

pub(super) fn decode(ways: &mut Ways) -> Outcome<()> {
    let compress = |raw: &[u8]| Ok(block::compress(raw));
    let len = ways.len;

    ways.decode(BULK_REUSED, compress, Room::new(len), |block, out| {
        out.len = block::decompress_into(&block.input, &mut out.mem)?;
        Ok(())
    })?;

    let mut codec = Lz4::new();
    ways.decode(OURS, compress, OutBuf::new(), move |block, out| {
        out.clear();
        codec.decode(Tag::new(CodecId::LZ4), &block.input, block.raw.len(), out)?;
        Ok(())
    })?;

    ways.decode(BULK_NEW, compress, Vec::new(), |block, out| {
        Ok(renew(out, || block::decompress(&block.input, block.raw.len()))?)
    })?;

    // A decoder owns its source, so the input has to be copied.
    let mut decoder = FrameDecoder::new(Cursor::new(Vec::new()));
    ways.decode(STREAM_REUSED, compress_frame, Vec::new(), move |block, out| {
        out.clear();
        let source = decoder.get_mut();
        source.get_mut().clear();
        source.get_mut().extend_from_slice(&block.input);
        source.set_position(0);
        decoder.read_to_end(out)?;
        Ok(())
    })?;

    ways.decode(STREAM_NEW, compress_frame, Vec::new(), |block, out| {
        out.clear();
        FrameDecoder::new(&block.input[..]).read_to_end(out)?;
        Ok(())
    })?;

    let prepend = |raw: &[u8]| Ok(block::compress_prepend_size(raw));
    ways.decode(NAIVE, prepend, Vec::new(), |block, out| {
        Ok(renew(out, || block::decompress_size_prepended(&block.input))?)
    })?;

    ways.decode(NAIVE_16_MB, compress, Vec::new(), |block, out| {
        Ok(renew(out, || block::decompress(&block.input, super::GUESSED_BYTES))?)
    })
}

fn compress_frame(raw: &[u8]) -> Outcome<Vec<u8>> {
    let mut encoder = FrameEncoder::new(Vec::new());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}

fn plain_frame(stored: &[u8]) -> Outcome<Vec<u8>> {
    let mut raw = Vec::new();
    FrameDecoder::new(stored).read_to_end(&mut raw)?;
    Ok(raw)
}
