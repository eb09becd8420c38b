//! The Rust code of a schema.

use super::{Made, failed};
use crate::process::{self, Failure, Outcome};
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// The code for `schema`, formatted as the repository is.
pub(super) fn generate(flatc: &Path, root: &Path, schema: &Path, scratch: &Path) -> Outcome<Made> {
    process::run(Command::new(flatc).arg("--rust").arg("-o").arg(scratch).arg(schema))?;
    let made = generated_path(&scratch.join(schema.file_name().unwrap_or_default()));
    let failed = failed(schema);
    let raw = fs::read(made).map_err(&failed)?;
    Ok((generated_path(schema), format(root, schema, &raw)?))
}

/// Code that was made of `schema`, formatted as the repository is.
pub(super) fn format(root: &Path, schema: &Path, code: &[u8]) -> Outcome<Vec<u8>> {
    let failed = failed(schema);
    // Through a pipe, so that rustfmt's settings come from the root alone.
    let mut rustfmt = Command::new(env::var_os("RUSTFMT").unwrap_or_else(|| "rustfmt".into()));
    rustfmt.args(["--edition", "2024", "--config-path"]).arg(root);
    let mut child =
        rustfmt.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(&failed)?;
    // rustfmt reads all of it before it writes.
    child.stdin.take().map_or(Ok(()), |mut stdin| stdin.write_all(code)).map_err(&failed)?;
    let output = child.wait_with_output().map_err(&failed)?;
    if !output.status.success() {
        return Err(Failure::Failed(format!("rustfmt of {}: {}", schema.display(), output.status)));
    }
    Ok(output.stdout)
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
    fn generated_code_lies_beside_its_schema() {
        assert_eq!(generated_path(Path::new("x/log.v2.fbs")), Path::new("x/log.v2_generated.rs"));
    }
}
