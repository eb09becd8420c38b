//! How a run ends.

use crate::args::Global;
use anstyle::{AnsiColor, Style};
use std::{error::Error, fmt, io, process::ExitCode};

/// A run that came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(crate) enum Done {
    /// Nothing is missing.
    Whole,
    /// Some of the input could not be read: exit code 3.
    DataLoss,
}

/// A run that did not.
#[derive(Debug)]
pub(crate) struct Failure {
    kind: Kind,
    what: String,
    hint: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Exit code 1.
    Failed,
    /// The command makes no sense: exit code 2, as where clap says so.
    Usage,
    /// Whoever read our output has had enough: success.
    BrokenPipe,
}

impl Failure {
    /// Something did not work: `what`, and where.
    pub(crate) fn failed(what: impl fmt::Display) -> Self {
        Self { kind: Kind::Failed, what: what.to_string(), hint: None }
    }

    /// The command makes no sense.
    pub(crate) fn usage(what: impl fmt::Display) -> Self {
        Self { kind: Kind::Usage, what: what.to_string(), hint: None }
    }

    /// An I/O error of `name`; a broken pipe is a success.
    pub(crate) fn io(name: impl fmt::Display, error: &io::Error) -> Self {
        let kind = match error.kind() {
            io::ErrorKind::BrokenPipe => Kind::BrokenPipe,
            _ => Kind::Failed,
        };
        Self { kind, what: format!("{name}: {error}"), hint: None }
    }

    /// An error of the library about `name`.
    pub(crate) fn stream(name: impl fmt::Display, error: &flatstream::Error) -> Self {
        let kind = match error.kind() {
            flatstream::ErrorKind::Io(io::ErrorKind::BrokenPipe) => Kind::BrokenPipe,
            flatstream::ErrorKind::Config => Kind::Usage,
            _ => Kind::Failed,
        };
        Self { kind, what: format!("{name}: {error}"), hint: None }
    }

    /// The library refuses what the command line has in `what`.
    pub(crate) fn refused(what: impl fmt::Display, error: &flatstream::Error) -> Self {
        match error.source() {
            Some(why) => Self::usage(format_args!("{what}: {why}")),
            None => Self::usage(format_args!("{what}: {error}")),
        }
    }

    /// Adds what to try.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl fmt::Display) -> Self {
        self.hint = Some(hint.to_string());
        self
    }

    /// Says it on standard error.
    pub(crate) fn report(&self, global: &Global) -> ExitCode {
        let code = match self.kind {
            Kind::BrokenPipe => return ExitCode::SUCCESS,
            Kind::Failed => 1,
            Kind::Usage => 2,
        };
        let red = Style::new().bold().fg_color(Some(AnsiColor::Red.into()));
        global.say(red, "error", &self.what);
        if let Some(hint) = &self.hint {
            global.say(Style::new().bold(), " try", hint);
        }
        ExitCode::from(code)
    }
}

impl From<Done> for ExitCode {
    fn from(done: Done) -> Self {
        Self::from(match done {
            Done::Whole => 0,
            Done::DataLoss => 3,
        })
    }
}

impl Done {
    /// Both, one after the other.
    pub(crate) fn and(self, other: Self) -> Self {
        if self == Self::DataLoss { self } else { other }
    }
}
