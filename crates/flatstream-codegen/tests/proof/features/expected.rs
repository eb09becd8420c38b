//! What a draft says, as JSON: numbers as they are, enums as numbers, and null for
//! what is absent.

use std::fmt::Write as _;

/// Something that a draft is made of.
pub(crate) trait Expected {
    fn write(&self, json: &mut String);
}

macro_rules! plain {
    ($($ty:ty)*) => {$(
        impl Expected for $ty {
            fn write(&self, json: &mut String) {
                write!(json, "{self}").expect("it is a String");
            }
        }
    )*};
}

plain!(bool u8 i8 u16 i16 u32 i32 u64 i64);

impl Expected for f64 {
    fn write(&self, json: &mut String) {
        match self {
            _ if self.is_finite() => write!(json, "{self:?}"),
            _ => write!(json, "\"{self}\""),
        }
        .expect("it is a String");
    }
}

impl Expected for f32 {
    fn write(&self, json: &mut String) {
        f64::from(*self).write(json);
    }
}

impl Expected for str {
    fn write(&self, json: &mut String) {
        json.push('"');
        for unit in self.encode_utf16() {
            match u8::try_from(unit) {
                Ok(byte @ (b' '..=b'!' | b'#'..=b'[' | b']'..=b'~')) => json.push(byte.into()),
                _ => write!(json, "\\u{unit:04x}").expect("it is a String"),
            }
        }
        json.push('"');
    }
}

impl<T: Expected + ?Sized> Expected for &T {
    fn write(&self, json: &mut String) {
        (**self).write(json);
    }
}

impl<T: Expected> Expected for Option<T> {
    fn write(&self, json: &mut String) {
        match self {
            Some(value) => value.write(json),
            None => json.push_str("null"),
        }
    }
}

impl<T: Expected> Expected for [T] {
    fn write(&self, json: &mut String) {
        for (index, value) in self.iter().enumerate() {
            json.push_str(if index == 0 { "[" } else { "," });
            value.write(json);
        }
        json.push_str(if self.is_empty() { "[]" } else { "]" });
    }
}

impl<T: Expected, const N: usize> Expected for [T; N] {
    fn write(&self, json: &mut String) {
        self.as_slice().write(json);
    }
}

/// An object of `members`.
pub(crate) fn write_object(members: &[(&str, &dyn Expected)], json: &mut String) {
    json.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        json.push_str(if index == 0 { "" } else { "," });
        name.write(json);
        json.push(':');
        value.write(json);
    }
    json.push('}');
}
