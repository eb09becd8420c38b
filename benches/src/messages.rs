//! What is written and what must come out, whatever the format.

use crate::{
    measure::Outcome,
    workloads::{
        LogMessages, Mixed, MixedMessages, NestedMessages, NestedRecord, TelemetryMessages, Vector,
        VectorMessages, Workload,
    },
};
use flatbuffers::{Follow, Verifiable, root};
use flatstream_testkit::{Log, OwnedLog, Telemetry, schema};

/// Messages whose readers answer with one number made of the fields that they
/// looked at, the same number in every format.
pub(crate) trait Answers: Workload {
    /// Three fields of a record.
    fn three(record: &Self::Record) -> u64;
    /// All fields of a record, as [`Seen`] takes them.
    fn every<const WHOLE: bool>(record: &Self::Record) -> u64;
}

/// Messages that can be read as well as written: the payload says what it is.
pub(crate) trait Messages: Answers {
    /// The root, as flatc generates it.
    type Flat<'p>: Follow<'p, Inner = Self::Flat<'p>> + Verifiable + 'p;

    /// Reads three fields.
    fn three_in(flat: &Self::Flat<'_>) -> Outcome<u64>;
    /// Reads all fields.
    fn every_in<const WHOLE: bool>(flat: &Self::Flat<'_>) -> Outcome<u64>;

    /// Verifies a payload and reads three fields.
    #[inline(always)]
    fn flat_three(payload: &[u8]) -> Outcome<u64> {
        Self::three_in(&root::<Self::Flat<'_>>(payload)?)
    }
    /// Verifies a payload and reads all fields.
    #[inline(always)]
    fn flat_every<const WHOLE: bool>(payload: &[u8]) -> Outcome<u64> {
        Self::every_in::<WHOLE>(&root::<Self::Flat<'_>>(payload)?)
    }
}

/// Folds fields into one number, in their order.
///
/// That costs little while it is timed: a string counts by its length and its
/// ends, a vector by its sum. To verify what was written or read, it is taken
/// as a `WHOLE`, byte by byte and element by element.
#[derive(Default)]
pub(crate) struct Seen<const WHOLE: bool>(u64);

impl<const WHOLE: bool> Seen<WHOLE> {
    #[inline(always)]
    pub(crate) fn number(self, number: impl Into<u64>) -> Self {
        Self(self.0.rotate_left(1).wrapping_add(number.into()))
    }

    #[inline(always)]
    pub(crate) fn float(self, float: impl Into<f64>) -> Self {
        self.number(float.into().to_bits())
    }

    #[inline(always)]
    pub(crate) fn text(self, text: &str) -> Self {
        if WHOLE {
            return text.bytes().fold(self.number(text.len() as u64), Self::number);
        }
        let ends = text.as_bytes().first().zip(text.as_bytes().last());
        let (first, last) = ends.map_or((0, 0), |(&first, &last)| (first, last));
        self.number(text.len() as u64).number(first).number(last)
    }

    /// All of them: a sum is as quick as memory is.
    #[inline(always)]
    pub(crate) fn floats<F: Into<f64>>(self, floats: impl Iterator<Item = F>) -> Self {
        if WHOLE {
            return floats.fold(self, Self::float);
        }
        self.number(floats.fold(0_u64, |sum, float| sum.wrapping_add(float.into().to_bits())))
    }

    #[inline(always)]
    pub(crate) fn answer(self) -> u64 {
        self.0
    }
}

impl Answers for TelemetryMessages {
    fn three(record: &Telemetry) -> u64 {
        let t = record.args();
        Seen::<false>::default().number(t.sequence).float(t.latitude).number(t.battery).answer()
    }

    fn every<const WHOLE: bool>(record: &Telemetry) -> u64 {
        telemetry::<WHOLE>(&record.args())
    }
}

/// All fields of telemetry.
pub(crate) fn telemetry<const WHOLE: bool>(t: &schema::TelemetryArgs) -> u64 {
    Seen::<WHOLE>::default()
        .number(t.timestamp)
        .number(t.sequence)
        .float(t.latitude)
        .float(t.longitude)
        .float(t.speed)
        .float(t.heading)
        .number(t.battery)
        .number(t.status)
        .number(t.errors)
        .number(t.uptime)
        .answer()
}

impl Messages for TelemetryMessages {
    type Flat<'p> = schema::Telemetry<'p>;

    #[inline(always)]
    fn three_in(t: &Self::Flat<'_>) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(t.sequence())
            .float(t.latitude())
            .number(t.battery())
            .answer())
    }

    #[inline(always)]
    fn every_in<const WHOLE: bool>(t: &Self::Flat<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(t.timestamp())
            .number(t.sequence())
            .float(t.latitude())
            .float(t.longitude())
            .float(t.speed())
            .float(t.heading())
            .number(t.battery())
            .number(t.status())
            .number(t.errors())
            .number(t.uptime())
            .answer())
    }
}

impl Answers for LogMessages {
    fn three(record: &OwnedLog) -> u64 {
        let Log { timestamp, level, message, .. } = record.as_log();
        Seen::<false>::default().number(timestamp).number(level.0).text(message).answer()
    }

    fn every<const WHOLE: bool>(record: &OwnedLog) -> u64 {
        let Log { timestamp, level, host, program, message } = record.as_log();
        Seen::<WHOLE>::default()
            .number(timestamp)
            .number(level.0)
            .text(host)
            .text(program)
            .text(message)
            .answer()
    }
}

impl Messages for LogMessages {
    type Flat<'p> = schema::LogRecord<'p>;

    #[inline(always)]
    fn three_in(log: &Self::Flat<'_>) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(log.timestamp())
            .number(log.level().0)
            .text(log.message().unwrap_or_default())
            .answer())
    }

    #[inline(always)]
    fn every_in<const WHOLE: bool>(log: &Self::Flat<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp())
            .number(log.level().0)
            .text(log.host().unwrap_or_default())
            .text(log.program().unwrap_or_default())
            .text(log.message().unwrap_or_default())
            .answer())
    }
}

impl Answers for NestedMessages {
    fn three(record: &NestedRecord) -> u64 {
        let readings = record.readings();
        Seen::<false>::default()
            .number(record.id)
            .float(record.origin()[2])
            .number(readings.count() as u64)
            .answer()
    }

    fn every<const WHOLE: bool>(record: &NestedRecord) -> u64 {
        let mut seen = Seen::<WHOLE>::default().number(record.id).text(NestedRecord::NAME);
        for coordinate in record.origin() {
            seen = seen.float(coordinate);
        }
        for (name, value, samples) in record.readings() {
            seen = seen.text(name).float(value).floats(samples.iter().copied());
        }
        seen.number(record.parent_id()).text(NestedRecord::NAME).answer()
    }
}

impl Messages for NestedMessages {
    type Flat<'p> = schema::Nested<'p>;

    #[inline(always)]
    fn three_in(nested: &Self::Flat<'_>) -> Outcome<u64> {
        let origin = nested.origin().ok_or("no origin")?;
        Ok(Seen::<false>::default()
            .number(nested.id())
            .float(origin.z())
            .number(nested.readings().map_or(0, |readings| readings.len()) as u64)
            .answer())
    }

    #[inline(always)]
    fn every_in<const WHOLE: bool>(nested: &Self::Flat<'_>) -> Outcome<u64> {
        let origin = nested.origin().ok_or("no origin")?;
        let mut seen = Seen::<WHOLE>::default()
            .number(nested.id())
            .text(nested.name().unwrap_or_default())
            .float(origin.x())
            .float(origin.y())
            .float(origin.z());
        for reading in nested.readings().into_iter().flatten() {
            seen = seen
                .text(reading.name().unwrap_or_default())
                .float(reading.value())
                .floats(reading.samples().into_iter().flatten());
        }
        let parent = nested.parent().ok_or("no parent")?;
        Ok(seen.number(parent.id()).text(parent.name().unwrap_or_default()).answer())
    }
}

impl<const BYTES: usize> Answers for VectorMessages<BYTES> {
    fn three(record: &Vector) -> u64 {
        let Vector(values) = record;
        let last = values.last().copied().unwrap_or_default();
        Seen::<false>::default()
            .number(Vector::CHANNEL)
            .number(values.len() as u64)
            .float(last)
            .answer()
    }

    fn every<const WHOLE: bool>(record: &Vector) -> u64 {
        let Vector(values) = record;
        Seen::<WHOLE>::default().number(Vector::CHANNEL).floats(values.iter().copied()).answer()
    }
}

impl<const BYTES: usize> Messages for VectorMessages<BYTES> {
    type Flat<'p> = schema::Samples<'p>;

    #[inline(always)]
    fn three_in(samples: &Self::Flat<'_>) -> Outcome<u64> {
        let values = samples.values().ok_or("no values")?;
        let last = if values.is_empty() { 0.0 } else { values.get(values.len() - 1) };
        Ok(Seen::<false>::default()
            .number(samples.channel())
            .number(values.len() as u64)
            .float(last)
            .answer())
    }

    #[inline(always)]
    fn every_in<const WHOLE: bool>(samples: &Self::Flat<'_>) -> Outcome<u64> {
        let values = samples.values().ok_or("no values")?;
        Ok(Seen::<WHOLE>::default().number(samples.channel()).floats(values.iter()).answer())
    }
}

/// Whichever it is.
impl Answers for MixedMessages {
    fn three(record: &Mixed) -> u64 {
        match record {
            Mixed::Telemetry(telemetry) => TelemetryMessages::three(telemetry),
            Mixed::Log(log) => LogMessages::three(log),
            Mixed::Nested(nested) => NestedMessages::three(nested),
            Mixed::Vector(vector) => MixedVector::three(vector),
        }
    }

    fn every<const WHOLE: bool>(record: &Mixed) -> u64 {
        match record {
            Mixed::Telemetry(telemetry) => TelemetryMessages::every::<WHOLE>(telemetry),
            Mixed::Log(log) => LogMessages::every::<WHOLE>(log),
            Mixed::Nested(nested) => NestedMessages::every::<WHOLE>(nested),
            Mixed::Vector(vector) => MixedVector::every::<WHOLE>(vector),
        }
    }
}

/// The vectors among mixed messages.
pub(crate) type MixedVector = VectorMessages<0x1_0000>;
