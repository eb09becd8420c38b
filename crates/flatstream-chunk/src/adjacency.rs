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
