//! Arrow's stream format, for telemetry alone: another kind of thing.
//!
//! It holds columns, of 1024 messages at a time. No message can be had by
//! itself, none is there before its batch is full, and a message has no bytes
//! that could be handed on. A reader goes through columns, which costs next to
//! nothing per message; a writer builds ten arrays from records, not a message
//! from each.

use crate::{
    case::{Pass, Variant},
    measure::Outcome,
    storage::Storage,
    targets::{Given, Target},
    workloads::TelemetryMessages,
};
use crate::{looking::Answered, messages::Seen};
use arrow_array::{
    ArrayRef, ArrowPrimitiveType, Float32Array, Float64Array, RecordBatch, UInt16Array,
    UInt32Array, UInt64Array,
    cast::AsArray,
    types::{Float32Type, Float64Type, UInt16Type, UInt32Type, UInt64Type},
};
use arrow_ipc::{
    reader::{StreamDecoder, StreamReader},
    writer::StreamWriter,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use bytes::Bytes;
use flatstream_testkit::Telemetry;
use std::{
    any::Any,
    fs::{self, File},
    io::Seek,
    rc::Rc,
    sync::Arc,
};

/// A variant that writes, if these are telemetry.
pub(super) fn writer<R: 'static>(
    given: Rc<Given<R>>,
    sink: impl Target,
) -> Outcome<Option<Variant>> {
    let Some(given) = telemetry(given) else { return Ok(None) };
    let bytes = stored(&given)?.len() as u64;
    let columns = Columns { given, schema: schema(), sink };
    Ok(Some(Variant::new(NAME, columns).rival().bytes(bytes)))
}

/// A variant that reads from memory, if these are telemetry.
pub(super) fn slice_reader<R: 'static, const ALL: bool>(
    given: Rc<Given<R>>,
) -> Outcome<Option<Variant>> {
    let Some(given) = telemetry(given) else { return Ok(None) };
    let stored = stored(&given)?;
    let bytes = stored.len() as u64;
    let rows = Rows::<Bytes, ALL>::new(&given, stored.into());
    Ok(Some(Variant::new(NAME, rows).rival().bytes(bytes)))
}

/// A variant that reads from a file, if these are telemetry.
pub(super) fn file_reader<R: 'static, const ALL: bool>(
    storage: &Storage,
    given: Rc<Given<R>>,
) -> Outcome<Option<Variant>> {
    let Some(given) = telemetry(given) else { return Ok(None) };
    let (path, stored) = (storage.path(), stored(&given)?);
    fs::write(&path, &stored)?;
    let rows = Rows::<_, ALL>::new(&given, File::open(path)?);
    Ok(Some(Variant::new(NAME, rows).rival().bytes(stored.len() as u64)))
}

const NAME: &str = "arrow-ipc";

/// Messages of a batch.
const ROWS: usize = 1024;

fn telemetry<R: 'static>(given: Rc<Given<R>>) -> Option<Rc<Given<Telemetry>>> {
    let given: Rc<dyn Any> = given;
    given.downcast().ok()
}

fn stored(given: &Rc<Given<Telemetry>>) -> Outcome<Vec<u8>> {
    let mut columns = Columns { given: given.clone(), schema: schema(), sink: Vec::new() };
    columns.pass()?;
    Ok(columns.sink)
}

fn schema() -> SchemaRef {
    let field = |name, kind| Field::new(name, kind, false);
    Arc::new(Schema::new(vec![
        field("timestamp", DataType::UInt64),
        field("sequence", DataType::UInt64),
        field("latitude", DataType::Float64),
        field("longitude", DataType::Float64),
        field("speed", DataType::Float32),
        field("heading", DataType::Float32),
        field("battery", DataType::UInt16),
        field("status", DataType::UInt16),
        field("errors", DataType::UInt32),
        field("uptime", DataType::UInt64),
    ]))
}

/// Writes records as columns.
struct Columns<S> {
    given: Rc<Given<Telemetry>>,
    schema: SchemaRef,
    sink: S,
}

impl<S: Target> Pass for Columns<S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        let mut writer = StreamWriter::try_new(&mut self.sink, &self.schema)?;
        for records in self.given.records.chunks(ROWS) {
            let all = || records.iter().map(|record| record.args());
            let columns: Vec<ArrayRef> = vec![
                Arc::new(UInt64Array::from_iter_values(all().map(|t| t.timestamp))),
                Arc::new(UInt64Array::from_iter_values(all().map(|t| t.sequence))),
                Arc::new(Float64Array::from_iter_values(all().map(|t| t.latitude))),
                Arc::new(Float64Array::from_iter_values(all().map(|t| t.longitude))),
                Arc::new(Float32Array::from_iter_values(all().map(|t| t.speed))),
                Arc::new(Float32Array::from_iter_values(all().map(|t| t.heading))),
                Arc::new(UInt16Array::from_iter_values(all().map(|t| t.battery))),
                Arc::new(UInt16Array::from_iter_values(all().map(|t| t.status))),
                Arc::new(UInt32Array::from_iter_values(all().map(|t| t.errors))),
                Arc::new(UInt64Array::from_iter_values(all().map(|t| t.uptime))),
            ];
            writer.write(&RecordBatch::try_new(self.schema.clone(), columns)?)?;
        }
        writer.finish()?;
        drop(writer);
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        Rows::<Bytes, true>::new(&self.given, self.sink.content()?.into()).verify()
    }
}

/// Where batches come from, again and again.
trait Batches: 'static {
    fn each(&mut self, batch: impl FnMut(&RecordBatch) -> Outcome<()>) -> Outcome<()>;
}

/// Columns are slices of what is in memory.
impl Batches for Bytes {
    #[inline(always)]
    fn each(&mut self, mut batch: impl FnMut(&RecordBatch) -> Outcome<()>) -> Outcome<()> {
        let (mut decoder, mut stored) = (StreamDecoder::new(), self.clone().into());
        while let Some(decoded) = decoder.decode(&mut stored)? {
            batch(&decoded)?;
        }
        Ok(decoder.finish()?)
    }
}

impl Batches for File {
    #[inline(always)]
    fn each(&mut self, mut batch: impl FnMut(&RecordBatch) -> Outcome<()>) -> Outcome<()> {
        self.rewind()?;
        for decoded in StreamReader::try_new_buffered(self, None)? {
            batch(&decoded?)?;
        }
        Ok(())
    }
}

/// Looks at three columns or at all, row by row.
struct Rows<B, const ALL: bool> {
    answers: Answered<TelemetryMessages, ALL>,
    batches: B,
}

impl<B: Batches, const ALL: bool> Rows<B, ALL> {
    fn new(given: &Rc<Given<Telemetry>>, batches: B) -> Self {
        Self { answers: Answered::new(given), batches }
    }

    #[inline(always)]
    fn each<const EVERY: bool>(&mut self, mut answer: impl FnMut(u64)) -> Outcome<()> {
        self.batches.each(|batch| {
            let sequence = values::<UInt64Type>(batch, "sequence")?;
            let latitude = values::<Float64Type>(batch, "latitude")?;
            let battery = values::<UInt16Type>(batch, "battery")?;
            let three = sequence.iter().zip(latitude).zip(battery);
            if !EVERY {
                for ((&sequence, &latitude), &battery) in three {
                    let seen =
                        Seen::<false>::default().number(sequence).float(latitude).number(battery);
                    answer(seen.answer());
                }
                return Ok(());
            }
            let timestamp = values::<UInt64Type>(batch, "timestamp")?;
            let longitude = values::<Float64Type>(batch, "longitude")?;
            let speed = values::<Float32Type>(batch, "speed")?;
            let heading = values::<Float32Type>(batch, "heading")?;
            let status = values::<UInt16Type>(batch, "status")?;
            let errors = values::<UInt32Type>(batch, "errors")?;
            let uptime = values::<UInt64Type>(batch, "uptime")?;
            let moving = timestamp.iter().zip(longitude).zip(speed).zip(heading);
            let states = status.iter().zip(errors).zip(uptime);
            for ((three, moving), states) in three.zip(moving).zip(states) {
                let ((&sequence, &latitude), &battery) = three;
                let (((&timestamp, &longitude), &speed), &heading) = moving;
                let ((&status, &errors), &uptime) = states;
                answer(
                    Seen::<false>::default()
                        .number(timestamp)
                        .number(sequence)
                        .float(latitude)
                        .float(longitude)
                        .float(speed)
                        .float(heading)
                        .number(battery)
                        .number(status)
                        .number(errors)
                        .number(uptime)
                        .answer(),
                );
            }
            Ok(())
        })
    }
}

#[inline]
fn values<'b, T: ArrowPrimitiveType>(
    batch: &'b RecordBatch,
    name: &str,
) -> Outcome<&'b [T::Native]> {
    let column = batch.column_by_name(name).and_then(|column| column.as_primitive_opt::<T>());
    Ok(column.ok_or_else(|| format!("no column `{name}` of its type"))?.values())
}

impl<B: Batches, const ALL: bool> Pass for Rows<B, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut sum = 0_u64;
        self.each::<ALL>(|answer| sum = sum.wrapping_add(answer))?;
        self.answers.add_up_to(sum)
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each::<true>(|answer| answers.push(answer))?;
        self.answers.are(&answers)
    }
}
