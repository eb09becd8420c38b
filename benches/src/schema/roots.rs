//! Roots that compiled verifiers hand out, and the fields that are looked at.

use crate::{
    measure::Outcome,
    messages::{Messages, Seen},
    workloads::{LogMessages, NestedMessages, TelemetryMessages},
};
use flatstream_core::Verified;
use flatstream_schema::Compiled;
use flatstream_testkit::{
    compiled::{LogRecordView, NestedView, TelemetryView},
    schema,
};
use std::marker::PhantomData;

/// Messages whose verifiers are compiled.
pub(super) trait Verifiable: Messages {
    /// Has the compiled verifier hand out flatc's types.
    type Flatc: for<'p> Verified<Root<'p> = Self::Flat<'p>>
        + for<'p> Compiled<Root<'p> = Self::Flat<'p>>
        + 'static;
    /// Has it hand out views.
    type View: Root;
}

impl Verifiable for TelemetryMessages {
    type Flatc = schema::Telemetry<'static>;
    type View = View<TelemetryMessages>;
}

impl Verifiable for LogMessages {
    type Flatc = schema::LogRecord<'static>;
    type View = View<LogMessages>;
}

impl Verifiable for NestedMessages {
    type Flatc = schema::Nested<'static>;
    type View = View<NestedMessages>;
}

/// A root, and what is looked at in it.
pub(super) trait Root: 'static {
    type Of: Verified<Memo: 'static>;

    fn three(root: &<Self::Of as Verified>::Root<'_>) -> Outcome<u64>;
    fn every<const WHOLE: bool>(root: &<Self::Of as Verified>::Root<'_>) -> Outcome<u64>;
}

/// As flatc generates it.
pub(super) struct Flatc<M>(PhantomData<M>);

impl<M: Verifiable> Root for Flatc<M> {
    type Of = M::Flatc;

    #[inline(always)]
    fn three(root: &M::Flat<'_>) -> Outcome<u64> {
        M::three_in(root)
    }

    #[inline(always)]
    fn every<const WHOLE: bool>(root: &M::Flat<'_>) -> Outcome<u64> {
        M::every_in::<WHOLE>(root)
    }
}

/// A view.
pub(super) struct View<M>(PhantomData<M>);

impl Root for View<TelemetryMessages> {
    type Of = TelemetryView<'static>;

    #[inline(always)]
    fn three(t: &TelemetryView<'_>) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(t.sequence())
            .float(t.latitude())
            .number(t.battery())
            .answer())
    }

    #[inline(always)]
    fn every<const WHOLE: bool>(t: &TelemetryView<'_>) -> Outcome<u64> {
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

impl Root for View<LogMessages> {
    type Of = LogRecordView<'static>;

    #[inline(always)]
    fn three(log: &LogRecordView<'_>) -> Outcome<u64> {
        Ok(Seen::<false>::default()
            .number(log.timestamp())
            .number(log.level().0)
            .text(log.message().unwrap_or_default())
            .answer())
    }

    #[inline(always)]
    fn every<const WHOLE: bool>(log: &LogRecordView<'_>) -> Outcome<u64> {
        Ok(Seen::<WHOLE>::default()
            .number(log.timestamp())
            .number(log.level().0)
            .text(log.host().unwrap_or_default())
            .text(log.program().unwrap_or_default())
            .text(log.message().unwrap_or_default())
            .answer())
    }
}

impl Root for View<NestedMessages> {
    type Of = NestedView<'static>;

    #[inline(always)]
    fn three(nested: &NestedView<'_>) -> Outcome<u64> {
        let origin = nested.origin().ok_or("no origin")?;
        Ok(Seen::<false>::default()
            .number(nested.id())
            .float(origin.z)
            .number(nested.readings().map_or(0, |readings| readings.len()) as u64)
            .answer())
    }

    #[inline(always)]
    fn every<const WHOLE: bool>(nested: &NestedView<'_>) -> Outcome<u64> {
        let origin = nested.origin().ok_or("no origin")?;
        let mut seen = Seen::<WHOLE>::default()
            .number(nested.id())
            .text(nested.name().unwrap_or_default())
            .float(origin.x)
            .float(origin.y)
            .float(origin.z);
        for reading in nested.readings().iter().flat_map(|readings| readings.iter()) {
            let samples = reading.samples();
            seen = seen
                .text(reading.name().unwrap_or_default())
                .float(reading.value())
                .floats(samples.iter().flat_map(|samples| samples.iter()));
        }
        let parent = nested.parent().ok_or("no parent")?;
        Ok(seen.number(parent.id()).text(parent.name().unwrap_or_default()).answer())
    }
}
