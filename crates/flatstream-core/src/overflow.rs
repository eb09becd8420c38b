use crate::{Error, ErrorKind};
use std::{
    any::Any,
    panic,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// How a builder's memory that may not grow says that a message did not fit.
///
/// A builder has no answer for "full": a growth that fails panics with a
/// message, and one that the user's own code catches would go unseen. Memory of
/// a fixed size keeps an `Overflow` and [raises](Overflow::raise) it;
/// [`MessageBuilder`](crate::MessageBuilder) keeps a clone, which shares the
/// state, and answers [`ErrorKind::FrameTooLarge`]. See
/// [`BuilderMemory::overflow`](crate::BuilderMemory::overflow).
///
/// Making one allocates; raising it does, too.
#[derive(Clone, Debug, Default)]
pub struct Overflow(Arc<AtomicU64>);

/// What unwinds from [`Overflow::raise`].
struct Raised;

impl Overflow {
    /// One that was not raised.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that a message did not fit memory of `limit` bytes, and returns:
    /// where panics abort, the memory must go on and the message is refused at
    /// its end.
    #[cold]
    pub fn note(&self, limit: usize) {
        // How long the message would have been is not known, only that it is one
        // byte more at least. Never 0, which stands for nothing.
        self.0.store(limit as u64 + 1, Relaxed);
    }

    /// Notes the overflow and unwinds to whoever builds the message. The panic
    /// hook does not run, so nothing is printed.
    ///
    /// # Panics
    ///
    /// Always. With a message, through the hook, where this has no clone: the
    /// memory is not a [`MessageBuilder`](crate::MessageBuilder)'s. Where panics
    /// abort, this aborts the process.
    #[cold]
    #[inline(never)]
    pub fn raise(&self, limit: usize) -> ! {
        // Nobody shares this, so nobody would know what unwinds.
        assert!(Arc::strong_count(&self.0) > 1, "a message does not fit in {limit} bytes");
        self.note(limit);
        panic::resume_unwind(Box::new(Raised))
    }

    /// The error of a message that overflowed since this was asked last.
    #[inline]
    pub(crate) fn take(&self) -> Option<Error> {
        if self.0.load(Relaxed) == 0 { None } else { Some(self.error()) }
    }

    #[cold]
    fn error(&self) -> Error {
        let len = self.0.swap(0, Relaxed);
        Error::new(ErrorKind::FrameTooLarge { len, limit: len - 1 })
    }

    /// Whether `panic` came from [`raise`](Overflow::raise).
    pub(crate) fn unwound(panic: &(dyn Any + Send)) -> bool {
        panic.is::<Raised>()
    }
}
