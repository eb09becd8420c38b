//! CBOR, which names its fields, and postcard, which does not.

use crate::golden;
use ciborium::Value;
use flatstream_chunk::StreamChunk;
use flatstream_testkit::count;

/// A map of 3: text of 9 with text of 6, text of 4 with 7 bytes, text of 6 with a u64.
const CBOR: &[u8] = b"\xa3\x69stream_id\x66pump 3\x64data\x47\x00\x01\x7f\x80\xfe\xff\n\
    \x66offset\x1b\x01\x02\x03\x04\x05\x06\x07\x08";

/// Length and text, length and bytes, a varint.
const POSTCARD: &[u8] = b"\x06pump 3\x07\x00\x01\x7f\x80\xfe\xff\n\
    \x88\x8e\x98\xa8\xc0\xe0\x80\x81\x01";

#[test]
fn golden_bytes() {
    let mut cbor = Vec::new();
    ciborium::into_writer(&golden(), &mut cbor).unwrap();
    assert_eq!(cbor, CBOR);
    assert_eq!(ciborium::from_reader::<StreamChunk, _>(CBOR).unwrap(), golden());
    assert_eq!(postcard::to_stdvec(&golden()).unwrap(), POSTCARD);
    assert_eq!(postcard::from_bytes::<StreamChunk>(POSTCARD).unwrap(), golden());
}

#[test]
fn every_shorter_input_is_an_error() {
    for len in 0..CBOR.len() {
        assert!(ciborium::from_reader::<StreamChunk, _>(&CBOR[..len]).is_err(), "{len}");
    }
    for len in 0..POSTCARD.len() {
        assert!(postcard::from_bytes::<StreamChunk>(&POSTCARD[..len]).is_err(), "{len}");
    }
}

/// A CBOR map with `data` in it, and more, in another order.
fn cbor(data: Value) -> Result<StreamChunk, String> {
    let map = Value::Map(vec![
        ("offset".into(), 7.into()),
        ("color".into(), Value::Array(vec![Value::Null])),
        ("data".into(), data),
        ("stream_id".into(), "a".into()),
    ]);
    let mut bytes = Vec::new();
    ciborium::into_writer(&map, &mut bytes).unwrap();
    ciborium::from_reader(&bytes[..]).map_err(|error| error.to_string())
}

#[test]
fn data_may_be_bytes_or_numbers_but_no_text() {
    let expected = Ok(StreamChunk::new("a", vec![0, 1, 255], 7));
    assert_eq!(cbor(Value::Bytes(vec![0, 1, 255])), expected);
    assert_eq!(cbor(Value::Array([0, 1, 255].map(Value::from).into())), expected);
    let error = cbor(Value::Array(vec![256.into()])).unwrap_err();
    assert!(error.contains("invalid value: integer `256`, expected u8"), "{error}");
    let error = cbor(Value::Text("AAE=".into())).unwrap_err();
    assert!(error.contains("invalid type: string"), "{error}");
}

#[test]
fn long_data_are_read_however_the_format_hands_them_out() {
    let data: Vec<u8> = (0..100_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    assert_eq!(cbor(Value::Bytes(data.clone())), Ok(StreamChunk::new("a", data, 7)));
}

#[test]
fn reading_copies_once() {
    let chunk = StreamChunk::new("log", vec![7; 100_000], 0);
    let bytes = postcard::to_stdvec(&chunk).unwrap();
    let mut read = None;
    let counted = count(|| read = Some(postcard::from_bytes::<StreamChunk>(&bytes).unwrap()));
    assert_eq!(read, Some(chunk));
    // The id, the data, and what their clones share.
    assert_eq!(counted.allocations, 3);
    assert!(counted.peak_bytes < 100_200, "{counted:?}");
}
