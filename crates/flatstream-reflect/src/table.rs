use crate::{
    BaseType, Field, Object, Schema, Type, Value,
    bytes::Bytes,
    fault::{Checked, Fault},
    place::{Place, foreign},
    raw_table::RawTable,
};
use flatstream_core::{Error, ErrorKind, Result};
use std::fmt;

/// A table in a payload, read by its schema.
///
/// Every access stays inside the payload, whatever is in there. Nothing is
/// checked beforehand, so that looking at one field costs what that field costs.
///
/// ```
/// use flatstream_reflect::{Schema, Value};
///
/// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
/// # let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
/// let payload = std::fs::read(format!("{directory}/full.bin"))?;
/// let message = schema.read(&payload)?;
/// let tree = message.object().field("tree").expect("a field of the root");
/// let Some(Value::Table(tree)) = message.value(tree)? else { panic!("a table") };
/// let label = tree.object().field("label").expect("a field of a Node");
/// assert!(matches!(tree.value(label)?, Some(Value::String("root"))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Table<'a> {
    pub(crate) schema: &'a Schema,
    pub(crate) object: &'a Object,
    pub(crate) raw: RawTable<'a>,
}

impl Schema {
    /// The table at the root of `payload`, which has no size prefix.
    ///
    /// Costs O(1): the rest is checked as it is looked at.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Config`]: the schema names no root table; see
    ///   [`with_root`](Self::with_root).
    /// - [`ErrorKind::InvalidPayload`]: no table is at the root.
    pub fn read<'a>(&'a self, payload: &'a [u8]) -> Result<Table<'a>> {
        let Some(object) = self.root() else { return Err(no_root()) };
        Ok(self.read_as(object, payload)?)
    }

    pub(crate) fn read_as<'a>(
        &'a self,
        object: &'a Object,
        payload: &'a [u8],
    ) -> Checked<Table<'a>> {
        Ok(Table { schema: self, object, raw: RawTable::follow(Bytes(payload), 0)? })
    }
}

impl<'a> Table<'a> {
    /// What the schema says about it.
    #[must_use]
    pub fn object(&self) -> &'a Object {
        self.object
    }

    /// Whether `field` is there, with whatever value.
    #[must_use]
    pub fn has(&self, field: &Field) -> bool {
        self.raw.has(field.offset)
    }

    /// The value of `field`, one of [`object`](Self::object)'s; `None` if it is
    /// absent, or a union without a member. What an absent scalar stands for
    /// says [`Schema::default_of`].
    ///
    /// Costs O(1), for a string O(length).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`], with the field's name and the byte of the
    /// payload: the value is outside of it, a string is not UTF-8, or a union
    /// has a member that the schema does not know.
    pub fn value(&self, field: &Field) -> Result<Option<Value<'a>>> {
        let Some(at) = self.raw.field(field.offset) else { return Ok(None) };
        Ok(self.load(field, at).map_err(|fault| fault.in_field(&field.name))?)
    }

    /// The message in the bytes of `field`, where the attribute
    /// `nested_flatbuffer` says that they are one; `None` if it is absent or
    /// empty, or has no such attribute.
    ///
    /// # Errors
    ///
    /// As [`value`](Self::value).
    pub fn nested(&self, field: &Field) -> Result<Option<Table<'a>>> {
        let Some(at) = self.raw.field(field.offset) else { return Ok(None) };
        Ok(self.load_nested(field, at).map_err(|fault| fault.in_field(&field.name))?)
    }

    /// The value of `field`, which is at `at`.
    #[inline]
    pub(crate) fn load(&self, field: &Field, at: usize) -> Checked<Option<Value<'a>>> {
        let place = self.place();
        let ty = &field.ty;
        if ty.base.is_scalar() {
            return place.scalar(at, ty.base, ty.index).map(Some);
        }
        // A struct is the one thing else that lies in the table itself.
        if ty.base == BaseType::Obj {
            let object = place.object(ty, at)?;
            return Ok(Some(match object.is_struct {
                true => Value::Struct(place.structure(object, at)?),
                false => Value::Table(place.table(object, place.bytes.follow(at)?)?),
            }));
        }
        let to = match field.offset64 {
            true => place.bytes.follow64(at)?,
            false => place.bytes.follow(at)?,
        };
        match ty.base {
            BaseType::String => Ok(Some(Value::String(place.bytes.str(to)?))),
            BaseType::Union => {
                let number = match self.type_field(field, at)? {
                    Some((at, _)) => place.bytes.u8(at)?,
                    None => 0,
                };
                let member = place.member_type(ty, number, at)?;
                member.map(|member| place.member(to, member)).transpose()
            }
            BaseType::Vector | BaseType::Vector64 => {
                let mut vector = place.vector(to, ty)?;
                if ty.element == BaseType::Union {
                    vector.types = Some(self.union_types(field, at, vector.len())?);
                }
                Ok(Some(Value::Vector(vector)))
            }
            _ => Err(foreign(at)),
        }
    }

    /// The message in the bytes of `field`, which is at `at`.
    pub(crate) fn load_nested(&self, field: &Field, at: usize) -> Checked<Option<Table<'a>>> {
        let Some(object) = field.nested else { return Ok(None) };
        let Some(Value::Vector(vector)) = self.load(field, at)? else { return Ok(None) };
        if vector.is_empty() {
            return Ok(None);
        }
        // Its offsets are relative, so that it is read where it lies; nothing
        // behind its end is part of it.
        let end = vector.start + vector.len;
        let bytes = Bytes(&self.raw.bytes.0[..end]);
        let object = self.schema.objects.get(object).ok_or_else(|| foreign(vector.start))?;
        let raw = RawTable::follow(bytes, vector.start)?;
        Ok(Some(Table { schema: self.schema, object, raw }))
    }

    /// Where the type of a union, or the vector of its types, is.
    fn type_field(&self, field: &Field, at: usize) -> Checked<Option<(usize, &'a Field)>> {
        let found = field.type_field.and_then(|index| self.object.fields.get(index));
        let found = found.ok_or_else(|| foreign(at))?;
        Ok(self.raw.field(found.offset).map(|at| (at, found)))
    }

    /// Where the types of `len` unions begin.
    fn union_types(&self, field: &Field, at: usize, len: usize) -> Checked<usize> {
        let Some((at, found)) = self.type_field(field, at)? else {
            return Err(Fault::new(at, "a vector of unions without the vector of their types"));
        };
        let place = self.place();
        let to = match found.offset64 {
            true => place.bytes.follow64(at)?,
            false => place.bytes.follow(at)?,
        };
        let types = place.vector(to, &Type { element_size: 1, ..found.ty })?;
        match types.len() {
            same if same == len => Ok(types.start),
            other => Err(Fault::new(at, format!("{len} unions have {other} types"))),
        }
    }

    #[inline]
    pub(crate) fn place(&self) -> Place<'a> {
        Place { schema: self.schema, bytes: self.raw.bytes }
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.object.name, self.raw.at)
    }
}

#[cold]
pub(crate) fn no_root() -> Error {
    Error::custom(ErrorKind::Config, "the schema has no root_type; name the table of the messages")
}
