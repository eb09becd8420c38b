//! The library's own ways.

use crate::{
    arena::{Compiled, Gathered, InArena, Templated},
    case::Variant,
    integrity::Integrity,
    measure::Outcome,
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
