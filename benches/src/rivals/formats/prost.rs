//! Protocol Buffers, by prost: each message behind its length, a varint.
//!
//! prost has no borrowed strings and no borrowed vectors. A writer copies what
//! the record holds into a message that is used again; the row `prost owned` is
//! of a program that holds prost's messages anyway. A reader decodes into such
//! a message, too: all fields, whichever are looked at, and a heap block for
//! each string and vector in a repeated message. Only the `touch-*` rows
//! compare that with formats that are read in place.

mod messages;

pub(in crate::rivals) use self::messages::AsProst;
use super::harness::{self, Format, Sink};
use crate::{
    case::{Pass, Variant},
    measure::Outcome,
    storage::Storage,
    targets::Given,
    workloads::Workload,
};
use prost::Message;
use std::{io::BufRead, rc::Rc};

pub(super) struct Prost<M: AsProst> {
    kept: M::Kept,
    received: M::Prost,
    bytes: Vec<u8>,
}

impl<M: AsProst> Format<M> for Prost<M> {
    const NAME: &'static str = "prost";

    fn new(_: &Given<M::Record>) -> Self {
        Self { kept: M::Kept::default(), received: M::Prost::default(), bytes: Vec::new() }
    }

    #[inline(always)]
    fn write<S: Sink>(&mut self, record: &M::Record, sink: &mut S) -> Outcome<()> {
        M::fill(record, &mut self.kept);
        let message = M::filled(&self.kept);
        sink.append(&mut self.bytes, |bytes| Ok(message.encode_length_delimited(bytes)?))
    }

    #[inline(always)]
    fn look_in_slice<const ALL: bool, const WHOLE: bool>(
        &mut self,
        stream: &mut &[u8],
    ) -> Outcome<u64> {
        self.received.clear();
        self.received.merge_length_delimited(stream)?;
        look::<M, ALL, WHOLE>(&self.received)
    }

    #[inline(always)]
    fn look_in_reader<const ALL: bool, const WHOLE: bool>(
        &mut self,
        reader: &mut impl BufRead,
    ) -> Outcome<u64> {
        let len = read_delimiter(reader)?;
        self.bytes.resize(len, 0);
        reader.read_exact(&mut self.bytes)?;
        self.received.clear();
        self.received.merge(&*self.bytes)?;
        look::<M, ALL, WHOLE>(&self.received)
    }
}

#[inline(always)]
fn look<M: AsProst, const ALL: bool, const WHOLE: bool>(message: &M::Prost) -> Outcome<u64> {
    if ALL { M::every_of::<WHOLE>(message) } else { M::three_of(message) }
}

/// prost reads a length from bytes that are at hand, so that one has to find
/// first where it ends.
#[inline(always)]
fn read_delimiter(reader: &mut impl BufRead) -> Outcome<usize> {
    let mut delimiter = [0; LONGEST_DELIMITER];
    for end in 1..=LONGEST_DELIMITER {
        reader.read_exact(&mut delimiter[end - 1..end])?;
        if delimiter[end - 1] < 0x80 {
            break;
        }
    }
    Ok(prost::decode_length_delimiter(delimiter.as_slice())?)
}

const LONGEST_DELIMITER: usize = 10;

/// A writer of messages that the program holds as prost wants them.
pub(super) fn owned_writer<M: AsProst, S: Sink>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
) -> Outcome<Variant> {
    let kept = |record| {
        let mut kept = M::Kept::default();
        M::fill(record, &mut kept);
        kept
    };
    let messages: Vec<_> = given.records.iter().map(kept).collect();
    let mut stream = Vec::new();
    for kept in &messages {
        M::filled(kept).encode_length_delimited(&mut stream)?;
    }
    let bytes = stream.len() as u64;
    let (scratch, sink) = (Vec::new(), S::new(storage)?);
    let owned = Owned::<M, S> { given: given.clone(), messages, scratch, sink };
    Ok(Variant::new("prost owned", owned).bytes(bytes).rival())
}

struct Owned<M: AsProst, S> {
    given: Rc<Given<<M as Workload>::Record>>,
    messages: Vec<M::Kept>,
    scratch: Vec<u8>,
    sink: S,
}

impl<M: AsProst, S: Sink> Pass for Owned<M, S> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.sink.restart()?;
        for kept in &self.messages {
            let message = M::filled(kept);
            self.sink
                .append(&mut self.scratch, |bytes| Ok(message.encode_length_delimited(bytes)?))?;
        }
        Ok(self.sink.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        harness::compare::<M, Prost<M>>(&self.given, &self.sink.content()?)
    }
}
