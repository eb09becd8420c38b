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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{JsonPrinter, Schema, json_writer::JsonWriter, verifier::Walk};

    type Run<'r> = &'r dyn Fn(Budget) -> Checked<()>;

    /// Every entry of every vtable is paid for, and whatever is absent by
    /// default where it is looked for.
    #[test]
    fn looking_for_fields_costs_work() {
        let schema = Schema::new(include_bytes!("../../../testdata/reflect/every.bfbs")).unwrap();
        let payload = include_bytes!("../../../testdata/reflect/optional.bin");
        let root = schema.root().unwrap();
        let table = schema.read_as(root, payload).unwrap();
        let inner = root.field("optional").unwrap();
        let Some(crate::Value::Table(inner)) = table.value(inner).unwrap() else { panic!() };
        let entries = table.raw.entries() + inner.raw.entries();
        let fields = table.object.fields.len() + inner.object.fields.len();
        assert!(entries > 10 && fields > entries);

        let print = |defaults, budget| {
            let printer = JsonPrinter::new(&schema).defaults(defaults);
            JsonWriter::new(&printer, budget, &mut Vec::new()).table(&table)
        };
        let verify = |budget| Walk::new(payload, budget).table(&table);
        let runs: [(Run<'_>, usize); 3] = [
            (&|budget| print(false, budget), entries),
            (&|budget| print(true, budget), fields),
            (&verify, entries),
        ];
        for (nth, (run, needed)) in runs.iter().enumerate() {
            let outcome =
                |work| run(Budget { work, depth: 2, tables: 2 }).map_err(|fault| fault.to_string());
            assert_eq!(outcome(*needed), Ok(()), "{nth}");
            let refused = outcome(needed - 1).unwrap_err();
            assert!(refused.starts_with("optional, byte "), "{nth}: {refused}");
            assert!(refused.ends_with(": more absent fields than the limit for one message"));
        }
    }
}
