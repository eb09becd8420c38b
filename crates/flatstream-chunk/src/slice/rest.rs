use super::{Cutter, Slicer};
use crate::Piece;
use flatstream_core::Result;
use std::iter::FusedIterator;

/// The pieces that are left when a stream has ended; see [`Slicer::finish`].
#[derive(Debug)]
#[must_use = "the last piece is in it"]
pub struct Rest<'a, C: Cutter> {
    slicer: &'a mut Slicer<C>,
}

impl<'a, C: Cutter> Rest<'a, C> {
    pub(super) fn new(slicer: &'a mut Slicer<C>) -> Self {
        Self { slicer }
    }
}

impl<C: Cutter> Iterator for Rest<'_, C> {
    type Item = Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        self.slicer.advance(true)
    }
}

impl<C: Cutter> FusedIterator for Rest<'_, C> {}

impl<C: Cutter> Drop for Rest<'_, C> {
    fn drop(&mut self) {
        self.slicer.reset();
    }
}
