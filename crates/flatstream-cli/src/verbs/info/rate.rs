use super::Unit;
use crate::failure::Failure;
use flatstream::reflect::{Path, Schema, Value};

/// When messages were sent, by a field of theirs.
pub(super) struct Rate<'s> {
    schema: &'s Schema,
    path: Path<'s>,
    pub(super) unit: Unit,
    /// The times of the first and the last message.
    pub(super) ends: Option<(i128, i128)>,
    /// Messages with a time.
    pub(super) timed: u64,
    /// Messages without one.
    pub(super) untimed: u64,
    /// Messages with a time before that of the one before.
    pub(super) backwards: u64,
}

impl<'s> Rate<'s> {
    /// By the field at `path`, in `unit` or what its name ends with.
    pub(super) fn new(schema: &'s Schema, path: &str, unit: Option<Unit>) -> Result<Self, Failure> {
        let Some(unit) = unit.or_else(|| Unit::of_name(path)) else {
            return Err(Failure::usage(format_args!(
                "`{path}` does not end with _ns, _us, _ms or _s"
            ))
            .hint("--time-unit says what it counts"));
        };
        let found = Path::new(schema, path).map_err(Failure::usage)?;
        if !found.types().iter().all(|ty| ty.base.is_scalar()) {
            return Err(Failure::usage(format_args!("`{path}` is no number")));
        }
        Ok(Self { schema, path: found, unit, ends: None, timed: 0, untimed: 0, backwards: 0 })
    }

    /// Takes note of a message.
    pub(super) fn add(&mut self, payload: &[u8]) {
        let Some(time) = self.time(payload) else {
            self.untimed += 1;
            return;
        };
        self.timed += 1;
        let (first, last) = self.ends.unwrap_or((time, time));
        self.backwards += u64::from(time < last);
        self.ends = Some((first, time));
    }

    /// In nanoseconds.
    fn time(&self, payload: &[u8]) -> Option<i128> {
        let value = self.path.first(&self.schema.read(payload).ok()?).ok()??;
        let unit = self.unit.nanoseconds();
        Some(match value {
            Value::Float(number) => nanoseconds(number.into(), unit)?,
            Value::Double(number) => nanoseconds(number, unit)?,
            _ => value.integer()? * unit,
        })
    }

    /// From the first message to the last, in seconds.
    pub(super) fn duration(&self) -> Option<f64> {
        let (first, last) = self.ends?;
        Some((last - first) as f64 / 1e9)
    }

    /// Messages a second, where time went by.
    pub(super) fn per_second(&self) -> Option<f64> {
        let duration = self.duration().filter(|duration| *duration > 0.0)?;
        Some((self.timed - 1) as f64 / duration)
    }
}

impl Unit {
    fn of_name(path: &str) -> Option<Self> {
        let units = [("_ns", Self::Ns), ("_us", Self::Us), ("_ms", Self::Ms), ("_s", Self::S)];
        units.into_iter().find(|(end, _)| path.ends_with(end)).map(|(_, unit)| unit)
    }

    fn nanoseconds(self) -> i128 {
        match self {
            Self::Ns => 1,
            Self::Us => 1_000,
            Self::Ms => 1_000_000,
            Self::S => 1_000_000_000,
        }
    }
}

/// A number of units, where it is one.
#[expect(clippy::cast_possible_truncation, reason = "the conversion saturates")]
fn nanoseconds(number: f64, unit: i128) -> Option<i128> {
    (number.abs() < 1e20).then_some((number * unit as f64) as i128)
}

/// `nanoseconds` since 1970 as a date, or as seconds where that would be in the first
/// years: a clock that began with the machine.
pub(super) fn instant(nanoseconds: i128) -> String {
    let (seconds, part) = (nanoseconds.div_euclid(SECOND), nanoseconds.rem_euclid(SECOND));
    if !(FIRST_DATE..END_OF_DATES).contains(&seconds) {
        let sign = if nanoseconds < 0 { "-" } else { "" };
        let size = nanoseconds.unsigned_abs();
        let second = SECOND.unsigned_abs();
        return format!("{sign}{}.{:09} s", size / second, size % second);
    }
    let (days, of_day) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = date(days);
    let (hour, minute, second) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{part:09}Z")
}

/// The date `days` after the first of January 1970. Years begin with March here, so
/// that the day that is there every fourth year is the last of its year.
fn date(days: i128) -> (i128, i128, i128) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + i128::from(month <= 2), month, day)
}

const SECOND: i128 = 1_000_000_000;
/// The year 1980.
const FIRST_DATE: i128 = 315_532_800;
/// The year 10,000.
const END_OF_DATES: i128 = 253_402_300_800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_dates_or_seconds() {
        let cases = [
            (0, "0.000000000 s"),
            (-1, "-0.000000001 s"),
            (12_345_678_900, "12.345678900 s"),
            (315_532_800 * SECOND, "1980-01-01T00:00:00.000000000Z"),
            (951_782_400 * SECOND, "2000-02-29T00:00:00.000000000Z"),
            (951_868_800 * SECOND - 1, "2000-02-29T23:59:59.999999999Z"),
            (4_107_542_400 * SECOND, "2100-03-01T00:00:00.000000000Z"),
            (253_402_300_799 * SECOND, "9999-12-31T23:59:59.000000000Z"),
            (253_402_300_800 * SECOND, "253402300800.000000000 s"),
        ];
        for (nanoseconds, text) in cases {
            assert_eq!(instant(nanoseconds), text);
        }
    }
}
