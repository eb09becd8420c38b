//! A record as a page, from its two files alone.

use super::{ENVIRONMENT, ROWS, Record, Recorded, Run, grouped, panels::figure, plots::Plot};
use std::fmt::Write;

pub(super) fn of(record: &Record, plots: &[Plot]) -> String {
    let mut page = Page { record, text: String::new() };
    page.head();
    page.environment();
    page.commands();
    page.text.push_str(HOW_TO_READ);
    page.behind();
    for (suite, rows) in grouped(record.rows.iter(), |row| row.row.suite.clone()) {
        let _ = write!(page.text, "\n## Suite `{suite}`\n\n");
        for plot in plots.iter().filter(|plot| plot.suite == suite) {
            let _ = write!(page.text, "![{}]({})\n\n", plot.title, plot.file);
        }
        page.table(&rows);
        page.latencies(&rows);
    }
    page.text
}

struct Page<'r> {
    record: &'r Record,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let Record { name, runs, .. } = self.record;
        let run = &runs[runs.len() - 1];
        let _ = write!(
            self.text,
            "# Record of {} on {}\n\n\
             Made of [{ROWS}]({ROWS}) and [{ENVIRONMENT}]({ENVIRONMENT}), which have all \
             figures;\nthis command makes it anew:\n\n\
             ```sh\ncargo xtask bench --render {name}\n```\n",
            run.date, run.cpu.model
        );
    }

    /// What is the same in all runs once, the rest with the runs it is true of.
    fn environment(&mut self) {
        let Self { record: Record { runs, .. }, text } = self;
        text.push_str("\n## Environment\n\n| | |\n|---|---|\n");
        let facts: Vec<_> = runs.iter().map(Run::facts).collect();
        for (index, (name, _)) in facts[0].iter().enumerate() {
            let values = facts.iter().map(|facts| facts[index].1.clone());
            let _ = writeln!(text, "| {name} | {} |", by_run(runs, values));
        }
        let values = runs.iter().map(|run| run.commit.clone());
        let _ = writeln!(text, "| commit | {} |", by_run(runs, values));
        let values = runs.iter().map(|run| run.effort().to_owned());
        let _ = writeln!(text, "| effort | {} |", by_run(runs, values));
        let values = runs.iter().map(|run| run.load.to_string());
        let _ = writeln!(text, "| load at the start | {} |", by_run(runs, values));
        let values = runs.iter().map(|run| {
            let versions = run.crates.iter().map(|(name, version)| format!("{name} {version}"));
            versions.collect::<Vec<_>>().join(", ")
        });
        let _ = writeln!(text, "| crates | {} |", by_run(runs, values));
    }

    fn commands(&mut self) {
        let Self { record: Record { runs, .. }, text } = self;
        text.push_str("\n## Repeat it\n\n```sh\n");
        for run in runs {
            if runs.len() > 1 {
                let _ = writeln!(text, "# run {}", run.number);
            }
            let mut line = String::new();
            for word in run.command.split(' ') {
                if line.len() + word.len() > 100 {
                    let _ = writeln!(text, "{line} \\");
                    line = "   ".to_owned();
                }
                let _ = write!(line, "{}{word}", if line.is_empty() { "" } else { " " });
            }
            let _ = writeln!(text, "{line}");
        }
        text.push_str("```\n");
    }

    fn behind(&mut self) {
        let Self { record: Record { rows, .. }, text } = self;
        text.push_str("\n## Behind the baseline\n\n");
        let mut behind: Vec<&Recorded> = rows.iter().filter(|row| row.row.is_behind()).collect();
        if behind.is_empty() {
            text.push_str("No row of the library is slower than its baseline.\n");
            return;
        }
        behind.sort_by(|a, b| a.row.ratio.total_cmp(&b.row.ratio));
        let ours = rows.iter().filter(|row| row.row.is_ours()).count();
        let _ = write!(
            text,
            "{} of {ours} rows of the library, the slowest first; bold are those that are behind \
             by more than 10 % and\nwith both quartiles. Instructions, where counted, settle the \
             rest.\n\n\
             | case | variant | ratio | quartiles | ns | instructions | instructions of the \
             baseline |\n|---|---|--:|--:|--:|--:|--:|\n",
            behind.len()
        );
        for Recorded { row, .. } in behind {
            let case = row.case();
            let baseline = rows.iter().find(|row| row.row.baseline && row.row.case() == case);
            let instructions = baseline.and_then(|row| row.row.instructions_per_message);
            let bold = if row.ratio < 0.9 && row.ratio_high < 1.0 { "**" } else { "" };
            let _ = writeln!(
                text,
                "| {case} | {} | {bold}{:.2}{bold} | {} | {} | {} | {} |",
                code(&row.variant),
                row.ratio,
                range(row.ratio_low, row.ratio_high),
                figure(row.ns_per_message),
                row.instructions_per_message.map(figure).unwrap_or_default(),
                instructions.map(figure).unwrap_or_default(),
            );
        }
    }

    fn table(&mut self, rows: &[&Recorded]) {
        let Self { record: Record { runs, .. }, text } = self;
        let has = |figure: fn(&Recorded) -> bool| rows.iter().any(|row| figure(row));
        let counted = has(|row| row.row.instructions_per_message.is_some());
        let shrunk = has(|row| row.row.shrinks.is_some());
        let mut columns = vec![
            "case",
            "variant",
            "ns",
            "quartiles",
            "ratio",
            "quartiles",
            "GB/s",
            "allocations",
            "bytes",
            "peak KiB",
        ];
        let more = [(shrunk, "shrinks"), (counted, "instructions"), (runs.len() > 1, "run")];
        columns.extend(more.iter().filter(|(shown, _)| *shown).map(|(_, column)| column));
        let _ = writeln!(text, "| {} |", columns.join(" | "));
        let _ = writeln!(text, "|---|---|{}", "--:|".repeat(columns.len() - 2));
        let mut last = String::new();
        for Recorded { run, row } in rows {
            let case = row.case();
            let shown =
                if case == last { String::new() } else { case[row.suite.len() + 1..].into() };
            last = case;
            let mut cells = vec![
                shown,
                code(&row.variant) + if row.rival { " *" } else { "" },
                figure(row.ns_per_message),
                range(row.ns_low, row.ns_high),
                if row.baseline { "baseline".into() } else { format!("{:.2}", row.ratio) },
                if row.baseline { String::new() } else { range(row.ratio_low, row.ratio_high) },
                figure(row.gigabytes_per_second),
                figure(row.allocations_per_message),
                figure(row.bytes_per_message),
                figure(row.peak_bytes as f64 / 1024.0),
            ];
            let shrinks = row.shrinks.map(|times| format!("{times:.2}"));
            let instructions = row.instructions_per_message.map(figure);
            let more = [
                (shrunk, shrinks.unwrap_or_default()),
                (counted, instructions.unwrap_or_default()),
                (runs.len() > 1, run.to_string()),
            ];
            cells.extend(more.into_iter().filter(|(shown, _)| *shown).map(|(_, cell)| cell));
            let _ = writeln!(text, "| {} |", cells.join(" | "));
        }
    }

    fn latencies(&mut self, rows: &[&Recorded]) {
        let mut lines = String::new();
        for Recorded { row, .. } in rows {
            if let Some(latency) = row.latency {
                let _ = writeln!(
                    lines,
                    "| {}/{} | {} | {} | {} | {} | {} | {} |",
                    row.workload,
                    row.sink,
                    code(&row.variant),
                    figure(latency.messages_per_second),
                    latency.p50,
                    latency.p99,
                    latency.p99_9,
                    latency.max
                );
            }
        }
        if !lines.is_empty() {
            self.text.push_str("\nSingle messages, in ns:\n\n");
            self.text.push_str("| case | variant | messages/s | p50 | p99 | p99.9 | max |\n");
            self.text.push_str("|---|---|--:|--:|--:|--:|--:|\n");
            self.text.push_str(&lines);
        }
    }
}

/// Values, each once, with the runs that have it, unless all do.
fn by_run(runs: &[Run], values: impl Iterator<Item = String>) -> String {
    let groups = grouped(runs.iter().zip(values), |(_, value)| value.clone());
    if let [(value, _)] = &groups[..] {
        return cell(value);
    }
    let mut parts = Vec::new();
    for (value, runs) in groups {
        let numbers: Vec<String> = runs.iter().map(|(run, _)| run.number.to_string()).collect();
        let plural = if numbers.len() > 1 { "s" } else { "" };
        parts.push(format!("{} (run{plural} {})", cell(&value), numbers.join(", ")));
    }
    parts.join("; ")
}

fn range(low: f64, high: f64) -> String {
    format!("{} .. {}", figure(low), figure(high))
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn code(text: &str) -> String {
    format!("`{}`", cell(text))
}

const HOW_TO_READ: &str = "
## How to read it

Figures are per message: medians, with the quartiles around them. *Ratio* is the time of the case's baseline, its
first variant, divided by this variant's, in pairs of the same round: above 1 is faster. Variants take turns in one
process, so that what disturbs the machine disturbs all of them. Ratios travel to other machines better than times do,
and instructions better than both; differences under 10 % are noise. *Peak* is what the first pass had the heap grow
by. Variants with a * are not the library.
";
