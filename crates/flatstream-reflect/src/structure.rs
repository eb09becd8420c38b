use crate::{
    BaseType, Field, Object, Value, Vector,
    fault::{Checked, Fault},
    place::{Place, foreign},
};
use flatstream_core::Result;
use std::fmt;

/// A struct in a payload, wholly inside of it.
#[derive(Clone, Copy)]
pub struct Struct<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) object: &'a Object,
    pub(crate) at: usize,
}

impl<'a> Struct<'a> {
    /// What the schema says about it.
    #[must_use]
    pub fn object(&self) -> &'a Object {
        self.object
    }

    /// The value of `field`, one of [`object`](Self::object)'s. Costs O(1).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload):
    /// the field is that of another struct.
    pub fn value(&self, field: &Field) -> Result<Value<'a>> {
        Ok(self.load(field).map_err(|fault| fault.in_field(&field.name))?)
    }

    pub(crate) fn load(&self, field: &Field) -> Checked<Value<'a>> {
        let Self { place, at, .. } = *self;
        let at = at + usize::from(field.offset);
        let ty = &field.ty;
        match ty.base {
            BaseType::Obj => Ok(Value::Struct(place.structure(place.object(ty, at)?, at)?)),
            BaseType::Array => {
                let len = usize::from(ty.fixed_len);
                let vector = Vector { place, start: at, len, ty: *ty, types: None };
                match at + len * ty.element_size <= place.bytes.0.len() {
                    true => Ok(Value::Vector(vector)),
                    false => Err(Fault::new(at, "an array that ends outside")),
                }
            }
            base if base.is_scalar() => place.scalar(at, base, ty.index),
            _ => Err(foreign(at)),
        }
    }
}

impl fmt::Debug for Struct<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.object.name, self.at)
    }
}
