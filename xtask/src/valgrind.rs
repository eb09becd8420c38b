//! `cargo xtask valgrind`: the tests of the crate with unsafe code under
//! valgrind's memory checker, and without flatbuffers' debug assertions.

use crate::process::{self, Failure, Outcome};
use serde_json::Value;
use std::process::Command;

/// Random cases per property: each takes fifty times as long.
const CASES: &str = "8";

pub(crate) fn run() -> Outcome {
    let mut command = Command::new("valgrind");
    if !process::succeeds(command.arg("--version")) {
        return Err(Failure::failed("no valgrind here (apt-get install valgrind)"));
    }
    let build = ["test", "--release", "--package", "flatstream-arena", "--no-run"];
    let mut build = process::cargo(build);
    let messages = process::output(build.args(["--message-format", "json"]))?;
    let binaries: Vec<String> = messages.lines().filter_map(executable).collect();
    if binaries.is_empty() {
        return Err(Failure::failed("cargo built no test"));
    }
    for binary in binaries {
        let mut command = Command::new("valgrind");
        command.args(["--quiet", "--error-exitcode=9", &binary]);
        // What a test found wrong here is for the ordinary run to keep.
        command.env("PROPTEST_CASES", CASES).env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "true");
        process::run(&mut command)?;
    }
    Ok(())
}

/// The program that a line of cargo's output announces, if it does.
fn executable(line: &str) -> Option<String> {
    let message: Value = serde_json::from_str(line).ok()?;
    Some(message["executable"].as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_found_among_other_messages() {
        let line = r#"{"reason":"compiler-artifact","executable":"/t/debug/deps/arena-1f"}"#;
        assert_eq!(executable(line).as_deref(), Some("/t/debug/deps/arena-1f"));
        let library = r#"{"reason":"compiler-artifact","executable":null}"#;
        assert_eq!(executable(library), None);
        assert_eq!(executable("warning: text"), None);
    }
}
