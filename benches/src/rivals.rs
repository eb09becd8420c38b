//! Suite `rivals`: the same messages through the same sinks by everything that one
//! might use instead.
//!
//! `write-*` is a message built from a record and written; `read-*` three fields of
//! each message, verified as far as the format's documentation does; `touch-*` all
//! of them, which is where formats that decode into objects of their own and
//! formats that are read in place do the same work. The baseline is one
//! `FlatBuffers` builder or one payload buffer used again, in a plain loop.
//!
//! Files are written and read through std's buffers of 8 KiB, as one gets them,
//! by the baseline and by the rivals; so does `StreamWriter`. `StreamReader` has
//! 64 KiB of its own and takes the file bare, and so does `with_arena` with its
//! window: part of what they are ahead by is fewer system calls.
//!
//! Mixed messages are only written: `FlatBuffers` payloads do not say what they
//! are, and a reader that is told would be compared with readers that look.
//!
//! A rival is a file in `formats/`, for another format, or in `containers/`, for
//! another way to carry `FlatBuffers` payloads, and its lines in the file above.

mod containers;
pub(crate) mod formats;
mod ours;

use self::ours::Special;
use crate::{
    case::{Case, Variant, Work},
    integrity::{Bare, Crc32, Integrity, Xxh3},
    looking::Looking,
    measure::Outcome,
    messages::Messages,
    origins::{Buffered, Memory, Unbuffered},
    read::{HandLoop, Loaded, Slices, Streamed},
    storage::Storage,
    targets::Given,
    workloads::{LogMessages, MixedMessages, NestedMessages, TelemetryMessages, VectorMessages},
    write,
};
use flatstream::StreamReader;
use std::{
    fs::{self, File},
    io::BufWriter,
    rc::Rc,
};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(all_of::<TelemetryMessages>());
    cases.extend(all_of::<LogMessages>());
    cases.extend(all_of::<NestedMessages>());
    cases.extend(all_of::<VectorMessages<0x1_0000>>());
    cases.extend(all_of::<VectorMessages<0x40_0000>>());
    cases.extend(writing::<MixedMessages>());
    cases.extend(guarded::<TelemetryMessages>());
    cases.extend(guarded::<LogMessages>());
    cases.extend(containers::compressed());
    cases
}

fn all_of<M: Messages + Special + formats::InAll>() -> Vec<Case> {
    let mut cases = Vec::from(writing::<M>());
    cases.extend(reading::<M, THREE>());
    cases.extend(reading::<M, EVERY>());
    cases
}

fn writing<M: Special + formats::Writable>() -> [Case; 2] {
    [
        written::<M, Bare, Vec<u8>>(formats::writers::<M, Vec<u8>>),
        written::<M, Bare, BufWriter<File>>(formats::writers::<M, BufWriter<File>>),
    ]
}

/// With digests, which the other formats do not have.
fn guarded<M: Special>() -> [Case; 4] {
    [
        written::<M, Crc32, Vec<u8>>(no_more),
        written::<M, Crc32, BufWriter<File>>(no_more),
        written::<M, Xxh3, Vec<u8>>(no_more),
        written::<M, Xxh3, BufWriter<File>>(no_more),
    ]
}

type More<R> = fn(&Storage, &Rc<Given<R>>) -> Outcome<Vec<Variant>>;

fn no_more<R>(_: &Storage, _: &Rc<Given<R>>) -> Outcome<Vec<Variant>> {
    Ok(Vec::new())
}

/// Messages of one pass at any size.
const FEWEST: usize = 2;

fn written<M: Special, I: Integrity, S: containers::Sink>(more: More<M::Record>) -> Case {
    let workload = format!("write-{}{}", M::NAME, I::SUFFIX);
    Case::new("rivals", workload, S::NAME, move |storage| {
        let given = Given::of::<M, I>(FEWEST)?;
        let sink = || S::new(storage);
        let mut variants = vec![
            Variant::new("hand loop", write::HandLoop::<M, I, S>::new(given.clone(), sink()?)),
            Variant::new(
                "StreamWriter",
                write::Ours::<M, I::Framer, S>::new(given.clone(), sink()?, I::framer()),
            ),
        ];
        variants.extend(M::in_arena::<I, S::Bare>(storage, &given)?);
        variants.extend(containers::writers::<M, I, S>(storage, &given)?);
        variants.extend(more(storage, &given)?);
        Ok(Work { messages: given.records.len() as u64, bytes: given.wire.len() as u64, variants })
    })
}

/// What a reader looks at.
const THREE: bool = false;
const EVERY: bool = true;

fn reading<M: Messages + formats::InAll, const ALL: bool>() -> [Case; 2] {
    let workload = format!("{}-{}", if ALL { "touch" } else { "read" }, M::NAME);
    [
        Case::new("rivals", &*workload, "slice", |_| {
            let given = Given::of::<M, Bare>(FEWEST)?;
            let wire = Memory(given.wire.clone().leak());
            let slices = Slices { wire: wire.0, deframer: Bare::deframer() };
            let streamed = Streamed::new(wire, StreamReader::new, Bare::deframer())?;
            let mut variants = vec![
                Looking::<M, _, ALL>::variant("hand loop", &given, HandLoop::<_, Bare>::new(wire)?),
                Looking::<M, _, ALL>::variant("SliceReader", &given, slices),
                Looking::<M, _, ALL>::variant("StreamReader", &given, streamed),
            ];
            variants.extend(containers::slice_readers::<M, ALL>(&given)?);
            variants.extend(formats::slice_readers::<M, ALL>(&given)?);
            Ok(Work {
                messages: given.records.len() as u64,
                bytes: given.wire.len() as u64,
                variants,
            })
        }),
        Case::new("rivals", &*workload, "file", |storage| {
            let given = Given::of::<M, Bare>(FEWEST)?;
            let path = storage.path();
            fs::write(&path, &given.wire)?;
            let by_hand = HandLoop::<_, Bare>::new(Buffered(path.clone()))?;
            let unbuffered = Unbuffered(path.clone());
            let streamed = Streamed::new(unbuffered, StreamReader::new, Bare::deframer())?;
            let loaded = Loaded::<Bare>::new(File::open(&path)?);
            let mut variants = vec![
                Looking::<M, _, ALL>::variant("hand loop", &given, by_hand),
                Looking::<M, _, ALL>::variant("StreamReader", &given, streamed),
                Looking::<M, _, ALL>::variant("SliceReader, loaded", &given, loaded),
            ];
            variants.extend(containers::file_readers::<M, ALL>(storage, &given)?);
            variants.extend(formats::file_readers::<M, ALL>(storage, &given)?);
            Ok(Work {
                messages: given.records.len() as u64,
                bytes: given.wire.len() as u64,
                variants,
            })
        }),
    ]
}
