//! What is measured: rows of the report, each the same work done in several ways.

use crate::{
    measure::{Effort, Outcome},
    row::Row,
    storage::Storage,
};
use rustix::time::ClockId;
use std::error::Error;

pub(crate) type Build = Box<dyn Fn(&Storage) -> Outcome<Work>>;

/// One row of the report and what stands below it.
pub(crate) struct Case {
    pub(crate) suite: &'static str,
    pub(crate) workload: String,
    pub(crate) sink: &'static str,
    pub(crate) method: Method,
    pub(crate) clock: ClockId,
    /// Whether instructions are counted as well.
    pub(crate) counted: bool,
    /// How many threads work, with those that only drain a sink left out.
    pub(crate) threads: u32,
}

/// How a case comes to its figures.
pub(crate) enum Method {
    /// The same work again and again, the variants in turns.
    Passes(Build),
    /// In a way of its own, which verifies before it measures, too.
    Own(Own),
}

pub(crate) type Own = Box<dyn Fn(&Case, &Storage, Effort) -> Outcome<Vec<Row>>>;

impl Case {
    pub(crate) fn new(
        suite: &'static str,
        workload: impl Into<String>,
        sink: &'static str,
        build: impl Fn(&Storage) -> Outcome<Work> + 'static,
    ) -> Self {
        Self {
            suite,
            workload: workload.into(),
            sink,
            method: Method::Passes(Box::new(build)),
            clock: ClockId::Monotonic,
            counted: true,
            threads: 1,
        }
    }

    /// A case that `measure` makes the rows of.
    pub(crate) fn own(
        suite: &'static str,
        workload: impl Into<String>,
        sink: &'static str,
        measure: impl Fn(&Self, &Storage, Effort) -> Outcome<Vec<Row>> + 'static,
    ) -> Self {
        Self {
            suite,
            workload: workload.into(),
            sink,
            method: Method::Own(Box::new(measure)),
            clock: ClockId::Monotonic,
            counted: false,
            threads: 1,
        }
    }

    /// Measures the time of this thread, which other programs cannot lengthen by
    /// much: for work that waits for nothing. All else is measured as its user
    /// sees it.
    pub(crate) fn cpu_time(self) -> Self {
        Self { clock: ClockId::ThreadCPUTime, ..self }
    }

    /// Counts no instructions: a pass is too long for that.
    pub(crate) fn uncounted(self) -> Self {
        Self { counted: false, ..self }
    }

    /// Says how many threads share the work. Instructions are those of one thread,
    /// so that with more they are not counted.
    pub(crate) fn threads(self, threads: u32) -> Self {
        Self { threads, counted: self.counted && threads == 1, ..self }
    }

    pub(crate) fn name(&self) -> String {
        format!("{}/{}/{}", self.suite, self.workload, self.sink)
    }

    /// Makes the data of a case of passes, and of no other.
    pub(crate) fn work(&self, storage: &Storage) -> Outcome<Option<Work>> {
        storage.begin_case();
        match &self.method {
            Method::Passes(build) => build(storage).map(Some),
            Method::Own(_) => Ok(None),
        }
    }

    pub(crate) fn wrong(&self, variant: &str, error: &dyn Error) -> String {
        format!("{} {variant}: {error}", self.name())
    }
}

/// A case with its data made.
pub(crate) struct Work {
    /// Messages of one pass.
    pub(crate) messages: u64,
    /// Bytes of the frames of one pass, for variants that name none of their own.
    pub(crate) bytes: u64,
    /// The first is the baseline.
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) name: &'static str,
    pub(crate) subject: Box<dyn Pass>,
    /// Bytes of one pass, where they are not the case's.
    pub(crate) bytes: Option<u64>,
    /// What they were before they were compressed.
    pub(crate) raw_bytes: Option<u64>,
    pub(crate) rival: bool,
}

impl Variant {
    pub(crate) fn new(name: &'static str, subject: impl Pass + 'static) -> Self {
        Self { name, subject: Box::new(subject), bytes: None, raw_bytes: None, rival: false }
    }

    /// Says what one pass takes in this variant's own format.
    pub(crate) fn bytes(self, bytes: u64) -> Self {
        Self { bytes: Some(bytes), ..self }
    }

    /// Says what one pass was before and is after compression.
    pub(crate) fn compressed(self, raw_bytes: u64, bytes: u64) -> Self {
        Self { raw_bytes: Some(raw_bytes), ..self.bytes(bytes) }
    }

    /// Says that this is not the library: it may well be slower.
    pub(crate) fn rival(self) -> Self {
        Self { rival: true, ..self }
    }
}

/// One way to do the work.
///
/// Every implementation that is timed is a type of its own with a `pass` that is
/// never inlined: two variants that share code, or code that moves with what is
/// around it, differ by a third for no reason of their own.
pub(crate) trait Pass {
    /// Does the work once.
    fn pass(&mut self) -> Outcome<()>;

    /// Does the work once and compares all that comes out with what is right.
    fn verify(&mut self) -> Outcome<()>;
}
