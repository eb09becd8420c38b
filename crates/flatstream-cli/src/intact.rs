//! What of an input is intact, frame by frame, and what is lost.

use crate::{failure::Failure, input};
use flatstream::{Deframer, Error, ErrorKind, Limits, RecoveredFrame, Recovery, salvage_frames};
use std::io::Read;

/// Shows `visit` every intact frame of `source`, those behind damage included, and
/// every region that is lost.
pub(crate) fn frames(
    name: &str,
    source: impl Read,
    deframer: &impl Deframer,
    limits: Limits,
    mut visit: impl FnMut(RecoveredFrame<'_>) -> Result<(), Failure>,
) -> Result<Recovery, Failure> {
    let mut stopped = None;
    let outcome = salvage_frames(source, deframer, limits, |piece| {
        visit(piece).map_err(|failure| {
            stopped = Some(failure);
            // Ends the run; `stopped` says how.
            Error::new(ErrorKind::Other)
        })
    });
    match stopped {
        Some(failure) => Err(failure),
        None => outcome.map_err(|error| input::failure(name, &error)),
    }
}

/// What to try about damage of `kind`, where that may be no damage.
pub(crate) fn hint(kind: ErrorKind) -> Option<String> {
    match kind {
        ErrorKind::WrongDictionary { needed: 0 } => Some("--dictionary FILE".to_owned()),
        ErrorKind::WrongDictionary { needed } => {
            Some(format!("--dictionary FILE, the one with id {needed}"))
        }
        ErrorKind::FrameTooLarge { .. } => {
            Some("--max-frame SIZE, if there are such frames".to_owned())
        }
        _ => None,
    }
}
