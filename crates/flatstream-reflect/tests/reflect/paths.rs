//! Paths into messages.

use crate::samples::{Bytes, message, schema};
use flatstream_reflect::{BaseType, ErrorKind, JsonPrinter, Path};

/// The values at `path` in a sample, each as JSON.
#[track_caller]
fn check(sample: &str, path: &str, expected: &[&str]) {
    let schema = schema();
    let payload = message(sample);
    let path = Path::new(&schema, path).unwrap();
    let printer = JsonPrinter::new(&schema);
    let mut found = Vec::new();
    for value in path.values(&schema.read(&payload).unwrap()) {
        let mut text = Vec::new();
        printer.print_value(&value.unwrap(), &mut text).unwrap();
        found.push(String::from_utf8(text).unwrap());
    }
    assert_eq!(found, expected, "{sample}: {path}");
}

#[test]
fn fields_of_tables_and_structs() {
    check("full", "number", &["42"]);
    check("full", "structs.point.y", &["-1"]);
    check("full", "structs.point", &[r#"{"x":1,"y":-1}"#]);
    check("full", "far", &[r#""far""#]);
    check("full", "enums.colours", &[r#""Red Green""#]);
    check("arrays", "structs.segment.to.x", &["3"]);
    check("arrays", "structs.scalars.a_ulong", &["18446744073709551615"]);
    check("arrays", "structs.reading.unit", &[r#""Kelvin""#]);
}

#[test]
fn elements() {
    check("vectors", "vectors.ushorts[0]", &["60000"]);
    check("vectors", "vectors.ushorts[1]", &[]);
    check("vectors", "vectors.strings[2]", &[r#""two""#]);
    check("vectors", "vectors.floats[*]", &["1.5", "-2.25"]);
    check("vectors", "vectors.ints[*]", &[]);
    check("vectors", "vectors.entries[*].name", &[r#""ant""#, r#""zebra""#]);
    check("vectors", "vectors.points[1].x", &["3"]);
    check("vectors", "vectors.arrays[0].ints[2]", &["3"]);
    check("arrays", "structs.arrays.points[1].y", &["-4"]);
    check("arrays", "structs.deep.arrays[*].ints[*]", &["1", "2", "3", "4", "5", "6"]);
    check("arrays", "structs.deep.arrays[*].points[1].x", &["3", "7"]);
    check("full", "far_bytes[2]", &["3"]);
    check("sixty_four", "far_bytes[*]", &["0", "1", "2", "3"]);
    check("vector64", "big_points[0].x", &["1"]);
}

#[test]
fn unions_are_the_member_at_hand() {
    check("unions", "unions.one_type", &[r#""Node""#]);
    check("unions", "unions.one.label", &[r#""n""#]);
    check("unions", "unions.one.children[0].label", &[r#""c""#]);
    check("unions", "unions.one.name", &[]);
    check("unions", "unions.two.y", &["2"]);
    check("unions", "unions.sparse.count", &["20"]);
    check("unions", "unions.many[5]", &[r#""sixth""#]);
    check("unions", "unions.many[*].name", &[r#""first""#, r#""third""#]);
    check("unions", "unions.many[*].x", &["4"]);
    check("unions", "unions.many[*].to.y", &["6"]);
    check("unions", "unions.many_type[2]", &[r#""Other""#]);
    // A default in the one member that has the field.
    check("unions", "unions.many[*].size", &["-7", "-7"]);
    check("defaults", "unions.one", &[]);
    check("defaults", "unions.one_type", &[r#""NONE""#]);
}

#[test]
fn what_is_absent() {
    check("empty", "number", &["0"]);
    check("empty", "plain.an_int", &[]);
    check("empty", "near", &[]);
    check("empty", "structs.point.x", &[]);
    check("defaults", "defaults.a_long", &["-9000000000000000000"]);
    check("defaults", "defaults.a_uint", &["4000000000"]);
    check("defaults", "defaults.a_gap", &[r#""Seven""#]);
    check("defaults", "defaults.a_double", &["-22500000000.0"]);
    check("defaults", "defaults.a_bool", &["true"]);
    check("defaults", "optional.an_int", &[]);
    check("optional", "optional.an_int", &["0"]);
}

#[test]
fn nested_messages() {
    check("nested", "attributes.nested.name", &[r#""a buffer in a buffer""#]);
    // Without a name behind it, it is bytes.
    check("nested", "attributes.nested[1]", &["0"]);
    check("empty", "attributes.nested.name", &[]);
    check("nested", "tree.children[*].children[*].label", &[r#""0.0.0""#]);
}

#[test]
fn types_and_defaults() {
    let schema = schema();
    let check = |path: &str, types: &[BaseType], has_default: bool| {
        let path = Path::new(&schema, path).unwrap();
        let found: Vec<_> = path.types().iter().map(|ty| ty.base).collect();
        assert_eq!((&found[..], path.has_default()), (types, has_default), "{path}");
    };
    check("number", &[BaseType::Int], true);
    check("optional.an_int", &[BaseType::Int], false);
    check("structs.point.x", &[BaseType::Int], false);
    check("near", &[BaseType::String], false);
    check("vectors.ints", &[BaseType::Vector], false);
    check("vectors.ints[0]", &[BaseType::Int], false);
    check("unions.one.name", &[BaseType::String], false);
    // Leaf, Node, Part, Point, Segment and a string.
    let obj = BaseType::Obj;
    check("unions.many[*]", &[obj, obj, obj, obj, obj, BaseType::String], false);
}

#[test]
fn what_is_refused() {
    let schema = schema();
    let check = |path: &str, expected: &str| {
        let error = Path::new(&schema, path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{path}");
        let text = error.to_string();
        let (_, text) = text.split_once("path ").unwrap();
        assert_eq!(text, format!("`{path}`: {expected}"));
    };
    check("", "the name of a field is missing at byte 0");
    check(
        "numbr.x",
        "no field `numbr` in testdata.every.Every, which has plain, defaults, optional, \
           enums, strings, vectors, structs, unions, ids, attributes, tree, near, far, far_bytes, \
           big_bytes, big_points, number",
    );
    check("structs.point.z", "no field `z` in testdata.every.Point, which has x, y");
    check(
        "unions.sparse.nme",
        "no field `nme` in testdata.every.Leaf or testdata.every.Entry, which has name, size, \
         name, count",
    );
    check("number.x", "`.x` of what has no fields");
    check("near[0]", "a `[` behind what is no vector");
    check("structs.arrays.ints[3]", "no element 3 in an array of 3; the first is 0");
    check("vectors.points.x", "`.x` of a vector; `[0].x` is of its first element, `[*].x` of each");
}

#[test]
fn a_table_of_another_schema_or_place_is_refused() {
    let (schema, other) = (schema(), schema());
    let payload = message("full");
    let path = Path::new(&schema, "number").unwrap();
    let error = path.first(&other.read(&payload).unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
}

#[test]
fn damage_is_named_with_all_of_the_path() {
    let schema = schema();
    let mut payload = message("vectors");
    let at = payload.windows(3).position(|bytes| bytes == b"zeb").unwrap();
    payload[at] = 0xff;
    let path = Path::new(&schema, "vectors.entries[*].name").unwrap();
    let table = schema.read(&payload).unwrap();
    let mut values = path.values(&table);
    values.next().unwrap().unwrap();
    let error = values.next().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    let text = error.to_string();
    assert!(text.contains("vectors.entries[1].name, byte"), "{text}");
    assert!(values.next().is_none(), "nothing behind an error");
}

#[test]
fn no_damage_panics() {
    let schema = schema();
    let paths: Vec<_> = PATHS.iter().map(|path| Path::new(&schema, path).unwrap()).collect();
    for sample in ["full", "unions", "vectors", "arrays", "nested", "sixty_four"] {
        let intact = message(sample);
        let look = |bytes: &[u8]| {
            let Ok(table) = schema.read(bytes) else { return };
            // Errors are fine; damage may also mean another message.
            paths.iter().for_each(|path| path.values(&table).for_each(drop));
        };
        for at in 0..intact.len() {
            look(&intact[..at]);
            for with in [0, 0xff, intact[at].wrapping_add(1)] {
                let mut bytes = intact.clone();
                bytes[at] = with;
                look(&bytes);
            }
        }
    }
}

const PATHS: [&str; 12] = [
    "number",
    "structs.segment.to.x",
    "structs.deep.arrays[*].points[*].x",
    "vectors.strings[*]",
    "vectors.entries[*].name",
    "vectors.floats[1]",
    "unions.one.name",
    "unions.many[*].name",
    "unions.many[*]",
    "attributes.nested.name",
    "far_bytes[*]",
    "tree.children[*].children[*].label",
];

#[test]
fn vectors_that_all_lead_to_the_same_end_with_an_error() {
    let schema = schema().with_root("testdata.every.Node").unwrap();
    let path = Path::new(&schema, "children[*].children[*].children[*].label").unwrap();
    let small = shared_children(3, 20);
    let table = schema.read(&small).unwrap();
    assert_eq!(path.values(&table).map(Result::unwrap).count(), 8000);

    let bomb = shared_children(3, 2000);
    let table = schema.read(&bomb).unwrap();
    let error = path.values(&table).find_map(Result::err).unwrap();
    assert_eq!(error.kind(), ErrorKind::InvalidPayload);
    let text = error.to_string();
    assert!(text.contains(": more values than the limit"), "{text}");
}

/// Nodes in `levels` below the root, one of them in each, that is `count` times
/// the child of the one above; the last has a label.
fn shared_children(levels: usize, count: usize) -> Vec<u8> {
    // A root offset, one vtable of `label` and `children`, and the nodes: 12 bytes
    // each, with their vector behind.
    let mut bytes = Bytes::default();
    bytes.u32(12).u16(8).u16(12).u16(4).u16(8);
    for _ in 0..levels {
        // What lies where the label would is nobody's concern.
        let back = bytes.0.len() - 4;
        bytes.u32(back).u32(8).u32(4).u32(count);
        for index in 0..count {
            bytes.u32(4 * (count - index));
        }
    }
    // The label, and a vector without elements in its zeros.
    let back = bytes.0.len() - 4;
    bytes.u32(back).u32(8).u32(4).u32(1);
    bytes.0.extend(*b"x\0\0\0");
    bytes.0
}

/// Whatever is in a message, a path ends; and where all of it can be read, so can
/// what is at a path.
#[test]
fn every_byte_replaced() {
    let schema = schema();
    let printer = JsonPrinter::new(&schema);
    let paths = [
        "vectors.strings[*]",
        "unions.many[*].name",
        "unions.one.size",
        "structs.deep.arrays[*].doubles[1]",
        "tree.children[*].children[*].label",
        "attributes.nested.name",
        "big_points[*].x",
        "far_bytes[*]",
    ];
    let paths = paths.map(|path| Path::new(&schema, path).unwrap());
    let (mut found, mut refused) = (0, 0);
    for (name, mut payload) in crate::samples::all_messages() {
        for at in 0..payload.len() {
            let whole = payload[at];
            for byte in [0, 0xff, whole.wrapping_add(4)] {
                payload[at] = byte;
                let prints = printer.print(&payload, &mut Vec::new()).is_ok();
                let Ok(root) = schema.read(&payload) else { continue };
                for path in &paths {
                    for value in path.values(&root) {
                        match value {
                            Ok(_) => found += 1,
                            Err(error) => {
                                refused += 1;
                                assert_eq!(error.kind(), ErrorKind::InvalidPayload);
                                assert!(!prints, "{name}, byte {at} is {byte}, {path}: {error}");
                            }
                        }
                    }
                }
            }
            payload[at] = whole;
        }
    }
    assert!(found > 1000 && refused > 100, "{found} {refused}");
}
