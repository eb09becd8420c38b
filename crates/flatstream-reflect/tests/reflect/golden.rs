//! The same as flatc prints, where flatc prints JSON.

use crate::{
    flatc::assert_same,
    samples::{self, PRINTED, text},
};
use flatstream_reflect::JsonPrinter;
use serde_json::Value;

#[test]
fn every_message_prints_as_flatc_prints_it() {
    let schema = samples::schema();
    let printer = JsonPrinter::new(&schema).indent(Some(2));
    for name in PRINTED {
        let theirs = String::from_utf8(samples::file(&format!("{name}.flatc.json"))).unwrap();
        assert_same(name, &text(&printer, &samples::message(name)), &theirs);
    }
}

#[test]
fn one_line_says_the_same_as_many() {
    let schema = samples::schema();
    for (name, payload) in samples::all_messages() {
        let line = text(&JsonPrinter::new(&schema), &payload);
        let lines = text(&JsonPrinter::new(&schema).indent(Some(3)), &payload);
        assert!(!line.contains('\n'), "{name}");
        let parse = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(parse(&line), parse(&lines), "{name}");
    }
}

#[test]
fn what_flatc_prints_otherwise() {
    let schema = samples::schema();
    let full = text(&JsonPrinter::new(&schema), &samples::message("full"));
    assert!(full.contains(r#""base64":"AAH+/w==","base64url":"-_-_","nested":{"name":"inside""#));
    assert!(full.contains(r#""flex":[97,0,5,116,"#));
    let floats = text(&JsonPrinter::new(&schema), &samples::message("floats"));
    assert!(floats.starts_with(r#"{"plain":{"a_float":"nan","a_double":"-inf"},"#), "{floats}");
    let extremes = text(&JsonPrinter::new(&schema), &samples::message("extremes"));
    assert!(extremes.contains(r#""a_float":-3.4028235e+38,"a_double":1.7976931348623157e+308"#));
    assert!(extremes.contains("3.1415927") && extremes.contains("5e-324"), "{extremes}");
}

#[test]
fn lengths_of_64_bits() {
    let schema = samples::schema();
    let printed = text(&JsonPrinter::new(&schema), &samples::message("vector64"));
    let expected = r#"{"far":"before vectors with a 64-bit length","big_bytes":[255,254,253,252,251,250,249,248,247],"big_points":[{"x":1,"y":2},{"x":-3,"y":-4},{"x":5,"y":6}]}"#;
    assert_eq!(printed, expected);
}

#[test]
fn absent_fields_with_their_defaults() {
    let schema = samples::schema();
    let printer = JsonPrinter::new(&schema).defaults(true);
    assert_eq!(text(&printer, &samples::message("empty")), r#"{"number":0}"#);
    let printed = text(&printer, &samples::message("defaults"));
    let parsed: Value = serde_json::from_str(&printed).unwrap();
    let expected = r#"{"a_bool":true,"a_byte":-5,"a_ubyte":250,"a_short":-30000,"a_ushort":60000,"an_int":-2000000000,"a_uint":4000000000,"a_long":-9000000000000000000,"#;
    assert!(printed.contains(expected), "{printed}");
    let shown = [
        ("a_float", "1.5"),
        ("a_double", "-22500000000.0"),
        ("a_tiny", r#""Minus""#),
        ("a_gap", r#""Seven""#),
        ("some_colours", r#""Red Blue""#),
        ("not_a_number", r#""nan""#),
        ("infinite", r#""inf""#),
        ("minus_infinite", r#""-inf""#),
    ];
    for (name, value) in shown {
        assert_eq!(parsed["defaults"][name].to_string(), value, "{name}");
    }
    assert_eq!(parsed["optional"]["a_bool"], Value::Null);
    assert!(parsed["optional"].as_object().unwrap().contains_key("some_colours"));
    assert_eq!(parsed["unions"]["one_type"], "NONE");
    assert!(!parsed["attributes"].as_object().unwrap().contains_key("gone"));
}

#[test]
fn scalar_keys_are_printed_even_where_absent() {
    let schema = samples::schema().with_root("testdata.every.Numbered").unwrap();
    let printer = JsonPrinter::new(&schema);
    assert_eq!(text(&printer, &samples::message("empty")), r#"{"id":0}"#);
}

#[test]
fn printing_appends() {
    let schema = samples::schema();
    let mut out = b"[".to_vec();
    JsonPrinter::new(&schema).print(&samples::message("empty"), &mut out).unwrap();
    assert_eq!(out, b"[{}");
}

#[test]
fn unions_without_a_member_and_with_an_unknown_one() {
    let schema = samples::schema();
    let printer = JsonPrinter::new(&schema);
    let payload = samples::message("unions");
    // Wherever the types are: each byte is made one that no member has.
    let prints = |byte: u8| {
        let (printer, payload) = (&printer, &payload);
        (0..payload.len()).map(move |at| {
            let mut payload = payload.clone();
            payload[at] = byte;
            let mut out = Vec::new();
            let printed = printer.print(&payload, &mut out).map_err(|error| error.to_string());
            printed.map(|()| String::from_utf8(out).unwrap())
        })
    };
    let printed: Vec<_> = prints(0).filter_map(Result::ok).collect();
    let has = |text: &str| printed.iter().any(|printed| printed.contains(text));
    assert!(has(r#"{"one_type":"NONE","two_type":"Point","two":{"#));
    assert!(has(r#""Text","NONE"],"many":[{"name":"first"}"#) && has(r#""sixth",null]"#));
    let refused: Vec<_> = prints(200).filter_map(Result::err).collect();
    let has = |text: &str| refused.iter().any(|refused| refused.contains(text));
    assert!(has("unions.one, byte") && has("the union has no member 200; was it written by"));
    assert!(has("unions.many[6], byte"), "{refused:#?}");
}
