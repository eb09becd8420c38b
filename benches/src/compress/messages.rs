//! Messages in a stream: each compressed alone, alone with a dictionary, or many
//! in a block.

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    workloads::{self, LineMessages, LogMessages, RigMessages, Workload},
};
use flatstream::OutBuf;
use flatstream_compress::{Adaptive, Decoders, Dictionary, Gzip, Lz4, Zstd};
use flatstream_core::{Decoder, Encoder, Tag};
use std::{hint::black_box, rc::Rc};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(of::<LogMessages>());
    cases.extend(of::<LineMessages>());
    cases.extend(of::<RigMessages>());
    cases.extend(incompressible());
    cases
}

fn of<M: Workload>() -> [Case; 2] {
    let case = |sink, way: fn(&mut Modes, &Dictionary) -> Outcome<()>| {
        Case::new("compress", format!("messages-{}", M::NAME), sink, move |_| {
            let (samples, payloads) = given::<M>()?;
            let dictionary = Dictionary::train(&samples, DICTIONARY_BYTES)?;
            let mut modes = Modes::new(payloads, sink == "encode");
            way(&mut modes, &dictionary)?;
            Ok(modes.into_work())
        })
        .cpu_time()
    };
    [case("encode", all_modes), case("decode", all_modes)]
}

type Payloads = Vec<Vec<u8>>;

/// Messages to train with, and others to measure with.
fn given<M: Workload>() -> Outcome<(Payloads, Payloads)> {
    let mean = workloads::payloads::<M>(100)?.iter().map(Vec::len).sum::<usize>() / 100;
    let samples = 800_000 / mean;
    let measured = 1_200_000 / mean;
    let mut payloads = workloads::payloads::<M>((samples + measured) as u64)?;
    let measured = payloads.split_off(samples);
    Ok((payloads, measured))
}

/// The first is what `BlockWriter` is to beat.
fn all_modes(modes: &mut Modes, dictionary: &Dictionary) -> Outcome<()> {
    let zstd = |level| Zstd::new(level);
    let with_dictionary = || Zstd::new(1)?.with_dictionary(dictionary);
    modes.add::<_, _, 0>("each, zstd 1", EACH, zstd(1)?, zstd(1)?)?;
    modes.add::<_, _, 1>("each, zstd 1, adaptive", EACH, Adaptive::new(zstd(1)?), zstd(1)?)?;
    modes.add::<_, _, 2>("each, lz4", EACH, Lz4::new(), Lz4::new())?;
    modes.add::<_, _, 3>(
        "each, zstd 1, dictionary",
        EACH,
        with_dictionary()?,
        with_dictionary()?,
    )?;
    modes.add::<_, _, 4>("64 KiB, zstd 1", SHORT, zstd(1)?, zstd(1)?)?;
    modes.add::<_, _, 5>("64 KiB, zstd 3", SHORT, zstd(3)?, zstd(3)?)?;
    modes.add::<_, _, 6>("64 KiB, lz4", SHORT, Lz4::new(), Lz4::new())?;
    modes.add::<_, _, 7>("64 KiB, gzip 6", SHORT, Gzip::new(6)?, Gzip::new(6)?)?;
    modes.add::<_, _, 8>("1 MiB, zstd 1", LONG, zstd(1)?, zstd(1)?)?;
    modes.add::<_, _, 9>("1 MiB, zstd 3", LONG, zstd(3)?, zstd(3)?)?;
    modes.add::<_, _, 10>("1 MiB, lz4", LONG, Lz4::new(), Lz4::new())?;
    modes.add::<_, _, 11>("1 MiB, gzip 6", LONG, Gzip::new(6)?, Gzip::new(6)?)
}

/// Random bytes in blocks: what it costs to find out that nothing can be saved.
fn incompressible() -> [Case; 1] {
    [Case::new("compress", "messages-random", "encode", move |_| {
        let (mut modes, zstd) = (Modes::new(workloads::mixed_payloads(12_000), true), Zstd::new);
        modes.add::<_, _, 0>("64 KiB, zstd 1", SHORT, zstd(1)?, zstd(1)?)?;
        let adaptive = Adaptive::new(zstd(1)?);
        modes.add::<_, _, 1>("64 KiB, zstd 1, adaptive", SHORT, adaptive, zstd(1)?)?;
        modes.add::<_, _, 2>("64 KiB, lz4", SHORT, Lz4::new(), Lz4::new())?;
        let adaptive = Adaptive::new(Lz4::new());
        modes.add::<_, _, 3>("64 KiB, lz4, adaptive", SHORT, adaptive, Lz4::new())?;
        Ok(modes.into_work())
    })
    .cpu_time()]
}

/// Most bytes of a block; 0 stands for each message alone.
const EACH: usize = 0;
const SHORT: usize = 64 * 1024;
const LONG: usize = 1 << 20;
/// What is good for messages of up to 2 KiB.
const DICTIONARY_BYTES: usize = 16 * 1024;
/// A frame's length field, and the tag and raw length of a compressed frame.
const OVERHEAD_BYTES: usize = 4 + 5;

/// The variants of a case under construction.
struct Modes {
    payloads: Rc<Vec<Vec<u8>>>,
    /// Bytes of the stream without compression.
    raw_bytes: u64,
    encoding: bool,
    variants: Vec<Variant>,
}

impl Modes {
    fn new(payloads: Vec<Vec<u8>>, encoding: bool) -> Self {
        let raw_bytes = workloads::wire::<Bare>(&payloads).len() as u64;
        Self { payloads: Rc::new(payloads), raw_bytes, encoding, variants: Vec::new() }
    }

    /// Each `TAG` is a copy of the code of its own.
    fn add<E: Encoder + 'static, D: Decoder + 'static, const TAG: usize>(
        &mut self,
        name: &'static str,
        block_bytes: usize,
        encoder: E,
        decoder: D,
    ) -> Outcome<()> {
        let payloads = self.payloads.clone();
        let mut encode = Encode::<E, TAG> {
            payloads: payloads.clone(),
            block_bytes,
            encoder,
            block: OutBuf::new(),
            out: OutBuf::new(),
        };
        let stored = encode.stored()?;
        let bytes: usize = stored.iter().map(|stored| OVERHEAD_BYTES + stored.bytes.len()).sum();
        let variant = if self.encoding {
            // What it stores is right if it can be decoded.
            let many = block_bytes > 0;
            Decode::<_, TAG> { payloads, many, stored, decoder, out: OutBuf::new() }.verify()?;
            Variant::new(name, encode)
        } else {
            let many = block_bytes > 0;
            let out = OutBuf::new();
            Variant::new(name, Decode::<D, TAG> { payloads, many, stored, decoder, out })
        };
        self.variants.push(variant.compressed(self.raw_bytes, bytes as u64));
        Ok(())
    }

    fn into_work(self) -> Work {
        let Self { payloads, raw_bytes, variants, .. } = self;
        Work { messages: payloads.len() as u64, bytes: raw_bytes, variants }
    }
}

/// The content of a compressed frame.
struct Stored {
    tag: Tag,
    raw_len: usize,
    bytes: Vec<u8>,
}

struct Encode<E, const TAG: usize> {
    payloads: Rc<Vec<Vec<u8>>>,
    block_bytes: usize,
    encoder: E,
    /// Frames that wait.
    block: OutBuf,
    out: OutBuf,
}

impl<E: Encoder, const TAG: usize> Encode<E, TAG> {
    /// Shows `emit` each compressed frame: how it is stored, of what, as what.
    #[inline(always)]
    fn each(&mut self, mut emit: impl FnMut(Tag, &[u8], &[u8])) -> Outcome<()> {
        let Self { payloads, block_bytes, encoder, block, out } = self;
        if *block_bytes == EACH {
            for payload in &**payloads {
                out.clear();
                let tag = encoder.encode(payload, out)?;
                emit(tag, payload, out.filled());
            }
            return Ok(());
        }
        block.clear();
        for payload in &**payloads {
            if block.len() + 4 + payload.len() > *block_bytes && !block.is_empty() {
                out.clear();
                let tag = encoder.encode(block.filled(), out)?;
                emit(tag, block.filled(), out.filled());
                block.clear();
            }
            block.extend_from_slice(&u32::try_from(payload.len())?.to_le_bytes());
            block.extend_from_slice(payload);
        }
        out.clear();
        let tag = encoder.encode(block.filled(), out)?;
        emit(tag, block.filled(), out.filled());
        Ok(())
    }

    fn stored(&mut self) -> Outcome<Vec<Stored>> {
        let mut all = Vec::new();
        self.each(|tag, raw, bytes| {
            // As the framer does.
            let pays = bytes.len() < raw.len();
            let (tag, bytes) = if pays { (tag, bytes) } else { (Tag::STORED, raw) };
            all.push(Stored { tag, raw_len: raw.len(), bytes: bytes.to_vec() });
        })?;
        Ok(all)
    }
}

impl<E: Encoder, const TAG: usize> Pass for Encode<E, TAG> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.each(|tag, _, stored| {
            black_box((tag, stored));
        })
    }

    fn verify(&mut self) -> Outcome<()> {
        // Those that are used with a dictionary were verified with their decoder.
        let (mut decoders, mut out) = (Decoders::new(), OutBuf::new());
        let mut result = Ok(());
        self.each(|tag, raw, stored| {
            if tag.has_dictionary() || tag == Tag::STORED {
                return;
            }
            out.clear();
            let decoded = decoders.decode(tag, stored, raw.len(), &mut out);
            if decoded.is_err() || out.filled() != raw {
                result = Err("not what was compressed".into());
            }
        })?;
        result
    }
}

struct Decode<D, const TAG: usize> {
    payloads: Rc<Vec<Vec<u8>>>,
    many: bool,
    stored: Vec<Stored>,
    decoder: D,
    out: OutBuf,
}

impl<D: Decoder, const TAG: usize> Decode<D, TAG> {
    /// Shows `payload` each message.
    #[inline(always)]
    fn each(&mut self, mut payload: impl FnMut(&[u8])) -> Outcome<()> {
        let Self { many, stored, decoder, out, .. } = self;
        for Stored { tag, raw_len, bytes } in stored {
            let mut raw = &bytes[..];
            if *tag != Tag::STORED {
                out.clear();
                decoder.decode(*tag, bytes, *raw_len, out)?;
                raw = out.filled();
            }
            if !*many {
                payload(raw);
                continue;
            }
            while let Some((len, rest)) = raw.split_first_chunk() {
                let (message, rest) = rest
                    .split_at_checked(u32::from_le_bytes(*len) as usize)
                    .ok_or("half a frame")?;
                payload(message);
                raw = rest;
            }
        }
        Ok(())
    }
}

impl<D: Decoder, const TAG: usize> Pass for Decode<D, TAG> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.each(|message| {
            black_box(message);
        })
    }

    fn verify(&mut self) -> Outcome<()> {
        let payloads = self.payloads.clone();
        let mut expected = payloads.iter();
        let mut same = true;
        self.each(|message| same &= expected.next().is_some_and(|payload| payload == message))?;
        if !same || expected.next().is_some() {
            return Err("other messages than were encoded".into());
        }
        Ok(())
    }
}
