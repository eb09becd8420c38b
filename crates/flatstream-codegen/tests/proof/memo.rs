//! Messages that are valid, and teach a memo what does not hold for the next.

use crate::agreement::Agreement;
use flatstream_testkit::{compiled, schema};

/// All bytes of a vtable's length have to be compared, also where it says 0.
#[test]
fn a_vtable_of_no_length_behind_the_compared_bytes() {
    let mut telemetry = Agreement::<schema::Telemetry<'_>>::new();
    let mut message = vec![4, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    assert!(telemetry.show(&message));
    message[8] = 6;
    message[12..].copy_from_slice(&[0xff, 0x7f]);
    assert!(!telemetry.show(&message));
}
