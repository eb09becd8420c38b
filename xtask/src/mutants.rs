//! `cargo xtask mutants`: each check of compiled schemas has a test that fails
//! without it.

mod list;
mod scratch;

use crate::process::{self, Failure, Outcome};
use list::{MUTANTS, Mutant, Tests};
use scratch::Scratch;
use std::{
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Takes away one check after the other in a copy of the workspace, and demands
/// that a test fails. `args` are parts of the names of mutants, or none for all.
pub(crate) fn run(args: &[String]) -> Outcome {
    let chosen: Vec<&Mutant> = MUTANTS
        .iter()
        .filter(|mutant| args.is_empty() || args.iter().any(|part| mutant.name.contains(&**part)))
        .collect();
    if chosen.is_empty() {
        let names: Vec<&str> = MUTANTS.iter().map(|mutant| mutant.name).collect();
        return Err(Failure::Usage(format!("no such mutant, there are: {}", names.join(", "))));
    }
    let root = process::root();
    let scratch = Scratch::of(&root)?;
    // All of them before any is tried: a list that has rotten is seen at once.
    for mutant in MUTANTS {
        scratch.mutated(mutant)?;
    }
    println!("   the tests, with every check in place");
    let mut tests: Vec<Tests> = chosen.iter().map(|mutant| mutant.tests).collect();
    tests.sort_unstable();
    tests.dedup();
    for tests in tests {
        if test(&scratch, tests)? != Verdict::Passed {
            return Err(Failure::failed(format!("`{tests}` fails as it is")));
        }
    }
    let mut missed = Vec::new();
    for mutant in &chosen {
        let started = Instant::now();
        let file = scratch.mutate(mutant)?;
        let verdict = test(&scratch, mutant.tests);
        file.restore()?;
        let verdict = verdict?;
        println!("   {:<9} {} ({:.0?})", verdict.word(), mutant.name, started.elapsed());
        match verdict {
            Verdict::Failed | Verdict::Hung => {}
            Verdict::Passed => missed.push(mutant.name),
            Verdict::Unbuilt => {
                return Err(Failure::failed(format!("`{}` does not compile", mutant.name)));
            }
        }
    }
    if missed.is_empty() {
        println!("   {} mutants, each caught", chosen.len());
        return Ok(());
    }
    Err(Failure::failed(format!("no test notices: {}", missed.join(", "))))
}

/// What became of tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Passed,
    Failed,
    /// A check that is missing may be what ends a loop.
    Hung,
    Unbuilt,
}

impl Verdict {
    fn word(self) -> &'static str {
        match self {
            Self::Passed => "MISSED",
            Self::Failed => "caught",
            Self::Hung => "hung",
            Self::Unbuilt => "unbuilt",
        }
    }
}

fn test(scratch: &Scratch, tests: Tests) -> Outcome<Verdict> {
    if !finish(start(scratch.cargo().args(tests.args()).arg("--no-run"))?, BUILDING)? {
        return Ok(Verdict::Unbuilt);
    }
    let child = start(scratch.cargo().args(tests.args()).args(["--", tests.filter]))?;
    Ok(match finish(child, RUNNING) {
        Ok(true) => Verdict::Passed,
        Ok(false) => Verdict::Failed,
        Err(_) => Verdict::Hung,
    })
}

fn start(command: &mut Command) -> Outcome<Child> {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // With the tests that cargo starts: they end together.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(silent, 0);
    silent.spawn().map_err(|error| Failure::failed(format!("cannot start cargo: {error}")))
}

/// Whether `child` succeeds; an error if it takes longer than `limit`.
fn finish(mut child: Child, limit: Duration) -> Outcome<bool> {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if started.elapsed() < limit => thread::sleep(Duration::from_millis(20)),
            Ok(None) => break,
            Err(error) => return Err(Failure::failed(format!("cargo: {error}"))),
        }
    }
    // Without cargo its tests would go on for ever.
    let group = format!("-{}", child.id());
    process::succeeds(Command::new("kill").args(["-KILL", "--", &group]));
    let _ = child.kill();
    let _ = child.wait();
    Err(Failure::failed(format!("cargo takes longer than {limit:?}")))
}

const BUILDING: Duration = Duration::from_secs(900);
const RUNNING: Duration = Duration::from_secs(300);

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::{env, fs};

    #[test]
    fn what_takes_too_long_ends_with_all_it_started() {
        let witness = env::temp_dir().join(format!("xtask-mutants-{}", std::process::id()));
        let script = "(sleep 2; echo > \"$0\") & wait";
        let child = start(Command::new("sh").args(["-c", script]).arg(&witness)).unwrap();
        finish(child, Duration::from_millis(50)).unwrap_err();
        thread::sleep(Duration::from_secs(3));
        let alive = witness.exists();
        let _ = fs::remove_file(witness);
        assert!(!alive);
    }
}
