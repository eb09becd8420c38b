//! Files that go when the run ends.

use crate::measure::Outcome;
use std::{
    any::Any,
    cell::{Cell, RefCell},
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process,
    rc::Rc,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};

/// A directory of its own for one run, removed on drop.
pub(crate) struct Storage {
    dir: PathBuf,
    files: Cell<u32>,
    /// What the variants of the case under way have in common.
    shared: RefCell<Vec<Rc<dyn Any>>>,
}

impl Storage {
    pub(crate) fn new(parent: &Path) -> Outcome<Self> {
        // Tests have several in one process, at the same time.
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let (id, next) = (process::id(), NEXT.fetch_add(1, Relaxed));
        let dir = parent.join(format!("flatstream-bench-{id}-{next}"));
        fs::create_dir(&dir)
            .map_err(|error| format!("cannot create {}: {error}", dir.display()))?;
        Ok(Self { dir, files: Cell::new(0), shared: RefCell::default() })
    }

    /// Forgets what the variants of the last case had in common, and removes its
    /// files: there may be a gigabyte of them.
    pub(crate) fn begin_case(&self) {
        self.shared.borrow_mut().clear();
        for file in fs::read_dir(&self.dir).into_iter().flatten().flatten() {
            // What stays, goes with the directory.
            let _ = fs::remove_file(file.path());
        }
    }

    /// The `T` of this case, made when it is first asked for.
    pub(crate) fn shared<T: 'static>(
        &self,
        make: impl FnOnce() -> io::Result<T>,
    ) -> io::Result<Rc<T>> {
        let found = self.shared.borrow().iter().find_map(|any| any.clone().downcast().ok());
        if let Some(found) = found {
            return Ok(found);
        }
        let made = Rc::new(make()?);
        self.shared.borrow_mut().push(made.clone());
        Ok(made)
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::env;

    #[test]
    fn files_of_a_case_go_when_the_next_one_begins() {
        let storage = Storage::new(&env::temp_dir()).unwrap();
        let path = storage.path();
        fs::write(&path, "of the first case").unwrap();
        storage.begin_case();
        assert!(!path.exists());
        assert!(storage.file().is_ok(), "the directory stays");
    }
}
