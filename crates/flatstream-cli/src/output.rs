//! Where results go.

use crate::{args::Global, failure::Failure, interrupt, styles::Styles};
use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal, StdoutLock, Write},
    path::{Path, PathBuf},
};

/// Where results go.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Where the result goes; `-` is standard output
    #[arg(short, long, value_name = "FILE", default_value = "-")]
    pub(crate) output: PathBuf,
    /// Replace a file that exists, and write binary data to a terminal
    #[arg(short, long)]
    pub(crate) force: bool,
}

/// What is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    Text,
    /// No sight for terminals.
    Binary,
}

/// A file that is there as a whole in the end or not at all, or standard output.
///
/// The file is written beside its place, under its name and `.partial`, and put
/// there by [`finish`](Output::finish): the input may be that very file. What has the
/// name `.partial` already is left alone: it may be the input, too.
#[derive(Debug)]
pub(crate) struct Output {
    name: String,
    sink: BufWriter<Sink>,
    /// Where the file is written, and where it is to be.
    place: Option<(PathBuf, PathBuf)>,
}

#[derive(Debug)]
enum Sink {
    Stdout(StdoutLock<'static>),
    File(File),
}

impl Output {
    /// Opens what `args` say.
    pub(crate) fn open(args: &OutputArgs, content: Content) -> Result<Self, Failure> {
        if args.output == Path::new("-") {
            return Self::stdout(content, args.force);
        }
        Self::create(&args.output, args.force)
    }

    /// Standard output.
    pub(crate) fn stdout(content: Content, force: bool) -> Result<Self, Failure> {
        let stdout = io::stdout().lock();
        if content == Content::Binary && !force && stdout.is_terminal() {
            return Err(Failure::usage("binary data is no sight for a terminal")
                .hint("-o FILE, a pipe, or -f"));
        }
        Ok(Self::over("standard output".into(), Sink::Stdout(stdout), None))
    }

    /// A new file, or in the place of an old one with `force`.
    pub(crate) fn create(path: &Path, force: bool) -> Result<Self, Failure> {
        let name = path.display().to_string();
        let failed = |error: io::Error| Failure::io(&name, &error);
        let (file, place) = match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                return Err(Failure::usage(format!("{name}: a directory")));
            }
            Ok(about) if about.is_file() && !force => {
                return Err(Failure::failed(format!("{name}: exists")).hint("-f replaces it"));
            }
            Ok(about) if about.is_file() => {
                // A link stays one, and what few may read does not become public.
                let path = fs::canonicalize(path).map_err(failed)?;
                let (file, partial) = Self::partial(&path)?;
                file.set_permissions(about.permissions()).map_err(failed)?;
                (file, Some((partial, path)))
            }
            // A device or a named pipe has no place beside it.
            Ok(_) => (File::options().write(true).open(path).map_err(failed)?, None),
            Err(_) => {
                let (file, partial) = Self::partial(path)?;
                (file, Some((partial, path.to_owned())))
            }
        };
        Ok(Self::over(name, Sink::File(file), place))
    }

    /// A new file beside `path`, that goes away if somebody ends the program.
    fn partial(path: &Path) -> Result<(File, PathBuf), Failure> {
        for number in 0..MOST_PARTIALS {
            let mut name = path.as_os_str().to_owned();
            name.push(".partial");
            if number > 0 {
                name.push(number.to_string());
            }
            let partial = PathBuf::from(name);
            match File::options().write(true).create_new(true).open(&partial) {
                Ok(file) => {
                    interrupt::remove_on_interrupt(&partial)?;
                    return Ok((file, partial));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => {
                    let failure = Failure::io(path.display(), &error);
                    let is_long = path.file_name().is_some_and(|name| name.len() > MOST_NAME_BYTES);
                    return Err(if is_long { failure.hint("a shorter name") } else { failure });
                }
            }
        }
        let path = path.display();
        Err(Failure::failed(format_args!("{path}.partial and {MOST_PARTIALS} like it: exist"))
            .hint("runs that were killed have left them"))
    }

    /// A file in its own place, that is seen growing and stays if the run fails.
    pub(crate) fn growing(name: &str, file: File) -> Self {
        Self::over(name.to_owned(), Sink::File(file), None)
    }

    fn over(name: String, sink: Sink, place: Option<(PathBuf, PathBuf)>) -> Self {
        Self { name, sink: BufWriter::with_capacity(BUFFER_BYTES, sink), place }
    }

    /// How texts in it are coloured: not at all in a file.
    pub(crate) fn styles(&self, global: &Global) -> Styles {
        match self.sink.get_ref() {
            Sink::Stdout(_) => Styles::stdout(global),
            Sink::File(_) => Styles::default(),
        }
    }

    /// What errors call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// An I/O error of writing it.
    pub(crate) fn failure(&self, error: &io::Error) -> Failure {
        Failure::io(&self.name, error)
    }

    /// Writes `bytes`, with the name in the error.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.sink.write_all(bytes).map_err(|error| Failure::io(&self.name, &error))
    }

    /// Makes what was written so far be seen.
    pub(crate) fn show(&mut self) -> Result<(), Failure> {
        self.sink.flush().map_err(|error| Failure::io(&self.name, &error))
    }

    /// Writes the rest, and puts the file in its place.
    pub(crate) fn finish(mut self) -> Result<(), Failure> {
        self.show()?;
        if let Some((partial, path)) = &self.place {
            // Or a power failure could leave nothing of the old file nor of the new one.
            if let (Sink::File(file), true) = (self.sink.get_ref(), path.exists()) {
                file.sync_all().map_err(|error| Failure::io(&self.name, &error))?;
            }
            fs::rename(partial, path).map_err(|error| Failure::io(&self.name, &error))?;
            interrupt::keep(partial);
            self.place = None;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.sink.write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

impl Drop for Output {
    /// An unfinished file is none.
    fn drop(&mut self) {
        if let Some((partial, _)) = &self.place {
            // It says itself what it is, if it stays.
            let _ = fs::remove_file(partial);
            interrupt::keep(partial);
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(stdout) => stdout.write(bytes),
            Self::File(file) => file.write(bytes),
        }
    }
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => stdout.flush(),
            Self::File(file) => file.flush(),
        }
    }
}

const BUFFER_BYTES: usize = 64 * 1024;
/// Most file systems take 255 bytes, with `.partial` and a number.
const MOST_NAME_BYTES: usize = 245;
/// Names that are tried for an unfinished file.
const MOST_PARTIALS: u32 = 100;
