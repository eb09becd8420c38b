//! Streams of chunks, against plain twins on the whole stream.

use crate::{Cut, across, chunking, chunks, n, within};
use flatstream_chunk::{FixedSize, LineEnd, Pattern};
use proptest::prelude::*;

/// Byte by byte.
fn naive_split(bytes: &[u8], pattern: &[u8]) -> Vec<Cut> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while !pattern.is_empty() && at < bytes.len() {
        if bytes[at..].starts_with(pattern) {
            pieces.push((start as u64, bytes[start..at].to_vec()));
            at += pattern.len();
            start = at;
        } else {
            at += 1;
        }
    }
    pieces.push((start as u64, bytes[start..].to_vec()));
    pieces
}

fn naive_lines(bytes: &[u8]) -> Vec<Cut> {
    let mut lines = naive_split(bytes, b"\n");
    let rest = lines.pop().filter(|(_, rest)| !rest.is_empty());
    for (_, line) in &mut lines {
        line.pop_if(|last| *last == b'\r');
    }
    lines.extend(rest);
    lines
}

fn naive_fixed(bytes: &[u8], size: usize) -> Vec<Cut> {
    let pieces = bytes.chunks(size).enumerate();
    pieces.map(|(index, piece)| ((index * size) as u64, piece.to_vec())).collect()
}

/// Needles that overlap themselves among them.
const PATTERNS: [&[u8]; 8] = [b"a", b"ab", b"aab", b"abab", b"aaa", b"abaab", b"\r\n", b""];

fn bytes_of(alphabet: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(proptest::sample::select(alphabet), 0..200)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn patterns_are_found_wherever_chunks_end(
        bytes in bytes_of(b"aaab\r\n"),
        (lens, copied) in chunking(),
    ) {
        let chunks = chunks(&bytes, &lens, &copied);
        for pattern in PATTERNS {
            let expected = naive_split(&bytes, pattern);
            let pattern = Pattern::new(pattern);
            prop_assert_eq!(&within(&pattern, &bytes), &expected, "{:?}", pattern.as_bytes());
            prop_assert_eq!(&across(&pattern, &chunks), &expected, "{:?}", pattern.as_bytes());
        }
    }

    #[test]
    fn any_pattern_of_the_bytes_themselves(
        bytes in bytes_of(b"ab"),
        place in any::<(prop::sample::Index, prop::sample::Index)>(),
        (lens, copied) in chunking(),
    ) {
        let (one, other) = (place.0.index(bytes.len() + 1), place.1.index(bytes.len() + 1));
        let pattern = &bytes[one.min(other)..one.max(other)];
        let found = across(Pattern::new(pattern), &chunks(&bytes, &lens, &copied));
        prop_assert_eq!(found, naive_split(&bytes, pattern));
    }

    #[test]
    fn lines_are_the_same_wherever_chunks_end(
        bytes in bytes_of(b"ab\r\r\n\n"),
        (lens, copied) in chunking(),
    ) {
        let expected = naive_lines(&bytes);
        prop_assert_eq!(&within(LineEnd, &bytes), &expected);
        prop_assert_eq!(&across(LineEnd, &chunks(&bytes, &lens, &copied)), &expected);
        let texts: Vec<_> = str::from_utf8(&bytes).unwrap().lines().map(Vec::from).collect();
        prop_assert_eq!(texts, expected.into_iter().map(|(_, line)| line).collect::<Vec<_>>());
    }

    #[test]
    fn fixed_sizes_are_the_same_wherever_chunks_end(
        bytes in bytes_of(b"abcdefgh"),
        size in prop_oneof![1..10_usize, 1..300_usize],
        (lens, copied) in chunking(),
    ) {
        let expected = naive_fixed(&bytes, size);
        prop_assert_eq!(&within(FixedSize(n(size)), &bytes), &expected);
        prop_assert_eq!(&across(FixedSize(n(size)), &chunks(&bytes, &lens, &copied)), &expected);
    }
}
