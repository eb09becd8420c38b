//! `blocks-*`: payloads that are ready, in compressed blocks of 64 KiB.
//!
//! Baseline is the library below, with a context and memory that are used
//! again, over blocks of framed messages that are ready, too: no message is
//! gathered or found again. What that costs at the least, `hand loop` says.
//! `shrinks` is against a plain stream of these messages, whatever a format
//! puts around its own. Nobody has digests but riegeli, which cannot be
//! without. Our reader and writer live on from pass to pass, as a program's
//! would; those of mcap and riegeli end with a stream, and a pass is one.

mod floor;
mod hand;
mod ours;

use self::{
    floor::{Library, Lz4, RawBlocks, StoredBlocks, Zstd},
    hand::HandBlocks,
    ours::{Blocks, WholeStream},
};
use super::{
    Container, Found, Readable, mcap::Mcap, pack, riegeli, riegeli::Riegeli, same, write_ready,
};
use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    origins::Memory,
    read::{Expected, Streamed},
    targets::Given,
    workloads::{self, LogMessages, RigMessages, TelemetryMessages, Workload},
};
use flatstream::{Compressed, DefaultDeframer, StreamReader};
use std::{io::Cursor, marker::PhantomData, rc::Rc};

pub(in crate::rivals) fn compressed() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(of::<LogMessages>());
    cases.extend(of::<TelemetryMessages>());
    cases.extend(of::<RigMessages>());
    cases
}

/// Bytes of a block before it is compressed.
pub(super) const BLOCK_BYTES: usize = 64 * 1024;

/// Bytes of a pass: 18 blocks and a part, so that what is made once a file
/// costs little.
const PASS_BYTES: usize = 1_200_000;

fn of<M: Workload>() -> [Case; 4] {
    [encode::<M, Zstd>(), encode::<M, Lz4>(), decode::<M, Zstd>(), decode::<M, Lz4>()]
}

fn encode<M: Workload, L: Library>() -> Case {
    Case::new("rivals", format!("blocks-encode-{}", M::NAME), L::NAME, |_| {
        let given = Rc::new(given::<M>()?);
        let raw = || RawBlocks::<L>::new(&given.records);
        let whole = || WholeStream::<L>::new(&given);
        let mcap = || Ok(Mcap::<_, L::Mcap>::new(Vec::new(), false));
        let mut variants = vec![
            encoding("bulk reused", &given, raw, RawBlocks::stored_len)?.rival(),
            packing("hand loop", &given, HandBlocks::<L>::new)?.rival(),
            packing("StreamWriter, blocks", &given, Blocks::<L>::new)?,
            encoding("BlockWriter", &given, whole, WholeStream::len)?,
            packing("mcap", &given, mcap)?.rival(),
        ];
        if L::RIEGELI {
            let riegeli = || Ok(Riegeli::<_, riegeli::Zstd>::new(Vec::new()));
            variants.push(packing("riegeli", &given, riegeli)?.rival());
        }
        Ok(work(&given, variants))
    })
    .cpu_time()
}

fn decode<M: Workload, L: Library>() -> Case {
    Case::new("rivals", format!("blocks-decode-{}", M::NAME), L::NAME, |_| {
        let given = given::<M>()?;
        let raw_bytes = given.wire.len() as u64;
        let expected = Rc::new(Expected::new(given.records.clone()));
        let found = |name, stored: Vec<u8>, reader: fn(&Rc<Expected>, _, _) -> Variant| {
            let bytes = stored.len() as u64;
            reader(&expected, name, stored).compressed(raw_bytes, bytes)
        };

        let floor = StoredBlocks::<L>::new(&given.records)?;
        let bytes = floor.stored_len();
        let floor = Variant::new("bulk reused", floor).compressed(raw_bytes, bytes);

        let stored = pack(&mut Blocks::<L>::new()?, &given.records)?.leak();
        let deframer = Compressed::new(DefaultDeframer, L::ours()?);
        let streamed = Streamed::new(Memory(stored), StreamReader::new, deframer)?;
        let streamed = expected.variant("StreamReader", streamed);

        let by_hand = pack(&mut HandBlocks::<L>::new()?, &given.records)?;
        let mcap = pack(&mut Mcap::<_, L::Mcap>::new(Vec::new(), false), &given.records)?;
        let mut variants = vec![
            floor.rival(),
            found("hand loop", by_hand, read_by::<HandBlocks<L>>).rival(),
            streamed.compressed(raw_bytes, stored.len() as u64),
            found("mcap", mcap, read_by::<Mcap<Vec<u8>, L::Mcap>>).rival(),
        ];
        if L::RIEGELI {
            let mut riegeli = Riegeli::<_, riegeli::Zstd>::new(Vec::new());
            let stored = pack(&mut riegeli, &given.records)?;
            let reader = read_by::<Riegeli<Vec<u8>, riegeli::Zstd>>;
            variants.push(found("riegeli", stored, reader).rival());
        }
        Ok(work(&given, variants))
    })
    .cpu_time()
}

fn given<M: Workload>() -> Outcome<Given<Vec<u8>>> {
    let mean = workloads::payloads::<M>(100)?.iter().map(Vec::len).sum::<usize>() / 100;
    let records = workloads::payloads::<M>((PASS_BYTES / mean) as u64)?;
    let wire = workloads::wire::<Bare>(&records);
    Ok(Given { records, wire })
}

fn work(given: &Given<Vec<u8>>, variants: Vec<Variant>) -> Work {
    Work { messages: given.records.len() as u64, bytes: given.wire.len() as u64, variants }
}

fn read_by<R: Readable>(expected: &Rc<Expected>, name: &'static str, stored: Vec<u8>) -> Variant {
    expected.variant(name, Found::<R, _> { source: Cursor::new(stored), format: PhantomData })
}

fn encoding<P: Pass + 'static>(
    name: &'static str,
    given: &Given<Vec<u8>>,
    new: impl Fn() -> Outcome<P>,
    stored_len: fn(&P) -> u64,
) -> Outcome<Variant> {
    let mut pass = new()?;
    pass.pass()?;
    let bytes = stored_len(&pass);
    Ok(Variant::new(name, new()?).compressed(given.wire.len() as u64, bytes))
}

fn packing<C: Container>(
    name: &'static str,
    given: &Rc<Given<Vec<u8>>>,
    new: impl Fn() -> Outcome<C>,
) -> Outcome<Variant> {
    let bytes = pack(&mut new()?, &given.records)?.len() as u64;
    let packing = Packing { given: given.clone(), container: new()? };
    Ok(Variant::new(name, packing).compressed(given.wire.len() as u64, bytes))
}

/// Writes payloads that are ready into a container.
struct Packing<C> {
    given: Rc<Given<Vec<u8>>>,
    container: C,
}

impl<C: Container> Pass for Packing<C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        write_ready(&mut self.container, &self.given.records)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let payloads = self.given.records.iter().map(Vec::as_slice);
        same::<C>(self.container.content()?, payloads.collect())
    }
}
