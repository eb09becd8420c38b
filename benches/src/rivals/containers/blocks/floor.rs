//! The libraries that compress, and nothing else.

use super::{super::mcap, BLOCK_BYTES};
use crate::{case::Pass, integrity::Bare, measure::Outcome, workloads};
use ::zstd::zstd_safe::{self, CCtx, CParameter, DCtx};
use flatstream_core::{Decoder, Encoder};
use lz4_flex::block::{self, CompressTable};
use std::{hint::black_box, slice};

/// A library, with the least that it costs.
pub(super) trait Library: Sized + 'static {
    const NAME: &str;
    /// The codec of this project that uses it.
    type Ours: Encoder + Decoder + 'static;
    /// How an MCAP file uses it, or its twin in C.
    type Mcap: mcap::Kind;
    /// Whether riegeli uses it.
    const RIEGELI: bool;

    fn new() -> Outcome<Self>;
    fn ours() -> Outcome<Self::Ours>;
    /// Most bytes that `len` bytes become.
    fn bound(len: usize) -> usize;
    fn compress(&mut self, raw: &[u8], out: &mut [u8]) -> Outcome<usize>;
    fn decompress(&mut self, stored: &[u8], out: &mut [u8]) -> Outcome<usize>;
}

pub(super) struct Zstd {
    encoder: CCtx<'static>,
    decoder: DCtx<'static>,
}

impl Zstd {
    const LEVEL: i32 = 1;
}

impl Library for Zstd {
    const NAME: &str = "zstd-1";
    type Ours = flatstream_compress::Zstd;
    type Mcap = mcap::Zstd;
    const RIEGELI: bool = true;

    fn new() -> Outcome<Self> {
        let mut encoder = CCtx::try_create().ok_or("no memory")?;
        let level = CParameter::CompressionLevel(Self::LEVEL);
        encoder.set_parameter(level).map_err(zstd_safe::get_error_name)?;
        Ok(Self { encoder, decoder: DCtx::try_create().ok_or("no memory")? })
    }
    fn ours() -> Outcome<flatstream_compress::Zstd> {
        Ok(flatstream_compress::Zstd::new(Self::LEVEL)?)
    }
    fn bound(len: usize) -> usize {
        zstd_safe::compress_bound(len)
    }
    #[inline(always)]
    fn compress(&mut self, raw: &[u8], out: &mut [u8]) -> Outcome<usize> {
        Ok(self.encoder.compress2(out, raw).map_err(zstd_safe::get_error_name)?)
    }
    #[inline(always)]
    fn decompress(&mut self, stored: &[u8], out: &mut [u8]) -> Outcome<usize> {
        Ok(self.decoder.decompress(out, stored).map_err(zstd_safe::get_error_name)?)
    }
}

pub(super) struct Lz4 {
    small: CompressTable,
    large: CompressTable,
}

impl Library for Lz4 {
    const NAME: &str = "lz4";
    type Ours = flatstream_compress::Lz4;
    type Mcap = mcap::Lz4;
    const RIEGELI: bool = false;

    fn new() -> Outcome<Self> {
        Ok(Self { small: CompressTable::small(), large: CompressTable::large() })
    }
    fn ours() -> Outcome<flatstream_compress::Lz4> {
        Ok(flatstream_compress::Lz4::new())
    }
    fn bound(len: usize) -> usize {
        block::get_maximum_output_size(len)
    }
    #[inline(always)]
    fn compress(&mut self, raw: &[u8], out: &mut [u8]) -> Outcome<usize> {
        let small = raw.len() < usize::from(u16::MAX);
        let table = if small { &mut self.small } else { &mut self.large };
        Ok(block::compress_into_with_table(raw, out, table)?)
    }
    #[inline(always)]
    fn decompress(&mut self, stored: &[u8], out: &mut [u8]) -> Outcome<usize> {
        Ok(block::decompress_into(stored, out)?)
    }
}

/// Framed messages in blocks, as many in each as [`BLOCK_BYTES`] hold.
fn blocks(payloads: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let mut blocks = vec![Vec::new()];
    for payload in payloads {
        let frame = workloads::wire::<Bare>(slice::from_ref(payload));
        match blocks.last_mut() {
            Some(last) if last.len() + frame.len() <= BLOCK_BYTES => last.extend(frame),
            _ => blocks.push(frame),
        }
    }
    blocks
}

/// Compresses blocks, one behind the other.
pub(super) struct RawBlocks<L> {
    blocks: Vec<Vec<u8>>,
    library: L,
    out: Vec<u8>,
    /// Bytes of each in `out`.
    lens: Vec<usize>,
}

impl<L: Library> RawBlocks<L> {
    pub(super) fn new(payloads: &[Vec<u8>]) -> Outcome<Self> {
        let blocks = blocks(payloads);
        let out = vec![0; blocks.iter().map(|block| L::bound(block.len())).sum()];
        Ok(Self { blocks, library: L::new()?, out, lens: Vec::new() })
    }

    pub(super) fn stored_len(&self) -> u64 {
        self.lens.iter().sum::<usize>() as u64
    }
}

impl<L: Library> Pass for RawBlocks<L> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.lens.clear();
        let mut at = 0;
        for block in &self.blocks {
            let len = self.library.compress(block, &mut self.out[at..])?;
            self.lens.push(len);
            at += len;
        }
        black_box(&self.out);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let (mut raw, mut at) = (vec![0; BLOCK_BYTES], 0);
        for (block, len) in self.blocks.iter().zip(&self.lens) {
            let n = self.library.decompress(&self.out[at..at + len], &mut raw)?;
            if raw[..n] != block[..] {
                return Err("not what was compressed".into());
            }
            at += len;
        }
        Ok(())
    }
}

/// Decompresses blocks, each to the same place.
pub(super) struct StoredBlocks<L> {
    blocks: Vec<Vec<u8>>,
    stored: Vec<Vec<u8>>,
    library: L,
    out: Vec<u8>,
}

impl<L: Library> StoredBlocks<L> {
    pub(super) fn new(payloads: &[Vec<u8>]) -> Outcome<Self> {
        let (blocks, mut library) = (blocks(payloads), L::new()?);
        let mut stored = Vec::new();
        for block in &blocks {
            let mut out = vec![0; L::bound(block.len())];
            let len = library.compress(block, &mut out)?;
            out.truncate(len);
            stored.push(out);
        }
        Ok(Self { blocks, stored, library, out: vec![0; BLOCK_BYTES] })
    }

    pub(super) fn stored_len(&self) -> u64 {
        self.stored.iter().map(Vec::len).sum::<usize>() as u64
    }

    #[inline(always)]
    fn each(&mut self, mut block: impl FnMut(&[u8], &[u8])) -> Outcome<()> {
        for (raw, stored) in self.blocks.iter().zip(&self.stored) {
            let n = self.library.decompress(stored, &mut self.out[..raw.len()])?;
            block(&self.out[..n], raw);
        }
        Ok(())
    }
}

impl<L: Library> Pass for StoredBlocks<L> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut same = true;
        self.each(|out, raw| same &= black_box(out).len() == raw.len())?;
        if same { Ok(()) } else { Err("blocks of another length".into()) }
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut same = true;
        self.each(|out, raw| same &= out == raw)?;
        if same { Ok(()) } else { Err("not what was compressed".into()) }
    }
}
