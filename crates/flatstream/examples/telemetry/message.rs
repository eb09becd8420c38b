//! The two messages, as plain values and as FlatBuffers.

use crate::schema;
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{Result, StreamDeserialize, StreamSerialize};
use std::hash::{Hash, Hasher};

/// One sample.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct Sample {
    pub(crate) timestamp_ns: u64,
    pub(crate) sequence: u64,
    pub(crate) figures: Figures,
}

/// What one reading yields.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) reading: u64,
    pub(crate) cpu_busy: Option<f32>,
    pub(crate) load_average: f32,
    pub(crate) memory_used_kib: u64,
    pub(crate) memory_total_kib: u64,
    pub(crate) received_bytes: u64,
    pub(crate) sent_bytes: u64,
    pub(crate) process: Process,
}

/// What the sampling process itself used.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub(crate) struct Process {
    pub(crate) rss_kib: u64,
    pub(crate) cpu_ms: u64,
    pub(crate) minor_faults: u64,
    pub(crate) voluntary_switches: u64,
}

impl Hash for Figures {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.reading, self.cpu_busy.map(f32::to_bits), self.load_average.to_bits()).hash(state);
        (self.memory_used_kib, self.memory_total_kib).hash(state);
        (self.received_bytes, self.sent_bytes, self.process).hash(state);
    }
}

impl StreamSerialize for Sample {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let Figures { process, .. } = self.figures;
        let args = schema::SampleArgs {
            timestamp_ns: self.timestamp_ns,
            sequence: self.sequence,
            reading: self.figures.reading,
            cpu_busy: self.figures.cpu_busy,
            load_average: self.figures.load_average,
            memory_used_kib: self.figures.memory_used_kib,
            memory_total_kib: self.figures.memory_total_kib,
            received_bytes: self.figures.received_bytes,
            sent_bytes: self.figures.sent_bytes,
            process_rss_kib: process.rss_kib,
            process_cpu_ms: process.cpu_ms,
            process_minor_faults: process.minor_faults,
            process_voluntary_switches: process.voluntary_switches,
        };
        let root = schema::Sample::create(builder, &args);
        builder.finish(root, None);
        Ok(())
    }
}

impl StreamDeserialize for Sample {
    type Root<'p> = schema::Sample<'p>;
    fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>> {
        Ok(flatbuffers::root::<schema::Sample<'_>>(payload)?)
    }
}

impl From<schema::Sample<'_>> for Sample {
    fn from(root: schema::Sample<'_>) -> Self {
        let process = Process {
            rss_kib: root.process_rss_kib(),
            cpu_ms: root.process_cpu_ms(),
            minor_faults: root.process_minor_faults(),
            voluntary_switches: root.process_voluntary_switches(),
        };
        let figures = Figures {
            reading: root.reading(),
            cpu_busy: root.cpu_busy(),
            load_average: root.load_average(),
            memory_used_kib: root.memory_used_kib(),
            memory_total_kib: root.memory_total_kib(),
            received_bytes: root.received_bytes(),
            sent_bytes: root.sent_bytes(),
            process,
        };
        Self { timestamp_ns: root.timestamp_ns(), sequence: root.sequence(), figures }
    }
}

/// A line of a log file, or a piece of one.
#[derive(Clone, Copy, Debug, Hash)]
pub(crate) struct LogLine<'t> {
    pub(crate) line: u64,
    pub(crate) offset: u64,
    pub(crate) text: &'t str,
    pub(crate) lossy: bool,
}

impl StreamSerialize for LogLine<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let text = Some(builder.create_string(self.text));
        let &Self { line, offset, lossy, .. } = self;
        let args = schema::LogRecordArgs { line, offset, text, lossy };
        let root = schema::LogRecord::create(builder, &args);
        builder.finish(root, None);
        Ok(())
    }
}

impl StreamDeserialize for LogLine<'_> {
    type Root<'p> = schema::LogRecord<'p>;
    fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>> {
        Ok(flatbuffers::root::<schema::LogRecord<'_>>(payload)?)
    }
}

impl<'p> From<schema::LogRecord<'p>> for LogLine<'p> {
    fn from(root: schema::LogRecord<'p>) -> Self {
        Self { line: root.line(), offset: root.offset(), text: root.text(), lossy: root.lossy() }
    }
}
