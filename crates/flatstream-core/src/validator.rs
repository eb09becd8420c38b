use crate::Result;

/// Decides whether a payload may be written, or handed to the reader's caller.
///
/// Runs after the digest was found right. Any `Fn(&[u8]) -> Result<()>` is one, and
/// so is a tuple of up to four, which combines them without boxing. A boxed or
/// borrowed validator goes in as a closure: `|payload: &[u8]| boxed.validate(payload)`.
///
/// # For implementers
///
/// Answer [`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload) with
/// a source that says why; the reader or writer adds the position.
pub trait Validator {
    /// Checks one payload.
    ///
    /// # Errors
    ///
    /// Why the payload is refused.
    fn validate(&self, payload: &[u8]) -> Result<()>;
}

impl<F: Fn(&[u8]) -> Result<()>> Validator for F {
    #[inline]
    fn validate(&self, payload: &[u8]) -> Result<()> {
        self(payload)
    }
}

/// Accepts every payload, at no cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoValidator;

impl Validator for NoValidator {
    #[inline]
    fn validate(&self, _: &[u8]) -> Result<()> {
        Ok(())
    }
}

macro_rules! tuples {
    ($($name:ident),+) => {
        /// All of them, in order; the first refusal ends it.
        impl<$($name: Validator),+> Validator for ($($name,)+) {
            #[inline]
            fn validate(&self, payload: &[u8]) -> Result<()> {
                #[expect(non_snake_case, reason = "a binding per type parameter")]
                let ($($name,)+) = self;
                $($name.validate(payload)?;)+
                Ok(())
            }
        }
    };
}

tuples!(A);
tuples!(A, B);
tuples!(A, B, C);
tuples!(A, B, C, D);
