//! Messages to write and streams to read, the same in every run.

use crate::{
    integrity::{self, Integrity},
    measure::Outcome,
};
use flatbuffers::FlatBufferBuilder;
use flatstream::StreamSerialize;
use flatstream_testkit::{OwnedLog, Telemetry};

/// Messages of one kind.
pub(crate) trait Workload: 'static {
    const NAME: &str;
    /// What a program holds before it writes a message.
    type Record: 'static;

    fn record(n: u64) -> Self::Record;
    fn message(record: &Self::Record) -> impl StreamSerialize;
}

/// 88 bytes of scalars.
pub(crate) struct TelemetryMessages;

impl Workload for TelemetryMessages {
    const NAME: &str = "telemetry";
    type Record = Telemetry;

    fn record(n: u64) -> Telemetry {
        Telemetry(n)
    }
    #[inline(always)]
    fn message(record: &Telemetry) -> impl StreamSerialize {
        *record
    }
}

/// About 160 bytes, mostly three strings.
pub(crate) struct LogMessages;

impl Workload for LogMessages {
    const NAME: &str = "log";
    type Record = OwnedLog;

    fn record(n: u64) -> OwnedLog {
        OwnedLog::new(n)
    }
    #[inline(always)]
    fn message(record: &OwnedLog) -> impl StreamSerialize {
        record.as_log()
    }
}

pub(crate) fn records<M: Workload>(count: u64) -> Vec<M::Record> {
    (0..count).map(M::record).collect()
}

/// The finished messages of a workload.
pub(crate) fn payloads<M: Workload>(count: u64) -> Outcome<Vec<Vec<u8>>> {
    let payload = |n| {
        let mut builder = FlatBufferBuilder::new();
        M::message(&M::record(n)).serialize(&mut builder)?;
        Ok(builder.finished_data().to_vec())
    };
    (0..count).map(payload).collect()
}

/// Bytes of sizes as they come in a log of events: seven in ten up to 256 bytes,
/// one in twenty up to 16 KiB.
pub(crate) fn mixed_payloads(count: u64) -> Vec<Vec<u8>> {
    let mut random = XorShift(0x9E37_79B9_7F4A_7C15);
    let mut payload = || {
        let (least, most) = match random.below(20) {
            0 => (2048, 16 * 1024),
            1..=5 => (256, 2048),
            _ => (24, 256),
        };
        let len = least + random.below(most - least);
        (0..len).map(|_| random.next().to_le_bytes()[7]).collect()
    };
    (0..count).map(|_| payload()).collect()
}

/// The stream of `payloads`.
pub(crate) fn wire<I: Integrity>(payloads: &[Vec<u8>]) -> Vec<u8> {
    let mut wire = Vec::new();
    for payload in payloads {
        wire.extend_from_slice(&integrity::header::<I>(payload)[..integrity::header_len::<I>()]);
        wire.extend_from_slice(payload);
    }
    wire
}

struct XorShift(u64);

impl XorShift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
