//! Values that nobody thought of, and texts that are nearly JSON.

use super::{parse, print};
use crate::samples::{all_messages, file, schema};
use flatstream_reflect::{BaseType, Encoding, Field, JsonParser, Object, Schema, Type};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// The keys of the text are in alphabetical order: unions come before their
    /// types, and ids in disorder.
    #[test]
    fn values_of_the_schema_come_back(seed: u64) {
        let schema = schema();
        let mut dice = Dice { schema: &schema, state: seed };
        let value = dice.object(schema.root().unwrap(), 0);
        let text = value.to_string();
        let message = parse(&schema, &text).unwrap();
        let printed = print(&schema, &message);
        prop_assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), value);
        let again = parse(&schema, &printed).unwrap();
        prop_assert_eq!(print(&schema, &again), printed);
    }
}

#[test]
fn no_cut_and_no_changed_byte_panics_or_leaves_output_behind() {
    let schema = schema();
    let mut parser = JsonParser::new(&schema);
    let mut out = Vec::new();
    let mut check = |text: &[u8], name: &str| {
        out.clear();
        match parser.parse(text, &mut out) {
            Ok(()) => drop(print(&schema, &out)),
            Err(_) => assert_eq!(out, b"", "{name}"),
        }
    };
    for (name, _) in all_messages() {
        let text = file(&format!("{name}.json"));
        for at in 0..text.len() {
            check(&text[..at], name);
            let mut changed = text.clone();
            for byte in [b'"', b'}', b'[', b'0', 0xff] {
                changed[at] = byte;
                check(&changed, name);
            }
        }
    }
}

/// Makes values of a schema, as they are printed.
struct Dice<'s> {
    schema: &'s Schema,
    state: u64,
}

impl<'s> Dice<'s> {
    fn roll(&mut self, sides: u64) -> u64 {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.state >> 33) % sides
    }

    fn object(&mut self, object: &'s Object, depth: u64) -> Value {
        let mut members = Map::new();
        for field in &object.fields {
            let is_type =
                matches!(field.ty.base, BaseType::UType) || field.ty.element == BaseType::UType;
            let must = object.is_struct || field.required || field.key;
            if is_type || (!must && self.roll(4 + depth * depth) > 2) {
                continue;
            }
            if let Some(which) = field.type_field {
                let (types, values) = self.unions(field, depth);
                members.insert(object.fields[which].name.clone(), types);
                members.insert(field.name.clone(), values);
                continue;
            }
            let value = self.field(field, depth);
            if object.is_struct || field.optional || field.key || !is_default(field, &value) {
                members.insert(field.name.clone(), value);
            }
        }
        Value::Object(members)
    }

    fn field(&mut self, field: &Field, depth: u64) -> Value {
        if let Some(nested) = field.nested {
            return self.object(self.schema.object_at(nested), depth + 1);
        }
        match field.encoding {
            Some(Encoding::Base64) => return json!(["", "AA==", "+/8=", "AAEC"][self.index(4)]),
            Some(Encoding::Base64Url) => return json!(["", "AA", "-_8", "AAEC"][self.index(4)]),
            _ => {}
        }
        self.value(&field.ty, depth)
    }

    fn value(&mut self, ty: &Type, depth: u64) -> Value {
        match ty.base {
            BaseType::Vector | BaseType::Vector64 | BaseType::Array => {
                let len =
                    if ty.base == BaseType::Array { ty.fixed_len.into() } else { self.roll(4) };
                (0..len).map(|_| self.value(&ty.element_type(), depth)).collect()
            }
            BaseType::Obj => self.object(self.schema.object_at(ty.index.unwrap()), depth + 1),
            BaseType::String => {
                json!(["", "plain", "\"\\\u{8}\u{c}\n\r\t/\u{1}", "é\u{1f600}\u{0}"][self.index(4)])
            }
            BaseType::Bool => json!(self.roll(2) == 1),
            BaseType::Float => json!([0.5, -1.5, 1e20, -8388607.5][self.index(4)]),
            BaseType::Double => json!([0.5, -1.5, 1e300, 0.1, 5e-324][self.index(5)]),
            base => match ty.index.map(|index| self.schema.enum_at(index)) {
                Some(names) if names.is_bit_flags => {
                    let first = self.index(names.values.len());
                    let second = self.index(names.values.len());
                    let (first, second) = (first.min(second), first.max(second));
                    match first == second {
                        true => json!(names.values[first].name),
                        false => json!(format!(
                            "{} {}",
                            names.values[first].name, names.values[second].name
                        )),
                    }
                }
                Some(names) => json!(names.values[self.index(names.values.len())].name),
                None => self.integer(base),
            },
        }
    }

    fn integer(&mut self, base: BaseType) -> Value {
        let any = self.index(3);
        match base {
            BaseType::Byte => json!([i8::MIN, i8::MAX, -1][any]),
            BaseType::UByte => json!([u8::MAX, 1, 0][any]),
            BaseType::Short => json!([i16::MIN, i16::MAX, -1][any]),
            BaseType::UShort => json!([u16::MAX, 1, 0][any]),
            BaseType::Int => json!([i32::MIN, i32::MAX, -1][any]),
            BaseType::UInt => json!([u32::MAX, 1, 0][any]),
            BaseType::Long => json!([i64::MIN, i64::MAX, (1 << 53) + 1][any]),
            BaseType::ULong => json!([u64::MAX, (1 << 63) + 1, 0][any]),
            other => panic!("{other:?}"),
        }
    }

    /// Types and values of a union or of a vector of them.
    fn unions(&mut self, field: &Field, depth: u64) -> (Value, Value) {
        let union = self.schema.enum_at(field.ty.index.unwrap());
        let mut one = || {
            let members: Vec<_> = union.values.iter().filter(|it| it.member.is_some()).collect();
            let member = members[self.index(members.len())];
            (json!(member.name), self.value(&member.member.unwrap(), depth + 1))
        };
        match field.ty.base {
            BaseType::Union => one(),
            _ => {
                let (types, values): (Vec<_>, Vec<_>) = (0..3).map(|_| one()).unzip();
                (json!(types), json!(values))
            }
        }
    }

    fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.roll(len as u64)).unwrap()
    }
}

/// Whether printing leaves the value out. An enum is asked for by name.
fn is_default(field: &Field, value: &Value) -> bool {
    match value {
        Value::Bool(bit) => i64::from(*bit) == field.default_integer,
        Value::Number(number) if field.ty.base != BaseType::ULong => {
            number.as_i64() == Some(field.default_integer)
                || number.as_f64() == Some(field.default_real)
        }
        // Enums are found in vectors, structs and optional fields.
        Value::String(_) => field.ty.base.is_scalar(),
        _ => false,
    }
}
