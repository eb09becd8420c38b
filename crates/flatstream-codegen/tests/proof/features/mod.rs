//! Everything that a schema can say, in all three layouts.

pub(crate) mod all_slots;
pub(crate) mod arbitrary;
pub(crate) mod built;
pub(crate) mod compact;
mod expected;
pub(crate) mod masked;
pub(crate) mod same;

use crate::{flatc::testdata::features::Features, oracle::is_features};
use arbitrary::Choices;
use flatstream_testkit::Agreement;

/// A message, and which fields each of its tables has.
pub(crate) struct Written {
    pub(crate) message: Vec<u8>,
    pub(crate) present: Vec<u128>,
}

/// Writes one draft in every layout, and has all of them read. The messages are
/// masked, with all slots, and compact.
pub(crate) fn every_layout(choices: &Choices<'_>) -> [Vec<u8>; 3] {
    let built = masked::built(choices);
    let written =
        [masked::written(choices), all_slots::written(choices), compact::written(choices)];
    // Absent is what is absent in what flatc's code writes.
    assert_eq!(written[0].present, built.present, "masked");
    assert_eq!(written[2].present, built.present, "compact");
    assert_eq!(written[1].present.len(), built.present.len());
    for (all, some) in written[1].present.iter().zip(&built.present) {
        assert_eq!(all & some, *some, "all slots");
    }
    let mut agreement = Agreement::<Features<'_>>::new(is_features, &[]);
    let handed_out = agreement.show(&built.message);
    for written in &written {
        assert_eq!(agreement.show(&written.message), handed_out);
    }
    // To the bit, but for the sign of zeros that are absent.
    assert_eq!(printed(&written[0].message), printed(&built.message), "masked");
    assert_eq!(printed(&written[2].message), printed(&built.message), "compact");
    written.map(|written| written.message)
}

/// All that flatc's accessors read.
fn printed(message: &[u8]) -> String {
    let root = flatbuffers::root::<Features<'_>>(message).expect("it was verified");
    format!("{root:?}")
}
