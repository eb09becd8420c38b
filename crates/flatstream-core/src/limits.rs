/// Bounds on what a reader accepts and a writer produces.
///
/// They are on by default and checked before anything is sized by a number
/// from the input. Set the same on both sides.
///
/// ```
/// use flatstream_core::Limits;
///
/// let limits = Limits::default().max_frame_bytes(1 << 20);
/// assert_eq!(limits.max_frame_bytes, 1 << 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Longest payload of one frame as stored, in bytes. By default 2 GiB - 1.
    pub max_frame_bytes: u32,
    /// Longest content of one compressed frame once it is decoded, in bytes. By
    /// default 64 MiB.
    pub max_decoded_bytes: u32,
}

impl Limits {
    /// The default limits.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_frame_bytes: i32::MAX.unsigned_abs(), max_decoded_bytes: 64 << 20 }
    }

    /// Sets the longest payload of one frame, in bytes.
    #[must_use]
    pub const fn max_frame_bytes(mut self, bytes: u32) -> Self {
        self.max_frame_bytes = bytes;
        self
    }

    /// Sets the longest content of one compressed frame, in bytes.
    #[must_use]
    pub const fn max_decoded_bytes(mut self, bytes: u32) -> Self {
        self.max_decoded_bytes = bytes;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
