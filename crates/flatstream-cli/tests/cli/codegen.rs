//! `codegen`.

use crate::harness::{Place, testdata};
use flatstream_codegen::{Generator, Layout};
use std::fs;

/// A place with the schema that `record lines` writes, and what the library says.
fn with_schema() -> (Place, Generator) {
    let place = Place::new();
    place.run("record machine --print-schema -o machine.bfbs").ok();
    let generator = Generator::new(&place.read("machine.bfbs")).unwrap();
    (place, generator)
}

#[test]
fn flags_are_those_of_the_library() {
    let (place, generator) = with_schema();
    let plain = generator.generate().unwrap();
    let check = |flags: &str, generator: Generator| {
        let expected = generator.generate().unwrap();
        assert_ne!(expected, plain, "`{flags}` changes nothing");
        assert_eq!(place.run(&format!("codegen {flags} machine.bfbs")).expect(0), expected);
    };
    assert_eq!(place.run("codegen machine.bfbs").expect(0), plain);
    assert_eq!(place.run("codegen --layout masked machine.bfbs").expect(0), plain);
    let from = || generator.clone();
    check("--layout all-slots", from().layout(Layout::AllSlots));
    check("--layout compact", from().layout(Layout::Compact));
    check(
        "--layout compact --table-layout flatstream.Load=masked \
         --table-layout flatstream.Disk=all-slots",
        from()
            .layout(Layout::Compact)
            .table_layout("flatstream.Load", Layout::Masked)
            .table_layout("flatstream.Disk", Layout::AllSlots),
    );
    check(
        "--only flatstream.Load --only flatstream.Disk",
        from().only(["flatstream.Load", "flatstream.Disk"]),
    );
    check("--runtime ::flatstream_schema", from().runtime("::flatstream_schema"));
    check("--flatc crate::schema", from().flatc("crate::schema"));
    check("--no-verifiers", from().verifiers(false));
}

#[test]
fn code_goes_where_it_is_told_to() {
    let (place, generator) = with_schema();
    let code = generator.generate().unwrap();
    place.run("codegen machine.bfbs -o machine.rs").ok();
    assert_eq!(place.read("machine.rs"), code.as_bytes());
    place.run("codegen machine.bfbs -o machine.rs").fails(1, &["machine.rs: exists", "-f"]);
    place.run("codegen machine.bfbs -f -o machine.rs").ok();
    let schema = place.read("machine.bfbs");
    for line in ["codegen", "codegen -", "codegen - -o -"] {
        assert_eq!(place.run_with(line, &schema).expect(0), code, "{line}");
    }
}

#[test]
fn what_cannot_be_compiled_is_named() {
    let place = Place::new();
    fs::copy(testdata("every.bfbs"), place.path("every.bfbs")).unwrap();
    place.run("codegen every.bfbs -o every.rs").fails(
        1,
        &["error: every.bfbs: every.fbs: testdata.every.Any.Point: unions of structs and strings"],
    );
    assert_eq!(place.files(), ["every.bfbs"]);
    // It can be left out.
    place.run("codegen --only testdata.every.Leaf every.bfbs -o every.rs").ok();
}

#[test]
fn what_is_no_binary_schema_is_told_how_to_make_one() {
    let place = Place::new();
    place.file("line.fbs", "table Line { text: string; }");
    let advice = "try: make it with `flatc --binary --schema --bfbs-builtins --bfbs-comments";
    place.run("codegen line.fbs -o line.rs").fails(2, &["error: line.fbs: ", advice]);
    place.run_with("codegen", b"").fails(2, &["error: standard input: ", advice]);
    place.run("codegen missing.bfbs").fails(1, &["error: missing.bfbs: No such file"]);
    assert_eq!(place.files(), ["line.fbs"]);
}

#[test]
fn flags_that_mean_nothing_are_refused() {
    let (place, _) = with_schema();
    let check = |flags: &str, words: &[&str]| {
        place.run(&format!("codegen machine.bfbs -o no.rs {flags}")).fails(2, words);
    };
    check("--only Load", &["`Load` is no table of the schema; it has flatstream."]);
    check("--table-layout Load=masked", &["`Load` is no table of the schema"]);
    check("--table-layout flatstream.Load", &["a table, `=` and its layout are needed"]);
    check("--table-layout flatstream.Load=wide", &["no layout `wide`; there are masked, all-"]);
    check("--layout wide", &["[possible values: masked, all-slots, compact]"]);
    check("--no-verifiers --flatc crate::schema", &["cannot be used with"]);
    for path in ["", "::", "a::", "a b", "a-b", "1a", "a:::b", "a.b", "a::{b}", "::::a"] {
        let run = place
            .run_command(place.command("codegen machine.bfbs -o no.rs").args(["--runtime", path]));
        run.fails(2, &["a path of Rust is needed, such as `::flatstream::schema`"]);
    }
    check("--flatc a/b", &["a path of Rust is needed"]);
    assert_eq!(place.files(), ["machine.bfbs"]);
}
