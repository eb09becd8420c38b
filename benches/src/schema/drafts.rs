//! Records as the drafts that a generator makes of their schema.
//!
//! A layout that drafts are generated in is a type here, and a line in the list of
//! [`write`](super::write).

use crate::workloads::{LogMessages, NestedMessages, NestedRecord, TelemetryMessages, Workload};
use flatstream_core::Emit;
use flatstream_testkit::{
    Log, OwnedLog, Telemetry,
    compiled::{Level, LogRecordDraft, NestedDraft, Point, ReadingDraft, TelemetryDraft},
    schema,
};

/// A layout that drafts are generated in.
pub(super) trait Layout: 'static {
    /// Rows of the draft alone, of a writer, and of a writer with an arena.
    const BARE: &str;
    const EMIT: &str;
    const ARENA: &str;
}

/// The drafts of the messages of `M`.
pub(super) trait Drafts<M: Workload>: Layout {
    type Draft<'r>: Emit;

    /// Has `then` work with the draft of `record`, which may borrow from what only
    /// lives as long.
    fn with_draft<T>(record: &M::Record, then: impl FnOnce(&Self::Draft<'_>) -> T) -> T;
}

/// Every field has its place; the vtable says which are there. What one gets by
/// default.
pub(super) struct Masked;

impl Layout for Masked {
    const BARE: &str = "draft alone";
    const EMIT: &str = "emit";
    const ARENA: &str = "emit, with_arena";
}

impl Drafts<TelemetryMessages> for Masked {
    type Draft<'r> = TelemetryDraft;

    #[inline(always)]
    fn with_draft<T>(record: &Telemetry, then: impl FnOnce(&TelemetryDraft) -> T) -> T {
        then(&telemetry(&record.args()))
    }
}

#[inline(always)]
pub(super) fn telemetry(args: &schema::TelemetryArgs) -> TelemetryDraft {
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

impl Drafts<LogMessages> for Masked {
    type Draft<'r> = LogRecordDraft<'r>;

    #[inline(always)]
    fn with_draft<T>(record: &OwnedLog, then: impl FnOnce(&LogRecordDraft<'_>) -> T) -> T {
        let Log { timestamp, level, host, program, message } = record.as_log();
        then(&LogRecordDraft {
            timestamp,
            level: Level(level.0),
            host: Some(host),
            program: Some(program),
            message: Some(message),
        })
    }
}

impl Drafts<NestedMessages> for Masked {
    type Draft<'r> = NestedDraft<'r>;

    #[inline(always)]
    fn with_draft<T>(record: &NestedRecord, then: impl FnOnce(&NestedDraft<'_>) -> T) -> T {
        let name = Some(NestedRecord::NAME);
        let [x, y, z] = record.origin();
        let readings = record.eight_readings().map(|(name, value, samples)| ReadingDraft {
            name: Some(name),
            value,
            samples: Some(samples),
        });
        let parent = NestedDraft { id: record.parent_id(), name, ..NestedDraft::default() };
        then(&NestedDraft {
            id: record.id,
            name,
            origin: Some(Point { x, y, z }),
            readings: Some(&readings),
            parent: Some(&parent),
        })
    }
}
