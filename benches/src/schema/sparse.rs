//! Telemetry whose fields come and go.
//!
//! Left out where the gate is built: with a second user of telemetry's builder, the
//! compiler makes calls of what it inlines there.

use crate::{
    measure::Outcome,
    messages::{self, Answers, Messages, Seen},
    schema::{
        drafts::{self, Drafts, Masked},
        roots::{Root, Verifiable, View},
    },
    workloads::{TelemetryMessages, Workload},
};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{Result, StreamSerialize};
use flatstream_testkit::{
    Telemetry,
    compiled::{TelemetryDraft, TelemetryView},
    schema,
};

/// Telemetry with 30 % of its fields 0, which is their default, others in each
/// message: `FlatBuffers` leave them out, and no two messages have the same vtable
/// but by chance.
pub(crate) struct SparseMessages;

pub(crate) struct Sparse(pub(crate) schema::TelemetryArgs);

impl Workload for SparseMessages {
    const NAME: &str = "sparse";
    type Record = Sparse;

    fn record(n: u64) -> Sparse {
        let mut args = Telemetry(n).args();
        // Well mixed bits, six for each field.
        let mut bits = (n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits ^= bits >> 27;
        let absent = |field: u32| (bits >> (6 * field)) % 64 < 19;
        macro_rules! leave_out {
            ($($field:ident $number:literal)*) => {$(
                if absent($number) {
                    args.$field = Default::default();
                }
            )*};
        }
        leave_out!(timestamp 0 sequence 1 latitude 2 longitude 3 speed 4);
        leave_out!(heading 5 battery 6 status 7 errors 8 uptime 9);
        Sparse(args)
    }
    #[inline(always)]
    fn message(record: &Sparse) -> impl StreamSerialize {
        record
    }
}

impl StreamSerialize for Sparse {
    #[inline]
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let root = schema::Telemetry::create(builder, &self.0);
        builder.finish(root, None);
        Ok(())
    }
}

impl Answers for SparseMessages {
    fn three(Sparse(t): &Sparse) -> u64 {
        Seen::<false>::default().number(t.sequence).float(t.latitude).number(t.battery).answer()
    }

    fn every<const WHOLE: bool>(Sparse(t): &Sparse) -> u64 {
        messages::telemetry::<WHOLE>(t)
    }
}

impl Messages for SparseMessages {
    type Flat<'p> = schema::Telemetry<'p>;

    #[inline(always)]
    fn three_in(t: &Self::Flat<'_>) -> Outcome<u64> {
        TelemetryMessages::three_in(t)
    }

    #[inline(always)]
    fn every_in<const WHOLE: bool>(t: &Self::Flat<'_>) -> Outcome<u64> {
        TelemetryMessages::every_in::<WHOLE>(t)
    }
}

impl Drafts<SparseMessages> for Masked {
    type Draft<'r> = TelemetryDraft;

    #[inline(always)]
    fn with_draft<T>(record: &Sparse, then: impl FnOnce(&TelemetryDraft) -> T) -> T {
        then(&drafts::telemetry(&record.0))
    }
}

impl Verifiable for SparseMessages {
    type Flatc = schema::Telemetry<'static>;
    type View = View<SparseMessages>;
}

impl Root for View<SparseMessages> {
    type Of = TelemetryView<'static>;

    #[inline(always)]
    fn three(t: &TelemetryView<'_>) -> Outcome<u64> {
        View::<TelemetryMessages>::three(t)
    }

    #[inline(always)]
    fn every<const WHOLE: bool>(t: &TelemetryView<'_>) -> Outcome<u64> {
        View::<TelemetryMessages>::every::<WHOLE>(t)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_fields_in_ten_are_left_out() {
        let absent: usize = (0..2000)
            .map(|n| {
                let Sparse(t) = SparseMessages::record(n);
                let numbers = [t.timestamp, t.sequence, t.uptime, t.errors.into()];
                let shorts = [t.battery, t.status];
                let floats = [t.latitude, t.longitude, t.speed.into(), t.heading.into()];
                numbers.iter().filter(|number| **number == 0).count()
                    + shorts.iter().filter(|number| **number == 0).count()
                    + floats.iter().filter(|number| **number == 0.0).count()
            })
            .sum();
        assert!((5700..6300).contains(&absent), "{absent} of 20000");
    }
}
