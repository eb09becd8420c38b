use crate::{Content, Deframer, Error, ErrorKind, Limits, OutBuf, Result, Step};
use std::cell::Cell;

/// Opens frames of so many bytes in all, decoded ones counted twice; then every
/// call fails in a way that ends a search. A hostile prefix has a frame that looks
/// good at every byte, each as long as the rest.
pub(super) struct Metered<D> {
    inner: D,
    left: Cell<usize>,
}

impl<D> Metered<D> {
    pub(super) fn new(inner: D, bytes: usize) -> Self {
        Self { inner, left: Cell::new(bytes) }
    }

    fn spend(&self, bytes: usize) {
        self.left.set(self.left.get().saturating_sub(bytes));
    }
}

impl<D: Deframer> Deframer for Metered<D> {
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, limits)
    }

    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        if self.left.get() == 0 {
            return Err(Error::new(ErrorKind::Config));
        }
        self.spend(frame.len());
        let content = self.inner.open(frame, scratch, limits);
        match &content {
            Ok(Content::Decoded { .. }) => self.spend(scratch.len()),
            Ok(Content::Stored { .. }) => {}
            // A decoder that fails has worked as well.
            Err(_) => self.spend(scratch.capacity()),
        }
        content
    }

    fn may_hold_many(&self) -> bool {
        self.inner.may_hold_many()
    }

    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}
