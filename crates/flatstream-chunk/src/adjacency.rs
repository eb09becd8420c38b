use flatstream_core::{Error, ErrorKind};
use std::{error, fmt};

/// How a chunk stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjacency {
    /// It begins where the other ends.
    Contiguous,
    /// So many bytes of the stream lie between them.
    Gap {
        /// At least 1.
        bytes: u64,
    },
    /// It begins before the other ends.
    Overlap {
        /// From its beginning to the other's end: at least 1.
        bytes: u64,
    },
    /// It is of another stream.
    OtherStream,
}

impl Adjacency {
    /// Whether it begins where the other ends or behind: no byte twice, none
    /// out of order, but some may be missing.
    ///
    /// ```
    /// use flatstream_chunk::StreamChunk;
    ///
    /// let chunk = StreamChunk::new("log", b"one,two,three".to_vec(), 0);
    /// let mut words = [0..3, 4..7, 8..13].map(|range| chunk.sub_chunk(range));
    /// assert!(words.is_sorted_by(|a, b| a.adjacency(b).is_in_order()));
    ///
    /// words.swap(0, 1);
    /// assert!(!words.is_sorted_by(|a, b| a.adjacency(b).is_in_order()));
    /// ```
    #[inline]
    #[must_use]
    pub const fn is_in_order(self) -> bool {
        matches!(self, Self::Contiguous | Self::Gap { .. })
    }
}

/// The first chunk that does not begin where the one before it ends.
///
/// As an [`Error`], so that `?` passes it on, it is an
/// [`ErrorKind::InvalidPayload`] with this as its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotContiguous {
    /// Which one, counted from 0; so never 0.
    pub index: usize,
    /// How it stands to the one before it.
    pub adjacency: Adjacency,
}

impl NotContiguous {
    /// Refuses what is not contiguous.
    #[inline]
    pub(crate) fn check(index: usize, adjacency: Adjacency) -> Result<(), Self> {
        match adjacency {
            Adjacency::Contiguous => Ok(()),
            _ => Err(Self { index, adjacency }),
        }
    }
}

impl fmt::Display for NotContiguous {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chunk {} ", self.index)?;
        match self.adjacency {
            Adjacency::Contiguous => f.write_str("begins where the one before it ends"),
            Adjacency::Gap { bytes } => {
                write!(f, "begins {bytes} bytes behind the end of the one before it")
            }
            Adjacency::Overlap { bytes } => {
                write!(f, "begins {bytes} bytes before the end of the one before it")
            }
            Adjacency::OtherStream => f.write_str("is of another stream than the one before it"),
        }
    }
}

impl error::Error for NotContiguous {}

impl From<NotContiguous> for Error {
    #[cold]
    fn from(error: NotContiguous) -> Self {
        Self::custom(ErrorKind::InvalidPayload, error)
    }
}
