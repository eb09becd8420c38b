use crate::StreamReader;
use flatstream_core::{Deframer, PayloadVerifier, Result, StreamDeserialize, Verified};
use std::{fmt, io::Read, marker::PhantomData};

/// The messages of a [`StreamReader`], each borrowed until the next.
#[derive(Debug)]
pub struct Messages<'r, R, D>(&'r mut StreamReader<R, D>);

impl<'r, R, D> Messages<'r, R, D> {
    pub(crate) fn new(reader: &'r mut StreamReader<R, D>) -> Self {
        Self(reader)
    }
}

impl<R: Read, D: Deframer> Messages<'_, R, D> {
    /// Borrows the next payload, or `None` at a clean end.
    ///
    /// # Errors
    ///
    /// As [`StreamReader::read_message`].
    #[expect(clippy::should_implement_trait, reason = "an `Iterator` cannot lend")]
    pub fn next(&mut self) -> Result<Option<&[u8]>> {
        self.0.read_message()
    }
}

/// The messages of a [`StreamReader`], verified and borrowed until the next.
pub struct TypedMessages<'r, R, D, T: ?Sized> {
    reader: &'r mut StreamReader<R, D>,
    root: PhantomData<fn(&T)>,
}

impl<'r, R, D, T: ?Sized> TypedMessages<'r, R, D, T> {
    pub(crate) fn new(reader: &'r mut StreamReader<R, D>) -> Self {
        Self { reader, root: PhantomData }
    }
}

impl<R: Read, D: Deframer, T: StreamDeserialize + ?Sized> TypedMessages<'_, R, D, T> {
    /// Borrows the next message, or `None` at a clean end.
    ///
    /// # Errors
    ///
    /// As [`StreamReader::read_message`], and what
    /// [`from_payload`](StreamDeserialize::from_payload) refuses.
    #[expect(clippy::should_implement_trait, reason = "an `Iterator` cannot lend")]
    pub fn next(&mut self) -> Result<Option<T::Root<'_>>> {
        if !self.reader.advance()? {
            return Ok(None);
        }
        let at = self.reader.decoder.frame_position();
        match T::from_payload(self.reader.decoder.payload()) {
            Ok(root) => Ok(Some(root)),
            Err(error) => Err(error.at(at)),
        }
    }
}

impl<R: fmt::Debug, D: fmt::Debug, T: ?Sized> fmt::Debug for TypedMessages<'_, R, D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedMessages").field("reader", &self.reader).finish_non_exhaustive()
    }
}

/// The messages of a [`StreamReader`], verified by what was learnt from those before,
/// and borrowed until the next.
pub struct VerifiedMessages<'r, R, D, T: Verified> {
    reader: &'r mut StreamReader<R, D>,
    verifier: PayloadVerifier<T>,
}

impl<'r, R, D, T: Verified> VerifiedMessages<'r, R, D, T> {
    pub(crate) fn new(reader: &'r mut StreamReader<R, D>) -> Self {
        Self { reader, verifier: PayloadVerifier::new() }
    }
}

impl<R: Read, D: Deframer, T: Verified> VerifiedMessages<'_, R, D, T> {
    /// Borrows the next message, or `None` at a clean end.
    ///
    /// # Errors
    ///
    /// As [`StreamReader::read_message`], and what [`verify`](Verified::verify)
    /// refuses.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "an `Iterator` cannot lend")]
    pub fn next(&mut self) -> Result<Option<T::Root<'_>>> {
        if !self.reader.advance()? {
            return Ok(None);
        }
        let at = self.reader.decoder.frame_position();
        match self.verifier.verify(self.reader.decoder.payload()) {
            Ok(root) => Ok(Some(root)),
            Err(error) => Err(error.at(at)),
        }
    }
}

impl<R: fmt::Debug, D: fmt::Debug, T: Verified> fmt::Debug for VerifiedMessages<'_, R, D, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifiedMessages").field("reader", &self.reader).finish_non_exhaustive()
    }
}
