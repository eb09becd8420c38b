use crate::offsets::Offsets;
use std::{fmt, iter::FusedIterator};

/// A vector of texts.
#[derive(Clone, Copy, Default)]
pub struct Texts<'p> {
    offsets: Offsets<'p>,
}

impl<'p> Texts<'p> {
    /// # Safety
    ///
    /// All of `offsets` lead to texts that were found to be UTF-8.
    #[inline]
    pub(super) unsafe fn new(offsets: Offsets<'p>) -> Self {
        Self { offsets }
    }

    /// How many texts there are.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.offsets.len()
    }

    /// Whether there is none.
    #[inline]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The text at `index`.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&'p str> {
        let text = self.offsets.text(index)?;
        // SAFETY: the texts of this vector were found to be UTF-8 (V5).
        Some(unsafe { str::from_utf8_unchecked(text) })
    }

    /// The texts, one by one.
    #[inline]
    pub fn iter(
        &self,
    ) -> impl ExactSizeIterator<Item = &'p str> + DoubleEndedIterator + FusedIterator + use<'p>
    {
        let texts = *self;
        // All are there.
        (0..texts.len()).map(move |index| texts.get(index).unwrap_or_default())
    }
}

impl fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
