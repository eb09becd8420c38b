use super::{Composer, clip};
use crate::fault::Checked;
use crate::json_text::Kind;
use crate::names::listing;
use crate::{BaseType, Enum, Field};

impl Composer<'_, '_, '_> {
    /// Takes a scalar, of the enum at `index` if it has one. Answers its bits;
    /// those of a signed integer are extended to 64.
    pub(super) fn scalar(&mut self, base: BaseType, index: Option<usize>) -> Checked<u64> {
        match base {
            BaseType::Bool => self.bool(),
            BaseType::Float => self.float(32, |text| {
                text.parse::<f32>().ok().map(|x| (u64::from(x.to_bits()), x.is_infinite()))
            }),
            BaseType::Double => self
                .float(64, |text| text.parse::<f64>().ok().map(|x| (x.to_bits(), x.is_infinite()))),
            _ => {
                let names = index.and_then(|index| self.schema.enums().get(index));
                self.integer(base, names)
            }
        }
    }

    fn bool(&mut self) -> Checked<u64> {
        if self.expect(&[Kind::Bool, Kind::Number])? == Kind::Bool {
            return self.json.bool().map(u64::from);
        }
        let at = self.json.at();
        match self.json.number()? {
            "0" => Ok(0),
            "1" => Ok(1),
            _ => Err(self.json.refuse_at(at, "expected true, false, 1 or 0")),
        }
    }

    /// Takes a floating-point number. `parse` answers its bits and whether it
    /// is infinite.
    fn float(&mut self, width: u32, parse: fn(&str) -> Option<(u64, bool)>) -> Checked<u64> {
        let kind = self.expect(&[Kind::Number, Kind::String])?;
        let at = self.json.at();
        let text = if kind == Kind::Number { self.json.number()? } else { self.json.string()? };
        let refused = match parse(text) {
            // A number must not become infinite on its way in.
            Some((_, true)) if text.contains(|c: char| c.is_ascii_digit()) => {
                format!("{} is out of range for a float of {width} bits", clip(text))
            }
            Some((bits, _)) => return Ok(bits),
            None => {
                format!("{:?} is no number, and none of \"nan\", \"inf\", \"-inf\"", clip(text))
            }
        };
        Err(self.json.refuse_at(at, refused))
    }

    fn integer(&mut self, base: BaseType, names: Option<&Enum>) -> Checked<u64> {
        let kind = self.expect(&[Kind::Number, Kind::String])?;
        let at = self.json.at();
        let parsed = if kind == Kind::Number {
            integer(self.json.number()?, base)
        } else {
            named(self.json.string()?, base, names)
        };
        let bits = parsed.map_err(|text| self.json.refuse_at(at, text))?;
        match names {
            Some(union) if union.is_union && union.by_value(bits.cast_signed()).is_none() => {
                let text = format!("{} has no member {bits}", union.name);
                Err(self.json.refuse_at(at, text))
            }
            _ => Ok(bits),
        }
    }
}

/// Whether a table leaves the scalar out. What is not a number equals nothing,
/// and an unsigned zero no default: binary schemas have no room for those of
/// 2^63 and more, and say 0.
pub(super) fn is_default(bits: u64, field: &Field) -> bool {
    let default = field.default_real;
    match field.ty.base {
        BaseType::Float => {
            #[expect(clippy::cast_possible_truncation, reason = "flatc kept an f32 in an f64")]
            let default = default as f32;
            bits == u64::from(default.to_bits()) && !default.is_nan()
        }
        BaseType::Double => bits == default.to_bits() && !default.is_nan(),
        BaseType::ULong if bits == 0 => false,
        _ => bits == field.default_integer.cast_unsigned(),
    }
}

/// The values of an enum in `text`, or the number there.
fn named(text: &str, base: BaseType, names: Option<&Enum>) -> Result<u64, String> {
    if text.starts_with(|c: char| c == '-' || c.is_ascii_digit()) {
        return integer(text, base);
    }
    let Some(names) = names else {
        let text = clip(text);
        return Err(format!("{text:?} is no integer, and the field has no names for them"));
    };
    let find = |name: &str| match names.by_name(name) {
        Some(value) => Ok(value.value.cast_unsigned()),
        None => {
            let known = listing(", ", name, names.values.iter().map(|value| &*value.name));
            Err(format!("no value {:?} in {}, which has {known}", clip(name), names.name))
        }
    };
    if names.is_bit_flags {
        return text.split(' ').try_fold(0, |bits, name| Ok(bits | find(name)?));
    }
    find(text)
}

fn integer(text: &str, base: BaseType) -> Result<u64, String> {
    let (low, high) = range(base);
    // Shorter ones fit 64 bits, whatever their sign.
    let number = match text.len() {
        0..19 => text.parse::<i64>().map(i128::from),
        _ => text.parse::<i128>(),
    };
    match number {
        Ok(number) if (low..=high).contains(&number) => Ok(bits(number)),
        Err(_) if !text.bytes().all(|b| b == b'-' || b.is_ascii_digit()) => {
            Err(format!("{} is no integer", clip(text)))
        }
        _ => {
            let text = clip(text);
            Err(format!("{text} is out of range for {}: {low} to {high}", name(base)))
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "its callers compare the range first")]
#[expect(clippy::cast_sign_loss, reason = "the bits are what is wanted")]
fn bits(number: i128) -> u64 {
    number as u64
}

fn range(base: BaseType) -> (i128, i128) {
    match base {
        BaseType::Byte => (i8::MIN.into(), i8::MAX.into()),
        BaseType::UByte | BaseType::UType => (0, u8::MAX.into()),
        BaseType::Short => (i16::MIN.into(), i16::MAX.into()),
        BaseType::UShort => (0, u16::MAX.into()),
        BaseType::Int => (i32::MIN.into(), i32::MAX.into()),
        BaseType::UInt => (0, u32::MAX.into()),
        BaseType::Long => (i64::MIN.into(), i64::MAX.into()),
        _ => (0, u64::MAX.into()),
    }
}

/// As schemas call it.
fn name(base: BaseType) -> String {
    format!("{base:?}").to_lowercase()
}
