//! Records of runs, in `docs/benchmarks/`.
//!
//! A record is a directory named for a day and a CPU. `rows.json` has the rows,
//! each with the number of the run it comes from; `environment.json` has the
//! runs: where, when, of which commit and how. Page and plots are made of these
//! two files alone. A case measured again is replaced as a whole, so that its
//! ratios are of one run.

mod canvas;
mod compare;
mod cpu;
mod environment;
mod page;
mod panels;
mod plots;

pub(crate) use self::{compare::differences, environment::Run};

use crate::{measure::Outcome, report, row::Row};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{
    collections::BTreeSet,
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

#[derive(Clone, Debug)]
pub(crate) struct Record {
    name: String,
    dir: PathBuf,
    /// By their numbers; without any, it is one of the first records.
    runs: Vec<Run>,
    rows: Vec<Recorded>,
}

/// A row and the number of the run that measured it.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Recorded {
    #[serde(default)]
    run: u32,
    #[serde(flatten)]
    row: Row,
}

impl Record {
    /// The record of this name.
    pub(crate) fn load(name: &str) -> Outcome<Self> {
        Self::load_from(&home(), name)
    }

    fn load_from(home: &Path, name: &str) -> Outcome<Self> {
        let dir = home.join(name);
        // A name, not a path to somewhere else.
        let is_name = dir.file_name() == Some(name.as_ref()) && dir.parent() == Some(home);
        if !is_name || !dir.is_dir() {
            return Err(format!("no record `{name}`; there are: {}", names(home).join(", ")).into());
        }
        let mut record = Self { name: name.to_owned(), dir, runs: Vec::new(), rows: Vec::new() };
        if record.dir.join(ROWS).exists() {
            record.rows = record.read(ROWS)?;
            record.runs = record.read(ENVIRONMENT)?;
            let known: BTreeSet<u32> = record.runs.iter().map(|run| run.number).collect();
            if let Some(row) = record.rows.iter().find(|row| !known.contains(&row.run)) {
                return Err(format!("{name}/{ENVIRONMENT}: no run {} of {ROWS}", row.run).into());
            }
        } else if record.dir.join(FIRST_ROWS).exists() {
            record.rows = record.read(FIRST_ROWS)?;
            record.complete();
        } else {
            return Err(format!("no record: {name} has neither {ROWS} nor {FIRST_ROWS}").into());
        }
        Ok(record)
    }

    /// Today's record on this machine, empty if there is none.
    pub(crate) fn of_today(run: &Run) -> Outcome<Self> {
        if cfg!(debug_assertions) {
            return Err("this build checks for bugs: its figures are not for a record".into());
        }
        Self::of_the_day_of(run, &home())
    }

    fn of_the_day_of(run: &Run, home: &Path) -> Outcome<Self> {
        let name = run.record_name();
        let dir = home.join(&name);
        if !dir.exists() {
            return Ok(Self { name, dir, runs: Vec::new(), rows: Vec::new() });
        }
        let record = Self::load_from(home, &name)?;
        record.must_have_runs()?;
        Ok(record)
    }

    /// What was measured just now.
    pub(crate) fn of_run(run: Run, rows: Vec<Row>) -> Self {
        let mut record = Self {
            name: "this run".to_owned(),
            dir: PathBuf::new(),
            runs: Vec::new(),
            rows: Vec::new(),
        };
        record.merge(run, rows);
        record
    }

    /// Without the other cases, and the runs that measured no others.
    pub(crate) fn only(mut self, wants: impl Fn(&str) -> bool) -> Self {
        self.rows.retain(|row| wants(&row.row.case()));
        self.drop_runs_without_rows();
        self
    }

    /// Whether the run may measure these cases for this record: a rough figure
    /// must not take the place of a good one.
    pub(crate) fn takes(&self, run: &Run, cases: impl Iterator<Item = String>) -> Outcome<()> {
        let cases: BTreeSet<String> = cases.collect();
        let full = |number| self.runs.iter().any(|old| old.number == number && !old.quick);
        match self.rows.iter().find(|row| full(row.run) && cases.contains(&row.row.case())) {
            Some(row) if run.quick => Err(format!(
                "{} has {} of a full run, which a quick one does not replace",
                self.name,
                row.row.case()
            )
            .into()),
            _ => Ok(()),
        }
    }

    /// Puts rows in the place of those of the same cases, and others behind
    /// those of their suites.
    pub(crate) fn merge(&mut self, mut run: Run, rows: Vec<Row>) {
        run.number = self.runs.iter().map(|run| run.number).max().unwrap_or(0) + 1;
        for (case, rows) in grouped(rows.into_iter(), Row::case) {
            let old = self.rows.iter().position(|old| old.row.case() == case);
            self.rows.retain(|old| old.row.case() != case);
            let behind = || self.rows.iter().rposition(|old| old.row.suite == rows[0].suite);
            let at = old.or_else(|| Some(behind()? + 1)).unwrap_or(self.rows.len());
            let rows = rows.into_iter().map(|row| Recorded { run: run.number, row });
            self.rows.splice(at..at, rows);
        }
        self.runs.push(run);
        self.drop_runs_without_rows();
    }

    /// Writes the two files that all else is made of.
    pub(crate) fn save(&self) -> Outcome<()> {
        self.must_have_runs()?;
        let rows = report::json(&self.rows)?;
        let runs = serde_json::to_string_pretty(&self.runs)? + "\n";
        // Before it replaces what can be read.
        parse::<Vec<Recorded>>(&self.name, ROWS, &rows)?;
        fs::create_dir_all(&self.dir).map_err(|error| self.cannot("write", "", &error))?;
        self.write(ROWS, &rows)?;
        self.write(ENVIRONMENT, &runs)
    }

    /// Writes page and plots, in the place of those that are there.
    pub(crate) fn render(&self) -> Outcome<()> {
        self.must_have_runs()?;
        let plots = plots::of(&self.rows)?;
        for entry in fs::read_dir(&self.dir)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "svg") {
                fs::remove_file(path)?;
            }
        }
        for plot in &plots {
            self.write(&plot.file, &plot.svg)?;
        }
        self.write(PAGE, &page::of(self, &plots))?;
        eprintln!("docs/benchmarks/{}: {PAGE}, {} plots", self.name, plots.len());
        Ok(())
    }

    fn must_have_runs(&self) -> Outcome<()> {
        if self.runs.is_empty() {
            let name = &self.name;
            return Err(format!(
                "{name} has no runs: a record of before there was {ENVIRONMENT} stays as it is, \
                 and must have another name for today's to be written"
            )
            .into());
        }
        Ok(())
    }

    fn drop_runs_without_rows(&mut self) {
        let Self { runs, rows, .. } = self;
        runs.retain(|run| rows.iter().any(|row| row.run == run.number));
    }

    /// Fills in what rows of the first records did not say.
    fn complete(&mut self) {
        let mut last = String::new();
        for Recorded { row, .. } in &mut self.rows {
            let case = row.case();
            row.baseline = case != last;
            row.gigabytes_per_second = row.bytes_per_message / row.ns_per_message;
            last = case;
        }
    }

    fn read<T: DeserializeOwned>(&self, file: &str) -> Outcome<T> {
        let text = fs::read_to_string(self.dir.join(file))
            .map_err(|error| self.cannot("read", file, &error))?;
        parse(&self.name, file, &text)
    }

    fn write(&self, file: &str, text: &str) -> Outcome<()> {
        Ok(fs::write(self.dir.join(file), text)
            .map_err(|error| self.cannot("write", file, &error))?)
    }

    fn cannot(&self, what: &str, file: &str, error: &std::io::Error) -> String {
        match error.kind() {
            ErrorKind::NotFound => format!("no {}/{file}", self.name),
            _ => format!("cannot {what} {}/{file}: {error}", self.name),
        }
    }
}

fn parse<T: DeserializeOwned>(record: &str, file: &str, text: &str) -> Outcome<T> {
    Ok(serde_json::from_str(text).map_err(|error| format!("{record}/{file}: {error}"))?)
}

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks")
}

/// Items with the same key together, in the order of the first of each.
fn grouped<T>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> String) -> Vec<(String, Vec<T>)> {
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for item in items {
        let key = key(&item);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, items)) => items.push(item),
            None => groups.push((key, vec![item])),
        }
    }
    groups
}

/// All that can be loaded.
fn names(home: &Path) -> Vec<String> {
    let is_record = |dir: &PathBuf| dir.join(ROWS).exists() || dir.join(FIRST_ROWS).exists();
    let dirs = fs::read_dir(home).into_iter().flatten().flatten().map(|entry| entry.path());
    let names = dirs.filter(is_record);
    let mut names: Vec<String> = names
        .filter_map(|dir| dir.file_name().map(|name| name.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    names
}

const ROWS: &str = "rows.json";
const ENVIRONMENT: &str = "environment.json";
const PAGE: &str = "README.md";
/// Rows of the records before there was an environment.
const FIRST_ROWS: &str = "bench.json";

#[cfg(test)]
mod tests;
