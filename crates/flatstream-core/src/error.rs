use std::{error, fmt, io};

/// The result of every fallible call in flatstream.
pub type Result<T, E = Error> = core::result::Result<T, E>;

type Source = Box<dyn error::Error + Send + Sync>;

/// A failure while reading or writing a stream. One pointer wide.
///
/// [`kind`](Error::kind) says what happened, with the numbers involved;
/// [`position`](Error::position) where the frame began, once a reader or writer
/// has attached it; [`source`](error::Error::source) what caused it: the
/// [`io::Error`] of an I/O failure, or the caller's own error.
///
/// Making one allocates, once and for its source. No path that succeeds does.
///
/// ```
/// use flatstream_core::{Error, ErrorKind, Position};
///
/// let error = Error::new(ErrorKind::ChecksumMismatch { stored: 0x1a2b, computed: 0x3c4d })
///     .at(Position::new(4096, 17));
/// assert_eq!(error.kind(), ErrorKind::ChecksumMismatch { stored: 0x1a2b, computed: 0x3c4d });
/// assert_eq!(error.to_string(), "frame 17 at byte 4096: checksum stored 0x1a2b, computed 0x3c4d");
/// ```
pub struct Error(Box<Repr>);

struct Repr {
    kind: ErrorKind,
    position: Option<Position>,
    source: Option<Source>,
}

/// What went wrong, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input ended `missing` bytes before the frame did; at least as many
    /// where it ended inside the length itself.
    Truncated {
        /// Bytes between the end of the input and the end of the frame.
        missing: u64,
    },
    /// The digest in the frame is not the digest of its payload.
    ChecksumMismatch {
        /// The digest found in the frame.
        stored: u64,
        /// The digest of the payload as read.
        computed: u64,
    },
    /// The payload is longer than the limit in force.
    FrameTooLarge {
        /// Length of the payload, declared or actual, in bytes.
        len: u64,
        /// The limit, in bytes.
        limit: u64,
    },
    /// A validator, a verifier or a decoder refused the payload.
    InvalidPayload,
    /// The payload was compressed with another dictionary than those at hand.
    WrongDictionary {
        /// The id of the dictionary that it takes; 0 where it does not say.
        needed: u32,
    },
    /// `serialize` returned without leaving one finished FlatBuffer.
    Unfinished,
    /// Parts that do not fit together, such as a checksum wider than 8 bytes.
    Config,
    /// An earlier failure left the sink in an unknown state; writing on would
    /// corrupt the stream.
    Poisoned,
    /// The reader or writer below failed; the [`io::Error`] is the source.
    Io(io::ErrorKind),
    /// The caller's own error, found in the source.
    Other,
}

/// Where a frame begins, or where the next one will.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Position {
    /// Byte position in the stream.
    pub offset: u64,
    /// Index of the frame in the stream, damaged frames included.
    pub ordinal: u64,
}

impl Position {
    /// A position at byte `offset`, before frame `ordinal`.
    #[must_use]
    pub const fn new(offset: u64, ordinal: u64) -> Self {
        Self { offset, ordinal }
    }

    /// The position one frame of `len` bytes further on.
    #[inline]
    #[must_use]
    pub const fn after(self, len: u64) -> Self {
        Self { offset: self.offset.saturating_add(len), ordinal: self.ordinal + 1 }
    }
}

impl Error {
    /// An error of `kind`, without position or source.
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn new(kind: ErrorKind) -> Self {
        Self(Box::new(Repr { kind, position: None, source: None }))
    }

    /// An error of `kind` caused by `source`, which may be a text.
    ///
    /// ```
    /// # use flatstream_core::{Error, ErrorKind};
    /// let error = Error::custom(ErrorKind::InvalidPayload, "price below zero");
    /// assert_eq!(error.to_string(), "invalid payload: price below zero");
    /// ```
    #[cold]
    #[inline(never)]
    #[must_use]
    pub fn custom(kind: ErrorKind, source: impl Into<Source>) -> Self {
        Self(Box::new(Repr { kind, position: None, source: Some(source.into()) }))
    }

    /// The caller's own error, on its way through a callback of this library.
    #[cold]
    #[must_use]
    pub fn other(source: impl Into<Source>) -> Self {
        Self::custom(ErrorKind::Other, source)
    }

    /// Attaches the position of the frame, unless the error already has one.
    #[cold]
    #[must_use]
    pub fn at(mut self, position: Position) -> Self {
        self.0.position.get_or_insert(position);
        self
    }

    /// What went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Where the frame in question began, if a reader or writer said so.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }

    /// Whether trying again later may succeed with nothing lost meanwhile:
    /// the reader or writer below would have blocked, timed out or was
    /// interrupted.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        matches!(self.kind(), ErrorKind::Io(kind) if is_transient(kind))
    }
}

/// Whether trying again later may succeed with nothing lost meanwhile: what
/// [`Error::is_transient`] says of I/O errors.
#[must_use]
pub fn is_transient(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{Interrupted, TimedOut, WouldBlock};
    matches!(kind, WouldBlock | TimedOut | Interrupted)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Position { offset, ordinal }) = self.0.position {
            write!(f, "frame {ordinal} at byte {offset}: ")?;
        }
        self.fmt_cause(f)
    }
}

impl Error {
    /// What went wrong, without the position. An error that came through another
    /// stream says so once.
    fn fmt_cause(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(inner) = self.inner().filter(|inner| inner.kind() == self.kind()) {
            return inner.fmt_cause(f);
        }
        match self.0.kind {
            // The source says it all.
            ErrorKind::Io(_) if self.0.source.is_some() => f.write_str("I/O")?,
            ErrorKind::Truncated { missing } => {
                write!(f, "truncated: the input ends {missing} bytes short")?;
            }
            ErrorKind::ChecksumMismatch { stored, computed } => {
                write!(f, "checksum stored {stored:#x}, computed {computed:#x}")?;
            }
            ErrorKind::FrameTooLarge { len, limit } => {
                write!(f, "payload of {len} bytes exceeds the limit of {limit}")?;
            }
            ErrorKind::InvalidPayload => f.write_str("invalid payload")?,
            ErrorKind::WrongDictionary { needed: 0 } => {
                f.write_str("compressed with a dictionary, which is not at hand")?;
            }
            ErrorKind::WrongDictionary { needed } => {
                write!(f, "compressed with dictionary {needed}, which is not at hand")?;
            }
            ErrorKind::Unfinished => f.write_str("serialize left no finished message")?,
            ErrorKind::Config => f.write_str("wrong configuration")?,
            ErrorKind::Poisoned => f.write_str("the writer failed earlier and is poisoned")?,
            ErrorKind::Io(kind) => write!(f, "I/O: {kind}")?,
            ErrorKind::Other => f.write_str("callback failed")?,
        }
        match &self.0.source {
            Some(source) => write!(f, ": {source}"),
            None => Ok(()),
        }
    }

    /// The error of this kind that is the source, or in the source.
    fn inner(&self) -> Option<&Self> {
        let source = self.0.source.as_deref()?;
        let within = || source.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref();
        source.downcast_ref().or_else(within)
    }
}

/// The text, then the kind: what `main` prints when it returns an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} ({:?})", self.0.kind)
    }
}

impl error::Error for Error {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl From<io::Error> for Error {
    #[cold]
    fn from(error: io::Error) -> Self {
        Self::custom(ErrorKind::Io(error.kind()), error)
    }
}

impl From<flatbuffers::InvalidFlatbuffer> for Error {
    #[cold]
    fn from(error: flatbuffers::InvalidFlatbuffer) -> Self {
        Self::custom(ErrorKind::InvalidPayload, error)
    }
}

/// For functions that return [`io::Result`]: an I/O error keeps its kind,
/// truncation is `UnexpectedEof`, all else `InvalidData`, `InvalidInput` or
/// `Other`, with the [`Error`] inside.
impl From<Error> for io::Error {
    fn from(error: Error) -> Self {
        let kind = match error.kind() {
            ErrorKind::Io(kind) => kind,
            ErrorKind::Truncated { .. } => io::ErrorKind::UnexpectedEof,
            ErrorKind::ChecksumMismatch { .. }
            | ErrorKind::FrameTooLarge { .. }
            | ErrorKind::WrongDictionary { .. }
            | ErrorKind::InvalidPayload => io::ErrorKind::InvalidData,
            ErrorKind::Unfinished | ErrorKind::Config => io::ErrorKind::InvalidInput,
            ErrorKind::Poisoned | ErrorKind::Other => io::ErrorKind::Other,
        };
        io::Error::new(kind, error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::error::Error as _;

    #[test]
    fn is_one_pointer_wide() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<Option<&[u8]>>>(), 24);
    }

    #[test]
    fn the_first_position_stays() {
        let error = Error::new(ErrorKind::Poisoned).at(Position::new(1, 2)).at(Position::new(3, 4));
        assert_eq!(error.position(), Some(Position { offset: 1, ordinal: 2 }));
    }

    #[test]
    fn io_kind_and_source_survive_both_conversions() {
        let error = Error::from(io::Error::from_raw_os_error(28)); // ENOSPC
        let kind = io::Error::from_raw_os_error(28).kind();
        assert_eq!(error.kind(), ErrorKind::Io(kind));
        let source = error.source().and_then(|s| s.downcast_ref::<io::Error>()).unwrap();
        assert_eq!(source.raw_os_error(), Some(28));
        assert_eq!(io::Error::from(error).kind(), kind);
    }

    #[test]
    fn text_names_offset_ordinal_and_numbers() {
        let check =
            |error: Error, text: &str| assert_eq!(error.at(Position::new(40, 3)).to_string(), text);
        check(
            Error::new(ErrorKind::Truncated { missing: 9 }),
            "frame 3 at byte 40: truncated: the input ends 9 bytes short",
        );
        check(
            Error::new(ErrorKind::FrameTooLarge { len: 70, limit: 64 }),
            "frame 3 at byte 40: payload of 70 bytes exceeds the limit of 64",
        );
        check(Error::other("no"), "frame 3 at byte 40: callback failed: no");
        check(io::Error::other("cable cut").into(), "frame 3 at byte 40: I/O: cable cut");
        let inner = Error::from(io::Error::other("cable cut")).at(Position::new(5, 1));
        check(io::Error::from(inner).into(), "frame 3 at byte 40: I/O: cable cut");
        let inner = Error::custom(ErrorKind::Config, "no codec").at(Position::new(5, 1));
        let outer = Error::custom(ErrorKind::Config, inner);
        check(outer, "frame 3 at byte 40: wrong configuration: no codec");
        assert_eq!(format!("{:?}", Error::other("no")), "callback failed: no (Other)");
    }
}
