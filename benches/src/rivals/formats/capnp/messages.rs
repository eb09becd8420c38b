//! Messages as Cap'n Proto has them.

use crate::{
    measure::Outcome,
    messages::{Answers, MixedVector, Seen},
    workloads::{
        LogMessages, Mixed, MixedMessages, NestedMessages, NestedRecord, TelemetryMessages, Vector,
        VectorMessages,
    },
};
use capnp::traits::Owned;
use flatstream_bench_formats::messages_capnp as schema;
use flatstream_testkit::{OwnedLog, Telemetry};

pub(in crate::rivals) trait AsCapnp: Answers {
    type Root: Owned;

    fn fill(record: &Self::Record, root: Builder<'_, Self>) -> Outcome<()>;
    fn three_of(root: Reader<'_, Self>) -> Outcome<u64>;
    fn every_of<const WHOLE: bool>(root: Reader<'_, Self>) -> Outcome<u64>;
}

type Builder<'m, M> = <<M as AsCapnp>::Root as Owned>::Builder<'m>;
type Reader<'m, M> = <<M as AsCapnp>::Root as Owned>::Reader<'m>;

impl AsCapnp for TelemetryMessages {
    type Root = schema::telemetry::Owned;

    #[inline(always)]
    fn fill(record: &Telemetry, mut root: Builder<'_, Self>) -> Outcome<()> {
        let args = record.args();
        root.set_timestamp(args.timestamp);
        root.set_sequence(args.sequence);
        root.set_latitude(args.latitude);
        root.set_longitude(args.longitude);
        root.set_speed(args.speed);
        root.set_heading(args.heading);
        root.set_battery(args.battery);
        root.set_status(args.status);
        root.set_errors(args.errors);
        root.set_uptime(args.uptime);
        Ok(())
    }

    #[inline(always)]
    fn three_of(t: Reader<'_, Self>) -> Outcome<u64> {
        let seen = Seen::<false>::default().number(t.get_sequence()).float(t.get_latitude());
        Ok(seen.number(t.get_battery()).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(t: Reader<'_, Self>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(t.get_timestamp())
            .number(t.get_sequence())
            .float(t.get_latitude())
            .float(t.get_longitude())
            .float(t.get_speed())
            .float(t.get_heading())
            .number(t.get_battery())
            .number(t.get_status())
            .number(t.get_errors())
            .number(t.get_uptime())
            .answer())
    }
}

impl AsCapnp for LogMessages {
    type Root = schema::log_record::Owned;

    #[inline(always)]
    fn fill(record: &OwnedLog, mut root: Builder<'_, Self>) -> Outcome<()> {
        let log = record.as_log();
        root.set_timestamp(log.timestamp);
        root.set_level(u16::from(log.level.0).try_into()?);
        root.set_host(log.host);
        root.set_program(log.program);
        root.set_message(log.message);
        Ok(())
    }

    #[inline(always)]
    fn three_of(log: Reader<'_, Self>) -> Outcome<u64> {
        let seen =
            Seen::<false>::default().number(log.get_timestamp()).number(log.get_level()? as u16);
        Ok(seen.text(log.get_message()?.to_str()?).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(log: Reader<'_, Self>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.get_timestamp())
            .number(log.get_level()? as u16)
            .text(log.get_host()?.to_str()?)
            .text(log.get_program()?.to_str()?)
            .text(log.get_message()?.to_str()?)
            .answer())
    }
}

impl AsCapnp for NestedMessages {
    type Root = schema::nested::Owned;

    #[inline(always)]
    fn fill(record: &NestedRecord, mut root: Builder<'_, Self>) -> Outcome<()> {
        root.set_id(record.id);
        root.set_name(NestedRecord::NAME);
        let [x, y, z] = record.origin();
        let mut origin = root.reborrow().init_origin();
        origin.set_x(x);
        origin.set_y(y);
        origin.set_z(z);
        let count = u32::try_from(record.readings().len())?;
        let mut readings = root.reborrow().init_readings(count);
        for (index, (name, value, samples)) in (0..).zip(record.readings()) {
            let mut reading = readings.reborrow().get(index);
            reading.set_name(name);
            reading.set_value(value);
            let len = u32::try_from(samples.len())?;
            let mut list = reading.init_samples(len);
            list.as_slice().ok_or(NO_SLICE)?.copy_from_slice(samples);
        }
        let mut parent = root.init_parent();
        parent.set_id(record.parent_id());
        parent.set_name(NestedRecord::NAME);
        Ok(())
    }

    #[inline(always)]
    fn three_of(nested: Reader<'_, Self>) -> Outcome<u64> {
        let seen =
            Seen::<false>::default().number(nested.get_id()).float(nested.get_origin()?.get_z());
        Ok(seen.number(nested.get_readings()?.len()).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(nested: Reader<'_, Self>) -> Outcome<u64> {
        let origin = nested.get_origin()?;
        let mut seen = Seen::<WHOLE>::default()
            .number(nested.get_id())
            .text(nested.get_name()?.to_str()?)
            .float(origin.get_x())
            .float(origin.get_y())
            .float(origin.get_z());
        for reading in nested.get_readings()? {
            let samples = reading.get_samples()?;
            seen = seen
                .text(reading.get_name()?.to_str()?)
                .float(reading.get_value())
                .floats(samples.as_slice().ok_or(NO_SLICE)?.iter().copied());
        }
        let parent = nested.get_parent()?;
        Ok(seen.number(parent.get_id()).text(parent.get_name()?.to_str()?).answer())
    }
}

impl<const BYTES: usize> AsCapnp for VectorMessages<BYTES> {
    type Root = schema::samples::Owned;

    #[inline(always)]
    fn fill(record: &Vector, mut root: Builder<'_, Self>) -> Outcome<()> {
        root.set_channel(Vector::CHANNEL);
        // `set_values` would set one after the other.
        let mut list = root.init_values(u32::try_from(record.0.len())?);
        list.as_slice().ok_or(NO_SLICE)?.copy_from_slice(&record.0);
        Ok(())
    }

    #[inline(always)]
    fn three_of(samples: Reader<'_, Self>) -> Outcome<u64> {
        let values = samples.get_values()?;
        let last = values.as_slice().ok_or(NO_SLICE)?.last().copied().unwrap_or_default();
        let seen = Seen::<false>::default().number(samples.get_channel()).number(values.len());
        Ok(seen.float(last).answer())
    }

    #[inline(always)]
    fn every_of<const WHOLE: bool>(samples: Reader<'_, Self>) -> Outcome<u64> {
        let values = samples.get_values()?;
        let values = values.as_slice().ok_or(NO_SLICE)?.iter().copied();
        Ok(Seen::<WHOLE>::default().number(samples.get_channel()).floats(values).answer())
    }
}

impl AsCapnp for MixedMessages {
    type Root = schema::mixed::Owned;

    #[inline(always)]
    fn fill(record: &Mixed, root: Builder<'_, Self>) -> Outcome<()> {
        match record {
            Mixed::Telemetry(telemetry) => {
                TelemetryMessages::fill(telemetry, root.init_telemetry())
            }
            Mixed::Log(log) => LogMessages::fill(log, root.init_log()),
            Mixed::Nested(nested) => NestedMessages::fill(nested, root.init_nested()),
            Mixed::Vector(vector) => MixedVector::fill(vector, root.init_samples()),
        }
    }

    fn three_of(mixed: Reader<'_, Self>) -> Outcome<u64> {
        match mixed.which()? {
            schema::mixed::Telemetry(telemetry) => TelemetryMessages::three_of(telemetry?),
            schema::mixed::Log(log) => LogMessages::three_of(log?),
            schema::mixed::Nested(nested) => NestedMessages::three_of(nested?),
            schema::mixed::Samples(samples) => MixedVector::three_of(samples?),
        }
    }

    fn every_of<const WHOLE: bool>(mixed: Reader<'_, Self>) -> Outcome<u64> {
        match mixed.which()? {
            schema::mixed::Telemetry(telemetry) => TelemetryMessages::every_of::<WHOLE>(telemetry?),
            schema::mixed::Log(log) => LogMessages::every_of::<WHOLE>(log?),
            schema::mixed::Nested(nested) => NestedMessages::every_of::<WHOLE>(nested?),
            schema::mixed::Samples(samples) => MixedVector::every_of::<WHOLE>(samples?),
        }
    }
}

/// Floats lie where Rust can have them as they are.
const NO_SLICE: &str = "a list that is not one of floats";
