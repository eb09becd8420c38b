//! What flatbuffers' own verifier is asked of views, in a few words for each field.

use crate::Union;
use flatbuffers::{
    ForwardsUOffset, InvalidFlatbuffer, SimpleToVerifyInSlice, TableVerifier, Vector, Verifiable,
    Verifier,
};
use std::{fmt, marker::PhantomData};

/// What the verifier found.
pub type Verdict = Result<(), InvalidFlatbuffer>;

/// A table on its way through flatbuffers' verifier.
///
/// Each method asks for a field by its name, its id, and whether it has to be there.
/// It answers with what the verifier found, or with the table to ask on.
pub struct Rules<'t, 'o, 'p> {
    table: TableVerifier<'t, 'o, 'p>,
}

impl fmt::Debug for Rules<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").finish_non_exhaustive()
    }
}

/// The table, or what the verifier found.
type Asked<T> = Result<T, InvalidFlatbuffer>;

#[expect(clippy::missing_errors_doc, reason = "all answer with what the verifier found")]
impl<'t, 'o, 'p> Rules<'t, 'o, 'p> {
    /// The table at `position`.
    pub fn new(verifier: &'t mut Verifier<'o, 'p>, position: usize) -> Asked<Self> {
        Ok(Self { table: verifier.visit_table(position)? })
    }

    /// A number; of an enum its underlying type.
    pub fn number<T: Verifiable>(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        self.field::<T>(name, id, required)
    }

    /// A struct of `N` bytes.
    pub fn structure<const N: usize>(
        self,
        name: &'static str,
        id: u16,
        required: bool,
    ) -> Asked<Self> {
        self.field::<Struct<N>>(name, id, required)
    }

    /// A text.
    pub fn text(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        self.field::<ForwardsUOffset<&str>>(name, id, required)
    }

    /// A vector of texts.
    pub fn texts(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        self.field::<ForwardsUOffset<Vector<'_, ForwardsUOffset<&str>>>>(name, id, required)
    }

    /// A vector of numbers.
    pub fn numbers<T: SimpleToVerifyInSlice>(
        self,
        name: &'static str,
        id: u16,
        required: bool,
    ) -> Asked<Self> {
        self.field::<ForwardsUOffset<Vector<'_, T>>>(name, id, required)
    }

    /// A vector of structs of `N` bytes.
    pub fn structures<const N: usize>(
        self,
        name: &'static str,
        id: u16,
        required: bool,
    ) -> Asked<Self> {
        self.numbers::<Struct<N>>(name, id, required)
    }

    /// A table.
    pub fn table<V: Verifiable>(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        self.field::<ForwardsUOffset<V>>(name, id, required)
    }

    /// A vector of tables.
    pub fn tables<V: Verifiable>(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        self.field::<ForwardsUOffset<Vector<'_, ForwardsUOffset<V>>>>(name, id, required)
    }

    /// A union, of which the member's number is the field `number` with the id
    /// `before`.
    pub fn union<U: Union<'p>>(
        self,
        number: &'static str,
        before: u16,
        name: &'static str,
        id: u16,
        required: bool,
    ) -> Asked<Self> {
        let (before, id, member) = (entry(before), entry(id), U::run_verifier);
        let table = self.table.visit_union::<u8, _>(number, before, name, id, required, member)?;
        Ok(Self { table })
    }

    /// Nothing else is asked.
    pub fn finish(self) -> Verdict {
        self.table.finish();
        Ok(())
    }

    fn field<T: Verifiable>(self, name: &'static str, id: u16, required: bool) -> Asked<Self> {
        Ok(Self { table: self.table.visit_field::<T>(name, entry(id), required)? })
    }
}

/// The member of a union at `position`, called `name`.
///
/// # Errors
///
/// What the verifier found.
pub fn member<V: Verifiable>(
    verifier: &mut Verifier<'_, '_>,
    name: &'static str,
    position: usize,
) -> Verdict {
    verifier.verify_union_variant::<ForwardsUOffset<V>>(name, position)
}

/// What flatbuffers' verifier says of a view with messages nested in it.
///
/// It does not look at these, and accessors do. So such a view is not [`Verifiable`],
/// or safe code could make one by [`flatbuffers::root`] alone. Nobody makes it one
/// beside generated code, either:
///
/// ```compile_fail,E0119
/// use flatstream_schema::{flatbuffers::{Verifiable, Verifier}, rules::{Verdict, VerifyOuter}};
///
/// struct View;
/// impl VerifyOuter for View {
///     // ...
/// #   fn run_verifier(_: &mut Verifier<'_, '_>, _: usize) -> Verdict { Ok(()) }
/// }
/// impl Verifiable for View {
///     fn run_verifier(_: &mut Verifier<'_, '_>, _: usize) -> Verdict {
///         Ok(())
///     }
/// }
/// ```
pub trait VerifyOuter {
    /// As [`Verifiable::run_verifier`].
    ///
    /// # Errors
    ///
    /// What the verifier found.
    fn run_verifier(verifier: &mut Verifier<'_, '_>, position: usize) -> Verdict;
}

/// What is verified as a whole is so but for what is nested, too. This is here for
/// what it excludes: a type with an implementation of its own that is [`Verifiable`].
impl<V: Verifiable> VerifyOuter for V {
    fn run_verifier(verifier: &mut Verifier<'_, '_>, position: usize) -> Verdict {
        <V as Verifiable>::run_verifier(verifier, position)
    }
}

/// A `V`, but for the messages nested in it.
#[derive(Debug)]
pub struct Outer<V>(PhantomData<fn() -> V>);

impl<V: VerifyOuter> Verifiable for Outer<V> {
    fn run_verifier(verifier: &mut Verifier<'_, '_>, position: usize) -> Verdict {
        V::run_verifier(verifier, position)
    }
}

/// A struct of `N` bytes. The verifier does not ask for its alignment.
#[repr(transparent)]
struct Struct<const N: usize>([u8; N]);

impl<const N: usize> Verifiable for Struct<N> {
    fn run_verifier(verifier: &mut Verifier<'_, '_>, position: usize) -> Verdict {
        verifier.in_buffer::<Self>(position)
    }
}

impl<const N: usize> SimpleToVerifyInSlice for Struct<N> {}

/// Where field `id` is in a vtable.
fn entry(id: u16) -> u16 {
    4 + 2 * id
}
