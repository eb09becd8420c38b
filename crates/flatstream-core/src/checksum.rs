use crate::{Error, ErrorKind, Result};
use std::io::IoSlice;

/// A checksum algorithm. The value it computes is the *digest*.
///
/// Object safe: an algorithm may be known at compile time or be a
/// `Box<dyn Checksum>`.
///
/// # For implementers
///
/// [`size`](Checksum::size) is 0 to 8 and constant; a frame stores that many
/// low bytes of the digest, little-endian, and compares only those. Framers and
/// deframers answer [`ErrorKind::Config`] to a larger size.
///
/// ```
/// use flatstream_core::Checksum;
///
/// /// Sum of all bytes, three bytes wide.
/// struct Sum24;
/// impl Checksum for Sum24 {
///     fn calculate(&self, payload: &[u8]) -> u64 {
///         payload.iter().map(|&byte| u64::from(byte)).sum::<u64>() & 0xff_ffff
///     }
///     fn size(&self) -> usize { 3 }
/// }
/// assert_eq!(Sum24.calculate(&[1, 2, 3]), 6);
/// assert!(Sum24.verify(7, &[1, 2, 3]).is_err());
/// ```
pub trait Checksum {
    /// The digest of `payload`.
    fn calculate(&self, payload: &[u8]) -> u64;

    /// The digest of a payload that lies in `parts`, one after the other; `None`
    /// where the algorithm cannot go by parts, and the caller joins them first.
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        let _ = parts;
        None
    }

    /// Width of the digest in bytes, 0 to 8.
    fn size(&self) -> usize;

    /// Checks `payload` against a `stored` digest.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ChecksumMismatch`] where the stored bytes differ.
    #[inline]
    fn verify(&self, stored: u64, payload: &[u8]) -> Result<()> {
        let computed = self.calculate(payload) & mask(self.size());
        if stored == computed {
            Ok(())
        } else {
            Err(Error::new(ErrorKind::ChecksumMismatch { stored, computed }))
        }
    }
}

/// The low `size` bytes.
#[inline]
pub(crate) const fn mask(size: usize) -> u64 {
    match size {
        0 => 0,
        1..=7 => (1 << (8 * size)) - 1,
        _ => u64::MAX,
    }
}

impl<C: Checksum + ?Sized> Checksum for &C {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        (**self).calculate(payload)
    }
    #[inline]
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        (**self).calculate_parts(parts)
    }
    #[inline]
    fn size(&self) -> usize {
        (**self).size()
    }
}

impl<C: Checksum + ?Sized> Checksum for Box<C> {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        (**self).calculate(payload)
    }
    #[inline]
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        (**self).calculate_parts(parts)
    }
    #[inline]
    fn size(&self) -> usize {
        (**self).size()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Wide(usize);
    impl Checksum for Wide {
        fn calculate(&self, _: &[u8]) -> u64 {
            u64::MAX
        }
        fn size(&self) -> usize {
            self.0
        }
    }

    #[test]
    fn only_the_stored_bytes_are_compared() {
        for (size, stored) in [(0, 0), (1, 0xff), (3, 0xff_ffff), (7, u64::MAX >> 8), (8, u64::MAX)]
        {
            Wide(size).verify(stored, b"").unwrap();
            let error = Wide(size).verify(stored ^ 1, b"").unwrap_err();
            assert_eq!(
                error.kind(),
                ErrorKind::ChecksumMismatch { stored: stored ^ 1, computed: stored }
            );
        }
    }
}
