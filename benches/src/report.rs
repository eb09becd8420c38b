//! Rows for people.

use crate::{measure::Outcome, row::Row};
use serde::Serialize;
use serde_json::{Serializer, ser::Formatter};
use std::{fmt::Write, io};

/// The rows as a table, those of one case together.
pub(crate) fn table(rows: &[Row]) -> String {
    let counted = rows.iter().any(|row| row.instructions_per_message.is_some());
    let compressed = rows.iter().any(|row| row.shrinks.is_some());
    let mut table = format!(
        "{:<32} {:<24} {:>11} {:>23} {:>6} {:>13} {:>7} {:>7} {:>10} {:>10}",
        "case",
        "variant",
        "ns/msg",
        "quartiles",
        "ratio",
        "quartiles",
        "GB/s",
        "allocs",
        "bytes/msg",
        "peak KiB"
    );
    if compressed {
        let _ = write!(table, " {:>7}", "shrinks");
    }
    if counted {
        let _ = write!(table, " {:>10}", "instr");
    }
    table.push('\n');
    let mut last = String::new();
    for row in rows {
        let mut case = row.case();
        if case == last {
            case.clear();
        } else {
            table.push('\n');
            last.clone_from(&case);
        }
        let _ = write!(
            table,
            "{case:<32} {:<24} {:>11.1} {:>23} {:>6.2} {:>13} {:>7.2} {:>7} {:>10.1} {:>10.1}",
            row.variant,
            row.ns_per_message,
            format!("{:.1} .. {:.1}", row.ns_low, row.ns_high),
            row.ratio,
            format!("{:.2} .. {:.2}", row.ratio_low, row.ratio_high),
            row.gigabytes_per_second,
            (row.allocations_per_message * 1e3).round() / 1e3,
            row.bytes_per_message,
            row.peak_bytes as f64 / 1024.0,
        );
        if compressed {
            let shrinks = row.shrinks.map(|times| format!("{times:.2}")).unwrap_or_default();
            let _ = write!(table, " {shrinks:>7}");
        }
        if let Some(instructions) = row.instructions_per_message {
            let _ = write!(table, " {instructions:>10.1}");
        }
        table.push('\n');
        if let Some(latency) = row.latency {
            let _ = writeln!(
                table,
                "{:<32} at {:.0} messages/s, in ns: p50 {}, p99 {}, p99.9 {}, max {}",
                "",
                latency.messages_per_second,
                latency.p50,
                latency.p99,
                latency.p99_9,
                latency.max
            );
        }
    }
    table
}

/// A line for every variant of the library that is slower than its baseline.
pub(crate) fn behind(rows: &[Row]) -> String {
    let mut lines = String::new();
    for row in rows.iter().filter(|row| row.is_behind()) {
        let (case, variant, ratio) = (row.case(), &row.variant, row.ratio);
        let _ = writeln!(lines, "behind: {case} {variant}: {ratio:.2} of the baseline's speed");
    }
    lines
}

/// The rows as a JSON list of objects.
pub(crate) fn json<R: Serialize>(rows: &[R]) -> Outcome<String> {
    // One row a line: what changes in a record is what a diff shows.
    let mut lines = Vec::new();
    for row in rows {
        let mut line = Vec::new();
        row.serialize(&mut Serializer::with_formatter(&mut line, Short))?;
        lines.push(String::from_utf8(line)?);
    }
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

/// What of a figure is more than noise, and more: five digits.
pub(crate) fn rounded(figure: f64) -> f64 {
    format!("{figure:.4e}").parse().unwrap_or(figure)
}

/// JSON whose numbers end where they say no more.
struct Short;

impl Formatter for Short {
    fn write_f64<W: ?Sized + io::Write>(&mut self, writer: &mut W, figure: f64) -> io::Result<()> {
        write!(writer, "{}", rounded(figure))
    }
}
