//! Values, one by one.

use crate::samples;
use flatstream_reflect::{ErrorKind, Field, Schema, Table, Value};

fn field<'a>(table: &Table<'a>, name: &str) -> &'a Field {
    table.object().field(name).unwrap_or_else(|| panic!("no field {name}"))
}

fn value<'a>(table: &Table<'a>, name: &str) -> Value<'a> {
    table.value(field(table, name)).unwrap().unwrap_or_else(|| panic!("{name} is absent"))
}

fn table<'a>(parent: &Table<'a>, name: &str) -> Table<'a> {
    match value(parent, name) {
        Value::Table(table) => table,
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn numbers_keep_their_signs_and_names() {
    let (schema, payload) = (samples::schema(), samples::message("extremes"));
    let root = schema.read(&payload).unwrap();
    let plain = table(&root, "plain");
    assert!(matches!(value(&plain, "a_byte"), Value::Int(-128)));
    assert!(matches!(value(&plain, "a_ulong"), Value::UInt(u64::MAX)));
    assert!(matches!(value(&plain, "a_float"), Value::Float(f32::MIN)));
    assert!(matches!(value(&plain, "a_double"), Value::Double(f64::MAX)));
    let enums = table(&root, "enums");
    let Value::Enum(huge) = value(&enums, "huge") else { panic!() };
    assert_eq!(huge.value().unwrap().name, "Top");
    assert_eq!(huge.integer(), u64::MAX.into());
    assert_eq!(value(&enums, "signed64").integer(), Some(i64::MIN.into()));
    let Value::Enum(gap) = value(&enums, "gap") else { panic!() };
    assert_eq!((gap.number, gap.value().is_none()), (2, true));
}

#[test]
fn absent_fields_have_defaults() {
    let (schema, payload) = (samples::schema(), samples::message("defaults"));
    let root = schema.read(&payload).unwrap();
    let defaults = table(&root, "defaults");
    let a_float = field(&defaults, "a_float");
    assert!(!defaults.has(a_float));
    assert!(defaults.value(a_float).unwrap().is_none());
    assert!(matches!(schema.default_of(a_float), Some(Value::Float(1.5))));
    assert!(schema.default_of(field(&table(&root, "optional"), "a_float")).is_none());
    assert!(schema.default_of(field(&root, "near")).is_none());
}

#[test]
fn unions_are_what_their_types_say() {
    let (schema, payload) = (samples::schema(), samples::message("unions"));
    let unions = table(&schema.read(&payload).unwrap(), "unions");
    let Value::Struct(two) = value(&unions, "two") else { panic!() };
    assert_eq!(two.object().name, "testdata.every.Point");
    let x = two.object().field("x").unwrap();
    assert!(matches!(two.value(x).unwrap(), Value::Int(1)));
    let Value::Vector(many) = value(&unions, "many") else { panic!() };
    assert_eq!(many.len(), 7);
    assert!(matches!(many.get(0).unwrap(), Some(Value::Table(_))));
    assert!(matches!(many.get(5).unwrap(), Some(Value::String("sixth"))));
    assert!(many.get(7).unwrap().is_none());
}

#[test]
fn bytes_and_the_message_in_them() {
    let (schema, payload) = (samples::schema(), samples::message("full"));
    let attributes = table(&schema.read(&payload).unwrap(), "attributes");
    let Value::Vector(base64) = value(&attributes, "base64") else { panic!() };
    assert_eq!(base64.as_bytes(), Some(&[0, 1, 254, 255][..]));
    let nested = attributes.nested(field(&attributes, "nested")).unwrap().unwrap();
    assert_eq!(nested.object().name, "testdata.every.Leaf");
    assert!(matches!(value(&nested, "name"), Value::String("inside")));
    assert!(attributes.nested(field(&attributes, "base64")).unwrap().is_none());
}

#[test]
fn errors_name_the_field_the_byte_and_the_cause() {
    let (schema, mut payload) = (samples::schema(), samples::message("sixty_four"));
    let text = b"a string behind a 64";
    let at = payload.windows(text.len()).position(|part| part == text).unwrap();
    payload[at + 2] = 0xff;
    let root = schema.read(&payload).unwrap();
    let error = root.value(field(&root, "far")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    let expected = format!(
        "invalid payload: far, byte {}: the string is not UTF-8 from its byte 2 on",
        at - 4
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn fields_of_other_tables_are_refused_or_absent_and_never_panic() {
    let (schema, payload) = (samples::schema(), samples::message("arrays"));
    let other = Schema::new(&samples::file("include/parts.bfbs")).unwrap();
    let root = schema.read(&payload).unwrap();
    let structure = match value(&table(&root, "structs"), "deep") {
        Value::Struct(structure) => structure,
        other => panic!("{other:?}"),
    };
    for schema in [&schema, &other] {
        for field in schema.objects().iter().flat_map(|object| &object.fields) {
            let _ = root.value(field);
            let _ = structure.value(field);
        }
    }
}
