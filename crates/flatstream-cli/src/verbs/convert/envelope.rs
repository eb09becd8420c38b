//! What `cat --format ndjson` prints of a message without a schema.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// Appends the `payload` of the object `text` to `payload`. Its other members are
/// stepped over: they follow from it, and from where it was.
pub(super) fn parse(text: &[u8], payload: &mut Vec<u8>) -> Result<(), String> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let parsed = json.deserialize_map(Envelope { payload }).and_then(|()| json.end());
    parsed.map_err(|error| {
        // The line is the first of this text, and another in the file.
        let text = error.to_string();
        let place = format!(" at line {} column {}", error.line(), error.column());
        let what = text.strip_suffix(&place).unwrap_or(&text);
        format!("{what} (column {})", error.column())
    })
}

struct Envelope<'p> {
    payload: &'p mut Vec<u8>,
}

impl<'de> Visitor<'de> for Envelope<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a `payload`")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let mut found = false;
        while let Some(name) = map.next_key_seed(IsPayload)? {
            if !name {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            if found {
                return Err(M::Error::custom("`payload` is there twice"));
            }
            map.next_value_seed(Digits { payload: self.payload })?;
            found = true;
        }
        if found { Ok(()) } else { Err(M::Error::custom("there is no `payload`")) }
    }
}

/// Whether a name is `payload`.
struct IsPayload;

impl<'de> DeserializeSeed<'de> for IsPayload {
    type Value = bool;
    fn deserialize<D: Deserializer<'de>>(self, names: D) -> Result<bool, D::Error> {
        names.deserialize_str(self)
    }
}

impl Visitor<'_> for IsPayload {
    type Value = bool;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }
    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        Ok(name == "payload")
    }
}

/// Bytes, of two digits each.
struct Digits<'p> {
    payload: &'p mut Vec<u8>,
}

impl<'de> DeserializeSeed<'de> for Digits<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<(), D::Error> {
        text.deserialize_str(self)
    }
}

impl Visitor<'_> for Digits<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string of hexadecimal digits")
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let digits = text.as_bytes();
        let value = |at: usize| {
            let digit = char::from(digits[at]).to_digit(16);
            digit.ok_or_else(|| E::custom(format_args!("digit {at} of `payload` is none")))
        };
        if digits.len() % 2 != 0 {
            return Err(E::custom(format_args!(
                "`payload` has {} digits, which is no even number",
                digits.len()
            )));
        }
        self.payload.reserve(digits.len() / 2);
        for at in (0..digits.len()).step_by(2) {
            // Both are below 16.
            self.payload.push((value(at)? << 4 | value(at + 1)?) as u8);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&[u8], &str>) {
        let mut payload = vec![1];
        let parsed = parse(text.as_bytes(), &mut payload);
        assert_eq!(parsed.as_ref().map(|()| &payload[1..]).map_err(|what| &**what), expected);
    }

    #[test]
    fn the_payload_is_taken_and_nothing_else() {
        check(r#"{"payload":""}"#, Ok(&[]));
        check(r#"{"ordinal":7,"x":[{"payload":"00"}],"payload":"00Ffa9"}"#, Ok(&[0, 255, 0xa9]));
        check(r#"{"p\u0061yload":"3\u0031"}"#, Ok(b"1"));
    }

    #[test]
    fn anything_else_is_refused() {
        let not_a_map = "invalid type: sequence, expected an object with a `payload` (column 0)";
        check("[]", Err(not_a_map));
        check("{}", Err("there is no `payload` (column 2)"));
        check(
            r#"{"payload":"0"}"#,
            Err("`payload` has 1 digits, which is no even number (column 14)"),
        );
        check(r#"{"payload":"0x"}"#, Err("digit 1 of `payload` is none (column 15)"));
        check(r#"{"payload":"é"}"#, Err("digit 0 of `payload` is none (column 15)"));
        check(r#"{"payload":"","payload":""}"#, Err("`payload` is there twice (column 23)"));
        check(r#"{"payload":""} x"#, Err("trailing characters (column 16)"));
        check(r#"{"payload":"00"#, Err("EOF while parsing a string (column 14)"));
        check(
            r#"{"payload":7}"#,
            Err("invalid type: integer `7`, expected a string of hexadecimal digits (column 12)"),
        );
    }
}
