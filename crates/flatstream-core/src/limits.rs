use crate::{Error, ErrorKind, Result};

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

    /// Refuses a payload of `len` bytes, as stored, that is longer than a frame may
    /// be.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FrameTooLarge`].
    #[inline]
    pub fn check_frame(&self, len: usize) -> Result<()> {
        check(len, self.max_frame_bytes)
    }

    /// Refuses what `raw_len` bytes were encoded to, `stored_len` bytes, where either
    /// is more than a reader under these limits takes.
    ///
    /// ```
    /// use flatstream_core::{ErrorKind, Limits};
    ///
    /// let limits = Limits::default().max_frame_bytes(100).max_decoded_bytes(1000);
    /// limits.check_encoded(1000, 100)?;
    /// let error = limits.check_encoded(1001, 100).unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::FrameTooLarge { len: 1001, limit: 1000 });
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::FrameTooLarge`].
    #[inline]
    pub fn check_encoded(&self, raw_len: usize, stored_len: usize) -> Result<()> {
        check(stored_len, self.max_frame_bytes)?;
        check(raw_len, self.max_decoded_bytes)
    }
}

#[inline]
fn check(len: usize, limit: u32) -> Result<()> {
    let (len, limit) = (len as u64, u64::from(limit));
    if len > limit {
        return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
    }
    Ok(())
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}
