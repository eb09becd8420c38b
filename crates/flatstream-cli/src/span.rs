//! Ranges of numbers as Rust writes them.

use crate::size;

/// From a first number to a last one, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) first: u64,
    pub(crate) last: u64,
}

impl Span {
    #[inline]
    pub(crate) fn contains(&self, number: u64) -> bool {
        (self.first..=self.last).contains(&number)
    }

    fn parse(text: &str, number: impl Fn(&str) -> Result<u64, String>) -> Result<Self, String> {
        let Some((first, last)) = text.split_once("..") else {
            let only = number(text)?;
            return Ok(Self { first: only, last: only });
        };
        let nothing = || format!("nothing is in {text}");
        let first = if first.is_empty() { 0 } else { number(first)? };
        let last = match last.strip_prefix('=') {
            Some(last) => number(last)?,
            None if last.is_empty() => u64::MAX,
            None => number(last)?.checked_sub(1).ok_or_else(nothing)?,
        };
        // It is a slip of the hand, and more than an empty result can say.
        if last < first { Err(nothing()) } else { Ok(Self { first, last }) }
    }
}

/// For flags that take a range of ordinals.
pub(crate) fn ordinals(text: &str) -> Result<Span, String> {
    Span::parse(text, |text| {
        let wrong =
            || format!("`{text}` is no ordinal; ranges are like 10..20, ..5, 7.., 3 and 3..=4");
        text.parse().map_err(|_| wrong())
    })
}

/// For flags that take a range of sizes.
pub(crate) fn sizes(text: &str) -> Result<Span, String> {
    Span::parse(text, size::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_both_kinds() {
        let cases = [
            ("3", (3, 3)),
            ("10..20", (10, 19)),
            ("10..=20", (10, 20)),
            ("..5", (0, 4)),
            ("..=5", (0, 5)),
            ("7..", (7, u64::MAX)),
            ("..", (0, u64::MAX)),
            ("..=18446744073709551615", (0, u64::MAX)),
        ];
        for (text, (first, last)) in cases {
            assert_eq!(ordinals(text), Ok(Span { first, last }), "{text}");
        }
        assert_eq!(sizes("1K..2KiB"), Ok(Span { first: 1024, last: 2047 }));
    }

    #[test]
    fn what_is_no_range() {
        for text in ["5..5", "20..10", "..0", "5..=4"] {
            assert_eq!(ordinals(text), Err(format!("nothing is in {text}")));
        }
        for text in ["", "x", "-1", "1...3", "1..x", "7..=", "1.5"] {
            assert!(ordinals(text).is_err(), "{text}");
        }
    }
}
