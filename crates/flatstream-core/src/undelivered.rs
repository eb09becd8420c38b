use crate::is_transient;
use std::{error, fmt, io};

/// What a sink that batches frames holds and could not deliver: travels inside
/// the [`io::Error`] of the failure.
///
/// A stream writer takes it out again and names the first of these frames in
/// its own error. The kind stays that of the failure.
///
/// ```
/// use flatstream_core::Undelivered;
/// use std::io;
///
/// let full = io::Error::from(io::ErrorKind::StorageFull);
/// let error = io::Error::from(Undelivered::new(3, 276, full));
/// assert_eq!(error.kind(), io::ErrorKind::StorageFull);
/// let undelivered: Undelivered = error.downcast().unwrap();
/// assert_eq!((undelivered.frames, undelivered.bytes), (3, 276));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Undelivered {
    /// Frames taken and not delivered, the one that is partly delivered included.
    pub frames: u64,
    /// Their bytes, from the beginning of the first one.
    pub bytes: u64,
    /// Why.
    pub source: io::Error,
}

impl Undelivered {
    /// `frames` of `bytes` in all, because of `source`. Where that comes from
    /// another sink that batches, further on, what is held there counts as well.
    #[must_use]
    pub fn new(frames: u64, bytes: u64, source: io::Error) -> Self {
        match source.downcast::<Self>() {
            Ok(further) => Self {
                frames: frames + further.frames,
                bytes: bytes + further.bytes,
                source: further.source,
            },
            Err(source) => Self { frames, bytes, source },
        }
    }

    /// Whether a sink that failed with `error` has taken nothing of what it was given,
    /// so that it may be given the same again: it would have blocked, or it batches
    /// frames and says that the sink behind it takes no bytes (`WriteZero`).
    #[must_use]
    pub fn nothing_taken(error: &io::Error) -> bool {
        let batches = || error.get_ref().is_some_and(|inner| inner.is::<Self>());
        is_transient(error.kind()) || (error.kind() == io::ErrorKind::WriteZero && batches())
    }
}

impl fmt::Display for Undelivered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { frames, bytes, source } = self;
        write!(f, "{source}; {frames} frames of {bytes} bytes not delivered")
    }
}

impl error::Error for Undelivered {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        Some(&self.source)
    }
}

impl From<Undelivered> for io::Error {
    fn from(undelivered: Undelivered) -> Self {
        io::Error::new(undelivered.source.kind(), undelivered)
    }
}
