//! Rows for people and for machines.

use crate::measure::Row;
use std::fmt::Write;

/// The rows as a table, those of one case together.
pub(crate) fn table(rows: &[Row]) -> String {
    let counted = rows.iter().any(|row| row.instructions_per_message.is_some());
    let mut table = format!(
        "{:<32} {:<24} {:>9} {:>19} {:>6} {:>13} {:>7} {:>8}",
        "case", "variant", "ns/msg", "quartiles", "ratio", "quartiles", "allocs", "bytes"
    );
    let compressed = rows.iter().any(|row| row.shrinks.is_some());
    if compressed {
        let _ = write!(table, " {:>7}", "shrinks");
    }
    if counted {
        let _ = write!(table, " {:>8}", "instr");
    }
    table.push('\n');
    for row in rows {
        let case = if row.baseline {
            table.push('\n');
            format!("{}/{}/{}", row.suite, row.workload, row.sink)
        } else {
            String::new()
        };
        let _ = write!(
            table,
            "{case:<32} {:<24} {:>9.1} {:>19} {:>6.2} {:>13} {:>7} {:>8.1}",
            row.variant,
            row.ns.median,
            format!("{:.1} .. {:.1}", row.ns.low, row.ns.high),
            row.ratio.median,
            format!("{:.2} .. {:.2}", row.ratio.low, row.ratio.high),
            (row.allocations_per_message * 1e3).round() / 1e3,
            row.bytes_per_message,
        );
        if compressed {
            let shrinks = row.shrinks.map(|times| format!("{times:.2}")).unwrap_or_default();
            let _ = write!(table, " {shrinks:>7}");
        }
        if let Some(instructions) = row.instructions_per_message {
            let _ = write!(table, " {instructions:>8.1}");
        }
        table.push('\n');
    }
    table
}

/// A line for every variant of the library that is slower than its baseline.
pub(crate) fn behind(rows: &[Row]) -> String {
    let mut lines = String::new();
    let ours = |row: &&Row| !row.rival && !row.variant.starts_with("hand");
    for row in rows.iter().filter(|row| row.ratio.median < 1.0).filter(ours) {
        let Row { suite, workload, sink, variant, ratio, .. } = row;
        let _ = writeln!(
            lines,
            "behind: {suite}/{workload}/{sink} {variant}: {:.2} of the baseline's speed",
            ratio.median
        );
    }
    lines
}

/// The rows as a JSON list of objects.
pub(crate) fn json(rows: &[Row]) -> String {
    let mut json = String::from("[");
    for (index, row) in rows.iter().enumerate() {
        let _ = write!(
            json,
            "{}\n  {{\"suite\": {}, \"workload\": {}, \"sink\": {}, \"variant\": {}, \
             \"ns_per_message\": {:.3}, \"ns_low\": {:.3}, \"ns_high\": {:.3}, \
             \"ratio\": {:.4}, \"ratio_low\": {:.4}, \"ratio_high\": {:.4}, \
             \"allocations_per_message\": {}, \"bytes_per_message\": {:.3}, \
             \"messages\": {}",
            if index == 0 { "" } else { "," },
            quoted(row.suite),
            quoted(&row.workload),
            quoted(row.sink),
            quoted(row.variant),
            row.ns.median,
            row.ns.low,
            row.ns.high,
            row.ratio.median,
            row.ratio.low,
            row.ratio.high,
            row.allocations_per_message,
            row.bytes_per_message,
            row.messages,
        );
        if let Some(times) = row.shrinks {
            let _ = write!(json, ", \"shrinks\": {times:.4}");
        }
        if let Some(instructions) = row.instructions_per_message {
            let _ = write!(json, ", \"instructions_per_message\": {instructions:.2}");
        }
        json.push('}');
    }
    json.push_str("\n]\n");
    json
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            char if char.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(char));
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}
