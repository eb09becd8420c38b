//! Other ways to carry `FlatBuffers` payloads: the same ones, from one builder
//! that is used again.
//!
//! Rows without digests have a rival's off where it lets one; rows with a
//! digest have the rivals that check as much. What a rival writes once per
//! file, its head and its end, it writes in every pass. Those that compress are
//! in `blocks-*`.

mod arrow;
mod blocks;
mod length_delimited;
mod mcap;
mod riegeli;

pub(super) use self::{blocks::compressed, mcap::Sink};

use self::{
    length_delimited::LengthDelimited,
    mcap::{Chunked, Mapped, Mcap, Owned, Unchunked},
    riegeli::{Riegeli, Uncompressed},
};
use crate::{
    case::{Pass, Variant},
    integrity::Integrity,
    measure::Outcome,
    read::Payloads,
    storage::Storage,
    targets::Given,
    workloads::{self, Workload},
};
use crate::{looking::Looking, messages::Messages};
use bytes::BytesMut;
use flatbuffers::FlatBufferBuilder;
use flatstream::{ChecksumKind, SliceReader, StreamSerialize};
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader, Cursor, Read, Seek},
    marker::PhantomData,
    rc::Rc,
};

/// Variants that write into an `S`.
pub(super) fn writers<M: Workload, I: Integrity, S: Sink>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    let checked = I::KIND == ChecksumKind::Crc32;
    let delimited = || Ok(LengthDelimited::new(S::new(storage)?));
    let unchunked = || Ok(Mcap::<_, Unchunked>::new(S::new(storage)?, checked));
    let chunked = || Ok(Mcap::<_, Chunked>::new(S::new(storage)?, checked));
    let riegeli = || Ok(Riegeli::<_, Uncompressed>::new(S::new(storage)?));
    let mut variants = Vec::new();
    // Of a rival without a digest, rows with one would say nothing.
    if I::KIND == ChecksumKind::None {
        variants.push(Building::<M, I, _>::variant("LengthDelimitedCodec", given, delimited)?);
    }
    // A CRC-32 of the whole file, and where it has chunks one of each.
    if matches!(I::KIND, ChecksumKind::None | ChecksumKind::Crc32) {
        variants.push(Building::<M, I, _>::variant("mcap", given, unchunked)?);
        variants.push(Building::<M, I, _>::variant("mcap, chunked", given, chunked)?);
    }
    // A hash of 64 bits of each chunk, which cannot be left out.
    if matches!(I::KIND, ChecksumKind::None | ChecksumKind::Xxh3) {
        variants.push(Building::<M, I, _>::variant("riegeli", given, riegeli)?);
    }
    if I::KIND == ChecksumKind::None {
        variants.extend(arrow::writer(given.clone(), S::new(storage)?)?);
    }
    Ok(variants)
}

/// Variants that read from memory.
pub(super) fn slice_readers<M: Messages, const ALL: bool>(
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    let mut variants = readers::<M, _, ALL>(given, |stored| Ok(Cursor::new(stored)))?;
    let mapped = Mapped(stored::<M, _>(&mut unchunked(), given)?);
    let bytes = mapped.0.len() as u64;
    let mapped = Looking::<M, _, ALL>::variant("mcap MessageStream", given, mapped);
    variants.push(mapped.rival().bytes(bytes));
    variants.extend(arrow::slice_reader::<_, ALL>(given.clone())?);
    Ok(variants)
}

/// Variants that read from a file.
pub(super) fn file_readers<M: Messages, const ALL: bool>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    let open = |stored| {
        let path = storage.path();
        fs::write(&path, stored)?;
        Ok(BufReader::new(File::open(path)?))
    };
    let mut variants = readers::<M, _, ALL>(given, open)?;
    let stored = stored::<M, _>(&mut unchunked(), given)?;
    variants.push(reader::<M, Owned, _, ALL>("mcap MessageReader", given, stored, open)?);
    variants.extend(arrow::file_reader::<_, ALL>(storage, given.clone())?);
    Ok(variants)
}

fn readers<M: Messages, S: Source + 'static, const ALL: bool>(
    given: &Rc<Given<M::Record>>,
    open: impl Fn(Vec<u8>) -> Outcome<S>,
) -> Outcome<Vec<Variant>> {
    let delimited = LengthDelimited::new(Vec::new());
    let chunked = Mcap::<_, Chunked>::new(Vec::new(), false);
    let riegeli = Riegeli::<_, Uncompressed>::new(Vec::new());
    Ok(vec![
        read_back::<M, _, _, ALL>("LengthDelimitedCodec", given, delimited, &open)?,
        read_back::<M, _, _, ALL>("mcap", given, unchunked(), &open)?,
        read_back::<M, _, _, ALL>("mcap, chunked", given, chunked, &open)?,
        read_back::<M, _, _, ALL>("riegeli", given, riegeli, &open)?,
    ])
}

fn unchunked() -> Mcap<Vec<u8>, Unchunked> {
    Mcap::new(Vec::new(), false)
}

/// A variant that reads what `container` writes.
fn read_back<M: Messages, C: Container, S: Source + 'static, const ALL: bool>(
    name: &'static str,
    given: &Rc<Given<M::Record>>,
    mut container: C,
    open: impl Fn(Vec<u8>) -> Outcome<S>,
) -> Outcome<Variant> {
    let stored = stored::<M, C>(&mut container, given)?;
    reader::<M, C, S, ALL>(name, given, stored, open)
}

fn reader<M: Messages, R: Readable, S: Source + 'static, const ALL: bool>(
    name: &'static str,
    given: &Rc<Given<M::Record>>,
    stored: Vec<u8>,
    open: impl Fn(Vec<u8>) -> Outcome<S>,
) -> Outcome<Variant> {
    let bytes = stored.len() as u64;
    let found = Found::<R, S> { source: open(stored)?, format: PhantomData };
    Ok(Looking::<M, _, ALL>::variant(name, given, found).rival().bytes(bytes))
}

fn stored<M: Workload, C: Container>(
    container: &mut C,
    given: &Given<M::Record>,
) -> Outcome<Vec<u8>> {
    pack(container, &workloads::payloads::<M>(given.records.len() as u64)?)
}

/// What `container` makes of payloads that are ready.
#[inline(always)]
fn pack<C: Container>(container: &mut C, payloads: &[Vec<u8>]) -> Outcome<Vec<u8>> {
    write_ready(container, payloads)?;
    container.content()
}

#[inline(always)]
fn write_ready<C: Container>(container: &mut C, payloads: &[Vec<u8>]) -> Outcome<()> {
    let mut writer = container.begin()?;
    for payload in payloads {
        writer.write(payload)?;
    }
    writer.finish()
}

/// A format that carries payloads, with a reader. There is one type for every
/// row, so that each has its own copy of the reader.
trait Readable: 'static {
    /// Shows `consume` all payloads.
    fn each(source: &mut impl Source, consume: impl FnMut(&[u8])) -> Outcome<()>;
}

/// One with a writer, and where that writes.
trait Container: Readable {
    type Writer<'c>: Writer;

    /// Goes back to the start of the sink.
    fn begin(&mut self) -> Outcome<Self::Writer<'_>>;
    fn content(&mut self) -> Outcome<Vec<u8>>;
}

trait Writer {
    fn write(&mut self, payload: &[u8]) -> Outcome<()>;
    /// Writes whatever comes after the last payload, and flushes the sink.
    fn finish(self) -> Outcome<()>;
}

/// Where a format is read from.
trait Source: Read + Seek {
    /// Appends what comes next, as much as `buffer` has room for without
    /// growing.
    fn append_to(&mut self, buffer: &mut BytesMut) -> io::Result<usize>;
}

impl<B: AsRef<[u8]>> Source for Cursor<B> {
    #[inline]
    fn append_to(&mut self, buffer: &mut BytesMut) -> io::Result<usize> {
        let rest = self.fill_buf()?;
        let n = rest.len().min(buffer.capacity() - buffer.len());
        buffer.extend_from_slice(&rest[..n]);
        self.consume(n);
        Ok(n)
    }
}

impl Source for BufReader<File> {
    #[inline]
    fn append_to(&mut self, buffer: &mut BytesMut) -> io::Result<usize> {
        let len = buffer.len();
        buffer.resize(buffer.capacity(), 0);
        // Past this reader's own buffer, which nobody else uses then.
        let n = self.get_mut().read(&mut buffer[len..])?;
        buffer.truncate(len + n);
        Ok(n)
    }
}

/// All payloads of a source, by the rival's own reader.
struct Found<R, S> {
    source: S,
    format: PhantomData<R>,
}

impl<R: Readable, S: Source> Payloads for Found<R, S> {
    #[inline(always)]
    fn each(&mut self, consume: impl FnMut(&[u8])) -> Outcome<()> {
        self.source.rewind()?;
        R::each(&mut self.source, consume)
    }
}

/// Builds messages and writes them into a container.
struct Building<M: Workload, I, C> {
    given: Rc<Given<M::Record>>,
    builder: FlatBufferBuilder<'static>,
    container: C,
    integrity: PhantomData<I>,
}

impl<M: Workload, I: Integrity, C: Container> Building<M, I, C> {
    fn variant(
        name: &'static str,
        given: &Rc<Given<M::Record>>,
        new: impl Fn() -> Outcome<C>,
    ) -> Outcome<Variant> {
        // By another one, so that this one's first pass is measured as such.
        let bytes = stored::<M, C>(&mut new()?, given)?.len() as u64;
        let (given, builder) = (given.clone(), FlatBufferBuilder::new());
        let building = Self { given, builder, container: new()?, integrity: PhantomData };
        Ok(Variant::new(name, building).rival().bytes(bytes))
    }
}

impl<M: Workload, I: Integrity, C: Container> Pass for Building<M, I, C> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let mut writer = self.container.begin()?;
        for record in &self.given.records {
            self.builder.reset();
            M::message(record).serialize(&mut self.builder)?;
            writer.write(self.builder.finished_data())?;
        }
        writer.finish()
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let payloads = SliceReader::new(&self.given.wire, I::deframer());
        same::<C>(self.container.content()?, payloads.collect::<Result<Vec<_>, _>>()?)
    }
}

/// Whether the rival's own reader finds `payloads` in `stored`, and nothing
/// else.
fn same<R: Readable>(stored: Vec<u8>, payloads: Vec<&[u8]>) -> Outcome<()> {
    let (mut seen, mut wrong) = (0, None);
    R::each(&mut Cursor::new(stored), |payload| {
        if payloads.get(seen) != Some(&payload) {
            wrong = wrong.or(Some(seen));
        }
        seen += 1;
    })?;
    match wrong {
        Some(ordinal) => Err(format!("payload {ordinal} is not what was written").into()),
        None if seen != payloads.len() => {
            Err(format!("{seen} payloads of {}", payloads.len()).into())
        }
        None => Ok(()),
    }
}
