//! Cap'n Proto: a message is built in and read from segments, whose table is
//! its length.
//!
//! The builder's memory is one scratch segment used again; the one allocation a
//! message that is left is the builder's list of segments. Unpacked messages
//! are read where they lie if they lie on 8 bytes, as they do all through a
//! stream that begins there; from a file and from packed streams they come into
//! a buffer that is used again. Each access checks what it follows, and nothing
//! else is checked.

mod messages;

pub(in crate::rivals) use self::messages::AsCapnp;
use super::harness::{Format, Sink, room};
use crate::{measure::Outcome, targets::Given};
use capnp::{
    Word,
    message::{self, ReaderOptions, ScratchSpaceHeapAllocator},
    serialize, serialize_packed,
};
use std::io::BufRead;

/// Messages as they are in memory.
pub(super) struct Capnp(Memory);

/// Messages without most of their zeros.
pub(super) struct CapnpPacked(Memory);

/// What is used again for every message.
struct Memory {
    /// Made when something is first written, and leaked, as it only borrows.
    scratch: Option<Scratch>,
    received: Vec<Word>,
}

type Scratch = ScratchSpaceHeapAllocator<'static>;

impl Memory {
    fn new<R>(given: &Given<R>) -> Self {
        let words = room(given).div_ceil(size_of::<Word>());
        Self { scratch: None, received: Word::allocate_zeroed_vec(words) }
    }

    #[inline(always)]
    fn scratch(&mut self) -> &mut Scratch {
        self.scratch.get_or_insert_with(|| {
            let words = Word::allocate_zeroed_vec(self.received.len());
            Scratch::new(Word::words_to_bytes_mut(words.leak()))
        })
    }
}

impl<M: AsCapnp> Format<M> for Capnp {
    const NAME: &'static str = "capnp";

    fn new(given: &Given<M::Record>) -> Self {
        Self(Memory::new(given))
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        let mut message = message::Builder::new(self.0.scratch());
        M::fill(record, message.init_root())?;
        Ok(serialize::write_message(sink, &message)?)
    }

    #[inline(always)]
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64> {
        let options = ReaderOptions::new();
        let message = serialize::read_message_from_flat_slice_no_alloc(stream, options)?;
        look::<M, ALL, WHOLE>(&message)
    }

    #[inline(always)]
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64> {
        let buffer = Word::words_to_bytes_mut(&mut self.0.received);
        look::<M, ALL, WHOLE>(&serialize::read_message_no_alloc(
            reader,
            buffer,
            ReaderOptions::new(),
        )?)
    }
}

impl<M: AsCapnp> Format<M> for CapnpPacked {
    const NAME: &'static str = "capnp packed";

    fn new(given: &Given<M::Record>) -> Self {
        Self(Memory::new(given))
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        let mut message = message::Builder::new(self.0.scratch());
        M::fill(record, message.init_root())?;
        Ok(serialize_packed::write_message(sink, &message)?)
    }

    #[inline(always)]
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64> {
        Format::<M>::look_in_reader::<ALL, WHOLE>(self, stream)
    }

    #[inline(always)]
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64> {
        let (options, received) = (ReaderOptions::new(), &mut self.0.received);
        let buffer = Word::words_to_bytes_mut(received);
        look::<M, ALL, WHOLE>(&serialize_packed::read_message_no_alloc(reader, buffer, options)?)
    }
}

#[inline(always)]
fn look<M: AsCapnp, const ALL: bool, const WHOLE: bool>(
    message: &message::Reader<impl message::ReaderSegments>,
) -> Outcome<u64> {
    let root = message.get_root()?;
    if ALL { M::every_of::<WHOLE>(root) } else { M::three_of(root) }
}
