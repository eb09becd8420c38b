//! Colours on standard output.

use crate::args::Global;
use anstyle::{AnsiColor, Style};

/// What is set apart in texts; all plain where colours are not wanted.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Styles {
    /// Ordinals, and the names of figures.
    pub(crate) label: Style,
    /// What matters less, such as offsets.
    pub(crate) dim: Style,
    /// File identifiers.
    pub(crate) name: Style,
    /// Damage.
    pub(crate) bad: Style,
    /// What is intact.
    pub(crate) good: Style,
}

impl Styles {
    /// For standard output, as `--color` and the environment have it.
    pub(crate) fn stdout(global: &Global) -> Self {
        if !global.colours(&std::io::stdout()) {
            return Self::default();
        }
        let of = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
        Self {
            label: Style::new().bold(),
            dim: Style::new().dimmed(),
            name: of(AnsiColor::Cyan),
            bad: of(AnsiColor::Red).bold(),
            good: of(AnsiColor::Green),
        }
    }
}
