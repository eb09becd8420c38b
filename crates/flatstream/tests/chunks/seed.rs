//! What callers of the earlier `StreamChunk` do.

use flatstream::{StreamChunk, StreamId, chunk::Bytes};
use std::{borrow::Cow, collections::HashMap, fmt::Display, ops::RangeBounds, str::Utf8Error};

#[test]
fn existing_code() {
    let chunk = StreamChunk::new("stream", vec![1, 2, 3], 0);
    let slice = chunk.data[0..2].to_vec();
    assert_eq!(slice, [1, 2]);
    let slice = chunk.slice(0..2);
    let data: Vec<u8> = slice.to_vec();
    assert_eq!(data, [1, 2]);
}

#[test]
fn new_code() {
    let data = Bytes::from(vec![1, 2, 3]);
    let chunk = StreamChunk::from_bytes("stream", data, 0);
    assert_eq!(chunk.slice(0..2), [1, 2][..]);
    assert_eq!((chunk.len(), chunk.is_empty(), chunk.offset), (3, false, 0));
}

/// The signatures of the report, called through generic code.
#[test]
fn signatures() {
    fn new(stream_id: impl Into<String>, data: Vec<u8>, offset: u64) -> StreamChunk {
        StreamChunk::new(stream_id, data, offset)
    }
    fn from_bytes(stream_id: impl Into<String>, data: Bytes, offset: u64) -> StreamChunk {
        StreamChunk::from_bytes(stream_id, data, offset)
    }
    fn slice(chunk: &StreamChunk, range: impl RangeBounds<usize>) -> Bytes {
        chunk.slice(range)
    }
    let chunk = new(String::from("text"), b"na\xc3\xafve".to_vec(), 9);
    let text: Result<&str, Utf8Error> = chunk.as_str();
    assert_eq!(text, Ok("na\u{ef}ve"));
    let text: Cow<'_, str> = chunk.as_str_lossy();
    assert!(matches!(text, Cow::Borrowed("na\u{ef}ve")));
    assert_eq!(slice(&chunk, 1..=1), "a");
    let cut = from_bytes(Cow::Borrowed("text"), slice(&chunk, ..3), 9);
    assert_eq!(cut.as_str().unwrap_err().valid_up_to(), 2);
    assert_eq!(cut.as_str_lossy(), "na\u{fffd}");
}

/// An id where a `String` was.
#[test]
fn ids_are_used_as_strings() {
    fn show(id: &str, shown: impl Display) -> bool {
        id == shown.to_string()
    }
    let chunk = StreamChunk::new("pump 3", Vec::new(), 0);
    assert!(show(&chunk.stream_id, &chunk.stream_id));
    let name = String::from("pump 3");
    assert!(chunk.stream_id == "pump 3" && chunk.stream_id == name);
    assert_eq!((chunk.stream_id.len(), chunk.stream_id.find('3')), (6, Some(5)));
    let owned: String = chunk.stream_id.to_string();
    let mut by_id = HashMap::new();
    by_id.insert(StreamId::from(owned), 1);
    assert_eq!(by_id.get("pump 3"), Some(&1));
    let StreamChunk { stream_id, data, offset, .. } = chunk;
    assert_eq!((&stream_id[..4], data.len(), offset), ("pump", 0, 0));
}

#[test]
#[should_panic(expected = "range 1..4 of a chunk of 3 bytes")]
fn slices_out_of_range_panic() {
    let chunk = StreamChunk::new("stream", vec![1, 2, 3], 0);
    drop(chunk.slice(1..4));
}
