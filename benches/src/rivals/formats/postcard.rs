//! postcard: each message, by serde's derived code, behind its length.
//!
//! Writers take structs that borrow from the records ([`super::borrowed`]) and
//! encode into a slice that is used again. Readers decode all fields, whichever
//! are looked at: strings are borrowed from the stream, while vectors are new
//! ones for each message, as serde has no borrowed ones but of bytes, and
//! derived code none that are used again. Only the `touch-*` rows compare that
//! with formats that are read in place.

use super::{
    borrowed::{AsBorrowed, LogRecord, Point, Telemetry},
    frame,
    harness::{Format, Sink, room},
};
use crate::{
    measure::Outcome,
    messages::{Answers, MixedVector, Seen},
    targets::Given,
    workloads::{LogMessages, MixedMessages, NestedMessages, TelemetryMessages, VectorMessages},
};
use serde::Deserialize;
use std::io::BufRead;

pub(super) struct Postcard {
    buffer: Vec<u8>,
    received: Vec<u8>,
}

impl<M: AsPostcard> Format<M> for Postcard {
    const NAME: &'static str = "postcard";

    fn new(given: &Given<M::Record>) -> Self {
        Self { buffer: vec![0; frame::HEADER_BYTES + room(given)], received: Vec::new() }
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        M::with_borrowed(record, |message| {
            let payload = &mut self.buffer[frame::HEADER_BYTES..];
            let len = postcard::to_slice(&message, payload)?.len();
            self.buffer[..frame::HEADER_BYTES].copy_from_slice(&frame::header(len));
            Ok(sink.write_all(&self.buffer[..frame::HEADER_BYTES + len])?)
        })
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
fn look<M: AsPostcard, const ALL: bool, const WHOLE: bool>(payload: &[u8]) -> Outcome<u64> {
    let message = postcard::from_bytes(payload)?;
    if ALL { M::every_of::<WHOLE>(&message) } else { M::three_of(&message) }
}

/// Messages as they are decoded.
pub(in crate::rivals) trait AsPostcard: Answers + AsBorrowed {
    type Decoded<'p>: Deserialize<'p>;

    fn three_of(message: &Self::Decoded<'_>) -> Outcome<u64>;
    fn every_of<const WHOLE: bool>(message: &Self::Decoded<'_>) -> Outcome<u64>;
}

#[derive(Deserialize)]
struct Reading<'p> {
    name: &'p str,
    value: f64,
    samples: Vec<f32>,
}

#[derive(Deserialize)]
pub(in crate::rivals) struct Nested<'p> {
    id: u64,
    name: &'p str,
    origin: Option<Point>,
    #[serde(borrow)]
    readings: Vec<Reading<'p>>,
    #[serde(borrow)]
    parent: Option<Box<Nested<'p>>>,
}

#[derive(Deserialize)]
pub(in crate::rivals) struct Samples {
    channel: u32,
    values: Vec<f64>,
}

#[derive(Deserialize)]
pub(in crate::rivals) enum AnyMessage<'p> {
    Telemetry(Telemetry),
    #[serde(borrow)]
    Log(LogRecord<'p>),
    #[serde(borrow)]
    Nested(Nested<'p>),
    Samples(Samples),
}

impl AsPostcard for TelemetryMessages {
    type Decoded<'p> = Telemetry;

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

impl AsPostcard for LogMessages {
    type Decoded<'p> = LogRecord<'p>;

    #[inline(always)]
    fn three_of(log: &LogRecord<'_>) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(log.message)
            .answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(log: &LogRecord<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp)
            .number(log.level)
            .text(log.host)
            .text(log.program)
            .text(log.message)
            .answer())
    }
}

impl AsPostcard for NestedMessages {
    type Decoded<'p> = Nested<'p>;

    #[inline(always)]
    fn three_of(nested: &Nested<'_>) -> Outcome<u64> {
        let origin = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<false>::default().number(nested.id).float(origin.z);
        Ok(seen.number(nested.readings.len() as u64).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(nested: &Nested<'_>) -> Outcome<u64> {
        let origin = nested.origin.as_ref().ok_or("no origin")?;
        let seen = Seen::<WHOLE>::default().number(nested.id).text(nested.name);
        let mut seen = seen.float(origin.x).float(origin.y).float(origin.z);
        for reading in &nested.readings {
            let samples = reading.samples.iter().copied();
            seen = seen.text(reading.name).float(reading.value).floats(samples);
        }
        let parent = nested.parent.as_ref().ok_or("no parent")?;
        Ok(seen.number(parent.id).text(parent.name).answer())
    }
}

impl<const BYTES: usize> AsPostcard for VectorMessages<BYTES> {
    type Decoded<'p> = Samples;

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

impl AsPostcard for MixedMessages {
    type Decoded<'p> = AnyMessage<'p>;

    fn three_of(mixed: &AnyMessage<'_>) -> Outcome<u64> {
        match mixed {
            AnyMessage::Telemetry(telemetry) => TelemetryMessages::three_of(telemetry),
            AnyMessage::Log(log) => LogMessages::three_of(log),
            AnyMessage::Nested(nested) => NestedMessages::three_of(nested),
            AnyMessage::Samples(samples) => MixedVector::three_of(samples),
        }
    }

    fn every_of<const WHOLE: bool>(mixed: &AnyMessage<'_>) -> Outcome<u64> {
        match mixed {
            AnyMessage::Telemetry(telemetry) => TelemetryMessages::every_of::<WHOLE>(telemetry),
            AnyMessage::Log(log) => LogMessages::every_of::<WHOLE>(log),
            AnyMessage::Nested(nested) => NestedMessages::every_of::<WHOLE>(nested),
            AnyMessage::Samples(samples) => MixedVector::every_of::<WHOLE>(samples),
        }
    }
}
