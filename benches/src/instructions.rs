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
    for count in count(&case.name(), storage, setting)? {
        if let Some(row) = rows.iter_mut().find(|row| row.variant == count.variant) {
            row.instructions_per_message = Some(count.per_message);
        }
    }
    Ok(())
}

/// What one variant takes.
pub(crate) struct Count {
    pub(crate) variant: String,
    pub(crate) per_message: f64,
}

/// Instructions per message of every variant of the case.
pub(crate) fn count(case: &str, storage: &Storage, setting: &Setting) -> Outcome<Vec<Count>> {
    let profile = storage.path();
    let mut command = Command::new("valgrind");
    command
        .env("GLIBC_TUNABLES", TUNABLES)
        .arg("--tool=callgrind")
        .arg(format!("--toggle-collect={COUNTED}"))
        .arg(format!("--dump-after={COUNTED}"))
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
    // The process says how many messages the passes of which variant had.
    let text = String::from_utf8(output.stdout)?;
    let mut counts = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (messages, variant) = line.split_once(' ').ok_or_else(log)?;
        let dump = profile.with_extension((index + 1).to_string());
        let instructions = total(&dump)
            .map_err(|error| format!("no figures of callgrind on {case}: {error}\n{}", log()))?;
        let per_message = instructions / messages.parse::<f64>()?;
        counts.push(Count { variant: variant.to_owned(), per_message });
    }
    Ok(counts)
}

/// Has the C library copy and fill memory in the one way that all machines have.
/// Callgrind counts every byte of a string instruction as an instruction.
const TUNABLES: &str = "glibc.cpu.hwcaps=-ERMS,-FSRM,-AVX2,-AVX512F,-AVX512VL";

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
        println!("{} {}", PASSES * work.messages, variant.name);
    }
    Ok(())
}

const WARM_UP: u64 = 2;
const PASSES: u64 = 3;

/// The function below, as callgrind names it. A pattern would do for what is
/// collected, but not for what dumps.
const COUNTED: &str = "flatstream_bench::instructions::counted_passes";

#[inline(never)]
fn counted_passes(variant: &mut Variant) -> Outcome<()> {
    for _ in 0..PASSES {
        variant.subject.pass()?;
    }
    Ok(())
}
