//! The library's own ways, and what the suite compares everything with.

use super::messages::Messages;
use crate::{
    arena::{Compiled, Gathered, InArena, Templated},
    case::{Pass, Variant},
    integrity::Integrity,
    measure::Outcome,
    read::Payloads,
    storage::Storage,
    targets::{Given, Target},
    workloads::{
        LogMessages, MixedMessages, NestedMessages, TelemetryMessages, VectorMessages, Workload,
    },
};
use flatstream::{
    StreamWriter,
    arena::{ArenaStrategy, Bump, Window},
};
use std::rc::Rc;

/// What the library has for messages of this kind beyond `StreamWriter::new`.
pub(crate) trait Special: Workload + Sized {
    /// Variants that write into `S` through memory of an arena, which brings its own
    /// buffer: `S` has none.
    fn in_arena<I: Integrity, S: Target>(
        storage: &Storage,
        given: &Rc<Given<Self::Record>>,
    ) -> Outcome<Vec<Variant>> {
        arena::<Self, I, S>(storage, given, WINDOW_BYTES)
    }
}

/// A vector of 64 KiB and what is around it.
const WINDOW_BYTES: usize = 80 << 10;

/// One of 4 MiB.
const LARGE_WINDOW_BYTES: usize = 8 << 20;

fn window(bytes: usize) -> ArenaStrategy<&'static Bump> {
    ArenaStrategy::new(&*Box::leak(Box::default())).window_bytes(bytes)
}

/// With the batch in front of the sink, and without, where a write to it costs no
/// more than one to the batch.
fn arena<M: Workload, I: Integrity, S: Target>(
    storage: &Storage,
    given: &Rc<Given<M::Record>>,
    bytes: usize,
) -> Outcome<Vec<Variant>> {
    let mut variants = Vec::new();
    if S::IS_MEMORY {
        let writer = StreamWriter::with_strategy(S::new(storage)?, I::framer(), window(bytes));
        let direct = Compiled::<M, Window<'static>, S, I::Framer> { given: given.clone(), writer };
        variants.push(Variant::new("with_strategy", direct));
    }
    let writer = StreamWriter::with_arena(S::new(storage)?, I::framer(), window(bytes));
    let batched = InArena::<M, S, Window<'static>, I::Framer> { given: given.clone(), writer };
    variants.push(Variant::new("with_arena", batched));
    Ok(variants)
}

impl Special for LogMessages {}
impl Special for NestedMessages {}
impl Special for MixedMessages {}

impl Special for TelemetryMessages {
    fn in_arena<I: Integrity, S: Target>(
        storage: &Storage,
        given: &Rc<Given<Self::Record>>,
    ) -> Outcome<Vec<Variant>> {
        let mut variants = arena::<Self, I, S>(storage, given, WINDOW_BYTES)?;
        let sink = S::new(storage)?;
        variants.push(if S::IS_MEMORY {
            let writer = StreamWriter::new(sink, I::framer());
            Variant::new("write_template", Templated::new(given.clone(), writer)?)
        } else {
            let writer = StreamWriter::with_arena(sink, I::framer(), window(WINDOW_BYTES));
            Variant::new("write_template", Templated::new(given.clone(), writer)?)
        });
        Ok(variants)
    }
}

impl<const BYTES: usize> Special for VectorMessages<BYTES> {
    fn in_arena<I: Integrity, S: Target>(
        storage: &Storage,
        given: &Rc<Given<Self::Record>>,
    ) -> Outcome<Vec<Variant>> {
        let mut variants = arena::<Self, I, S>(storage, given, LARGE_WINDOW_BYTES)?;
        let writer =
            StreamWriter::with_arena(S::new(storage)?, I::framer(), window(LARGE_WINDOW_BYTES));
        let gathered = Gathered::<Self, S, _> { given: given.clone(), writer };
        variants.push(Variant::new("write_gathered", gathered));
        Ok(variants)
    }
}

/// Looks at three fields or at all of every message that `payloads` finds.
pub(crate) struct Looking<M: Messages, P, const ALL: bool> {
    given: Rc<Given<M::Record>>,
    payloads: P,
    answer: u64,
}

impl<M: Messages, P: Payloads + 'static, const ALL: bool> Looking<M, P, ALL> {
    pub(crate) fn new(given: &Rc<Given<M::Record>>, payloads: P) -> Self {
        let answers = given.records.iter().map(Self::answer);
        Self { given: given.clone(), payloads, answer: answers.fold(0, u64::wrapping_add) }
    }

    pub(crate) fn variant(
        name: &'static str,
        given: &Rc<Given<M::Record>>,
        payloads: P,
    ) -> Variant {
        Variant::new(name, Self::new(given, payloads))
    }

    fn answer(record: &M::Record) -> u64 {
        if ALL { M::every(record) } else { M::three(record) }
    }

    #[inline(always)]
    fn each(&mut self, mut answer: impl FnMut(u64)) -> Outcome<()> {
        let mut result = Ok(());
        self.payloads.each(|payload| {
            match if ALL { M::flat_every(payload) } else { M::flat_three(payload) } {
                Ok(number) => answer(number),
                Err(error) => result = Err(error),
            }
        })?;
        result
    }
}

impl<M: Messages, P: Payloads + 'static, const ALL: bool> Pass for Looking<M, P, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let (mut sum, expected) = (0_u64, self.answer);
        self.each(|answer| sum = sum.wrapping_add(answer))?;
        if sum == expected { Ok(()) } else { Err(format!("{sum} instead of {expected}").into()) }
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each(|answer| answers.push(answer))?;
        let expected: Vec<u64> = self.given.records.iter().map(Self::answer).collect();
        match answers.iter().zip(&expected).position(|(answer, expected)| answer != expected) {
            Some(ordinal) => Err(format!("message {ordinal} is not what was written").into()),
            None if answers.len() != expected.len() => {
                Err(format!("{} messages of {}", answers.len(), expected.len()).into())
            }
            None => Ok(()),
        }
    }
}
