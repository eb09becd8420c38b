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
