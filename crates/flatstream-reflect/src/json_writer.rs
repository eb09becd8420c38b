use crate::{
    Encoding, EnumNumber, Field, JsonPrinter, Struct, Table, Value, Vector,
    budget::Budget,
    fault::{Checked, Fault},
};
use base64::{
    Engine,
    engine::general_purpose::{GeneralPurpose, STANDARD, URL_SAFE_NO_PAD},
};
use serde_json::ser::{CompactFormatter, Formatter};

/// One message on its way into JSON.
pub(crate) struct JsonWriter<'o> {
    out: &'o mut Vec<u8>,
    indent: Option<usize>,
    defaults: bool,
    /// The longest that `out` may be.
    max_len: usize,
    budget: Budget,
    /// Spaces before what is in the current object or array.
    margin: usize,
}

impl<'o> JsonWriter<'o> {
    pub(crate) fn new(printer: &JsonPrinter<'_>, budget: Budget, out: &'o mut Vec<u8>) -> Self {
        Self {
            indent: printer.indent,
            defaults: printer.defaults,
            max_len: out.len().saturating_add(printer.max_bytes),
            budget,
            margin: 0,
            out,
        }
    }

    /// Whether all of it was within the limit.
    pub(crate) fn finish(&self) -> Checked<()> {
        self.check_len(0, 0)
    }

    pub(crate) fn table(&mut self, table: &Table<'_>) -> Checked<()> {
        let Table { object, raw, .. } = table;
        let with_absent = self.defaults || object.has_key;
        let entries = if with_absent { object.fields.len() } else { raw.entries() };
        self.budget.table(raw.at, entries)?;
        self.enter(b'{', raw.at)?;
        let mut is_first = true;
        if with_absent {
            for field in &object.fields {
                match raw.field(field.offset) {
                    Some(at) => self.field(table, field, at, &mut is_first)?,
                    None => self.absent(table, field, &mut is_first)?,
                }
            }
        } else {
            for (index, at) in raw.present() {
                // A later schema has more fields.
                let Some(field) = object.fields.get(index) else { break };
                self.field(table, field, at, &mut is_first)?;
            }
        }
        self.leave(b'}', is_first);
        Ok(())
    }

    /// A field of a table that is not there.
    fn absent(&mut self, table: &Table<'_>, field: &Field, is_first: &mut bool) -> Checked<()> {
        if !(self.defaults || field.key) || !field.ty.base.is_scalar() || field.deprecated {
            return Ok(());
        }
        self.key(field, is_first);
        self.scalar(&table.schema.default_of(field).unwrap_or(Value::Null));
        self.check_len(0, table.raw.at).map_err(|fault| fault.in_field(&field.name))
    }

    /// A field of a table that is there, at `at`.
    #[inline]
    fn field(
        &mut self,
        table: &Table<'_>,
        field: &Field,
        at: usize,
        is_first: &mut bool,
    ) -> Checked<()> {
        let ty = &field.ty;
        let printed = if ty.base.is_scalar() {
            self.key(field, is_first);
            table.place().scalar(at, ty.base, ty.index).and_then(|value| {
                self.scalar(&value);
                self.check_len(0, at)
            })
        } else {
            self.compound(table, field, at, is_first)
        };
        printed.map_err(|fault| fault.in_field(&field.name))
    }

    fn compound(
        &mut self,
        table: &Table<'_>,
        field: &Field,
        at: usize,
        is_first: &mut bool,
    ) -> Checked<()> {
        if let Some(nested) = table.load_nested(field, at)? {
            self.key(field, is_first);
            return self.table(&nested);
        }
        // A union may be there without a member.
        let Some(value) = table.load(field, at)? else { return Ok(()) };
        self.key(field, is_first);
        if let Some(encoding) = field.encoding
            && let Value::Vector(vector) = value
            && let Some(bytes) = vector.as_bytes()
        {
            return self.encoded(bytes, encoding, vector.start);
        }
        self.value(&value)
    }

    fn structure(&mut self, structure: &Struct<'_>) -> Checked<()> {
        self.enter(b'{', structure.at)?;
        let mut is_first = true;
        for field in &structure.object.fields {
            self.key(field, &mut is_first);
            structure
                .load(field)
                .and_then(|value| self.value(&value))
                .and_then(|()| self.check_len(0, structure.at))
                .map_err(|fault| fault.in_field(&field.name))?;
        }
        self.leave(b'}', is_first);
        Ok(())
    }

    pub(crate) fn value(&mut self, value: &Value<'_>) -> Checked<()> {
        match value {
            Value::Table(table) => self.table(table),
            Value::Struct(structure) => self.structure(structure),
            Value::Vector(vector) => self.vector(vector),
            Value::String(text) => self.string(text),
            scalar => {
                self.scalar(scalar);
                Ok(())
            }
        }
    }

    fn vector(&mut self, vector: &Vector<'_>) -> Checked<()> {
        self.out.push(b'[');
        self.margin += self.indent.unwrap_or(0);
        if vector.element_type().base.is_scalar() {
            self.scalars(vector)?;
        } else {
            for index in 0..vector.len() {
                self.separate(index == 0);
                vector
                    .load(index)
                    .and_then(|value| self.value(&value))
                    .and_then(|()| self.check_len(0, vector.start))
                    .map_err(|fault| fault.in_element(index))?;
            }
        }
        self.margin -= self.indent.unwrap_or(0);
        if !vector.is_empty() {
            self.new_line();
        }
        self.out.push(b']');
        Ok(())
    }

    /// The elements of a vector of scalars, which are all inside the payload.
    fn scalars(&mut self, vector: &Vector<'_>) -> Checked<()> {
        let Vector { place, start, ty, .. } = vector;
        for index in 0..vector.len() {
            self.separate(index == 0);
            let at = start + index * ty.element_size;
            self.scalar(&place.scalar(at, ty.element, ty.index)?);
            self.check_len(0, at)?;
        }
        Ok(())
    }

    fn string(&mut self, text: &str) -> Checked<()> {
        self.check_len(text.len(), 0)?;
        // Writing to a vector does not fail, here and below.
        let _ = serde_json::to_writer(&mut *self.out, text);
        Ok(())
    }

    fn scalar(&mut self, value: &Value<'_>) {
        let out = &mut *self.out;
        let _ = match *value {
            Value::Bool(is_true) => CompactFormatter.write_bool(out, is_true),
            Value::Int(number) => CompactFormatter.write_i64(out, number),
            Value::UInt(number) => CompactFormatter.write_u64(out, number),
            Value::Float(number) if number.is_finite() => CompactFormatter.write_f32(out, number),
            Value::Double(number) if number.is_finite() => CompactFormatter.write_f64(out, number),
            Value::Float(number) => return out.extend_from_slice(no_number(number.into())),
            Value::Double(number) => return out.extend_from_slice(no_number(number)),
            Value::Enum(number) => return self.named(&number),
            _ => CompactFormatter.write_null(out),
        };
    }

    fn named(&mut self, number: &EnumNumber<'_>) {
        let before = self.out.len();
        let out = &mut *self.out;
        out.push(b'"');
        if let Some(value) = number.value() {
            out.extend_from_slice(value.name.as_bytes());
            out.push(b'"');
            return;
        }
        if number.of.is_bit_flags && number.number != 0 {
            let mut rest = number.number;
            for flag in number.of.values.iter().filter(|flag| number.number & flag.value != 0) {
                rest &= !flag.value;
                out.extend_from_slice(flag.name.as_bytes());
                out.push(b' ');
            }
            // Only if the names say all of it.
            if rest == 0
                && let Some(last) = out.last_mut()
            {
                *last = b'"';
                return;
            }
        }
        out.truncate(before);
        self.scalar(&match number.is_unsigned {
            true => Value::UInt(number.number.cast_unsigned()),
            false => Value::Int(number.number),
        });
    }

    fn encoded(&mut self, bytes: &[u8], encoding: Encoding, at: usize) -> Checked<()> {
        let engine: &GeneralPurpose = match encoding {
            Encoding::Base64 => &STANDARD,
            Encoding::Base64Url => &URL_SAFE_NO_PAD,
        };
        self.check_len(bytes.len(), at)?;
        self.out.push(b'"');
        let start = self.out.len();
        // At most four letters for three bytes, and for what is left.
        self.out.resize(start + bytes.len().div_ceil(3) * 4, 0);
        let written = engine.encode_slice(bytes, &mut self.out[start..]).unwrap_or(0);
        self.out.truncate(start + written);
        self.out.push(b'"');
        Ok(())
    }

    fn enter(&mut self, bracket: u8, at: usize) -> Checked<()> {
        self.check_len(0, at)?;
        self.budget.enter(at)?;
        self.margin += self.indent.unwrap_or(0);
        self.out.push(bracket);
        Ok(())
    }

    fn leave(&mut self, bracket: u8, is_empty: bool) {
        self.budget.leave();
        self.margin -= self.indent.unwrap_or(0);
        if !is_empty {
            self.new_line();
        }
        self.out.push(bracket);
    }

    #[inline]
    fn key(&mut self, field: &Field, is_first: &mut bool) {
        let text = field.key_text.as_bytes();
        if self.indent.is_some() {
            self.separate(*is_first);
            self.out.extend_from_slice(&text[1..]);
            self.out.push(b' ');
        } else {
            // In one piece: keys are much of what is printed.
            self.out.extend_from_slice(&text[usize::from(*is_first)..]);
        }
        *is_first = false;
    }

    #[inline]
    fn separate(&mut self, is_first: bool) {
        if !is_first {
            self.out.push(b',');
        }
        self.new_line();
    }

    #[inline]
    fn new_line(&mut self) {
        if self.indent.is_some() {
            self.out.push(b'\n');
            self.out.resize(self.out.len() + self.margin, b' ');
        }
    }

    /// Whether `more` bytes are within the limit.
    #[inline]
    fn check_len(&self, more: usize, at: usize) -> Checked<()> {
        match self.out.len().saturating_add(more) <= self.max_len {
            true => Ok(()),
            false => Err(Fault::new(at, "more JSON than the limit for one message")),
        }
    }
}

/// A number that JSON cannot write, as flatc reads it.
fn no_number(number: f64) -> &'static [u8] {
    match number {
        f64::INFINITY => b"\"inf\"",
        f64::NEG_INFINITY => b"\"-inf\"",
        _ => b"\"nan\"",
    }
}
