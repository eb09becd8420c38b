//! Messages that are files.

use crate::{
    failure::{Done, Failure},
    input,
    messages::{Event, Message},
};
use flatstream::Limits;
use std::{
    fs::{self, File},
    io::{self, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Files, each of which is a message.
pub(super) struct Files {
    paths: Vec<PathBuf>,
    limits: Limits,
}

impl Files {
    /// Those of `paths`, and of the directories among them those whose names do not
    /// begin with a dot, sorted.
    pub(super) fn list(paths: &[PathBuf], limits: Limits) -> Result<Self, Failure> {
        let mut all = Vec::with_capacity(paths.len());
        for path in paths {
            if path.is_dir() {
                all.extend(entries(path).map_err(|error| Failure::io(path.display(), &error))?);
            } else {
                all.push(path.clone());
            }
        }
        Ok(Self { paths: all, limits })
    }

    /// Shows `visit` the message of each.
    pub(super) fn each(
        self,
        mut visit: impl FnMut(&str, Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let mut payload = Vec::new();
        for (path, ordinal) in self.paths.iter().zip(0..) {
            let name = input::name(path);
            self.read(path, &mut payload).map_err(|error| Failure::io(&name, &error))?;
            self.limits.check_frame(payload.len()).map_err(|_| {
                let most = self.limits.max_frame_bytes;
                Failure::failed(format_args!("{name}: longer than a frame may be, {most} bytes"))
                    .hint("--max-frame SIZE")
            })?;
            let message = Message { payload: &payload, ordinal, offset: 0 };
            if visit(&name, Event::Message(message))?.is_break() {
                break;
            }
        }
        Ok(Done::Whole)
    }

    /// Reads what a frame may hold, and one byte more to see that there is more.
    fn read(&self, path: &Path, payload: &mut Vec<u8>) -> io::Result<()> {
        let source: Box<dyn Read> = match path == Path::new("-") {
            true => Box::new(io::stdin().lock()),
            false => Box::new(File::open(path)?),
        };
        payload.clear();
        source.take(u64::from(self.limits.max_frame_bytes) + 1).read_to_end(payload).map(drop)
    }
}

fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}
