//! `cargo xtask codegen [--check]`: the Rust code of every `.fbs` file, by the
//! flatc that matches the `flatbuffers` crate; or, of schemas that tests load, the
//! binary schema and messages. And the code that this project's own generator
//! makes, where there is any.

mod binary;
mod compiled;
mod rust;

use crate::process::{self, Failure, Outcome};
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Schemas below these have a binary schema beside them and no Rust code. Others
/// have one as well where there is a file to replace.
const BINARY: &[&str] = &[
    "testdata",
    "consumers",
    "crates/flatstream/examples",
    "crates/flatstream-cli",
    "crates/flatstream-codegen/tests/schema/names.fbs",
    "crates/flatstream-codegen/tests/schema/refused.fbs",
];

/// A file that is to lie in the repository, and its content.
type Made = (PathBuf, Vec<u8>);

pub(crate) fn run(args: &[String]) -> Outcome {
    let (check, rest) = match args {
        [first, rest @ ..] if first == "--check" => (true, rest),
        all => (false, all),
    };
    process::no_args(rest)?;
    let Some(flatc) = flatc() else { return with_flatc(args) };

    let root = process::root();
    let schemas = schemas(&root).map_err(|error| Failure::Failed(format!("codegen: {error}")))?;
    let scratch = env::temp_dir().join(format!("xtask-codegen-{}", std::process::id()));
    let outcome = generate_all(flatc, &root, &schemas, &scratch, check);
    // Left behind, it harms nobody.
    let _ = fs::remove_dir_all(&scratch);
    outcome
}

/// Whether flatc can be built here.
pub(crate) fn has_cmake() -> bool {
    let cmake = env::var_os("CMAKE").unwrap_or_else(|| "cmake".into());
    process::succeeds(Command::new(cmake).arg("--version"))
}

/// The flatc built into this program.
fn flatc() -> Option<&'static Path> {
    #[cfg(feature = "codegen")]
    let flatc = Some(flatc_fork::flatc());
    #[cfg(not(feature = "codegen"))]
    let flatc = None;
    flatc
}

/// Runs this command in an xtask that has a flatc built in.
fn with_flatc(args: &[String]) -> Outcome {
    if !has_cmake() {
        return Err(Failure::failed(
            "codegen builds flatc from source, which needs cmake and a C++ compiler\n       \
             Debian and Ubuntu: apt-get install cmake g++\n       macOS: brew install cmake",
        ));
    }
    let build = ["run", "--quiet", "-p", "xtask", "--features", "codegen", "--", "codegen"];
    // That one has said what is wrong.
    process::run(process::cargo(build).args(args)).map_err(|_| Failure::Exit(1))
}

/// Every schema below `directory`, sorted; build output and hidden directories
/// are passed over.
fn schemas(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            let hidden = name.as_encoded_bytes().starts_with(b".");
            if !hidden && name != "target" && !path.join("CACHEDIR.TAG").exists() {
                found.append(&mut schemas(&path)?);
            }
        } else if path.extension().is_some_and(|extension| extension == "fbs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn generate_all(
    flatc: &Path,
    root: &Path,
    schemas: &[PathBuf],
    scratch: &Path,
    check: bool,
) -> Outcome {
    let mut stale = Vec::new();
    for schema in schemas {
        for (target, content) in generate(flatc, root, schema, scratch)? {
            if fs::read(&target).is_ok_and(|old| old == content) {
                continue;
            }
            let shown = target.strip_prefix(root).unwrap_or(&target).display().to_string();
            if check {
                stale.push(shown);
            } else {
                fs::write(&target, content)
                    .map_err(|error| Failure::Failed(format!("{shown}: {error}")))?;
                println!("wrote {shown}");
            }
        }
    }
    if !stale.is_empty() {
        let list = stale.join("\n       ");
        return Err(Failure::Failed(format!(
            "not what `cargo xtask codegen` makes:\n       {list}"
        )));
    }
    println!("what is generated of {} schemas is up to date", schemas.len());
    Ok(())
}

/// Everything that is made of `schema`.
fn generate(flatc: &Path, root: &Path, schema: &Path, scratch: &Path) -> Outcome<Vec<Made>> {
    let mut all = Vec::new();
    let is_binary = is_binary(root, schema);
    if !is_binary {
        all.push(rust::generate(flatc, root, schema, scratch)?);
    }
    // Tests that compare the two need both of the same schema.
    let bfbs = schema.with_extension("bfbs");
    if is_binary || bfbs.exists() {
        let made = binary::generate(flatc, schema, scratch)?;
        if let Some((_, bfbs)) = made.iter().find(|(path, _)| *path == bfbs) {
            all.append(&mut compiled::generate(root, schema, bfbs)?);
        }
        all.extend(made);
    }
    Ok(all)
}

fn is_binary(root: &Path, schema: &Path) -> bool {
    BINARY.iter().any(|directory| schema.starts_with(root.join(directory)))
}

/// A failure at `path`.
fn failed(path: &Path) -> impl Fn(io::Error) -> Failure {
    move |error| Failure::Failed(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_schemas_but_not_in_build_output() {
        let top = env::temp_dir().join(format!("xtask-codegen-test-{}", std::process::id()));
        let files = ["b.fbs", "a/deep/c.fbs", "a/c.rs", "a/target/no.fbs", ".git/no.fbs"];
        for file in files.iter().chain(&["out/CACHEDIR.TAG", "out/no.fbs"]) {
            let path = top.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let found = schemas(&top).unwrap();
        fs::remove_dir_all(&top).unwrap();
        assert_eq!(found, [top.join("a/deep/c.fbs"), top.join("b.fbs")]);
    }

    #[test]
    fn schemas_for_tests_have_no_rust_code() {
        let root = Path::new("/r");
        let binary = |path: &str| is_binary(root, &root.join(path));
        assert!(binary("testdata/reflect/every.fbs"));
        assert!(binary("crates/flatstream-cli/tests/a.fbs"));
        assert!(!binary("crates/flatstream-chunk/schema/stream_chunk.fbs"));
        assert!(!binary("crates/flatstream-client/a.fbs"));
    }
}
