//! Messages of the test schema as flatc's builder code writes them, and what
//! flatbuffers' own verifier says of such.

use crate::{OwnedLog, Telemetry, schema};
use flatbuffers::{FlatBufferBuilder, InvalidFlatbuffer, WIPOffset};

/// Whether there is a valid `Telemetry` at the root.
///
/// # Errors
///
/// What the verifier found.
pub fn is_telemetry(payload: &[u8]) -> Result<(), InvalidFlatbuffer> {
    flatbuffers::root::<schema::Telemetry<'_>>(payload).map(drop)
}

/// Messages with a `Telemetry` at the root.
#[must_use]
pub fn telemetry() -> Vec<Vec<u8>> {
    let some = schema::TelemetryArgs { sequence: 7, speed: 1.5, status: 3, ..Default::default() };
    [Telemetry(1).args(), some, schema::TelemetryArgs::default()]
        .iter()
        .map(|args| built(|builder| schema::Telemetry::create(builder, args).as_union_value()))
        .collect()
}

/// Whether there is a valid `LogRecord` at the root.
///
/// # Errors
///
/// What the verifier found.
pub fn is_log(payload: &[u8]) -> Result<(), InvalidFlatbuffer> {
    flatbuffers::root::<schema::LogRecord<'_>>(payload).map(drop)
}

/// Messages with a `LogRecord` at the root.
#[must_use]
pub fn logs() -> Vec<Vec<u8>> {
    let owned = OwnedLog::new(12_345);
    let log = owned.as_log();
    let texts = [
        [Some(log.host), Some(log.program), Some("accepted a connection")],
        [Some("größe"), Some(""), Some("零一二三四五六七八九")],
        [None, Some("relayd"), None],
        [None; 3],
    ];
    texts
        .iter()
        .map(|texts| {
            built(|builder| {
                let [host, program, message] =
                    texts.map(|text| text.map(|text| builder.create_string(text)));
                let (timestamp, level) = (log.timestamp, log.level);
                let args = schema::LogRecordArgs { timestamp, level, host, program, message };
                schema::LogRecord::create(builder, &args).as_union_value()
            })
        })
        .collect()
}

/// Whether there is a valid `Nested` at the root.
///
/// # Errors
///
/// What the verifier found.
pub fn is_nested(payload: &[u8]) -> Result<(), InvalidFlatbuffer> {
    flatbuffers::root::<schema::Nested<'_>>(payload).map(drop)
}

/// Messages with a `Nested` at the root.
#[must_use]
pub fn nested() -> Vec<Vec<u8>> {
    [(0, 0), (1, 2), (3, 1)]
        .map(|(depth, readings)| {
            built(|builder| nested_in(builder, depth, readings).as_union_value())
        })
        .into()
}

fn nested_in<'b>(
    builder: &mut FlatBufferBuilder<'b>,
    depth: u64,
    readings: usize,
) -> WIPOffset<schema::Nested<'b>> {
    let parent = (depth > 0).then(|| nested_in(builder, depth - 1, readings));
    let readings: Vec<_> = (0..readings)
        .map(|n| {
            let name = (n > 0).then(|| builder.create_string("é"));
            let samples = Some(builder.create_vector(&[1.5_f32, -2.0]));
            schema::Reading::create(builder, &schema::ReadingArgs { name, value: 0.5, samples })
        })
        .collect();
    let readings = Some(builder.create_vector(&readings));
    let name = Some(builder.create_string("inner"));
    let origin = schema::Point::new(1.0, -2.0, 3.0);
    let origin = (depth == 0).then_some(&origin);
    schema::Nested::create(
        builder,
        &schema::NestedArgs { id: depth, name, origin, readings, parent },
    )
}

fn built(
    build: impl FnOnce(&mut FlatBufferBuilder<'static>) -> WIPOffset<flatbuffers::UnionWIPOffset>,
) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let root = build(&mut builder);
    builder.finish(root, None);
    builder.finished_data().to_vec()
}
