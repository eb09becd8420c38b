//! Payloads that are no message, or one with damage.

use crate::{check_against_oracle, generated, reason};
use flatstream_chunk::{Bytes, ChunkMessage, StreamChunk, StreamIds};
use flatstream_core::ErrorKind;
use flatstream_testkit::payload;

fn messages() -> Vec<Vec<u8>> {
    vec![
        payload(&ChunkMessage::new("pump", b"4.1 bar", 0x0102_0304_0506_0708)),
        payload(&ChunkMessage::new("", b"", 0)),
        payload(&ChunkMessage::new("Größe", &[7; 40], 1)),
        generated("pump 3", b"x", 1, None),
    ]
}

#[test]
fn every_truncation_is_refused_as_the_verifier_does() {
    for message in messages() {
        for len in 0..message.len() {
            check_against_oracle(&message[..len]);
        }
        // Nothing but padding follows the data.
        let last = message.len() - 4;
        assert_eq!(
            ChunkMessage::parse(&message[..last]).unwrap_err().kind(),
            ErrorKind::InvalidPayload
        );
    }
}

#[test]
fn every_byte_with_every_value_is_read_as_the_verifier_does() {
    for message in messages() {
        let mut ids = StreamIds::with_max_ids(8);
        let mut damaged = message.clone();
        for at in 0..message.len() {
            for value in 0..=u8::MAX {
                damaged[at] = value;
                check_against_oracle(&damaged);
                let bytes = Bytes::copy_from_slice(&damaged);
                if let Ok(chunk) = StreamChunk::from_message(&bytes, &mut ids) {
                    let (all, data) = (bytes.as_ptr_range(), chunk.data.as_ptr_range());
                    let within = all.start <= data.start && data.end <= all.end;
                    assert!(within || chunk.is_empty(), "byte {at} = {value:#x}");
                }
            }
            damaged[at] = message[at];
        }
    }
}

#[test]
fn words_of_extreme_numbers_are_read_as_the_verifier_does() {
    let numbers = [
        0,
        1,
        2,
        3,
        4,
        8,
        0x7fff_fff0,
        i32::MAX as u32,
        1 << 31,
        (1 << 31) + 4,
        u32::MAX - 3,
        u32::MAX,
    ];
    for message in messages() {
        for at in (0..message.len() - 3).step_by(2) {
            for number in numbers {
                let mut damaged = message.clone();
                damaged[at..at + 4].copy_from_slice(&number.to_le_bytes());
                check_against_oracle(&damaged);
            }
        }
    }
}

#[test]
fn refusals_name_what_is_wrong() {
    // The places: see the message of known bytes.
    let check = |at: usize, value: u8, expected: &str| {
        let mut damaged = payload(&ChunkMessage::new("pump", b"4.1 bar", 1000));
        damaged[at] = value;
        assert_eq!(reason(&ChunkMessage::parse(&damaged).unwrap_err()), expected, "byte {at}");
    };
    check(0, 0xf8, "points outside the payload");
    check(0, 0x15, "points between words");
    check(10, 0x0b, "points between words");
    check(10, 4, "no stream_id");
    check(14, 0, "no stream_id");
    check(16, 0, "no data");
    check(10, 6, "no data");
    check(16, 9, "points between words");
    check(18, 0x08, "points between words"); // the table is at 20
    check(18, 0xfc, "points outside the payload");
    check(20, 0x0b, "points between words");
    check(20, 0xf0, "points outside the payload");
    check(23, 0x80, "points outside the payload");
    check(40, 3, "stream_id without its final zero");
    check(43, 1, "points outside the payload");
    check(44, 0xff, "stream_id is not UTF-8");
    check(48, b'!', "stream_id without its final zero");
    check(52, 9, "points outside the payload");
    check(55, 0xff, "points outside the payload");
}
