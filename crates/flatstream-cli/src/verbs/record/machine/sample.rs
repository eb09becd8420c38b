//! The message: a sample.

use super::proc::{disks, networks};
pub(super) use compiled::flatstream::{
    DiskDraft, LoadDraft, MachineDraft, MemoryDraft, NetworkDraft, ProcessDraft,
};

#[path = "../../../../schemas/machine_compiled.rs"]
mod compiled;

/// One look at a machine.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    pub(super) sequence: u64,
    pub(super) time_ns: u64,
    pub(super) cpu_busy: Option<f32>,
    pub(super) load: LoadDraft,
    pub(super) memory: MemoryDraft,
    /// What `/proc/net/dev` said. The message borrows names from it.
    pub(super) networks: String,
    /// What `/proc/diskstats` said.
    pub(super) disks: String,
    pub(super) process: ProcessDraft,
}

impl Sample {
    /// Hands the message to `visit`.
    pub(super) fn draft<T>(&self, visit: impl FnOnce(&MachineDraft<'_>) -> T) -> T {
        visit(&MachineDraft {
            sequence: self.sequence,
            time_ns: self.time_ns,
            cpu_busy: self.cpu_busy,
            load: Some(&self.load),
            memory: Some(&self.memory),
            networks: Some(&networks(&self.networks)),
            disks: Some(&disks(&self.disks)),
            process: Some(&self.process),
        })
    }
}

/// `machine.fbs` in binary.
pub(super) const SCHEMA: &[u8] = include_bytes!("../../../../schemas/machine.bfbs");

#[cfg(test)]
mod tests {
    use super::*;
    use flatstream::{
        Emit,
        reflect::{JsonPrinter, Schema},
    };

    #[test]
    fn every_field_comes_back_by_the_schema() {
        let sample = Sample {
            sequence: 1,
            time_ns: 2,
            cpu_busy: Some(0.5),
            load: LoadDraft { one_minute: 1.5, five_minutes: 2.5, fifteen_minutes: 3.5 },
            memory: MemoryDraft {
                total_kib: 3,
                available_kib: 4,
                swap_total_kib: 5,
                swap_free_kib: 6,
            },
            networks: "\n\n eth0: 7 8 0 0 0 0 0 0 9 10\n lo: 0 0 0 0 0 0 0 0 0 0\n".to_owned(),
            disks: "8 0 sda 11 0 2 0 12 0 4\n".to_owned(),
            process: ProcessDraft {
                resident_kib: 15,
                cpu_ms: 16,
                minor_faults: 17,
                voluntary_switches: 18,
            },
        };
        let mut message = Vec::new();
        sample.draft(|draft| {
            message.resize(draft.message_len().unwrap(), 0xFF);
            draft.emit(&mut message);
        });
        let schema = Schema::new(SCHEMA).unwrap();
        let mut json = Vec::new();
        JsonPrinter::new(&schema).print(&message, &mut json).unwrap();
        let expected = serde_json::json!({
            "sequence": 1,
            "time_ns": 2,
            "cpu_busy": 0.5,
            "load": { "one_minute": 1.5, "five_minutes": 2.5, "fifteen_minutes": 3.5 },
            "memory": {
                "total_kib": 3, "available_kib": 4, "swap_total_kib": 5, "swap_free_kib": 6
            },
            "networks": [
                {
                    "name": "eth0",
                    "received_bytes": 7,
                    "received_packets": 8,
                    "sent_bytes": 9,
                    "sent_packets": 10
                },
                { "name": "lo" }
            ],
            "disks": [{
                "name": "sda", "reads": 11, "read_bytes": 1024, "writes": 12, "written_bytes": 2048
            }],
            "process": {
                "resident_kib": 15, "cpu_ms": 16, "minor_faults": 17, "voluntary_switches": 18
            },
        });
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&json).unwrap(), expected);
    }
}
