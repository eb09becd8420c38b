//! How far a long run has come, on terminals.

use crate::args::Global;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use std::{
    cell::Cell,
    io::{self, IsTerminal},
};

/// A bar on standard error, if that is a terminal and the end is known.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    next: Cell<u64>,
}

impl Progress {
    /// Of `len` bytes, if that is known.
    pub(crate) fn new(len: Option<u64>, global: &Global) -> Self {
        // Where results go to the terminal as well, they show how far it is.
        let wanted = !global.quiet && io::stderr().is_terminal() && !io::stdout().is_terminal();
        let bar = len.filter(|&len| wanted && len >= STEP_BYTES).map(|len| {
            let style = ProgressStyle::with_template(TEMPLATE)
                .unwrap_or_else(|_| ProgressStyle::default_bar());
            ProgressBar::with_draw_target(Some(len), ProgressDrawTarget::stderr())
                .with_style(style)
                .with_finish(ProgressFinish::AndClear)
        });
        let next = Cell::new(if bar.is_some() { STEP_BYTES } else { u64::MAX });
        Self { bar, next }
    }

    /// `offset` was reached.
    #[inline]
    pub(crate) fn at(&self, offset: u64) {
        if offset >= self.next.get() {
            self.show(offset);
        }
    }

    /// Takes the bar away.
    pub(crate) fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    #[cold]
    fn show(&self, offset: u64) {
        self.next.set(offset.saturating_add(STEP_BYTES));
        if let Some(bar) = &self.bar {
            bar.set_position(offset);
        }
    }
}

/// The bar is touched no more often than this.
const STEP_BYTES: u64 = 4 << 20;
const TEMPLATE: &str = "{bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
