//! What of an input is intact, frame by frame, and what is lost.

use crate::{args::Global, failure::Failure, input, size::counted};
use flatstream::{
    Deframer, End, Error, ErrorKind, Limits, RecoveredFrame, Recovery, salvage_frames,
};
use std::{fmt::Display, io::Read};

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
        None => outcome.map_err(|error| input::failure(name, &error, None)),
    }
}

/// A region of damage, in words.
pub(crate) fn lost(offset: u64, len: u64, end: End) -> String {
    format!("lost {} at byte {offset}: {}", counted(len, "byte"), why(end))
}

/// Why the intact part of a stream ends.
pub(crate) fn why(end: End) -> String {
    match end {
        End::Torn { missing } => format!("the last frame lacks {}", counted(missing, "byte")),
        End::ZeroTail => "only zeros follow".to_owned(),
        End::Corrupt { kind } => Error::new(kind).to_string(),
        _ => "damaged".to_owned(),
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

/// Notes about what is lost: the first ones each, the others as a number.
pub(crate) struct LossNotes<'a> {
    name: &'a str,
    global: &'a Global,
    regions: u64,
}

impl<'a> LossNotes<'a> {
    pub(crate) fn new(name: &'a str, global: &'a Global) -> Self {
        Self { name, global, regions: 0 }
    }

    /// A region of which `what` is to be said.
    pub(crate) fn region(&mut self, what: impl Display) {
        self.regions += 1;
        if self.regions <= MOST_NOTES {
            self.global.note(format_args!("{}: {what}", self.name));
        }
    }

    /// How many regions there were.
    pub(crate) fn regions(&self) -> u64 {
        self.regions
    }

    /// Says what was not said.
    pub(crate) fn finish(&self) {
        if self.regions > MOST_NOTES {
            let more = counted(self.regions - MOST_NOTES, "place");
            self.global.note(format_args!("{}: and bytes lost in {more} more", self.name));
        }
    }
}

/// Regions of damage that are told one by one.
const MOST_NOTES: u64 = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dictionary_is_asked_for_by_its_id_where_the_frame_says_it() {
        let asked = |needed| hint(ErrorKind::WrongDictionary { needed });
        assert_eq!(asked(7).as_deref(), Some("--dictionary FILE, the one with id 7"));
        assert_eq!(asked(0).as_deref(), Some("--dictionary FILE"));
    }
}
