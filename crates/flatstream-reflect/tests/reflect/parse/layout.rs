//! What readers of messages rely on, and the official verifier.

use super::parse;
use crate::samples::{file, schema};
use flatstream_reflect::{JsonPrinter, Schema};
use flatstream_testkit::{Telemetry, schema as official};

/// The schema that the testkit's generated code is made of.
fn test_messages() -> Schema {
    Schema::new(&file("../../crates/flatstream-testkit/schema/test_messages.bfbs")).unwrap()
}

#[test]
fn the_official_verifier_accepts_tables_of_scalars() {
    let text = r#"{"timestamp":18446744073709551615,"sequence":1,"latitude":48.25,"speed":13.5,
        "battery":900,"status":65535,"errors":4294967295,"uptime":60}"#;
    let message = parse(&test_messages(), text).unwrap();
    let root = flatbuffers::root::<official::Telemetry<'_>>(&message).unwrap();
    assert_eq!((root.timestamp(), root.sequence()), (u64::MAX, 1));
    assert_eq!((root.latitude(), root.longitude(), root.speed()), (48.25, 0.0, 13.5));
    assert_eq!((root.battery(), root.status(), root.errors()), (900, 65535, u32::MAX));
}

#[test]
fn the_official_verifier_accepts_strings_structs_and_vectors_of_tables() {
    let text = r#"{"parent":{"id":"7","name":"above","origin":{"z":3,"x":1,"y":2}},"name":"here",
        "readings":[{"name":"a","value":0.5,"samples":[1,2.5]},{},{"samples":[]}]}"#;
    let schema = test_messages().with_root("test_messages.Nested").unwrap();
    let message = parse(&schema, text).unwrap();
    let root = flatbuffers::root::<official::Nested<'_>>(&message).unwrap();
    assert_eq!(root.name(), Some("here"));
    let readings = root.readings().unwrap();
    assert_eq!(readings.len(), 3);
    assert_eq!(readings.get(0).samples().unwrap().iter().collect::<Vec<_>>(), [1.0, 2.5]);
    assert_eq!(readings.get(2).samples().unwrap().len(), 0);
    let parent = root.parent().unwrap();
    let origin = parent.origin().unwrap();
    assert_eq!((parent.id(), origin.x(), origin.y(), origin.z()), (7, 1.0, 2.0, 3.0));
}

#[test]
fn what_the_official_builder_wrote_comes_back() {
    let schema = test_messages();
    let mut builder = flatbuffers::FlatBufferBuilder::new();
    let root = official::Telemetry::create(&mut builder, &Telemetry(12345).args());
    builder.finish(root, None);
    let mut text = Vec::new();
    JsonPrinter::new(&schema).print(builder.finished_data(), &mut text).unwrap();
    let message = parse(&schema, &text).unwrap();
    let root = flatbuffers::root::<official::Telemetry<'_>>(&message).unwrap();
    assert_eq!(root.timestamp(), Telemetry(12345).args().timestamp);
    assert_eq!(message.len(), builder.finished_data().len());
}

/// Tables with the same fields share a vtable, so the second costs what it holds
/// and the offset to it.
#[test]
fn vtables_are_shared() {
    let schema = schema();
    let leaves = |count: usize| {
        let leaves = vec![r#"{"size":1}"#; count].join(",");
        parse(&schema, format!(r#"{{"vectors":{{"leaves":[{leaves}]}}}}"#)).unwrap().len()
    };
    assert_eq!(leaves(101) - leaves(1), 100 * (4 + 4 + 4));
}

/// The longest offset first, so that there is something in front to push what
/// comes behind out of place.
#[test]
fn vectors_are_aligned_as_they_ask() {
    let schema = schema();
    for len in 0..40 {
        let bytes = vec!["171"; 40].join(",");
        let text = format!(
            r#"{{"near":"{}","far_bytes":[{}],"big_bytes":[{bytes}],
                "vectors":{{"padded":[{bytes}],"aligned":[{{"a":171,"b":1}}]}}}}"#,
            "x".repeat(len),
            vec!["1"; len].join(","),
        );
        let message = parse(&schema, text).unwrap();
        let runs: Vec<usize> = starts(&message, &[171; 40]);
        let [padded, big] = runs[..] else { panic!("{runs:?}") };
        assert_eq!((padded % 32, big % 16), (0, 0), "{len}");
        let structs = starts(&message, &[171, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
        assert_eq!(structs.iter().map(|at| at % 16).collect::<Vec<_>>(), [0], "{len}");
    }
}

/// A nested message is read where it lies, so it is aligned whatever is around
/// it, and however it was given.
#[test]
fn nested_messages_are_aligned() {
    let schema = schema();
    // What comes later in the text lies in front.
    let ends = |text: &str, wanted: &[u8]| {
        let found = (0..16).map(|len| {
            let message = parse(&schema, text.replace('#', &"x".repeat(len))).unwrap();
            let at = starts(&message, wanted);
            assert_eq!(at.len(), 1, "{len}");
            at[0] % 8
        });
        found.collect::<Vec<_>>()
    };
    let text = r##"{"attributes":{"must":"","nested":{"name":"inside"}},"near":"#"}"##;
    assert!(ends(text, b"inside").windows(2).all(|pair| pair[0] == pair[1]));
    let text = r##"{"attributes":{"must":"","nested":[171,172,173]},"near":"#"}"##;
    assert_eq!(ends(text, &[171, 172, 173]), [0; 16]);
    let text = r##"{"attributes":{"must":"","flex":[171,172,173]},"near":"#"}"##;
    assert_eq!(ends(text, &[171, 172, 173]), [0; 16]);
}

fn starts(message: &[u8], wanted: &[u8]) -> Vec<usize> {
    (0..message.len()).filter(|&at| message[at..].starts_with(wanted)).collect()
}
