use flatstream_core::{Error, ErrorKind, Result};

/// Between which bounds the room for one read adapts to the source.
///
/// The first read gets `min_bytes`. A read that fills its room doubles that of
/// the next; 4 reads in a row that leave more than three quarters of it empty
/// halve it.
///
/// ```
/// use flatstream_chunk::{ChunkBuffer, ReadSizes};
/// use flatstream_core::ErrorKind;
///
/// let sizes = ReadSizes::default().min_bytes(1 << 14).max_bytes(1 << 20);
/// let buffer = ChunkBuffer::new("log").with_sizes(sizes)?;
///
/// let none = ReadSizes::default().min_bytes(0);
/// assert_eq!(ChunkBuffer::new("log").with_sizes(none).unwrap_err().kind(), ErrorKind::Config);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadSizes {
    /// Least room in bytes, not 0. By default 4 KiB.
    pub min_bytes: usize,
    /// Most room in bytes, at least `min_bytes`. By default 256 KiB. A pool
    /// whose memory comes in steps may lend more.
    pub max_bytes: usize,
}

impl ReadSizes {
    /// Sets the least room, in bytes.
    #[must_use]
    pub fn min_bytes(mut self, bytes: usize) -> Self {
        self.min_bytes = bytes;
        self
    }

    /// Sets the most room, in bytes.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }
}

impl Default for ReadSizes {
    fn default() -> Self {
        Self { min_bytes: 4 << 10, max_bytes: 256 << 10 }
    }
}

/// How much room the next read gets.
#[derive(Debug)]
pub(crate) struct Room {
    sizes: ReadSizes,
    bytes: usize,
    /// Reads in a row that left more than three quarters empty.
    scant: u32,
}

impl Room {
    pub(crate) fn new(sizes: ReadSizes) -> Result<Self> {
        let ReadSizes { min_bytes, max_bytes } = sizes;
        if min_bytes == 0 || min_bytes > max_bytes || isize::try_from(max_bytes).is_err() {
            let what = format!("room for reads from {min_bytes} to {max_bytes} bytes");
            return Err(Error::custom(ErrorKind::Config, what));
        }
        Ok(Self::checked(sizes))
    }

    fn checked(sizes: ReadSizes) -> Self {
        Self { sizes, bytes: sizes.min_bytes, scant: 0 }
    }

    /// Bytes to offer next.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// A read gave `len` bytes where `room` were offered. Whether the next one
    /// gets less.
    pub(crate) fn observe(&mut self, len: usize, room: usize) -> bool {
        if !is_scant(len, room) {
            self.scant = 0;
            if len == room {
                self.bytes = self.bytes.saturating_mul(2).min(self.sizes.max_bytes);
            }
            return false;
        }
        self.scant += 1;
        if self.scant < SCANT_READS {
            return false;
        }
        self.scant = 0;
        let before = self.bytes;
        self.bytes = (before / 2).max(self.sizes.min_bytes);
        self.bytes < before
    }
}

impl Default for Room {
    fn default() -> Self {
        Self::checked(ReadSizes::default())
    }
}

/// Whether `len` bytes are too few to hold `room` bytes of memory for them.
pub(crate) fn is_scant(len: usize, room: usize) -> bool {
    len < room.div_ceil(4)
}

const SCANT_READS: u32 = 4;
