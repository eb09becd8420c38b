//! `FlatBuffers` by planus, each payload behind its length.
//!
//! One builder is used again. For each vector that it writes, planus first
//! collects the elements in one of its own, which is an allocation each. A
//! reader checks each field when it is asked for, and none before.

use super::{
    frame,
    harness::{Format, Sink},
};
use crate::{
    measure::Outcome,
    messages::{Answers, MixedVector, Seen},
    targets::Given,
    workloads::{
        LogMessages, Mixed, MixedMessages, NestedMessages, NestedRecord, TelemetryMessages, Vector,
        VectorMessages,
    },
};
use flatstream_bench_formats::messages_planus::messages as schema;
use flatstream_testkit::{OwnedLog, Telemetry};
use planus::{Builder, Offset, ReadAsRoot};
use std::io::BufRead;

pub(super) struct Planus {
    builder: Builder,
    received: Vec<u8>,
}

impl<M: AsPlanus> Format<M> for Planus {
    const NAME: &'static str = "planus";

    fn new(_: &Given<M::Record>) -> Self {
        Self { builder: Builder::new(), received: Vec::new() }
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        self.builder.clear();
        let root = M::create(record, &mut self.builder)?;
        let payload = self.builder.finish(root, None);
        sink.write_all(&frame::header(payload.len()))?;
        Ok(sink.write_all(payload)?)
    }

    #[inline(always)]
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64> {
        look::<M, ALL, WHOLE>(frame::next(stream)?)
    }

    #[inline(always)]
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64> {
        look::<M, ALL, WHOLE>(frame::read(reader, &mut self.received)?)
    }
}

#[inline(always)]
fn look<M: AsPlanus, const ALL: bool, const WHOLE: bool>(payload: &[u8]) -> Outcome<u64> {
    let root = M::Root::read_as_root(payload)?;
    if ALL { M::every_of::<WHOLE>(root) } else { M::three_of(root) }
}

/// Messages as planus has them.
pub(in crate::rivals) trait AsPlanus: Answers {
    type Table;
    type Root<'p>: ReadAsRoot<'p>;

    fn create(record: &Self::Record, builder: &mut Builder) -> Outcome<Offset<Self::Table>>;
    fn three_of(root: Self::Root<'_>) -> Outcome<u64>;
    fn every_of<const WHOLE: bool>(root: Self::Root<'_>) -> Outcome<u64>;
}

impl AsPlanus for TelemetryMessages {
    type Table = schema::Telemetry;
    type Root<'p> = schema::TelemetryRef<'p>;

    #[inline(always)]
    fn create(record: &Telemetry, builder: &mut Builder) -> Outcome<Offset<schema::Telemetry>> {
        let args = record.args();
        Ok(schema::Telemetry::create(
            builder,
            args.timestamp,
            args.sequence,
            args.latitude,
            args.longitude,
            args.speed,
            args.heading,
            args.battery,
            args.status,
            args.errors,
            args.uptime,
        ))
    }

    #[inline(always)]
    fn three_of(t: Self::Root<'_>) -> Outcome<u64> {
        let seen = Seen::<false>::default().number(t.sequence()?).float(t.latitude()?);
        Ok(seen.number(t.battery()?).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(t: Self::Root<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(t.timestamp()?)
            .number(t.sequence()?)
            .float(t.latitude()?)
            .float(t.longitude()?)
            .float(t.speed()?)
            .float(t.heading()?)
            .number(t.battery()?)
            .number(t.status()?)
            .number(t.errors()?)
            .number(t.uptime()?)
            .answer())
    }
}

impl AsPlanus for LogMessages {
    type Table = schema::LogRecord;
    type Root<'p> = schema::LogRecordRef<'p>;

    #[inline(always)]
    fn create(record: &OwnedLog, builder: &mut Builder) -> Outcome<Offset<schema::LogRecord>> {
        let log = record.as_log();
        let level = schema::Level::try_from(log.level.0)?;
        let (host, program, message) = (log.host, log.program, log.message);
        Ok(schema::LogRecord::create(builder, log.timestamp, level, host, program, message))
    }

    #[inline(always)]
    fn three_of(log: Self::Root<'_>) -> Outcome<u64> {
        let seen = Seen::<false>::default().number(log.timestamp()?).number(log.level()? as u8);
        Ok(seen.text(log.message()?.unwrap_or_default()).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(log: Self::Root<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp()?)
            .number(log.level()? as u8)
            .text(log.host()?.unwrap_or_default())
            .text(log.program()?.unwrap_or_default())
            .text(log.message()?.unwrap_or_default())
            .answer())
    }
}

impl AsPlanus for NestedMessages {
    type Table = schema::Nested;
    type Root<'p> = schema::NestedRef<'p>;

    #[inline(always)]
    fn create(record: &NestedRecord, builder: &mut Builder) -> Outcome<Offset<schema::Nested>> {
        let readings = record.eight_readings().map(|(name, value, samples)| {
            schema::Reading::create(builder, name, value, samples.as_slice())
        });
        let name = builder.create_string(NestedRecord::NAME);
        let parent = schema::Nested::create(builder, record.parent_id(), name, (), (), ());
        let [x, y, z] = record.origin();
        let origin = schema::Point { x, y, z };
        Ok(schema::Nested::create(builder, record.id, name, origin, readings.as_slice(), parent))
    }

    #[inline(always)]
    fn three_of(nested: Self::Root<'_>) -> Outcome<u64> {
        let origin = nested.origin()?.ok_or("no origin")?;
        let readings = nested.readings()?.map_or(0, |readings| readings.len());
        let seen = Seen::<false>::default().number(nested.id()?).float(origin.z());
        Ok(seen.number(readings as u64).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(nested: Self::Root<'_>) -> Outcome<u64> {
        let origin = nested.origin()?.ok_or("no origin")?;
        let mut seen = Seen::<WHOLE>::default()
            .number(nested.id()?)
            .text(nested.name()?.unwrap_or_default())
            .float(origin.x())
            .float(origin.y())
            .float(origin.z());
        for reading in nested.readings()?.into_iter().flatten() {
            let reading = reading?;
            seen = seen
                .text(reading.name()?.unwrap_or_default())
                .float(reading.value()?)
                .floats(reading.samples()?.into_iter().flatten());
        }
        let parent = nested.parent()?.ok_or("no parent")?;
        Ok(seen.number(parent.id()?).text(parent.name()?.unwrap_or_default()).answer())
    }
}

impl<const BYTES: usize> AsPlanus for VectorMessages<BYTES> {
    type Table = schema::Samples;
    type Root<'p> = schema::SamplesRef<'p>;

    #[inline(always)]
    fn create(record: &Vector, builder: &mut Builder) -> Outcome<Offset<schema::Samples>> {
        Ok(schema::Samples::create(builder, Vector::CHANNEL, record.0.as_slice()))
    }

    #[inline(always)]
    fn three_of(samples: Self::Root<'_>) -> Outcome<u64> {
        let values = samples.values()?.ok_or("no values")?;
        let seen = Seen::<false>::default().number(samples.channel()?).number(values.len() as u64);
        Ok(seen.float(values.last().unwrap_or_default()).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(samples: Self::Root<'_>) -> Outcome<u64> {
        let values = samples.values()?.ok_or("no values")?;
        Ok(Seen::<WHOLE>::default().number(samples.channel()?).floats(values.iter()).answer())
    }
}

impl AsPlanus for MixedMessages {
    type Table = schema::Mixed;
    type Root<'p> = schema::MixedRef<'p>;

    #[inline(always)]
    fn create(record: &Mixed, builder: &mut Builder) -> Outcome<Offset<schema::Mixed>> {
        let message = match record {
            Mixed::Telemetry(record) => {
                let telemetry = TelemetryMessages::create(record, builder)?;
                schema::AnyMessage::create_telemetry(builder, telemetry)
            }
            Mixed::Log(record) => {
                let log = LogMessages::create(record, builder)?;
                schema::AnyMessage::create_log_record(builder, log)
            }
            Mixed::Nested(record) => {
                let nested = NestedMessages::create(record, builder)?;
                schema::AnyMessage::create_nested(builder, nested)
            }
            Mixed::Vector(record) => {
                let samples = MixedVector::create(record, builder)?;
                schema::AnyMessage::create_samples(builder, samples)
            }
        };
        Ok(schema::Mixed::create(builder, message))
    }

    fn three_of(mixed: Self::Root<'_>) -> Outcome<u64> {
        match mixed.message()?.ok_or("no message")? {
            schema::AnyMessageRef::Telemetry(root) => TelemetryMessages::three_of(root),
            schema::AnyMessageRef::LogRecord(root) => LogMessages::three_of(root),
            schema::AnyMessageRef::Nested(root) => NestedMessages::three_of(root),
            schema::AnyMessageRef::Samples(root) => MixedVector::three_of(root),
        }
    }

    fn every_of<const WHOLE: bool>(mixed: Self::Root<'_>) -> Outcome<u64> {
        match mixed.message()?.ok_or("no message")? {
            schema::AnyMessageRef::Telemetry(root) => TelemetryMessages::every_of::<WHOLE>(root),
            schema::AnyMessageRef::LogRecord(root) => LogMessages::every_of::<WHOLE>(root),
            schema::AnyMessageRef::Nested(root) => NestedMessages::every_of::<WHOLE>(root),
            schema::AnyMessageRef::Samples(root) => MixedVector::every_of::<WHOLE>(root),
        }
    }
}
