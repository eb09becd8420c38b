//! Drafts written, alone and through writers, against one builder used again.

#[cfg(feature = "rivals")]
use crate::rivals::formats::{self, Sink};
#[cfg(not(feature = "rivals"))]
use crate::targets::Target as Sink;
use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::{Bare, Integrity},
    measure::Outcome,
    messages::Messages,
    schema::drafts::{Drafts, Masked},
    storage::Storage,
    targets::{Given, Target},
    workloads::Workload,
    write,
};
use flatstream::{
    DefaultDeframer, DefaultFramer, SliceReader, StreamWriter,
    arena::{Batch, Bump, Window},
};
use flatstream_core::{Emit, OutBuf};
use std::{
    fs::File,
    io::{BufWriter, Write},
    marker::PhantomData,
    rc::Rc,
};

/// Messages that this suite writes.
#[cfg(not(feature = "rivals"))]
pub(super) trait Writable: Messages {}
#[cfg(not(feature = "rivals"))]
impl<M: Messages> Writable for M {}
#[cfg(feature = "rivals")]
pub(super) trait Writable: Messages + formats::AsRkyv {}
#[cfg(feature = "rivals")]
impl<M: Messages + formats::AsRkyv> Writable for M {}

pub(super) fn cases<M: Writable>() -> [Case; 2]
where
    Masked: Drafts<M>,
{
    [written::<M, Vec<u8>>(), written::<M, BufWriter<File>>()]
}

fn written<M: Writable, S: Sink>() -> Case
where
    Masked: Drafts<M>,
{
    Case::new("schema", format!("write-{}", M::NAME), S::NAME, |storage| {
        let given = Given::of::<M, Bare>(FEWEST)?;
        let sink = || S::new(storage);
        let by_hand = write::HandLoop::<M, Bare, S>::new(given.clone(), sink()?);
        let writer = write::Ours::<M, _, S>::new(given.clone(), sink()?, Bare::framer());
        let mut variants =
            vec![Variant::new("hand loop", by_hand), Variant::new("StreamWriter", writer)];
        variants.extend(layout::<M, Masked, S>(storage, &given)?);
        #[cfg(feature = "rivals")]
        variants.push(formats::rkyv_writer::<M, S>(storage, &given)?);
        Ok(Work { messages: given.records.len() as u64, bytes: given.wire.len() as u64, variants })
    })
}

/// Messages of one pass at any size.
const FEWEST: usize = 2;

/// All rows of one layout.
fn layout<M: Messages, L: Drafts<M>, S: Target>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Vec<Variant>> {
    let bytes = emitted_bytes::<M, L>(given)?;
    let mut variants = Vec::new();
    if S::IS_MEMORY {
        variants.push(Variant::new(L::BARE, Alone::<M, L>::new(given.clone())));
    }
    let writer = StreamWriter::new(S::new(storage)?, DefaultFramer);
    variants.push(Variant::new(L::EMIT, Emitting::<M, L, S>::new(given.clone(), writer)));
    // The batch is the buffer in front of the sink.
    let arena: &'static Bump = Box::leak(Box::default());
    let writer = StreamWriter::with_arena(S::Bare::new(storage)?, DefaultFramer, arena);
    let batched = InBatches::<M, L, S::Bare>::new(given.clone(), writer);
    variants.push(Variant::new(L::ARENA, batched));
    Ok(variants.into_iter().map(|variant| variant.bytes(bytes)).collect())
}

/// Bytes of the frames of one pass.
fn emitted_bytes<M: Workload, L: Drafts<M>>(given: &Given<M::Record>) -> Outcome<u64> {
    let mut bytes = 0;
    for record in &given.records {
        bytes += (HEADER_BYTES + L::with_draft(record, |draft| draft.message_len())?) as u64;
    }
    Ok(bytes)
}

/// Reads the frames in `content` as everybody else would, and compares all fields of
/// all messages with the records.
fn compare<M: Messages>(given: &Given<M::Record>, content: &[u8]) -> Outcome<()> {
    let mut payloads = SliceReader::new(content, DefaultDeframer);
    for (ordinal, record) in given.records.iter().enumerate() {
        let payload = payloads.next().ok_or("fewer messages than records")??;
        if M::flat_every::<true>(payload)? != M::every::<true>(record) {
            return Err(format!("message {ordinal} is not what was given").into());
        }
    }
    if payloads.next().is_some() { Err("more messages than records".into()) } else { Ok(()) }
}

/// The draft and nothing of a writer: a length, and the message behind it, in memory
/// that is used again.
struct Alone<M: Workload, L> {
    given: Rc<Given<M::Record>>,
    stream: OutBuf,
    layout: PhantomData<L>,
}

impl<M: Workload, L> Alone<M, L> {
    fn new(given: Rc<Given<M::Record>>) -> Self {
        Self { given, stream: OutBuf::new(), layout: PhantomData }
    }
}

impl<M: Messages, L: Drafts<M>> Pass for Alone<M, L> {
    #[inline(never)]
    #[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
    fn pass(&mut self) -> Outcome<()> {
        self.stream.clear();
        for record in &self.given.records {
            L::with_draft(record, |draft| -> Outcome<()> {
                let len = draft.message_len()?;
                let frame = &mut self.stream.spare(HEADER_BYTES + len)[..HEADER_BYTES + len];
                let (header, window) = frame.split_at_mut(HEADER_BYTES);
                header.copy_from_slice(&(len as u32).to_le_bytes());
                draft.emit(window);
                self.stream.advance(HEADER_BYTES + len);
                Ok(())
            })?;
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        compare::<M>(&self.given, self.stream.filled())
    }
}

/// Bytes of the length in front of a message.
const HEADER_BYTES: usize = 4;

struct Emitting<M: Workload, L, S: Write> {
    given: Rc<Given<M::Record>>,
    writer: StreamWriter<'static, S, DefaultFramer>,
    layout: PhantomData<L>,
}

impl<M: Workload, L, S: Target> Emitting<M, L, S> {
    fn new(given: Rc<Given<M::Record>>, writer: StreamWriter<'static, S, DefaultFramer>) -> Self {
        Self { given, writer, layout: PhantomData }
    }
}

impl<M: Messages, L: Drafts<M>, S: Target> Pass for Emitting<M, L, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().restart()?;
        for record in &self.given.records {
            L::with_draft(record, |draft| self.writer.emit(draft))?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        compare::<M>(&self.given, &self.writer.get_mut().content()?)
    }
}

type ArenaWriter<S> = StreamWriter<'static, Batch<'static, S>, DefaultFramer, Window<'static>>;

struct InBatches<M: Workload, L, S: Write + 'static> {
    given: Rc<Given<M::Record>>,
    writer: ArenaWriter<S>,
    layout: PhantomData<L>,
}

impl<M: Workload, L, S: Target> InBatches<M, L, S> {
    fn new(given: Rc<Given<M::Record>>, writer: ArenaWriter<S>) -> Self {
        Self { given, writer, layout: PhantomData }
    }
}

impl<M: Messages, L: Drafts<M>, S: Target> Pass for InBatches<M, L, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().get_mut().restart()?;
        for record in &self.given.records {
            L::with_draft(record, |draft| self.writer.emit(draft))?;
        }
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        compare::<M>(&self.given, &self.writer.get_mut().get_mut().content()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workloads::LogMessages;

    fn check(damage: impl FnOnce(&mut Vec<u8>), expected: Option<&str>) {
        let given = Given::of::<LogMessages, Bare>(FEWEST).unwrap();
        let mut alone = Alone::<LogMessages, Masked>::new(given.clone());
        alone.pass().unwrap();
        let mut content = alone.stream.filled().to_vec();
        damage(&mut content);
        let error = compare::<LogMessages>(&given, &content).err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), expected);
    }

    #[test]
    fn a_stream_that_is_not_what_was_given_is_noticed() {
        let first_end = |content: &[u8]| {
            HEADER_BYTES + u32::from_le_bytes(*content.first_chunk().unwrap()) as usize
        };
        check(|_| (), None);
        // The last letters of the first message lie right before its end.
        check(
            |content| {
                let end = first_end(content);
                let letter = content[..end].iter().rposition(|byte| *byte != 0).unwrap();
                content[letter - 1] ^= 1;
            },
            Some("message 0 is not what was given"),
        );
        check(
            |content| drop(content.drain(..first_end(content))),
            Some("message 0 is not what was given"),
        );
        check(Vec::clear, Some("fewer messages than records"));
        check(
            |content| content.extend_from_within(..first_end(content)),
            Some("more messages than records"),
        );
    }
}
