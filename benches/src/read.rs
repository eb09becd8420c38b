//! Suite `read`: payloads out of a slice or a file, against plain loops.

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::{self, Bare, Crc32, Integrity, Xxh3},
    measure::Outcome,
    origins::{Buffered, Memory, Origin, Unbuffered},
    storage::Storage,
    workloads::{self, LogMessages, TelemetryMessages},
};
use flatstream::{Borrowing, Deframer, FrameFormat, SliceReader, StreamReader};
use std::{
    fs::{self, File},
    hint::black_box,
    io::{ErrorKind, Read, Seek},
    marker::PhantomData,
    rc::Rc,
};

/// Messages of one pass: what they fill stays in the cache of a core.
const MESSAGES: u64 = 2000;
/// Where each costs a system call.
const FEW_MESSAGES: u64 = 200;

type MakePayloads = fn(u64) -> Outcome<Vec<Vec<u8>>>;

pub(crate) fn cases() -> Vec<Case> {
    let telemetry: MakePayloads = workloads::payloads::<TelemetryMessages>;
    let log: MakePayloads = workloads::payloads::<LogMessages>;
    let mixed: MakePayloads = |count| Ok(workloads::mixed_payloads(count));
    let mut cases = Vec::new();
    cases.extend(stream::<Bare>("telemetry", telemetry));
    cases.extend(stream::<Crc32>("telemetry", telemetry));
    cases.extend(stream::<Xxh3>("telemetry", telemetry));
    cases.extend(stream::<Bare>("log", log));
    cases.extend(stream::<Crc32>("log", log));
    cases.extend(stream::<Xxh3>("log", log));
    cases.extend(stream::<Bare>("mixed", mixed));
    cases
}

/// One stream, read from everywhere.
fn stream<I: Integrity>(name: &str, make: MakePayloads) -> [Case; 3] {
    let workload = format!("{name}{}", I::SUFFIX);
    [
        Case::new("read", &*workload, "slice", move |_| from_slice::<I>(make(MESSAGES)?)),
        Case::new("read", &*workload, "file", move |storage| {
            from_file::<I>(make(MESSAGES)?, storage)
        }),
        Case::new("read", &*workload, "file-direct", move |storage| {
            from_file_direct::<I>(make(FEW_MESSAGES)?, storage)
        }),
    ]
}

fn from_slice<I: Integrity>(payloads: Vec<Vec<u8>>) -> Outcome<Work> {
    let expected = Rc::new(Expected::new(payloads));
    let wire = Memory(workloads::wire::<I>(&expected.payloads).leak());
    let format = FrameFormat::new().checksum(I::KIND);
    Ok(expected.work(
        wire.0.len() as u64,
        vec![
            expected.variant("hand loop", HandLoop::<Memory, I>::new(wire)?),
            expected.variant("hand split", HandSplit::<I> { wire: wire.0, integrity: PhantomData }),
            expected.variant("SliceReader", Slices { wire: wire.0, deframer: I::deframer() }),
            expected.variant("SliceReader<FrameFormat>", Slices { wire: wire.0, deframer: format }),
            expected
                .variant("StreamReader", Streamed::new(wire, StreamReader::new, I::deframer())?),
        ],
    ))
}

fn from_file<I: Integrity>(payloads: Vec<Vec<u8>>, storage: &Storage) -> Outcome<Work> {
    let expected = Rc::new(Expected::new(payloads));
    let wire = workloads::wire::<I>(&expected.payloads);
    let path = storage.path();
    fs::write(&path, &wire)?;
    let format = FrameFormat::new().checksum(I::KIND);
    let unbuffered = || Unbuffered(path.clone());
    Ok(expected.work(
        wire.len() as u64,
        vec![
            expected.variant("hand loop", HandLoop::<Buffered, I>::new(Buffered(path.clone()))?),
            expected.variant(
                "StreamReader",
                Streamed::new(unbuffered(), StreamReader::new, I::deframer())?,
            ),
            expected.variant(
                "StreamReader<FrameFormat>",
                Streamed::new(unbuffered(), StreamReader::new, format)?,
            ),
            expected.variant("SliceReader, loaded", Loaded::<I>::new(File::open(&path)?)),
        ],
    ))
}

fn from_file_direct<I: Integrity>(payloads: Vec<Vec<u8>>, storage: &Storage) -> Outcome<Work> {
    let expected = Rc::new(Expected::new(payloads));
    let wire = workloads::wire::<I>(&expected.payloads);
    let path = storage.path();
    fs::write(&path, &wire)?;
    let unbuffered = || Unbuffered(path.clone());
    Ok(expected.work(
        wire.len() as u64,
        vec![
            expected.variant("hand loop", HandLoop::<Unbuffered, I>::new(unbuffered())?),
            expected.variant(
                "StreamReader unbuffered",
                Streamed::new(unbuffered(), StreamReader::unbuffered, I::deframer())?,
            ),
            expected.variant(
                "StreamReader",
                Streamed::new(unbuffered(), StreamReader::new, I::deframer())?,
            ),
        ],
    ))
}

/// A loop over all payloads of a stream.
pub(crate) trait Payloads {
    fn each(&mut self, consume: impl FnMut(&[u8])) -> Outcome<()>;
}

/// What must come out.
pub(crate) struct Expected {
    payloads: Vec<Vec<u8>>,
    answer: u64,
}

impl Expected {
    pub(crate) fn new(payloads: Vec<Vec<u8>>) -> Self {
        let answer = payloads.iter().fold(0, |answer, payload| look_at(answer, payload));
        Self { payloads, answer }
    }

    pub(crate) fn variant(
        self: &Rc<Self>,
        name: &'static str,
        payloads: impl Payloads + 'static,
    ) -> Variant {
        Variant::new(name, Reading { payloads, expected: self.clone() })
    }

    pub(crate) fn work(&self, bytes: u64, variants: Vec<Variant>) -> Work {
        Work { messages: self.payloads.len() as u64, bytes, variants }
    }
}

/// The little that a consumer does with a payload: its length and both ends.
#[inline(always)]
pub(crate) fn look_at(answer: u64, payload: &[u8]) -> u64 {
    let payload = black_box(payload);
    let ends = payload.first().zip(payload.last());
    let (first, last) = ends.map_or((0, 0), |(&first, &last)| (first, last));
    answer.wrapping_add(payload.len() as u64 + u64::from(first) + (u64::from(last) << 8))
}

struct Reading<P> {
    payloads: P,
    expected: Rc<Expected>,
}

impl<P: Payloads> Pass for Reading<P> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut answer = 0;
        self.payloads.each(|payload| answer = look_at(answer, payload))?;
        if answer == self.expected.answer {
            Ok(())
        } else {
            Err(format!("answer {answer} instead of {}", self.expected.answer).into())
        }
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut seen = 0;
        let mut wrong = None;
        self.payloads.each(|payload| {
            if self.expected.payloads.get(seen).map(Vec::as_slice) != Some(payload) {
                wrong = wrong.or(Some(seen));
            }
            seen += 1;
        })?;
        let expected = self.expected.payloads.len();
        match wrong {
            Some(ordinal) => Err(format!("payload {ordinal} is wrong").into()),
            None if seen != expected => Err(format!("{seen} payloads of {expected}").into()),
            None => Ok(()),
        }
    }
}

/// The baseline: header and payload by `read_exact`, the payload into a vector
/// that is used again.
pub(crate) struct HandLoop<O: Origin, I> {
    origin: O,
    reader: O::Reader,
    payload: Vec<u8>,
    integrity: PhantomData<I>,
}

impl<O: Origin, I: Integrity> HandLoop<O, I> {
    pub(crate) fn new(origin: O) -> Outcome<Self> {
        let reader = origin.open()?;
        Ok(Self { origin, reader, payload: Vec::new(), integrity: PhantomData })
    }
}

impl<O: Origin, I: Integrity> Payloads for HandLoop<O, I> {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        self.origin.restart(&mut self.reader)?;
        let mut header = [0; 12];
        loop {
            match self.reader.read_exact(&mut header[..integrity::header_len::<I>()]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
                Err(error) => return Err(error.into()),
            }
            self.payload.resize(integrity::payload_len(header), 0);
            self.reader.read_exact(&mut self.payload)?;
            if !integrity::intact::<I>(header, &self.payload) {
                return Err("wrong digest".into());
            }
            consume(&self.payload);
        }
    }
}

/// Not the baseline, but as little as can be done over a slice: no copy, no
/// limits, no positions.
pub(crate) struct HandSplit<I> {
    pub(crate) wire: &'static [u8],
    pub(crate) integrity: PhantomData<I>,
}

impl<I: Integrity> Payloads for HandSplit<I> {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let header_len = const { integrity::header_len::<I>() };
        let mut rest = self.wire;
        while let Some((head, tail)) = rest.split_at_checked(header_len) {
            let mut header = [0; 12];
            header[..header_len].copy_from_slice(head);
            let Some((payload, tail)) = tail.split_at_checked(integrity::payload_len(header))
            else {
                return Err("a frame is cut".into());
            };
            if !integrity::intact::<I>(header, payload) {
                return Err("wrong digest".into());
            }
            consume(payload);
            rest = tail;
        }
        Ok(())
    }
}

pub(crate) struct Slices<D> {
    pub(crate) wire: &'static [u8],
    pub(crate) deframer: D,
}

impl<D: Borrowing + Copy> Payloads for Slices<D> {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        for payload in SliceReader::new(self.wire, self.deframer) {
            consume(payload?);
        }
        Ok(())
    }
}

pub(crate) struct Streamed<O: Origin, D> {
    origin: O,
    reader: StreamReader<O::Reader, D>,
}

impl<O: Origin, D: Deframer> Streamed<O, D> {
    pub(crate) fn new(
        origin: O,
        open: fn(O::Reader, D) -> StreamReader<O::Reader, D>,
        deframer: D,
    ) -> Outcome<Self> {
        let reader = open(origin.open()?, deframer);
        Ok(Self { origin, reader })
    }
}

impl<O: Origin, D: Deframer> Payloads for Streamed<O, D> {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        self.origin.restart(self.reader.get_mut())?;
        while let Some(payload) = self.reader.read_message()? {
            consume(payload);
        }
        Ok(())
    }
}

/// The whole file in memory first, into a vector that is used again.
pub(crate) struct Loaded<I> {
    file: File,
    bytes: Vec<u8>,
    integrity: PhantomData<I>,
}

impl<I> Loaded<I> {
    pub(crate) fn new(file: File) -> Self {
        Self { file, bytes: Vec::new(), integrity: PhantomData }
    }
}

impl<I: Integrity> Payloads for Loaded<I> {
    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        self.file.rewind()?;
        self.bytes.clear();
        self.file.read_to_end(&mut self.bytes)?;
        for payload in SliceReader::new(&self.bytes, I::deframer()) {
            consume(payload?);
        }
        Ok(())
    }
}
