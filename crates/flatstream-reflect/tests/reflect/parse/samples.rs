//! The samples, there and back.

use super::{parse, print};
use crate::samples::{all_messages, file, message as message_of, schema};

#[test]
fn what_is_printed_makes_a_message_that_prints_the_same() {
    let schema = schema();
    for (name, sample) in all_messages() {
        let text = print(&schema, &sample);
        let message = parse(&schema, &text).unwrap();
        assert_eq!(print(&schema, &message), text, "{name}");
    }
}

#[test]
fn what_was_written_by_hand_is_the_message_that_flatc_makes_of_it() {
    let schema = schema();
    // Not what has text to be hashed, FlexBuffers as JSON, or vectors to sort.
    let not = ["full", "nested", "vectors"];
    for (name, wanted) in all_messages().filter(|(name, _)| !not.contains(name)) {
        let message = parse(&schema, file(&format!("{name}.json"))).unwrap();
        assert_eq!(print(&schema, &message), print(&schema, &wanted), "{name}");
    }
}

#[test]
fn what_flatc_prints_is_the_message_it_printed() {
    let schema = schema();
    // Nor what has more digits than flatc prints, or cannot be printed by it.
    let not = ["full", "nested", "extremes", "vector64"];
    for (name, wanted) in all_messages().filter(|(name, _)| !not.contains(name)) {
        let message = parse(&schema, file(&format!("{name}.flatc.json"))).unwrap();
        assert_eq!(print(&schema, &message), print(&schema, &wanted), "{name}");
    }
}

/// flatc lays these out in the same order, so every byte is to be the same.
#[test]
fn messages_have_the_bytes_that_flatc_writes() {
    let schema = schema();
    for name in ["defaults", "empty", "extremes", "optional", "unicode", "unions"] {
        let message = parse(&schema, file(&format!("{name}.json"))).unwrap();
        assert_eq!(message, message_of(name), "{name}");
    }
}

#[test]
fn messages_are_appended() {
    let schema = schema();
    let mut out = b"before".to_vec();
    let mut parser = flatstream_reflect::JsonParser::new(&schema);
    parser.parse(br#"{"number": 1}"#, &mut out).unwrap();
    let len = out.len();
    parser.parse(br#"{"number": 1}"#, &mut out).unwrap();
    assert_eq!(&out[..6], b"before");
    assert_eq!(out[6..len], out[len..]);
    assert_eq!(&out[10..14], b"EVRY");
}

#[test]
fn names_of_a_union_may_come_in_either_order() {
    let schema = schema();
    let before = r#"{"unions":{"one_type":"Seg","one":{"from":{"x":1,"y":2},"to":{"x":3,"y":4},
        "weight":5},"many_type":["Text","Leaf"],"many":["a",{"size":1}]}}"#;
    let behind = r#"{"unions":{"many":["a",{"size":1}],"one":{"from":{"x":1,"y":2},
        "to":{"y":4,"x":3},"weight":5},"many_type":["Text","Leaf"],"one_type":"Seg"}}"#;
    let [before, behind] = [before, behind].map(|text| parse(&schema, text).unwrap());
    assert_eq!(print(&schema, &before), print(&schema, &behind));
    assert!(print(&schema, &behind).contains(r#""weight":5"#));
}

#[test]
fn every_way_to_write_a_value_gives_the_same_message() {
    let schema = schema();
    let cases = [
        (r#"{"enums":{"tiny":"High"}}"#, r#"{"enums":{"tiny":127}}"#),
        (r#"{"enums":{"tiny":"High"}}"#, r#"{"enums":{"tiny":"127"}}"#),
        (r#"{"enums":{"colours":"Red Alpha"}}"#, r#"{"enums":{"colours":129}}"#),
        (r#"{"enums":{"huge":"Top"}}"#, r#"{"enums":{"huge":18446744073709551615}}"#),
        (
            r#"{"plain":{"a_long":"-9223372036854775808"}}"#,
            r#"{"plain":{"a_long":-9223372036854775808}}"#,
        ),
        (r#"{"plain":{"a_bool":true}}"#, r#"{"plain":{"a_bool":1}}"#),
        (r#"{"plain":{"a_float":"-inf"}}"#, r#"{"plain":{"a_float":-inf}}"#),
        (r#"{"plain":{"a_double":"0.5"}}"#, r#"{"plain":{"a_double":5e-1}}"#),
        (r#"{"plain":{"an_int":0}}"#, r#"{"plain":{}}"#),
        (r#"{"optional":{"an_int":null}}"#, r#"{"optional":{}}"#),
        (r#"{"near":null}"#, "{}"),
        (r#"{"near":"\u00e9\ud83d\ude00\/"}"#, r#"{"near":"é😀/"}"#),
        (
            r#"{"attributes":{"must":"","base64":"AAH+/w=="}}"#,
            r#"{"attributes":{"must":"","base64":[0,1,254,255]}}"#,
        ),
        (
            r#"{"attributes":{"must":"","base64url":"-_-_"}}"#,
            r#"{"attributes":{"must":"","base64url":[251,255,191]}}"#,
        ),
    ];
    for (one, other) in cases {
        let [one, other] = [one, other].map(|text| parse(&schema, text).expect(text));
        assert_eq!(print(&schema, &one), print(&schema, &other));
        assert_eq!(one, other);
    }
}

/// A binary schema says 0 where the default is above 2^63; were 0 left out, it
/// would read back as something else.
#[test]
fn an_unsigned_zero_is_stored() {
    let schema = schema();
    let message = parse(&schema, r#"{"defaults":{"a_ulong":0,"a_huge":"Zero"}}"#).unwrap();
    assert_eq!(print(&schema, &message), r#"{"defaults":{"a_ulong":0,"a_huge":"Zero"}}"#);
}

#[test]
fn a_float_is_rounded_once() {
    let schema = schema();
    // Halfway between two floats but for the last digit, which a double loses.
    let text = r#"{"plain":{"a_float":1.00000017881393432617187500001}}"#;
    let message = parse(&schema, text).unwrap();
    assert_eq!(print(&schema, &message), r#"{"plain":{"a_float":1.0000002}}"#);
}
