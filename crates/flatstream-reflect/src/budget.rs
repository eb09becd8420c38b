use crate::fault::{Checked, Fault};

/// How much of a message may be looked at.
///
/// Messages may refer to one part from many places, so that what there is to
/// look at is exponentially more than their bytes, and none of it need be
/// printed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    depth: usize,
    tables: usize,
    work: usize,
}

impl Budget {
    /// For a message of `len` bytes. Whoever refers to nothing twice has work
    /// left at its end.
    pub(crate) fn new(len: usize, depth: usize, tables: usize) -> Self {
        Self { depth, tables, work: len.saturating_mul(ELEMENT_COST).max(LEAST_WORK) }
    }

    /// One more table, at `at`, of which `entries` fields are looked for.
    #[inline]
    pub(crate) fn table(&mut self, at: usize, entries: usize) -> Checked<()> {
        match self.tables.checked_sub(1) {
            Some(left) => self.tables = left,
            None => return Err(Fault::new(at, "more tables than the limit for one message")),
        }
        match self.pays(entries) {
            true => Ok(()),
            false => Err(Fault::new(at, "more absent fields than the limit for one message")),
        }
    }

    /// Goes one level deeper, at `at`.
    #[inline]
    pub(crate) fn enter(&mut self, at: usize) -> Checked<()> {
        match self.depth.checked_sub(1) {
            Some(left) => self.depth = left,
            None => {
                return Err(Fault::new(at, "tables and structs in each other beyond the limit"));
            }
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn leave(&mut self) {
        self.depth += 1;
    }

    /// Takes `cost` off the work, and answers whether it was left.
    #[inline]
    #[must_use]
    pub(crate) fn pays(&mut self, cost: usize) -> bool {
        let left = self.work.checked_sub(cost);
        self.work = left.unwrap_or(0);
        left.is_some()
    }
}

/// Tables and structs in each other, as in flatc.
pub(crate) const DEPTH: usize = 64;

/// What the stack holds everywhere.
pub(crate) const MAX_DEPTH: usize = 512;

/// Tables in a message, as in flatc.
pub(crate) const TABLES: usize = 1_000_000;

/// What an element costs, where a byte of a string or an entry of a vtable costs
/// 1.
pub(crate) const ELEMENT_COST: usize = 64;

/// What a message may cost at least: some seconds in which nothing else is done.
const LEAST_WORK: usize = 256 << 20;
