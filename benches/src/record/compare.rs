//! What differs between two records, and what of it is more than noise.

use super::{Record, Recorded, Run, grouped, panels::figure};
use crate::{report::rounded, row::Row};
use std::{collections::BTreeSet, fmt::Write};

/// Differences beyond noise as a table, with what differs around the rows above
/// it and the number of the rest below.
pub(crate) fn differences(before: &Record, after: &Record) -> String {
    let mut text = format!("\n{} -> {}\n", before.heading(), after.heading());
    text.push_str(&environments(before, after));
    let (mut compared, mut beyond) = (0, Vec::new());
    for Recorded { row: new, .. } in &after.rows {
        if let Some(old) = before.row_like(new) {
            compared += 1;
            let same_baseline = before.baseline_of(old) == after.baseline_of(new);
            let found = Difference::all(old, new, same_baseline);
            if !found.is_empty() {
                beyond.push((old, new, found));
            }
        }
    }
    if !beyond.is_empty() {
        let _ = writeln!(
            text,
            "\n{:<32} {:<24} {:>22} {:>8} {:>14} {:>8}  beyond noise",
            "case", "variant", "ns/msg", "", "ratio", "instr"
        );
    }
    let mut last = String::new();
    for (old, new, found) in &beyond {
        let case = new.case();
        let shown = if case == last { "" } else { &case };
        let instructions = old.instructions_per_message.zip(new.instructions_per_message);
        let _ = writeln!(
            text,
            "{:<32} {:<24} {:>22} {:>8} {:>14} {:>8}  {}",
            shown,
            new.variant,
            format!("{} -> {}", figure(old.ns_per_message), figure(new.ns_per_message)),
            percent(old.ns_per_message, new.ns_per_message),
            format!("{:.2} -> {:.2}", old.ratio, new.ratio),
            instructions.map(|(old, new)| percent(old, new)).unwrap_or_default(),
            found.iter().map(Difference::to_string).collect::<Vec<_>>().join(", "),
        );
        last = case;
    }
    text.push_str(&one_sided(before, after));
    text.push_str(&one_sided(after, before));
    let _ = writeln!(
        text,
        "\n{compared} rows compared: {} differ by more than noise, {} do not",
        beyond.len(),
        compared - beyond.len()
    );
    text
}

/// A difference that is more than noise.
#[derive(Debug, PartialEq)]
enum Difference {
    /// In the ratio to the baseline of the same process.
    Faster,
    Slower,
    /// In time alone: a baseline has nothing else.
    TimeFaster,
    TimeSlower,
    Instructions(String),
    Allocations(String),
    Bytes(String),
}

impl Difference {
    fn all(old: &Row, new: &Row, same_baseline: bool) -> Vec<Self> {
        let mut found = Vec::new();
        let by_ratio = same_baseline && !old.baseline && !new.baseline;
        if by_ratio {
            let quartiles = |row: &Row| [row.ratio_low, row.ratio, row.ratio_high];
            match beyond_noise(quartiles(old), quartiles(new)) {
                Some(true) => found.push(Self::Faster),
                Some(false) => found.push(Self::Slower),
                None => {}
            }
        } else {
            let quartiles = |row: &Row| [row.ns_low, row.ns_per_message, row.ns_high];
            match beyond_noise(quartiles(old), quartiles(new)) {
                Some(true) => found.push(Self::TimeSlower),
                Some(false) => found.push(Self::TimeFaster),
                None => {}
            }
        }
        let instructions = old.instructions_per_message.zip(new.instructions_per_message);
        if let Some((old, new)) = instructions.filter(|(a, b)| differ_by(*a, *b, INSTRUCTIONS)) {
            found.push(Self::Instructions(percent(old, new)));
        }
        let change = |old: f64, new: f64| {
            let (old, new) = (rounded(old), rounded(new));
            (old != new).then(|| format!("{} -> {}", figure(old), figure(new)))
        };
        let allocations = change(old.allocations_per_message, new.allocations_per_message);
        found.extend(allocations.map(Self::Allocations));
        let bytes = change(old.bytes_per_message, new.bytes_per_message);
        found.extend(bytes.map(Self::Bytes));
        found
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Faster => f.write_str("faster"),
            Self::Slower => f.write_str("slower"),
            Self::TimeFaster => f.write_str("time alone: faster"),
            Self::TimeSlower => f.write_str("time alone: slower"),
            Self::Instructions(change) => write!(f, "instructions {change}"),
            Self::Allocations(change) => write!(f, "allocations {change}"),
            Self::Bytes(change) => write!(f, "bytes {change}"),
        }
    }
}

/// Whether the second median is larger, if quartiles are apart and medians
/// differ by more than what shared machines do to a row.
fn beyond_noise(old: [f64; 3], new: [f64; 3]) -> Option<bool> {
    let apart = new[0] > old[2] || new[2] < old[0];
    (apart && differ_by(old[1], new[1], TIMES)).then_some(new[1] > old[1])
}

fn differ_by(old: f64, new: f64, part: f64) -> bool {
    (new - old).abs() > part * old.abs().min(new.abs())
}

fn percent(old: f64, new: f64) -> String {
    if old == 0.0 { String::new() } else { format!("{:+.1} %", (new / old - 1.0) * 100.0) }
}

impl Record {
    /// Its name and the commits that it measured.
    fn heading(&self) -> String {
        let runs = grouped(self.runs.iter(), |run| format!("{} {}", run.effort(), run.commit));
        let runs: Vec<String> = runs.into_iter().map(|(run, _)| run).collect();
        let known = if runs.is_empty() { "unknown commit".to_owned() } else { runs.join(", ") };
        format!("{} ({known})", self.name)
    }

    fn row_like(&self, row: &Row) -> Option<&Row> {
        let key = |row: &Row| (row.case(), row.variant.clone());
        let key_of_row = key(row);
        self.rows.iter().map(|old| &old.row).find(|old| key(old) == key_of_row)
    }

    /// The name of what the ratios of the row's case are to.
    fn baseline_of(&self, row: &Row) -> Option<&str> {
        let case = row.case();
        let mut baselines = self.rows.iter().filter(|row| row.row.baseline);
        baselines.find(|row| row.row.case() == case).map(|row| row.row.variant.as_str())
    }
}

/// A line for each fact that is not the same.
fn environments(before: &Record, after: &Record) -> String {
    let mut text = String::new();
    for record in [before, after].into_iter().filter(|record| record.runs.is_empty()) {
        let _ = writeln!(text, "nothing is known of how {} was measured", record.name);
    }
    if !text.is_empty() {
        return text;
    }
    let (old, new) = (all_facts(before), all_facts(after));
    for (name, old) in old {
        // A crate that only one side has measured makes no difference to rows
        // of both.
        let Some((_, new)) = new.iter().find(|(known, _)| *known == name) else { continue };
        if old != *new {
            let (old, new) = (old.join(" and "), new.join(" and "));
            let _ = writeln!(text, "differs: {name}: {old} -> {new}");
        }
    }
    text
}

/// What is true of the runs: each fact with its values, if there are several.
fn all_facts(record: &Record) -> Vec<(String, Vec<String>)> {
    let of_run = |run: &Run| {
        let facts = run.facts().into_iter().map(|(name, value)| (name.to_owned(), value));
        let crates = run.crates.iter().map(|(name, version)| (name.clone(), version.clone()));
        let effort = ("effort".to_owned(), run.effort().to_owned());
        facts.chain(crates).chain([effort]).collect::<Vec<_>>()
    };
    let facts = grouped(record.runs.iter().flat_map(of_run), |fact| fact.0.clone()).into_iter();
    facts
        .map(|(name, facts)| {
            let values: BTreeSet<String> = facts.into_iter().map(|fact| fact.1).collect();
            (name, values.into_iter().collect())
        })
        .collect()
}

/// Rows that only `some` has: whole cases in a line.
fn one_sided(some: &Record, other: &Record) -> String {
    let mut text = String::new();
    for (case, rows) in grouped(some.rows.iter(), |row| row.row.case()) {
        if !other.rows.iter().any(|row| row.row.case() == case) {
            let _ = writeln!(text, "only in {}: {case}, {} rows", some.name, rows.len());
            continue;
        }
        for Recorded { row, .. } in rows.iter().filter(|row| other.row_like(&row.row).is_none()) {
            let _ = writeln!(text, "only in {}: {case} {}", some.name, row.variant);
        }
    }
    text
}

/// Beyond this, instructions were not counted differently but are others.
const INSTRUCTIONS: f64 = 0.02;
const TIMES: f64 = 0.1;

#[cfg(test)]
mod tests {
    use super::{super::tests::*, *};

    fn differing(change: impl Fn(&mut Row)) -> Vec<Difference> {
        let old = row("write/a/vec", "StreamWriter", 50.0, 1.0);
        let mut new = old.clone();
        change(&mut new);
        Difference::all(&old, &new, true)
    }

    fn ratio(row: &mut Row, [low, ratio, high]: [f64; 3]) {
        (row.ratio_low, row.ratio, row.ratio_high) = (low, ratio, high);
    }

    #[test]
    fn times_are_compared_by_ratio() {
        // Ten times as slow a machine changes nothing.
        let slower = |row: &mut Row| {
            row.ns_per_message *= 10.0;
            row.ns_low *= 10.0;
            row.ns_high *= 10.0;
        };
        assert_eq!(differing(slower), []);
        assert_eq!(differing(|row| ratio(row, [1.1, 1.12, 1.2])), [Difference::Faster]);
        assert_eq!(differing(|row| ratio(row, [0.8, 0.85, 0.9])), [Difference::Slower]);
        // Apart but near; far but not apart.
        assert_eq!(differing(|row| ratio(row, [1.03, 1.05, 1.1])), []);
        assert_eq!(differing(|row| ratio(row, [1.0, 1.5, 2.0])), []);
        // What has another baseline, or is one, has only its time.
        let old = row("write/a/vec", "StreamWriter", 50.0, 1.0);
        let mut new = row("write/a/vec", "StreamWriter", 50.0, 2.0);
        assert_eq!(Difference::all(&old, &new, false), []);
        slower(&mut new);
        assert_eq!(Difference::all(&old, &new, false), [Difference::TimeSlower]);
        let old = row("write/a/vec", "hand loop", 50.0, 1.0);
        let new = row("write/a/vec", "hand loop", 30.0, 1.0);
        assert_eq!(Difference::all(&old, &new, true), [Difference::TimeFaster]);
    }

    #[test]
    fn counts_are_exact() {
        let old = Row {
            instructions_per_message: Some(1000.0),
            ..row("write/a/vec", "StreamWriter", 50.0, 1.0)
        };
        let with = |instructions| Row { instructions_per_message: instructions, ..old.clone() };
        let instructions = Difference::Instructions("+2.1 %".to_owned());
        assert_eq!(Difference::all(&old, &with(Some(1021.0)), true), [instructions]);
        assert_eq!(Difference::all(&old, &with(Some(1019.0)), true), []);
        assert_eq!(Difference::all(&old, &with(None), true), []);
        let allocations = differing(|row| row.allocations_per_message = 0.001);
        assert_eq!(allocations, [Difference::Allocations("0 -> 0.001".to_owned())]);
        let bytes = differing(|row| row.bytes_per_message = 96.0);
        assert_eq!(bytes, [Difference::Bytes("92 -> 96".to_owned())]);
        // What only the writing of a record rounded off is no difference.
        assert_eq!(differing(|row| row.bytes_per_message = 92.000_1), []);
    }

    #[test]
    fn tables_have_what_matters_and_count_the_rest() {
        let before = Record::of_run(run("one"), [case("write/a/vec"), case("read/a/vec")].concat());
        let mut rows = case("write/a/vec");
        ratio(&mut rows[1], [1.1, 1.2, 1.3]);
        rows.extend(case("write/b/vec"));
        rows.push(row("write/a/vec", "new way", 1.0, 44.0));
        let mut run = run("two");
        run.rustc = "rustc 2.0.0".to_owned();
        run.crates.insert("flatbuffers".to_owned(), "26.0.0".to_owned());
        let text = differences(&before, &Record::of_run(run, rows));
        for part in [
            "this run (full one) -> this run (full two)\n",
            "differs: flatbuffers: 25.0.0 -> 26.0.0\n",
            "differs: rustc:  -> rustc 2.0.0\n",
            "StreamWriter<Format>",
            "0.88 -> 1.20           faster\n",
            "only in this run: read/a/vec, 3 rows\n",
            "only in this run: write/a/vec new way\n",
            "only in this run: write/b/vec, 3 rows\n",
            "3 rows compared: 1 differ by more than noise, 2 do not\n",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("Rival"), "{text}");
    }
}
