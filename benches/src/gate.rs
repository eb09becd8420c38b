//! Instructions of the hot paths, compared with the committed ones.
//!
//! Time on a shared machine gates nothing; instructions of one build are the same
//! in every run. `gate.txt` names the paths: a line for each, its case, variant
//! and instructions per message.

use crate::{
    case::Case,
    instructions::{self, Count, Setting},
    measure::Outcome,
    storage::Storage,
};
use std::{env, fmt::Write, fs, path::Path};

/// More instructions than committed, by this part, are too many.
const TOLERANCE: f64 = 0.02;

/// Compares, or with `update` commits to what is counted now.
pub(crate) fn run(cases: &[Case], update: bool, setting: &Setting) -> Outcome<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("gate.txt");
    let text = fs::read_to_string(&path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let committed = Committed::parse(&text)?;
    let compiler = format!("{} for {}", env!("BENCH_RUSTC"), env::consts::ARCH);
    if update && !is_gates_build() {
        return Err(
            "gate.txt takes no counts of this build: run cargo xtask bench gate --update".into()
        );
    }
    if update && !instructions::available() {
        return Err("no valgrind here, so nothing to write to gate.txt".into());
    }
    if !instructions::available() {
        println!("skipped: no valgrind here");
        return Ok(());
    }
    let storage = Storage::new(&setting.dir)?;
    let mut counts: Vec<(&str, Vec<Count>)> = Vec::new();
    let mut now = Vec::new();
    for path in &committed.paths {
        if !cases.iter().any(|case| case.name() == path.case) {
            return Err(format!("gate.txt names the case {}, which is not there", path.case).into());
        }
        if !counts.iter().any(|(case, _)| *case == path.case) {
            eprintln!("{}", path.case);
            counts.push((&path.case, instructions::count(&path.case, &storage, setting)?));
        }
        let of_case = counts.iter().filter(|(case, _)| *case == path.case);
        let count = of_case
            .flat_map(|(_, counts)| counts)
            .find(|count| count.variant == path.variant)
            .ok_or_else(|| {
                format!("gate.txt names {} {}, which is not there", path.case, path.variant)
            })?;
        now.push(count.per_message);
    }
    if update {
        fs::write(&path, committed.with(&now, &compiler))?;
        println!("{} paths written to gate.txt", now.len());
        return Ok(());
    }
    let verdict = committed.judge(&now);
    print!("{}", verdict.table);
    if !is_gates_build() {
        println!("\nnothing fails: gate.txt is of the build that cargo xtask bench gate makes");
        return Ok(());
    }
    if committed.compiler != compiler {
        println!(
            "\nnothing fails: gate.txt is of {}, and this is {compiler}, which counts otherwise",
            committed.compiler
        );
        return Ok(());
    }
    match verdict.worse {
        0 => Ok(()),
        worse => Err(format!(
            "{worse} of {} paths take over {:.0} % more instructions than committed",
            now.len(),
            TOLERANCE * 100.0
        )
        .into()),
    }
}

/// Whether this was built as counts can be compared: they depend on the profile,
/// and on what else is compiled in.
fn is_gates_build() -> bool {
    env!("BENCH_PROFILE") == "release" && !cfg!(feature = "rivals")
}

/// The content of `gate.txt`.
#[derive(Debug, PartialEq)]
struct Committed {
    compiler: String,
    paths: Vec<HotPath>,
}

#[derive(Debug, PartialEq)]
struct HotPath {
    case: String,
    variant: String,
    instructions: f64,
}

#[derive(Debug, PartialEq)]
struct Verdict {
    table: String,
    worse: usize,
}

const TITLE: &str =
    "# Instructions per message of the hot paths, by `cargo xtask bench gate --update`: ";

impl Committed {
    fn parse(text: &str) -> Outcome<Self> {
        let wrong = |line: &str| format!("gate.txt: not a case, a variant and a number: `{line}`");
        let mut lines = text.lines();
        let title = lines.next().unwrap_or_default();
        let compiler = title.strip_prefix(TITLE).ok_or_else(|| wrong(title))?.to_owned();
        let mut paths = Vec::new();
        for line in lines {
            let mut fields = line.split('\t');
            let (Some(case), Some(variant), Some(instructions), None) =
                (fields.next(), fields.next(), fields.next(), fields.next())
            else {
                return Err(wrong(line).into());
            };
            // Nothing is more than infinity, or than what is no number.
            let number = instructions.parse().ok().filter(|n| (0.0..f64::INFINITY).contains(n));
            let instructions = number.ok_or_else(|| wrong(line))?;
            paths.push(HotPath { case: case.into(), variant: variant.into(), instructions });
        }
        if paths.is_empty() {
            return Err("gate.txt names no path".into());
        }
        Ok(Self { compiler, paths })
    }

    fn with(&self, now: &[f64], compiler: &str) -> String {
        let mut text = format!("{TITLE}{compiler}\n");
        for (HotPath { case, variant, .. }, now) in self.paths.iter().zip(now) {
            let _ = writeln!(text, "{case}\t{variant}\t{now:.1}");
        }
        text
    }

    fn judge(&self, now: &[f64]) -> Verdict {
        let mut table = format!(
            "{:<32} {:<24} {:>10} {:>10} {:>8}\n",
            "case", "variant", "committed", "now", "change"
        );
        let mut worse = 0;
        for (HotPath { case, variant, instructions }, now) in self.paths.iter().zip(now) {
            let change = now / instructions - 1.0;
            let note = if change > TOLERANCE {
                worse += 1;
                "  too many"
            } else if change < -TOLERANCE {
                "  fewer: commit to it with --update"
            } else {
                ""
            };
            let _ = writeln!(
                table,
                "{case:<32} {variant:<24} {instructions:>10.1} {now:>10.1} {:>+7.2}%{note}",
                change * 100.0
            );
        }
        Verdict { table, worse }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed() -> Committed {
        let path = |variant: &str, instructions| HotPath {
            case: "read/log/slice".into(),
            variant: variant.into(),
            instructions,
        };
        Committed {
            compiler: "rustc 1.88.0 for x86_64".into(),
            paths: vec![path("SliceReader", 100.0), path("StreamReader", 200.0)],
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let text = committed().with(&[100.0, 200.0], "rustc 1.88.0 for x86_64");
        assert_eq!(Committed::parse(&text).unwrap(), committed());
    }

    #[test]
    fn lines_that_are_none_are_refused() {
        let text = committed().with(&[100.0, 200.0], "rustc");
        for (from, to) in [
            ("\t100.0", ""),
            ("100.0", "many"),
            ("100.0", "NaN"),
            ("100.0", "inf"),
            ("100.0", "-100.0"),
            ("100.0", "1\t2"),
            ("# ", ""),
        ] {
            let error = Committed::parse(&text.replacen(from, to, 1)).unwrap_err().to_string();
            assert!(error.starts_with("gate.txt: not a case"), "{from}: {error}");
        }
    }

    #[test]
    fn a_gate_without_paths_is_refused() {
        let error = Committed::parse(&format!("{TITLE}rustc\n")).unwrap_err().to_string();
        assert_eq!(error, "gate.txt names no path");
    }

    #[test]
    fn more_than_two_percent_is_too_many() {
        for (now, worse) in
            [([101.9, 203.9], 0), ([102.1, 203.9], 1), ([103.0, 205.0], 2), ([50.0, 100.0], 0)]
        {
            assert_eq!(committed().judge(&now).worse, worse, "{now:?}");
        }
        let table = committed().judge(&[103.0, 90.0]).table;
        assert!(table.contains("103.0   +3.00%  too many\n"), "{table}");
        assert!(table.contains("90.0  -55.00%  fewer"), "{table}");
    }
}
