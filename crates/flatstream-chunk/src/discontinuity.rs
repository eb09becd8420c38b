use crate::{Adjacency, StreamChunk};
use flatstream_core::{Error, ErrorKind, Position};
use std::{error, fmt};

/// A chunk that was refused because it does not go on where its predecessor
/// ended. The chunk comes back in it.
///
/// As an [`Error`], so that `?` passes it on, it is an
/// [`ErrorKind::InvalidPayload`] at the chunk's offset, with this as its source.
///
/// ```
/// use flatstream_chunk::{Adjacency, LineEnd, Slicer, StreamChunk};
///
/// let mut lines = Slicer::new(LineEnd);
/// lines.push(StreamChunk::new("log", b"one\ntw".to_vec(), 0))?;
/// let refused = lines.push(StreamChunk::new("log", b"o\n".to_vec(), 9)).unwrap_err();
/// assert_eq!(refused.adjacency, Adjacency::Gap { bytes: 3 });
/// assert_eq!(refused.to_string(), "chunk at byte 9 of `log`: 3 bytes missing before it");
/// # Ok::<(), flatstream_chunk::Discontinuity>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discontinuity {
    /// The chunk, as it was pushed.
    pub chunk: StreamChunk,
    /// How it stands to its predecessor; never [`Adjacency::Contiguous`].
    pub adjacency: Adjacency,
}

impl Discontinuity {
    /// Refuses `chunk` unless it begins where `before` ends.
    #[inline]
    pub(crate) fn check(before: &StreamChunk, chunk: &StreamChunk) -> Result<(), Self> {
        match before.adjacency(chunk) {
            Adjacency::Contiguous => Ok(()),
            adjacency => Err(Self { chunk: chunk.clone(), adjacency }),
        }
    }
}

impl fmt::Display for Discontinuity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "chunk at byte {} of `{}`: ", self.chunk.offset, self.chunk.stream_id)?;
        match self.adjacency {
            Adjacency::Contiguous => f.write_str("contiguous"),
            Adjacency::Gap { bytes } => write!(f, "{bytes} bytes missing before it"),
            Adjacency::Overlap { bytes } => write!(f, "begins {bytes} bytes too early"),
            Adjacency::OtherStream => f.write_str("of another stream than the one before"),
        }
    }
}

impl error::Error for Discontinuity {}

impl From<Discontinuity> for Error {
    #[cold]
    fn from(refused: Discontinuity) -> Self {
        let at = Position::new(refused.chunk.offset, 0);
        Self::custom(ErrorKind::InvalidPayload, refused).at(at)
    }
}

/// Chunks that followed each other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// An empty chunk where the last one ended. It holds no buffer.
    end: Option<StreamChunk>,
}

impl Run {
    /// Goes on behind `chunk`, unless it is not next.
    pub(crate) fn follow(&mut self, chunk: StreamChunk) -> Result<StreamChunk, Discontinuity> {
        match &mut self.end {
            Some(end) => match end.adjacency(&chunk) {
                Adjacency::Contiguous => end.offset = chunk.end_offset(),
                adjacency => return Err(Discontinuity { chunk, adjacency }),
            },
            None => {
                let (id, end) = (&chunk.stream_id, chunk.end_offset());
                self.end = Some(StreamChunk::from_bytes(id, bytes::Bytes::new(), end));
            }
        }
        Ok(chunk)
    }

    /// Ends: an empty chunk at the end, if there was a beginning.
    pub(crate) fn finish(&mut self) -> Option<StreamChunk> {
        self.end.take()
    }
}
