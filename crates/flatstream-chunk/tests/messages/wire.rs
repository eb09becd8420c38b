//! The bytes of a message, and what is read from those of others.

use crate::{check_against_oracle, generated, oracle, verified};
use flatbuffers::FlatBufferBuilder;
use flatstream_chunk::{Bytes, ChunkMessage, StreamChunk, StreamIds};
use flatstream_core::{ErrorKind, StreamDeserialize};
use flatstream_testkit::payload;

#[test]
fn a_message_of_known_bytes() {
    let message = ChunkMessage::new("pump", b"4.1 bar", 0x0102_0304);
    #[rustfmt::skip]
    let expected = [
        0x14, 0, 0, 0, // the table
        b'F', b'S', b'C', b'H',
        0, 0, // padding
        0x0a, 0, // the vtable: its length,
        0x14, 0, // the table's,
        0x04, 0, // stream_id,
        0x08, 0, // data,
        0x0c, 0, // offset
        0x0a, 0, 0, 0, // from the vtable to here
        0x10, 0, 0, 0, // to the id
        0x18, 0, 0, 0, // to the data
        4, 3, 2, 1, 0, 0, 0, 0, // the offset
        4, 0, 0, 0, b'p', b'u', b'm', b'p', 0, 0, 0, 0,
        7, 0, 0, 0, b'4', b'.', b'1', b' ', b'b', b'a', b'r', 0,
    ];
    assert_eq!(payload(&message), expected);
    assert_eq!(ChunkMessage::parse(&expected).unwrap(), message);
}

#[test]
fn bytes_are_those_of_generated_code_and_read_the_same() {
    let check = |stream_id: &str, data: &[u8], offset: u64| {
        let message = ChunkMessage::new(stream_id, data, offset);
        let ours = payload(&message);
        assert_eq!(ours, generated(stream_id, data, offset, Some("FSCH")), "{message:?}");
        assert_eq!(payload(&StreamChunk::new(stream_id, data.to_vec(), offset)), ours);

        assert_eq!(verified(&ours), Some(message));
        assert!(oracle::chunk_buffer_has_identifier(&ours) && ChunkMessage::has_identifier(&ours));
        let chunk = oracle::root_as_chunk(&ours).unwrap();
        assert_eq!((chunk.stream_id(), chunk.offset()), (stream_id, offset));

        let bare = generated(stream_id, data, offset, None);
        assert!(!ChunkMessage::has_identifier(&bare));
        for theirs in [ours, bare, generated(stream_id, data, offset, Some("ABCD"))] {
            check_against_oracle(&theirs);
            assert_eq!(ChunkMessage::parse(&theirs).unwrap(), message);
            assert_eq!(StreamChunk::from_payload(&theirs).unwrap(), message);
        }
    };
    check("pump", b"4.1 bar", 1000);
    check("", b"", 0);
    check("", b"x", 1);
    check("x", b"", u64::MAX);
    check("Größe \u{1f600}\0", &[0xff; 300], 1 << 63);
    for len in 0..20 {
        check(&"i".repeat(len), b"data", 7);
        check("id", &vec![1; len], 7);
    }
}

#[test]
fn fields_in_another_order_and_unknown_ones_are_read() {
    let mut builder = FlatBufferBuilder::new();
    let stream_id = builder.create_string("pump");
    let later = builder.create_string("of a later version");
    let data = builder.create_vector(b"4.1 bar");
    let table = builder.start_table();
    builder.push_slot_always(10, later);
    builder.push_slot_always(4, stream_id);
    builder.push_slot_always(6, data);
    builder.push_slot_always(8, 5_u64);
    builder.push_slot_always(12, 1_u8);
    let table = builder.end_table(table);
    builder.finish(table, None);
    let expected = ChunkMessage::new("pump", b"4.1 bar", 5);
    assert_eq!(ChunkMessage::parse(builder.finished_data()).unwrap(), expected);
    check_against_oracle(builder.finished_data());
}

#[test]
fn a_vtable_behind_its_table_is_read() {
    #[rustfmt::skip]
    let payload = [
        4, 0, 0, 0, // the table
        0xe4, 0xff, 0xff, 0xff, // to the vtable, 28 bytes on
        8, 0, 0, 0, // to the id
        12, 0, 0, 0, // to the data
        2, 0, 0, 0, b'i', b'd', 0, 0,
        3, 0, 0, 0, b'a', b'b', b'c', 0,
        8, 0, 12, 0, 4, 0, 8, 0, // the vtable: no offset
    ];
    assert_eq!(ChunkMessage::parse(&payload).unwrap(), ChunkMessage::new("id", b"abc", 0));
    check_against_oracle(&payload);
}

#[test]
fn a_chunk_from_a_message_shares_its_payload() {
    let sent = StreamChunk::new("pump", b"4.1 bar".to_vec(), 1000);
    let bytes = Bytes::from(payload(&sent));
    let mut ids = StreamIds::default();
    let chunk = StreamChunk::from_message(&bytes, &mut ids).unwrap();
    assert_eq!(chunk, sent);
    assert_eq!(chunk.data.as_ptr(), bytes[bytes.len() - 8..].as_ptr());
    assert_eq!(chunk.stream_id.as_ptr(), ids.intern("pump").as_ptr());
    // It outlives the payload.
    drop(bytes);
    assert_eq!(chunk, sent);
}

#[test]
fn an_invalid_message_leaves_the_ids_alone() {
    let mut bytes = payload(&ChunkMessage::new("pump", b"4.1 bar", 0));
    let end = bytes.len() - 12;
    bytes[end] = 9; // longer than there is
    let mut ids = StreamIds::default();
    let error = StreamChunk::from_message(&bytes.into(), &mut ids).unwrap_err();
    assert_eq!((error.kind(), ids.len()), (ErrorKind::InvalidPayload, 0));
}

#[test]
fn all_but_data_and_id_takes_fewer_than_64_bytes() {
    for (id, data) in (0..40).map(|n| (n % 8, n / 8)) {
        let message = payload(&ChunkMessage::new(&"i".repeat(id), &vec![0; data], 1));
        assert!(message.len() - id - data < 64, "{id} {data}");
    }
}
