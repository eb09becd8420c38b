use crate::fault::{Checked, Fault};

/// Bytes from elsewhere, and reads that stay inside them.
///
/// Numbers are little-endian and need no alignment.
#[derive(Clone, Copy)]
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    #[inline]
    pub(crate) fn array<const N: usize>(self, at: usize) -> Checked<[u8; N]> {
        match self.0.get(at..).and_then(<[u8]>::first_chunk) {
            Some(found) => Ok(*found),
            None => Err(self.outside(at)),
        }
    }

    /// Whether `len` bytes are at `at`.
    #[inline]
    pub(crate) fn holds(self, at: usize, len: usize) -> Checked<()> {
        match self.0.get(at..).is_some_and(|rest| rest.len() >= len) {
            true => Ok(()),
            false => Err(self.outside(at)),
        }
    }

    #[inline]
    pub(crate) fn u8(self, at: usize) -> Checked<u8> {
        Ok(u8::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn u16(self, at: usize) -> Checked<u16> {
        Ok(u16::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn i32(self, at: usize) -> Checked<i32> {
        Ok(i32::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn u32(self, at: usize) -> Checked<u32> {
        Ok(u32::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn i64(self, at: usize) -> Checked<i64> {
        Ok(i64::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn u64(self, at: usize) -> Checked<u64> {
        Ok(u64::from_le_bytes(self.array(at)?))
    }

    #[inline]
    pub(crate) fn f64(self, at: usize) -> Checked<f64> {
        Ok(f64::from_le_bytes(self.array(at)?))
    }

    /// The position that the offset of 32 bits at `at` leads to.
    #[inline]
    pub(crate) fn follow(self, at: usize) -> Checked<usize> {
        self.forward(at, self.u32(at)?.into())
    }

    /// The position that the offset of 64 bits at `at` leads to.
    #[inline]
    pub(crate) fn follow64(self, at: usize) -> Checked<usize> {
        self.forward(at, self.u64(at)?)
    }

    #[inline]
    fn forward(self, at: usize, by: u64) -> Checked<usize> {
        let to = usize::try_from(by).ok().and_then(|by| at.checked_add(by));
        match to {
            // Nothing that an offset leads to is empty, and nothing is its own
            // offset.
            Some(to) if to < self.0.len() && to > at => Ok(to),
            _ => Err(leads_outside(at, by, self.0.len())),
        }
    }

    /// Start and length of the elements of the vector at `at`, which has a
    /// length of 32 bits; `element` is the size of one, 1 at least.
    #[inline]
    pub(crate) fn vector(self, at: usize, element: usize) -> Checked<(usize, usize)> {
        self.elements(at, at + 4, self.u32(at)?.into(), element)
    }

    /// The same with a length of 64 bits.
    #[inline]
    pub(crate) fn vector64(self, at: usize, element: usize) -> Checked<(usize, usize)> {
        self.elements(at, at + 8, self.u64(at)?, element)
    }

    #[inline]
    fn elements(
        self,
        at: usize,
        start: usize,
        declared: u64,
        element: usize,
    ) -> Checked<(usize, usize)> {
        // `start` is inside: the length in front of it was read.
        let room = (self.0.len() - start) / element;
        match usize::try_from(declared) {
            Ok(len) if len <= room => Ok((start, len)),
            _ => Err(too_long(at, declared, room)),
        }
    }

    /// The string at `at`, without the zero behind it.
    #[inline]
    pub(crate) fn str(self, at: usize) -> Checked<&'a str> {
        let (start, len) = self.vector(at, 1)?;
        self.utf8(at, start, len)
    }

    #[inline]
    fn utf8(self, at: usize, start: usize, len: usize) -> Checked<&'a str> {
        match core::str::from_utf8(&self.0[start..start + len]) {
            Ok(text) => Ok(text),
            Err(error) => Err(no_utf8(at, error.valid_up_to())),
        }
    }

    #[cold]
    fn outside(self, at: usize) -> Fault {
        Fault::new(at, format!("the {} bytes end here or before", self.0.len()))
    }
}

#[cold]
fn leads_outside(at: usize, by: u64, len: usize) -> Fault {
    Fault::new(at, format!("an offset of {by} leads out of the {len} bytes"))
}

#[cold]
fn too_long(at: usize, declared: u64, room: usize) -> Fault {
    Fault::new(at, format!("{declared} elements are declared, and there is room for {room}"))
}

#[cold]
fn no_utf8(at: usize, valid: usize) -> Fault {
    Fault::new(at, format!("the string is not UTF-8 from its byte {valid} on"))
}
