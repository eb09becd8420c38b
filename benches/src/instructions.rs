//! Instructions per message, by callgrind: exact where times are noisy.
//!
//! Those of the kernel and of other threads are not counted. A case runs once
//! under callgrind: what is between two variants, it does not collect.

use crate::{
    case::{Case, Variant},
    measure::Outcome,
    row::Row,
    storage::Storage,
};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What a process under callgrind needs to know.
pub(crate) struct Setting {
    /// Where files are written and read.
    pub(crate) dir: PathBuf,
    /// Where real log lines are.
    pub(crate) logs: Option<PathBuf>,
}

/// Whether there is a valgrind to count with.
pub(crate) fn available() -> bool {
    Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// Counts the instructions of every row of `case`.
pub(crate) fn add(
    case: &Case,
    rows: &mut [Row],
    storage: &Storage,
    setting: &Setting,
) -> Outcome<()> {
    for (row, count) in rows.iter_mut().zip(count(&case.name(), storage, setting)?) {
        row.instructions_per_message = Some(count);
    }
    Ok(())
}

/// Instructions per message of every variant of the case, in their order.
pub(crate) fn count(case: &str, storage: &Storage, setting: &Setting) -> Outcome<Vec<f64>> {
    let profile = storage.path();
    let mut command = Command::new("valgrind");
    command
        .args(["--tool=callgrind", "--toggle-collect=*counted_passes*"])
        // Not the same words: of one pattern, valgrind 3.19 keeps one use alone.
        .arg("--dump-after=*instructions::counted_passes*")
        .arg(format!("--callgrind-out-file={}", profile.display()))
        .arg(env::current_exe()?)
        .args(["--count", case, "--dir"])
        .arg(&setting.dir);
    if let Some(logs) = &setting.logs {
        command.arg("--logs").arg(logs);
    }
    let output = command.output()?;
    let log = || String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(format!("callgrind failed on {case}:\n{}", log()).into());
    }
    // The process says how many messages a variant's passes had, a line each.
    let text = String::from_utf8(output.stdout)?;
    let mut counts = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let dump = profile.with_extension((index + 1).to_string());
        let instructions = total(&dump)
            .map_err(|error| format!("no figures of callgrind on {case}: {error}\n{}", log()))?;
        counts.push(instructions / line.parse::<f64>()?);
    }
    Ok(counts)
}

fn total(dump: &Path) -> Outcome<f64> {
    let text = fs::read_to_string(dump)?;
    fs::remove_file(dump)?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary:"));
    Ok(total.ok_or("a dump without a summary")?.trim().parse()?)
}

/// Runs the passes that the process above this one counts.
pub(crate) fn run_counted(case: &Case, storage: &Storage) -> Outcome<()> {
    let Some(mut work) = case.work(storage)? else { return Ok(()) };
    for variant in &mut work.variants {
        for _ in 0..WARM_UP {
            variant.subject.pass()?;
        }
        counted_passes(variant)?;
        println!("{}", PASSES * work.messages);
    }
    Ok(())
}

const WARM_UP: u64 = 2;
const PASSES: u64 = 3;

/// Callgrind knows this function by its name.
#[inline(never)]
fn counted_passes(variant: &mut Variant) -> Outcome<()> {
    for _ in 0..PASSES {
        variant.subject.pass()?;
    }
    Ok(())
}
