//! Spans of time as people write them.

use std::time::Duration;

/// A span from `500us`, `100ms`, `10s`, `5m`, `1h`.
pub(crate) fn parse(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (per_unit, unit): (u64, fn(u64) -> Duration) = match &text[digits.len()..] {
        "us" => (1, Duration::from_micros),
        "ms" => (1, Duration::from_millis),
        "s" => (1, Duration::from_secs),
        "m" => (60, Duration::from_secs),
        "h" => (3600, Duration::from_secs),
        "" => return Err("a unit is missing: us, ms, s, m or h".to_owned()),
        other => return Err(format!("no unit `{other}`; there are us, ms, s, m and h")),
    };
    let number: u64 = digits.parse().map_err(|_| format!("`{digits}` is no whole number"))?;
    number.checked_mul(per_unit).map(unit).ok_or_else(|| format!("{text} is too long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_need_a_unit() {
        let cases = [("500us", 500), ("0s", 0), ("100ms", 100_000), ("2m", 120_000_000)];
        for (text, micros) in cases {
            assert_eq!(parse(text), Ok(Duration::from_micros(micros)), "{text}");
        }
        assert_eq!(parse("1h"), Ok(Duration::from_secs(3600)));
        for text in ["", "10", "s", "-1s", "1.5s", "1 s", "3days", "99999999999999999999s"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("18446744073709551615h").unwrap_err().contains("too long"));
    }
}
