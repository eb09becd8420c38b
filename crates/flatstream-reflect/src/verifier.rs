use crate::{
    BaseType, Schema, Table, Value, Vector,
    budget::{self, Budget, ELEMENT_COST},
    bytes::Bytes,
    fault::{Checked, Fault},
    table::no_root,
};
use flatstream_core::{Result, Validator};

/// Checks all of a payload by its schema.
///
/// Whatever passes can be read without an error, by this crate and by code that
/// flatc generates. Checked are
///
/// - what reading checks: that all is inside the payload, that text is UTF-8,
///   that the schema knows the members of unions, and that there are as many
///   types as unions in a vector;
/// - that required fields are there, that a union has its type and a type its
///   union, and that strings have a 0 behind them;
/// - that everything is aligned, counted from the beginning of the payload;
/// - messages in fields with the attribute `nested_flatbuffer`, aligned in
///   themselves.
///
/// Two things pass that the verifier of the `flatbuffers` crate refuses, since
/// flatc writes them: vectors without elements where those would not be
/// aligned, and a union's type that says there is no member. The file
/// identifier is not compared.
///
/// It is a [`Validator`], so that readers and writers can hold every message
/// against a schema.
///
/// ```
/// use flatstream_reflect::{Schema, Verifier};
///
/// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
/// # let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
/// let mut payload = std::fs::read(format!("{directory}/sixty_four.bin"))?;
/// let verifier = Verifier::new(&schema);
/// verifier.verify(&payload)?;
///
/// payload.pop();
/// let error = verifier.verify(&payload).unwrap_err();
/// assert_eq!(error.to_string(), "invalid payload: near, byte 143: no 0 behind the string");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Verifier<'s> {
    schema: &'s Schema,
    max_depth: usize,
    max_tables: usize,
}

impl<'s> Verifier<'s> {
    /// A verifier of messages with the root table of `schema`.
    #[must_use]
    pub fn new(schema: &'s Schema) -> Self {
        Self { schema, max_depth: budget::DEPTH, max_tables: budget::TABLES }
    }

    /// The most tables in each other: 64 by default, as in flatc, and never
    /// more than 512.
    #[must_use]
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth.min(budget::MAX_DEPTH);
        self
    }

    /// The most tables in one message: 1,000,000 by default, as in flatc. A table
    /// counts as often as something refers to it.
    #[must_use]
    pub fn max_tables(mut self, tables: usize) -> Self {
        self.max_tables = tables;
        self
    }

    /// Checks `payload`, which has no size prefix.
    ///
    /// Costs O(fields, strings and elements that are no numbers or structs);
    /// allocates nothing.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Config`](flatstream_core::ErrorKind::Config): the schema
    ///   names no root table.
    /// - [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload),
    ///   with the path of fields and the byte in the payload: what is wrong
    ///   first, or a limit is exceeded.
    pub fn verify(&self, payload: &[u8]) -> Result<()> {
        let root = self.schema.root().ok_or_else(no_root)?;
        let budget = Budget::new(payload.len(), self.max_depth, self.max_tables);
        let mut walk = Walk::new(payload, budget);
        let checked = self.schema.read_as(root, payload).and_then(|table| walk.table(&table));
        Ok(checked?)
    }
}

impl Validator for Verifier<'_> {
    fn validate(&self, payload: &[u8]) -> Result<()> {
        self.verify(payload)
    }
}

/// One message under verification.
pub(crate) struct Walk<'a> {
    bytes: Bytes<'a>,
    /// Where the message begins: nested ones are aligned in themselves.
    base: usize,
    budget: Budget,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(payload: &'a [u8], budget: Budget) -> Self {
        Self { bytes: Bytes(payload), base: 0, budget }
    }

    pub(crate) fn table(&mut self, table: &Table<'a>) -> Checked<()> {
        let raw = &table.raw;
        let fields = &table.object.fields;
        self.aligned(raw.at, OFFSET)?;
        if raw.vtable < self.base {
            return Err(Fault::new(raw.at, "its vtable is outside the nested message"));
        }
        self.aligned(raw.vtable, 2)?;
        self.budget.table(raw.at, raw.entries())?;
        self.budget.enter(raw.at)?;
        for field in table.object.required.iter().filter_map(|&index| fields.get(index)) {
            if !raw.has(field.offset) {
                return Err(Fault::new(raw.at, "required, and absent").in_field(&field.name));
            }
        }
        for (index, at) in raw.present() {
            // A later schema has more fields.
            let Some(field) = fields.get(index) else { break };
            self.field(table, index, at).map_err(|fault| fault.in_field(&field.name))?;
        }
        self.budget.leave();
        Ok(())
    }

    /// The field at `index` of the schema and at `at` of the payload.
    fn field(&mut self, table: &Table<'a>, index: usize, at: usize) -> Checked<()> {
        let fields = &table.object.fields;
        let field = &fields[index];
        let place = table.place();
        if let Some(size) = field.ty.base.scalar_size() {
            self.aligned(at, size)?;
            if !field.ty.holds_union_types() {
                return place.bytes.holds(at, size);
            }
        } else if field.ty.base == BaseType::Obj && place.object(&field.ty, at)?.is_struct {
            // Where it lies is checked with it.
        } else {
            self.aligned(at, if field.offset64 { OFFSET64 } else { OFFSET })?;
        }
        if field.type_field.is_some_and(|which| !table.raw.has(fields[which].offset)) {
            return Err(Fault::new(at, "a union whose type is absent"));
        }
        let Some(value) = table.load(field, at)? else { return Ok(()) };
        let says_member = match value {
            Value::Enum(number) => number.number != 0,
            Value::Vector(vector) => !vector.is_empty(),
            _ => false,
        };
        if says_member
            && field.ty.holds_union_types()
            && let Some(union) = fields.get(index + 1)
            && union.type_field == Some(index)
            && !table.raw.has(union.offset)
        {
            return Err(Fault::new(at, format!("the type of `{}`, which is absent", union.name)));
        }
        self.value(&value)?;
        match table.load_nested(field, at)? {
            Some(nested) => self.nested(&nested, &value),
            None => Ok(()),
        }
    }

    fn nested(&mut self, table: &Table<'a>, bytes: &Value<'a>) -> Checked<()> {
        let Value::Vector(vector) = bytes else { return Ok(()) };
        let outer = (self.bytes, self.base);
        (self.bytes, self.base) = (table.raw.bytes, vector.start);
        self.table(table)?;
        (self.bytes, self.base) = outer;
        Ok(())
    }

    fn value(&mut self, value: &Value<'a>) -> Checked<()> {
        match value {
            Value::Table(table) => self.table(table),
            Value::Struct(found) => self.aligned(found.at, found.object.min_align),
            Value::Vector(vector) => self.vector(vector),
            Value::String(text) => self.string(text),
            // Was inside when it was read.
            _ => Ok(()),
        }
    }

    fn vector(&mut self, vector: &Vector<'a>) -> Checked<()> {
        let element = vector.element_type();
        let len_size = if vector.ty.base == BaseType::Vector64 { OFFSET64 } else { OFFSET };
        self.aligned(vector.start - len_size, len_size)?;
        if vector.is_empty() {
            return Ok(());
        }
        if element.base.is_scalar() {
            return self.aligned(vector.start, vector.ty.element_size);
        }
        if element.base == BaseType::Obj {
            let object = vector.place.object(&element, vector.start)?;
            if object.is_struct {
                return self.aligned(vector.start, object.min_align);
            }
        }
        for index in 0..vector.len() {
            self.pay(ELEMENT_COST, vector.start)
                .and_then(|()| vector.load(index))
                .and_then(|value| self.value(&value))
                .map_err(|fault| fault.in_element(index))?;
        }
        Ok(())
    }

    fn string(&mut self, text: &str) -> Checked<()> {
        // A part of the payload: it was read there.
        let start = text.as_ptr().addr() - self.bytes.0.as_ptr().addr();
        self.aligned(start - OFFSET, OFFSET)?;
        self.pay(text.len(), start)?;
        match self.bytes.0.get(start + text.len()) {
            Some(0) => Ok(()),
            _ => Err(Fault::new(start + text.len(), "no 0 behind the string")),
        }
    }

    fn pay(&mut self, cost: usize, at: usize) -> Checked<()> {
        match self.budget.pays(cost) {
            true => Ok(()),
            false => Err(Fault::new(at, "more values than the limit for one message")),
        }
    }

    #[inline]
    fn aligned(&self, at: usize, align: usize) -> Checked<()> {
        match (at - self.base).is_multiple_of(align) {
            true => Ok(()),
            false => Err(unaligned(at, align)),
        }
    }
}

#[cold]
fn unaligned(at: usize, align: usize) -> Fault {
    Fault::new(at, format!("not aligned to {align} bytes"))
}

/// Bytes of an offset, and of a length.
const OFFSET: usize = 4;

/// The same of the wide ones.
const OFFSET64: usize = 8;
