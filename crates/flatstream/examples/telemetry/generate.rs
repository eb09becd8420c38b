use crate::schema::SampleDraft;

/// Makes figures up where there are none to read: a machine whose load comes
/// and goes.
#[derive(Debug, Default)]
pub(crate) struct Generator {
    readings: u64,
}

impl Generator {
    /// A sample without its time and number.
    pub(crate) fn read(&mut self) -> SampleDraft {
        let reading = self.readings;
        self.readings += 1;
        // Up and down again within 200 readings.
        let wave = (reading % 200).min(200 - reading % 200);
        SampleDraft {
            reading,
            cpu_busy: Some(wave as f32 / 100.0),
            load_average: 1.0,
            memory_used_kib: (1 << 20) + 256 * wave,
            memory_total_kib: 4 << 20,
            received_bytes: reading * 1500,
            sent_bytes: reading * 600,
            process_rss_kib: 2048,
            process_cpu_ms: reading / 10,
            process_minor_faults: 300,
            process_voluntary_switches: reading,
            ..SampleDraft::EMPTY
        }
    }
}
