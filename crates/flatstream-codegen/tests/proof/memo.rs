//! Messages that are valid, and teach a memo what does not hold for the next.

use flatstream_testkit::{Agreement, built, schema::Telemetry};

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
