//! A `.bfbs` as it lies in the file: a FlatBuffer of a schema that is known
//! here. What its parts say about each other is checked in `check`.

use crate::{
    BaseType, Encoding, Enum, EnumValue, Field, Object, Schema, Type,
    bytes::Bytes,
    check,
    fault::{Checked, Fault},
    names::Names,
    raw_table::RawTable,
};

/// The schema in `bfbs`, checked.
pub(crate) fn schema(bfbs: &[u8]) -> Checked<Schema> {
    let bytes = Bytes(bfbs);
    if bytes.array(4)? != *b"BFBS" {
        return Err(Fault::new(4, "the file identifier is not BFBS"));
    }
    let table = RawTable::follow(bytes, 0)?;
    let mut load = Load {
        bytes,
        tables: bfbs.len() / SMALLEST_TABLE,
        name_bytes: bfbs.len().saturating_mul(NAME_SHARES),
        nested: Vec::new(),
    };
    let objects = load.list(&table, 4, "objects", Load::object)?;
    let enums = load.list(&table, 6, "enums", Load::enumeration)?;
    let file_identifier = match load.string(&table, 8)? {
        Some(text) if !text.is_empty() => match text.as_bytes().try_into() {
            Ok(four) => Some(four),
            Err(_) => return Err(Fault::nowhere("its file_ident has not four bytes")),
        },
        _ => None,
    };
    let root = match table.field(12) {
        Some(at) => Some(load.string(&RawTable::follow(bytes, at)?, 4)?.unwrap_or_default()),
        None => None,
    };
    check::schema(objects, enums, load.nested, root, file_identifier)
}

/// What a field says its bytes are a message of.
pub(crate) struct Nested {
    pub(crate) object: usize,
    pub(crate) id: u16,
    pub(crate) name: String,
}

struct Load<'a> {
    bytes: Bytes<'a>,
    /// Tables that may yet be read. One that several places refer to counts for
    /// each, so that memory stays linear in the length of the file.
    tables: usize,
    /// Bytes of names and comments that may yet be copied, for the same reason.
    name_bytes: usize,
    nested: Vec<Nested>,
}

impl<'a> Load<'a> {
    /// All tables of a vector of tables.
    fn list<T>(
        &mut self,
        table: &RawTable<'a>,
        offset: u16,
        name: &'static str,
        read: fn(&mut Self, RawTable<'a>, usize) -> Checked<T>,
    ) -> Checked<Vec<T>> {
        let at = table.field(offset).ok_or_else(|| Fault::new(table.at, format!("no {name}")))?;
        let mut all = Vec::new();
        self.each(at, |load, table, index| {
            all.push(read(load, table, index)?);
            Ok(())
        })
        .map_err(|fault| fault.in_field(name))?;
        Ok(all)
    }

    fn each(
        &mut self,
        at: usize,
        mut visit: impl FnMut(&mut Self, RawTable<'a>, usize) -> Checked<()>,
    ) -> Checked<()> {
        let (start, len) = self.bytes.vector(self.bytes.follow(at)?, 4)?;
        for index in 0..len {
            self.tables = self.tables.checked_sub(1).ok_or_else(|| shared(at))?;
            RawTable::follow(self.bytes, start + 4 * index)
                .and_then(|table| visit(self, table, index))
                .map_err(|fault| fault.in_element(index))?;
        }
        Ok(())
    }

    fn object(&mut self, table: RawTable<'a>, index: usize) -> Checked<Object> {
        let name = self.name(&table, is_path)?;
        let is_struct = self.flag(&table, 8)?;
        let size = |offset| match table.field(offset) {
            Some(at) => usize::try_from(self.bytes.i32(at)?)
                .map_err(|_| Fault::new(at, "a size below zero")),
            None => Ok(0),
        };
        let min_align = size(10)?;
        let byte_size = if is_struct { size(12)? } else { 0 };
        let nested_before = self.nested.len();
        let mut fields = self.list(&table, 6, "fields", Self::field)?;
        for nested in &mut self.nested[nested_before..] {
            nested.object = index;
        }
        fields.sort_by_key(|field| field.id);
        let has_key = fields.iter().any(|field| field.key);
        let required = (0..fields.len()).filter(|&index| fields[index].required).collect();
        let by_name = Names::default();
        Ok(Object {
            name,
            is_struct,
            min_align,
            byte_size,
            fields,
            documentation: self.lines(&table, 16)?,
            declared_in: self.file(&table, 18)?,
            has_key,
            required,
            by_name,
        })
    }

    fn field(&mut self, table: RawTable<'a>, _: usize) -> Checked<Field> {
        let name = self.name(&table, is_word)?;
        let mut field = Field {
            key_text: format!(",\"{name}\":").into(),
            name,
            ty: self.ty(&table, 6)?,
            id: self.short(&table, 8)?,
            offset: self.short(&table, 10)?,
            default_integer: self.long(&table, 12)?,
            default_real: match table.field(14) {
                Some(at) => self.bytes.f64(at)?,
                None => 0.0,
            },
            deprecated: self.flag(&table, 16)?,
            required: self.flag(&table, 18)?,
            key: self.flag(&table, 20)?,
            optional: self.flag(&table, 26)?,
            offset64: self.flag(&table, 30)?,
            force_align: 1,
            encoding: None,
            nested: None,
            flexbuffer: false,
            type_field: None,
            documentation: self.lines(&table, 24)?,
        };
        let is_bytes = field.ty.base.is_vector() && field.ty.element == BaseType::UByte;
        let is_vector = field.ty.base.is_vector();
        let id = field.id;
        self.attributes(&table, 22, |load, name, value| {
            match name {
                "base64" if is_bytes => field.encoding = Some(Encoding::Base64),
                "base64url" if is_bytes => field.encoding = Some(Encoding::Base64Url),
                "force_align" if is_vector => field.force_align = alignment(value)?,
                "flexbuffer" if is_bytes => field.flexbuffer = true,
                "nested_flatbuffer" if is_bytes => {
                    let name = load_name(load, value)?;
                    load.nested.push(Nested { object: 0, id, name });
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(field)
    }

    fn enumeration(&mut self, table: RawTable<'a>, _: usize) -> Checked<Enum> {
        let mut found = Enum {
            name: self.name(&table, is_path)?,
            underlying: self.ty(&table, 10)?,
            is_union: self.flag(&table, 8)?,
            is_bit_flags: false,
            values: self.list(&table, 6, "values", Self::enum_value)?,
            documentation: self.lines(&table, 14)?,
            declared_in: self.file(&table, 16)?,
            by_name: Names::default(),
        };
        self.attributes(&table, 12, |_, name, _| {
            found.is_bit_flags |= name == "bit_flags";
            Ok(())
        })?;
        Ok(found)
    }

    fn enum_value(&mut self, table: RawTable<'a>, _: usize) -> Checked<EnumValue> {
        let member = match table.field(10) {
            Some(_) => Some(self.ty(&table, 10)?).filter(|ty| ty.base != BaseType::None),
            None => None,
        };
        Ok(EnumValue {
            name: self.name(&table, is_word)?,
            value: self.long(&table, 6)?,
            member,
            documentation: self.lines(&table, 12)?,
        })
    }

    fn ty(&self, table: &RawTable<'a>, offset: u16) -> Checked<Type> {
        let at = table.field(offset).ok_or_else(|| Fault::new(table.at, "no type"))?;
        let table = RawTable::follow(self.bytes, at)?;
        let base = |offset| match table.field(offset) {
            Some(at) => BaseType::from_number(self.bytes.u8(at)?)
                .ok_or_else(|| Fault::new(at, "an unknown type, of a later flatc?")),
            None => Ok(BaseType::None),
        };
        let index = match table.field(8) {
            Some(at) => usize::try_from(self.bytes.i32(at)?).ok(),
            None => None,
        };
        let fixed_len = self.short(&table, 10)?;
        Ok(Type { base: base(4)?, element: base(6)?, index, fixed_len, element_size: 0 })
    }

    fn attributes(
        &mut self,
        table: &RawTable<'a>,
        offset: u16,
        mut visit: impl FnMut(&mut Self, &'a str, &'a str) -> Checked<()>,
    ) -> Checked<()> {
        let Some(at) = table.field(offset) else { return Ok(()) };
        self.each(at, |load, pair, _| {
            let key = load.string(&pair, 4)?.unwrap_or_default();
            let value = load.string(&pair, 6)?.unwrap_or_default();
            visit(load, key, value)
        })
    }

    fn name(&mut self, table: &RawTable<'a>, fits: fn(char) -> bool) -> Checked<String> {
        let text = self.string(table, 4)?.unwrap_or_default();
        if text.is_empty() || !text.chars().all(fits) {
            return Err(Fault::new(table.at, "a name that is no identifier"));
        }
        load_name(self, text)
    }

    /// The lines of a comment.
    fn lines(&mut self, table: &RawTable<'a>, offset: u16) -> Checked<Vec<String>> {
        let Some(at) = table.field(offset) else { return Ok(Vec::new()) };
        let (start, len) = self.bytes.vector(self.bytes.follow(at)?, 4)?;
        let mut lines = Vec::new();
        for index in 0..len {
            // An empty line takes memory, too.
            self.tables = self.tables.checked_sub(1).ok_or_else(|| shared(at))?;
            let line = self.bytes.str(self.bytes.follow(start + 4 * index)?)?;
            lines.push(self.own(line)?);
        }
        Ok(lines)
    }

    fn file(&mut self, table: &RawTable<'a>, offset: u16) -> Checked<Option<String>> {
        match self.string(table, offset)? {
            Some(path) => Ok(Some(self.own(path.trim_start_matches('/'))?)),
            None => Ok(None),
        }
    }

    /// A copy of `text`, within the budget.
    fn own(&mut self, text: &str) -> Checked<String> {
        let left = self.name_bytes.checked_sub(text.len());
        self.name_bytes = left.ok_or_else(|| Fault::nowhere("too many names and comments"))?;
        Ok(text.to_owned())
    }

    fn string(&self, table: &RawTable<'a>, offset: u16) -> Checked<Option<&'a str>> {
        table.field(offset).map(|at| self.bytes.str(self.bytes.follow(at)?)).transpose()
    }

    fn flag(&self, table: &RawTable<'a>, offset: u16) -> Checked<bool> {
        table.field(offset).map_or(Ok(false), |at| Ok(self.bytes.u8(at)? != 0))
    }

    fn short(&self, table: &RawTable<'a>, offset: u16) -> Checked<u16> {
        table.field(offset).map_or(Ok(0), |at| self.bytes.u16(at))
    }

    fn long(&self, table: &RawTable<'a>, offset: u16) -> Checked<i64> {
        table.field(offset).map_or(Ok(0), |at| self.bytes.i64(at))
    }
}

fn load_name(load: &mut Load<'_>, name: &str) -> Checked<String> {
    if name.len() > MAX_NAME {
        return Err(Fault::nowhere("a name of more than 1024 bytes"));
    }
    load.own(name)
}

fn alignment(text: &str) -> Checked<usize> {
    let number = text.parse().ok().filter(|align: &usize| align.is_power_of_two());
    number
        .filter(|&align| align <= MAX_ALIGN)
        .ok_or_else(|| Fault::nowhere("a force_align that is no power of two up to 256"))
}

/// Names become keys of JSON, unescaped, and parts of paths.
fn is_word(letter: char) -> bool {
    letter == '_' || letter.is_alphanumeric()
}

fn is_path(letter: char) -> bool {
    letter == '.' || is_word(letter)
}

#[cold]
fn shared(at: usize) -> Fault {
    Fault::new(at, "the file has more tables than its bytes can hold")
}

/// Bytes of a table and the offset that leads to it, at the least.
const SMALLEST_TABLE: usize = 8;

/// Eight times what flatc allows.
const MAX_ALIGN: usize = 256;

/// The longest name in bytes, namespace included.
const MAX_NAME: usize = 1024;

/// How many names and comments may share the same bytes, on average over the file.
const NAME_SHARES: usize = 16;
