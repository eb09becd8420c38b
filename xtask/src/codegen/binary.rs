//! The binary schema of a schema, and its messages: of every `x.json` beside it
//! the buffer that flatc makes, `x.bin`, and what flatc prints of that,
//! `x.flatc.json`.

use super::{Made, failed};
use crate::process::{self, Outcome};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// Messages with vectors of a 64-bit length. flatc writes them, but aborts when it
/// is to print them.
const UNPRINTABLE: &[&str] = &["vector64"];

/// How the name of what flatc printed ends.
const PRINTED: &str = ".flatc.json";

/// What lies beside `schema`.
pub(super) fn generate(flatc: &Path, schema: &Path, scratch: &Path) -> Outcome<Vec<Made>> {
    let flatc = |args: &[&str], paths: &[&Path]| {
        process::run(Command::new(flatc).args(args).arg("-o").arg(scratch).args(paths))
    };
    let mut all = Vec::new();
    let mut take = |made: &Path, target: PathBuf| {
        let content = fs::read(scratch.join(made)).map_err(failed(&target))?;
        all.push((target, content));
        Outcome::Ok(())
    };

    flatc(&["-b", "--schema", "--bfbs-builtins", "--bfbs-comments"], &[schema])?;
    let bfbs = schema.with_extension("bfbs");
    take(name(&bfbs), bfbs.clone())?;

    for message in messages(schema).map_err(failed(schema))? {
        flatc(&["-b"], &[schema, &message])?;
        let bin = message.with_extension("bin");
        take(name(&bin), bin.clone())?;
        if UNPRINTABLE.iter().any(|&stem| message.file_stem().is_some_and(|own| own == stem)) {
            continue;
        }
        // The one just made: that in the repository may be old.
        let made = scratch.join(name(&bin));
        flatc(&["--json", "--strict-json"], &[schema, Path::new("--"), &made])?;
        take(name(&message), message.with_extension(&PRINTED[1..]))?;
    }
    Ok(all)
}

/// The JSON sources of the messages beside `schema`, sorted.
fn messages(schema: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(schema.parent().unwrap_or(Path::new(".")))? {
        let path = entry?.path();
        let printed = path.as_os_str().as_encoded_bytes().ends_with(PRINTED.as_bytes());
        if path.extension().is_some_and(|extension| extension == "json") && !printed {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> &Path {
    path.file_name().map_or(path, Path::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_sources_and_not_what_is_made_of_them() {
        let top = std::env::temp_dir().join(format!("xtask-messages-{}", std::process::id()));
        fs::create_dir_all(&top).unwrap();
        for file in ["s.fbs", "s.bfbs", "b.json", "b.bin", "b.flatc.json", "a.json"] {
            fs::write(top.join(file), "").unwrap();
        }
        let found = messages(&top.join("s.fbs")).unwrap();
        fs::remove_dir_all(&top).unwrap();
        assert_eq!(found, [top.join("a.json"), top.join("b.json")]);
    }
}
