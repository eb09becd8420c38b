//! The two messages: drafts that are written, views that come back, and what makes
//! the two comparable.

use crate::schema::{LogRecordDraft, LogRecordView, SampleDraft, SampleView};
use std::hash::{Hash, Hasher};

impl From<SampleView<'_>> for SampleDraft {
    fn from(view: SampleView<'_>) -> Self {
        Self {
            timestamp_ns: view.timestamp_ns(),
            sequence: view.sequence(),
            reading: view.reading(),
            cpu_busy: view.cpu_busy(),
            load_average: view.load_average(),
            memory_used_kib: view.memory_used_kib(),
            memory_total_kib: view.memory_total_kib(),
            received_bytes: view.received_bytes(),
            sent_bytes: view.sent_bytes(),
            process_rss_kib: view.process_rss_kib(),
            process_cpu_ms: view.process_cpu_ms(),
            process_minor_faults: view.process_minor_faults(),
            process_voluntary_switches: view.process_voluntary_switches(),
        }
    }
}

impl<'p> From<LogRecordView<'p>> for LogRecordDraft<'p> {
    fn from(view: LogRecordView<'p>) -> Self {
        Self { line: view.line(), offset: view.offset(), text: view.text(), lossy: view.lossy() }
    }
}

impl Hash for SampleDraft {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.timestamp_ns, self.sequence, self.reading).hash(state);
        (self.cpu_busy.map(f32::to_bits), self.load_average.to_bits()).hash(state);
        (self.memory_used_kib, self.memory_total_kib).hash(state);
        (self.received_bytes, self.sent_bytes).hash(state);
        (self.process_rss_kib, self.process_cpu_ms).hash(state);
        (self.process_minor_faults, self.process_voluntary_switches).hash(state);
    }
}

impl Hash for LogRecordDraft<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.line, self.offset, self.text, self.lossy).hash(state);
    }
}
