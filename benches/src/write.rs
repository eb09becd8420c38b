//! Suite `write`: messages into a sink, against one builder and plain loops.

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::{self, Bare, Crc32, Integrity, Xxh3},
    measure::Outcome,
    targets::{Given, Target},
    workloads::{self, LogMessages, TelemetryMessages, Workload},
};
use flatbuffers::FlatBufferBuilder;
use flatstream::{FrameFormat, Framer, StreamSerialize, StreamWriter};
use std::{
    fs::File,
    io::{BufWriter, Write},
    marker::PhantomData,
    rc::Rc,
};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(messages::<TelemetryMessages, Bare>());
    cases.extend(messages::<TelemetryMessages, Crc32>());
    cases.extend(messages::<TelemetryMessages, Xxh3>());
    cases.extend(messages::<LogMessages, Bare>());
    cases.extend(messages::<LogMessages, Crc32>());
    cases.extend(messages::<LogMessages, Xxh3>());
    cases.extend(payloads("payload", workloads::payloads::<TelemetryMessages>));
    cases.extend(payloads("mixed", |count| Ok(workloads::mixed_payloads(count))));
    cases
}

fn messages<M: Workload, I: Integrity>() -> [Case; 3] {
    [
        messages_into::<M, I, Vec<u8>>(),
        messages_into::<M, I, BufWriter<File>>(),
        messages_into::<M, I, File>(),
    ]
}

fn messages_into<M: Workload, I: Integrity, S: Target>() -> Case {
    Case::new("write", format!("{}{}", M::NAME, I::SUFFIX), S::NAME, |storage| {
        let wire = workloads::wire::<I>(&workloads::payloads::<M>(S::MESSAGES)?);
        let given = Rc::new(Given { records: workloads::records::<M>(S::MESSAGES), wire });
        let bytes = given.wire.len() as u64;
        let format = FrameFormat::new().checksum(I::KIND);
        Ok(Work {
            messages: S::MESSAGES,
            bytes,
            variants: vec![
                Variant::new(
                    "hand loop",
                    HandLoop::<M, I, S>::new(given.clone(), S::new(storage)?),
                ),
                Variant::new(
                    "StreamWriter",
                    Ours::<M, I::Framer, S>::new(given.clone(), S::new(storage)?, I::framer()),
                ),
                Variant::new(
                    "StreamWriter<FrameFormat>",
                    Ours::<M, FrameFormat, S>::new(given.clone(), S::new(storage)?, format),
                ),
                Variant::new(
                    "write_finished",
                    OursFinished::<M, I, S>::new(given, S::new(storage)?),
                ),
            ],
        })
    })
}

/// The baseline: one builder, used again for every message, and plain writes.
pub(crate) struct HandLoop<M: Workload, I, S> {
    given: Rc<Given<M::Record>>,
    builder: FlatBufferBuilder<'static>,
    sink: S,
    integrity: PhantomData<I>,
}

impl<M: Workload, I: Integrity, S: Target> HandLoop<M, I, S> {
    pub(crate) fn new(given: Rc<Given<M::Record>>, sink: S) -> Self {
        Self { given, builder: FlatBufferBuilder::new(), sink, integrity: PhantomData }
    }
}

impl<M: Workload, I: Integrity, S: Target> Pass for HandLoop<M, I, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            let payload = self.builder.finished_data();
            let header = integrity::header::<I>(payload);
            self.sink.write_all(&header[..integrity::header_len::<I>()])?;
            self.sink.write_all(payload)?;
        }
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(&mut self.sink)
    }
}

pub(crate) struct Ours<M: Workload, F: Framer, S: Write> {
    given: Rc<Given<M::Record>>,
    writer: StreamWriter<'static, S, F>,
}

impl<M: Workload, F: Framer, S: Target> Ours<M, F, S> {
    pub(crate) fn new(given: Rc<Given<M::Record>>, sink: S, framer: F) -> Self {
        Self { given, writer: StreamWriter::new(sink, framer) }
    }
}

impl<M: Workload, F: Framer, S: Target> Pass for Ours<M, F, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for record in &self.given.records {
            self.writer.write(&M::message(record))?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}

/// The caller's own builder, handed over when it is finished.
struct OursFinished<M: Workload, I: Integrity, S: Write> {
    given: Rc<Given<M::Record>>,
    builder: FlatBufferBuilder<'static>,
    writer: StreamWriter<'static, S, I::Framer>,
}

impl<M: Workload, I: Integrity, S: Target> OursFinished<M, I, S> {
    fn new(given: Rc<Given<M::Record>>, sink: S) -> Self {
        let writer = StreamWriter::new(sink, I::framer());
        Self { given, builder: FlatBufferBuilder::new(), writer }
    }
}

impl<M: Workload, I: Integrity, S: Target> Pass for OursFinished<M, I, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            self.writer.write_finished(&mut self.builder)?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}

type MakePayloads = fn(u64) -> Outcome<Vec<Vec<u8>>>;

fn payloads(workload: &str, make: MakePayloads) -> [Case; 3] {
    [
        payloads_into::<Vec<u8>>(workload, make),
        payloads_into::<BufWriter<File>>(workload, make),
        payloads_into::<File>(workload, make),
    ]
}

/// Bytes that are ready as they are.
fn payloads_into<S: Target>(workload: &str, make: MakePayloads) -> Case {
    Case::new("write", workload, S::NAME, move |storage| {
        let records = make(S::MESSAGES)?;
        let wire = workloads::wire::<Bare>(&records);
        let bytes = wire.len() as u64;
        let given = Rc::new(Given { records, wire });
        let sink = S::new(storage)?;
        let hand_loop = HandPayloads { given: given.clone(), sink };
        let writer = StreamWriter::new(S::new(storage)?, Bare::framer());
        Ok(Work {
            messages: S::MESSAGES,
            bytes,
            variants: vec![
                Variant::new("hand loop", hand_loop),
                Variant::new("write_payload", OurPayloads { given, writer }),
            ],
        })
    })
}

struct HandPayloads<S> {
    given: Rc<Given<Vec<u8>>>,
    sink: S,
}

impl<S: Target> Pass for HandPayloads<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        for payload in &self.given.records {
            let header = integrity::header::<Bare>(payload);
            self.sink.write_all(&header[..integrity::header_len::<Bare>()])?;
            self.sink.write_all(payload)?;
        }
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(&mut self.sink)
    }
}

struct OurPayloads<S: Write> {
    given: Rc<Given<Vec<u8>>>,
    writer: StreamWriter<'static, S, <Bare as Integrity>::Framer>,
}

impl<S: Target> Pass for OurPayloads<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for payload in &self.given.records {
            self.writer.write_payload(payload)?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}
