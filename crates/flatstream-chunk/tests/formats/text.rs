//! JSON, and what follows from a format being text.

use crate::golden;
use flatstream_chunk::{Bytes, StreamChunk, StreamId};
use flatstream_testkit::count;
use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

const GOLDEN: &str = r#"{"stream_id":"pump 3","data":"AAF/gP7/Cg==","offset":72623859790382856}"#;

#[test]
fn golden_text() {
    assert_eq!(serde_json::to_string(&golden()).unwrap(), GOLDEN);
    assert_eq!(serde_json::from_str::<StreamChunk>(GOLDEN).unwrap(), golden());
    // From a reader, which lends no strings, and as a value.
    assert_eq!(serde_json::from_reader::<_, StreamChunk>(GOLDEN.as_bytes()).unwrap(), golden());
    let value = serde_json::to_value(golden()).unwrap();
    assert_eq!(value["data"], "AAF/gP7/Cg==");
    assert_eq!(serde_json::from_value::<StreamChunk>(value).unwrap(), golden());
}

#[test]
fn an_id_is_a_string() {
    let id = StreamId::from("pump \"3\"");
    assert_eq!(serde_json::to_string(&id).unwrap(), r#""pump \"3\"""#);
    assert_eq!(serde_json::from_str::<StreamId>(r#""pump \"3\"""#).unwrap(), id);
    let error = serde_json::from_str::<StreamId>("3").unwrap_err().to_string();
    assert!(
        error.starts_with("invalid type: integer `3`, expected the name of a stream"),
        "{error}"
    );
}

/// The chunk "a" of `data`, written in any way, is read.
fn reads(text: &str, data: &[u8], offset: u64) {
    let chunk: StreamChunk = serde_json::from_str(text).unwrap();
    assert_eq!(chunk, StreamChunk::new("a", data.to_vec(), offset), "{text}");
}

#[test]
fn what_others_write_is_read() {
    // Lists of numbers, as derived implementations write them.
    reads(r#"{"stream_id":"a","data":[0,1,255],"offset":7}"#, &[0, 1, 255], 7);
    reads(r#"{"stream_id":"a","data":[],"offset":0}"#, &[], 0);
    reads(r#"{"stream_id":"a","data":"","offset":18446744073709551615}"#, &[], u64::MAX);
    // In another order, with others beside them.
    reads(r#"{"offset":7,"color":{"x":[1]},"data":"AAE=","stream_id":"a"}"#, &[0, 1], 7);
    reads(r#"["a","AAE=",7]"#, &[0, 1], 7);
    // Written with escapes, so that it cannot be borrowed.
    reads(r#"{"stream_id":"\u0061","data":"\u0041AE=","offset":7}"#, &[0, 1], 7);
}

/// `text` is refused with a message that begins with `expected`.
fn refused(text: &str, expected: &str) {
    let error = serde_json::from_str::<StreamChunk>(text).unwrap_err().to_string();
    assert!(error.starts_with(expected), "{text}: {error}");
}

#[test]
fn what_is_no_chunk_is_refused() {
    refused(r#"{"data":"","offset":0}"#, "missing field `stream_id`");
    refused(r#"{"stream_id":"a","offset":0}"#, "missing field `data`");
    refused(r#"{"stream_id":"a","data":""}"#, "missing field `offset`");
    refused(r#"{"data":"","data":"","offset":0}"#, "duplicate field `data`");
    let with_data = |data: &str| format!(r#"{{"stream_id":"a","data":{data},"offset":0}}"#);
    refused(&with_data("[256]"), "invalid value: integer `256`, expected u8");
    refused(&with_data("[-1]"), "invalid value: integer `-1`, expected u8");
    refused(&with_data("[0.5]"), "invalid type: floating point");
    let wanted = "expected base64, bytes or a list of numbers below 256";
    refused(&with_data("5"), &format!("invalid type: integer `5`, {wanted}"));
    refused(&with_data("null"), &format!("invalid type: null, {wanted}"));
    let no_base64 = |text: &str, what| {
        refused(&with_data(&format!("\"{text}\"")), &format!("data is not base64: {what}"));
    };
    no_base64("A", "Invalid input length: 1");
    no_base64("AAE", "Invalid padding");
    no_base64("AAE==", "Invalid symbol 61, offset 3.");
    no_base64("AAF=", "Invalid last symbol 70, offset 2.");
    no_base64("AA-_", "Invalid symbol 45, offset 2.");
    no_base64("AAE=\\n", "Invalid symbol 10, offset 4.");
    refused(
        r#"{"stream_id":"a","data":"","offset":-1}"#,
        "invalid value: integer `-1`, expected u64",
    );
}

#[test]
fn writing_allocates_nothing() {
    let chunk = StreamChunk::new("log", vec![7; 1 << 16], 0);
    let mut text = Vec::with_capacity(1 << 17);
    let counted = count(|| serde_json::to_writer(&mut text, &chunk).unwrap());
    assert_eq!(counted.allocations, 0);
    assert!(text.len() > (1 << 16) / 3 * 4);
}

#[test]
fn a_list_says_nothing_of_the_memory_to_reserve() {
    let list = format!(r#"["a",[{}7],0]"#, "7,".repeat(99_999));
    let chunk: StreamChunk = serde_json::from_str(&list).unwrap();
    assert_eq!(chunk.data, vec![7; 100_000]);
}

/// As records of one's own hold chunks.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Record {
    level: u8,
    #[serde(flatten)]
    chunk: StreamChunk,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Event {
    Chunk(StreamChunk),
    Text(String),
}

#[test]
fn chunks_within_other_structures() {
    let record = Record { level: 3, chunk: golden() };
    let value = serde_json::to_value(&record).unwrap();
    let [data, offset] = ["AAF/gP7/Cg==".into(), json!(72_623_859_790_382_856_u64)];
    assert_eq!(value, json!({"level": 3, "stream_id": "pump 3", "data": data, "offset": offset}));
    assert_eq!(serde_json::from_value::<Record>(value).unwrap(), record);
    for event in [Event::Chunk(golden()), Event::Text("x".into())] {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&text).unwrap(), event);
        // The buffer that serde reads these into forgets that CBOR is no text.
        let mut cbor = Vec::new();
        ciborium::into_writer(&event, &mut cbor).unwrap();
        assert_eq!(ciborium::from_reader::<Event, _>(&cbor[..]).unwrap(), event);
    }
    let mut cbor = Vec::new();
    ciborium::into_writer(&record, &mut cbor).unwrap();
    assert_eq!(ciborium::from_reader::<Record, _>(&cbor[..]).unwrap(), record);
}

proptest! {
    #[test]
    fn what_is_written_is_read(
        id in ".{0,10}",
        data in proptest::collection::vec(any::<u8>(), 0..5000),
        offset: u64,
    ) {
        let chunk = StreamChunk::new(id, data.clone(), offset);
        let text = serde_json::to_string(&chunk).unwrap();
        prop_assert_eq!(&serde_json::from_str::<StreamChunk>(&text).unwrap(), &chunk);
        let mut cbor = Vec::new();
        ciborium::into_writer(&chunk, &mut cbor).unwrap();
        prop_assert_eq!(&ciborium::from_reader::<StreamChunk, _>(&cbor[..]).unwrap(), &chunk);
        let bytes = postcard::to_stdvec(&chunk).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<StreamChunk>(&bytes).unwrap(), &chunk);
        // Two lengths and the offset.
        prop_assert!(bytes.len() <= chunk.stream_id.len() + data.len() + 1 + 2 + 10);
        let piece = chunk.sub_chunk(data.len() / 2..);
        let text = serde_json::to_string(&piece).unwrap();
        prop_assert_eq!(serde_json::from_str::<StreamChunk>(&text).unwrap(), piece);
        prop_assert_eq!(chunk.into_bytes(), Bytes::from(data));
    }
}
