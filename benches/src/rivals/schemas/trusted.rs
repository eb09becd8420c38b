//! What reading costs where nothing is verified.

use flatbuffers::root_unchecked;
use flatstream_schema::{verify, Compiled, Result};
use std::{marker::PhantomData, rc::Rc};

/// Messages that were verified when they came here, once for all times that they are
/// read: `root_unchecked` in safe hands.
pub struct Trusted<C> {
    bytes: Rc<Vec<u8>>,
    places: Rc<Vec<(u32, u32)>>,
    root: PhantomData<fn() -> C>,
}

impl<C: Compiled> Trusted<C> {
    /// Takes the messages in `bytes`, each by its start and length.
    pub fn new(bytes: Rc<Vec<u8>>, places: Rc<Vec<(u32, u32)>>) -> Result<Self> {
        let trusted = Self { bytes, places, root: PhantomData };
        for index in 0..trusted.places.len() {
            verify::<C>(trusted.message(index), &mut C::Memo::default())?;
        }
        Ok(trusted)
    }

    /// The root of the message at `index`.
    #[inline(always)]
    pub fn root(&self, index: usize) -> C::Root<'_> {
        // SAFETY: `new` has verified the message of every index as this very type.
        // Neither bytes nor places have changed since: nobody gets at what is in an
        // `Rc` that somebody else has, too.
        unsafe { root_unchecked::<C::Root<'_>>(self.message(index)) }
    }

    #[inline(always)]
    fn message(&self, index: usize) -> &[u8] {
        let (start, len) = self.places[index];
        &self.bytes[start as usize..][..len as usize]
    }
}
