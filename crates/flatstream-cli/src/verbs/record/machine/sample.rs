//! The message: a sample.

use crate::verbs::record::slot;
use flatbuffers::{Allocator, FlatBufferBuilder, TableFinishedWIPOffset, WIPOffset};
use flatstream::{Result, StreamSerialize};

/// One look at a machine.
#[derive(Clone, Debug, Default)]
pub(super) struct Sample {
    pub(super) sequence: u64,
    pub(super) time_ns: u64,
    pub(super) cpu_busy: Option<f32>,
    pub(super) load: Load,
    pub(super) memory: Memory,
    pub(super) networks: Vec<Network>,
    pub(super) disks: Vec<Disk>,
    pub(super) process: Process,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Load {
    pub(super) one_minute: f32,
    pub(super) five_minutes: f32,
    pub(super) fifteen_minutes: f32,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Memory {
    pub(super) total_kib: u64,
    pub(super) available_kib: u64,
    pub(super) swap_total_kib: u64,
    pub(super) swap_free_kib: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Network {
    pub(super) name: String,
    pub(super) received_bytes: u64,
    pub(super) received_packets: u64,
    pub(super) sent_bytes: u64,
    pub(super) sent_packets: u64,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Disk {
    pub(super) name: String,
    pub(super) reads: u64,
    pub(super) read_bytes: u64,
    pub(super) writes: u64,
    pub(super) written_bytes: u64,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Process {
    pub(super) resident_kib: u64,
    pub(super) cpu_ms: u64,
    pub(super) minor_faults: u64,
    pub(super) voluntary_switches: u64,
}

impl StreamSerialize for Sample {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let load = self.load.build(builder);
        let memory = self.memory.build(builder);
        let process = self.process.build(builder);
        let networks: Vec<_> = self.networks.iter().map(|network| network.build(builder)).collect();
        let networks = builder.create_vector(&networks);
        let disks: Vec<_> = self.disks.iter().map(|disk| disk.build(builder)).collect();
        let disks = builder.create_vector(&disks);

        let table = builder.start_table();
        builder.push_slot(machine::SEQUENCE, self.sequence, 0);
        builder.push_slot(machine::TIME_NS, self.time_ns, 0);
        if let Some(busy) = self.cpu_busy {
            builder.push_slot_always(machine::CPU_BUSY, busy);
        }
        builder.push_slot_always(machine::LOAD, load);
        builder.push_slot_always(machine::MEMORY, memory);
        builder.push_slot_always(machine::NETWORKS, networks);
        builder.push_slot_always(machine::DISKS, disks);
        builder.push_slot_always(machine::PROCESS, process);
        let root = builder.end_table(table);
        builder.finish(root, Some("MACH"));
        Ok(())
    }
}

/// A table in the making.
type Built = WIPOffset<TableFinishedWIPOffset>;

impl Load {
    fn build<A: Allocator>(&self, builder: &mut FlatBufferBuilder<'_, A>) -> Built {
        let table = builder.start_table();
        builder.push_slot(slot(0), self.one_minute, 0.0);
        builder.push_slot(slot(1), self.five_minutes, 0.0);
        builder.push_slot(slot(2), self.fifteen_minutes, 0.0);
        builder.end_table(table)
    }
}

impl Memory {
    fn build<A: Allocator>(&self, builder: &mut FlatBufferBuilder<'_, A>) -> Built {
        let Self { total_kib, available_kib, swap_total_kib, swap_free_kib } = *self;
        counters(builder, None, [total_kib, available_kib, swap_total_kib, swap_free_kib])
    }
}

impl Network {
    fn build<A: Allocator>(&self, builder: &mut FlatBufferBuilder<'_, A>) -> Built {
        let Self { name, received_bytes, received_packets, sent_bytes, sent_packets } = self;
        let figures = [*received_bytes, *received_packets, *sent_bytes, *sent_packets];
        counters(builder, Some(name), figures)
    }
}

impl Disk {
    fn build<A: Allocator>(&self, builder: &mut FlatBufferBuilder<'_, A>) -> Built {
        let Self { name, reads, read_bytes, writes, written_bytes } = self;
        counters(builder, Some(name), [*reads, *read_bytes, *writes, *written_bytes])
    }
}

impl Process {
    fn build<A: Allocator>(&self, builder: &mut FlatBufferBuilder<'_, A>) -> Built {
        let Self { resident_kib, cpu_ms, minor_faults, voluntary_switches } = *self;
        counters(builder, None, [resident_kib, cpu_ms, minor_faults, voluntary_switches])
    }
}

/// A table of a name, if it has one, and of counters in the order of their fields.
fn counters<A: Allocator>(
    builder: &mut FlatBufferBuilder<'_, A>,
    name: Option<&str>,
    figures: [u64; 4],
) -> Built {
    let name = name.map(|name| builder.create_string(name));
    let table = builder.start_table();
    let mut id = 0;
    if let Some(name) = name {
        builder.push_slot_always(slot(id), name);
        id += 1;
    }
    for figure in figures {
        builder.push_slot(slot(id), figure, 0);
        id += 1;
    }
    builder.end_table(table)
}

/// `machine.fbs` in binary.
pub(super) const SCHEMA: &[u8] = include_bytes!("../../../../schemas/machine.bfbs");

/// Fields of the root.
mod machine {
    use super::slot;

    pub(super) const SEQUENCE: u16 = slot(0);
    pub(super) const TIME_NS: u16 = slot(1);
    pub(super) const CPU_BUSY: u16 = slot(2);
    pub(super) const LOAD: u16 = slot(3);
    pub(super) const MEMORY: u16 = slot(4);
    pub(super) const NETWORKS: u16 = slot(5);
    pub(super) const DISKS: u16 = slot(6);
    pub(super) const PROCESS: u16 = slot(7);
}

#[cfg(test)]
mod tests {
    use super::*;
    use flatstream::reflect::{JsonPrinter, Schema};

    #[test]
    fn every_field_comes_back_by_the_schema() {
        let sample = Sample {
            sequence: 1,
            time_ns: 2,
            cpu_busy: Some(0.5),
            load: Load { one_minute: 1.5, five_minutes: 2.5, fifteen_minutes: 3.5 },
            memory: Memory { total_kib: 3, available_kib: 4, swap_total_kib: 5, swap_free_kib: 6 },
            networks: vec![Network {
                name: "eth0".into(),
                received_bytes: 7,
                received_packets: 8,
                sent_bytes: 9,
                sent_packets: 10,
            }],
            disks: vec![Disk {
                name: "sda".into(),
                reads: 11,
                read_bytes: 12,
                writes: 13,
                written_bytes: 14,
            }],
            process: Process {
                resident_kib: 15,
                cpu_ms: 16,
                minor_faults: 17,
                voluntary_switches: 18,
            },
        };
        let mut builder = FlatBufferBuilder::new();
        sample.serialize(&mut builder).unwrap();
        let schema = Schema::new(SCHEMA).unwrap();
        let mut json = Vec::new();
        JsonPrinter::new(&schema).print(builder.finished_data(), &mut json).unwrap();
        let expected = serde_json::json!({
            "sequence": 1,
            "time_ns": 2,
            "cpu_busy": 0.5,
            "load": { "one_minute": 1.5, "five_minutes": 2.5, "fifteen_minutes": 3.5 },
            "memory": {
                "total_kib": 3, "available_kib": 4, "swap_total_kib": 5, "swap_free_kib": 6
            },
            "networks": [{
                "name": "eth0",
                "received_bytes": 7,
                "received_packets": 8,
                "sent_bytes": 9,
                "sent_packets": 10
            }],
            "disks": [{
                "name": "sda", "reads": 11, "read_bytes": 12, "writes": 13, "written_bytes": 14
            }],
            "process": {
                "resident_kib": 15, "cpu_ms": 16, "minor_faults": 17, "voluntary_switches": 18
            },
        });
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&json).unwrap(), expected);
    }
}
