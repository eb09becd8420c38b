//! Regular expressions, against the same ones on the whole stream.

use crate::{Cut, across, chunking, chunks, within};
use flatstream_chunk::{ErrorKind, RegexDelimiter};
use proptest::prelude::*;
use regex::bytes::Regex;

/// Repetitions without a bound are longer than any in these tests.
const REPEATS: u32 = 60;

const PATTERNS: [&str; 22] = [
    r"a",
    r"a{2,5}",
    r"a{2,5}?",
    r"(?i)end|en",
    r"en|end",
    r"\bfoo\b",
    r"\Bo+",
    r"(?-u:\b)o",
    r"\s+",
    r"\s*[,;]\s*",
    r"é|ß+",
    r"(?-u:\xc3)",
    r"^\w",
    r"\w$",
    r"(?m)^\w",
    r"(?m)\w$",
    r"(?mR)^\w|\w$",
    r"\A[a-z]|[a-z]\z",
    r"\b{start}\w",
    r"(?s)f..(?m:$)",
    r"oé\b",
    r"[a&&b]x",
];

fn text() -> impl Strategy<Value = Vec<u8>> {
    let words = &[
        "a", "a", "aa", "en", "END", "end", "foo", "o", "f", "é", "ß", "x", " ", " ", "\n", "\r",
        "\r\n", "\t", ",", ";", "漢", "€", "🦀",
    ];
    let word = prop_oneof![
        20 => proptest::sample::select(&words[..]).prop_map(|word| word.as_bytes().to_vec()),
        // Not UTF-8.
        1 => any::<u8>().prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(word, 0..40).prop_map(|words| words.concat())
}

fn whole(regex: &Regex, bytes: &[u8]) -> Vec<Cut> {
    let origin = bytes.as_ptr().addr();
    let place = |piece: &[u8]| ((piece.as_ptr().addr() - origin) as u64, piece.to_vec());
    regex.split(bytes).map(place).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn matches_are_the_same_wherever_chunks_end(texts in proptest::collection::vec((text(), chunking()), 1..8)) {
        DELIMITERS.with(|delimiters| {
            for (regex, delimiter) in delimiters {
                for (bytes, (lens, copied)) in &texts {
                    let expected = whole(regex, bytes);
                    prop_assert_eq!(&within(delimiter, bytes), &expected, "{}", regex);
                    let found = across(delimiter, &chunks(bytes, lens, copied));
                    prop_assert_eq!(&found, &expected, "{}", regex);
                }
            }
            Ok(())
        })?;
    }
}

thread_local! {
    static DELIMITERS: Vec<(Regex, RegexDelimiter)> = PATTERNS
        .map(|regex| {
            let delimiter = RegexDelimiter::with_max_repeats(regex, REPEATS);
            (Regex::new(regex).unwrap(), delimiter.unwrap())
        })
        .to_vec();
}

#[test]
fn what_is_refused() {
    let check = |pattern: &str, cause: &str| {
        let error = RegexDelimiter::new(pattern).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{pattern}");
        assert!(error.to_string().contains(cause), "{error}");
    };
    check("a*", "may be empty");
    check("", "may be empty");
    check(r"\b", "may be empty");
    check(r"(?m)^", "may be empty");
    check("a|", "may be empty");
    check(r"\s+", "unbounded length");
    check("a{3,}", "unbounded length");
    check("(a", "unclosed group");
    check(r"\w{1000}{1000}", "exceeds size limit");
    let error = RegexDelimiter::with_max_repeats("a*", 9).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    // Longer than any number says, and too large to be compiled.
    let nested = |max| RegexDelimiter::with_max_repeats("((((a+)+)+)+)+", max).unwrap_err();
    assert_eq!(
        nested(u32::MAX).to_string(),
        "wrong configuration: a delimiter of unbounded length"
    );
    assert!(nested(1000).to_string().contains("exceeds size limit"));
}

#[test]
fn what_a_bound_on_repeats_means() {
    let check = |pattern: &str, max: u32, bytes: usize, text: &str, pieces: &[&str]| {
        let delimiter = RegexDelimiter::with_max_repeats(pattern, max).unwrap();
        assert_eq!(delimiter.max_match_bytes(), bytes, "{}", delimiter.as_str());
        let expected: Vec<_> = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
        for len in 1..=text.len() {
            let found = across(&delimiter, &chunks(text.as_bytes(), &[len], &[true]));
            assert_eq!(found.into_iter().map(|(_, piece)| piece).collect::<Vec<_>>(), expected);
        }
    };
    check("a+", 3, 3, "xaaaaaaax", &["x", "", "", "x"]);
    check("a{2,}", 1, 2, "xaaaaax", &["x", "", "ax"]);
    check("a{2,4}", 1, 4, "xaaaaax", &["x", "ax"]);
    check("a(bc*)*", 2, 7, "xabccbcbccbx", &["x", "bccbx"]);
    check(r"\s+?,", 2, 7, "x  ,", &["x", ""]);
    check("(?:a|b+)c", 2, 3, "ac1bc2bbc3bbbc4", &["", "1", "2", "3b", "4"]);
}
