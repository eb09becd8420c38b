//! Where tables, vtables and vectors may be.

use flatstream_testkit::{
    Agreement, built,
    schema::{Nested, Samples, Telemetry},
};

/// Two readings of one vtable in one vector, the second `apart` bytes behind the
/// first.
fn two_readings(apart: u8, room: usize) -> Vec<u8> {
    let mut message = vec![20, 0, 0, 0];
    // The root's vtable, of four fields, and a reading's, of two.
    message.extend([12, 0, 8, 0, 0, 0, 0, 0, 0, 0, 4, 0]);
    message.extend([0; 4]);
    // The root at 20, its vector at 28.
    message.extend([16, 0, 0, 0, 4, 0, 0, 0]);
    message.extend([2, 0, 0, 0, 20, 0, 0, 0, 16 + apart, 0, 0, 0]);
    // A reading's vtable at 40.
    message.extend([8, 0, 12, 0, 0, 0, 4, 0, 0, 0, 0, 0]);
    assert_eq!(message.len(), 52);
    let (first, second) = (52, 52 + usize::from(apart));
    message.resize(second + room, 0);
    message[first] = 12;
    message[second] = 12 + apart;
    message
}

#[test]
fn tables_of_one_vtable_are_aligned_each() {
    let mut nested = Agreement::<Nested<'_>>::new(built::is_nested, &[]);
    assert!(nested.show(&two_readings(16, 12)));
    assert!(!nested.show(&two_readings(12, 12)));
}

#[test]
fn tables_of_one_vtable_have_room_each() {
    let mut nested = Agreement::<Nested<'_>>::new(built::is_nested, &[]);
    for room in 4..12 {
        assert!(!nested.show(&two_readings(16, room)), "{room}");
    }
    assert_eq!(nested.counts().refused, 8);
}

/// A root at `at`, with a vtable without entries at `vtable`.
fn nothing(at: u8, vtable: u8) -> Vec<u8> {
    let mut message = vec![0; 24];
    message[0] = at;
    message[usize::from(vtable)] = 4;
    message[usize::from(at)] = at - vtable;
    message
}

#[test]
fn tables_are_aligned() {
    let mut telemetry = Agreement::<Telemetry<'_>>::new(built::is_telemetry, &[]);
    assert!(telemetry.show(&nothing(16, 8)));
    assert!(!telemetry.show(&nothing(18, 8)));
    assert!(!telemetry.show(&nothing(17, 8)));
}

#[test]
fn vtables_are_aligned() {
    let mut telemetry = Agreement::<Telemetry<'_>>::new(built::is_telemetry, &[]);
    assert!(telemetry.show(&nothing(16, 10)));
    assert!(!telemetry.show(&nothing(16, 9)));
}

#[test]
fn elements_are_aligned() {
    let is_samples = |payload: &[u8]| flatbuffers::root::<Samples<'_>>(payload).map(drop);
    let mut samples = Agreement::<Samples<'_>>::new(is_samples, &[]);
    for (gap, aligned) in [(0, true), (2, false), (4, false), (8, true), (12, false)] {
        // The root at 12, its vector `gap` bytes behind it.
        let mut message = vec![12, 0, 0, 0, 8, 0, 8, 0, 0, 0, 4, 0, 8, 0, 0, 0, 4 + gap, 0, 0, 0];
        message.resize(20 + usize::from(gap), 0);
        message.extend([1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(samples.show(&message), aligned, "{gap}");
    }
}
