use crate::{BaseType, Type, Value, fault::Checked, place::Place};
use flatstream_core::Result;
use std::fmt;

/// A vector in a payload, wholly inside of it, or an array in a struct.
///
/// What the elements refer to is checked as it is looked at.
#[derive(Clone, Copy)]
pub struct Vector<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) start: usize,
    pub(crate) len: usize,
    pub(crate) ty: Type,
    /// Where the types of unions begin, as many as there are elements.
    pub(crate) types: Option<usize>,
}

impl<'a> Vector<'a> {
    /// The number of elements.
    #[inline]
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The type of the elements.
    #[must_use]
    pub fn element_type(&self) -> Type {
        self.ty.element_type()
    }

    /// The element at `index`, `None` behind the last. Costs O(1), for a string
    /// O(length).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload),
    /// as [`Table::value`](crate::Table::value).
    pub fn get(&self, index: usize) -> Result<Option<Value<'a>>> {
        if index >= self.len {
            return Ok(None);
        }
        Ok(Some(self.load(index).map_err(|fault| fault.in_element(index))?))
    }

    /// The elements as they lie in the payload, if they are bytes, signed or
    /// not.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&'a [u8]> {
        let is_bytes = matches!(self.ty.element, BaseType::UByte | BaseType::Byte);
        let bytes = || self.place.bytes.0.get(self.start..self.start + self.len);
        is_bytes.then(bytes).flatten()
    }

    /// The element at `index`, which is below the length.
    #[inline]
    pub(crate) fn load(&self, index: usize) -> Checked<Value<'a>> {
        let Self { place, ty, .. } = self;
        let at = self.start + index * ty.element_size;
        match ty.element {
            BaseType::String => Ok(Value::String(place.bytes.str(place.bytes.follow(at)?)?)),
            BaseType::Obj => {
                let object = place.object(ty, at)?;
                Ok(match object.is_struct {
                    true => Value::Struct(place.structure(object, at)?),
                    false => Value::Table(place.table(object, place.bytes.follow(at)?)?),
                })
            }
            BaseType::Union => {
                let number = self.types.map_or(Ok(0), |types| place.bytes.u8(types + index))?;
                match place.member_type(ty, number, at)? {
                    Some(member) => place.member(place.bytes.follow(at)?, member),
                    None => Ok(Value::Null),
                }
            }
            base => place.scalar(at, base, ty.index),
        }
    }
}

impl fmt::Debug for Vector<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} elements at byte {}", self.len, self.start)
    }
}
