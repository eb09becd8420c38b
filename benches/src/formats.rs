//! Suite `formats`: the same messages in other formats, each behind its length
//! in a vector that is used again, against one `FlatBuffers` builder.
//!
//! Cap'n Proto's length is its segment table. What each format takes is printed
//! when it has been verified: the report has the baseline's bytes only.

use crate::{
    integrity::Bare,
    measure::{Case, Outcome, Pass, Variant, Work},
    targets::Given,
    workloads::{self, LogMessages, TelemetryMessages, Workload},
};
use capnp::{
    message::{self, ReaderOptions, ScratchSpaceHeapAllocator},
    serialize,
};
use flatbuffers::FlatBufferBuilder;
use flatstream::{
    DefaultFramer, StreamDeserialize, StreamSerialize, StreamWriter,
    arena::{Batch, Bump, Field, Template, Window},
};
use flatstream_bench_formats::{
    messages_capnp as capnp_schema, messages_planus::messages as planus_schema,
};
use flatstream_testkit::{Log, Telemetry, schema};
use planus::ReadAsRoot;
use prost::Message;
use std::{fmt::Debug, rc::Rc};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case::<TelemetryMessages>(|given, variants| {
            variants.push(Variant::new("write_template", Templated::new(given)?));
            Ok(())
        }),
        case::<LogMessages>(|given, variants| {
            variants.push(Variant::new("prost owned", ProstOwned::<LogMessages>::new(given)));
            Ok(())
        }),
    ]
}

type Records<M> = Rc<Given<<M as Workload>::Record>>;

fn case<M: Messages>(
    more: impl Fn(Records<M>, &mut Vec<Variant>) -> Outcome<()> + 'static,
) -> Case {
    Case {
        suite: "formats",
        workload: M::NAME.to_owned(),
        sink: "vec",
        build: Box::new(move |_| {
            let wire = workloads::wire::<Bare>(&workloads::payloads::<M>(MESSAGES)?);
            let given = Rc::new(Given { records: workloads::records::<M>(MESSAGES), wire });
            let bytes = given.wire.len() as u64;
            let mut variants = vec![
                Variant::new("builder reuse", Flat::<M>::new(given.clone())),
                Variant::new("with_arena", InArena::<M>::new(given.clone())),
                Variant::new("prost", Prost::<M>::new(given.clone())),
                Variant::new("capnp", Capnp::<M>::new(given.clone())),
                Variant::new("planus", Planus::<M>::new(given.clone())),
            ];
            more(given, &mut variants)?;
            Ok(Work { messages: MESSAGES, bytes, variants })
        }),
    }
}

const MESSAGES: u64 = 2000;

/// Messages that every format can write.
trait Messages: Workload {
    /// All fields of a message.
    type Values: PartialEq + Debug;
    type Prost: Message + Default + 'static;

    fn values(record: &Self::Record) -> Self::Values;

    fn flat_values(payload: &[u8]) -> Outcome<Self::Values>;

    fn fill_prost(record: &Self::Record, message: &mut Self::Prost);
    fn prost_values(message: Self::Prost) -> Self::Values;

    fn fill_capnp(
        record: &Self::Record,
        message: &mut message::Builder<Scratch<'_>>,
    ) -> Outcome<()>;
    fn capnp_values(
        message: &message::Reader<impl message::ReaderSegments>,
    ) -> Outcome<Self::Values>;

    fn build_planus<'b>(
        record: &Self::Record,
        builder: &'b mut planus::Builder,
    ) -> Outcome<&'b [u8]>;
    fn planus_values(payload: &[u8]) -> Outcome<Self::Values>;
}

/// Memory that is used again for every message.
type Scratch<'s> = &'s mut ScratchSpaceHeapAllocator<'static>;

/// In the order of the schema.
type TelemetryValues = (u64, u64, f64, f64, f32, f32, u16, u16, u32, u64);

#[derive(Clone, PartialEq, Message)]
struct ProstTelemetry {
    #[prost(uint64, tag = "1")]
    timestamp: u64,
    #[prost(uint64, tag = "2")]
    sequence: u64,
    #[prost(double, tag = "3")]
    latitude: f64,
    #[prost(double, tag = "4")]
    longitude: f64,
    #[prost(float, tag = "5")]
    speed: f32,
    #[prost(float, tag = "6")]
    heading: f32,
    #[prost(uint32, tag = "7")]
    battery: u32,
    #[prost(uint32, tag = "8")]
    status: u32,
    #[prost(uint32, tag = "9")]
    errors: u32,
    #[prost(uint64, tag = "10")]
    uptime: u64,
}

impl Messages for TelemetryMessages {
    type Values = TelemetryValues;
    type Prost = ProstTelemetry;

    fn values(record: &Telemetry) -> TelemetryValues {
        let a = record.args();
        (
            a.timestamp,
            a.sequence,
            a.latitude,
            a.longitude,
            a.speed,
            a.heading,
            a.battery,
            a.status,
            a.errors,
            a.uptime,
        )
    }

    fn flat_values(payload: &[u8]) -> Outcome<TelemetryValues> {
        let t = Telemetry::from_payload(payload)?;
        Ok((
            t.timestamp(),
            t.sequence(),
            t.latitude(),
            t.longitude(),
            t.speed(),
            t.heading(),
            t.battery(),
            t.status(),
            t.errors(),
            t.uptime(),
        ))
    }

    #[inline(always)]
    fn fill_prost(record: &Telemetry, message: &mut ProstTelemetry) {
        let args = record.args();
        *message = ProstTelemetry {
            timestamp: args.timestamp,
            sequence: args.sequence,
            latitude: args.latitude,
            longitude: args.longitude,
            speed: args.speed,
            heading: args.heading,
            battery: args.battery.into(),
            status: args.status.into(),
            errors: args.errors,
            uptime: args.uptime,
        };
    }
    #[expect(clippy::cast_possible_truncation, reason = "written from 16 bits")]
    fn prost_values(t: ProstTelemetry) -> TelemetryValues {
        (
            t.timestamp,
            t.sequence,
            t.latitude,
            t.longitude,
            t.speed,
            t.heading,
            t.battery as u16,
            t.status as u16,
            t.errors,
            t.uptime,
        )
    }

    #[inline(always)]
    fn fill_capnp(record: &Telemetry, message: &mut message::Builder<Scratch<'_>>) -> Outcome<()> {
        let args = record.args();
        let mut root = message.init_root::<capnp_schema::telemetry::Builder<'_>>();
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
        let t = message.get_root::<capnp_schema::telemetry::Reader<'_>>()?;
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

    #[inline(always)]
    fn build_planus<'b>(record: &Telemetry, builder: &'b mut planus::Builder) -> Outcome<&'b [u8]> {
        let args = record.args();
        let root = planus_schema::Telemetry::create(
            builder,
            args.timestamp,
            args.sequence,
            args.latitude,
            args.longitude,
            args.speed,
            args.heading,
            args.battery,
            args.status,
            args.errors,
            args.uptime,
        );
        Ok(builder.finish(root, None))
    }
    fn planus_values(payload: &[u8]) -> Outcome<TelemetryValues> {
        let t = planus_schema::TelemetryRef::read_as_root(payload)?;
        Ok((
            t.timestamp()?,
            t.sequence()?,
            t.latitude()?,
            t.longitude()?,
            t.speed()?,
            t.heading()?,
            t.battery()?,
            t.status()?,
            t.errors()?,
            t.uptime()?,
        ))
    }
}

/// In the order of the schema.
type LogValues = (u64, u8, String, String, String);

#[derive(Clone, PartialEq, Message)]
struct ProstLog {
    #[prost(uint64, tag = "1")]
    timestamp: u64,
    #[prost(uint32, tag = "2")]
    level: u32,
    #[prost(string, tag = "3")]
    host: String,
    #[prost(string, tag = "4")]
    program: String,
    #[prost(string, tag = "5")]
    message: String,
}

impl Messages for LogMessages {
    type Values = LogValues;
    type Prost = ProstLog;

    fn values(record: &Self::Record) -> LogValues {
        let Log { timestamp, level, host, program, message } = record.as_log();
        (timestamp, level.0, host.to_owned(), program.to_owned(), message.to_owned())
    }

    fn flat_values(payload: &[u8]) -> Outcome<LogValues> {
        let log = Log::from_payload(payload)?;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (host, program, message) = (text(log.host()), text(log.program()), text(log.message()));
        Ok((log.timestamp(), log.level().0, host, program, message))
    }

    /// Copies the text into strings that are used again: prost has no borrowed ones.
    #[inline(always)]
    fn fill_prost(record: &Self::Record, message: &mut ProstLog) {
        let log = record.as_log();
        message.timestamp = log.timestamp;
        message.level = log.level.0.into();
        message.host.clear();
        message.host.push_str(log.host);
        message.program.clear();
        message.program.push_str(log.program);
        message.message.clear();
        message.message.push_str(log.message);
    }
    #[expect(clippy::cast_possible_truncation, reason = "written from 8 bits")]
    fn prost_values(log: ProstLog) -> LogValues {
        (log.timestamp, log.level as u8, log.host, log.program, log.message)
    }

    #[inline(always)]
    fn fill_capnp(
        record: &Self::Record,
        message: &mut message::Builder<Scratch<'_>>,
    ) -> Outcome<()> {
        let log = record.as_log();
        let mut root = message.init_root::<capnp_schema::log_record::Builder<'_>>();
        root.set_timestamp(log.timestamp);
        root.set_level(u16::from(log.level.0).try_into()?);
        root.set_host(log.host);
        root.set_program(log.program);
        root.set_message(log.message);
        Ok(())
    }
    fn capnp_values(message: &message::Reader<impl message::ReaderSegments>) -> Outcome<LogValues> {
        let log = message.get_root::<capnp_schema::log_record::Reader<'_>>()?;
        Ok((
            log.get_timestamp(),
            log.get_level()? as u8,
            log.get_host()?.to_string()?,
            log.get_program()?.to_string()?,
            log.get_message()?.to_string()?,
        ))
    }

    #[inline(always)]
    fn build_planus<'b>(
        record: &Self::Record,
        builder: &'b mut planus::Builder,
    ) -> Outcome<&'b [u8]> {
        let log = record.as_log();
        let level = planus_schema::Level::try_from(log.level.0)?;
        let root = planus_schema::LogRecord::create(
            builder,
            log.timestamp,
            level,
            log.host,
            log.program,
            log.message,
        );
        Ok(builder.finish(root, None))
    }
    fn planus_values(payload: &[u8]) -> Outcome<LogValues> {
        let log = planus_schema::LogRecordRef::read_as_root(payload)?;
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let (host, program) = (text(log.host()?), text(log.program()?));
        Ok((log.timestamp()?, log.level()? as u8, host, program, text(log.message()?)))
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
fn push_frame(sink: &mut Vec<u8>, payload: &[u8]) {
    sink.extend_from_slice(&(payload.len() as u32).to_le_bytes());
    sink.extend_from_slice(payload);
}

/// Takes the payload of the next frame off `stream`.
fn next_frame<'s>(stream: &mut &'s [u8]) -> Outcome<&'s [u8]> {
    let (len, rest) = stream.split_first_chunk().ok_or("no header")?;
    let (payload, rest) =
        rest.split_at_checked(u32::from_le_bytes(*len) as usize).ok_or("half a frame")?;
    *stream = rest;
    Ok(payload)
}

/// Decodes all of `stream` and says what a message takes.
fn verify<M: Messages>(
    name: &str,
    given: &Records<M>,
    mut stream: &[u8],
    mut next: impl FnMut(&mut &[u8]) -> Outcome<M::Values>,
) -> Outcome<()> {
    let per_message = stream.len() as f64 / given.records.len() as f64;
    for (n, record) in given.records.iter().enumerate() {
        let (values, expected) = (next(&mut stream)?, M::values(record));
        if values != expected {
            return Err(format!("message {n}: {values:?} instead of {expected:?}").into());
        }
    }
    if !stream.is_empty() {
        return Err(format!("{} bytes too many", stream.len()).into());
    }
    eprintln!("  {name}: {per_message:.1} bytes per message");
    Ok(())
}

/// The baseline: one builder, used again for every message, and plain writes.
struct Flat<M: Messages> {
    given: Records<M>,
    builder: FlatBufferBuilder<'static>,
    sink: Vec<u8>,
}

impl<M: Messages> Flat<M> {
    fn new(given: Records<M>) -> Self {
        Self { given, builder: FlatBufferBuilder::new(), sink: Vec::new() }
    }
}

impl<M: Messages> Pass for Flat<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            push_frame(&mut self.sink, self.builder.finished_data());
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(&mut self.sink)?;
        let next = |stream: &mut &[u8]| M::flat_values(next_frame(stream)?);
        verify::<M>("builder reuse", &self.given, &self.sink, next)
    }
}

struct InArena<M: Messages> {
    given: Records<M>,
    writer: StreamWriter<'static, Batch<'static, Vec<u8>>, DefaultFramer, Window<'static>>,
}

impl<M: Messages> InArena<M> {
    fn new(given: Records<M>) -> Self {
        let arena: &Bump = Box::leak(Box::default());
        Self { given, writer: StreamWriter::with_arena(Vec::new(), DefaultFramer, arena) }
    }
}

impl<M: Messages> Pass for InArena<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().get_mut().clear();
        for record in &self.given.records {
            self.writer.write(&M::message(record))?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next = |stream: &mut &[u8]| M::flat_values(next_frame(stream)?);
        verify::<M>("with_arena", &self.given, self.writer.get_mut().get_mut(), next)
    }
}

struct Templated {
    given: Records<TelemetryMessages>,
    template: Template,
    fields: Fields,
    writer: StreamWriter<'static, Batch<'static, Vec<u8>>, DefaultFramer, Window<'static>>,
}

struct Fields {
    timestamp: Field<u64>,
    sequence: Field<u64>,
    latitude: Field<f64>,
    longitude: Field<f64>,
    speed: Field<f32>,
    heading: Field<f32>,
    battery: Field<u16>,
    status: Field<u16>,
    errors: Field<u32>,
    uptime: Field<u64>,
}

impl Templated {
    fn new(given: Records<TelemetryMessages>) -> Outcome<Self> {
        type Slots<'a> = schema::Telemetry<'a>;
        let template = Template::new(&workloads::payloads::<TelemetryMessages>(1)?[0])?;
        let root = template.root();
        let fields = Fields {
            timestamp: root.field(Slots::VT_TIMESTAMP)?,
            sequence: root.field(Slots::VT_SEQUENCE)?,
            latitude: root.field(Slots::VT_LATITUDE)?,
            longitude: root.field(Slots::VT_LONGITUDE)?,
            speed: root.field(Slots::VT_SPEED)?,
            heading: root.field(Slots::VT_HEADING)?,
            battery: root.field(Slots::VT_BATTERY)?,
            status: root.field(Slots::VT_STATUS)?,
            errors: root.field(Slots::VT_ERRORS)?,
            uptime: root.field(Slots::VT_UPTIME)?,
        };
        let arena: &Bump = Box::leak(Box::default());
        let writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, arena);
        Ok(Self { given, template, fields, writer })
    }
}

impl Pass for Templated {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let Self { given, template, fields, writer } = self;
        writer.get_mut().get_mut().clear();
        for record in &given.records {
            let args = record.args();
            template.set(fields.timestamp, args.timestamp);
            template.set(fields.sequence, args.sequence);
            template.set(fields.latitude, args.latitude);
            template.set(fields.longitude, args.longitude);
            template.set(fields.speed, args.speed);
            template.set(fields.heading, args.heading);
            template.set(fields.battery, args.battery);
            template.set(fields.status, args.status);
            template.set(fields.errors, args.errors);
            template.set(fields.uptime, args.uptime);
            writer.write_template(template)?;
        }
        Ok(writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next = |stream: &mut &[u8]| TelemetryMessages::flat_values(next_frame(stream)?);
        let written = self.writer.get_mut().get_mut();
        verify::<TelemetryMessages>("write_template", &self.given, written, next)
    }
}

/// One message, filled again from each record.
struct Prost<M: Messages> {
    given: Records<M>,
    message: M::Prost,
    sink: Vec<u8>,
}

impl<M: Messages> Prost<M> {
    fn new(given: Records<M>) -> Self {
        Self { given, message: M::Prost::default(), sink: Vec::new() }
    }
}

impl<M: Messages> Pass for Prost<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            M::fill_prost(record, &mut self.message);
            self.message.encode_length_delimited(&mut self.sink)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next =
            |stream: &mut &[u8]| Ok(M::prost_values(M::Prost::decode_length_delimited(stream)?));
        verify::<M>("prost", &self.given, &self.sink, next)
    }
}

/// Messages that the program holds as prost wants them.
struct ProstOwned<M: Messages> {
    given: Records<M>,
    messages: Vec<M::Prost>,
    sink: Vec<u8>,
}

impl<M: Messages> ProstOwned<M> {
    fn new(given: Records<M>) -> Self {
        let message = |record| {
            let mut message = M::Prost::default();
            M::fill_prost(record, &mut message);
            message
        };
        let messages = given.records.iter().map(message).collect();
        Self { given, messages, sink: Vec::new() }
    }
}

impl<M: Messages> Pass for ProstOwned<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for message in &self.messages {
            message.encode_length_delimited(&mut self.sink)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next =
            |stream: &mut &[u8]| Ok(M::prost_values(M::Prost::decode_length_delimited(stream)?));
        verify::<M>("prost owned", &self.given, &self.sink, next)
    }
}

struct Capnp<M: Messages> {
    given: Records<M>,
    scratch: ScratchSpaceHeapAllocator<'static>,
    sink: Vec<u8>,
}

impl<M: Messages> Capnp<M> {
    fn new(given: Records<M>) -> Self {
        let words = Vec::leak(capnp::Word::allocate_zeroed_vec(SCRATCH_WORDS));
        let scratch = ScratchSpaceHeapAllocator::new(capnp::Word::words_to_bytes_mut(words));
        Self { given, scratch, sink: Vec::new() }
    }
}

/// Room for any message of the suite in one segment.
const SCRATCH_WORDS: usize = 512;

impl<M: Messages> Pass for Capnp<M> {
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
        verify::<M>("capnp", &self.given, &self.sink, next)
    }
}

struct Planus<M: Messages> {
    given: Records<M>,
    builder: planus::Builder,
    sink: Vec<u8>,
}

impl<M: Messages> Planus<M> {
    fn new(given: Records<M>) -> Self {
        Self { given, builder: planus::Builder::new(), sink: Vec::new() }
    }
}

impl<M: Messages> Pass for Planus<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.clear();
        for record in &self.given.records {
            self.builder.clear();
            let payload = M::build_planus(record, &mut self.builder)?;
            push_frame(&mut self.sink, payload);
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let next = |stream: &mut &[u8]| M::planus_values(next_frame(stream)?);
        verify::<M>("planus", &self.given, &self.sink, next)
    }
}
