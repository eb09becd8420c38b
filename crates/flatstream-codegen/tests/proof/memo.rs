//! Messages, and tables in them, that are valid, and teach what does not hold for
//! the next.

use flatstream_testkit::{
    Agreement, built,
    schema::{Nested, Telemetry},
};

/// The length of a vtable has to be compared, also where it says 0.
#[test]
fn a_vtable_of_no_length_behind_the_compared_bytes() {
    let mut telemetry = Agreement::<Telemetry<'_>>::new(built::is_telemetry, &[]);
    let mut message = vec![4, 0, 0, 0, 0xfc, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    assert!(telemetry.show(&message));
    message[8] = 6;
    message[12..].copy_from_slice(&[0xff, 0x7f]);
    assert!(!telemetry.show(&message));
}

/// Fields may lie in their own vtable, and a vtable in its own table.
#[test]
fn a_vtable_in_its_table() {
    // Byte 4 is the table, byte 12 the vtable, byte 16 both the first field and the
    // vtable's entry for it: behind what a memo compares.
    let mut telemetry = Agreement::<Telemetry<'_>>::new(built::is_telemetry, &[]);
    let mut message = vec![4, 0, 0, 0, 0xf8, 0xff, 0xff, 0xff, 1, 2, 3, 4];
    message.extend([6, 0, 0, 0, 12, 0, 0, 0]);
    message.extend([7; 16]);
    assert!(telemetry.show(&message));
    message[16..18].copy_from_slice(&[0xfc, 0x7f]);
    assert!(!telemetry.show(&message));
    message[16] = 12;
    message[17] = 0;
    assert!(telemetry.show(&message));
}

/// A message that begins as a longer one has to be long enough.
#[test]
fn a_shorter_message_with_the_same_layout() {
    let vtable = [4 + 20, 0, 12, 0, 4, 0].into_iter().chain([0; 18]);
    let mut message: Vec<u8> = [28, 0, 0, 0].into_iter().chain(vtable).collect();
    message.extend([24, 0, 0, 0]);
    message.extend([1; 8]);
    let lessons = [message.clone()];
    let mut telemetry = Agreement::<Telemetry<'_>>::new(built::is_telemetry, &lessons);
    assert_eq!(message.len(), 40);
    assert!(telemetry.show(&message));
    while message.pop().is_some() {
        assert!(!telemetry.show(&message), "{} bytes", message.len());
    }
}

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
