use crate::SliceReader;
use flatstream_core::{Borrowing, PayloadVerifier, Result, Verified};
use std::{fmt, iter::FusedIterator};

/// The messages of a [`SliceReader`], verified by what was learnt from those before:
/// see [`verified`](SliceReader::verified).
pub struct VerifiedRoots<'r, 'a, D, T: Verified> {
    reader: &'r mut SliceReader<'a, D>,
    verifier: PayloadVerifier<T>,
}

impl<'r, 'a, D, T: Verified> VerifiedRoots<'r, 'a, D, T> {
    pub(crate) fn new(reader: &'r mut SliceReader<'a, D>) -> Self {
        Self { reader, verifier: PayloadVerifier::new() }
    }
}

impl<'a, D: Borrowing, T: Verified> Iterator for VerifiedRoots<'_, 'a, D, T> {
    type Item = Result<T::Root<'a>>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let at = self.reader.position();
        let payload = self.reader.next()?;
        Some(
            payload.and_then(|payload| self.verifier.verify(payload).map_err(|error| error.at(at))),
        )
    }
}

impl<D: Borrowing, T: Verified> FusedIterator for VerifiedRoots<'_, '_, D, T> {}

impl<D: Borrowing + fmt::Debug, T: Verified> fmt::Debug for VerifiedRoots<'_, '_, D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedRoots").field("reader", &self.reader).finish_non_exhaustive()
    }
}
