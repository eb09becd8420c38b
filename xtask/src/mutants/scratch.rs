//! A copy of the workspace, in which code is changed.

use super::list::Mutant;
use crate::process::{self, Failure, Outcome};
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The copy. It stays, so that the next run builds little.
pub(crate) struct Scratch {
    root: PathBuf,
}

/// A file with a mutant in it.
pub(crate) struct Mutated {
    path: PathBuf,
    original: String,
}

impl Scratch {
    /// Copies the workspace at `from`.
    pub(crate) fn of(from: &Path) -> Outcome<Self> {
        let root = from.join("target/mutants/workspace");
        copy(from, &root).map_err(|error| failed(&root, &error))?;
        Ok(Self { root })
    }

    /// The cargo that works in the copy.
    pub(crate) fn cargo(&self) -> Command {
        let mut command = process::cargo(["test", "--quiet"]);
        command.current_dir(&self.root).env("CARGO_TARGET_DIR", self.root.join("../build"));
        command
    }

    /// The text of the file that `mutant` changes, as it is and changed.
    ///
    /// The text to replace has to be there once, or nobody would know what the
    /// mutant is about.
    pub(crate) fn mutated(&self, mutant: &Mutant) -> Outcome<(String, String)> {
        let path = self.root.join(mutant.file);
        let original = fs::read_to_string(&path).map_err(|error| failed(&path, &error))?;
        let found = original.matches(mutant.old).count();
        if found != 1 {
            return Err(Failure::failed(format!(
                "mutant `{}`: its text is {found} times in {}, not once",
                mutant.name, mutant.file
            )));
        }
        let mutated = original.replacen(mutant.old, mutant.new, 1);
        Ok((original, mutated))
    }

    /// Changes the file.
    pub(crate) fn mutate(&self, mutant: &Mutant) -> Outcome<Mutated> {
        let (original, mutated) = self.mutated(mutant)?;
        let path = self.root.join(mutant.file);
        fs::write(&path, mutated).map_err(|error| failed(&path, &error))?;
        Ok(Mutated { path, original })
    }
}

impl Mutated {
    /// Takes the change back.
    pub(crate) fn restore(self) -> Outcome {
        fs::write(&self.path, self.original).map_err(|error| failed(&self.path, &error))
    }
}

fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::failed(format!("{}: {error}", path.display()))
}

/// Makes `to` what `from` is, without what is built. Files that are the same are
/// left alone, so that cargo does not build them again.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(to)? {
        let entry = entry?;
        if !from.join(entry.file_name()).exists() {
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
    }
    for entry in fs::read_dir(from)? {
        let (path, name) = { entry.map(|entry| (entry.path(), entry.file_name()))? };
        let to = to.join(&name);
        if path.is_dir() {
            if !SKIPPED.iter().any(|skipped| name == *skipped) {
                copy(&path, &to)?;
            }
        } else if let Ok(content) = fs::read(&path)
            && fs::read(&to).ok().as_ref() != Some(&content)
        {
            fs::write(&to, content)?;
        }
    }
    Ok(())
}

/// Of other workspaces, or built.
const SKIPPED: &[&str] = &[".git", "target", "fuzz", "benches", "consumers"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mutants::list::MUTANTS;

    #[test]
    fn every_mutant_finds_its_place() {
        let workspace = Scratch { root: process::root() };
        for mutant in MUTANTS {
            assert_eq!(workspace.mutated(mutant).map(drop), Ok(()));
        }
    }

    #[test]
    fn a_text_that_is_not_there_once_is_an_error() {
        let workspace = Scratch { root: process::root() };
        let mutant = |old| Mutant { file: "xtask/src/mutants.rs", old, ..MUTANTS[0] };
        let error = |old| workspace.mutated(&mutant(old)).map(drop).unwrap_err();
        let expected = |times: usize| {
            let text = format!(
                "mutant `{}`: its text is {times} times in xtask/src/mutants.rs, not once",
                MUTANTS[0].name
            );
            Failure::Failed(text)
        };
        assert_eq!(error("no such text in it"), expected(0));
        assert_eq!(error("mod scratch;\nmod scratch;"), expected(0));
        let error = error("mutant");
        assert!(matches!(error, Failure::Failed(text) if text.contains(" times in ")));
    }

    #[test]
    fn a_copy_is_the_same_and_keeps_what_did_not_change() {
        let root = std::env::temp_dir().join(format!("mutants-{}", std::process::id()));
        let (from, to) = (root.join("from"), root.join("to"));
        for directory in ["from/src", "from/target", "to/gone"] {
            fs::create_dir_all(root.join(directory)).unwrap();
        }
        for (file, text) in [("src/a.rs", "a"), ("target/b", "b"), ("c", "c")] {
            fs::write(from.join(file), text).unwrap();
        }
        fs::write(to.join("old"), "o").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("src/a.rs")).unwrap(), "a");
        for gone in ["target", "gone", "old"] {
            assert!(!to.join(gone).exists(), "{gone}");
        }
        let written = fs::metadata(to.join("c")).unwrap().modified().unwrap();
        fs::write(from.join("src/a.rs"), "changed").unwrap();
        copy(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("src/a.rs")).unwrap(), "changed");
        assert_eq!(fs::metadata(to.join("c")).unwrap().modified().unwrap(), written);
        fs::remove_dir_all(root).unwrap();
    }
}
