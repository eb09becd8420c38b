//! The generator as its users call it.

use flatstream_codegen::{ErrorKind, Generator, Layout, compile};
use flatstream_testkit::TempFile;
use std::{
    env, fs,
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

const FEATURES: &[u8] = include_bytes!("schema/features.bfbs");

/// `code` as rustfmt has it, if there is one.
fn formatted(code: &str) -> io::Result<Option<String>> {
    let rustfmt = env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into());
    let mut command = Command::new(rustfmt);
    command.args(["--edition", "2024", "--config", "use_small_heuristics=Max"]);
    let mut child = match command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        child => child?,
    };
    // What cannot be written was not formatted, either.
    child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(code.as_bytes()))?;
    let output = child.wait_with_output()?;
    // A toolchain may have the name and no program.
    let made = output.status.success().then_some(output.stdout);
    made.map(|text| String::from_utf8(text).map_err(io::Error::other)).transpose()
}

#[test]
fn code_is_as_rustfmt_would_have_it() {
    for layout in [Layout::Masked, Layout::AllSlots, Layout::Compact] {
        let generator = Generator::new(FEATURES).unwrap().layout(layout);
        for generator in [generator.clone().runtime("::flatstream_schema"), generator] {
            let code = generator.verifiers(false).generate().unwrap();
            let Some(formatted) = formatted(&code).unwrap() else {
                return eprintln!("skipped: there is no rustfmt");
            };
            let both = code.lines().zip(formatted.lines()).enumerate();
            for (line, (own, formatted)) in both {
                assert_eq!(own, formatted, "{layout:?}, line {}", line + 1);
            }
            assert_eq!(code, formatted);
        }
    }
}

#[test]
fn a_table_may_have_a_layout_of_its_own() {
    let one = |generator: Generator| generator.only(["testdata.features.Many"]).generate().unwrap();
    let generator = || Generator::new(FEATURES).unwrap();
    let compact = one(generator().layout(Layout::Compact));
    assert_eq!(compact, one(generator().table_layout("testdata.features.Many", Layout::Compact)));
    assert_ne!(compact, one(generator().table_layout("testdata.features.Leaf", Layout::Compact)));
    // The last one counts.
    let twice = generator()
        .table_layout("testdata.features.Many", Layout::AllSlots)
        .table_layout("testdata.features.Many", Layout::Compact);
    assert_eq!(compact, one(twice));
}

#[test]
fn only_what_is_needed_is_compiled() {
    let code = Generator::new(FEATURES).unwrap().only(["testdata.features.Ids"]).generate();
    let code = code.unwrap();
    // Members of its union, and the structs and enums in those.
    for item in ["IdsDraft", "AnyDraft", "NodeDraft", "PartDraft", "Quantity", "Unit"] {
        assert!(
            code.contains(&format!("pub struct {item}"))
                || code.contains(&format!("pub enum {item}")),
            "{item}"
        );
    }
    for item in ["Features", "Point", "Entry", "Colour"] {
        assert!(!code.contains(item), "{item}");
    }
}

#[test]
fn without_verifiers_all_code_is_safe() {
    let generator = Generator::new(FEATURES).unwrap();
    let code = generator.clone().verifiers(false).generate().unwrap();
    assert!(!code.contains("unsafe"));
    assert!(!code.contains("View"));
    assert!(generator.generate().unwrap().contains("unsafe impl"));
}

#[test]
fn paths_are_as_they_are_set() {
    let generator = Generator::new(FEATURES).unwrap();
    let code = generator.clone().generate().unwrap();
    assert!(code.contains("impl ::flatstream::schema::Draft for LeafDraft<'_> {"));
    let code = generator.runtime("crate::own").flatc("crate::theirs").generate().unwrap();
    assert!(code.contains("impl crate::own::Draft for LeafDraft<'_> {"));
    assert!(!code.contains("::flatstream"));
    assert!(code.contains("crate::theirs::testdata::features::parts::Part"));
}

#[test]
fn a_file_is_compiled_into_a_directory() {
    let directory = env::temp_dir().join(format!("flatstream-codegen-{}", std::process::id()));
    fs::create_dir_all(&directory).unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/features.bfbs");
    let generator = Generator::open(path).unwrap().layout(Layout::Compact);
    let compiled = generator.compile_into(&directory).unwrap();
    assert_eq!(compiled, directory.join("features_compiled.rs"));
    assert_eq!(fs::read_to_string(compiled).unwrap(), generator.generate().unwrap());

    let compiled = Generator::new(FEATURES).unwrap().compile_into(&directory).unwrap();
    assert_eq!(compiled, directory.join("schema_compiled.rs"));
    fs::remove_dir_all(&directory).unwrap();

    let error = generator.compile_into(&directory).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let begin =
        format!("wrong configuration: {}: ", directory.join("features_compiled.rs").display());
    assert!(error.to_string().starts_with(&begin), "{error}");
}

#[test]
fn errors_name_the_file() {
    let error = Generator::open("nowhere/a.bfbs").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains(": nowhere/a.bfbs: "), "{error}");

    let file = TempFile::new("damaged.bfbs");
    fs::write(&file.0, b"no schema").unwrap();
    let error = compile(&file.0).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    let path = format!("wrong configuration: {}: ", file.0.display());
    assert!(error.to_string().starts_with(&path), "{error}");

    let refused = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/refused.bfbs");
    let error = Generator::open(&refused).unwrap().compile_into(".").unwrap_err();
    let begin =
        format!("wrong configuration: {}: refused.fbs: testdata.refused.", refused.display());
    assert!(error.to_string().starts_with(&begin), "{error}");
}

#[test]
fn build_scripts_have_a_directory() {
    // Tests have none, unless their package has a build script.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/features.bfbs");
    if env::var_os("OUT_DIR").is_none() {
        let error = compile(path).unwrap_err();
        assert!(error.to_string().contains("OUT_DIR is not set"), "{error}");
    }
}
