//! What is refused, in which words.

use super::{every, parse};
use flatstream_reflect::{ErrorKind, JsonParser};

fn check(text: &str, wanted: &str) {
    let error = parse(&every(), text).expect_err(text);
    assert_eq!(error.kind(), ErrorKind::InvalidPayload, "{text}");
    assert_eq!(error.to_string(), format!("invalid payload: {wanted}"), "{text}");
}

#[test]
fn of_the_schema() {
    check(
        r#"{"enums": {"colour": 1}}"#,
        "enums: no field `colour` in testdata.every.Enums, which has tiny, gap, short, wide, \
         signed64, huge, colours, bits, unit (line 1 column 12)",
    );
    check(r#"{"number": "x"}"#, "");
    check(r#"{"number": 2147483648}"#, "");
    check(r#"{"number": 1.0}"#, "");
    check(r#"{"number": 1e3}"#, "");
    check(r#"{"number": null}"#, "");
    check(r#"{"number": 1, "near": "", "number": 2}"#, "");
    check(r#"{"near": 5}"#, "");
    check(r#"{"near": null, "near": "x"}"#, "");
    check(r#"{"vectors": {"ubytes": [1, 2, 3, 300]}}"#, "");
    check(r#"{"vectors": {"ulongs": [-1]}}"#, "");
    check(r#"{"vectors": {"longs": [9223372036854775808]}}"#, "");
    check(r#"{"vectors": {"floats": [1e39]}}"#, "");
    check(r#"{"vectors": {"doubles": [1e309]}}"#, "");
    check(r#"{"vectors": {"doubles": ["one"]}}"#, "");
    check(r#"{"vectors": {"bools": [2]}}"#, "");
    check(r#"{"vectors": {"tinies": ["Lowest"]}}"#, "");
    check(r#"{"vectors": {"colours": ["Red  Blue"]}}"#, "");
    check(r#"{"vectors": {"tinies": ["Low High"]}}"#, "");
    check(r#"{"vectors": {"strings": ["a", null]}}"#, "");
    check(r#"{"vectors": {"points": [{"x": 1, "y": 2}, {"y": 2}]}}"#, "");
    check(r#"{"vectors": {"points": [{"x": 1, "y": 2, "x": 1}]}}"#, "");
    check(r#"{"structs": {"arrays": {"ints": [1, 2]}}}"#, "");
    check(r#"{"structs": {"arrays": {"ints": [1, 2, 3, 4]}}}"#, "");
    check(r#"{"attributes": {}}"#, "");
    check(r#"{"attributes": {"must": null}}"#, "");
    check(r#"{"attributes": {"must": "", "base64": "A"}}"#, "");
    check(r#"{"attributes": {"must": "", "base64": "AB-_"}}"#, "");
    check(r#"{"attributes": {"must": "", "nested": {"size": true}}}"#, "");
    check(r#"{"far_bytes": [256]}"#, "");
}

#[test]
fn of_unions() {
    check(r#"{"unions": {"one": {"name": "a"}}}"#, "");
    check(r#"{"unions": {"one_type": "Leaves"}}"#, "");
    check(r#"{"unions": {"sparse_type": 11}}"#, "");
    check(r#"{"unions": {"one_type": "NONE", "one": {}}}"#, "");
    check(r#"{"unions": {"one": {"nam": "a"}, "one_type": "Leaf"}}"#, "");
    check(r#"{"unions": {"one": "a", "one": "b", "one_type": "Text"}}"#, "");
    check(r#"{"unions": {"many_type": ["Leaf"], "many": [{}, {}]}}"#, "");
    check(r#"{"unions": {"many_type": ["Leaf", "Text"], "many": [{}]}}"#, "");
    check(r#"{"unions": {"many_type": ["Leaf", "Text"], "many": [{}, {}]}}"#, "");
    check(r#"{"unions": {"many": [{}]}}"#, "");
}

#[test]
fn of_the_text() {
    check("", "");
    check("[]", "");
    check("{", "");
    check("{\n  \"number\": 1,\n}", "");
    check(r#"{"number" 1}"#, "");
    check(r#"{"number": 1 "near": ""}"#, "");
    check(r#"{"number": 01}"#, "");
    check(r#"{"number": -}"#, "");
    check(r#"{"number": 1} x"#, "");
    check(r#"{number: 1}"#, "");
    check(r#"{"near": "a"#, "");
    check("{\"é\": 1, \"near\": \"\n\"}", "");
    check("{\"near\": \"é\n\"}", "");
    check(r#"{"near": "\x"}"#, "");
    check(r#"{"near": "\u12"}"#, "");
    check(r#"{"near": "\ud800"}"#, "");
    check(r#"{"near": "\udc00\ud800"}"#, "");
    check(r#"{"vectors": {"ints": [1,]}}"#, "");
    check(r#"{"vectors": {"ints": [1 2]}}"#, "");
}

#[test]
fn bytes_that_are_no_text() {
    let error = parse(&every(), b"{\n\"near\": \"\xff\"}").unwrap_err();
    assert_eq!(error.to_string(), "invalid payload: the text is not UTF-8 here (line 2 column 10)");
}

#[test]
fn what_is_nested_too_deep() {
    let schema = every();
    let tree = |depth: usize| {
        let open = r#"{"next":"#.repeat(depth);
        format!(r#"{{"tree":{open}{{}}{}}}"#, "}".repeat(depth))
    };
    // The root and the innermost count as well.
    let message = parse(&schema, tree(62)).unwrap();
    assert_eq!(super::print(&schema, &message), tree(62));
    let error = parse(&schema, tree(63)).unwrap_err().to_string();
    assert!(error.ends_with("more than 64 objects in each other (line 1 column 513)"), "{error}");
    // What is passed over on the way to a union's type is bounded too.
    let brackets = "[".repeat(100_000);
    let error = parse(&schema, format!(r#"{{"unions":{{"one":{brackets}"#)).unwrap_err();
    assert!(error.to_string().contains("nested more than 128 levels deep"), "{error}");
}

#[test]
fn a_text_that_is_refused_leaves_the_output_alone() {
    let schema = every();
    let mut parser = JsonParser::new(&schema);
    let mut out = b"before".to_vec();
    let refused = parser.parse(br#"{"number": 1} x"#, &mut out).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::InvalidPayload);
    assert_eq!(out, b"before");
    // Nor does it leave anything behind for the next one.
    let inside = br#"{"attributes": {"must": "", "nested": {"name": "x", "size": 1.5}}}"#;
    assert_eq!(parser.parse(inside, &mut out).unwrap_err().kind(), ErrorKind::InvalidPayload);
    out.clear();
    parser.parse(br#"{"number": 1}"#, &mut out).unwrap();
    assert_eq!(out, parse(&schema, r#"{"number": 1}"#).unwrap());
}

#[test]
fn a_schema_without_a_root() {
    let schema = flatstream_reflect::Schema::new(&super::sample("include/parts.bfbs")).unwrap();
    let error = parse(&schema, "{}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
