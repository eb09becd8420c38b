//! Messages out of a stream in memory, verified and looked into by the readers.

#[cfg(feature = "rivals")]
use crate::rivals::formats;
use crate::{
    case::{Case, Pass, Variant, Work},
    integrity::{Bare, Integrity},
    looking::{Answered, Looking},
    measure::Outcome,
    messages::Messages,
    origins::Memory,
    read::{Slices, Streamed},
    schema::{
        read::Readable,
        reading,
        roots::{Flatc, Root},
    },
    targets::Given,
};
use flatstream::{DefaultDeframer, SliceReader, StreamReader};
use flatstream_core::Verified;
use std::{marker::PhantomData, rc::Rc};

pub(super) fn case<M: Readable, const ALL: bool>() -> Case {
    Case::new("schema", reading::<M, ALL>(), "slice", |_| {
        let given = Given::of::<M, Bare>(FEWEST)?;
        let wire: &'static [u8] = given.wire.clone().leak();
        let (slices, memory) = (Slices { wire, deframer: Bare::deframer() }, Memory(wire));
        let streamed = Streamed::new(memory, StreamReader::new, Bare::deframer())?;
        let mut variants = vec![
            Looking::<M, _, ALL>::variant("SliceReader, root", &given, slices),
            Looking::<M, _, ALL>::variant("StreamReader, root", &given, streamed),
        ];
        #[cfg(feature = "rivals")]
        variants.push(formats::rkyv_slice_reader::<M, ALL>(&given)?);
        variants.extend([
            verifying::<M, _, ALL>("SliceReader", &given, Slice::<Flatc<M>>::new(wire)),
            verifying::<M, _, ALL>("SliceReader, view", &given, Slice::<M::View>::new(wire)),
            verifying::<M, _, ALL>("verified, view", &given, Iterated::<M::View>::new(wire)),
            verifying::<M, _, ALL>("StreamReader", &given, Stream::<Flatc<M>>::new(wire)),
            verifying::<M, _, ALL>("StreamReader, view", &given, Stream::<M::View>::new(wire)),
        ]);
        let (messages, bytes) = (given.records.len() as u64, wire.len() as u64);
        Ok(Work { messages, bytes, variants })
    })
}

/// Messages of one pass at any size.
const FEWEST: usize = 2;

fn verifying<M: Messages, R: Roots + 'static, const ALL: bool>(
    name: &'static str,
    given: &Rc<Given<M::Record>>,
    roots: R,
) -> Variant {
    Variant::new(name, Verifying::<M, R, ALL> { answers: Answered::new(given), roots })
}

/// A loop over the verified roots of a stream.
trait Roots {
    type Root: Root;

    fn each(
        &mut self,
        consume: impl FnMut(&<<Self::Root as Root>::Of as Verified>::Root<'_>),
    ) -> Outcome<()>;
}

struct Verifying<M: Messages, R, const ALL: bool> {
    answers: Answered<M, ALL>,
    roots: R,
}

impl<M: Messages, R: Roots, const ALL: bool> Verifying<M, R, ALL> {
    #[inline(always)]
    fn each<const EVERY: bool, const WHOLE: bool>(
        &mut self,
        mut answer: impl FnMut(u64),
    ) -> Outcome<()> {
        let mut result = Ok(());
        self.roots.each(|root| {
            match if EVERY { R::Root::every::<WHOLE>(root) } else { R::Root::three(root) } {
                Ok(number) => answer(number),
                Err(error) => result = Err(error),
            }
        })?;
        result
    }
}

impl<M: Messages, R: Roots, const ALL: bool> Pass for Verifying<M, R, ALL> {
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

/// `SliceReader::process_verified`.
struct Slice<R> {
    wire: &'static [u8],
    root: PhantomData<R>,
}

impl<R> Slice<R> {
    fn new(wire: &'static [u8]) -> Self {
        Self { wire, root: PhantomData }
    }
}

impl<R: Root> Roots for Slice<R> {
    type Root = R;

    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&<R::Of as Verified>::Root<'_>)) -> Outcome<()> {
        let mut reader = SliceReader::new(self.wire, DefaultDeframer);
        Ok(reader.process_verified::<R::Of>(|root| {
            consume(&root);
            Ok(())
        })?)
    }
}

/// `SliceReader::verified`.
struct Iterated<R> {
    wire: &'static [u8],
    root: PhantomData<R>,
}

impl<R> Iterated<R> {
    fn new(wire: &'static [u8]) -> Self {
        Self { wire, root: PhantomData }
    }
}

impl<R: Root> Roots for Iterated<R> {
    type Root = R;

    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&<R::Of as Verified>::Root<'_>)) -> Outcome<()> {
        for root in SliceReader::new(self.wire, DefaultDeframer).verified::<R::Of>() {
            consume(&root?);
        }
        Ok(())
    }
}

/// `StreamReader::process_verified`.
struct Stream<R> {
    wire: &'static [u8],
    reader: StreamReader<&'static [u8], DefaultDeframer>,
    root: PhantomData<R>,
}

impl<R> Stream<R> {
    fn new(wire: &'static [u8]) -> Self {
        Self { wire, reader: StreamReader::new(wire, DefaultDeframer), root: PhantomData }
    }
}

impl<R: Root> Roots for Stream<R> {
    type Root = R;

    #[inline(always)]
    fn each(&mut self, mut consume: impl FnMut(&<R::Of as Verified>::Root<'_>)) -> Outcome<()> {
        *self.reader.get_mut() = self.wire;
        Ok(self.reader.process_verified::<R::Of>(|root| {
            consume(&root);
            Ok(())
        })?)
    }
}
