use crate::{Error, ErrorKind, Generator, Result};
use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
};

/// Compiles the schema in the file `bfbs` in a build script: what
/// [`Generator::compile`] does with nothing set.
///
/// # Errors
///
/// As [`Generator::open`] and [`Generator::compile`].
///
/// ```no_run
/// fn main() -> flatstream_codegen::Result<()> {
///     flatstream_codegen::compile("schema/log.bfbs")
/// }
/// ```
pub fn compile(bfbs: impl AsRef<Path>) -> Result<()> {
    Generator::open(bfbs)?.compile().map(drop)
}

impl Generator {
    /// A generator for the schema in the file `bfbs`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: the file cannot be read, or is no binary schema.
    pub fn open(bfbs: impl AsRef<Path>) -> Result<Self> {
        let path = bfbs.as_ref();
        let bytes = fs::read(path).map_err(|error| failed(path, error))?;
        let mut generator = Self::new(&bytes).map_err(|error| refused(path, &error))?;
        generator.file = Some(path.to_owned());
        Ok(generator)
    }

    /// Compiles the schema in a build script: writes `log_compiled.rs` for `log.bfbs`
    /// into the directory `OUT_DIR`, and has Cargo run the script again when the
    /// schema changes. Answers the file's path. A crate takes it in by
    ///
    /// ```text
    /// mod messages {
    ///     include!(concat!(env!("OUT_DIR"), "/log_compiled.rs"));
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: there is no `OUT_DIR`, because this is no build script;
    /// or as [`compile_into`](Self::compile_into).
    #[expect(clippy::print_stdout, reason = "that is where Cargo listens")]
    pub fn compile(&self) -> Result<PathBuf> {
        let Some(directory) = env::var_os("OUT_DIR") else {
            let text = "OUT_DIR is not set: `compile` is for build scripts, others `compile_into`";
            return Err(Error::custom(ErrorKind::Config, text));
        };
        if let Some(file) = &self.file {
            println!("cargo::rerun-if-changed={}", file.display());
        }
        self.compile_into(directory)
    }

    /// Writes `log_compiled.rs` for `log.bfbs` into `directory`. Answers its path. A
    /// schema that came as bytes is called `schema`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`]: the file cannot be written, or as
    /// [`generate`](Self::generate). The text begins with the file.
    pub fn compile_into(&self, directory: impl AsRef<Path>) -> Result<PathBuf> {
        let schema = self.file.as_deref().unwrap_or(Path::new("schema"));
        let code = self.generate().map_err(|error| refused(schema, &error))?;
        let stem = schema.file_stem().unwrap_or_default();
        let path = directory.as_ref().join(format!("{}_compiled.rs", stem.display()));
        fs::write(&path, code).map_err(|error| failed(&path, error))?;
        Ok(path)
    }
}

/// An error of the generator's own, with the file that it is about.
fn refused(path: &Path, error: &Error) -> Error {
    // The kind is in the text of an error, and would be there twice.
    match std::error::Error::source(error) {
        Some(source) => failed(path, source),
        None => failed(path, error),
    }
}

fn failed(path: &Path, error: impl fmt::Display) -> Error {
    Error::custom(ErrorKind::Config, format!("{}: {error}", path.display()))
}
