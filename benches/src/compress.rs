//! Suite `compress`: the codecs of flatstream against the libraries below them,
//! used in all the ways that one finds in programs.
//!
//! In `compress-*` and `decompress-*` an operation is one block, and columns are
//! per block. The baseline is the library with a context that is used again, into
//! memory that is used again: the least that compression costs. In `messages-*`
//! they are per message, and the baseline compresses each message alone.

mod flate;
mod lz4;
mod messages;
mod mixed;
mod zstd;

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    workloads::{self, LogMessages},
};
use flatstream::OutBuf;
use std::{hint::black_box, rc::Rc};

pub(crate) fn cases() -> Vec<Case> {
    let codecs: [(_, Add, Add); 7] = [
        ("zstd-1", zstd::encode::<1>, zstd::decode::<1>),
        ("zstd-3", zstd::encode::<3>, zstd::decode::<3>),
        ("lz4", lz4::encode, lz4::decode),
        ("deflate-6", flate::encode::<flate::Raw, 6>, flate::decode::<flate::Raw, 6>),
        ("zlib-6", flate::encode::<flate::Zlib, 6>, flate::decode::<flate::Zlib, 6>),
        ("gzip-6", flate::encode::<flate::Gzip, 6>, flate::decode::<flate::Gzip, 6>),
        ("gzip-1", flate::encode::<flate::Gzip, 1>, flate::decode::<flate::Gzip, 1>),
    ];
    let mut cases = Vec::new();
    for (codec, encode, decode) in codecs {
        cases.extend(SIZES.map(|size| case(format!("compress-{codec}"), size, encode)));
        cases.extend(SIZES.map(|size| case(format!("decompress-{codec}"), size, decode)));
    }
    cases.extend(mixed::cases());
    cases.extend(messages::cases());
    cases
}

/// Adds the ways of one library.
type Add = fn(&mut Ways) -> Outcome<()>;

/// A size of blocks and how many of them make a pass: other content each time,
/// since one block again and again is easier than it should be.
type Size = (&'static str, usize, usize);

const SIZES: [Size; 4] =
    [("256", 256, 64), ("4K", 4096, 16), ("64K", 64 * 1024, 4), ("1M", 1 << 20, 1)];

fn case(workload: String, size: Size, add: Add) -> Case {
    let (sink, len, count) = size;
    Case::new("compress", workload, sink, move |_| {
        let mut ways = Ways { blocks: log_blocks(len, count)?, len, variants: Vec::new() };
        add(&mut ways)?;
        Ok(Work { messages: count as u64, bytes: (len * count) as u64, variants: ways.variants })
    })
    .cpu_time()
}

/// Pieces of a stream of log messages, as `BlockWriter` would collect them.
fn log_blocks(len: usize, count: usize) -> Outcome<Vec<Vec<u8>>> {
    // No message is shorter than 100 bytes.
    let messages = (len * count).div_ceil(100) as u64;
    let stream = workloads::wire::<Bare>(&workloads::payloads::<LogMessages>(messages)?);
    Ok(stream.chunks_exact(len).take(count).map(<[u8]>::to_vec).collect())
}

/// The variants of a case under construction.
struct Ways {
    blocks: Vec<Vec<u8>>,
    /// Bytes of each.
    len: usize,
    variants: Vec<Variant>,
}

/// The yardstick: the library's block function, its context and the memory for
/// its output used again.
const BULK_REUSED: &str = "bulk reused";
/// The codec of this project.
const OURS: &str = "flatstream";
/// As the yardstick, but into a fresh vector per operation.
const BULK_REUSED_NEW_VEC: &str = "bulk reused, new Vec";
/// The block function that makes a context per operation.
const BULK_NEW: &str = "bulk new";
/// The streaming functions with what they need used again.
const STREAM_REUSED: &str = "stream reused";
/// The streaming functions with a new state, into memory that is used again.
const STREAM_NEW: &str = "stream new";
/// The call that comes first in the library's documentation.
const NAIVE: &str = "naive";
/// What a decoder does that has no idea how long the content is.
const NAIVE_16_MB: &str = "naive, 16 MB";

impl Ways {
    /// A way to compress; `plain` reads what it made.
    fn encode<O: Output>(
        &mut self,
        name: &'static str,
        plain: fn(&[u8]) -> Outcome<Vec<u8>>,
        out: O,
        op: impl FnMut(&Block, &mut O) -> Outcome<()> + 'static,
    ) -> Outcome<()> {
        let blocks = self.blocks.iter().map(|raw| Block { input: raw.clone(), raw: raw.clone() });
        self.add(name, Each { blocks: blocks.collect(), out, op, plain })
    }

    /// A way to decompress what `compress` makes.
    fn decode<O: Output>(
        &mut self,
        name: &'static str,
        mut compress: impl FnMut(&[u8]) -> Outcome<Vec<u8>>,
        out: O,
        op: impl FnMut(&Block, &mut O) -> Outcome<()> + 'static,
    ) -> Outcome<()> {
        let block = |raw: &Vec<u8>| Ok(Block { input: compress(raw)?, raw: raw.clone() });
        let blocks: Rc<[Block]> = self.blocks.iter().map(block).collect::<Outcome<_>>()?;
        self.add(name, Each { blocks, out, op, plain: |raw| Ok(raw.to_vec()) })
    }

    fn add<O: Output>(
        &mut self,
        name: &'static str,
        mut each: Each<O, impl FnMut(&Block, &mut O) -> Outcome<()> + 'static>,
    ) -> Outcome<()> {
        let (mut raw, mut stored) = (0, 0);
        for block in &*each.blocks {
            (each.op)(block, &mut each.out)?;
            raw += block.raw.len();
            // Of decompressing, the input is the shorter one.
            stored += each.out.bytes().len().min(block.input.len());
        }
        let variant = Variant::new(name, each).compressed(raw as u64, stored as u64);
        self.variants.push(if name == OURS { variant } else { variant.rival() });
        Ok(())
    }
}

struct Block {
    input: Vec<u8>,
    /// What it is when it is not compressed.
    raw: Vec<u8>,
}

/// One operation, done to each block. Each `F` is a function of its own, and so
/// is each `pass`.
struct Each<O, F> {
    blocks: Rc<[Block]>,
    out: O,
    op: F,
    plain: fn(&[u8]) -> Outcome<Vec<u8>>,
}

impl<O: Output, F: FnMut(&Block, &mut O) -> Outcome<()> + 'static> Pass for Each<O, F> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        for block in &*self.blocks {
            (self.op)(block, &mut self.out)?;
            black_box(self.out.bytes());
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        for block in &*self.blocks {
            (self.op)(block, &mut self.out)?;
            if (self.plain)(self.out.bytes())? != block.raw {
                return Err("not what was compressed".into());
            }
        }
        Ok(())
    }
}

/// Where an operation leaves its result.
trait Output: 'static {
    fn bytes(&self) -> &[u8];
}

impl Output for Vec<u8> {
    fn bytes(&self) -> &[u8] {
        self
    }
}

impl Output for OutBuf {
    fn bytes(&self) -> &[u8] {
        self.filled()
    }
}

/// Room that is always long enough, and how much of it is filled.
struct Room {
    mem: Vec<u8>,
    len: usize,
}

impl Room {
    fn new(len: usize) -> Self {
        Self { mem: vec![0; len], len: 0 }
    }
}

impl Output for Room {
    fn bytes(&self) -> &[u8] {
        &self.mem[..self.len]
    }
}

/// Drops the last result before the next one is made, as a program does that is
/// handed a vector each time.
fn renew<E>(out: &mut Vec<u8>, make: impl FnOnce() -> Result<Vec<u8>, E>) -> Result<(), E> {
    drop(std::mem::take(out));
    *out = make()?;
    Ok(())
}

/// A decoder that guesses: large enough for anything, one hopes.
const GUESSED_BYTES: usize = 16 * 1024 * 1024;
