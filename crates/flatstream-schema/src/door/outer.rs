use flatbuffers::{InvalidFlatbuffer, SimpleToVerifyInSlice, Verifiable, Verifier};
use std::marker::PhantomData;

/// What flatbuffers' verifier says of a view with messages nested in it. It does
/// not look at these, and accessors do: the view is no [`Verifiable`] therefore, or
/// safe code could make one by [`flatbuffers::root`] alone.
pub trait VerifyOuter {
    /// As [`Verifiable::run_verifier`].
    ///
    /// # Errors
    ///
    /// What the verifier found.
    fn run_verifier(
        verifier: &mut Verifier<'_, '_>,
        position: usize,
    ) -> Result<(), InvalidFlatbuffer>;
}

/// A `V` to flatbuffers' verifier, except for the messages nested in it.
#[derive(Debug)]
pub struct Outer<V>(PhantomData<fn() -> V>);

impl<V: VerifyOuter> Verifiable for Outer<V> {
    #[inline]
    fn run_verifier(
        verifier: &mut Verifier<'_, '_>,
        position: usize,
    ) -> Result<(), InvalidFlatbuffer> {
        V::run_verifier(verifier, position)
    }
}

/// A struct of `N` bytes to flatbuffers' verifier, which does not ask for its
/// alignment.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Bytes<const N: usize>([u8; N]);

impl<const N: usize> Verifiable for Bytes<N> {
    #[inline]
    fn run_verifier(
        verifier: &mut Verifier<'_, '_>,
        position: usize,
    ) -> Result<(), InvalidFlatbuffer> {
        verifier.in_buffer::<Self>(position)
    }
}

impl<const N: usize> SimpleToVerifyInSlice for Bytes<N> {}
