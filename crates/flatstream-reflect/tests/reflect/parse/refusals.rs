//! What is refused, in which words.

use super::{parse, print};
use crate::samples::{file, schema};
use flatstream_reflect::{ErrorKind, JsonParser};

fn check(text: &str, wanted: &str) {
    let error = parse(&schema(), text).expect_err(text);
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
    check(
        r#"{"number": "x"}"#,
        r#"number: "x" is no integer, and the field has no names for them (line 1 column 12)"#,
    );
    check(
        r#"{"number": 2147483648}"#,
        "number: 2147483648 is out of range for int: -2147483648 to 2147483647 (line 1 column 12)",
    );
    check(r#"{"number": 1.0}"#, "number: 1.0 is no integer (line 1 column 12)");
    check(r#"{"number": 1e3}"#, "number: 1e3 is no integer (line 1 column 12)");
    check(
        r#"{"number": null}"#,
        "number: null, but the field has a default: leave it out (line 1 column 12)",
    );
    check(r#"{"number": 1, "near": "", "number": 2}"#, "number: given twice (line 1 column 37)");
    check(r#"{"near": 5}"#, "near: expected a string, found a number (line 1 column 10)");
    check(r#"{"near": null, "near": "x"}"#, "near: given twice (line 1 column 24)");
    check(
        r#"{"vectors": {"ubytes": [1, 2, 3, 300]}}"#,
        "vectors.ubytes[3]: 300 is out of range for ubyte: 0 to 255 (line 1 column 34)",
    );
    check(
        r#"{"vectors": {"ulongs": [-1]}}"#,
        "vectors.ulongs[0]: -1 is out of range for ulong: 0 to 18446744073709551615 (line 1 column 25)",
    );
    check(
        r#"{"vectors": {"longs": [9223372036854775808]}}"#,
        "vectors.longs[0]: 9223372036854775808 is out of range for long: -9223372036854775808 to 9223372036854775807 (line 1 column 24)",
    );
    check(
        r#"{"vectors": {"floats": [1e39]}}"#,
        "vectors.floats[0]: 1e39 is out of range for a float of 32 bits (line 1 column 25)",
    );
    check(
        r#"{"vectors": {"doubles": [1e309]}}"#,
        "vectors.doubles[0]: 1e309 is out of range for a float of 64 bits (line 1 column 26)",
    );
    check(
        r#"{"vectors": {"doubles": ["one"]}}"#,
        r#"vectors.doubles[0]: "one" is no number, and none of "nan", "inf", "-inf" (line 1 column 26)"#,
    );
    check(
        r#"{"vectors": {"bools": [2]}}"#,
        "vectors.bools[0]: expected true, false, 1 or 0 (line 1 column 24)",
    );
    check(
        r#"{"vectors": {"tinies": ["Lowest"]}}"#,
        r#"vectors.tinies[0]: no value "Lowest" in testdata.every.Tiny, which has Low, Minus, Zero, High (line 1 column 25)"#,
    );
    check(
        r#"{"vectors": {"colours": ["Red  Blue"]}}"#,
        r#"vectors.colours[0]: no value "" in testdata.every.Colour, which has Red, Green, Blue, Alpha (line 1 column 26)"#,
    );
    check(
        r#"{"vectors": {"tinies": ["Low High"]}}"#,
        r#"vectors.tinies[0]: no value "Low High" in testdata.every.Tiny, which has Low, Minus, Zero, High (line 1 column 25)"#,
    );
    check(
        r#"{"vectors": {"strings": ["a", null]}}"#,
        "vectors.strings[1]: expected a string, found null (line 1 column 31)",
    );
    check(
        r#"{"vectors": {"points": [{"x": 1, "y": 2}, {"y": 2}]}}"#,
        "vectors.points[1]: no `x`: the struct testdata.every.Point needs all its fields (line 1 column 51)",
    );
    check(
        r#"{"vectors": {"points": [{"x": 1, "y": 2, "x": 1}]}}"#,
        "vectors.points[0].x: given twice (line 1 column 46)",
    );
    check(
        r#"{"structs": {"arrays": {"ints": [1, 2]}}}"#,
        "structs.arrays.ints: 2 elements, but the array has 3 (line 1 column 39)",
    );
    check(
        r#"{"structs": {"arrays": {"ints": [1, 2, 3, 4]}}}"#,
        "structs.arrays.ints: more than the 3 elements of the array (line 1 column 42)",
    );
    check(
        r#"{"attributes": {}}"#,
        "attributes: testdata.every.Attributes must have a `must` (line 1 column 18)",
    );
    check(
        r#"{"attributes": {"must": null}}"#,
        "attributes: testdata.every.Attributes must have a `must` (line 1 column 30)",
    );
    check(
        r#"{"attributes": {"must": "", "base64": "A"}}"#,
        "attributes.base64: no base64: Invalid input length: 1 (line 1 column 39)",
    );
    check(
        r#"{"attributes": {"must": "", "base64": "AB-_"}}"#,
        "attributes.base64: no base64: Invalid symbol 45, offset 2. (line 1 column 39)",
    );
    check(
        r#"{"attributes": {"must": "", "nested": {"size": true}}}"#,
        "attributes.nested.size: expected a number or a string, found true or false (line 1 column 48)",
    );
    check(
        r#"{"far_bytes": [256]}"#,
        "far_bytes[0]: 256 is out of range for ubyte: 0 to 255 (line 1 column 16)",
    );
}

#[test]
fn of_unions() {
    check(
        r#"{"unions": {"one": {"name": "a"}}}"#,
        "unions.one: no `one_type` that says which member it is (line 1 column 20)",
    );
    check(
        r#"{"unions": {"one_type": "Leaves"}}"#,
        r#"unions.one_type: no value "Leaves" in testdata.every.Any, which has NONE, Leaf, Node, Other, Point, Seg, Text (line 1 column 25)"#,
    );
    check(
        r#"{"unions": {"sparse_type": 11}}"#,
        "unions.sparse_type: testdata.every.Sparse has no member 11 (line 1 column 28)",
    );
    check(
        r#"{"unions": {"one_type": "NONE", "one": {}}}"#,
        "unions.one: a value, but its type is NONE (line 1 column 40)",
    );
    check(
        r#"{"unions": {"one": {"nam": "a"}, "one_type": "Leaf"}}"#,
        "unions.one: no field `nam` in testdata.every.Leaf, which has name, size (line 1 column 21)",
    );
    check(
        r#"{"unions": {"one": "a", "one": "b", "one_type": "Text"}}"#,
        "unions.one: given twice (line 1 column 32)",
    );
    check(
        r#"{"unions": {"many_type": ["Leaf"], "many": [{}, {}]}}"#,
        "unions.many: more values than the 1 types (line 1 column 48)",
    );
    check(
        r#"{"unions": {"many_type": ["Leaf", "Text"], "many": [{}]}}"#,
        "unions.many: 1 values for 2 types (line 1 column 56)",
    );
    check(
        r#"{"unions": {"many_type": ["Leaf", "Text"], "many": [{}, {}]}}"#,
        "unions.many[1]: expected a string, found an object (line 1 column 57)",
    );
    check(
        r#"{"unions": {"many": [{}]}}"#,
        "unions.many: no `many_type` that says which member it is (line 1 column 21)",
    );
}

#[test]
fn of_the_text() {
    check("", "expected a value, found the end of the text (line 1 column 1)");
    check("[]", "expected an object, found an array (line 1 column 1)");
    check("{", "expected a name in quotes, found the end of the text (line 1 column 2)");
    check("{\n  \"number\": 1,\n}", "expected a name in quotes, found '}' (line 3 column 1)");
    check(r#"{"number" 1}"#, "expected `:`, found '1' (line 1 column 11)");
    check(r#"{"number": 1 "near": ""}"#, r#"expected `,` or `}`, found '"' (line 1 column 14)"#);
    check(r#"{"number": 01}"#, "expected `,` or `}`, found '1' (line 1 column 13)");
    check(r#"{"number": -}"#, "number: expected a digit, found '}' (line 1 column 13)");
    check(r#"{"number": 1} x"#, "expected the end of the text, found 'x' (line 1 column 15)");
    check(r#"{number: 1}"#, "expected a name in quotes, found 'n' (line 1 column 2)");
    check(
        r#"{"near": "a"#,
        r#"near: expected `"` at the end of the string, found the end of the text (line 1 column 12)"#,
    );
    check(
        "{\"é\": 1, \"near\": \"\n\"}",
        "no field `é` in testdata.every.Every, which has plain, defaults, optional, enums, strings, vectors, structs, unions, ids, attributes, tree, near, far, far_bytes, big_bytes, big_points, number (line 1 column 2)",
    );
    check(
        "{\"near\": \"é\n\"}",
        r#"near: expected no control character in a string, found '\n' (line 1 column 12)"#,
    );
    check(
        r#"{"near": "\x"}"#,
        "near: expected an escape that JSON has, found 'x' (line 1 column 12)",
    );
    check(
        r#"{"near": "\u12"}"#,
        "near: expected four hexadecimal digits, found 'u' (line 1 column 12)",
    );
    check(r#"{"near": "\ud800"}"#, "near: half of a surrogate pair (line 1 column 11)");
    check(r#"{"near": "\udc00\ud800"}"#, "near: half of a surrogate pair (line 1 column 11)");
    check(
        r#"{"vectors": {"ints": [1,]}}"#,
        "vectors.ints[1]: expected a value, found ']' (line 1 column 25)",
    );
    check(
        r#"{"vectors": {"ints": [1 2]}}"#,
        "vectors.ints: expected `,` or `]`, found '2' (line 1 column 25)",
    );
}

#[test]
fn bytes_that_are_no_text() {
    let error = parse(&schema(), b"{\n\"near\": \"\xff\"}").unwrap_err();
    assert_eq!(error.to_string(), "invalid payload: the text is not UTF-8 here (line 2 column 10)");
}

#[test]
fn what_is_nested_too_deep() {
    let schema = schema();
    let tree = |depth: usize| {
        let open = r#"{"next":"#.repeat(depth);
        format!(r#"{{"tree":{open}{{}}{}}}"#, "}".repeat(depth))
    };
    // The root and the innermost count as well.
    let message = parse(&schema, tree(62)).unwrap();
    assert_eq!(print(&schema, &message), tree(62));
    let error = parse(&schema, tree(63)).unwrap_err().to_string();
    assert!(error.ends_with("in each other beyond the limit (line 1 column 513)"), "{error}");
    // What is passed over on the way to a union's type is bounded too.
    let brackets = "[".repeat(100_000);
    let error = parse(&schema, format!(r#"{{"unions":{{"one":{brackets}"#)).unwrap_err();
    assert!(error.to_string().contains("nested more than 128 levels deep"), "{error}");
}

#[test]
fn a_text_that_is_refused_leaves_the_output_alone() {
    let schema = schema();
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
    let schema = flatstream_reflect::Schema::new(&file("include/parts.bfbs")).unwrap();
    let error = parse(&schema, "{}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}
