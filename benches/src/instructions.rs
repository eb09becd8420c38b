//! Instructions per message, by callgrind: exact where times are noisy.
//!
//! Those of the kernel are not counted.

use crate::{
    cli::Options,
    measure::{Case, Outcome, Row},
};
use std::{env, process::Command};

/// Passes of the shorter and the longer run. The difference has neither set-up
/// nor warm-up in it.
const PASSES: [u32; 2] = [2, 5];

/// Counts the instructions of every row of `case`. Without valgrind it says so
/// and leaves the rows as they are.
pub(crate) fn add(case: &Case, rows: &mut [Row], options: &Options) -> Outcome<()> {
    for row in rows {
        let [mut short, mut long] = [0, 0];
        for (passes, count) in PASSES.into_iter().zip([&mut short, &mut long]) {
            let Some(counted) = count_once(&case.name(), row.variant, passes, options)? else {
                eprintln!("no valgrind here: instructions are not counted");
                return Ok(());
            };
            *count = counted;
        }
        let messages = u64::from(PASSES[1] - PASSES[0]) * row.messages;
        row.instructions_per_message = Some((long as f64 - short as f64) / messages as f64);
    }
    Ok(())
}

fn count_once(case: &str, variant: &str, passes: u32, options: &Options) -> Outcome<Option<u64>> {
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(["--once", case, variant, &passes.to_string(), "--dir"])
        .arg(&options.dir);
    if let Some(logs) = &options.logs {
        command.arg("--logs").arg(logs);
    }
    let Ok(output) = command.output() else { return Ok(None) };
    let log = String::from_utf8_lossy(&output.stderr);
    let collected = log
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, count)| count.trim().parse().ok());
    match collected {
        Some(count) if output.status.success() => Ok(Some(count)),
        _ => Err(format!("callgrind failed on {case} {variant}:\n{log}").into()),
    }
}
