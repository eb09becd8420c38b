//! Variants in turns, and the rows that come of them.

use super::pace::{Pace, histogram};
use crate::{
    case::Case,
    measure::{Effort, Outcome},
    row::{Latency, Quartiles, Row},
    targets::VERIFYING,
};
use flatstream_testkit::{Allocations, count};
use hdrhistogram::Histogram;
use std::{
    sync::atomic::Ordering::Relaxed,
    time::{Duration, Instant},
};

/// One way to handle messages as they come due.
///
/// Every implementation that is timed is a type of its own with a `turn` that is
/// never inlined.
pub(super) trait Punctual {
    /// Handles the messages of a turn, each when it is due, and records how late
    /// it was done with those that count.
    fn turn(&mut self, pace: Pace, lateness: &mut Histogram<u64>) -> Outcome<()>;

    /// Compares all that comes out with what is right. Runs before any turn.
    fn verify(&mut self) -> Outcome<()>;
}

pub(super) struct Variant {
    name: &'static str,
    subject: Box<dyn Punctual>,
    rival: bool,
}

impl Variant {
    pub(super) fn new(name: &'static str, subject: impl Punctual + 'static) -> Self {
        Self { name, subject: Box::new(subject), rival: false }
    }

    /// Waits for every message and does nothing with it.
    pub(super) fn clock_alone() -> Self {
        Self { rival: true, ..Self::new("clock alone", ClockAlone) }
    }
}

struct ClockAlone;

impl Punctual for ClockAlone {
    #[inline(never)]
    fn turn(&mut self, pace: Pace, lateness: &mut Histogram<u64>) -> Outcome<()> {
        let schedule = pace.begin();
        for number in 0..pace.messages {
            schedule.wait_for(number);
            let late = schedule.lateness(number);
            if number >= pace.warm_up {
                lateness.saturating_record(late);
            }
        }
        Ok(())
    }

    fn verify(&mut self) -> Outcome<()> {
        Ok(())
    }
}

/// Time of a turn without its warm-up.
const TURN: Duration = Duration::from_millis(20);

pub(super) fn pace(per_second: u64) -> Pace {
    Pace::new(per_second, TURN)
}

/// Verifies all variants, the first of which is the baseline, then lets them take
/// turns.
pub(super) fn measure(
    case: &Case,
    pace: Pace,
    bytes_per_message: f64,
    mut variants: Vec<Variant>,
    effort: Effort,
) -> Outcome<Vec<Row>> {
    VERIFYING.store(true, Relaxed);
    for Variant { name, subject, .. } in &mut variants {
        subject.verify().map_err(|error| case.wrong(name, &*error))?;
    }
    VERIFYING.store(false, Relaxed);

    let mut records = Vec::new();
    for Variant { name, subject, .. } in &mut variants {
        records.push(Record::new(&mut **subject, pace).map_err(|error| case.wrong(name, &*error))?);
    }
    let turns = if effort == Effort::QUICK { 15 } else { 100 };
    for _ in 0..turns {
        for (Variant { name, subject, .. }, record) in variants.iter_mut().zip(&mut records) {
            record.add_turn(&mut **subject, pace).map_err(|error| case.wrong(name, &*error))?;
        }
    }

    let baseline = records[0].medians.clone();
    let rows = variants.iter().zip(&records).enumerate();
    Ok(rows
        .map(|(index, (variant, record))| Row {
            variant: variant.name.to_owned(),
            baseline: index == 0,
            rival: variant.rival,
            ..record.row(case, pace, bytes_per_message, &baseline)
        })
        .collect())
}

/// What one variant's turns came to.
struct Record {
    all: Histogram<u64>,
    /// That of the turn under way.
    turn: Histogram<u64>,
    medians: Vec<f64>,
    elapsed: Duration,
    first: Allocations,
    steady: Allocations,
}

impl Record {
    /// Two turns that do not count, but for what they ask the heap for.
    fn new(subject: &mut dyn Punctual, pace: Pace) -> Outcome<Self> {
        let mut turn = histogram();
        let mut counted = || {
            let mut result = Ok(());
            let heap = count(|| result = subject.turn(pace, &mut turn));
            result.map(|()| heap)
        };
        let (first, steady) = (counted()?, counted()?);
        let medians = Vec::new();
        Ok(Self { all: histogram(), turn, medians, elapsed: Duration::ZERO, first, steady })
    }

    fn add_turn(&mut self, subject: &mut dyn Punctual, pace: Pace) -> Outcome<()> {
        self.turn.reset();
        let start = Instant::now();
        subject.turn(pace, &mut self.turn)?;
        self.elapsed += start.elapsed();
        self.add(pace)
    }

    fn add(&mut self, pace: Pace) -> Outcome<()> {
        let (recorded, expected) = (self.turn.len(), pace.messages - pace.warm_up);
        if recorded != expected {
            return Err(format!("{recorded} messages of {expected}").into());
        }
        self.medians.push(self.turn.value_at_quantile(0.5) as f64);
        Ok(self.all.add(&self.turn)?)
    }

    fn row(&self, case: &Case, pace: Pace, bytes_per_message: f64, baseline: &[f64]) -> Row {
        let at = |quantile| self.all.value_at_quantile(quantile);
        let ratios = baseline.iter().zip(&self.medians).map(|(baseline, own)| baseline / own);
        let ratio = Quartiles::of(ratios.collect());
        let ns = Quartiles::of(self.medians.clone());
        let turns = self.medians.len() as u64;
        let messages_per_second = (turns * pace.messages) as f64 / self.elapsed.as_secs_f64();
        Row {
            suite: case.suite.to_owned(),
            workload: case.workload.clone(),
            sink: case.sink.to_owned(),
            variant: String::new(),
            baseline: false,
            rival: false,
            ns_per_message: ns.median,
            ns_low: ns.low,
            ns_high: ns.high,
            ratio: ratio.median,
            ratio_low: ratio.low,
            ratio_high: ratio.high,
            gigabytes_per_second: messages_per_second * bytes_per_message / 1e9,
            allocations_per_message: self.steady.allocations as f64 / pace.messages as f64,
            peak_bytes: self.first.peak_bytes,
            bytes_per_message,
            shrinks: None,
            instructions_per_message: None,
            latency: Some(Latency {
                messages_per_second,
                p50: at(0.5),
                p99: at(0.99),
                p99_9: at(0.999),
                max: self.all.max(),
            }),
            messages: pace.messages,
            rounds: turns,
            threads: case.threads,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Allocations = Allocations { allocations: 0, frees: 0, peak_bytes: 0 };

    fn record(turns: &[&[u64]], pace: Pace) -> Outcome<Record> {
        let mut record = Record {
            all: histogram(),
            turn: histogram(),
            medians: Vec::new(),
            elapsed: TURN * 11 / 10 * u32::try_from(turns.len())?,
            first: NOTHING,
            steady: Allocations { allocations: pace.messages * 2, ..NOTHING },
        };
        for lateness in turns {
            record.turn.reset();
            lateness.iter().for_each(|&late| record.turn.saturating_record(late));
            record.add(pace)?;
        }
        Ok(record)
    }

    #[test]
    fn a_row_has_the_quantiles_of_all_messages_and_the_medians_of_turns() {
        let pace = pace(50_000);
        let (quick, slow): (Vec<u64>, Vec<u64>) = ((1..=1000).collect(), (1001..=2000).collect());
        let case = Case::own("latency", "test", "sink", |_, _, _| Ok(Vec::new()));
        let record = record(&[&quick, &slow], pace).unwrap();
        let row = record.row(&case, pace, 92.0, &[1000.0, 3000.0]);
        let Latency { p50, p99, p99_9, max, messages_per_second } = row.latency.unwrap();
        assert_eq!((p50, p99, p99_9, max), (1000, 1980, 1998, 2000));
        assert_eq!((row.ns_low, row.ns_high), (500.0, 500.0)); // of two, the first
        assert_eq!(row.ratio_low, 2.0); // 1000 / 500, 3000 / 1500
        assert!((messages_per_second - 50_000.0).abs() < 1e-6);
        assert!((row.gigabytes_per_second - 0.0046).abs() < 1e-9);
        assert_eq!((row.allocations_per_message, row.rounds), (2.0, 2));
    }

    #[test]
    fn a_turn_that_lacks_a_message_is_an_error() {
        let error = record(&[&[1, 2, 3]], pace(50_000)).err().unwrap();
        assert_eq!(error.to_string(), "3 messages of 1000");
    }
}
