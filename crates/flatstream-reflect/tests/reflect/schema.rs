//! What a loaded schema says.

use crate::samples;
use flatstream_reflect::{BaseType, Encoding, ErrorKind, Schema};

#[test]
fn names_lead_to_what_they_name() {
    let schema = samples::schema();
    assert_eq!(schema.root().unwrap().name, "testdata.every.Every");
    assert_eq!(schema.file_identifier(), Some(*b"EVRY"));
    for (at, object) in schema.objects().iter().enumerate() {
        assert_eq!(schema.object(&object.name).unwrap().name, object.name);
        assert_eq!(schema.object_at(at).name, object.name);
        for (id, field) in object.fields.iter().enumerate() {
            assert_eq!(usize::from(field.id), id, "{}.{}", object.name, field.name);
            assert_eq!(object.field_index(&field.name), Some(id));
        }
    }
    for found in schema.enums() {
        for value in &found.values {
            assert_eq!(found.by_name(&value.name).unwrap().value, value.value);
            assert_eq!(found.by_value(value.value).unwrap().name, value.name);
        }
        assert!(found.by_name("Absent").is_none());
    }
    assert!(schema.object("testdata.every").is_none());
}

#[test]
fn types_and_attributes() {
    let schema = samples::schema();
    let field = |object: &str, name: &str| {
        let object = schema.object(&format!("testdata.every.{object}")).unwrap();
        object.field(name).unwrap().clone()
    };
    assert_eq!(field("Attributes", "base64").encoding, Some(Encoding::Base64));
    assert_eq!(field("Attributes", "base64url").encoding, Some(Encoding::Base64Url));
    assert!(field("Attributes", "flex").flexbuffer && field("Attributes", "must").required);
    assert!(field("Attributes", "gone").deprecated);
    let nested = field("Attributes", "nested").nested.unwrap();
    assert_eq!(schema.object_at(nested).name, "testdata.every.Leaf");
    assert!(field("Entry", "name").key && field("Optional", "a_byte").optional);
    assert!(field("Every", "far").offset64);
    assert_eq!(field("Every", "big_points").ty.base, BaseType::Vector64);
    assert_eq!(field("Every", "big_points").ty.element_size, 8);
    let points = field("Arrays", "points").ty;
    assert_eq!((points.base, points.fixed_len, points.element_size), (BaseType::Array, 2, 8));
    let any = field("Unions", "many");
    let object = schema.object("testdata.every.Unions").unwrap();
    assert_eq!(object.fields[any.type_field.unwrap()].name, "many_type");
    let colour = field("Enums", "colours").ty.index.unwrap();
    assert!(schema.enum_at(colour).is_bit_flags);
    let aligned = schema.object("testdata.every.Aligned").unwrap();
    assert_eq!((aligned.is_struct, aligned.min_align, aligned.byte_size), (true, 16, 16));
}

#[test]
fn another_root_is_one_of_its_tables() {
    let own = samples::schema().root().unwrap().name.clone();
    assert_eq!(samples::schema().with_root(&own).unwrap().file_identifier(), Some(*b"EVRY"));
    let schema = samples::schema().with_root("testdata.every.Leaf").unwrap();
    assert_eq!(schema.file_identifier(), None);
    assert_eq!(schema.root().unwrap().name, "testdata.every.Leaf");
    let check = |name: &str, text: &str| {
        let error = samples::schema().with_root(name).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(text), "{error}");
    };
    check("Leaf", "`Leaf` is no table of the schema; it has testdata.every.Attributes, ");
    check("testdata.every.Point", "is a struct, and a root is a table");
}

#[test]
fn a_schema_without_a_root_says_so() {
    let schema = Schema::new(&samples::file("include/parts.bfbs")).unwrap();
    assert!(schema.root().is_none());
    let error = schema.read(&samples::message("full")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("no root_type"), "{error}");
}
