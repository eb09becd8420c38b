use crate::{failure::Failure, foreign::Foreign};
use filebuffer::FileBuffer;
use flatstream::{Detection, Detector};
use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

/// Where the bytes of an input are.
pub(super) enum Bytes {
    /// A file in memory: the whole of it, to be looked at in place.
    Mapped(FileBuffer),
    /// What comes in order: what was read of it so far, and the rest.
    Piped { prefix: Vec<u8>, source: Box<dyn Read> },
}

impl Bytes {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        if path == Path::new("-") {
            let source = Box::new(io::stdin().lock());
            return Ok(Self::Piped { prefix: Vec::new(), source });
        }
        let failed = |error: io::Error| Failure::io(path.display(), &error);
        let about = std::fs::metadata(path).map_err(failed)?;
        if about.is_dir() {
            return Err(Failure::usage(format!("{}: a directory", path.display())));
        }
        // What grows while it is read, as in `/proc`, says that it is empty.
        if about.is_file() && about.len() > 0 {
            return Ok(Self::Mapped(FileBuffer::open(path).map_err(failed)?));
        }
        let source = Box::new(File::open(path).map_err(failed)?);
        Ok(Self::Piped { prefix: Vec::new(), source })
    }

    /// What is known of it.
    pub(super) fn start(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Piped { prefix, .. } => prefix,
        }
    }

    /// Looks at the first frames. Of a pipe no more is read than makes sure, or than
    /// the first frame has: who reads that has it in memory as well.
    pub(super) fn detect(&mut self, name: &str, detector: &Detector) -> Result<Detection, Failure> {
        let mut wanted = match self {
            Self::Mapped(_) => READ_BYTES,
            Self::Piped { .. } => 1,
        };
        let mut most = DETECT_BYTES;
        loop {
            let read = self.fill(wanted);
            let ended = read.map_err(|error| Failure::failed(format_args!("{name}: {error}")))?;
            let (start, is_pipe) = match &*self {
                Self::Mapped(map) => (&map[..map.len().min(wanted)], false),
                Self::Piped { prefix, .. } => (&prefix[..], true),
            };
            let found = detector.detect(start, ended).map_err(Failure::usage)?;
            // What a header of text or the like says is no length to wait for.
            let needed = found.needed.filter(|_| !is_pipe || Foreign::at(start).is_none());
            let needed = needed.and_then(|needed| usize::try_from(needed).ok()).unwrap_or(0);
            // Frames inside a long first one are those of another stream.
            let settled = found.is_sure() && (found.offset == 0 || needed == 0 || is_pipe);
            // What follows the frame may make sure where its digest is short.
            most = most.max(needed.saturating_add(DETECT_BYTES));
            if ended || settled || start.len() >= most {
                return Ok(found);
            }
            // Looking again at twice as much costs as much again, and no more.
            wanted = start.len().saturating_mul(2).max(needed).min(most);
        }
    }

    /// Has at least `wanted` bytes at hand, or all there are: then `true`.
    fn fill(&mut self, wanted: usize) -> io::Result<bool> {
        let (prefix, source) = match self {
            Self::Mapped(map) => return Ok(map.len() <= wanted),
            Self::Piped { prefix, source } => (prefix, source),
        };
        while prefix.len() < wanted {
            let mut chunk = [0; READ_BYTES];
            match source.read(&mut chunk) {
                Ok(0) => return Ok(true),
                Ok(got) => prefix.extend_from_slice(&chunk[..got]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(false)
    }
}

/// Bytes looked at to find out the format, behind a first frame that is longer.
const DETECT_BYTES: usize = 256 * 1024;
/// Bytes read in one go until then.
const READ_BYTES: usize = 16 * 1024;
