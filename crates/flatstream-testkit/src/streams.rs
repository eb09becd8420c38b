//! Making streams, and noting down what readers make of them.

use flatstream_core::{Error, ErrorKind, Framer, Result};

/// The stream of `payloads` that `framer` writes.
///
/// # Panics
///
/// If `framer` refuses one.
pub fn wire<F: Framer, P: AsRef<[u8]>>(
    framer: &F,
    payloads: impl IntoIterator<Item = P>,
) -> Vec<u8> {
    let mut wire = Vec::new();
    for payload in payloads {
        framer.frame_and_write(&mut wire, payload.as_ref()).expect("a payload that can be framed");
    }
    wire
}

/// What one call of a reader came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A payload.
    Payload(Vec<u8>),
    /// An error, and the offset and ordinal of its frame.
    Failure(ErrorKind, u64, u64),
}

impl Outcome {
    /// The outcome `payload`.
    pub fn payload(payload: impl AsRef<[u8]>) -> Self {
        Self::Payload(payload.as_ref().to_vec())
    }

    /// The outcome `error`.
    ///
    /// # Panics
    ///
    /// If the error does not say where its frame begins.
    #[must_use]
    pub fn failure(error: &Error) -> Self {
        let at = error.position().expect("an error with a position");
        Self::Failure(error.kind(), at.offset, at.ordinal)
    }
}

impl<P: AsRef<[u8]>> From<Result<P>> for Outcome {
    fn from(result: Result<P>) -> Self {
        match result {
            Ok(payload) => Self::payload(payload),
            Err(error) => Self::failure(&error),
        }
    }
}

/// All outcomes of a reader, in order.
///
/// # Panics
///
/// If it does not end, or does not stay at its end.
pub fn outcomes<P: AsRef<[u8]>>(reader: impl IntoIterator<Item = Result<P>>) -> Vec<Outcome> {
    const MOST: usize = 100_000;
    let mut reader = reader.into_iter();
    let outcomes: Vec<_> = reader.by_ref().take(MOST).map(Outcome::from).collect();
    assert!(outcomes.len() < MOST, "a reader that does not end");
    assert!(reader.next().is_none(), "a reader that does not stay at its end");
    outcomes
}
