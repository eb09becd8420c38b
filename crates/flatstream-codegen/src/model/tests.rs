use crate::{Generator, Layout, Result};

const REFUSED: &[u8] = include_bytes!("../../tests/schema/refused.bfbs");
const EVERY: &[u8] = include_bytes!("../../../../testdata/reflect/every.bfbs");
const NAMES: &[u8] = include_bytes!("../../tests/schema/names.bfbs");

/// What is said of one table of a schema.
fn compiled(bfbs: &[u8], table: &str) -> Result<String> {
    Generator::new(bfbs)?.only([table]).generate()
}

#[track_caller]
fn check(bfbs: &[u8], table: &str, expected: &str) {
    let error = compiled(bfbs, table).expect_err("it cannot be compiled");
    assert_eq!(error.to_string(), format!("wrong configuration: {expected}"));
}

/// `bfbs` with all texts `from` replaced by one that is as long: a binary schema may
/// hold names that flatc does not take.
fn renamed(bfbs: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bfbs = bfbs.to_vec();
    let places: Vec<usize> =
        (0..bfbs.len()).filter(|&at| bfbs[at..].starts_with(from.as_bytes())).collect();
    assert!(!places.is_empty());
    for at in places {
        bfbs[at..at + from.len()].copy_from_slice(to.as_bytes());
    }
    bfbs
}

#[test]
fn what_is_not_supported_is_refused_where_it_is() {
    let check = |table: &str, expected: &str| {
        let expected = format!("refused.fbs: testdata.refused.{expected}");
        check(REFUSED, &format!("testdata.refused.{table}"), &expected);
    };
    check("EmptyUnion", "Empty: a union without members is not supported");
    let structs = "unions of structs and strings are not supported";
    check("StructUnion", &format!("OfStruct.Point: {structs}"));
    check("TextUnion", &format!("OfText.Text: {structs}"));
    check("UnionVector", &format!("OfStruct.Point: {structs}"));
    check("Far", "Far.text: 64-bit offsets are not supported");
    check("Long", "Long.numbers: 64-bit offsets are not supported");
}

#[test]
fn vectors_of_unions_are_refused() {
    let expected = "every.fbs: testdata.every.Any.Point: unions of structs and strings are not \
                    supported";
    check(EVERY, "testdata.every.Vectors", expected);
    check(EVERY, "testdata.every.Unions", expected);
}

#[test]
fn names_that_become_one_are_refused() {
    let check = |table: &str, expected: &str| {
        check(REFUSED, &format!("testdata.refused.{table}"), expected);
    };
    check(
        "AlikeUnion",
        "refused.fbs: testdata.refused.Alike.Leaf: it would be `Leaf`, and so would `leaf`; rename \
         one of them",
    );
    check(
        "AlikeValues",
        "refused.fbs: testdata.refused.Values.self_: it would be `self_`, and so would `self`; \
         rename one of them",
    );
    check(
        "AlikeFields",
        "refused.fbs: testdata.refused.AlikeFields.a_name: it would be `a_name`, and so would \
         `a__name`; rename one of them",
    );
    check(
        "Alike1",
        "testdata.refused.alike: `AlikeDraft` would be there twice; rename one of them",
    );
    check("Place", "testdata.refused._hidden: `_hidden` would be there twice; rename one of them");
}

#[test]
fn what_is_no_name_is_refused() {
    let says = "no name of Rust can be made of this one; rename it";
    check(
        REFUSED,
        "testdata.refused.NoName",
        &format!("refused.fbs: testdata.refused.NoName._: {says}"),
    );

    // flatc takes none of these, but a binary schema may hold them.
    for (from, to, what) in [
        ("String", "9tring", "str.crate.self.9tring"),
        ("payload_nested", "0ayload_nested", "str.crate.self.holder.0ayload_nested"),
        ("variant_name", "v\u{b2}riant_nam", "str.crate.self.Option.v\u{b2}riant_nam"),
        ("ABC", "1BC", "str.crate.self.Union.1BC"),
        ("RGB", "___", "str.crate.self.___"),
        ("core.Box", "core..ox", "core..ox"),
    ] {
        let error = Generator::new(&renamed(NAMES, from, to)).unwrap().generate().unwrap_err();
        let expected = format!("wrong configuration: names.fbs: {what}: {says}");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn tables_that_require_each_other_are_refused() {
    let text = "it requires a table of its own type, so that no message could end";
    for table in ["Loop", "Second", "Third"] {
        // The first of them in the schema.
        check(
            REFUSED,
            &format!("testdata.refused.{table}"),
            &format!("testdata.refused.Loop: {text}"),
        );
    }
}

#[test]
fn only_tables_can_be_named() {
    for name in ["Nothing", "testdata.refused.Point", "testdata.refused.OfText", ""] {
        check(REFUSED, name, &format!("`{name}` is no table of the schema"));
    }
}

#[test]
fn only_tables_have_layouts() {
    for name in ["Nothing", "testdata.refused.Point", "Leaf"] {
        let generator = Generator::new(REFUSED).unwrap().only(["testdata.refused.Leaf"]);
        let error = generator.table_layout(name, Layout::Compact).generate().unwrap_err();
        let expected = format!("wrong configuration: `{name}` is no table of the schema");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn the_file_is_named_where_flatc_named_it() {
    // As without `--bfbs-filenames`: every name is empty.
    let mut unnamed = REFUSED.to_vec();
    let name = b"\x0d\0\0\0//refused.fbs";
    let at = unnamed.windows(name.len()).position(|bytes| bytes == name).unwrap();
    unnamed[at..at + name.len()].fill(0);
    check(
        &unnamed,
        "testdata.refused.Far",
        "testdata.refused.Far.text: 64-bit offsets are not supported",
    );
}

#[test]
fn what_is_not_named_need_not_be_supported() {
    let code = compiled(REFUSED, "testdata.refused.Leaf").unwrap();
    assert!(code.contains("pub struct LeafDraft<'a>"), "{code}");
    assert!(!code.contains("Point"), "{code}");
}
