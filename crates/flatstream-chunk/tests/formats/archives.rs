//! Archives of rkyv.

use crate::golden;
use flatstream_chunk::{ArchivedStreamChunk, Bytes, StreamChunk, StreamId};
use flatstream_testkit::count;
use proptest::prelude::*;
use rkyv::{
    access, from_bytes,
    rancor::{Error, Failure},
    string::ArchivedString,
    to_bytes,
    util::AlignedVec,
    vec::ArchivedVec,
};

/// The data, padded to 8 bytes; then the id, short enough to be in place; the
/// distance back to the data and their length; the offset.
const GOLDEN: &[u8] =
    b"\x00\x01\x7f\x80\xfe\xff\n\x00pump 3\xff\xff\xf0\xff\xff\xff\x07\x00\x00\x00\
    \x08\x07\x06\x05\x04\x03\x02\x01";

fn archive(chunk: &StreamChunk) -> AlignedVec {
    to_bytes::<Error>(chunk).unwrap()
}

fn aligned(bytes: &[u8]) -> AlignedVec {
    let mut aligned = AlignedVec::new();
    aligned.extend_from_slice(bytes);
    aligned
}

fn parts(chunk: &ArchivedStreamChunk) -> (&str, &[u8], u64) {
    (chunk.stream_id(), chunk.data(), chunk.offset())
}

#[test]
fn golden_bytes() {
    assert_eq!(archive(&golden()).as_slice(), GOLDEN);
    let bytes = aligned(GOLDEN);
    let archived = access::<ArchivedStreamChunk, Error>(&bytes).unwrap();
    let chunk = golden();
    assert_eq!(parts(archived), (&*chunk.stream_id, &*chunk.data, chunk.offset));
    assert_eq!(from_bytes::<StreamChunk, Error>(&bytes).unwrap(), chunk);
    assert_eq!((size_of_val(archived), align_of_val(archived)), (24, 8));
}

#[test]
fn an_archived_chunk_is_read_where_it_lies() {
    let id = "a name that is too long to lie within its string";
    let archive = archive(&StreamChunk::new(id, vec![7; 1000], 5));
    let mut found = None;
    let counted = count(|| {
        let archived = access::<ArchivedStreamChunk, Failure>(&archive).unwrap();
        found = Some(parts(archived));
    });
    assert_eq!((counted.allocations, counted.frees), (0, 0));
    let (name, data, offset) = found.unwrap();
    assert_eq!((name, data, offset), (id, &[7; 1000][..], 5));
    for part in [name.as_bytes(), data] {
        let (part, all) = (part.as_ptr_range(), archive.as_ptr_range());
        assert!(all.start <= part.start && part.end <= all.end);
    }
    // Copied out: the id, the bytes, and what their clones share.
    let counted = count(|| drop(from_bytes::<StreamChunk, Failure>(&archive).unwrap()));
    assert_eq!(counted.allocations, 3);
}

#[test]
fn archived_chunks_share_the_archive() {
    let chunks = vec![golden(), StreamChunk::new("", vec![], 0), golden().sub_chunk(2..)];
    let archive = Bytes::from_owner(to_bytes::<Error>(&chunks).unwrap());
    let archived = access::<ArchivedVec<ArchivedStreamChunk>, Error>(&archive).unwrap();
    for (archived, chunk) in archived.iter().zip(&chunks) {
        let mut shared = None;
        let counted = count(|| shared = archived.to_chunk(&archive));
        let shared = shared.unwrap();
        assert_eq!((&shared, counted.allocations), (chunk, 1));
        assert!(chunk.is_empty() || shared.data.as_ptr() == archived.data().as_ptr());
    }
    assert_eq!(rkyv::deserialize::<Vec<StreamChunk>, Error>(archived).unwrap(), chunks);
    // Nor part of another buffer, nor one that ends within.
    let elsewhere = Bytes::from_owner(aligned(&archive));
    let first = &archived[0];
    assert_eq!(first.to_chunk(&elsewhere), None);
    assert_eq!(first.to_chunk(&archive.slice(1..)), None);
    assert_eq!(first.to_chunk(&archive.slice(..6)), None);
    assert_eq!(first.to_chunk(&archive.slice(..7)).as_ref(), Some(&chunks[0]));
    // The chunk keeps the archive.
    let shared = first.to_chunk(&archive);
    drop(archive);
    assert_eq!(shared.as_ref(), Some(&chunks[0]));
}

#[test]
fn an_id_is_archived_as_its_text() {
    for name in ["", "pump 3", "a name that is too long to lie within its string"] {
        let id = StreamId::from(name);
        let archive = to_bytes::<Error>(&id).unwrap();
        assert_eq!(archive[..], to_bytes::<Error>(&String::from(name)).unwrap()[..]);
        assert_eq!(access::<ArchivedString, Error>(&archive).unwrap().as_str(), name);
        assert_eq!(from_bytes::<StreamId, Error>(&archive).unwrap(), id);
    }
}

#[test]
fn every_shorter_archive_is_an_error() {
    for len in 0..GOLDEN.len() {
        // From the front as from the end, where the root is.
        for part in [&GOLDEN[..len], &GOLDEN[GOLDEN.len() - len..]] {
            assert!(access::<ArchivedStreamChunk, Failure>(&aligned(part)).is_err(), "{len}");
        }
    }
}

#[test]
fn an_archive_that_is_not_aligned_is_an_error() {
    let mut bytes = AlignedVec::<16>::new();
    bytes.extend_from_slice(b"x");
    bytes.extend_from_slice(GOLDEN);
    let refused = access::<ArchivedStreamChunk, Error>(&bytes[1..]).unwrap_err().to_string();
    assert!(refused.starts_with("unaligned pointer"), "{refused}");
}

#[test]
fn pointers_and_text_are_validated() {
    let refused = |at: usize, bytes: &[u8]| {
        let mut archive = aligned(GOLDEN);
        archive[at..at + bytes.len()].copy_from_slice(bytes);
        assert!(access::<ArchivedStreamChunk, Failure>(&archive).is_err(), "{at} {bytes:?}");
    };
    refused(8, b"\xfe"); // no UTF-8
    refused(16, b"\x00\x00\x00\x7f"); // beyond the end
    refused(16, b"\xef\xff\xff\xff"); // before the beginning
    refused(20, b"\xff\xff\xff\xff"); // longer than the archive
    refused(20, b"\x11\x00\x00\x00"); // into the root itself
}

#[test]
fn an_archived_chunk_prints_what_it_says() {
    let archive = archive(&StreamChunk::new("log", vec![1, 2], 7));
    let archived = access::<ArchivedStreamChunk, Error>(&archive).unwrap();
    let text = r#"ArchivedStreamChunk { stream_id: "log", data: [1, 2], offset: 7 }"#;
    assert_eq!(format!("{archived:?}"), text);
}

proptest! {
    #[test]
    fn what_is_archived_is_read(
        id in ".{0,20}",
        data in proptest::collection::vec(any::<u8>(), 0..2000),
        offset: u64,
        cut in 0..2000_usize,
    ) {
        let chunk = StreamChunk::new(id, data, offset);
        let chunk = chunk.sub_chunk(cut.min(chunk.len())..);
        let archive = Bytes::from_owner(archive(&chunk));
        let archived = access::<ArchivedStreamChunk, Error>(&archive).unwrap();
        prop_assert_eq!(parts(archived), (&*chunk.stream_id, &*chunk.data, chunk.offset));
        let shared = archived.to_chunk(&archive);
        prop_assert_eq!(shared.as_ref(), Some(&chunk));
        prop_assert_eq!(from_bytes::<StreamChunk, Error>(&archive).unwrap(), chunk);
    }

    /// Whatever the bytes, they are a chunk that can be read, or an error.
    #[test]
    fn damage_is_an_error_or_another_chunk(
        damage in proptest::collection::vec((0..GOLDEN.len(), any::<u8>()), 1..8),
    ) {
        let mut bytes = GOLDEN.to_vec();
        for (at, byte) in damage {
            bytes[at] = byte;
        }
        let archive = Bytes::from_owner(aligned(&bytes));
        if let Ok(archived) = access::<ArchivedStreamChunk, Failure>(&archive) {
            let chunk = archived.to_chunk(&archive);
            let chunk = chunk.as_ref().map(|chunk| (&*chunk.stream_id, &*chunk.data, chunk.offset));
            prop_assert_eq!(chunk, Some(parts(archived)));
        }
    }
}
