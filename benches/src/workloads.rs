//! Messages to write and streams to read, the same in every run.

use crate::{
    integrity::{self, Integrity},
    measure::Outcome,
};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    Result, StreamSerialize,
    arena::{Gather, GatherSerialize},
};
use flatstream_testkit::{OwnedLog, Telemetry, schema};
use std::{fs, path::Path, sync::OnceLock};

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

/// Lines of the logs that the user named, or of the sample.
static LOG_LINES: OnceLock<Vec<String>> = OnceLock::new();

/// What Debian's package manager logged while it set up a machine: Debian's own
/// packages, on other days than it was. Blocks longer than the sample have
/// repetitions in them that no real log has.
const SAMPLE: &str = include_str!("../data/dpkg.log");

fn log_lines() -> &'static [String] {
    LOG_LINES.get_or_init(|| SAMPLE.lines().map(str::to_owned).collect())
}

/// Takes the lines of all files in `dir` whose names end in `.log`, in turns from
/// each.
pub(crate) fn load_logs(dir: &Path) -> Outcome<()> {
    let wrong = |error| format!("cannot read logs in {}: {error}", dir.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.extension().is_some_and(|extension| extension == "log") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        texts.push(String::from_utf8_lossy(&fs::read(path).map_err(wrong)?).into_owned());
    }
    let mut files: Vec<_> = texts.iter().map(|text| text.lines()).collect();
    let mut lines = Vec::new();
    while !files.is_empty() {
        files.retain_mut(|file| file.next().map(|line| lines.push(line.to_owned())).is_some());
    }
    if lines.is_empty() {
        return Err(format!("no line in any .log file in {}", dir.display()).into());
    }
    LOG_LINES.set(lines).map_err(|_| "logs are given once".into())
}

impl Workload for LogMessages {
    const NAME: &str = "log";
    type Record = OwnedLog;

    #[expect(clippy::cast_possible_truncation, reason = "any line will do")]
    fn record(n: u64) -> OwnedLog {
        let lines = log_lines();
        OwnedLog::from_line(n, &lines[n as usize % lines.len()])
    }
    #[inline(always)]
    fn message(record: &OwnedLog) -> impl StreamSerialize {
        record.as_log()
    }
}

/// About 2 KiB: nested tables, a struct, strings and short vectors.
pub(crate) struct NestedMessages;

pub(crate) struct NestedRecord {
    pub(crate) id: u64,
    names: Vec<String>,
    samples: Vec<[f32; 40]>,
}

impl NestedRecord {
    pub(crate) const NAME: &str = "rig";

    pub(crate) fn origin(&self) -> [f64; 3] {
        [1.0, 2.0, self.id as f64]
    }

    /// Name, value and samples of each.
    pub(crate) fn readings(&self) -> impl ExactSizeIterator<Item = (&str, f64, &[f32; 40])> {
        let samples = self.samples.iter();
        self.names.iter().zip(samples).map(|(name, samples)| (&**name, samples[0].into(), samples))
    }

    /// The same, where they must lie side by side.
    pub(crate) fn eight_readings(&self) -> [(&str, f64, &[f32; 40]); 8] {
        std::array::from_fn(|k| (&*self.names[k], self.samples[k][0].into(), &self.samples[k]))
    }

    /// The parent has no more than this and the same name.
    pub(crate) fn parent_id(&self) -> u64 {
        self.id + 1
    }
}

struct NestedMessage<'r>(&'r NestedRecord);

impl Workload for NestedMessages {
    const NAME: &str = "nested-2K";
    type Record = NestedRecord;

    fn record(n: u64) -> NestedRecord {
        NestedRecord {
            id: n,
            names: (0..8).map(|k| format!("sensor-{}-{k}", n % 100)).collect(),
            samples: (0..8_u8).map(|k| [f32::from(k) + 0.5; 40]).collect(),
        }
    }
    #[inline(always)]
    fn message(record: &NestedRecord) -> impl StreamSerialize {
        NestedMessage(record)
    }
}

impl StreamSerialize for NestedMessage<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let Self(record) = *self;
        let mut readings = [None; 8];
        for (slot, (name, value, samples)) in readings.iter_mut().zip(record.readings()) {
            let args = schema::ReadingArgs {
                name: Some(builder.create_string(name)),
                value,
                samples: Some(builder.create_vector(samples)),
            };
            *slot = Some(schema::Reading::create(builder, &args));
        }
        let readings = readings.map(|reading| reading.expect("eight names, eight vectors"));
        let readings = builder.create_vector(&readings);
        let name = builder.create_string(NestedRecord::NAME);
        let parent = schema::Nested::create(
            builder,
            &schema::NestedArgs { id: record.parent_id(), name: Some(name), ..Default::default() },
        );
        let [x, y, z] = record.origin();
        let root = schema::Nested::create(
            builder,
            &schema::NestedArgs {
                id: record.id,
                name: Some(name),
                origin: Some(&schema::Point::new(x, y, z)),
                readings: Some(readings),
                parent: Some(parent),
            },
        );
        builder.finish(root, None);
        Ok(())
    }
}

/// Nested messages of rigs whose readings change from sample to sample, as those
/// of [`NestedMessages`] do not: for what depends on content.
pub(crate) struct RigMessages;

impl Workload for RigMessages {
    const NAME: &str = "rig-2K";
    type Record = NestedRecord;

    fn record(n: u64) -> NestedRecord {
        let mut record = NestedMessages::record(n);
        for (sensor, samples) in record.samples.iter_mut().enumerate() {
            // A walk in steps of a 64th, from where this sensor mostly is.
            let mut random = XorShift((n * 8 + sensor as u64 + 1) << 17 | 0x9E37);
            let mut value = 20.0 + sensor as f32 * 10.0;
            for sample in samples {
                value += (random.below(9) as f32 - 4.0) / 64.0;
                *sample = value;
            }
        }
        record
    }
    #[inline(always)]
    fn message(record: &NestedRecord) -> impl StreamSerialize {
        NestedMessage(record)
    }
}

/// Lines of a log, each the whole message.
pub(crate) struct LineMessages;

impl Workload for LineMessages {
    const NAME: &str = "line";
    type Record = String;

    fn record(n: u64) -> String {
        LogMessages::record(n).as_log().message.to_owned()
    }
    #[inline(always)]
    fn message(record: &String) -> impl StreamSerialize {
        record.as_str()
    }
}

/// A table with one vector of `BYTES` bytes.
pub(crate) struct VectorMessages<const BYTES: usize>;

pub(crate) struct Vector(pub(crate) Vec<f64>);

impl Vector {
    pub(crate) const CHANNEL: u32 = 7;
}

impl<const BYTES: usize> Workload for VectorMessages<BYTES> {
    const NAME: &str = match BYTES {
        64 => "vector-64",
        256 => "vector-256",
        0x400 => "vector-1K",
        0x1000 => "vector-4K",
        0x4000 => "vector-16K",
        0x1_0000 => "vector-64K",
        0x4_0000 => "vector-256K",
        0x8_0000 => "vector-512K",
        0x10_0000 => "vector-1M",
        0x40_0000 => "vector-4M",
        _ => panic!("name it"),
    };
    type Record = Vector;

    fn record(n: u64) -> Vector {
        Vector((0..BYTES / 8).map(|k| n as f64 + k as f64 * 0.25).collect())
    }
    #[inline(always)]
    fn message(record: &Vector) -> impl StreamSerialize {
        record
    }
}

impl StreamSerialize for Vector {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let values = Some(builder.create_vector(&self.0));
        let root = schema::Samples::create(
            builder,
            &schema::SamplesArgs { channel: Vector::CHANNEL, values },
        );
        builder.finish(root, None);
        Ok(())
    }
}

impl GatherSerialize for Vector {
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()> {
        let values = Some(gather.create_vector(builder, &self.0));
        let root = schema::Samples::create(
            builder,
            &schema::SamplesArgs { channel: Vector::CHANNEL, values },
        );
        builder.finish(root, None);
        Ok(())
    }
}

/// Of a hundred, 60 telemetry, 30 log lines, 9 nested and one a vector of 64 KiB.
pub(crate) struct MixedMessages;

pub(crate) enum Mixed {
    Telemetry(Telemetry),
    Log(OwnedLog),
    Nested(NestedRecord),
    Vector(Vector),
}

impl Workload for MixedMessages {
    const NAME: &str = "mixed";
    type Record = Mixed;

    fn record(n: u64) -> Mixed {
        // Any order that is the same in every run; 61 is coprime to 100.
        match n * 61 % 100 {
            0 => Mixed::Vector(VectorMessages::<0x1_0000>::record(n)),
            1..=9 => Mixed::Nested(NestedMessages::record(n)),
            10..=39 => Mixed::Log(LogMessages::record(n)),
            _ => Mixed::Telemetry(Telemetry(n)),
        }
    }
    #[inline(always)]
    fn message(record: &Mixed) -> impl StreamSerialize {
        record
    }
}

impl StreamSerialize for Mixed {
    #[inline]
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        match self {
            Self::Telemetry(telemetry) => telemetry.serialize(builder),
            Self::Log(log) => log.as_log().serialize(builder),
            Self::Nested(nested) => NestedMessage(nested).serialize(builder),
            Self::Vector(vector) => vector.serialize(builder),
        }
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
    let mut random = XorShift::default();
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

pub(crate) struct XorShift(u64);

impl Default for XorShift {
    fn default() -> Self {
        Self(0x9E37_79B9_7F4A_7C15)
    }
}

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

    #[expect(clippy::cast_possible_truncation, reason = "below what is an index")]
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u64 + 1) as usize);
        }
    }
}
