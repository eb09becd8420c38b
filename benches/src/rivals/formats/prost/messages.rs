//! Messages as prost has them: those of `schemas/messages.proto`.

use crate::{
    measure::Outcome,
    messages::{Answers, MixedVector, Seen},
    workloads::{
        self, LogMessages, MixedMessages, NestedMessages, NestedRecord, TelemetryMessages,
        VectorMessages,
    },
};
use flatstream_testkit::OwnedLog;
use prost::{Message, Oneof};
use std::mem;

pub(in crate::rivals) trait AsProst: Answers {
    type Prost: Message + Default + 'static;
    /// What is filled anew from each record.
    type Kept: Default + 'static;

    fn fill(record: &Self::Record, kept: &mut Self::Kept);
    fn filled(kept: &Self::Kept) -> &Self::Prost;
    fn three_of(message: &Self::Prost) -> Outcome<u64>;
    fn every_of<const WHOLE: bool>(message: &Self::Prost) -> Outcome<u64>;
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Telemetry {
    #[prost(uint64, tag = "1")]
    timestamp: u64,
    #[prost(uint64, tag = "2")]
    sequence: u64,
    #[prost(double, tag = "3")]
    latitude: f64,
    #[prost(double, tag = "4")]
    longitude: f64,
    #[prost(float, tag = "5")]
    speed: f32,
    #[prost(float, tag = "6")]
    heading: f32,
    #[prost(uint32, tag = "7")]
    battery: u32,
    #[prost(uint32, tag = "8")]
    status: u32,
    #[prost(uint32, tag = "9")]
    errors: u32,
    #[prost(uint64, tag = "10")]
    uptime: u64,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct LogRecord {
    #[prost(uint64, tag = "1")]
    timestamp: u64,
    #[prost(uint32, tag = "2")]
    level: u32,
    #[prost(string, tag = "3")]
    host: String,
    #[prost(string, tag = "4")]
    program: String,
    #[prost(string, tag = "5")]
    message: String,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Point {
    #[prost(double, tag = "1")]
    x: f64,
    #[prost(double, tag = "2")]
    y: f64,
    #[prost(double, tag = "3")]
    z: f64,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Reading {
    #[prost(string, tag = "1")]
    name: String,
    #[prost(double, tag = "2")]
    value: f64,
    #[prost(float, repeated, tag = "3")]
    samples: Vec<f32>,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Nested {
    #[prost(uint64, tag = "1")]
    id: u64,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(message, optional, tag = "3")]
    origin: Option<Point>,
    #[prost(message, repeated, tag = "4")]
    readings: Vec<Reading>,
    #[prost(message, optional, boxed, tag = "5")]
    parent: Option<Box<Nested>>,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Samples {
    #[prost(uint32, tag = "1")]
    channel: u32,
    #[prost(double, repeated, tag = "2")]
    values: Vec<f64>,
}

#[derive(Clone, PartialEq, Message)]
pub(in crate::rivals) struct Mixed {
    #[prost(oneof = "Any", tags = "1, 2, 3, 4")]
    message: Option<Any>,
}

#[derive(Clone, PartialEq, Oneof)]
enum Any {
    #[prost(message, tag = "1")]
    Telemetry(Telemetry),
    #[prost(message, tag = "2")]
    Log(LogRecord),
    #[prost(message, tag = "3")]
    Nested(Nested),
    #[prost(message, tag = "4")]
    Samples(Samples),
}

impl AsProst for TelemetryMessages {
    type Prost = Telemetry;
    type Kept = Telemetry;

    #[inline(always)]
    fn fill(record: &Self::Record, kept: &mut Telemetry) {
        let args = record.args();
        *kept = Telemetry {
            timestamp: args.timestamp,
            sequence: args.sequence,
            latitude: args.latitude,
            longitude: args.longitude,
            speed: args.speed,
            heading: args.heading,
            battery: args.battery.into(),
            status: args.status.into(),
            errors: args.errors,
            uptime: args.uptime,
        };
    }

    #[inline(always)]
    fn filled(kept: &Telemetry) -> &Telemetry {
        kept
    }

    #[inline(always)]
    fn three_of(t: &Telemetry) -> Outcome<u64> {
        Ok(Seen::<false>::default().number(t.sequence).float(t.latitude).number(t.battery).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(t: &Telemetry) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(t.timestamp)
            .number(t.sequence)
            .float(t.latitude)
            .float(t.longitude)
            .float(t.speed)
            .float(t.heading)
            .number(t.battery)
            .number(t.status)
            .number(t.errors)
            .number(t.uptime)
            .answer())
    }
}

impl AsProst for LogMessages {
    type Prost = LogRecord;
    type Kept = LogRecord;

    #[inline(always)]
    fn fill(record: &OwnedLog, kept: &mut LogRecord) {
        let log = record.as_log();
        kept.timestamp = log.timestamp;
        kept.level = log.level.0.into();
        log.host.clone_into(&mut kept.host);
        log.program.clone_into(&mut kept.program);
        log.message.clone_into(&mut kept.message);
    }

    #[inline(always)]
    fn filled(kept: &LogRecord) -> &LogRecord {
        kept
    }

    #[inline(always)]
    fn three_of(log: &LogRecord) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(&log.message)
            .answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(log: &LogRecord) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(&log.host)
            .text(&log.program)
            .text(&log.message)
            .answer())
    }
}

impl AsProst for NestedMessages {
    type Prost = Nested;
    type Kept = Nested;

    #[inline(always)]
    fn fill(record: &NestedRecord, kept: &mut Nested) {
        let [x, y, z] = record.origin();
        kept.id = record.id;
        NestedRecord::NAME.clone_into(&mut kept.name);
        kept.origin = Some(Point { x, y, z });
        kept.readings.resize_with(record.readings().len(), Reading::default);
        for (reading, (name, value, samples)) in kept.readings.iter_mut().zip(record.readings()) {
            name.clone_into(&mut reading.name);
            reading.value = value;
            samples.as_slice().clone_into(&mut reading.samples);
        }
        let parent = kept.parent.get_or_insert_default();
        parent.id = record.parent_id();
        NestedRecord::NAME.clone_into(&mut parent.name);
    }

    #[inline(always)]
    fn filled(kept: &Nested) -> &Nested {
        kept
    }

    #[inline(always)]
    fn three_of(nested: &Nested) -> Outcome<u64> {
        let origin = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<false>::default().number(nested.id).float(origin.z);
        Ok(seen.number(nested.readings.len() as u64).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(nested: &Nested) -> Outcome<u64> {
        let origin = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<WHOLE>::default().number(nested.id).text(&nested.name);
        let mut seen = seen.float(origin.x).float(origin.y).float(origin.z);
        for reading in &nested.readings {
            let samples = reading.samples.iter().copied();
            seen = seen.text(&reading.name).float(reading.value).floats(samples);
        }
        let parent = nested.parent.as_ref().ok_or("no parent")?;
        Ok(seen.number(parent.id).text(&parent.name).answer())
    }
}

impl<const BYTES: usize> AsProst for VectorMessages<BYTES> {
    type Prost = Samples;
    type Kept = Samples;

    #[inline(always)]
    fn fill(record: &workloads::Vector, kept: &mut Samples) {
        kept.channel = workloads::Vector::CHANNEL;
        record.0.clone_into(&mut kept.values);
    }

    #[inline(always)]
    fn filled(kept: &Samples) -> &Samples {
        kept
    }

    #[inline(always)]
    fn three_of(samples: &Samples) -> Outcome<u64> {
        let last = samples.values.last().copied().unwrap_or_default();
        let seen =
            Seen::<false>::default().number(samples.channel).number(samples.values.len() as u64);
        Ok(seen.float(last).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(samples: &Samples) -> Outcome<u64> {
        let values = samples.values.iter().copied();
        Ok(Seen::<WHOLE>::default().number(samples.channel).floats(values).answer())
    }
}

/// The message to write, and one of each kind that is not in it.
#[derive(Default)]
pub(in crate::rivals) struct KeptMixed {
    mixed: Mixed,
    telemetry: Telemetry,
    log: LogRecord,
    nested: Nested,
    samples: Samples,
}

impl AsProst for MixedMessages {
    type Prost = Mixed;
    type Kept = KeptMixed;

    #[inline(always)]
    fn fill(record: &workloads::Mixed, kept: &mut KeptMixed) {
        // What strings and vectors have grown to must not be lost.
        match kept.mixed.message.take() {
            Some(Any::Telemetry(telemetry)) => kept.telemetry = telemetry,
            Some(Any::Log(log)) => kept.log = log,
            Some(Any::Nested(nested)) => kept.nested = nested,
            Some(Any::Samples(samples)) => kept.samples = samples,
            None => {}
        }
        kept.mixed.message = Some(match record {
            workloads::Mixed::Telemetry(record) => {
                TelemetryMessages::fill(record, &mut kept.telemetry);
                Any::Telemetry(mem::take(&mut kept.telemetry))
            }
            workloads::Mixed::Log(record) => {
                LogMessages::fill(record, &mut kept.log);
                Any::Log(mem::take(&mut kept.log))
            }
            workloads::Mixed::Nested(record) => {
                NestedMessages::fill(record, &mut kept.nested);
                Any::Nested(mem::take(&mut kept.nested))
            }
            workloads::Mixed::Vector(record) => {
                MixedVector::fill(record, &mut kept.samples);
                Any::Samples(mem::take(&mut kept.samples))
            }
        });
    }

    #[inline(always)]
    fn filled(kept: &KeptMixed) -> &Mixed {
        &kept.mixed
    }

    fn three_of(mixed: &Mixed) -> Outcome<u64> {
        match mixed.message.as_ref().ok_or("no message")? {
            Any::Telemetry(telemetry) => TelemetryMessages::three_of(telemetry),
            Any::Log(log) => LogMessages::three_of(log),
            Any::Nested(nested) => NestedMessages::three_of(nested),
            Any::Samples(samples) => MixedVector::three_of(samples),
        }
    }

    fn every_of<const WHOLE: bool>(mixed: &Mixed) -> Outcome<u64> {
        match mixed.message.as_ref().ok_or("no message")? {
            Any::Telemetry(telemetry) => TelemetryMessages::every_of::<WHOLE>(telemetry),
            Any::Log(log) => LogMessages::every_of::<WHOLE>(log),
            Any::Nested(nested) => NestedMessages::every_of::<WHOLE>(nested),
            Any::Samples(samples) => MixedVector::every_of::<WHOLE>(samples),
        }
    }
}
