use crate::{Error, ErrorKind, Result};
use flatbuffers::{Follow, ForwardsUOffset, Verifiable, Verifier, VerifierOptions};

/// A root with a verifier that was generated from its schema.
///
/// # Safety
///
/// Generated code alone implements this. It promises for any payload:
///
/// 1. Where flatbuffers' verifier, with its default options, accepts a root by
///    `Rules`, it accepts one by the rules of `Root`: what is required for
///    [`Follow::follow`] is true, except of messages nested in it if `NESTED`.
/// 2. Where `check` is `true`, the verifier would accept the root by `Rules`, and all
///    messages nested in it by the rules of their roots, whatever payloads the memo
///    was shown before.
pub unsafe trait Compiled {
    /// What the caller gets, as flatc generates it or as a view.
    type Root<'p>: Follow<'p, Inner = Self::Root<'p>> + 'p;
    /// What flatbuffers' verifier is asked.
    type Rules: Verifiable;
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
/// [`ErrorKind::InvalidPayload`]: what flatbuffers' verifier found, or that a
/// message nested in this one is not valid.
#[inline]
pub fn verify<'p, R: Compiled>(payload: &'p [u8], memo: &mut R::Memo) -> Result<R::Root<'p>> {
    if !R::check(payload, memo)
        && let Some(error) = official::<R>(payload)
    {
        return Err(error);
    }
    // SAFETY: `flatbuffers::root` verifies these bytes and then makes this very
    // call. It would accept them: by V1 where `check` said yes, and by the first
    // promise of `Compiled` where the verifier itself did. The root borrows what was
    // verified (V2).
    Ok(unsafe { flatbuffers::root_unchecked::<R::Root<'p>>(payload) })
}

/// What is wrong with `payload` by flatbuffers' verifier, or that it may have
/// something that this does not look at.
#[cold]
#[inline(never)]
fn official<R: Compiled>(payload: &[u8]) -> Option<Error> {
    let options = VerifierOptions::default();
    let mut verifier = Verifier::new(&options, payload);
    if let Err(error) = <ForwardsUOffset<R::Rules>>::run_verifier(&mut verifier, 0) {
        return Some(error.into());
    }
    if R::NESTED {
        let text =
            "flatbuffers' verifier accepts the message, but not all that is nested in it is valid";
        return Some(Error::custom(ErrorKind::InvalidPayload, text));
    }
    None
}
