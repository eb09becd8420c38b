use crate::{Type, names::Names};

/// A table or a struct of a schema.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Object {
    /// The name with its namespace.
    pub name: String,
    /// Whether it is a struct: of a fixed size, all fields present.
    pub is_struct: bool,
    /// The alignment in bytes, a power of two.
    pub min_align: usize,
    /// The size of a struct in bytes, padding included; 0 for a table.
    pub byte_size: usize,
    /// The fields in order of their ids, which is the order of JSON.
    pub fields: Vec<Field>,
    /// The lines of its comment, where the schema was compiled with
    /// `--bfbs-comments`.
    pub documentation: Vec<String>,
    /// The file that declares it, from the directory that flatc was told of.
    pub declared_in: Option<String>,
    /// Whether a field is a key, which JSON has even where it is absent.
    pub(crate) has_key: bool,
    /// The indices of the required fields.
    pub(crate) required: Box<[usize]>,
    pub(crate) by_name: Names,
}

impl Object {
    /// The field with this name. Costs O(log fields).
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.field_index(name).map(|index| &self.fields[index])
    }

    /// The index in [`fields`](Self::fields) of the field with this name. Costs
    /// O(log fields).
    #[must_use]
    pub fn field_index(&self, name: &str) -> Option<usize> {
        self.by_name.find(name, |index| &self.fields[index].name)
    }
}

/// A field of a table or struct.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Field {
    /// The name, without anything that JSON would have to escape.
    pub name: String,
    /// The type.
    pub ty: Type,
    /// The number in the schema, from 0.
    pub id: u16,
    /// Where it is: in a table the position of its entry in the vtable, in a
    /// struct its own position.
    pub offset: u16,
    /// The default of an integer; an unsigned one with the same 64 bits.
    pub default_integer: i64,
    /// The default of a floating-point number.
    pub default_real: f64,
    /// Whether a table without it is invalid.
    pub required: bool,
    /// Whether a scalar has no default and is null when absent.
    pub optional: bool,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// Whether tables in a vector are sorted by it.
    pub key: bool,
    /// Whether its offset has 64 bits.
    pub offset64: bool,
    /// The alignment in bytes of the elements of a vector, a power of two, where
    /// the attribute `force_align` asks for more than they need; 1 otherwise.
    pub force_align: usize,
    /// How its bytes are to look in JSON, if not as an array of numbers.
    pub encoding: Option<Encoding>,
    /// What its bytes are a message of: index into
    /// [`Schema::objects`](crate::Schema::objects).
    pub nested: Option<usize>,
    /// Whether its bytes are a FlexBuffer.
    pub flexbuffer: bool,
    /// Of a union or a vector of unions: the index in [`Object::fields`] of the
    /// field that says which member it is.
    pub type_field: Option<usize>,
    /// The lines of its comment, as those of [`Object::documentation`].
    pub documentation: Vec<String>,
    /// The name as JSON has it before a value, with a comma in front and a
    /// colon behind: `,"name":`.
    pub(crate) key_text: Box<str>,
}

/// How bytes look in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// The attribute `base64`: the standard alphabet, padded.
    Base64,
    /// The attribute `base64url`: the alphabet for URLs, not padded.
    Base64Url,
}
