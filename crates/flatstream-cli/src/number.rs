//! Numbers of all types, compared as they are.

use std::cmp::Ordering;

/// An integer or a floating-point number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Number {
    /// Of 64 bits, signed or not, and more.
    Integer(i128),
    Real(f64),
}

impl Number {
    /// From digits; what is written without a point or exponent is exact.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Ok(integer) = text.parse() {
            return Some(Self::Integer(integer));
        }
        text.parse().ok().map(Self::Real)
    }

    pub(crate) fn is_nan(self) -> bool {
        matches!(self, Self::Real(real) if real.is_nan())
    }

    /// The order of both, without rounding either. What is not a number equals
    /// itself and nothing else.
    #[inline]
    pub(crate) fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (Self::Real(a), Self::Real(b)) if a.is_nan() && b.is_nan() => Some(Ordering::Equal),
            (Self::Real(a), Self::Real(b)) => a.partial_cmp(&b),
            (Self::Integer(a), Self::Real(b)) => mixed(a, b),
            (Self::Real(a), Self::Integer(b)) => mixed(b, a).map(Ordering::reverse),
        }
    }
}

fn mixed(integer: i128, real: f64) -> Option<Ordering> {
    if real.is_nan() {
        return None;
    }
    // The cast of a whole number is exact within the range, and its end beyond.
    #[allow(clippy::cast_possible_truncation, reason = "saturates")]
    let whole = real.trunc() as i128;
    let fraction = real.fract();
    Some(match real {
        f64::INFINITY => Ordering::Less,
        f64::NEG_INFINITY => Ordering::Greater,
        _ => integer.cmp(&whole).then_with(|| {
            // What of the number lies beyond the integer: up or down.
            0.0.partial_cmp(&fraction).unwrap_or(Ordering::Equal)
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_rounded() {
        let check = |a: &str, b: &str, expected: Ordering| {
            let [a, b] = [a, b].map(|text| Number::parse(text).unwrap());
            assert_eq!(a.compare(b), Some(expected), "{a:?} {b:?}");
            assert_eq!(b.compare(a), Some(expected.reverse()), "{b:?} {a:?}");
        };
        check("9007199254740993", "9007199254740992", Ordering::Greater);
        check("9007199254740993", "9007199254740992.0", Ordering::Greater);
        check("18446744073709551615", "18446744073709551616.0", Ordering::Less);
        check("-9223372036854775808", "-9223372036854775808.0", Ordering::Equal);
        check("-1", "18446744073709551615", Ordering::Less);
        check("3", "3.5", Ordering::Less);
        check("-3", "-3.5", Ordering::Greater);
        check("4", "3.5", Ordering::Greater);
        check("0", "-0.0", Ordering::Equal);
        check("0", "1e-300", Ordering::Less);
        check("5", "inf", Ordering::Less);
        check("5", "-inf", Ordering::Greater);
        check("5", "1e300", Ordering::Less);
        check("nan", "nan", Ordering::Equal);
        let nan = Number::Real(f64::NAN);
        assert_eq!(nan.compare(Number::Integer(1)), None);
        assert_eq!(nan.compare(Number::Real(1.0)), None);
    }
}
