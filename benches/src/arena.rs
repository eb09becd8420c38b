//! Suite `arena`: writers in arena memory, gathered vectors, templates and
//! retained messages, against one builder used again over a `BufWriter`.

use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    storage::Storage,
    targets::{Drained, Given, Target},
    workloads::{
        self, LogMessages, MixedMessages, NestedMessages, TelemetryMessages, VectorMessages,
        Workload,
    },
};
use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder};
use flatstream::{
    BufferPool, DefaultFramer, Framer, StreamSerialize, StreamWriter,
    arena::{
        ArenaBuilder, ArenaStrategy, Batch, Bump, DefaultStrategy, Field, FrameArena,
        GatherSerialize, Pooled, SmartBuilder, Template, Window,
    },
};
use flatstream_testkit::schema;
use std::{
    fs::File,
    hint::black_box,
    io::{BufWriter, PipeWriter, Write},
    os::unix::net::UnixStream,
    rc::Rc,
};

/// What a program would take that had read the guide: as long as our batch.
const MATCHED_BYTES: usize = 32 * 1024;

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(small::<TelemetryMessages>());
    cases.extend(small::<LogMessages>());
    cases.extend(small::<NestedMessages>());
    cases.extend(small::<MixedMessages>());
    cases.extend(large::<VectorMessages<0x1_0000>>());
    cases.extend(large::<VectorMessages<0x8_0000>>());
    cases.extend(large::<VectorMessages<0x40_0000>>());
    cases.extend(templates());
    cases.push(strategies::<TelemetryMessages>());
    cases.push(strategies::<LogMessages>());
    cases.push(strategies::<NestedMessages>());
    cases.push(retained::<TelemetryMessages>());
    cases.push(retained::<LogMessages>());
    cases.push(retained::<NestedMessages>());
    cases.push(retained::<VectorMessages<0x1_0000>>());
    cases.push(retained::<VectorMessages<0x8_0000>>());
    cases.push(retained::<VectorMessages<0x40_0000>>());
    cases
}

fn case<M: Workload>(
    sink: &'static str,
    least: usize,
    variants: impl Fn(&Storage, Rc<Given<M::Record>>) -> Outcome<Vec<Variant>> + 'static,
) -> Case {
    Case::new("arena", M::NAME, sink, move |storage| {
        let given = Given::of::<M, Bare>(least)?;
        let (messages, bytes) = (given.records.len() as u64, given.wire.len() as u64);
        Ok(Work { messages, bytes, variants: variants(storage, given)? })
    })
}

/// Messages that fit a window of the default size.
fn small<M: Workload>() -> [Case; 4] {
    [
        small_into::<M, Vec<u8>>(),
        small_into::<M, File>(),
        small_into::<M, Drained<UnixStream>>(),
        small_into::<M, Drained<PipeWriter>>(),
    ]
}

fn small_into<M: Workload, S: Target>() -> Case {
    case::<M>(S::BARE_NAME, 2, |storage, given| {
        let arena = Box::leak(Box::default());
        let sizes = ArenaStrategy::new(&*arena).window_bytes(WINDOW_BYTES);
        let writer = StreamWriter::with_arena(S::new(storage)?, DefaultFramer, sizes);
        let mut variants = baselines::<M, S>(storage, &given)?;
        variants.push(Variant::new("with_arena", InArena::<M, S, Window<'_>> { given, writer }));
        Ok(variants)
    })
}

/// A vector of 64 KiB and what is around it.
const WINDOW_BYTES: usize = 80 * 1024;

/// Messages of one large vector.
fn large<M: Workload<Record: GatherSerialize>>() -> [Case; 4] {
    [
        large_into::<M, Vec<u8>>(),
        large_into::<M, File>(),
        large_into::<M, Drained<UnixStream>>(),
        large_into::<M, Drained<PipeWriter>>(),
    ]
}

fn large_into<M: Workload<Record: GatherSerialize>, S: Target>() -> Case {
    case::<M>(S::BARE_NAME, 2, |storage, given| {
        let mut variants = baselines::<M, S>(storage, &given)?;
        let growing = ArenaStrategy::new(Box::leak(Box::new(FrameArena::new())))
            .window_bytes(8 << 20)
            .grow_to(64 << 20);
        let writer = StreamWriter::with_arena(S::new(storage)?, DefaultFramer, growing);
        variants
            .push(Variant::new("with_arena", InArena::<M, S, _> { given: given.clone(), writer }));
        let fixed =
            ArenaStrategy::new(Box::leak(Box::new(FrameArena::new()))).window_bytes(8 << 20);
        let writer = StreamWriter::with_arena(S::new(storage)?, DefaultFramer, fixed);
        variants.push(Variant::new("write_gathered", Gathered::<M, S> { given, writer }));
        Ok(variants)
    })
}

/// One builder used again, behind the buffer that one gets by default and
/// behind one as long as ours. A vector needs none.
fn baselines<M: Workload, S: Target>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    let (builder, sink) = (FlatBufferBuilder::new(), S::new(storage)?);
    if S::IS_MEMORY {
        let direct = Reused::<M, S, 0> { given: given.clone(), builder, sink };
        return Ok(vec![Variant::new("builder reuse", direct)]);
    }
    let sink = BufWriter::new(sink);
    let default = Reused::<M, BufWriter<S>, 1> { given: given.clone(), builder, sink };
    let sink = BufWriter::with_capacity(MATCHED_BYTES, S::new(storage)?);
    let builder = FlatBufferBuilder::new();
    let matched = Reused::<M, BufWriter<S>, 2> { given: given.clone(), builder, sink };
    Ok(vec![
        Variant::new("BufWriter::new", default),
        Variant::new("BufWriter 32K", matched).rival(),
    ])
}

/// One builder, used again for every message, and plain writes. Each `TAG` is a
/// copy of its own.
pub(crate) struct Reused<M: Workload, S, const TAG: usize> {
    pub(crate) given: Rc<Given<M::Record>>,
    pub(crate) builder: FlatBufferBuilder<'static>,
    pub(crate) sink: S,
}

impl<M: Workload, S: Target, const TAG: usize> Pass for Reused<M, S, TAG> {
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            let payload = self.builder.finished_data();
            self.sink.write_all(&(payload.len() as u32).to_le_bytes())?;
            self.sink.write_all(payload)?;
        }
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(&mut self.sink)
    }
}

pub(crate) struct InArena<M: Workload, S: Write + 'static, A: Allocator, F: Framer = DefaultFramer>
{
    pub(crate) given: Rc<Given<M::Record>>,
    pub(crate) writer: StreamWriter<'static, Batch<'static, S>, F, A>,
}

impl<M: Workload, S: Target, A: Allocator + 'static, F: Framer + 'static> Pass
    for InArena<M, S, A, F>
{
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().get_mut().restart()?;
        for record in &self.given.records {
            self.writer.write(&M::message(record))?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut().get_mut())
    }
}

pub(crate) struct Gathered<M: Workload, S: Write + 'static, F: Framer = DefaultFramer> {
    pub(crate) given: Rc<Given<M::Record>>,
    pub(crate) writer: StreamWriter<'static, Batch<'static, S>, F, Window<'static>>,
}

impl<M: Workload<Record: GatherSerialize>, S: Target, F: Framer + 'static> Pass
    for Gathered<M, S, F>
{
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().get_mut().restart()?;
        for record in &self.given.records {
            self.writer.write_gathered(record)?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut().get_mut())
    }
}

/// Telemetry of fixed shape.
fn templates() -> [Case; 4] {
    [
        template_into::<Vec<u8>>(),
        template_into::<File>(),
        template_into::<Drained<UnixStream>>(),
        template_into::<Drained<PipeWriter>>(),
    ]
}

fn template_into<S: Target>() -> Case {
    let mut case = case::<TelemetryMessages>(S::BARE_NAME, 2, |storage, given| {
        let mut variants = baselines::<TelemetryMessages, S>(storage, &given)?;
        let arena: &Bump = Box::leak(Box::default());
        let writer = StreamWriter::with_arena(S::new(storage)?, DefaultFramer, arena);
        variants.push(Variant::new("write_template", Templated::new(given.clone(), writer)?));
        if S::IS_MEMORY {
            let writer = StreamWriter::new(S::new(storage)?, DefaultFramer);
            variants.push(Variant::new("write_template direct", Templated::new(given, writer)?));
        }
        Ok(variants)
    });
    case.workload = "template".to_owned();
    case
}

pub(crate) struct Templated<
    W: Write + 'static,
    A: Allocator + 'static,
    F: Framer + 'static = DefaultFramer,
> {
    given: Rc<Given<<TelemetryMessages as Workload>::Record>>,
    template: Template,
    fields: Fields,
    writer: StreamWriter<'static, W, F, A>,
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

impl<W: Write, A: Allocator, F: Framer> Templated<W, A, F> {
    pub(crate) fn new(
        given: Rc<Given<<TelemetryMessages as Workload>::Record>>,
        writer: StreamWriter<'static, W, F, A>,
    ) -> Outcome<Self> {
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
        Ok(Self { given, template, fields, writer })
    }

    /// Writes all records, each with every field set.
    #[inline(always)]
    fn write_all(&mut self) -> Outcome<()> {
        let Self { given, template, fields, writer } = self;
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
}

impl<S: Target, F: Framer> Pass for Templated<Batch<'static, S>, Window<'static>, F> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().get_mut().restart()?;
        self.write_all()
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut().get_mut())
    }
}

impl<S: Target, F: Framer> Pass for Templated<S, DefaultAllocator, F> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        self.write_all()
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}

/// How the builder comes by its memory, chosen when compiling or when running.
fn strategies<M: Workload>() -> Case {
    let mut case = case::<M>("vec", 2, |storage, given| {
        let arena: &Bump = Box::leak(Box::default());
        let pool: &BufferPool = Box::leak(Box::new(BufferPool::default()));
        let sink = || <Vec<u8> as Target>::new(storage);
        let compiled = |given: &Rc<_>| -> Outcome<Vec<Variant>> {
            let default = StreamWriter::with_strategy(sink()?, DefaultFramer, DefaultStrategy);
            let window = StreamWriter::with_strategy(sink()?, DefaultFramer, arena);
            let pooled = StreamWriter::with_strategy(sink()?, DefaultFramer, Pooled(pool));
            Ok(vec![
                Variant::new(
                    "DefaultStrategy",
                    Compiled::<M, _> { given: Rc::clone(given), writer: default },
                ),
                Variant::new("arena", Compiled::<M, _> { given: given.clone(), writer: window }),
                Variant::new("pooled", Compiled::<M, _> { given: given.clone(), writer: pooled }),
            ])
        };
        let mut variants = compiled(&given)?;
        let chosen = |messages| -> Outcome<_> {
            let writer = StreamWriter::new(sink()?, DefaultFramer);
            Ok(Chosen::<M> { given: given.clone(), messages, writer })
        };
        variants.push(Variant::new("SmartBuilder default", chosen(SmartBuilder::new())?));
        variants.push(Variant::new("SmartBuilder arena", chosen(SmartBuilder::with_arena(arena))?));
        variants.push(Variant::new("SmartBuilder pooled", chosen(SmartBuilder::with_pool(pool))?));
        Ok(variants)
    });
    case.workload = format!("strategies-{}", M::NAME);
    case
}

pub(crate) struct Compiled<
    M: Workload,
    A: Allocator + 'static,
    S: Write + 'static = Vec<u8>,
    F: Framer = DefaultFramer,
> {
    pub(crate) given: Rc<Given<M::Record>>,
    pub(crate) writer: StreamWriter<'static, S, F, A>,
}

impl<M: Workload, A: Allocator, S: Target, F: Framer> Pass for Compiled<M, A, S, F> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for record in &self.given.records {
            self.writer.write(&M::message(record))?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}

struct Chosen<M: Workload> {
    given: Rc<Given<M::Record>>,
    messages: SmartBuilder<'static>,
    writer: StreamWriter<'static, Vec<u8>, DefaultFramer>,
}

impl<M: Workload> Pass for Chosen<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for record in &self.given.records {
            let item = M::message(record);
            self.writer.write_with(&mut self.messages, &item)?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        self.given.compare(self.writer.get_mut())
    }
}

/// Messages that are kept, all of a pass at once.
fn retained<M: Workload>() -> Case {
    let mut case = case::<M>("kept", 8, |_, given| {
        let bump = Bump::with_capacity(KEPT_BYTES);
        let window_bytes = (4 * given.wire.len() / given.records.len()).max(64 * 1024);
        let copied = Copied::<M> { given: given.clone(), builder: FlatBufferBuilder::new() };
        Ok(vec![
            Variant::new("to_vec", copied),
            Variant::new("ArenaBuilder", Retained::<M> { given, bump, window_bytes }),
        ])
    });
    case.workload = format!("retain-{}", M::NAME);
    case
}

/// Room for the messages of one pass.
const KEPT_BYTES: usize = 64 << 20;

struct Copied<M: Workload> {
    given: Rc<Given<M::Record>>,
    builder: FlatBufferBuilder<'static>,
}

impl<M: Workload> Copied<M> {
    #[inline(always)]
    fn keep(&mut self, mut keep: impl FnMut(Vec<u8>)) -> Outcome<()> {
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            keep(self.builder.finished_data().to_vec());
        }
        Ok(())
    }
}

impl<M: Workload> Pass for Copied<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut kept = Vec::with_capacity(self.given.records.len());
        self.keep(|message| kept.push(message))?;
        black_box(&kept);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut kept = Vec::new();
        self.keep(|message| kept.push(message))?;
        self.given.compare(&mut workloads::wire::<Bare>(&kept))
    }
}

struct Retained<M: Workload> {
    given: Rc<Given<M::Record>>,
    bump: Bump,
    window_bytes: usize,
}

impl<M: Workload> Pass for Retained<M> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.bump.reset();
        let mut kept = Vec::with_capacity(self.given.records.len());
        let mut messages = ArenaBuilder::with_window(&self.bump, self.window_bytes);
        for record in &self.given.records {
            kept.push(messages.build(&M::message(record))?);
        }
        black_box(&kept);
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut messages = ArenaBuilder::new(&self.bump);
        let kept = self
            .given
            .records
            .iter()
            .map(|record| Ok(messages.build(&M::message(record))?.to_vec()));
        let kept: Vec<Vec<u8>> = kept.collect::<Outcome<_>>()?;
        self.given.compare(&mut workloads::wire::<Bare>(&kept))
    }
}
