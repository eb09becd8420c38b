//! A file for each message.

use crate::failure::Failure;
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A directory that gets a file for each message.
pub(super) struct Folder {
    path: PathBuf,
    force: bool,
    files: u64,
}

impl Folder {
    /// Makes it, or takes one that is empty, or any with `force`.
    pub(super) fn create(path: &Path, force: bool) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::io(path.display(), &error);
        match fs::metadata(path) {
            Ok(about) if !about.is_dir() => {
                return Err(Failure::failed(format_args!("{}: no directory", path.display()))
                    .hint("files need a directory: another -o"));
            }
            Ok(_) => {
                if !force && fs::read_dir(path).map_err(failed)?.next().is_some() {
                    return Err(Failure::failed(format_args!("{}: not empty", path.display()))
                        .hint("-f adds to what is there, and replaces files of the same name"));
                }
            }
            Err(_) => fs::create_dir_all(path).map_err(failed)?,
        }
        Ok(Self { path: path.to_owned(), force, files: 0 })
    }

    /// Writes the next file. One that cannot be written as a whole is removed.
    pub(super) fn put(&mut self, payload: &[u8]) -> Result<(), Failure> {
        let path = self.path.join(format!("{:010}.bin", self.files));
        let failed = |error: io::Error| Failure::io(path.display(), &error);
        if self.force {
            // Not written over: it may be the input, and is read on.
            match fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(failed(error)),
                _ => {}
            }
        }
        let mut file = File::create_new(&path).map_err(failed)?;
        if let Err(error) = file.write_all(payload) {
            // The first error is the one to tell.
            let _ = fs::remove_file(&path);
            return Err(failed(error));
        }
        self.files += 1;
        Ok(())
    }
}
