use crate::{
    BaseType, Object, Schema, Struct, Table, Type, Value, Vector,
    bytes::Bytes,
    fault::{Checked, Fault},
    raw_table::RawTable,
};

/// A payload and its schema: what every value in it is read with.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) bytes: Bytes<'a>,
}

impl<'a> Place<'a> {
    /// The scalar at `at`.
    #[inline]
    pub(crate) fn scalar(
        self,
        at: usize,
        base: BaseType,
        index: Option<usize>,
    ) -> Checked<Value<'a>> {
        let bytes = self.bytes;
        let number = match base {
            BaseType::Bool => return Ok(Value::Bool(bytes.u8(at)? != 0)),
            BaseType::Float => return Ok(Value::Float(f32::from_bits(bytes.u32(at)?))),
            BaseType::Double => return Ok(Value::Double(bytes.f64(at)?)),
            BaseType::UType | BaseType::UByte => bytes.u8(at)?.into(),
            BaseType::Byte => bytes.u8(at)?.cast_signed().into(),
            BaseType::UShort => bytes.u16(at)?.into(),
            BaseType::Short => bytes.u16(at)?.cast_signed().into(),
            BaseType::UInt => bytes.u32(at)?.into(),
            BaseType::Int => bytes.i32(at)?.into(),
            _ => bytes.i64(at)?,
        };
        self.schema.named(base, number, index).ok_or_else(|| foreign(at))
    }

    /// The table at `at`.
    #[inline]
    pub(crate) fn table(self, object: &'a Object, at: usize) -> Checked<Table<'a>> {
        let raw = RawTable::new(self.bytes, at)?;
        Ok(Table { schema: self.schema, object, raw })
    }

    /// The struct at `at`.
    #[inline]
    pub(crate) fn structure(self, object: &'a Object, at: usize) -> Checked<Struct<'a>> {
        match self.bytes.0.len().checked_sub(object.byte_size) {
            Some(last) if at <= last => Ok(Struct { place: self, object, at }),
            _ => {
                Err(Fault::new(at, format!("a struct of {} bytes ends outside", object.byte_size)))
            }
        }
    }

    /// The member of a union that lies at `at`, where its type says it is a
    /// string, a table or a struct.
    pub(crate) fn member(self, at: usize, ty: &Type) -> Checked<Value<'a>> {
        if ty.base == BaseType::String {
            return Ok(Value::String(self.bytes.str(at)?));
        }
        let object = self.object(ty, at)?;
        Ok(match object.is_struct {
            true => Value::Struct(self.structure(object, at)?),
            false => Value::Table(self.table(object, at)?),
        })
    }

    /// The type of the member `number` of a union; `None` if it is `NONE`.
    pub(crate) fn member_type(
        self,
        union: &Type,
        number: u8,
        at: usize,
    ) -> Checked<Option<&'a Type>> {
        let found = union.index.and_then(|index| self.schema.enums.get(index));
        let member = found.and_then(|found| found.by_value(number.into()));
        match (number, member) {
            (0, _) => Ok(None),
            (_, Some(member)) => Ok(member.member.as_ref()),
            (_, None) => Err(unknown_member(at, number)),
        }
    }

    /// The table or struct that `ty` names.
    #[inline]
    pub(crate) fn object(self, ty: &Type, at: usize) -> Checked<&'a Object> {
        let found = ty.index.and_then(|index| self.schema.objects.get(index));
        found.ok_or_else(|| foreign(at))
    }

    /// The vector at `at`; `types` is where the types of its unions begin.
    #[inline]
    pub(crate) fn vector(self, at: usize, ty: &Type) -> Checked<Vector<'a>> {
        let size = ty.element_size.max(1);
        let (start, len) = match ty.base {
            BaseType::Vector64 => self.bytes.vector64(at, size)?,
            _ => self.bytes.vector(at, size)?,
        };
        Ok(Vector { place: self, start, len, ty: *ty, types: None })
    }
}

#[cold]
pub(crate) fn foreign(at: usize) -> Fault {
    Fault::new(at, "the field is one of another schema")
}

#[cold]
fn unknown_member(at: usize, number: u8) -> Fault {
    Fault::new(at, format!("the union has no member {number}; was it written by a later schema?"))
}
