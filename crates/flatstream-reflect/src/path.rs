use crate::{
    BaseType, Field, Object, Result, Schema, Table, Type, Value, names::listing, table::no_root,
};
use flatstream_core::{Error, ErrorKind};
use std::fmt;

mod token;
mod values;

use token::Token;
pub use values::Values;

/// Where values are in messages: `hp`, `pos.x`, `inventory[3]`,
/// `weapons[*].damage`.
///
/// `.name` leads into a table or struct, `[3]` to an element of a vector or array,
/// counted from 0, and `[*]` to each of them. A union is the member that a message
/// has in it: a field that only some members have is absent in the others, and
/// `equipped_type` says which one it is. A field with the attribute
/// `nested_flatbuffer` leads into the message it holds, where a name follows.
///
/// The names are looked up once, so that a typo is found without any message.
///
/// ```
/// use flatstream_reflect::{ErrorKind, Path, Schema};
///
/// # let bfbs = include_bytes!("../../../testdata/reflect/every.bfbs");
/// # let message = include_bytes!("../../../testdata/reflect/full.bin");
/// let schema = Schema::new(bfbs)?;
/// let x = Path::new(&schema, "structs.point.x")?;
/// let message = schema.read(message)?;
/// assert_eq!(x.first(&message)?.and_then(|x| x.integer()), Some(1));
///
/// let error = Path::new(&schema, "structs.point.z").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Config);
/// assert!(error.to_string().ends_with("no field `z` in testdata.every.Point, which has x, y"));
/// # Ok::<(), flatstream_reflect::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Path<'s> {
    text: String,
    root: &'s Object,
    steps: Vec<Step<'s>>,
    types: Vec<Type>,
}

#[derive(Clone, Debug)]
enum Step<'s> {
    /// To a field, in each of the tables and structs that may be met and have it.
    Field { name: String, of: Vec<Found<'s>> },
    /// To one element.
    Element(usize),
    /// To every element.
    Each,
}

#[derive(Clone, Copy, Debug)]
struct Found<'s> {
    object: &'s Object,
    field: &'s Field,
    /// Whether what is wanted is in the message that the field holds.
    is_nested: bool,
}

impl<'s> Path<'s> {
    /// The path `text` from the root table of `schema`.
    ///
    /// Costs O(names · log fields), and as often again as unions on the way have
    /// members.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: a name or a bracket is none, there is no such field,
    /// element or vector, or the schema names no root table. The text says what
    /// there is.
    pub fn new(schema: &'s Schema, text: &str) -> Result<Self> {
        let (Some(root), Some(index)) = (schema.root(), schema.root) else {
            return Err(no_root());
        };
        let refused = |what| refuse(text, what);
        let tokens = token::tokens(text).map_err(refused)?;
        let mut types = vec![Type { base: BaseType::Obj, index: Some(index), ..Type::default() }];
        let mut steps = Vec::new();
        for (nth, token) in tokens.iter().enumerate() {
            let then_name = matches!(tokens.get(nth + 1), Some(Token::Name(_)));
            let (step, reached) = match *token {
                Token::Name(name) => field(schema, &types, name, then_name),
                Token::Element(index) => element(schema, &types, Some(index)),
                Token::Each => element(schema, &types, None),
            }
            .map_err(refused)?;
            steps.push(step);
            types = reached;
        }
        Ok(Self { text: text.to_owned(), root, steps, types })
    }

    /// The text it was made of.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The types that values have there: one, or several behind a union.
    #[must_use]
    pub fn types(&self) -> &[Type] {
        &self.types
    }

    /// Whether it leads to a scalar of a table that stands for its default where
    /// it is absent: then there is a value wherever there is the table.
    #[must_use]
    pub fn has_default(&self) -> bool {
        let Some(Step::Field { of, .. }) = self.steps.last() else { return false };
        of.iter().any(|Found { object, field, .. }| {
            !object.is_struct && !field.optional && field.ty.base.is_scalar()
        })
    }

    /// The values there in the message whose root table is `root`.
    ///
    /// What is absent has no value; an absent scalar has its default, unless it is
    /// optional. Costs what the values and the way to them cost; nothing is
    /// allocated without `[*]`.
    ///
    /// Messages may refer to one vector from many places, so that there are
    /// exponentially more values than bytes: that ends with an error behind some
    /// millions.
    ///
    /// # Errors
    ///
    /// Each value, and none behind the first error:
    ///
    /// - [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload),
    ///   as [`Table::value`], with all of the path.
    /// - [`ErrorKind::Config`](flatstream_core::ErrorKind::Config): `root` is not
    ///   of the table that this is a path from.
    ///
    /// ```
    /// use flatstream_reflect::{Path, Schema, Value};
    ///
    /// # let bfbs = include_bytes!("../../../testdata/reflect/every.bfbs");
    /// # let message = include_bytes!("../../../testdata/reflect/full.bin");
    /// let schema = Schema::new(bfbs)?;
    /// let path = Path::new(&schema, "attributes.base64[*]")?;
    /// let mut sum = 0;
    /// for value in path.values(&schema.read(message)?) {
    ///     sum += value?.integer().unwrap_or(0);
    /// }
    /// assert_eq!(sum, 0 + 1 + 254 + 255);
    /// # Ok::<(), flatstream_reflect::Error>(())
    /// ```
    #[must_use]
    pub fn values<'p, 'a>(&'p self, root: &Table<'a>) -> Values<'p, 'a> {
        Values::new(self, root)
    }

    /// The first of the [`values`](Self::values), if there is one.
    ///
    /// # Errors
    ///
    /// As theirs.
    pub fn first<'a>(&self, root: &Table<'a>) -> Result<Option<Value<'a>>> {
        self.values(root).next().transpose()
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The step to the field `name`, and what is there.
fn field<'s>(
    schema: &'s Schema,
    types: &[Type],
    name: &str,
    then_name: bool,
) -> Result<(Step<'s>, Vec<Type>), String> {
    let mut of = Vec::new();
    let mut reached = Vec::new();
    let objects = || objects(schema, types);
    for object in objects() {
        let Some(field) = object.field(name) else { continue };
        let nested = field.nested.filter(|_| then_name);
        let is_nested = nested.is_some();
        let ty = match nested {
            Some(index) => Type { base: BaseType::Obj, index: Some(index), ..Type::default() },
            None => field.ty,
        };
        of.push(Found { object, field, is_nested });
        reach(schema, ty, &mut reached);
    }
    if !of.is_empty() {
        return Ok((Step::Field { name: name.to_owned(), of }, reached));
    }
    let text = match objects().next() {
        Some(_) => format!(
            "no field `{name}` in {}, which has {}",
            listing(" or ", "", objects().map(|object| &*object.name)),
            listing(
                ", ",
                name,
                objects().flat_map(|object| object.fields.iter().map(|field| &*field.name))
            ),
        ),
        None if types.iter().any(|ty| is_list(ty.base)) => {
            format!(
                "`.{name}` of a vector; `[0].{name}` is of its first element, `[*].{name}` of each"
            )
        }
        None => format!("`.{name}` of what has no fields"),
    };
    Err(text)
}

/// The step to an element, or to each, and what is there.
fn element<'s>(
    schema: &'s Schema,
    types: &[Type],
    index: Option<usize>,
) -> Result<(Step<'s>, Vec<Type>), String> {
    let mut reached = Vec::new();
    let mut longest = None;
    for ty in types.iter().filter(|ty| is_list(ty.base)) {
        let len = if ty.base == BaseType::Array { usize::from(ty.fixed_len) } else { usize::MAX };
        longest = longest.max(Some(len));
        reach(schema, ty.element_type(), &mut reached);
    }
    match (longest, index) {
        (None, _) => Err("a `[` behind what is no vector".to_owned()),
        (Some(len), Some(index)) if index >= len => {
            Err(format!("no element {index} in an array of {len}; the first is 0"))
        }
        (Some(_), Some(index)) => Ok((Step::Element(index), reached)),
        (Some(_), None) => Ok((Step::Each, reached)),
    }
}

/// Notes that values are of `ty`; of a union's members, where it is one.
fn reach(schema: &Schema, ty: Type, types: &mut Vec<Type>) {
    if ty.base == BaseType::Union {
        let union = ty.index.and_then(|index| schema.enums().get(index));
        for member in union.iter().flat_map(|union| &union.values) {
            if let Some(ty) = member.member {
                note(ty, types);
            }
        }
    } else {
        note(ty, types);
    }
}

fn note(ty: Type, types: &mut Vec<Type>) {
    if !types.contains(&ty) {
        types.push(ty);
    }
}

fn objects<'s>(schema: &'s Schema, types: &[Type]) -> impl Iterator<Item = &'s Object> {
    let indices = types.iter().filter(|ty| ty.base == BaseType::Obj).filter_map(|ty| ty.index);
    indices.filter_map(|index| schema.objects().get(index))
}

fn is_list(base: BaseType) -> bool {
    base.is_vector() || base == BaseType::Array
}

#[cold]
fn refuse(path: &str, what: String) -> Error {
    Error::custom(ErrorKind::Config, format!("path `{path}`: {what}"))
}
