//! Messages side by side in memory, hot or cold.

use crate::{measure::Outcome, workloads::XorShift};
use std::{cell::Cell, ops::Range, rc::Rc};

/// How much memory the messages lie in, and in which order they are visited.
#[derive(Clone, Copy)]
pub(super) enum Heat {
    /// Each message once, in order: all of them stay in the cache.
    Hot,
    /// As many copies as fill [`COLD_BYTES`], in an order that nothing can guess.
    Cold,
}

/// Well beyond the last-level cache of most machines.
const COLD_BYTES: usize = 256 << 20;

/// Messages, each aligned as any format may ask for.
///
/// A pass visits as many as there are records, and the next one goes on behind them,
/// whichever variant it is of: so a pass over cold messages finds none that another
/// pass has just left in the cache.
pub(super) struct Shelf {
    /// Never changed, nor are the places: what was verified once stays so.
    pub(super) bytes: Rc<Vec<u8>>,
    /// Start and length of the messages, in the order of visits.
    pub(super) places: Rc<Vec<(u32, u32)>>,
    /// Which record each was made of.
    origins: Vec<u32>,
    records: usize,
    next: Cell<usize>,
}

impl Shelf {
    /// One message for each record.
    pub(super) fn new(messages: &[Vec<u8>], heat: Heat) -> Outcome<Rc<Self>> {
        let round: usize = messages.iter().map(|message| aligned(message.len())).sum();
        let copies = match heat {
            Heat::Hot => 1,
            Heat::Cold => COLD_BYTES.div_ceil(round),
        };
        let mut bytes: Vec<u8> = Vec::with_capacity(copies * round + ALIGNMENT);
        bytes.resize(bytes.as_ptr().align_offset(ALIGNMENT), 0);
        let first = bytes.len();
        let mut visits = Vec::with_capacity(copies * messages.len());
        for _ in 0..copies {
            for (origin, message) in (0..).zip(messages) {
                let place = (u32::try_from(bytes.len())?, u32::try_from(message.len())?);
                visits.push((place, origin));
                bytes.extend_from_slice(message);
                bytes.resize(first + aligned(bytes.len() - first), 0);
            }
        }
        if let Heat::Cold = heat {
            XorShift::default().shuffle(&mut visits);
        }
        let (places, origins) = visits.into_iter().unzip();
        Ok(Rc::new(Self {
            bytes: Rc::new(bytes),
            places: Rc::new(places),
            origins,
            records: messages.len(),
            next: Cell::new(0),
        }))
    }

    /// The messages that it is time to visit.
    pub(super) fn turn(&self) -> Range<usize> {
        let start = self.next.get();
        let end = start + self.records;
        self.next.set(if end < self.places.len() { end } else { 0 });
        start..end
    }

    /// All turns that there are, in order.
    pub(super) fn turns(&self) -> impl Iterator<Item = Range<usize>> {
        (0..self.places.len()).step_by(self.records).map(|start| start..start + self.records)
    }

    /// Which turn of all this one is.
    pub(super) fn ordinal(&self, turn: &Range<usize>) -> usize {
        turn.start / self.records
    }

    #[inline(always)]
    pub(super) fn message(&self, visit: usize) -> &[u8] {
        let (start, len) = self.places[visit];
        &self.bytes[start as usize..][..len as usize]
    }

    /// The record that a message was made of.
    pub(super) fn origin(&self, visit: usize) -> usize {
        self.origins[visit] as usize
    }

    /// Bytes of the messages of a turn, as far as the first one tells.
    pub(super) fn turn_bytes(&self) -> u64 {
        self.places[..self.records].iter().map(|&(_, len)| u64::from(len)).sum()
    }
}

/// rkyv asks for that, and nobody for more.
const ALIGNMENT: usize = 16;

fn aligned(len: usize) -> usize {
    len.next_multiple_of(ALIGNMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passes_visit_every_message_before_they_begin_again() {
        let messages = [vec![1; 1 << 20], vec![2; 5], vec![3; (3 << 20) + 7]];
        for (heat, turns) in [(Heat::Hot, 1), (Heat::Cold, 64)] {
            let shelf = Shelf::new(&messages, heat).unwrap();
            assert_eq!(shelf.turns().count(), turns);
            let mut visited = vec![false; shelf.places.len()];
            for expected in shelf.turns() {
                let turn = shelf.turn();
                assert_eq!(turn, expected);
                for visit in turn {
                    assert!(!visited[visit]);
                    visited[visit] = true;
                    assert_eq!(shelf.message(visit), messages[shelf.origin(visit)]);
                    assert_eq!(shelf.message(visit).as_ptr().align_offset(ALIGNMENT), 0);
                }
            }
            assert_eq!(shelf.turn().start, 0);
            assert!(visited.iter().all(|visited| *visited));
        }
    }
}
