//! A schema as the generator needs it. What cannot be expressed is refused here;
//! nothing after this fails.

mod build;
pub(crate) mod check;
mod relate;

use crate::Layout;
use flatstream_reflect::BaseType;

/// What the generated code is made of.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) enums: Vec<EnumModel>,
    pub(crate) unions: Vec<UnionModel>,
    pub(crate) structs: Vec<StructModel>,
    pub(crate) tables: Vec<TableModel>,
}

/// Where an item goes and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Modules from the top of the generated file.
    pub(crate) modules: Vec<String>,
    /// The type's name, without what marks a draft or a view.
    pub(crate) ident: String,
    /// As the schema has it.
    pub(crate) full: String,
}

#[derive(Debug)]
pub(crate) struct EnumModel {
    pub(crate) name: Name,
    pub(crate) docs: Vec<String>,
    pub(crate) underlying: BaseType,
    pub(crate) is_bit_flags: bool,
    pub(crate) values: Vec<ValueModel>,
}

#[derive(Debug)]
pub(crate) struct ValueModel {
    /// As the schema has it; escaped where Rust has taken it.
    pub(crate) ident: String,
    /// As the schema has it.
    pub(crate) name: String,
    pub(crate) docs: Vec<String>,
    /// Of an unsigned enum of 64 bits the same bits.
    pub(crate) value: i64,
}

#[derive(Debug)]
pub(crate) struct UnionModel {
    pub(crate) name: Name,
    pub(crate) docs: Vec<String>,
    /// Without `NONE`, which has number 0.
    pub(crate) members: Vec<MemberModel>,
}

#[derive(Debug)]
pub(crate) struct MemberModel {
    pub(crate) ident: String,
    pub(crate) docs: Vec<String>,
    pub(crate) number: u8,
    /// Index in [`Model::tables`].
    pub(crate) table: usize,
}

#[derive(Debug)]
pub(crate) struct StructModel {
    pub(crate) name: Name,
    pub(crate) docs: Vec<String>,
    /// The field that those in a vector are sorted by.
    pub(crate) key: Option<String>,
    /// In order of their positions.
    pub(crate) fields: Vec<StructField>,
    pub(crate) size: usize,
    pub(crate) align: usize,
}

#[derive(Debug)]
pub(crate) struct StructField {
    pub(crate) ident: String,
    pub(crate) docs: Vec<String>,
    pub(crate) offset: usize,
    /// Its own; padding follows up to the next field.
    pub(crate) size: usize,
    pub(crate) ty: Fixed,
}

/// A type of a fixed size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fixed {
    Number(BaseType),
    /// Index in [`Model::enums`].
    Enum(usize),
    /// Index in [`Model::structs`].
    Struct(usize),
    Array(Box<Fixed>, u16),
}

#[derive(Debug)]
pub(crate) struct TableModel {
    pub(crate) name: Name,
    pub(crate) docs: Vec<String>,
    /// The field that those in a vector are sorted by.
    pub(crate) key: Option<String>,
    pub(crate) layout: Layout,
    /// In order of their ids: the index is the id. Slot `index` of the vtable.
    pub(crate) fields: Vec<FieldModel>,
    /// Bytes of a table with a place for every field, a multiple of 4.
    pub(crate) size: usize,
    /// Alignment of what follows its first four bytes: 4 at least.
    pub(crate) align: usize,
    /// What messages with it at their root have behind the root's offset.
    pub(crate) file_identifier: Option<[u8; 4]>,
    /// Its index in the model.
    pub(crate) number: usize,
    /// Alignment of a message with it at its root, nested ones included: 8 at least.
    pub(crate) message_align: usize,
    /// Whether a message may have several: something refers to it.
    pub(crate) is_child: bool,
    /// Whether its draft borrows anything.
    pub(crate) borrows: bool,
    /// Whether it or anything below it has a message nested in it.
    pub(crate) has_nested: bool,
}

#[derive(Debug)]
pub(crate) struct FieldModel {
    pub(crate) ident: String,
    pub(crate) docs: Vec<String>,
    /// As the schema has it.
    pub(crate) name: String,
    pub(crate) kind: FieldKind,
    pub(crate) required: bool,
    /// Bytes in the table, 0 if nobody writes it.
    pub(crate) size: usize,
    /// Alignment in the table.
    pub(crate) align: usize,
    /// Place in a table with a place for every field.
    pub(crate) offset: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldKind {
    /// Deprecated: neither written nor read.
    Ignored,
    /// A number or enum, absent where it has the default. Never a struct or array.
    Scalar {
        ty: Fixed,
        default: Default,
    },
    /// A number or enum without a default.
    OptionalScalar(Fixed),
    /// Index in [`Model::structs`].
    Struct(usize),
    Text,
    /// Numbers, enums or structs, aligned to so many bytes at least.
    Elements(Fixed, usize),
    Texts,
    /// Index in [`Model::tables`].
    Table(usize),
    /// Index in [`Model::tables`].
    Tables(usize),
    /// The number of a union's member; the index of the field with the member.
    UnionType {
        value: usize,
    },
    /// Index in [`Model::unions`], and of the field with the member's number.
    Union {
        union: usize,
        number: usize,
    },
    /// Bytes that are a message with this table at its root, aligned to so many at
    /// least.
    Nested(usize, usize),
}

/// What an absent number reads as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Default {
    /// Of an unsigned number of 64 bits the same bits.
    Integer(i64),
    Real(f64),
}

impl FieldKind {
    /// Whether the table holds an offset.
    pub(crate) fn is_offset(&self) -> bool {
        !matches!(
            self,
            Self::Ignored
                | Self::Scalar { .. }
                | Self::OptionalScalar(_)
                | Self::Struct(_)
                | Self::UnionType { .. }
        )
    }
}

impl UnionModel {
    /// What the members are called.
    pub(crate) fn idents(&self) -> impl Iterator<Item = &str> + Clone {
        self.members.iter().map(|member| &*member.ident)
    }
}

impl Model {
    /// The names of all items.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        let enums = self.enums.iter().map(|item| &item.name);
        let structs = self.structs.iter().map(|item| &item.name);
        let unions = self.unions.iter().map(|item| &item.name);
        let tables = self.tables.iter().map(|item| &item.name);
        enums.chain(structs).chain(unions).chain(tables)
    }

    pub(crate) fn size(&self, ty: &Fixed) -> usize {
        match ty {
            Fixed::Number(base) => base.scalar_size().unwrap_or(0),
            Fixed::Enum(index) => self.enums[*index].underlying.scalar_size().unwrap_or(0),
            Fixed::Struct(index) => self.structs[*index].size,
            Fixed::Array(element, len) => self.size(element) * usize::from(*len),
        }
    }

    pub(crate) fn align(&self, ty: &Fixed) -> usize {
        match ty {
            Fixed::Struct(index) => self.structs[*index].align,
            Fixed::Array(element, _) => self.align(element),
            _ => self.size(ty),
        }
    }
}

#[cfg(test)]
mod tests;
