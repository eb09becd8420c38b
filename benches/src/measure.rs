//! Variants in turns, and what comes out of it.

use crate::{storage::Storage, targets::VERIFYING, workloads};
use flatstream_testkit::count;
use rustix::time::{ClockId, clock_gettime};
use std::{
    error::Error,
    path::PathBuf,
    sync::atomic::Ordering::Relaxed,
    time::{Duration, Instant},
};

pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

pub(crate) type Build = Box<dyn Fn(&Storage) -> Outcome<Work>>;

/// One row of the report: the same work, done in several ways.
pub(crate) struct Case {
    pub(crate) suite: &'static str,
    pub(crate) workload: String,
    pub(crate) sink: &'static str,
    pub(crate) build: Build,
}

impl Case {
    pub(crate) fn name(&self) -> String {
        format!("{}/{}/{}", self.suite, self.workload, self.sink)
    }

    /// Codecs wait for nothing, so theirs is the time of their thread, which other
    /// programs cannot lengthen by much. All else is measured as its user sees it.
    fn clock(&self) -> ClockId {
        if self.suite == "compress" { ClockId::ThreadCPUTime } else { ClockId::Monotonic }
    }

    fn wrong(&self, variant: &str, error: &dyn Error) -> String {
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
    bytes: Option<u64>,
    /// What they were before they were compressed.
    raw_bytes: Option<u64>,
    rival: bool,
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

/// How long to measure.
#[derive(Clone, Copy)]
pub(crate) struct Effort {
    rounds: usize,
    /// Time of one sample: shorter than a scheduler's slice, so that most
    /// samples run undisturbed and the median is one of those.
    sample: Duration,
}

impl Effort {
    pub(crate) const FULL: Self = Self { rounds: 301, sample: Duration::from_millis(1) };
    pub(crate) const QUICK: Self = Self { rounds: 41, sample: Duration::from_micros(300) };
}

/// One variant's figures.
pub(crate) struct Row {
    pub(crate) suite: &'static str,
    pub(crate) workload: String,
    pub(crate) sink: &'static str,
    pub(crate) variant: &'static str,
    pub(crate) baseline: bool,
    pub(crate) ns: Quartiles,
    /// Baseline time / this time, from pairs of the same round.
    pub(crate) ratio: Quartiles,
    pub(crate) allocations_per_message: f64,
    pub(crate) bytes_per_message: f64,
    /// How many times smaller compression made it.
    pub(crate) shrinks: Option<f64>,
    pub(crate) rival: bool,
    pub(crate) messages: u64,
    pub(crate) instructions_per_message: Option<f64>,
}

#[derive(Clone, Copy)]
pub(crate) struct Quartiles {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

impl Quartiles {
    fn of(mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        let last = values.len() - 1;
        Self { low: values[last / 4], median: values[last / 2], high: values[last * 3 / 4] }
    }
}

/// Verifies all variants of `case`, then times them in turns.
pub(crate) fn measure(case: &Case, storage: &Storage, effort: Effort) -> Outcome<Vec<Row>> {
    storage.begin_case();
    let Work { messages, bytes, mut variants } = (case.build)(storage)?;
    VERIFYING.store(true, Relaxed);
    for variant in &mut variants {
        variant.subject.verify().map_err(|error| case.wrong(variant.name, &*error))?;
    }
    VERIFYING.store(false, Relaxed);

    let clock = case.clock();
    let mut allocations = Vec::new();
    for variant in &mut variants {
        run(variant, 3, clock)?;
        let mut result = Ok(());
        allocations.push(count(|| result = variant.subject.pass()).allocations);
        result?;
    }

    let most = passes_for(effort.sample, &mut variants[0], clock, u32::MAX)?;
    let passes: Vec<u32> = variants
        .iter_mut()
        .map(|variant| passes_for(effort.sample, variant, clock, most))
        .collect::<Outcome<_>>()?;
    let mut times = vec![Vec::with_capacity(effort.rounds); variants.len()];
    let start = Instant::now();
    for round in 0..effort.rounds {
        if round >= Effort::QUICK.rounds && start.elapsed() > LONGEST {
            break;
        }
        for ((variant, times), &passes) in variants.iter_mut().zip(&mut times).zip(&passes) {
            let elapsed = run(variant, passes, clock)?;
            times.push(elapsed.as_nanos() as f64 / (u64::from(passes) * messages) as f64);
        }
    }

    let baseline = times[0].clone();
    let rows = variants.iter().zip(times).zip(allocations).enumerate();
    Ok(rows
        .map(|(index, ((variant, times), allocations))| Row {
            suite: case.suite,
            workload: case.workload.clone(),
            sink: case.sink,
            variant: variant.name,
            baseline: index == 0,
            ratio: Quartiles::of(baseline.iter().zip(&times).map(|(b, t)| b / t).collect()),
            ns: Quartiles::of(times),
            allocations_per_message: allocations as f64 / messages as f64,
            bytes_per_message: variant.bytes.unwrap_or(bytes) as f64 / messages as f64,
            shrinks: variant
                .raw_bytes
                .map(|raw| raw as f64 / variant.bytes.unwrap_or(bytes) as f64),
            rival: variant.rival,
            messages,
            instructions_per_message: None,
        })
        .collect())
}

fn run(variant: &mut Variant, passes: u32, clock: ClockId) -> Outcome<Duration> {
    let now = || Duration::try_from(clock_gettime(clock));
    let start = now()?;
    for _ in 0..passes {
        variant.subject.pass()?;
    }
    Ok(now()?.saturating_sub(start))
}

/// After that, cases whose passes are long make do with fewer rounds.
const LONGEST: Duration = Duration::from_secs(10);

/// How many passes fill a sample: as many as `most`, which the baseline takes,
/// unless the variant is much slower.
fn passes_for(sample: Duration, variant: &mut Variant, clock: ClockId, most: u32) -> Outcome<u32> {
    let mut passes = 1;
    while passes < most && run(variant, passes, clock)? < sample / 2 {
        passes *= 2;
    }
    Ok(passes)
}

/// One variant to be run under a profiler.
pub(crate) struct Once {
    pub(crate) case: String,
    pub(crate) variant: String,
    pub(crate) passes: u32,
    pub(crate) dir: PathBuf,
    pub(crate) logs: Option<PathBuf>,
}

/// Runs what `once` names, measuring nothing.
pub(crate) fn once(cases: &[Case], once: &Once) -> Outcome<()> {
    let case = cases
        .iter()
        .find(|case| case.name() == once.case)
        .ok_or_else(|| format!("no case `{}`", once.case))?;
    if let Some(logs) = &once.logs {
        workloads::load_logs(logs)?;
    }
    let storage = Storage::new(&once.dir)?;
    let mut work = (case.build)(&storage)?;
    let variant = work
        .variants
        .iter_mut()
        .find(|variant| variant.name == once.variant)
        .ok_or_else(|| format!("no variant `{}` in {}", once.variant, once.case))?;
    run(variant, once.passes, ClockId::Monotonic)?;
    Ok(())
}
