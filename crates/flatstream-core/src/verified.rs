use crate::Result;
use std::fmt;

/// A root whose verifier learns from the messages that it has seen: what
/// `process_verified` of the readers hands out.
///
/// The verifiers that `flatstream-codegen` generates implement this. A
/// [`StreamDeserialize`](crate::StreamDeserialize) is the same without a memory.
pub trait Verified {
    /// What the caller gets.
    type Root<'p>;
    /// What is kept from one payload to the next.
    type Memo: Default;

    /// Verifies `payload` and borrows the message from it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload) where
    /// the payload is not such a message.
    fn verify<'p>(payload: &'p [u8], memo: &mut Self::Memo) -> Result<Self::Root<'p>>;
}

/// Verifies payloads, one after the other, from wherever they come.
///
/// The readers' `process_verified` have one inside. Keep one for each kind of
/// message and thread: what it learns makes the next message of the same layout
/// cheaper, and changes no answer.
///
/// ```
/// use flatstream_core::{PayloadVerifier, Result, Verified};
///
/// struct Text;
///
/// impl Verified for Text {
///     type Root<'p> = &'p str;
///     type Memo = ();
///     fn verify<'p>(payload: &'p [u8], (): &mut ()) -> Result<&'p str> {
///         Ok(flatbuffers::root::<&str>(payload)?)
///     }
/// }
///
/// let mut builder = flatbuffers::FlatBufferBuilder::new();
/// let text = builder.create_string("hello");
/// builder.finish(text, None);
/// let mut verifier = PayloadVerifier::<Text>::new();
/// assert_eq!(verifier.verify(builder.finished_data())?, "hello");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct PayloadVerifier<R: Verified> {
    memo: R::Memo,
}

impl<R: Verified> PayloadVerifier<R> {
    /// One that has learnt nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self { memo: R::Memo::default() }
    }

    /// Verifies `payload` and borrows the message from it.
    ///
    /// # Errors
    ///
    /// As [`Verified::verify`].
    #[inline]
    pub fn verify<'p>(&mut self, payload: &'p [u8]) -> Result<R::Root<'p>> {
        R::verify(payload, &mut self.memo)
    }
}

impl<R: Verified> Default for PayloadVerifier<R> {
    fn default() -> Self {
        Self::new()
    }
}

impl<R: Verified> fmt::Debug for PayloadVerifier<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PayloadVerifier").finish_non_exhaustive()
    }
}
