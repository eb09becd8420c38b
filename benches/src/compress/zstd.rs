//! Ways to use the crate `zstd`.

use super::{
    BULK_NEW, BULK_REUSED, BULK_REUSED_NEW_VEC, GUESSED_BYTES, NAIVE, NAIVE_16_MB, OURS, Room,
    STREAM_NEW, STREAM_REUSED, Ways, renew,
};
use crate::measure::Outcome;
use ::zstd::{
    bulk, stream,
    zstd_safe::{
        self, CCtx, CParameter, DCtx, InBuffer, OutBuffer, ResetDirective,
        zstd_sys::ZSTD_EndDirective,
    },
};
use flatstream::OutBuf;
use flatstream_compress::Zstd;
use flatstream_core::{CodecId, Decoder, Encoder, Tag};
use std::io::{Read, Write};

pub(super) fn encode<const LEVEL: i32>(ways: &mut Ways) -> Outcome<()> {
    let bound = zstd_safe::compress_bound(ways.len);

    let mut context = context(LEVEL)?;
    ways.encode(BULK_REUSED, plain, Room::new(bound), move |block, out| {
        out.len = context.compress2(&mut out.mem[..], &block.input).map_err(library_error)?;
        Ok(())
    })?;

    let mut codec = Zstd::new(LEVEL)?;
    ways.encode(OURS, plain, OutBuf::new(), move |block, out| {
        out.clear();
        codec.encode(&block.input, out)?;
        Ok(())
    })?;

    let mut compressor = bulk::Compressor::new(LEVEL)?;
    ways.encode(BULK_REUSED_NEW_VEC, plain, Vec::new(), move |block, out| {
        Ok(renew(out, || compressor.compress(&block.input))?)
    })?;

    ways.encode(BULK_NEW, plain, Vec::new(), |block, out| {
        Ok(renew(out, || bulk::compress(&block.input, LEVEL))?)
    })?;

    let mut context = self::context(LEVEL)?;
    ways.encode(STREAM_REUSED, plain, Room::new(bound), move |block, out| {
        // As a stream is: what comes after the first piece is not known yet.
        context.reset(ResetDirective::SessionOnly).map_err(library_error)?;
        let mut input = InBuffer::around(&block.input);
        let mut output = OutBuffer::around(&mut out.mem[..]);
        let directives = [ZSTD_EndDirective::ZSTD_e_continue, ZSTD_EndDirective::ZSTD_e_end];
        for directive in directives {
            let left = context
                .compress_stream2(&mut output, &mut input, directive)
                .map_err(library_error)?;
            if left > 0 && directive == ZSTD_EndDirective::ZSTD_e_end {
                return Err("no room for the end of the stream".into());
            }
        }
        out.len = output.pos();
        Ok(())
    })?;

    ways.encode(STREAM_NEW, plain, Vec::new(), |block, out| {
        out.clear();
        let mut encoder = stream::Encoder::new(out, LEVEL)?;
        encoder.write_all(&block.input)?;
        encoder.finish()?;
        Ok(())
    })?;

    ways.encode(NAIVE, plain, Vec::new(), |block, out| {
        Ok(renew(out, || stream::encode_all(&block.input[..], LEVEL))?)
    })
}

pub(super) fn decode<const LEVEL: i32>(ways: &mut Ways) -> Outcome<()> {
    let compress = |raw: &[u8]| Ok(bulk::compress(raw, LEVEL)?);
    let len = ways.len;

    let mut context = decoding_context()?;
    ways.decode(BULK_REUSED, compress, Room::new(len), move |block, out| {
        out.len = context.decompress(&mut out.mem[..], &block.input).map_err(library_error)?;
        Ok(())
    })?;

    let mut codec = Zstd::new(LEVEL)?;
    ways.decode(OURS, compress, OutBuf::new(), move |block, out| {
        out.clear();
        codec.decode(Tag::new(CodecId::ZSTD), &block.input, block.raw.len(), out)?;
        Ok(())
    })?;

    let mut decompressor = bulk::Decompressor::new()?;
    ways.decode(BULK_REUSED_NEW_VEC, compress, Vec::new(), move |block, out| {
        Ok(renew(out, || decompressor.decompress(&block.input, block.raw.len()))?)
    })?;

    ways.decode(BULK_NEW, compress, Vec::new(), |block, out| {
        Ok(renew(out, || bulk::decompress(&block.input, block.raw.len()))?)
    })?;

    let mut context = decoding_context()?;
    ways.decode(STREAM_REUSED, compress, Room::new(len), move |block, out| {
        context.reset(ResetDirective::SessionOnly).map_err(library_error)?;
        let mut input = InBuffer::around(&block.input);
        let mut output = OutBuffer::around(&mut out.mem[..]);
        while context.decompress_stream(&mut output, &mut input).map_err(library_error)? > 0 {}
        out.len = output.pos();
        Ok(())
    })?;

    ways.decode(STREAM_NEW, compress, Vec::new(), |block, out| {
        out.clear();
        stream::Decoder::new(&block.input[..])?.read_to_end(out)?;
        Ok(())
    })?;

    ways.decode(NAIVE, compress, Vec::new(), |block, out| {
        Ok(renew(out, || stream::decode_all(&block.input[..]))?)
    })?;

    ways.decode(NAIVE_16_MB, compress, Vec::new(), |block, out| {
        Ok(renew(out, || bulk::decompress(&block.input, GUESSED_BYTES))?)
    })
}

/// A context of `level` as one makes it who knows no better.
pub(super) fn context(level: i32) -> Outcome<CCtx<'static>> {
    let mut context = CCtx::try_create().ok_or("no memory")?;
    context.set_parameter(CParameter::CompressionLevel(level)).map_err(library_error)?;
    Ok(context)
}

fn decoding_context() -> Outcome<DCtx<'static>> {
    Ok(DCtx::try_create().ok_or("no memory")?)
}

pub(super) fn library_error(code: usize) -> &'static str {
    zstd_safe::get_error_name(code)
}

fn plain(stored: &[u8]) -> Outcome<Vec<u8>> {
    Ok(stream::decode_all(stored)?)
}
