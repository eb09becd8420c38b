//! Messages of more and more bytes.

use crate::{
    arena::{Gathered, InArena},
    case::{Case, Variant, Work},
    integrity::{Bare, Integrity},
    origins::Memory,
    read::{Expected, HandLoop, Slices, Streamed},
    targets::{Given, Target},
    workloads::{self, VectorMessages, Workload},
    write,
};
use flatstream::{
    DefaultFramer, StreamReader, StreamWriter,
    arena::{ArenaStrategy, Bump, Window},
};
use std::{fs::File, io::BufWriter, rc::Rc};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(all_of::<64>());
    cases.extend(all_of::<256>());
    cases.extend(all_of::<0x400>());
    cases.extend(all_of::<0x1000>());
    cases.extend(all_of::<0x4000>());
    cases.extend(all_of::<0x1_0000>());
    cases.extend(all_of::<0x4_0000>());
    cases.extend(all_of::<0x10_0000>());
    cases.extend(all_of::<0x40_0000>());
    cases
}

fn all_of<const BYTES: usize>() -> [Case; 3] {
    [written::<BYTES, Vec<u8>>(), written::<BYTES, BufWriter<File>>(), read::<BYTES>()]
}

/// Messages of one pass at any size.
const FEWEST: usize = 2;

fn written<const BYTES: usize, S: Target>() -> Case {
    let name = <VectorMessages<BYTES> as Workload>::NAME;
    Case::new("scaling", format!("write-{name}"), S::NAME, |storage| {
        type Messages<const BYTES: usize> = VectorMessages<BYTES>;
        let given = Given::of::<Messages<BYTES>, Bare>(FEWEST)?;
        let by_hand =
            write::HandLoop::<Messages<BYTES>, Bare, S>::new(given.clone(), S::new(storage)?);
        let direct = write::Ours::<Messages<BYTES>, _, S>::new(
            given.clone(),
            S::new(storage)?,
            DefaultFramer,
        );
        let arena: &'static Bump = Box::leak(Box::default());
        let window = ArenaStrategy::new(arena).window_bytes(BYTES + ROOM_BYTES);
        let writer = StreamWriter::with_arena(S::Bare::new(storage)?, DefaultFramer, window);
        let in_arena =
            InArena::<Messages<BYTES>, S::Bare, Window<'_>> { given: given.clone(), writer };
        let writer = StreamWriter::with_arena(S::Bare::new(storage)?, DefaultFramer, window);
        let gathered = Gathered::<Messages<BYTES>, S::Bare> { given: given.clone(), writer };
        Ok(Work {
            messages: given.records.len() as u64,
            bytes: given.wire.len() as u64,
            variants: vec![
                Variant::new("hand loop", by_hand),
                Variant::new("StreamWriter", direct),
                Variant::new("with_arena", in_arena),
                Variant::new("write_gathered", gathered),
            ],
        })
    })
    .uncounted()
}

/// For what is around the vector.
const ROOM_BYTES: usize = 16 << 10;

fn read<const BYTES: usize>() -> Case {
    let name = <VectorMessages<BYTES> as Workload>::NAME;
    Case::new("scaling", format!("read-{name}"), "slice", |_| {
        let given = Given::of::<VectorMessages<BYTES>, Bare>(FEWEST)?;
        let payloads = workloads::payloads::<VectorMessages<BYTES>>(given.records.len() as u64)?;
        let expected = Rc::new(Expected::new(payloads));
        let wire = Memory(given.wire.clone().leak());
        let slices = Slices { wire: wire.0, deframer: Bare::deframer() };
        let streamed = Streamed::new(wire, StreamReader::new, Bare::deframer())?;
        Ok(expected.work(
            wire.0.len() as u64,
            vec![
                expected.variant("hand loop", HandLoop::<_, Bare>::new(wire)?),
                expected.variant("SliceReader", slices),
                expected.variant("StreamReader", streamed),
            ],
        ))
    })
    .uncounted()
}
