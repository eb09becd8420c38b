//! The only unsafe code of this crate.
#![expect(unsafe_code, reason = "what was verified is not looked at again")]

use crate::{Error, ErrorKind, Result, TableView, Texts, vector::Offsets};
use flatbuffers::{Follow, Verifiable};

/// A root with a verifier that was generated from its schema.
///
/// # Safety
///
/// Whenever `check(payload, memo)` answers `true`,
/// `flatbuffers::root::<Self::Root>(payload)` would be `Ok`, and so would be the
/// messages nested in it, whatever payloads `memo` was shown before. Only generated code implements this.
pub unsafe trait Compiled {
    /// What the caller gets, as flatc generates it or as a view.
    type Root<'p>: Follow<'p, Inner = Self::Root<'p>> + Verifiable + 'p;
    /// What is kept from one payload to the next.
    type Memo: Default;

    /// Whether messages may have messages in them that flatbuffers' verifier does not
    /// look at, and accessors do.
    const NESTED: bool;

    /// Whether `payload` certainly is valid. Where this is `false`, flatbuffers'
    /// verifier is asked.
    fn check(payload: &[u8], memo: &mut Self::Memo) -> bool;
}

/// Verifies `payload` by `R`'s compiled verifier, and by flatbuffers' own where
/// that says no: so its answers and errors are those of the latter. The body of
/// generated implementations of [`Verified`](crate::Verified).
///
/// # Errors
///
/// [`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload): what
/// flatbuffers' verifier found.
#[inline]
pub fn verify<'p, R: Compiled>(payload: &'p [u8], memo: &mut R::Memo) -> Result<R::Root<'p>> {
    if R::check(payload, memo) {
        // SAFETY: by the contract of `Compiled`, `flatbuffers::root` would verify
        // these bytes and then make this very call.
        return Ok(unsafe { flatbuffers::root_unchecked::<R::Root<'p>>(payload) });
    }
    official::<R>(payload)
}

#[cold]
#[inline(never)]
fn official<'p, R: Compiled>(payload: &'p [u8]) -> Result<R::Root<'p>> {
    let root = flatbuffers::root::<R::Root<'p>>(payload)?;
    if R::NESTED {
        let text =
            "flatbuffers' verifier accepts the message, but not all that is nested in it is valid";
        return Err(Error::custom(ErrorKind::InvalidPayload, text));
    }
    Ok(root)
}

impl<'p> TableView<'p> {
    /// The text in field `index`.
    ///
    /// # Safety
    ///
    /// The payload was verified, and field `index` of this table is a text by the
    /// schema that it was verified by.
    #[inline]
    #[must_use]
    pub unsafe fn text(&self, index: usize) -> Option<&'p str> {
        let bytes = Self::bytes_behind(self.payload(), self.field(index)?, 1)?;
        // SAFETY: the caller promises that these bytes were found to be UTF-8.
        Some(unsafe { core::str::from_utf8_unchecked(bytes) })
    }

    /// The vector of texts in field `index`.
    ///
    /// # Safety
    ///
    /// The payload was verified, and field `index` of this table is a vector of
    /// texts by the schema that it was verified by.
    #[inline]
    #[must_use]
    pub unsafe fn texts(&self, index: usize) -> Option<Texts<'p>> {
        let offsets = Offsets::behind(self.payload(), self.field(index)?)?;
        Some(Texts { offsets })
    }
}

impl<'p> Texts<'p> {
    /// The text at `index`.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&'p str> {
        let field = self.offsets.field(index)?;
        let bytes = TableView::bytes_behind(self.offsets.payload, field, 1)?;
        // SAFETY: `TableView::texts` alone makes these, and its caller promises
        // that the texts of this vector were found to be UTF-8.
        Some(unsafe { core::str::from_utf8_unchecked(bytes) })
    }
}
