//! Text across the borders of chunks.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use flatstream_chunk::{
    Adjacency, Error, ErrorKind, InvalidUtf8, StreamChunk, StreamId, Utf8Chunks,
};
use flatstream_testkit::{located, steady_state};
use proptest::prelude::*;

const BASE: u64 = 50;

/// `bytes` in chunks of these lengths, over and over; neighbours in one buffer
/// unless `copied`.
fn chunks(bytes: &[u8], lens: &[usize], copied: &[bool]) -> Vec<StreamChunk> {
    let whole = StreamChunk::new("text", bytes.to_vec(), BASE);
    let (mut chunks, mut at) = (Vec::new(), 0);
    for (&len, &copied) in lens.iter().cycle().zip(copied.iter().cycle()) {
        if at == bytes.len() {
            break;
        }
        let cut = whole.sub_chunk(at..bytes.len().min(at + len));
        at += cut.len();
        chunks.push(match copied {
            true => StreamChunk::new("text", cut.data.to_vec(), cut.offset),
            false => cut,
        });
    }
    chunks
}

/// A text with where it begins, or an error as `(len, missing)`.
type Part<T> = (u64, Result<T, (usize, usize)>);

fn decode(chunks: &[StreamChunk]) -> Vec<Part<String>> {
    let (mut texts, mut out) = (Utf8Chunks::new(), Vec::new());
    let error = |InvalidUtf8 { offset, len, missing, .. }| (offset - BASE, Err((len, missing)));
    for chunk in chunks {
        texts.push(chunk.clone()).unwrap();
        while let Some(text) = texts.next_text() {
            out.push(match text {
                Ok(text) => {
                    let kept = text.to_chunk().unwrap();
                    assert_eq!((kept.as_str(), kept.offset), (Ok(&*text), text.offset()));
                    assert_eq!((kept.stream_id, text.is_empty()), ("text".into(), false));
                    (text.offset() - BASE, Ok(text.as_str().to_owned()))
                }
                Err(invalid) => error(invalid),
            });
        }
    }
    out.extend(texts.finish().err().map(error));
    assert_eq!(texts.finish(), Ok(()));
    out
}

/// Pushed all at once.
fn decode_lossy(chunks: &[StreamChunk]) -> String {
    let (mut texts, mut out) = (Utf8Chunks::new(), String::new());
    chunks.iter().for_each(|chunk| texts.push(chunk.clone()).unwrap());
    while let Some(text) = texts.next_text_lossy() {
        out.push_str(&text);
    }
    out.extend(texts.finish_lossy().map(|text| text.as_str()));
    out
}

fn chunking() -> impl Strategy<Value = (Vec<usize>, Vec<bool>)> {
    let lens = prop_oneof![Just(vec![1]), proptest::collection::vec(0..9_usize, 0..5)];
    let lens = lens.prop_map(|mut lens| {
        lens.push(1 + lens.len());
        lens
    });
    (lens, proptest::collection::vec(any::<bool>(), 1..4))
}

/// Characters of all lengths, bytes of all kinds.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        4 => any::<char>().prop_map(|c| c.to_string().into_bytes()),
        2 => "[a-zé€🦀]{1,3}".prop_map(String::into_bytes),
        // A character without its end.
        1 => any::<char>().prop_map(|c| c.to_string().into_bytes()[..c.len_utf8() - 1].to_vec()),
        1 => proptest::sample::select(&[0x80_u8, 0xbf, 0xc0, 0xc3, 0xe0, 0xed, 0xa0, 0xf0, 0xf4, 0x90, 0xff][..]).prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(part, 0..20).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn text_is_the_same_wherever_chunks_end(text in ".{0,60}", (lens, copied) in chunking()) {
        let out = decode(&chunks(text.as_bytes(), &lens, &copied));
        let mut at = 0;
        for (offset, part) in &out {
            prop_assert_eq!(*offset, at);
            at += part.as_ref().unwrap().len() as u64;
        }
        prop_assert_eq!(out.into_iter().map(|(_, part)| part.unwrap()).collect::<String>(), text);
    }

    #[test]
    fn what_is_invalid_is_the_same_wherever_chunks_end(bytes in bytes(), (lens, copied) in chunking()) {
        let chunks = chunks(&bytes, &lens, &copied);
        let lossy = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(&decode_lossy(&chunks), &lossy);
        // What std calls invalid, at its place; valid text in between, however cut.
        let (mut expected, mut at) = (Vec::new(), 0);
        for part in bytes.utf8_chunks() {
            expected.extend((at..).zip(part.valid().bytes()).map(|(at, byte)| (at, Ok(byte))));
            at += part.valid().len() as u64;
            if !part.invalid().is_empty() {
                expected.push((at, Err(part.invalid().len())));
            }
            at += part.invalid().len() as u64;
        }
        let mut found = Vec::new();
        for (at, part) in decode(&chunks) {
            match part {
                Ok(text) => found.extend((at..).zip(text.bytes()).map(|(at, byte)| (at, Ok(byte)))),
                Err((len, _)) => found.push((at, Err(len))),
            }
        }
        prop_assert_eq!(found, expected);
    }
}

fn check(parts: &[&[u8]], expected: &[Part<&str>]) {
    let mut offset = BASE;
    let chunks = parts.iter().map(|part| {
        offset += part.len() as u64;
        StreamChunk::new("text", part.to_vec(), offset - part.len() as u64)
    });
    let chunks: Vec<_> = chunks.collect();
    let out = decode(&chunks);
    let out: Vec<_> = out.iter().map(|(at, part)| (*at, part.as_deref().map_err(|e| *e))).collect();
    assert_eq!(out, expected, "{parts:?}");
}

#[test]
fn characters_on_borders() {
    check(&[], &[]);
    check(&[b""], &[]);
    check(&[b"one", b"two"], &[(0, Ok("one")), (3, Ok("two"))]);
    check(&[b"a\xc3", b"\xa9b"], &[(0, Ok("a")), (1, Ok("é")), (3, Ok("b"))]);
    check(&[b"\xf0", b"\x9f", b"", b"\xa6", b"\x80x"], &[(0, Ok("🦀")), (4, Ok("x"))]);
    check(&[b"\xf0\x9f", b"\xa6\x80"], &[(0, Ok("🦀"))]);
}

#[test]
fn bytes_that_are_no_text() {
    check(&[b"a\xffb"], &[(0, Ok("a")), (1, Err((1, 0))), (2, Ok("b"))]);
    // Begun, and not gone on with: known with the next chunk.
    check(&[b"a\xe2\x82", b"b"], &[(0, Ok("a")), (1, Err((2, 0))), (3, Ok("b"))]);
    check(&[b"\xe2", b"\x82", b"b"], &[(0, Err((2, 0))), (2, Ok("b"))]);
    check(&[b"\xe2\x82", b"\xc3", b"\xa9"], &[(0, Err((2, 0))), (2, Ok("é"))]);
    check(&[b"\xe2\xe2", b"\x82\xac"], &[(0, Err((1, 0))), (1, Ok("€"))]);
    // A surrogate, byte by byte.
    check(&[b"\xed", b"\xa0", b"\x80"], &[(0, Err((1, 0))), (1, Err((1, 0))), (2, Err((1, 0)))]);
}

#[test]
fn a_stream_that_ends_within_a_character() {
    check(&[b"a\xc3"], &[(0, Ok("a")), (1, Err((1, 1)))]);
    check(&[b"\xe2", b"\x82"], &[(0, Err((2, 1)))]);
    check(&[b"\xf0\x9f"], &[(0, Err((2, 2)))]);
    check(&[b"\xf0"], &[(0, Err((1, 3)))]);
}

#[test]
fn neighbours_in_one_buffer_are_read_in_one() {
    let whole = StreamChunk::new("text", "café noir".into(), 0);
    let mut texts = Utf8Chunks::new();
    texts.push(whole.sub_chunk(..4)).unwrap();
    assert_eq!(texts.next_text().unwrap().unwrap(), "caf");
    texts.push(whole.sub_chunk(4..)).unwrap();
    let text = texts.next_text().unwrap().unwrap();
    assert_eq!((&*text, text.offset()), ("é noir", 3));
    assert_eq!(text.to_chunk().unwrap().data.as_ptr(), whole.data[3..].as_ptr());
}

#[test]
fn a_chunk_that_does_not_follow_is_refused() {
    let mut texts = Utf8Chunks::new();
    texts.push(StreamChunk::new("text", b"a\xc3".to_vec(), 0)).unwrap();
    let refused = texts.push(StreamChunk::new("text", b"\xa9".to_vec(), 3)).unwrap_err();
    assert_eq!(refused.adjacency, Adjacency::Gap { bytes: 1 });
    let refused = texts.push(StreamChunk::new("other", b"\xa9".to_vec(), 2)).unwrap_err();
    assert_eq!((refused.adjacency, refused.chunk.offset), (Adjacency::OtherStream, 2));
    // Nothing has changed.
    assert_eq!(texts.next_text().unwrap().unwrap(), "a");
    texts.push(StreamChunk::new("text", b"\xa9\xc3".to_vec(), 2)).unwrap();
    assert_eq!(texts.next_text().unwrap().unwrap(), "é");
    assert!(texts.next_text().is_none());
    // Ended, it takes any other, and begins anew.
    let incomplete = texts.finish().unwrap_err();
    assert_eq!((incomplete.offset, incomplete.len, incomplete.missing), (3, 1, 1));
    texts.push(StreamChunk::new("other", b"b".to_vec(), 99)).unwrap();
    assert_eq!(texts.next_text().unwrap().unwrap(), "b");
}

#[test]
fn errors_become_those_of_the_project() {
    let mut texts = Utf8Chunks::new();
    texts.push(StreamChunk::new("text", b"\xffab\xf0\x9f".to_vec(), 10)).unwrap();
    let error = Error::from(texts.next_text().unwrap().unwrap_err());
    assert_eq!(located(&error), (ErrorKind::InvalidPayload, 10, 0));
    assert!(error.to_string().ends_with("1 bytes at byte 10 are not UTF-8"), "{error}");
    assert_eq!(texts.next_text().unwrap().unwrap(), "ab");
    assert!(texts.next_text().is_none());
    let error = Error::from(texts.finish().unwrap_err());
    assert_eq!(located(&error), (ErrorKind::Truncated { missing: 2 }, 13, 0));
}

#[test]
fn neither_text_nor_neighbours_cost_an_allocation() {
    let id = StreamId::from_static("text");
    let whole = StreamChunk::new(id, "é€🦀 noir ".repeat(4000).into_bytes(), 0);
    let mut texts = Utf8Chunks::new();
    let mut bytes = 0;
    let traffic = steady_state(10, |index| {
        // Whole characters and others, as it comes.
        let start = usize::try_from(index).unwrap() * 17;
        texts.push(whole.sub_chunk(start..start + 17)).unwrap();
        while let Some(text) = texts.next_text() {
            bytes += text.unwrap().to_chunk().unwrap().len();
        }
    });
    assert_eq!((traffic.allocations, traffic.frees), (0, 0));
    assert!((17_160..=17_170).contains(&bytes), "{bytes}");
}

#[test]
fn a_character_on_a_border_of_buffers_costs_two_small_ones() {
    let id = StreamId::from_static("text");
    let parts = [&b"abc\xc3"[..], b"\xa9", b"abc"].map(bytes::Bytes::from_static);
    let mut texts = Utf8Chunks::new();
    let mut offset = 0;
    let traffic = steady_state(6, |index| {
        let part = &parts[usize::try_from(index).unwrap() % 3];
        texts.push(StreamChunk::from_bytes(&id, part.clone(), offset)).unwrap();
        offset += part.len() as u64;
        while let Some(text) = texts.next_text() {
            assert!(["abc", "é"].contains(&&*text.unwrap()));
        }
    });
    let borders = 333;
    assert!(traffic.allocations / borders == 2, "{traffic:?}");
}
