//! rkyv: each archive behind its length, both padded so that archives lie on 16
//! bytes all through the stream, as their access in place demands.
//!
//! Writers serialise structs that borrow from the records ([`super::borrowed`];
//! telemetry's scalars are copied) behind what is in the vector already, with
//! an arena used again and without the tracking of shared pointers, of which
//! there are none. Readers access in place what bytecheck has checked. What its
//! documentation also offers for speed, access without a check, is unsafe,
//! which this suite is not, so that there is no row of it.

use super::{
    borrowed::{AnyMessage, AsBorrowed, LogRecord, Nested, Point, Reading, Samples, Telemetry},
    harness::{ALIGNMENT, Format, Sink},
};
use crate::{
    measure::Outcome,
    messages::{Answers, MixedVector, Seen},
    schema::sparse::SparseMessages,
    targets::Given,
    workloads::{LogMessages, MixedMessages, NestedMessages, TelemetryMessages, VectorMessages},
};
use rkyv::{
    Archived, Portable,
    api::low::{self, LowValidator},
    bytecheck::CheckBytes,
    rancor::Error,
    ser::allocator::Arena,
    util::AlignedVec,
};
use std::{io::BufRead, mem};

pub(super) struct Rkyv {
    arena: Arena,
    scratch: Vec<u8>,
    received: AlignedVec<ALIGNMENT>,
}

impl<M: AsRkyv> Format<M> for Rkyv {
    const NAME: &'static str = "rkyv";

    fn new(_: &Given<M::Record>) -> Self {
        Self { arena: Arena::new(), scratch: Vec::new(), received: AlignedVec::new() }
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        let Self { arena, scratch, .. } = self;
        M::with_borrowed(record, |message| {
            sink.append(scratch, |stream| {
                let start = stream.len() + ALIGNMENT;
                stream.resize(start, 0);
                let vector = mem::take(stream);
                *stream = low::to_bytes_in_with_alloc(&message, vector, arena.acquire())?;
                let len = u32::try_from(stream.len() - start)?;
                stream[start - ALIGNMENT..][..LEN_BYTES].copy_from_slice(&len.to_le_bytes());
                stream.resize(stream.len().next_multiple_of(ALIGNMENT), 0);
                Ok(())
            })
        })
    }

    #[inline(always)]
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64> {
        let (header, rest) = stream.split_first_chunk().ok_or("half a header")?;
        let len = archive_len(header);
        let (padded, rest) =
            rest.split_at_checked(len.next_multiple_of(ALIGNMENT)).ok_or("half an archive")?;
        *stream = rest;
        look::<M, ALL, WHOLE>(&padded[..len])
    }

    #[inline(always)]
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64> {
        let mut header = [0; ALIGNMENT];
        reader.read_exact(&mut header)?;
        let len = archive_len(&header);
        self.received.resize(len.next_multiple_of(ALIGNMENT), 0);
        reader.read_exact(&mut self.received)?;
        look::<M, ALL, WHOLE>(&self.received[..len])
    }
}

const LEN_BYTES: usize = 4;

#[inline(always)]
fn archive_len(header: &[u8; ALIGNMENT]) -> usize {
    u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize
}

/// Checks an archive and looks at three fields or at `ALL`.
#[inline(always)]
pub(crate) fn look<M: AsRkyv, const ALL: bool, const WHOLE: bool>(archive: &[u8]) -> Outcome<u64> {
    let message = low::access::<M::Archived, Error>(archive)?;
    if ALL { M::every_of::<WHOLE>(message) } else { M::three_of(message) }
}

/// The archives of messages, each alone.
pub(crate) fn archives<M: AsRkyv>(records: &[M::Record]) -> Outcome<Vec<Vec<u8>>> {
    let mut arena = Arena::new();
    let archive = |record| {
        M::with_borrowed(record, |message| {
            Ok(low::to_bytes_in_with_alloc(&message, Vec::new(), arena.acquire())?)
        })
    };
    records.iter().map(archive).collect()
}

/// Archives of messages.
pub(crate) trait AsRkyv: Answers + AsBorrowed {
    type Archived: Portable + for<'a> CheckBytes<LowValidator<'a, Error>>;

    fn three_of(message: &Self::Archived) -> Outcome<u64>;
    fn every_of<const WHOLE: bool>(message: &Self::Archived) -> Outcome<u64>;
}

impl AsRkyv for TelemetryMessages {
    type Archived = Archived<Telemetry>;

    #[inline(always)]
    fn three_of(t: &Self::Archived) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(t.sequence)
            .float(t.latitude)
            .number(t.battery.to_native())
            .answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(t: &Self::Archived) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(t.timestamp)
            .number(t.sequence)
            .float(t.latitude)
            .float(t.longitude)
            .float(t.speed.to_native())
            .float(t.heading.to_native())
            .number(t.battery.to_native())
            .number(t.status.to_native())
            .number(t.errors.to_native())
            .number(t.uptime)
            .answer())
    }
}

impl AsRkyv for SparseMessages {
    type Archived = Archived<Telemetry>;

    #[inline(always)]
    fn three_of(t: &Self::Archived) -> Outcome<u64> {
        TelemetryMessages::three_of(t)
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(t: &Self::Archived) -> Outcome<u64> {
        TelemetryMessages::every_of::<WHOLE>(t)
    }
}

impl AsRkyv for LogMessages {
    type Archived = Archived<LogRecord<'static>>;

    #[inline(always)]
    fn three_of(log: &Self::Archived) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(&log.message)
            .answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(log: &Self::Archived) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(&log.host)
            .text(&log.program)
            .text(&log.message)
            .answer())
    }
}

impl AsRkyv for NestedMessages {
    type Archived = Archived<Nested<'static>>;

    #[inline(always)]
    fn three_of(nested: &Self::Archived) -> Outcome<u64> {
        let origin = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<false>::default().number(nested.id).float(origin.z);
        Ok(seen.number(nested.readings.len() as u64).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(nested: &Self::Archived) -> Outcome<u64> {
        let origin: &Archived<Point> = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<WHOLE>::default().number(nested.id).text(&nested.name);
        let mut seen = seen.float(origin.x).float(origin.y).float(origin.z);
        for reading in nested.readings.iter() {
            let reading: &Archived<Reading<'_>> = reading;
            let samples = reading.samples.iter().map(|sample| sample.to_native());
            seen = seen.text(&reading.name).float(reading.value).floats(samples);
        }
        let parent = nested.parent.as_ref().ok_or("no parent")?;
        Ok(seen.number(parent.id).text(&parent.name).answer())
    }
}

impl<const BYTES: usize> AsRkyv for VectorMessages<BYTES> {
    type Archived = Archived<Samples<'static>>;

    #[inline(always)]
    fn three_of(samples: &Self::Archived) -> Outcome<u64> {
        let last = samples.values.last().map_or(0.0, |last| last.to_native());
        let seen = Seen::<false>::default().number(samples.channel.to_native());
        Ok(seen.number(samples.values.len() as u64).float(last).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(samples: &Self::Archived) -> Outcome<u64> {
        let values = samples.values.iter().map(|value| value.to_native());
        Ok(Seen::<WHOLE>::default().number(samples.channel.to_native()).floats(values).answer())
    }
}

impl AsRkyv for MixedMessages {
    type Archived = Archived<AnyMessage<'static>>;

    fn three_of(mixed: &Self::Archived) -> Outcome<u64> {
        match mixed {
            Self::Archived::Telemetry(telemetry) => TelemetryMessages::three_of(telemetry),
            Self::Archived::Log(log) => LogMessages::three_of(log),
            Self::Archived::Nested(nested) => NestedMessages::three_of(nested),
            Self::Archived::Samples(samples) => MixedVector::three_of(samples),
        }
    }

    fn every_of<const WHOLE: bool>(mixed: &Self::Archived) -> Outcome<u64> {
        match mixed {
            Self::Archived::Telemetry(telemetry) => TelemetryMessages::every_of::<WHOLE>(telemetry),
            Self::Archived::Log(log) => LogMessages::every_of::<WHOLE>(log),
            Self::Archived::Nested(nested) => NestedMessages::every_of::<WHOLE>(nested),
            Self::Archived::Samples(samples) => MixedVector::every_of::<WHOLE>(samples),
        }
    }
}
