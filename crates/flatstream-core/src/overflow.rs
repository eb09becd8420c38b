use crate::{Error, ErrorKind};
use std::{
    any::Any,
    panic,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
};

/// How a builder's memory that may not grow says that a message did not fit.
///
/// A builder has no answer for "full": a growth that fails panics with a message,
/// and one that the user's own code catches would go unseen. Memory of a fixed size keeps
/// an `Overflow` and [raises](Overflow::raise) it;
/// [`MessageBuilder`](crate::MessageBuilder) keeps a clone, which shares the
/// state, and answers [`ErrorKind::FrameTooLarge`]. See
/// [`BuilderMemory::overflow`](crate::BuilderMemory::overflow).
///
/// Making one allocates; raising it does, too.
#[derive(Clone, Debug)]
pub struct Overflow(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    limit: u64,
    raised: AtomicBool,
}

/// What unwinds from [`Overflow::raise`].
struct Raised;

impl Overflow {
    /// One for memory that holds messages of up to `limit` bytes.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self(Arc::new(Inner { limit: limit as u64, raised: AtomicBool::new(false) }))
    }

    /// Notes the overflow and returns: where panics abort, the memory must go on
    /// and the message is refused at its end.
    #[cold]
    pub fn note(&self) {
        self.0.raised.store(true, Relaxed);
    }

    /// Notes the overflow and unwinds to whoever builds the message. The panic
    /// hook does not run, so nothing is printed.
    ///
    /// # Panics
    ///
    /// Always. Where panics abort, this aborts the process.
    #[cold]
    #[inline(never)]
    pub fn raise(&self) -> ! {
        self.note();
        panic::resume_unwind(Box::new(Raised))
    }

    /// Whether it was raised or noted since this was asked last.
    #[inline]
    pub(crate) fn take(&self) -> bool {
        let raised = self.0.raised.load(Relaxed);
        if raised {
            self.0.raised.store(false, Relaxed);
        }
        raised
    }

    /// The message's error. How long it would have been is not known, only that
    /// it is one byte more at least.
    #[cold]
    pub(crate) fn error(&self) -> Error {
        let limit = self.0.limit;
        Error::new(ErrorKind::FrameTooLarge { len: limit + 1, limit })
    }

    /// Whether `panic` came from [`raise`](Overflow::raise).
    pub(crate) fn unwound(panic: &(dyn Any + Send)) -> bool {
        panic.is::<Raised>()
    }
}
