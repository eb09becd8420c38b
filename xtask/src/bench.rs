//! `cargo xtask bench [args]...`: the harness in `benches/`, its arguments and
//! its exit code handed through.

use crate::process::{self, Failure, Outcome};
use std::env;

pub(crate) fn run(args: &[String]) -> Outcome {
    let gate = args.first().is_some_and(|arg| arg == "gate");
    let mut harness = process::cargo(["run", "--release", "--manifest-path"]);
    harness.arg(process::root().join("benches/Cargo.toml"));
    if let Ok(here) = env::current_dir() {
        // Files and directories among the arguments are seen from there.
        harness.current_dir(here);
    }
    if gate {
        // Counts are to change with our code alone, and sooner to be had.
        harness.arg("--no-default-features");
    }
    let status = harness
        .arg("--")
        .args(args)
        .status()
        .map_err(|error| Failure::Failed(format!("cannot start cargo: {error}")))?;
    match status.code() {
        Some(0) => Ok(()),
        code => Err(Failure::Exit(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(1))),
    }
}
