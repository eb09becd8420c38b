use flatstream::{Content, Deframer, ErrorKind, Limits, OutBuf, Result, Step};
use std::cell::Cell;

/// Finds frames intact that need a dictionary which is not at hand, and says which
/// one: nothing is wrong with them.
pub(super) struct Lenient<D> {
    inner: D,
    needed: Cell<Option<u32>>,
}

impl<D> Lenient<D> {
    pub(super) fn new(inner: D) -> Self {
        Self { inner, needed: Cell::new(None) }
    }

    /// The dictionary that the frame opened last needs, if it is not at hand.
    pub(super) fn needed(&self) -> Option<u32> {
        self.needed.get()
    }
}

impl<D: Deframer> Deframer for Lenient<D> {
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, limits)
    }

    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        let opened = self.inner.open(frame, scratch, limits);
        self.needed.set(None);
        match opened.as_ref().map_err(flatstream::Error::kind) {
            Err(ErrorKind::WrongDictionary { needed }) => {
                self.needed.set(Some(needed));
                Ok(Content::stored(0..frame.len()))
            }
            _ => opened,
        }
    }

    fn check(&self, message: &[u8]) -> Result<()> {
        self.inner.check(message)
    }

    fn may_hold_many(&self) -> bool {
        self.inner.may_hold_many()
    }

    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}
