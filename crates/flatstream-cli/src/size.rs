//! Sizes as people write them.

/// Bytes from `512`, `64K`, `64KiB`, `2M`...: binary units, as memory has them.
pub(crate) fn parse(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let shift = match &*text[digits.len()..].to_ascii_lowercase() {
        "" | "b" => 0,
        "k" | "kib" => 10,
        "m" | "mib" => 20,
        "g" | "gib" => 30,
        other => return Err(format!("no unit `{other}`; there are B, KiB, MiB and GiB")),
    };
    let number: u64 = digits.parse().map_err(|_| format!("`{digits}` is no whole number"))?;
    number.checked_mul(1 << shift).ok_or_else(|| format!("{text} is more than a file can have"))
}

/// `bytes` for people, with three digits: `88 B`, `1.46 KiB`, `64.0 KiB`.
pub(crate) fn human(bytes: u64) -> String {
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = "KiB";
    for larger in ["MiB", "GiB", "TiB", "PiB", "EiB"] {
        if value < 1023.995 {
            break;
        }
        value /= 1024.0;
        unit = larger;
    }
    let digits = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
    format!("{value:.digits$} {unit}")
}

/// `1 message`, `2 messages`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_with_and_without_units() {
        for (text, bytes) in [("0", 0), ("512", 512), ("64K", 65_536), ("64KiB", 65_536)] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
        assert_eq!(parse("2mib"), Ok(2 << 20));
        assert_eq!(parse("3G"), Ok(3 << 30));
        for text in ["", "K", "-1", "1.5M", "64 K", "9x", "99999999999G"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn sizes_for_people_have_three_digits() {
        let cases = [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.00 KiB"),
            (1500, "1.46 KiB"),
            (65_536, "64.0 KiB"),
            (1_048_575, "1.00 MiB"),
            (300 << 20, "300 MiB"),
            (u64::MAX, "16.0 EiB"),
        ];
        for (bytes, text) in cases {
            assert_eq!(human(bytes), text, "{bytes}");
        }
    }
}
