//! From a schema to the model.

use super::{
    Default, EnumModel, FieldKind, FieldModel, Fixed, MemberModel, Model, Name, StructField,
    StructModel, TableModel, UnionModel, ValueModel,
    check::{self, refuse_enum, refuse_object},
};
use crate::{Layout, names};
use flatstream_reflect::{BaseType, Enum, Error, ErrorKind, Field, Object, Result, Schema, Type};

impl Model {
    /// What is made of `schema`: all of it, or the tables `only` and what they need.
    pub(crate) fn new(
        schema: &Schema,
        only: &[String],
        layout: impl Fn(&str) -> Layout,
    ) -> Result<Self> {
        let mut build = Build {
            schema,
            model: Self { enums: vec![], unions: vec![], structs: vec![], tables: vec![] },
            objects: vec![None; schema.objects().len()],
            enums: vec![None; schema.enums().len()],
        };
        build.number(only)?;
        build.fill(layout)?;
        let model = build.model;
        if model.tables.len() > 1 << 16 {
            let text = "more than 65,536 tables are not supported";
            return Err(Error::custom(ErrorKind::Config, text));
        }
        model.check_names()?;
        model.check_required()?;
        Ok(model)
    }
}

struct Build<'s> {
    schema: &'s Schema,
    model: Model,
    /// Index in the model of each object of the schema.
    objects: Vec<Option<usize>>,
    /// The same of each enum and union.
    enums: Vec<Option<usize>>,
}

impl<'s> Build<'s> {
    /// Gives everything that is needed its index.
    fn number(&mut self, only: &[String]) -> Result<()> {
        let schema = self.schema;
        let mut needed = vec![only.is_empty(); schema.objects().len()];
        let mut enums = vec![only.is_empty(); schema.enums().len()];
        let mut below = Vec::new();
        for name in only {
            let found = check::table(schema, name)?;
            needed[found] = true;
            below.push(found);
        }
        while let Some(object) = below.pop() {
            for field in schema.object_at(object).fields.iter().filter(|field| !field.deprecated) {
                let mut reach = |object: Option<usize>| {
                    if let Some(object) = object.filter(|&object| !needed[object]) {
                        needed[object] = true;
                        below.push(object);
                    }
                };
                reach(field.nested);
                match (inner(&field.ty), field.ty.index) {
                    (BaseType::Obj, index) => reach(index),
                    (BaseType::Union, Some(index)) => {
                        enums[index] = true;
                        for value in &schema.enum_at(index).values {
                            reach(value.member.and_then(|member| member.index));
                        }
                    }
                    (_, Some(index)) => enums[index] = true,
                    (_, None) => {}
                }
            }
        }
        let (mut structs, mut tables) = (0, 0);
        for at in (0..needed.len()).filter(|&at| needed[at]) {
            let next = if schema.object_at(at).is_struct { &mut structs } else { &mut tables };
            self.objects[at] = Some(*next);
            *next += 1;
        }
        let (mut plain, mut unions) = (0, 0);
        for at in (0..enums.len()).filter(|&at| enums[at]) {
            let next = if schema.enum_at(at).is_union { &mut unions } else { &mut plain };
            self.enums[at] = Some(*next);
            *next += 1;
        }
        Ok(())
    }

    fn fill(&mut self, layout: impl Fn(&str) -> Layout) -> Result<()> {
        for (found, _) in self.schema.enums().iter().zip(&self.enums).filter(|(_, at)| at.is_some())
        {
            check::enumeration(found)?;
            if found.is_union {
                let union = self.union(found)?;
                self.model.unions.push(union);
            } else {
                self.model.enums.push(enumeration(found));
            }
        }
        let objects: Vec<&Object> = (self.schema.objects().iter().zip(&self.objects))
            .filter_map(|(object, at)| at.map(|_| object))
            .collect();
        for object in &objects {
            check::object(object)?;
        }
        for object in objects.iter().filter(|object| object.is_struct) {
            let found = self.structure(object)?;
            self.model.structs.push(found);
        }
        for object in objects.iter().filter(|object| !object.is_struct) {
            let found = self.table(object, layout(&object.name))?;
            self.model.tables.push(found);
        }
        self.model.relate();
        Ok(())
    }

    fn union(&self, found: &Enum) -> Result<UnionModel> {
        let mut members = Vec::new();
        for value in &found.values {
            let Some(member) = value.member else { continue };
            let table = member.index.filter(|&at| !self.schema.object_at(at).is_struct);
            let (BaseType::Obj, Some(table)) = (member.base, table) else {
                let text = "unions of structs and strings are not supported";
                return Err(refuse_enum(found, &value.name, text.into()));
            };
            members.push(MemberModel {
                ident: names::member(&value.name),
                docs: value.documentation.clone(),
                number: u8::try_from(value.value).unwrap_or(u8::MAX),
                table: self.objects[table].unwrap_or_default(),
            });
        }
        if members.is_empty() {
            return Err(refuse_enum(found, "", "a union without members is not supported".into()));
        }
        Ok(UnionModel { name: name(&found.name), docs: found.documentation.clone(), members })
    }

    fn structure(&self, object: &Object) -> Result<StructModel> {
        let mut fields = Vec::new();
        for field in &object.fields {
            let ty = match field.ty.base {
                BaseType::Array => {
                    let element = self.fixed(&field.ty.element_type());
                    Fixed::Array(Box::new(element), field.ty.fixed_len)
                }
                _ => self.fixed(&field.ty),
            };
            fields.push(StructField {
                ident: names::field(&field.name),
                docs: field.documentation.clone(),
                offset: usize::from(field.offset),
                size: self.schema_size(&field.ty),
                ty,
            });
        }
        Ok(StructModel {
            name: name(&object.name),
            docs: object.documentation.clone(),
            key: key(object),
            fields,
            size: object.byte_size,
            align: object.min_align.max(1),
        })
    }

    /// Bytes of a field of a struct.
    fn schema_size(&self, ty: &Type) -> usize {
        match (ty.base, ty.index) {
            (BaseType::Array, _) => {
                self.schema_size(&ty.element_type()) * usize::from(ty.fixed_len)
            }
            (BaseType::Obj, Some(index)) => self.schema.object_at(index).byte_size,
            (base, _) => base.scalar_size().unwrap_or(0),
        }
    }

    fn table(&self, object: &Object, layout: Layout) -> Result<TableModel> {
        let mut fields = Vec::new();
        for field in &object.fields {
            let kind = self.field(object, field)?;
            let (size, align) = match &kind {
                FieldKind::Ignored => (0, 1),
                FieldKind::Scalar { .. } | FieldKind::OptionalScalar(_) => {
                    let size = field.ty.base.scalar_size().unwrap_or(0);
                    (size, size)
                }
                FieldKind::UnionType { .. } => (1, 1),
                FieldKind::Struct(_) => {
                    let index = field.ty.index.unwrap_or_default();
                    let object = self.schema.object_at(index);
                    (object.byte_size, object.min_align.max(1))
                }
                _ => (4, 4),
            };
            fields.push(FieldModel {
                ident: names::field(&field.name),
                docs: field.documentation.clone(),
                name: field.name.clone(),
                required: field.required && kind != FieldKind::Ignored,
                kind,
                size,
                align,
                offset: 0,
            });
        }
        // Sorted by alignment there are no holes.
        let mut order: Vec<usize> = (0..fields.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(fields[at].align));
        let mut end = 4;
        for at in order {
            fields[at].offset = end;
            end += fields[at].size;
        }
        let size = end.next_multiple_of(4);
        if size > usize::from(u16::MAX) || 4 + 2 * fields.len() > usize::from(u16::MAX) {
            let text = "its fields take more than the 65,535 bytes that a table may have";
            return Err(refuse_object(object, "", text.into()));
        }
        let is_root = self.schema.root().is_some_and(|root| root.name == object.name);
        Ok(TableModel {
            name: name(&object.name),
            docs: object.documentation.clone(),
            key: key(object),
            layout,
            size,
            align: fields.iter().map(|field| field.align).max().unwrap_or(4).max(4),
            fields,
            file_identifier: self.schema.file_identifier().filter(|_| is_root),
            number: self.model.tables.len(),
            message_align: 8,
            is_child: false,
            borrows: false,
            has_nested: false,
        })
    }

    fn field(&self, object: &Object, field: &Field) -> Result<FieldKind> {
        let ty = &field.ty;
        let refused = |text: &str| Err(refuse_object(object, &field.name, text.into()));
        // With a union its number is deprecated as well, and never alone.
        let union = match (ty.base, field.type_field) {
            (BaseType::UType, _) => object.fields.get(usize::from(field.id) + 1),
            (BaseType::Union, Some(number)) => object.fields.get(number),
            _ => None,
        };
        if field.deprecated || union.is_some_and(|union| union.deprecated) {
            return Ok(FieldKind::Ignored);
        }
        if field.offset64 || ty.base == BaseType::Vector64 {
            return refused("64-bit offsets are not supported");
        }
        let index =
            |index: Option<usize>| index.and_then(|index| self.objects[index]).unwrap_or_default();
        let is_struct = ty
            .index
            .is_some_and(|at| inner(ty) == BaseType::Obj && self.schema.object_at(at).is_struct);
        Ok(match (ty.base, ty.element) {
            (BaseType::UType, _) => FieldKind::UnionType { value: usize::from(field.id) + 1 },
            (BaseType::Union, _) => FieldKind::Union {
                union: ty.index.and_then(|at| self.enums[at]).unwrap_or_default(),
                number: field.type_field.unwrap_or_default(),
            },
            (BaseType::String, _) => FieldKind::Text,
            (BaseType::Obj, _) if is_struct => FieldKind::Struct(index(ty.index)),
            (BaseType::Obj, _) => FieldKind::Table(index(ty.index)),
            (BaseType::Vector, BaseType::String) => FieldKind::Texts,
            (BaseType::Vector, BaseType::Union | BaseType::UType) => {
                return refused("vectors of unions are not supported");
            }
            (BaseType::Vector, BaseType::Obj) if !is_struct => FieldKind::Tables(index(ty.index)),
            (BaseType::Vector, _) => match field.nested {
                Some(_) => FieldKind::Nested(index(field.nested), field.force_align),
                None => FieldKind::Elements(self.fixed(&ty.element_type()), field.force_align),
            },
            (base, _) if base.is_scalar() => {
                let ty = self.fixed(ty);
                let real = matches!(base, BaseType::Float | BaseType::Double);
                match field.optional {
                    true => FieldKind::OptionalScalar(ty),
                    false if real => {
                        FieldKind::Scalar { ty, default: Default::Real(field.default_real) }
                    }
                    false => {
                        FieldKind::Scalar { ty, default: Default::Integer(field.default_integer) }
                    }
                }
            }
            _ => return refused("its type is not supported"),
        })
    }

    /// The type of a number, enum or struct.
    fn fixed(&self, ty: &Type) -> Fixed {
        match (ty.base, ty.index) {
            (BaseType::Obj, Some(at)) => Fixed::Struct(self.objects[at].unwrap_or_default()),
            (_, Some(at)) => Fixed::Enum(self.enums[at].unwrap_or_default()),
            (base, None) => Fixed::Number(base),
        }
    }
}

fn enumeration(found: &Enum) -> EnumModel {
    let values = found.values.iter().map(|value| ValueModel {
        ident: names::value(&value.name),
        name: value.name.clone(),
        docs: value.documentation.clone(),
        value: value.value,
    });
    EnumModel {
        name: name(&found.name),
        docs: found.documentation.clone(),
        underlying: found.underlying.base,
        is_bit_flags: found.is_bit_flags,
        values: values.collect(),
    }
}

fn name(full: &str) -> Name {
    let (namespace, ident) = names::split(full);
    Name {
        modules: namespace.into_iter().map(names::module).collect(),
        ident: names::ty(ident),
        full: full.to_owned(),
    }
}

/// The field that tables or structs in a vector are sorted by.
fn key(object: &Object) -> Option<String> {
    object.fields.iter().find(|field| field.key).map(|field| names::field(&field.name))
}

/// What a type or its elements are.
fn inner(ty: &Type) -> BaseType {
    match ty.base {
        BaseType::Vector | BaseType::Vector64 | BaseType::Array => ty.element,
        base => base,
    }
}
