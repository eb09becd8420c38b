//! One block of 64 KiB, then 200 of 150 bytes, again and again: sizes at which a
//! context of Zstandard gives its memory back and asks for it anew.

use super::{
    Block, Each, OURS, Room, log_blocks,
    zstd::{context, library_error},
};
use crate::{
    case::{Case, Variant, Work},
    measure::Outcome,
};
use ::zstd::{
    stream,
    zstd_safe::{InBuffer, OutBuffer, ResetDirective, compress_bound, zstd_sys::ZSTD_EndDirective},
};
use flatstream::OutBuf;
use flatstream_compress::Zstd;
use flatstream_core::Encoder;

pub(super) fn cases() -> Vec<Case> {
    [(1, "mixed-zstd-1"), (3, "mixed-zstd-3"), (9, "mixed-zstd-9"), (19, "mixed-zstd-19")]
        .map(|(level, workload)| {
            Case::new("compress", workload, "64K+200x150", move |_| {
                let mut blocks = log_blocks(LARGE_BYTES, 1)?;
                blocks.extend(log_blocks(150, 200)?);
                let bytes = blocks.iter().map(Vec::len).sum::<usize>() as u64;
                Ok(Work {
                    messages: blocks.len() as u64,
                    bytes,
                    variants: variants(&blocks, level)?,
                })
            })
            .cpu_time()
        })
        .into()
}

fn variants(blocks: &[Vec<u8>], level: i32) -> Outcome<Vec<Variant>> {
    let blocks = || blocks.iter().map(|raw| Block { input: raw.clone(), raw: raw.clone() });
    let plain = |stored: &[u8]| Ok(stream::decode_all(stored)?);
    let room = || Room::new(compress_bound(LARGE_BYTES));

    let mut single = context(level)?;
    let op = move |block: &Block, out: &mut Room| {
        out.len = single.compress2(&mut out.mem[..], &block.input).map_err(library_error)?;
        Ok(())
    };
    let single = Each { blocks: blocks().collect(), out: room(), op, plain };

    let mut codec = Zstd::new(level)?;
    let op = move |block: &Block, out: &mut OutBuf| {
        out.clear();
        codec.encode(&block.input, out)?;
        Ok(())
    };
    let ours = Each { blocks: blocks().collect(), out: OutBuf::new(), op, plain };

    // Of unknown length, every stream gets the same memory.
    let mut streamed = context(level)?;
    let op = move |block: &Block, out: &mut Room| {
        streamed.reset(ResetDirective::SessionOnly).map_err(library_error)?;
        let mut input = InBuffer::around(&block.input);
        let mut output = OutBuffer::around(&mut out.mem[..]);
        for directive in [ZSTD_EndDirective::ZSTD_e_continue, ZSTD_EndDirective::ZSTD_e_end] {
            streamed.compress_stream2(&mut output, &mut input, directive).map_err(library_error)?;
        }
        out.len = output.pos();
        Ok(())
    };
    let streamed = Each { blocks: blocks().collect(), out: room(), op, plain };

    Ok(vec![
        Variant::new("one context", single).rival(),
        Variant::new(OURS, ours),
        Variant::new("one context, streamed", streamed).rival(),
    ])
}

const LARGE_BYTES: usize = 64 * 1024;
