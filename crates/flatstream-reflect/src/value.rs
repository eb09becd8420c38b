use crate::{BaseType, Enum, EnumValue, Field, Schema, Struct, Table, Vector};

/// A value in a payload. Borrows from the payload and the schema; copying it is
/// cheap.
///
/// ```
/// use flatstream_reflect::{Schema, Value};
///
/// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
/// # let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
/// let root = schema.root().expect("it has a root_type");
/// let number = root.field("number").expect("it has this field");
/// let default = schema.default_of(number);
/// assert!(matches!(default, Some(Value::Int(0))));
/// assert_eq!(default.and_then(|value| value.integer()), Some(0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Value<'a> {
    /// An element of a vector of unions that has no member.
    Null,
    /// A truth value.
    Bool(bool),
    /// A signed integer of any width.
    Int(i64),
    /// An unsigned integer of any width.
    UInt(u64),
    /// An integer whose type is an enum, or the number of a union's member.
    Enum(EnumNumber<'a>),
    /// A floating-point number of 32 bits.
    Float(f32),
    /// A floating-point number of 64 bits.
    Double(f64),
    /// A string.
    String(&'a str),
    /// A table.
    Table(Table<'a>),
    /// A struct.
    Struct(Struct<'a>),
    /// A vector, or an array of fixed length.
    Vector(Vector<'a>),
}

impl Value<'_> {
    /// The number of an integer, with or without names; `None` for all else.
    #[must_use]
    pub fn integer(&self) -> Option<i128> {
        match *self {
            Self::Int(number) => Some(number.into()),
            Self::UInt(number) => Some(number.into()),
            Self::Enum(number) => Some(number.integer()),
            _ => None,
        }
    }

    /// The length of the payload it is in, as far as it refers to more of it.
    pub(crate) fn payload_len(&self) -> usize {
        match self {
            Self::Table(table) => table.raw.bytes.0.len(),
            Self::Vector(vector) => vector.place.bytes.0.len(),
            _ => 0,
        }
    }
}

/// The number of an enum's value, which need not be one that has a name.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EnumNumber<'a> {
    /// The number; of an unsigned 64-bit type with the same bits.
    pub number: i64,
    /// Whether the field is unsigned.
    pub is_unsigned: bool,
    /// What it is a value of.
    pub of: &'a Enum,
}

impl<'a> EnumNumber<'a> {
    /// The value that the enum has for it, if it has one.
    #[inline]
    #[must_use]
    pub fn value(&self) -> Option<&'a EnumValue> {
        self.of.by_value(self.number)
    }

    /// The number as it is meant.
    #[must_use]
    pub fn integer(&self) -> i128 {
        match self.is_unsigned {
            true => self.number.cast_unsigned().into(),
            false => self.number.into(),
        }
    }
}

impl Schema {
    /// What an absent `field` of a table stands for: the default of a scalar.
    /// `None` for all else, and for a scalar that is optional.
    #[must_use]
    pub fn default_of(&self, field: &Field) -> Option<Value<'_>> {
        let number = field.default_integer;
        if field.optional {
            return None;
        }
        Some(match field.ty.base {
            // Rounded when flatc read it, and so the nearest again.
            #[allow(clippy::cast_possible_truncation, reason = "the value was a float")]
            BaseType::Float => Value::Float(field.default_real as f32),
            BaseType::Double => Value::Double(field.default_real),
            BaseType::Bool => Value::Bool(number != 0),
            base => self.named(base, number, field.ty.index)?,
        })
    }

    /// The integer of type `base` with these bits and the names of its enum.
    #[inline]
    pub(crate) fn named(
        &self,
        base: BaseType,
        number: i64,
        index: Option<usize>,
    ) -> Option<Value<'_>> {
        let is_unsigned = match base {
            BaseType::UType
            | BaseType::UByte
            | BaseType::UShort
            | BaseType::UInt
            | BaseType::ULong => true,
            BaseType::Byte | BaseType::Short | BaseType::Int | BaseType::Long => false,
            _ => return None,
        };
        Some(match index.and_then(|index| self.enums.get(index)) {
            Some(of) => Value::Enum(EnumNumber { number, is_unsigned, of }),
            None if is_unsigned => Value::UInt(number.cast_unsigned()),
            None => Value::Int(number),
        })
    }
}
