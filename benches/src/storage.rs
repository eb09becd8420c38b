//! Files that go when the run ends.

use crate::measure::Outcome;
use std::{
    cell::Cell,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
};

/// A directory of its own for one run, removed on drop.
pub(crate) struct Storage {
    dir: PathBuf,
    files: Cell<u32>,
}

impl Storage {
    pub(crate) fn new(parent: &Path) -> Outcome<Self> {
        let dir = parent.join(format!("flatstream-bench-{}", process::id()));
        fs::create_dir(&dir)
            .map_err(|error| format!("cannot create {}: {error}", dir.display()))?;
        Ok(Self { dir, files: Cell::new(0) })
    }

    /// A path that nobody else has.
    pub(crate) fn path(&self) -> PathBuf {
        let number = self.files.get();
        self.files.set(number + 1);
        self.dir.join(number.to_string())
    }

    /// An empty file, to be written and read.
    pub(crate) fn file(&self) -> io::Result<File> {
        File::options().read(true).write(true).create_new(true).open(self.path())
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        // What cannot be removed is in the system's temporary directory anyway.
        let _ = fs::remove_dir_all(&self.dir);
    }
}
