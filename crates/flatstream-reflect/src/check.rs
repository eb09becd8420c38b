//! What the parts of a schema say about each other.

use crate::{
    BaseType, Enum, Object, Schema, Type,
    fault::{Checked, Fault},
    load::Nested,
    names::Names,
};

/// A schema of these parts, if they fit together.
pub(crate) fn schema(
    mut objects: Vec<Object>,
    mut enums: Vec<Enum>,
    nested: Vec<Nested>,
    root: Option<&str>,
    file_identifier: Option<[u8; 4]>,
) -> Checked<Schema> {
    let objects_by_name = index(objects.len(), |index| &objects[index].name)?;
    for found in &mut enums {
        enumeration(found, &objects).map_err(|fault| fault.in_field(&found.name))?;
    }
    index(enums.len(), |index| &enums[index].name)?;

    for at in 0..objects.len() {
        let is_struct = objects[at].is_struct;
        let check = if is_struct { struct_types } else { table_types };
        check(&objects[at], &objects, &enums).map_err(|fault| fault.in_field(&objects[at].name))?;
        let object = &mut objects[at];
        object.by_name = index(object.fields.len(), |index| &object.fields[index].name)
            .map_err(|fault| fault.in_field(&object.name))?;
        if !is_struct {
            union_types(object).map_err(|fault| fault.in_field(&object.name))?;
        }
    }
    let mut sizes = Sizes { objects: &objects, state: vec![State::Unknown; objects.len()] };
    for at in 0..objects.len() {
        sizes.check(at, 0)?;
    }
    element_sizes(&mut objects);

    let root = match root {
        Some(name) => match objects_by_name.find(name, |index| &objects[index].name) {
            Some(at) if !objects[at].is_struct => Some(at),
            _ => return Err(Fault::nowhere("its root_table is none of its tables")),
        },
        None => None,
    };
    let mut schema = Schema { objects, enums, objects_by_name, root, file_identifier };
    for Nested { object, id, name } in nested {
        let found = resolve(&schema, &schema.objects[object].name, &name);
        // Fields are as many as their ids, and in their order.
        schema.objects[object].fields[usize::from(id)].nested = found;
    }
    Ok(schema)
}

/// The table that `name` means beside the object `beside`: in its namespace, or
/// in one around it.
fn resolve(schema: &Schema, beside: &str, name: &str) -> Option<usize> {
    let mut scope = beside;
    // As deep as namespaces are in practice; each costs a text.
    for _ in 0..MAX_NESTING {
        let Some((outer, _)) = scope.rsplit_once('.') else { break };
        if let Some(found) = schema.object_index(&format!("{outer}.{name}")) {
            return Some(found).filter(|&found| !schema.objects[found].is_struct);
        }
        scope = outer;
    }
    schema.object_index(name).filter(|&found| !schema.objects[found].is_struct)
}

fn enumeration(found: &mut Enum, objects: &[Object]) -> Checked<()> {
    let base = found.underlying.base;
    if !base.is_scalar() || matches!(base, BaseType::Float | BaseType::Double) {
        return Err(Fault::nowhere("it is stored as something that is no integer"));
    }
    // Each value is one bit, so that there are no more.
    if found.is_bit_flags && found.values.len() > 64 {
        return Err(Fault::nowhere("bit flags of more than 64 values"));
    }
    if found.is_union && base.scalar_size() != Some(1) {
        return Err(Fault::nowhere("a union whose type is wider than a byte is not supported"));
    }
    for value in &found.values {
        let fits = match value.member {
            None => !found.is_union || value.value == 0,
            Some(Type { base: BaseType::Obj, index, .. }) => known(index, objects.len()),
            Some(Type { base, .. }) => base == BaseType::String,
        };
        if !fits || (found.is_union && !(0..=255).contains(&value.value)) {
            let fault = Fault::nowhere("no table, struct or string is this member of the union");
            return Err(fault.in_field(&value.name));
        }
    }
    let mut values = core::mem::take(&mut found.values);
    values.sort_by_key(|value| found.rank(value.value));
    found.by_name = index(values.len(), |index| &values[index].name)?;
    found.values = values;
    Ok(())
}

fn table_types(table: &Object, objects: &[Object], enums: &[Enum]) -> Checked<()> {
    for (nth, field) in table.fields.iter().enumerate() {
        let ty = &field.ty;
        let fits = match ty.base {
            BaseType::None | BaseType::Array => false,
            BaseType::Vector | BaseType::Vector64 => !matches!(
                ty.element,
                BaseType::None | BaseType::Vector | BaseType::Vector64 | BaseType::Array
            ),
            _ => true,
        };
        let offset64_fits = match ty.base {
            BaseType::Vector64 => field.offset64,
            BaseType::Vector | BaseType::String => true,
            _ => !field.offset64,
        };
        let fault = if usize::from(field.id) != nth
            || usize::from(field.offset) != usize::from(field.id) * 2 + 4
        {
            "the fields of a table have not the ids 0, 1, 2 and so on"
        } else if !fits || !index_fits(ty, objects, enums) {
            "its type is none that a table can have"
        } else if !offset64_fits {
            "offsets of 64 bits lead to vectors and strings alone"
        } else {
            continue;
        };
        return Err(Fault::nowhere(fault).in_field(&field.name));
    }
    Ok(())
}

fn struct_types(object: &Object, objects: &[Object], enums: &[Enum]) -> Checked<()> {
    for (nth, field) in object.fields.iter().enumerate() {
        let ty = &field.ty;
        let fits = match ty.indexed() {
            BaseType::Obj => {
                ty.index.is_some_and(|at| objects.get(at).is_some_and(|o| o.is_struct))
            }
            base => base.is_scalar() && index_fits(ty, objects, enums),
        };
        let is_array = ty.base == BaseType::Array;
        let fault = if usize::from(field.id) != nth {
            "the fields of a struct have not the ids 0, 1, 2 and so on"
        } else if !fits || ty.base.is_vector() || is_array != (ty.fixed_len > 0) {
            "its type is none that a struct can have"
        } else if field.offset64 {
            "offsets of 64 bits lead to vectors and strings alone"
        } else {
            continue;
        };
        return Err(Fault::nowhere(fault).in_field(&field.name));
    }
    Ok(())
}

fn index_fits(ty: &Type, objects: &[Object], enums: &[Enum]) -> bool {
    match ty.indexed() {
        BaseType::Obj => known(ty.index, objects.len()),
        BaseType::Union | BaseType::UType => {
            ty.index.is_some_and(|at| enums.get(at).is_some_and(|found| found.is_union))
        }
        _ => ty.index.is_none_or(|at| at < enums.len()),
    }
}

fn known(index: Option<usize>, len: usize) -> bool {
    index.is_some_and(|index| index < len)
}

/// Finds for every union the field that says which member it is: the one before.
fn union_types(table: &mut Object) -> Checked<()> {
    for at in 0..table.fields.len() {
        let ty = table.fields[at].ty;
        if ty.indexed() != BaseType::Union {
            continue;
        }
        let before = at.checked_sub(1).map(|before| (before, table.fields[before].ty));
        let fits = before.filter(|(_, before)| {
            let shape = match ty.base {
                BaseType::Union => before.base == BaseType::UType,
                _ => before.base.is_vector() && before.element == BaseType::UType,
            };
            shape && before.index == ty.index
        });
        let Some((before, _)) = fits else {
            let fault = Fault::nowhere("a union without the field that has its type");
            return Err(fault.in_field(&table.fields[at].name));
        };
        table.fields[at].type_field = Some(before);
    }
    Ok(())
}

/// Checks the sizes of structs, the inner ones first.
struct Sizes<'a> {
    objects: &'a [Object],
    state: Vec<State>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Unknown,
    /// Being checked: meeting it again means that it contains itself.
    Begun,
    Checked,
}

impl Sizes<'_> {
    fn check(&mut self, at: usize, depth: usize) -> Checked<()> {
        let object = &self.objects[at];
        if !object.is_struct || self.state[at] == State::Checked {
            return Ok(());
        }
        let fault = |what| Err(Fault::nowhere(what).in_field(&object.name));
        if self.state[at] == State::Begun || depth == MAX_NESTING {
            return fault("a struct that contains itself, or too many in each other");
        }
        self.state[at] = State::Begun;
        let mut end = 0;
        for field in &object.fields {
            let size = match (field.ty.indexed(), field.ty.index) {
                (BaseType::Obj, Some(inner)) => {
                    self.check(inner, depth + 1)?;
                    self.objects[inner].byte_size
                }
                (base, _) => base.scalar_size().unwrap_or(0),
            };
            if usize::from(field.offset) < end {
                return fault("fields of a struct overlap");
            }
            // Far from overflow: a size is checked to be at most 2^20.
            end = usize::from(field.offset) + size * usize::from(field.ty.fixed_len.max(1));
        }
        if !object.min_align.is_power_of_two() || object.min_align > MAX_ALIGN {
            return fault("its alignment is no power of two up to 256");
        }
        if end == 0
            || end > MAX_STRUCT
            || end.next_multiple_of(object.min_align) != object.byte_size
        {
            return fault("its size is not that of its fields, or above 1 MiB");
        }
        self.state[at] = State::Checked;
        Ok(())
    }
}

fn element_sizes(objects: &mut [Object]) {
    let sizes: Vec<usize> = objects.iter().map(|object| object.byte_size).collect();
    for field in objects.iter_mut().flat_map(|object| &mut object.fields) {
        let ty = &mut field.ty;
        if !ty.base.is_vector() && ty.base != BaseType::Array {
            continue;
        }
        let inline = match (ty.element, ty.index) {
            // 0 for a table, which an offset leads to.
            (BaseType::Obj, Some(at)) => sizes[at],
            (element, _) => element.scalar_size().unwrap_or(0),
        };
        ty.element_size = if inline == 0 { OFFSET } else { inline };
    }
}

fn index<'a>(len: usize, name: impl Fn(usize) -> &'a str) -> Checked<Names> {
    Names::new(len, &name)
        .map_err(|twice| Fault::nowhere("this name is there twice").in_field(name(twice)))
}

/// Bytes of an offset in a vector.
const OFFSET: usize = 4;

/// Structs in each other, and parts of a namespace.
const MAX_NESTING: usize = 64;

/// Larger than what flatc allows today.
const MAX_ALIGN: usize = 256;

/// The largest struct, in bytes. Structs in arrays in structs would multiply.
const MAX_STRUCT: usize = 1 << 20;
