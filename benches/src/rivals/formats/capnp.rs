//! Cap'n Proto; a message's length is its segment table.

use super::{Encoder, LogValues, Messages, Records, TelemetryValues, verify};
use crate::{
    case::Pass,
    measure::Outcome,
    workloads::{LogMessages, TelemetryMessages},
};
use capnp::{
    message::{self, ReaderOptions, ScratchSpaceHeapAllocator},
    serialize,
};
use flatstream_bench_formats::messages_capnp as schema;
use flatstream_testkit::Telemetry;

pub(super) struct Capnp<M: AsCapnp> {
    given: Records<M>,
    scratch: ScratchSpaceHeapAllocator<'static>,
    sink: Vec<u8>,
}

impl<M: AsCapnp> Capnp<M> {
    pub(super) fn new(given: Records<M>) -> Self {
        let words = Vec::leak(capnp::Word::allocate_zeroed_vec(SCRATCH_WORDS));
        let scratch = ScratchSpaceHeapAllocator::new(capnp::Word::words_to_bytes_mut(words));
        Self { given, scratch, sink: Vec::new() }
    }
}

/// Room for any message of the suite in one segment.
const SCRATCH_WORDS: usize = 512;

impl<M: AsCapnp> Pass for Capnp<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            let mut message = message::Builder::new(&mut self.scratch);
            M::fill_capnp(record, &mut message)?;
            serialize::write_message(&mut self.sink, &message)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next = |stream: &mut &[u8]| {
            M::capnp_values(&serialize::read_message(stream, ReaderOptions::new())?)
        };
        verify::<M>(&self.given, &self.sink, next)
    }
}

impl<M: AsCapnp> Encoder for Capnp<M> {
    fn written(&self) -> &[u8] {
        &self.sink
    }
}

/// Messages as Cap'n Proto has them.
pub(super) trait AsCapnp: Messages {
    fn fill_capnp(
        record: &Self::Record,
        message: &mut message::Builder<Scratch<'_>>,
    ) -> Outcome<()>;
    fn capnp_values(
        message: &message::Reader<impl message::ReaderSegments>,
    ) -> Outcome<Self::Values>;
}

/// Memory that is used again for every message.
pub(super) type Scratch<'s> = &'s mut ScratchSpaceHeapAllocator<'static>;

impl AsCapnp for TelemetryMessages {
    #[inline(always)]
    fn fill_capnp(record: &Telemetry, message: &mut message::Builder<Scratch<'_>>) -> Outcome<()> {
        let args = record.args();
        let mut root = message.init_root::<schema::telemetry::Builder<'_>>();
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

    fn capnp_values(
        message: &message::Reader<impl message::ReaderSegments>,
    ) -> Outcome<TelemetryValues> {
        let t = message.get_root::<schema::telemetry::Reader<'_>>()?;
        Ok((
            t.get_timestamp(),
            t.get_sequence(),
            t.get_latitude(),
            t.get_longitude(),
            t.get_speed(),
            t.get_heading(),
            t.get_battery(),
            t.get_status(),
            t.get_errors(),
            t.get_uptime(),
        ))
    }
}

impl AsCapnp for LogMessages {
    #[inline(always)]
    fn fill_capnp(
        record: &Self::Record,
        message: &mut message::Builder<Scratch<'_>>,
    ) -> Outcome<()> {
        let log = record.as_log();
        let mut root = message.init_root::<schema::log_record::Builder<'_>>();
        root.set_timestamp(log.timestamp);
        root.set_level(u16::from(log.level.0).try_into()?);
        root.set_host(log.host);
        root.set_program(log.program);
        root.set_message(log.message);
        Ok(())
    }

    fn capnp_values(message: &message::Reader<impl message::ReaderSegments>) -> Outcome<LogValues> {
        let log = message.get_root::<schema::log_record::Reader<'_>>()?;
        Ok((
            log.get_timestamp(),
            log.get_level()? as u8,
            log.get_host()?.to_string()?,
            log.get_program()?.to_string()?,
            log.get_message()?.to_string()?,
        ))
    }
}
