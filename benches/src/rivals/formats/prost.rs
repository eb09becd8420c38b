//! Protocol Buffers, by prost.

use super::{Encoder, LogValues, Messages, Records, TelemetryValues, verify};
use crate::{
    case::Pass,
    measure::Outcome,
    workloads::{LogMessages, TelemetryMessages},
};
use flatstream_testkit::Telemetry;
use prost::Message;

/// One message, filled again from each record.
pub(super) struct Prost<M: AsProst> {
    given: Records<M>,
    message: M::Prost,
    sink: Vec<u8>,
}

impl<M: AsProst> Prost<M> {
    pub(super) fn new(given: Records<M>) -> Self {
        Self { given, message: M::Prost::default(), sink: Vec::new() }
    }
}

impl<M: AsProst> Pass for Prost<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            M::fill_prost(record, &mut self.message);
            self.message.encode_length_delimited(&mut self.sink)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next =
            |stream: &mut &[u8]| Ok(M::prost_values(M::Prost::decode_length_delimited(stream)?));
        verify::<M>(&self.given, &self.sink, next)
    }
}

impl<M: AsProst> Encoder for Prost<M> {
    fn written(&self) -> &[u8] {
        &self.sink
    }
}

/// Messages that the program holds as prost wants them.
pub(super) struct ProstOwned<M: AsProst> {
    given: Records<M>,
    messages: Vec<M::Prost>,
    sink: Vec<u8>,
}

impl<M: AsProst> ProstOwned<M> {
    pub(super) fn new(given: Records<M>) -> Self {
        let message = |record| {
            let mut message = M::Prost::default();
            M::fill_prost(record, &mut message);
            message
        };
        let messages = given.records.iter().map(message).collect();
        Self { given, messages, sink: Vec::new() }
    }
}

impl<M: AsProst> Pass for ProstOwned<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for message in &self.messages {
            message.encode_length_delimited(&mut self.sink)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next =
            |stream: &mut &[u8]| Ok(M::prost_values(M::Prost::decode_length_delimited(stream)?));
        verify::<M>(&self.given, &self.sink, next)
    }
}

impl<M: AsProst> Encoder for ProstOwned<M> {
    fn written(&self) -> &[u8] {
        &self.sink
    }
}

/// Messages as prost has them.
pub(super) trait AsProst: Messages {
    type Prost: Message + Default + 'static;

    fn fill_prost(record: &Self::Record, message: &mut Self::Prost);
    fn prost_values(message: Self::Prost) -> Self::Values;
}

#[derive(Clone, PartialEq, Message)]
pub(super) struct ProstTelemetry {
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
pub(super) struct ProstLog {
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

impl AsProst for TelemetryMessages {
    type Prost = ProstTelemetry;

    #[inline(always)]
    fn fill_prost(record: &Telemetry, message: &mut ProstTelemetry) {
        let args = record.args();
        *message = ProstTelemetry {
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

    #[expect(clippy::cast_possible_truncation, reason = "written from 16 bits")]
    fn prost_values(t: ProstTelemetry) -> TelemetryValues {
        (
            t.timestamp,
            t.sequence,
            t.latitude,
            t.longitude,
            t.speed,
            t.heading,
            t.battery as u16,
            t.status as u16,
            t.errors,
            t.uptime,
        )
    }
}

impl AsProst for LogMessages {
    type Prost = ProstLog;

    /// Copies the text into strings that are used again: prost has no borrowed ones.
    #[inline(always)]
    fn fill_prost(record: &Self::Record, message: &mut ProstLog) {
        let log = record.as_log();
        message.timestamp = log.timestamp;
        message.level = log.level.0.into();
        message.host.clear();
        message.host.push_str(log.host);
        message.program.clear();
        message.program.push_str(log.program);
        message.message.clear();
        message.message.push_str(log.message);
    }

    #[expect(clippy::cast_possible_truncation, reason = "written from 8 bits")]
    fn prost_values(log: ProstLog) -> LogValues {
        (log.timestamp, log.level as u8, log.host, log.program, log.message)
    }
}
