//! Messages as Rust's types are their schema, for rkyv and postcard: they
//! borrow from the records what need not be copied.

use crate::{
    messages::MixedVector,
    schema::sparse::SparseMessages,
    workloads::{
        LogMessages, Mixed, MixedMessages, NestedMessages, NestedRecord, TelemetryMessages, Vector,
        VectorMessages, Workload,
    },
};
use flatstream_testkit::schema::TelemetryArgs;
use rkyv::{
    Archive,
    api::low::LowSerializer,
    rancor::{Error, Source},
    ser::{Allocator, Writer, allocator::ArenaHandle},
    validation::ArchiveContext,
    with::{AsString, AsVec, InlineAsBox, Map},
};

pub(crate) trait AsBorrowed: Workload {
    type Borrowed<'r>: serde::Serialize
        + for<'a> rkyv::Serialize<LowSerializer<Vec<u8>, ArenaHandle<'a>, Error>>;

    /// Has `then` work with the message of `record`, which may borrow from what
    /// only lives as long.
    fn with_borrowed<T>(record: &Self::Record, then: impl FnOnce(Self::Borrowed<'_>) -> T) -> T;
}

#[derive(Archive, rkyv::Serialize, serde::Serialize, serde::Deserialize)]
pub(crate) struct Telemetry {
    pub(super) timestamp: u64,
    pub(super) sequence: u64,
    pub(super) latitude: f64,
    pub(super) longitude: f64,
    pub(super) speed: f32,
    pub(super) heading: f32,
    pub(super) battery: u16,
    pub(super) status: u16,
    pub(super) errors: u32,
    pub(super) uptime: u64,
}

#[derive(Archive, rkyv::Serialize, serde::Serialize, serde::Deserialize)]
pub(crate) struct LogRecord<'r> {
    pub(super) timestamp: u64,
    pub(super) level: u8,
    #[rkyv(with = AsString)]
    pub(super) host: &'r str,
    #[rkyv(with = AsString)]
    pub(super) program: &'r str,
    #[rkyv(with = AsString)]
    pub(super) message: &'r str,
}

#[derive(Archive, rkyv::Serialize, serde::Serialize, serde::Deserialize)]
pub(crate) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) z: f64,
}

#[derive(Archive, rkyv::Serialize, serde::Serialize)]
pub(crate) struct Reading<'r> {
    #[rkyv(with = AsString)]
    pub(super) name: &'r str,
    pub(super) value: f64,
    #[rkyv(with = AsVec)]
    pub(super) samples: &'r [f32],
}

#[derive(Archive, rkyv::Serialize, serde::Serialize)]
#[rkyv(
    serialize_bounds(__S: Writer + Allocator, __S::Error: Source),
    bytecheck(bounds(__C: ArchiveContext, __C::Error: Source))
)]
pub(crate) struct Nested<'r> {
    pub(super) id: u64,
    #[rkyv(with = AsString)]
    pub(super) name: &'r str,
    pub(super) origin: Option<Point>,
    #[rkyv(with = AsVec)]
    pub(super) readings: &'r [Reading<'r>],
    #[rkyv(omit_bounds, with = Map<InlineAsBox>)]
    pub(super) parent: Option<&'r Nested<'r>>,
}

#[derive(Archive, rkyv::Serialize, serde::Serialize)]
pub(crate) struct Samples<'r> {
    pub(super) channel: u32,
    #[rkyv(with = AsVec)]
    pub(super) values: &'r [f64],
}

#[derive(Archive, rkyv::Serialize, serde::Serialize)]
pub(crate) enum AnyMessage<'r> {
    Telemetry(Telemetry),
    Log(LogRecord<'r>),
    Nested(Nested<'r>),
    Samples(Samples<'r>),
}

impl AsBorrowed for TelemetryMessages {
    type Borrowed<'r> = Telemetry;

    #[inline(always)]
    fn with_borrowed<T>(record: &Self::Record, then: impl FnOnce(Telemetry) -> T) -> T {
        then(telemetry(&record.args()))
    }
}

impl AsBorrowed for SparseMessages {
    type Borrowed<'r> = Telemetry;

    #[inline(always)]
    fn with_borrowed<T>(record: &Self::Record, then: impl FnOnce(Telemetry) -> T) -> T {
        then(telemetry(&record.0))
    }
}

#[inline(always)]
fn telemetry(args: &TelemetryArgs) -> Telemetry {
    Telemetry {
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

impl AsBorrowed for LogMessages {
    type Borrowed<'r> = LogRecord<'r>;

    #[inline(always)]
    fn with_borrowed<T>(record: &Self::Record, then: impl FnOnce(LogRecord<'_>) -> T) -> T {
        let log = record.as_log();
        then(LogRecord {
            timestamp: log.timestamp,
            level: log.level.0,
            host: log.host,
            program: log.program,
            message: log.message,
        })
    }
}

impl AsBorrowed for NestedMessages {
    type Borrowed<'r> = Nested<'r>;

    #[inline(always)]
    fn with_borrowed<T>(record: &NestedRecord, then: impl FnOnce(Nested<'_>) -> T) -> T {
        let name = NestedRecord::NAME;
        let [x, y, z] = record.origin();
        let readings =
            record.eight_readings().map(|(name, value, samples)| Reading { name, value, samples });
        let parent =
            Nested { id: record.parent_id(), name, origin: None, readings: &[], parent: None };
        then(Nested {
            id: record.id,
            name,
            origin: Some(Point { x, y, z }),
            readings: &readings,
            parent: Some(&parent),
        })
    }
}

impl<const BYTES: usize> AsBorrowed for VectorMessages<BYTES> {
    type Borrowed<'r> = Samples<'r>;

    #[inline(always)]
    fn with_borrowed<T>(record: &Vector, then: impl FnOnce(Samples<'_>) -> T) -> T {
        then(Samples { channel: Vector::CHANNEL, values: &record.0 })
    }
}

impl AsBorrowed for MixedMessages {
    type Borrowed<'r> = AnyMessage<'r>;

    #[inline(always)]
    fn with_borrowed<T>(record: &Mixed, then: impl FnOnce(AnyMessage<'_>) -> T) -> T {
        match record {
            Mixed::Telemetry(record) => TelemetryMessages::with_borrowed(record, |telemetry| {
                then(AnyMessage::Telemetry(telemetry))
            }),
            Mixed::Log(record) => {
                LogMessages::with_borrowed(record, |log| then(AnyMessage::Log(log)))
            }
            Mixed::Nested(record) => {
                NestedMessages::with_borrowed(record, |nested| then(AnyMessage::Nested(nested)))
            }
            Mixed::Vector(record) => {
                MixedVector::with_borrowed(record, |samples| then(AnyMessage::Samples(samples)))
            }
        }
    }
}
