//! Variants in turns, and what comes out of it.

use crate::{
    case::{Case, Method, Variant, Work},
    row::{Quartiles, Row},
    storage::Storage,
    targets::VERIFYING,
};
use flatstream_testkit::{Allocations, count};
use rustix::time::clock_gettime;
use std::{
    error::Error,
    sync::atomic::Ordering::Relaxed,
    time::{Duration, Instant},
};

/// What may go wrong is for the user to read.
pub(crate) type Outcome<T> = Result<T, Box<dyn Error>>;

/// How long to measure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Effort {
    pub(crate) rounds: usize,
    /// Time of one sample: shorter than a scheduler's slice, so that most
    /// samples run undisturbed and the median is one of those.
    pub(crate) sample: Duration,
}

impl Effort {
    pub(crate) const FULL: Self = Self { rounds: 301, sample: Duration::from_millis(1) };
    pub(crate) const QUICK: Self = Self { rounds: 41, sample: Duration::from_micros(300) };

    /// After that, cases whose passes are long make do with fewer rounds, and
    /// after twice that with very few.
    const LONGEST: Duration = Duration::from_secs(10);
    const FEWEST_ROUNDS: usize = 7;

    fn is_enough(self, round: usize, elapsed: Duration) -> bool {
        round >= self.rounds
            || round >= Self::QUICK.rounds && elapsed > Self::LONGEST
            || round >= Self::FEWEST_ROUNDS && elapsed > 2 * Self::LONGEST
    }
}

/// Verifies all variants of `case`, then measures them.
pub(crate) fn measure(case: &Case, storage: &Storage, effort: Effort) -> Outcome<Vec<Row>> {
    storage.begin_case();
    match &case.method {
        Method::Passes(build) => passes(case, build(storage)?, effort),
        Method::Own(measure) => measure(case, storage, effort),
    }
}

fn passes(case: &Case, work: Work, effort: Effort) -> Outcome<Vec<Row>> {
    let Work { messages, bytes, mut variants } = work;
    let mut peaks = Vec::new();
    for variant in &mut variants {
        peaks.push(counted(case, variant)?.peak_bytes);
    }
    VERIFYING.store(true, Relaxed);
    for variant in &mut variants {
        variant.subject.verify().map_err(|error| case.wrong(variant.name, &*error))?;
    }
    VERIFYING.store(false, Relaxed);

    let mut allocations = Vec::new();
    for variant in &mut variants {
        run(case, variant, 3)?;
        allocations.push(counted(case, variant)?.allocations);
    }

    let most = passes_for(case, effort.sample, &mut variants[0], u32::MAX)?;
    let passes: Vec<u32> = variants
        .iter_mut()
        .map(|variant| passes_for(case, effort.sample, variant, most))
        .collect::<Outcome<_>>()?;
    let mut times = vec![Vec::with_capacity(effort.rounds); variants.len()];
    let start = Instant::now();
    while !effort.is_enough(times[0].len(), start.elapsed()) {
        for ((variant, times), &passes) in variants.iter_mut().zip(&mut times).zip(&passes) {
            let elapsed = run(case, variant, passes)?;
            times.push(elapsed.as_nanos() as f64 / (u64::from(passes) * messages) as f64);
        }
    }

    let baseline = times[0].clone();
    let heap = allocations.into_iter().zip(peaks);
    let rows = variants.iter().zip(times).zip(heap).enumerate();
    Ok(rows
        .map(|(index, ((variant, times), (allocations, peak_bytes)))| {
            let ratio = Quartiles::of(baseline.iter().zip(&times).map(|(b, t)| b / t).collect());
            let rounds = times.len() as u64;
            let ns = Quartiles::of(times);
            let bytes = variant.bytes.unwrap_or(bytes) as f64;
            let bytes_per_message = bytes / messages as f64;
            // What a codec does per second is told by what it is given.
            let worked_on = variant.raw_bytes.map_or(bytes, |raw| raw as f64) / messages as f64;
            Row {
                suite: case.suite.to_owned(),
                workload: case.workload.clone(),
                sink: case.sink.to_owned(),
                variant: variant.name.to_owned(),
                baseline: index == 0,
                rival: variant.rival,
                ns_per_message: ns.median,
                ns_low: ns.low,
                ns_high: ns.high,
                ratio: ratio.median,
                ratio_low: ratio.low,
                ratio_high: ratio.high,
                gigabytes_per_second: worked_on / ns.median,
                allocations_per_message: allocations as f64 / messages as f64,
                peak_bytes,
                bytes_per_message,
                shrinks: variant.raw_bytes.map(|raw| raw as f64 / bytes),
                instructions_per_message: None,
                latency: None,
                messages,
                rounds,
                threads: case.threads,
            }
        })
        .collect())
}

/// One pass, and what it asked the heap for.
fn counted(case: &Case, variant: &mut Variant) -> Outcome<Allocations> {
    let mut result = Ok(());
    let heap = count(|| result = variant.subject.pass());
    result.map_err(|error| case.wrong(variant.name, &*error))?;
    Ok(heap)
}

/// Runs one variant a number of times and measures nothing: for profilers.
pub(crate) fn once(case: &Case, variant: &str, passes: u32, storage: &Storage) -> Outcome<()> {
    let work = case.work(storage)?.ok_or("that case has no passes to run")?;
    let mut variants = work.variants.into_iter();
    let mut variant = variants
        .find(|candidate| candidate.name == variant)
        .ok_or_else(|| format!("no variant `{variant}` in {}", case.name()))?;
    run(case, &mut variant, passes).map(drop)
}

fn run(case: &Case, variant: &mut Variant, passes: u32) -> Outcome<Duration> {
    let now = || Duration::try_from(clock_gettime(case.clock));
    let start = now()?;
    for _ in 0..passes {
        variant.subject.pass().map_err(|error| case.wrong(variant.name, &*error))?;
    }
    Ok(now()?.saturating_sub(start))
}

/// How many passes fill a sample: as many as `most`, which the baseline takes,
/// unless the variant is much slower.
fn passes_for(case: &Case, sample: Duration, variant: &mut Variant, most: u32) -> Outcome<u32> {
    let mut passes = 1;
    while passes < most && run(case, variant, passes)? < sample / 2 {
        passes *= 2;
    }
    Ok(passes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Pass;
    use std::{cell::Cell, env, hint::black_box, rc::Rc};

    /// Sleeps, allocates, counts its passes, and is as wrong as it is told.
    struct Subject {
        work: u64,
        boxes: usize,
        /// From this pass on.
        fails_pass: u64,
        fails_verify: bool,
        passes: Rc<Cell<u64>>,
    }

    impl Pass for Subject {
        fn pass(&mut self) -> Outcome<()> {
            self.passes.set(self.passes.get() + 1);
            for n in 0..self.work {
                black_box(n);
            }
            drop((0..self.boxes).map(|n| black_box(Box::new([n; 4]))).collect::<Vec<_>>());
            if self.passes.get() >= self.fails_pass { Err("pass".into()) } else { Ok(()) }
        }

        fn verify(&mut self) -> Outcome<()> {
            if self.fails_verify { Err("verify".into()) } else { self.pass() }
        }
    }

    fn subject(work: u64) -> Subject {
        let passes = Rc::default();
        Subject { work, boxes: 0, fails_pass: u64::MAX, fails_verify: false, passes }
    }

    fn measured(make: fn() -> Vec<Subject>) -> Outcome<Vec<Row>> {
        let case = Case::new("write", "log", "vec", move |_| {
            let names = ["hand loop", "ours", "theirs"];
            let variants = names.into_iter().zip(make());
            let variants = variants.map(|(name, subject)| Variant::new(name, subject)).collect();
            Ok(Work { messages: 10, bytes: 1000, variants })
        });
        passes_of(&case)
    }

    fn passes_of(case: &Case) -> Outcome<Vec<Row>> {
        measure(case, &Storage::new(&env::temp_dir())?, Effort::QUICK)
    }

    #[test]
    fn a_wrong_answer_is_an_error_and_names_the_variant() {
        let wrong = |make| measured(make).unwrap_err().to_string();
        assert_eq!(
            wrong(|| vec![subject(1), Subject { fails_verify: true, ..subject(1) }]),
            "write/log/vec ours: verify"
        );
        // The first; one of those that warm up; one that is timed.
        for fails_pass in [1, 4, 100] {
            let case = Case::new("write", "log", "vec", move |_| {
                let variant = Variant::new("hand loop", Subject { fails_pass, ..subject(1) });
                Ok(Work { messages: 1, bytes: 1, variants: vec![variant] })
            });
            let error = passes_of(&case).unwrap_err().to_string();
            assert_eq!(error, "write/log/vec hand loop: pass", "{fails_pass}");
        }
    }

    #[test]
    fn rows_say_what_the_variants_did() {
        let rows = measured(|| {
            vec![subject(20_000), subject(2000), Subject { boxes: 20, ..subject(2000) }]
        });
        let [hand, ours, theirs] = rows.unwrap().try_into().unwrap();
        assert!(hand.baseline && !ours.baseline);
        assert_eq!((hand.ratio, hand.ratio_low, hand.ratio_high), (1.0, 1.0, 1.0));
        assert!((4.0..25.0).contains(&ours.ratio), "{ours:?}");
        assert!(ours.ns_low <= ours.ns_per_message && ours.ns_per_message <= ours.ns_high);
        assert_eq!((ours.bytes_per_message, ours.messages), (100.0, 10));
        assert!((ours.gigabytes_per_second * ours.ns_per_message - 100.0).abs() < 1e-9);
        assert_eq!((ours.allocations_per_message, ours.peak_bytes), (0.0, 0));
        // Twenty boxes and the vector they are in.
        assert_eq!(theirs.allocations_per_message, 2.1);
        assert_eq!(theirs.peak_bytes, 20 * 32 + 20 * 8);
        assert!(ours.rounds >= 7);
    }

    #[test]
    fn rounds_end_by_number_or_by_time() {
        let seconds = Duration::from_secs;
        for (round, elapsed, enough) in [
            (300, 1, false),
            (301, 1, true),
            (41, 11, true),
            (40, 11, false),
            (7, 21, true),
            (6, 99, false),
        ] {
            assert_eq!(
                Effort::FULL.is_enough(round, seconds(elapsed)),
                enough,
                "{round} {elapsed}"
            );
        }
    }
}
