//! Messages to write, and the types that read them back.

use crate::{
    compiled::{LogRecordDraft, TelemetryDraft},
    schema,
};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_core::{Result, StreamDeserialize, StreamSerialize};

/// A telemetry message of 88 bytes, determined by its sequence number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Telemetry(pub u64);

impl Telemetry {
    /// The message's fields.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
    pub fn args(self) -> schema::TelemetryArgs {
        let Self(n) = self;
        schema::TelemetryArgs {
            timestamp: 1_700_000_000_000_000_000 + n * 1_000_000,
            sequence: n + 1,
            latitude: 48.0 + n as f64 * 1e-6,
            longitude: 11.0 - n as f64 * 1e-6,
            speed: 13.5,
            heading: 270.25,
            battery: 900 + (n % 100) as u16,
            status: 3,
            errors: 1 + n as u32,
            uptime: 60 + n,
        }
    }
}

impl Telemetry {
    /// The message, to be emitted.
    #[must_use]
    pub fn draft(self) -> TelemetryDraft {
        let args = self.args();
        TelemetryDraft {
            timestamp: args.timestamp,
            sequence: args.sequence,
            latitude: args.latitude,
            longitude: args.longitude,
            speed: args.speed,
            heading: args.heading,
            battery: args.battery,
            status: args.status,
            errors: args.errors,
            uptime: args.uptime,
        }
    }
}

impl StreamSerialize for Telemetry {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let root = schema::Telemetry::create(builder, &self.args());
        builder.finish(root, None);
        Ok(())
    }
}

impl StreamDeserialize for Telemetry {
    type Root<'p> = schema::Telemetry<'p>;
    fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>> {
        Ok(flatbuffers::root::<schema::Telemetry<'_>>(payload)?)
    }
}

/// A log message: three strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log<'s> {
    /// Nanoseconds since the epoch.
    pub timestamp: u64,
    /// Severity.
    pub level: schema::Level,
    /// Name of the machine.
    pub host: &'s str,
    /// Name of the program.
    pub program: &'s str,
    /// The text.
    pub message: &'s str,
}

impl<'s> Log<'s> {
    /// The message without its level, to be emitted.
    #[must_use]
    pub fn draft(&self) -> LogRecordDraft<'s> {
        LogRecordDraft {
            timestamp: self.timestamp,
            host: Some(self.host),
            program: Some(self.program),
            message: Some(self.message),
            ..LogRecordDraft::default()
        }
    }
}

impl StreamSerialize for Log<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let args = schema::LogRecordArgs {
            timestamp: self.timestamp,
            level: self.level,
            host: Some(builder.create_string(self.host)),
            program: Some(builder.create_string(self.program)),
            message: Some(builder.create_string(self.message)),
        };
        let root = schema::LogRecord::create(builder, &args);
        builder.finish(root, None);
        Ok(())
    }
}

impl StreamDeserialize for Log<'_> {
    type Root<'p> = schema::LogRecord<'p>;
    fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>> {
        Ok(flatbuffers::root::<schema::LogRecord<'_>>(payload)?)
    }
}

/// A log message that owns its text, made up from a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnedLog {
    timestamp: u64,
    host: String,
    message: String,
}

impl OwnedLog {
    /// A message of about 160 bytes when finished.
    #[must_use]
    pub fn new(n: u64) -> Self {
        Self {
            timestamp: 1_700_000_000_000_000_000 + n,
            host: format!("node-{:03}", n % 500),
            message: format!(
                "accepted connection {n} from 10.{}.{}.7 port {} after {} ms",
                n % 251,
                n % 241,
                20_000 + n % 40_000,
                n % 977
            ),
        }
    }

    /// A message with `line` as its text: of any log.
    #[must_use]
    pub fn from_line(n: u64, line: &str) -> Self {
        Self { message: line.to_owned(), ..Self::new(n) }
    }

    /// The message to write.
    #[must_use]
    pub fn as_log(&self) -> Log<'_> {
        Log {
            timestamp: self.timestamp,
            level: schema::Level::Info,
            host: &self.host,
            program: "relayd",
            message: &self.message,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telemetry_is_88_bytes_and_reads_back() {
        for n in [0, 1, 1_000_000] {
            let mut builder = FlatBufferBuilder::new();
            Telemetry(n).serialize(&mut builder).unwrap();
            assert_eq!(builder.finished_data().len(), 88);
            let root = Telemetry::from_payload(builder.finished_data()).unwrap();
            assert_eq!((root.sequence(), root.heading()), (n + 1, 270.25));
        }
    }

    #[test]
    fn log_messages_are_about_160_bytes_and_read_back() {
        let log = OwnedLog::new(12_345);
        let mut builder = FlatBufferBuilder::new();
        log.as_log().serialize(&mut builder).unwrap();
        let payload = builder.finished_data();
        assert!((140..=180).contains(&payload.len()), "{}", payload.len());
        assert_eq!(Log::from_payload(payload).unwrap().message(), Some(&*log.message));
    }
}
