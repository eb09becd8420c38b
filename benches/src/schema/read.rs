//! Bare payloads, verified and looked into: what a message costs without a reader.

#[cfg(feature = "rivals")]
use crate::rivals::formats;
use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::Bare,
    measure::Outcome,
    messages::Messages,
    schema::{
        reading,
        roots::{Flatc, Root, Verifiable},
        shelf::{Heat, Shelf},
    },
    targets::Given,
    workloads,
};
use flatstream_core::PayloadVerifier;
use std::{marker::PhantomData, ops::Range, rc::Rc};

/// Messages that this suite reads.
#[cfg(not(feature = "rivals"))]
pub(super) trait Readable: Verifiable {}
#[cfg(not(feature = "rivals"))]
impl<M: Verifiable> Readable for M {}
#[cfg(feature = "rivals")]
pub(super) trait Readable: Verifiable + formats::AsRkyv {}
#[cfg(feature = "rivals")]
impl<M: Verifiable + formats::AsRkyv> Readable for M {}

pub(super) fn cases<M: Readable, const ALL: bool>() -> [Case; 2] {
    // A pass over cold messages is the same code: there is nothing more to count.
    [case::<M, ALL>("payloads", Heat::Hot), case::<M, ALL>("cold", Heat::Cold).uncounted()]
}

fn case<M: Readable, const ALL: bool>(sink: &'static str, heat: Heat) -> Case {
    Case::new("schema", reading::<M, ALL>(), sink, move |_| {
        let given = Given::of::<M, Bare>(FEWEST)?;
        let payloads = workloads::payloads::<M>(given.records.len() as u64)?;
        let shelf = Shelf::new(&payloads, heat)?;
        let expected = Rc::new(Expected::new::<M, ALL>(&given.records, &shelf));
        let bytes = shelf.turn_bytes();
        let variant = Looks::<M, ALL> { shelf: &shelf, expected: &expected, message: PhantomData };
        let mut variants = vec![variant.of("flatbuffers::root", Official)];
        #[cfg(feature = "rivals")]
        {
            variants.push(variant.of("root_unchecked", Unverified::<M>::new(&shelf)?).rival());
            let archives = formats::archives::<M>(&given.records)?;
            let archives = Shelf::new(&archives, heat)?;
            let expected = Rc::new(Expected::new::<M, ALL>(&given.records, &archives));
            let variant =
                Looks::<M, ALL> { shelf: &archives, expected: &expected, message: PhantomData };
            variants.push(variant.of("rkyv", Rkyv).bytes(archives.turn_bytes()).rival());
        }
        variants.extend([
            variant.of("compiled, no memory", Forgetful::<Flatc<M>>(PhantomData)),
            variant.of("compiled", Compiled::<Flatc<M>>(PayloadVerifier::new())),
            variant.of("compiled, view", Compiled::<M::View>(PayloadVerifier::new())),
        ]);
        Ok(Work { messages: given.records.len() as u64, bytes, variants })
    })
}

/// Messages of one pass at any size.
const FEWEST: usize = 2;

/// What must come out of a shelf.
struct Expected {
    /// Of the fields that are looked at, by turn.
    sums: Vec<u64>,
    /// Of all fields, taken as a whole, by record.
    wholes: Vec<u64>,
}

impl Expected {
    fn new<M: Messages, const ALL: bool>(records: &[M::Record], shelf: &Shelf) -> Self {
        let look = |record| if ALL { M::every::<false>(record) } else { M::three(record) };
        let answers: Vec<u64> = records.iter().map(look).collect();
        let answer = |visit| answers[shelf.origin(visit)];
        let sum = |turn: Range<usize>| turn.map(answer).fold(0, u64::wrapping_add);
        Self {
            sums: shelf.turns().map(sum).collect(),
            wholes: records.iter().map(M::every::<true>).collect(),
        }
    }
}

/// Makes variants of the same messages.
struct Looks<'s, M, const ALL: bool> {
    shelf: &'s Rc<Shelf>,
    expected: &'s Rc<Expected>,
    message: PhantomData<M>,
}

impl<M: Messages, const ALL: bool> Looks<'_, M, ALL> {
    fn of<L: Look<M> + 'static>(&self, name: &'static str, look: L) -> Variant {
        let (shelf, expected) = (self.shelf.clone(), self.expected.clone());
        Variant::new(name, Looking::<M, L, ALL> { shelf, expected, look, message: PhantomData })
    }
}

/// A way to look into a payload: at three fields or at `ALL`, taken as a `WHOLE` to
/// verify them.
trait Look<M> {
    fn look<const ALL: bool, const WHOLE: bool>(
        &mut self,
        visit: usize,
        payload: &[u8],
    ) -> Outcome<u64>;
}

struct Looking<M, L, const ALL: bool> {
    shelf: Rc<Shelf>,
    expected: Rc<Expected>,
    look: L,
    message: PhantomData<M>,
}

impl<M: Messages, L: Look<M>, const ALL: bool> Pass for Looking<M, L, ALL> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        let Self { shelf, look, .. } = self;
        let turn = shelf.turn();
        let expected = self.expected.sums[shelf.ordinal(&turn)];
        let mut sum = 0_u64;
        for visit in turn {
            sum = sum.wrapping_add(look.look::<ALL, false>(visit, shelf.message(visit))?);
        }
        if sum == expected { Ok(()) } else { Err(format!("{sum} instead of {expected}").into()) }
    }

    fn verify(&mut self) -> Outcome<()> {
        for visit in self.shelf.turns().flatten() {
            let whole = self.look.look::<true, true>(visit, self.shelf.message(visit))?;
            if whole != self.expected.wholes[self.shelf.origin(visit)] {
                return Err(format!("message {visit} is not what was given").into());
            }
        }
        self.pass()
    }
}

/// flatbuffers' own verifier.
struct Official;

impl<M: Messages> Look<M> for Official {
    #[inline(always)]
    fn look<const ALL: bool, const WHOLE: bool>(
        &mut self,
        _: usize,
        payload: &[u8],
    ) -> Outcome<u64> {
        if ALL { M::flat_every::<WHOLE>(payload) } else { M::flat_three(payload) }
    }
}

/// The compiled verifier, which has seen no message before this one.
struct Forgetful<R>(PhantomData<R>);

impl<M, R: Root> Look<M> for Forgetful<R> {
    #[inline(always)]
    fn look<const ALL: bool, const WHOLE: bool>(
        &mut self,
        _: usize,
        payload: &[u8],
    ) -> Outcome<u64> {
        let root = PayloadVerifier::<R::Of>::new().verify(payload)?;
        if ALL { R::every::<WHOLE>(&root) } else { R::three(&root) }
    }
}

/// The compiled verifier as one keeps it.
struct Compiled<R: Root>(PayloadVerifier<R::Of>);

impl<M, R: Root> Look<M> for Compiled<R> {
    #[inline(always)]
    fn look<const ALL: bool, const WHOLE: bool>(
        &mut self,
        _: usize,
        payload: &[u8],
    ) -> Outcome<u64> {
        let root = self.0.verify(payload)?;
        if ALL { R::every::<WHOLE>(&root) } else { R::three(&root) }
    }
}

/// Nothing is verified but once, before it is timed.
#[cfg(feature = "rivals")]
struct Unverified<M: Verifiable>(flatstream_bench_formats::Trusted<M::Flatc>);

#[cfg(feature = "rivals")]
impl<M: Verifiable> Unverified<M> {
    fn new(shelf: &Shelf) -> Outcome<Self> {
        let Shelf { bytes, places, .. } = shelf;
        Ok(Self(flatstream_bench_formats::Trusted::new(bytes.clone(), places.clone())?))
    }
}

#[cfg(feature = "rivals")]
impl<M: Verifiable> Look<M> for Unverified<M> {
    #[inline(always)]
    fn look<const ALL: bool, const WHOLE: bool>(&mut self, visit: usize, _: &[u8]) -> Outcome<u64> {
        let root = self.0.root(visit);
        if ALL { M::every_in::<WHOLE>(&root) } else { M::three_in(&root) }
    }
}

/// An archive, checked.
#[cfg(feature = "rivals")]
struct Rkyv;

#[cfg(feature = "rivals")]
impl<M: formats::AsRkyv> Look<M> for Rkyv {
    #[inline(always)]
    fn look<const ALL: bool, const WHOLE: bool>(
        &mut self,
        _: usize,
        archive: &[u8],
    ) -> Outcome<u64> {
        formats::look::<M, ALL, WHOLE>(archive)
    }
}
