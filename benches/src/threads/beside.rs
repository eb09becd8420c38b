//! Threads that do the same beside each other.

use super::worker::{Subjects, Task, Worker};
use crate::{
    arena::InArena,
    case::{Case, Pass, Variant, Work},
    integrity::{Bare, Integrity},
    measure::Outcome,
    origins::Memory,
    read::{Expected, HandLoop, HandSplit, Slices},
    storage::Storage,
    targets::{Given, Target},
    workloads::{self, LogMessages, TelemetryMessages, Workload},
    write,
};
use flatstream::{
    DefaultFramer, StreamWriter,
    arena::{Bump, Window},
};
use std::{fs::File, io::BufWriter, marker::PhantomData, rc::Rc};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for threads in [1, 2] {
        cases.push(writers::<TelemetryMessages, Vec<u8>>(threads));
        cases.push(writers::<TelemetryMessages, BufWriter<File>>(threads));
        cases.push(writers::<LogMessages, Vec<u8>>(threads));
        cases.push(writers::<LogMessages, BufWriter<File>>(threads));
        cases.push(readers::<TelemetryMessages>(threads));
        cases.push(readers::<LogMessages>(threads));
    }
    cases
}

/// For passes of a millisecond or two.
const TIMES_WRITTEN: u64 = 15;
const TIMES_READ: u64 = 300;

/// What one thread does, and how much of it.
struct Part {
    messages: u64,
    bytes: u64,
    /// How often it does that in one pass.
    times: u64,
    variants: Vec<Variant>,
}

/// A case whose parts are made on the threads that do them, of what is first made
/// for each on this one.
fn case<P: FnOnce() -> Outcome<Part> + Send + 'static>(
    workload: String,
    sink: &'static str,
    threads: u32,
    prepare: impl Fn(&Storage) -> Outcome<P> + 'static,
) -> Case {
    Case::new("threads", workload, sink, move |storage| {
        let mut workers = Vec::new();
        for _ in 1..threads {
            let make = prepare(storage)?;
            workers.push(Worker::spawn(|| Ok(subjects(make()?)))?);
        }
        let workers: Rc<[Worker]> = workers.into();
        let part = prepare(storage)?()?;
        let times = u64::from(threads) * part.times;
        let (messages, bytes) = (part.messages * times, part.bytes * times);
        let names: Vec<_> = part.variants.iter().map(|variant| variant.name).collect();
        let beside = |(index, (name, own))| {
            Variant::new(name, SideBySide { own, index, workers: workers.clone() })
        };
        let variants = names.into_iter().zip(subjects(part)).enumerate().map(beside).collect();
        Ok(Work { messages, bytes, variants })
    })
    .threads(threads)
    .uncounted()
}

fn subjects(part: Part) -> Subjects {
    let times = part.times;
    let repeated = |Variant { subject, .. }| Box::new(Repeated { subject, times }) as Box<dyn Pass>;
    part.variants.into_iter().map(repeated).collect()
}

/// So many passes in one that to begin and to end it is little of it.
struct Repeated {
    subject: Box<dyn Pass>,
    times: u64,
}

impl Pass for Repeated {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        (0..self.times).try_for_each(|_| self.subject.pass())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.subject.verify()
    }
}

struct SideBySide {
    own: Box<dyn Pass>,
    /// Which subject of a worker does the same.
    index: usize,
    workers: Rc<[Worker]>,
}

impl SideBySide {
    fn run(&mut self, task: Task, own: fn(&mut dyn Pass) -> Outcome<()>) -> Outcome<()> {
        self.workers.iter().try_for_each(|worker| worker.begin(task))?;
        own(&mut *self.own)?;
        self.workers.iter().try_for_each(Worker::wait)
    }
}

impl Pass for SideBySide {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.run(Task::Pass(self.index), |own| own.pass())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.run(Task::Verify(self.index), |own| own.verify())
    }
}

/// Each with a sink of its own.
fn writers<M: Workload, S: Target<Bare: Send> + Send>(threads: u32) -> Case {
    case(format!("write-{}-x{threads}", M::NAME), S::NAME, threads, |storage| {
        let sinks = (S::new(storage)?, S::new(storage)?, S::Bare::new(storage)?);
        Ok(move || {
            let given = Given::of::<M, Bare>(2)?;
            let by_hand = write::HandLoop::<M, Bare, S>::new(given.clone(), sinks.0);
            let direct = write::Ours::<M, _, S>::new(given.clone(), sinks.1, DefaultFramer);
            let arena: &'static Bump = Box::leak(Box::default());
            let writer = StreamWriter::with_arena(sinks.2, DefaultFramer, arena);
            let in_arena = InArena::<M, S::Bare, Window<'_>> { given: given.clone(), writer };
            Ok(Part {
                messages: given.records.len() as u64,
                bytes: given.wire.len() as u64,
                times: TIMES_WRITTEN,
                variants: vec![
                    Variant::new("hand loop", by_hand),
                    Variant::new("StreamWriter", direct),
                    Variant::new("with_arena", in_arena),
                ],
            })
        })
    })
}

/// All of one slice.
fn readers<M: Workload>(threads: u32) -> Case {
    let workload = format!("read-{}-x{threads}", M::NAME);
    case(workload, "slice", threads, |storage| {
        let shared = storage.shared(|| {
            let given = Given::of::<M, Bare>(2).map_err(|error| error.to_string());
            let given = given.map_err(std::io::Error::other)?;
            Ok((given.records.len() as u64, &*given.wire.clone().leak()))
        })?;
        let (messages, wire): (u64, &'static [u8]) = *shared;
        Ok(move || {
            let expected = Rc::new(Expected::new(workloads::payloads::<M>(messages)?));
            let by_hand = HandLoop::<_, Bare>::new(Memory(wire))?;
            let split = HandSplit::<Bare> { wire, integrity: PhantomData };
            let slices = Slices { wire, deframer: Bare::deframer() };
            Ok(Part {
                messages,
                bytes: wire.len() as u64,
                times: TIMES_READ,
                variants: vec![
                    expected.variant("hand loop", by_hand),
                    expected.variant("hand split", split),
                    expected.variant("SliceReader", slices),
                ],
            })
        })
    })
}
