//! What is written here, and every way to write it.

use crate::payload;
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream::{
    Framer, Result, StreamSerialize, StreamWriter,
    arena::{Field, Gather, GatherSerialize, Template},
};
use flatstream_testkit::{OwnedLog, Telemetry, compiled::LogRecordDraft, emitted, schema, wire};
use std::io::Write;

/// Tables with a vector each; long vectors can be gathered.
pub(crate) struct Readings(pub(crate) Vec<Vec<f32>>);

impl Readings {
    /// Vectors of these lengths. No bit of them is zero, so that they show wherever
    /// they should not be.
    pub(crate) fn new(lens: impl IntoIterator<Item = usize>) -> Self {
        Self(lens.into_iter().map(|len| vec![f32::from_bits(u32::MAX); len]).collect())
    }

    fn build<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        mut gather: Option<&mut Gather<'s>>,
    ) {
        let readings = self.0.iter().map(|samples| {
            let samples = match &mut gather {
                Some(gather) => gather.create_vector(builder, samples),
                None => builder.create_vector(samples),
            };
            let name = builder.create_string("reading");
            let args = schema::ReadingArgs { name: Some(name), value: 0.0, samples: Some(samples) };
            schema::Reading::create(builder, &args)
        });
        let readings = readings.collect::<Vec<_>>();
        let readings = builder.create_vector(&readings);
        // Fields left out are bytes that nobody writes.
        let args = schema::NestedArgs { readings: Some(readings), ..Default::default() };
        let root = schema::Nested::create(builder, &args);
        builder.finish(root, None);
    }
}

impl StreamSerialize for Readings {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        self.build(builder, None);
        Ok(())
    }
}

impl GatherSerialize for Readings {
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()> {
        self.build(builder, Some(gather));
        Ok(())
    }
}

/// Many small tables of shared shape: shows any byte that was not zero when it was
/// built, in padding, in vtables and in fields that are absent.
pub(crate) struct Sensitive;

impl StreamSerialize for Sensitive {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let mut parent = None;
        for id in 0..300 {
            let name = (id % 3 == 0).then(|| builder.create_string("odd"));
            let origin = schema::Point::new(1.0, 2.0, 3.0);
            let origin = (id % 5 == 0).then_some(&origin);
            let args = schema::NestedArgs { id: id % 2, name, origin, readings: None, parent };
            parent = Some(schema::Nested::create(builder, &args));
        }
        builder.finish(parent.unwrap(), None);
        Ok(())
    }
}

/// A template of telemetry with all its fields.
pub(crate) struct TelemetryTemplate {
    pub(crate) template: Template,
    longs: [Field<u64>; 3],
    doubles: [Field<f64>; 2],
    floats: [Field<f32>; 2],
    shorts: [Field<u16>; 2],
    errors: Field<u32>,
}

impl TelemetryTemplate {
    pub(crate) fn new() -> Self {
        use schema::Telemetry as T;
        let template = Template::new(&payload(&Telemetry(0))).unwrap();
        let root = template.root();
        Self {
            longs: [T::VT_TIMESTAMP, T::VT_SEQUENCE, T::VT_UPTIME].map(|f| root.field(f).unwrap()),
            doubles: [T::VT_LATITUDE, T::VT_LONGITUDE].map(|f| root.field(f).unwrap()),
            floats: [T::VT_SPEED, T::VT_HEADING].map(|f| root.field(f).unwrap()),
            shorts: [T::VT_BATTERY, T::VT_STATUS].map(|f| root.field(f).unwrap()),
            errors: root.field(T::VT_ERRORS).unwrap(),
            template,
        }
    }

    /// Sets what `Telemetry(n)` would serialize.
    pub(crate) fn set(&mut self, n: u64) -> &mut Template {
        let args = Telemetry(n).args();
        let template = &mut self.template;
        let longs = [args.timestamp, args.sequence, args.uptime];
        self.longs.iter().zip(longs).for_each(|(&field, value)| template.set(field, value));
        let doubles = [args.latitude, args.longitude];
        self.doubles.iter().zip(doubles).for_each(|(&field, value)| template.set(field, value));
        let floats = [args.speed, args.heading];
        self.floats.iter().zip(floats).for_each(|(&field, value)| template.set(field, value));
        let shorts = [args.battery, args.status];
        self.shorts.iter().zip(shorts).for_each(|(&field, value)| template.set(field, value));
        template.set(self.errors, args.errors);
        template
    }
}

fn draft(message: &str) -> LogRecordDraft<'_> {
    LogRecordDraft { message: Some(message), ..Default::default() }
}

/// A message, and the way to write it.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    Telemetry(u64),
    Log(u64),
    Text(usize),
    Root(u64),
    Template(u64),
    Payload(Vec<u8>),
    Gathered(Vec<usize>),
    /// Emitted: a record whose message has so many bytes.
    Draft(usize),
    Sensitive,
}

impl Message {
    pub(crate) fn payload(&self) -> Vec<u8> {
        match self {
            Self::Telemetry(n) | Self::Root(n) | Self::Template(n) => payload(&Telemetry(*n)),
            Self::Log(n) => payload(&OwnedLog::new(*n).as_log()),
            Self::Text(len) => payload(&"x".repeat(*len)),
            Self::Payload(bytes) => bytes.clone(),
            Self::Gathered(lens) => payload(&Readings::new(lens.iter().copied())),
            Self::Draft(len) => emitted(&draft(&"x".repeat(*len))),
            Self::Sensitive => payload(&Sensitive),
        }
    }

    pub(crate) fn write<'a, W: Write, F: Framer, A: Allocator + 'a>(
        &self,
        writer: &mut StreamWriter<'a, W, F, A>,
    ) -> Result<()> {
        match self {
            Self::Telemetry(n) => writer.write(&Telemetry(*n)),
            Self::Log(n) => writer.write(&OwnedLog::new(*n).as_log()),
            Self::Text(len) => writer.write(&"x".repeat(*len)),
            Self::Root(n) => writer
                .write_root(|builder| schema::Telemetry::create(builder, &Telemetry(*n).args())),
            Self::Template(n) => writer.write_template(TelemetryTemplate::new().set(*n)),
            Self::Payload(bytes) => writer.write_payload(bytes),
            Self::Gathered(lens) => writer.write_gathered(&Readings::new(lens.iter().copied())),
            Self::Draft(len) => writer.emit(&draft(&"x".repeat(*len))),
            Self::Sensitive => writer.write(&Sensitive),
        }
    }
}

/// Frames of very different sizes, written in every way: some of them larger than
/// what a batch copies, some gathered.
pub(crate) fn mix() -> Vec<Message> {
    vec![
        Message::Log(0),
        Message::Telemetry(1),
        Message::Payload(vec![]),
        Message::Text(20_000),
        Message::Template(2),
        Message::Gathered(vec![2000]),
        Message::Root(3),
        Message::Draft(5),
        Message::Draft(17_000),
        Message::Sensitive,
        Message::Gathered(vec![10, 5000, 1200, 1]),
        Message::Payload(vec![7; 17]),
        Message::Payload(vec![8; 18_000]),
        Message::Log(4),
        Message::Telemetry(5),
    ]
}

/// The stream of `messages`, framed without any writer.
pub(crate) fn stream(framer: &impl Framer, messages: &[Message]) -> Vec<u8> {
    wire(framer, messages.iter().map(Message::payload))
}
