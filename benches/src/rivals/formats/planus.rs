//! `FlatBuffers`, by planus.

use super::{Encoder, LogValues, Messages, Records, TelemetryValues, next_frame, verify};
use crate::{
    case::Pass,
    measure::Outcome,
    workloads::{LogMessages, TelemetryMessages},
};
use flatstream_bench_formats::messages_planus::messages as schema;
use flatstream_testkit::Telemetry;
use planus::ReadAsRoot;

pub(super) struct Planus<M: AsPlanus> {
    given: Records<M>,
    builder: planus::Builder,
    sink: Vec<u8>,
}

impl<M: AsPlanus> Planus<M> {
    pub(super) fn new(given: Records<M>) -> Self {
        Self { given, builder: planus::Builder::new(), sink: Vec::new() }
    }
}

impl<M: AsPlanus> Pass for Planus<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            self.builder.clear();
            let payload = M::build_planus(record, &mut self.builder)?;
            push_frame(&mut self.sink, payload);
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next = |stream: &mut &[u8]| M::planus_values(next_frame(stream)?);
        verify::<M>(&self.given, &self.sink, next)
    }
}

impl<M: AsPlanus> Encoder for Planus<M> {
    fn written(&self) -> &[u8] {
        &self.sink
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
fn push_frame(sink: &mut Vec<u8>, payload: &[u8]) {
    sink.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    sink.extend_from_slice(payload);
}

/// Messages as planus has them.
pub(super) trait AsPlanus: Messages {
    fn build_planus<'b>(
        record: &Self::Record,
        builder: &'b mut planus::Builder,
    ) -> Outcome<&'b [u8]>;
    fn planus_values(payload: &[u8]) -> Outcome<Self::Values>;
}

impl AsPlanus for TelemetryMessages {
    #[inline(always)]
    fn build_planus<'b>(record: &Telemetry, builder: &'b mut planus::Builder) -> Outcome<&'b [u8]> {
        let args = record.args();
        let root = schema::Telemetry::create(
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
        );
        Ok(builder.finish(root, None))
    }

    fn planus_values(payload: &[u8]) -> Outcome<TelemetryValues> {
        let t = schema::TelemetryRef::read_as_root(payload)?;
        Ok((
            t.timestamp()?,
            t.sequence()?,
            t.latitude()?,
            t.longitude()?,
            t.speed()?,
            t.heading()?,
            t.battery()?,
            t.status()?,
            t.errors()?,
            t.uptime()?,
        ))
    }
}

impl AsPlanus for LogMessages {
    #[inline(always)]
    fn build_planus<'b>(
        record: &Self::Record,
        builder: &'b mut planus::Builder,
    ) -> Outcome<&'b [u8]> {
        let log = record.as_log();
        let level = schema::Level::try_from(log.level.0)?;
        let root = schema::LogRecord::create(
            builder,
            log.timestamp,
            level,
            log.host,
            log.program,
            log.message,
        );
        Ok(builder.finish(root, None))
    }

    fn planus_values(payload: &[u8]) -> Outcome<LogValues> {
        let log = schema::LogRecordRef::read_as_root(payload)?;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (host, program) = (text(log.host()?), text(log.program()?));
        Ok((log.timestamp()?, log.level()? as u8, host, program, text(log.message()?)))
    }
}
