//! Suite `formats`: the same messages in other formats, each behind its length
//! in a vector that is used again, against one `FlatBuffers` builder.

mod capnp;
mod planus;
mod prost;

use self::{
    capnp::{AsCapnp, Capnp},
    planus::{AsPlanus, Planus},
    prost::{AsProst, Prost, ProstOwned},
};
use crate::{
    arena::{InArena, Reused, Templated},
    integrity::Bare,
    measure::{Case, Outcome, Pass, Variant, Work},
    targets::Given,
    workloads::{self, LogMessages, TelemetryMessages, Workload},
};
use flatbuffers::FlatBufferBuilder;
use flatstream::{
    DefaultFramer, StreamDeserialize, StreamWriter,
    arena::{Batch, Bump, Window},
};
use flatstream_testkit::{Log, Telemetry};
use std::{fmt::Debug, rc::Rc};

pub(crate) fn cases() -> Vec<Case> {
    vec![
        case::<TelemetryMessages>(|given| {
            Ok(Variant::new("write_template", Templated::new(given, writer())?))
        }),
        case::<LogMessages>(|given| sized("prost owned", ProstOwned::<LogMessages>::new(given))),
    ]
}

/// `more` makes the variant that only these messages have.
fn case<M: AsProst + AsCapnp + AsPlanus>(
    more: impl Fn(Records<M>) -> Outcome<Variant> + 'static,
) -> Case {
    Case {
        suite: "formats",
        workload: M::NAME.to_owned(),
        sink: "vec",
        build: Box::new(move |_| {
            let wire = workloads::wire::<Bare>(&workloads::payloads::<M>(MESSAGES)?);
            let given = Rc::new(Given { records: workloads::records::<M>(MESSAGES), wire });
            // The library's variants are compared with these bytes, the other
            // formats with the records.
            verify::<M>(&given, &given.wire, |stream| M::flat_values(next_frame(stream)?))?;
            let reused = Reused::<M, Vec<u8>, BASELINE> {
                given: given.clone(),
                builder: FlatBufferBuilder::new(),
                sink: Vec::new(),
            };
            let in_arena = InArena::<M, _, _> { given: given.clone(), writer: writer() };
            let variants = vec![
                Variant::new("builder reuse", reused),
                Variant::new("with_arena", in_arena),
                sized("prost", Prost::<M>::new(given.clone()))?,
                sized("capnp", Capnp::<M>::new(given.clone()))?,
                sized("planus", Planus::<M>::new(given.clone()))?,
                more(given.clone())?,
            ];
            Ok(Work { messages: MESSAGES, bytes: given.wire.len() as u64, variants })
        }),
    }
}

const MESSAGES: u64 = 2000;

/// Keeps the baseline's code apart from that of suite `arena`.
const BASELINE: usize = 3;

type Records<M> = Rc<Given<<M as Workload>::Record>>;

type ArenaWriter = StreamWriter<'static, Batch<'static, Vec<u8>>, DefaultFramer, Window<'static>>;

fn writer() -> ArenaWriter {
    let arena: &Bump = Box::leak(Box::default());
    StreamWriter::with_arena(Vec::new(), DefaultFramer, arena)
}

/// A variant whose bytes are not the baseline's.
trait Encoder: Pass {
    /// The stream of the last pass.
    fn written(&self) -> &[u8];
}

/// Encodes once to learn what the messages take.
fn sized(name: &'static str, mut encoder: impl Encoder + 'static) -> Outcome<Variant> {
    encoder.pass()?;
    let bytes = encoder.written().len() as u64;
    Ok(Variant::new(name, encoder).bytes(bytes))
}

/// Takes the payload of the next frame off `stream`.
fn next_frame<'s>(stream: &mut &'s [u8]) -> Outcome<&'s [u8]> {
    let (len, rest) = stream.split_first_chunk().ok_or("no header")?;
    let (payload, rest) =
        rest.split_at_checked(u32::from_le_bytes(*len) as usize).ok_or("half a frame")?;
    *stream = rest;
    Ok(payload)
}

/// Decodes all of `stream` and compares it with the records.
fn verify<M: Messages>(
    given: &Records<M>,
    mut stream: &[u8],
    mut next: impl FnMut(&mut &[u8]) -> Outcome<M::Values>,
) -> Outcome<()> {
    for (n, record) in given.records.iter().enumerate() {
        let (values, expected) = (next(&mut stream)?, M::values(record));
        if values != expected {
            return Err(format!("message {n}: {values:?} instead of {expected:?}").into());
        }
    }
    if !stream.is_empty() {
        return Err(format!("{} bytes too many", stream.len()).into());
    }
    Ok(())
}

/// What the values of a message are compared by, whatever its format.
trait Messages: Workload {
    /// All fields of a message.
    type Values: PartialEq + Debug;

    fn values(record: &Self::Record) -> Self::Values;
    fn flat_values(payload: &[u8]) -> Outcome<Self::Values>;
}

/// In the order of the schema.
type TelemetryValues = (u64, u64, f64, f64, f32, f32, u16, u16, u32, u64);

impl Messages for TelemetryMessages {
    type Values = TelemetryValues;

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
}

/// In the order of the schema.
type LogValues = (u64, u8, String, String, String);

impl Messages for LogMessages {
    type Values = LogValues;

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
}
