use crate::{BaseType, Type, names::Names};

/// An enum or a union of a schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Enum {
    /// The name with its namespace.
    pub name: String,
    /// The integer that its values are stored as.
    pub underlying: Type,
    /// Whether it is a union: its values number the members.
    pub is_union: bool,
    /// Whether its values are single bits that can be combined.
    pub is_bit_flags: bool,
    /// The values, in order of their numbers.
    pub values: Vec<EnumValue>,
    /// The lines of its comment, where the schema was compiled with
    /// `--bfbs-comments`.
    pub documentation: Vec<String>,
    /// The file that declares it, from the directory that flatc was told of.
    pub declared_in: Option<String>,
    pub(crate) by_name: Names,
}

/// A value of an enum, or a member of a union.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EnumValue {
    /// The name, without anything that JSON would have to escape.
    pub name: String,
    /// The number; one of an unsigned 64-bit enum with the same bits.
    pub value: i64,
    /// The type of a union's member: a table, a struct or a string. `None` for
    /// the value `NONE` and for the values of an enum.
    pub member: Option<Type>,
    /// The lines of its comment, as those of [`Enum::documentation`].
    pub documentation: Vec<String>,
}

impl Enum {
    /// The value with this number, the first one declared if there are several.
    /// Costs O(1) where numbers have no gaps, O(log values) otherwise.
    #[inline]
    #[must_use]
    pub fn by_value(&self, value: i64) -> Option<&EnumValue> {
        let first = self.values.first()?.value;
        if let Ok(guess) = usize::try_from(value.wrapping_sub(first))
            && let Some(found) = self.values.get(guess)
            && found.value == value
            && (guess == 0 || self.values[guess - 1].value != value)
        {
            return Some(found);
        }
        let at = self.values.partition_point(|known| self.rank(known.value) < self.rank(value));
        self.values.get(at).filter(|found| found.value == value)
    }

    /// What orders the values: unsigned ones of 64 bits lie behind an `i64`.
    #[inline]
    pub(crate) fn rank(&self, value: i64) -> i64 {
        if self.underlying.base == BaseType::ULong { value ^ i64::MIN } else { value }
    }

    /// The value with this name. Costs O(log values).
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&EnumValue> {
        let index = self.by_name.find(name, |index| &self.values[index].name)?;
        Some(&self.values[index])
    }
}
