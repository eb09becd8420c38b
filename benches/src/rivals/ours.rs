//! The library's own ways, and what the suite compares everything with.

use super::messages::{Answered, Messages};
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
    answers: Answered<M, ALL>,
    payloads: P,
}

impl<M: Messages, P: Payloads + 'static, const ALL: bool> Looking<M, P, ALL> {
    pub(crate) fn variant(
        name: &'static str,
        given: &Rc<Given<M::Record>>,
        payloads: P,
    ) -> Variant {
        Variant::new(name, Self { answers: Answered::new(given), payloads })
    }

    #[inline(always)]
    fn each<const EVERY: bool, const WHOLE: bool>(
        &mut self,
        mut answer: impl FnMut(u64),
    ) -> Outcome<()> {
        let mut result = Ok(());
        self.payloads.each(|payload| {
            let seen = if EVERY { M::flat_every::<WHOLE>(payload) } else { M::flat_three(payload) };
            match seen {
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
        let mut sum = 0_u64;
        self.each::<ALL, false>(|answer| sum = sum.wrapping_add(answer))?;
        self.answers.add_up_to(sum)
    }

    fn verify(&mut self) -> Outcome<()> {
        let mut answers = Vec::new();
        self.each::<true, true>(|answer| answers.push(answer))?;
        self.answers.are(&answers)
    }
}
