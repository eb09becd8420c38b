//! `cargo xtask codegen [--check]`: the Rust code of every `.fbs` file, by the
//! flatc that matches the `flatbuffers` crate.

use crate::process::{self, Failure, Outcome};
use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

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
        let code = generate(flatc, root, schema, scratch)?;
        let target = generated_path(schema);
        if fs::read_to_string(&target).is_ok_and(|old| old == code) {
            continue;
        }
        let shown = target.strip_prefix(root).unwrap_or(&target).display().to_string();
        if check {
            stale.push(shown);
        } else {
            fs::write(&target, code)
                .map_err(|error| Failure::Failed(format!("{shown}: {error}")))?;
            println!("wrote {shown}");
        }
    }
    if !stale.is_empty() {
        let list = stale.join("\n       ");
        return Err(Failure::Failed(format!(
            "not what `cargo xtask codegen` makes:\n       {list}"
        )));
    }
    println!("generated code of {} schemas is up to date", schemas.len());
    Ok(())
}

/// The code for `schema`, formatted as the repository is.
fn generate(flatc: &Path, root: &Path, schema: &Path, scratch: &Path) -> Outcome<String> {
    process::run(Command::new(flatc).arg("--rust").arg("-o").arg(scratch).arg(schema))?;
    let made = generated_path(&scratch.join(schema.file_name().unwrap_or_default()));
    let failed = |error: io::Error| Failure::Failed(format!("{}: {error}", schema.display()));
    let raw = fs::read(made).map_err(failed)?;

    // Through a pipe, so that rustfmt's settings come from the root alone.
    let mut rustfmt = Command::new(env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into()));
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(root);
    let mut child = rustfmt.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    // rustfmt reads all of it before it writes.
    child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(&raw)).map_err(failed)?;
    let output = child.wait_with_output().map_err(failed)?;
    if !output.status.success() {
        return Err(Failure::Failed(format!("rustfmt of {}: {}", schema.display(), output.status)));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(io::Error::other(error)))
}

/// Beside the schema, as flatc names it.
fn generated_path(schema: &Path) -> PathBuf {
    let stem = schema.file_stem().unwrap_or_default();
    schema.with_file_name(format!("{}_generated.rs", stem.display()))
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
    fn generated_code_lies_beside_its_schema() {
        assert_eq!(generated_path(Path::new("x/log.v2.fbs")), Path::new("x/log.v2_generated.rs"));
    }
}
