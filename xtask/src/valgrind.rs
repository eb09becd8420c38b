//! `cargo xtask valgrind`: the tests of the crate with unsafe code under
//! valgrind's memory checker, and without flatbuffers' debug assertions; and what
//! the codecs ask of the heap, C libraries included, as they are shipped.

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
    codecs()
}

/// Has every codec compress and decompress a few thousand payloads of two sizes,
/// then six times as many: that must not take one allocation more.
fn codecs() -> Outcome {
    const PROGRAM: &str = "uses-compress";
    let manifest = ["--manifest-path", "consumers/Cargo.toml"];
    let build = ["build", "--release", "--package", PROGRAM, "--message-format", "json"];
    let messages = process::output(&mut process::cargo(build.iter().chain(&manifest)))?;
    let program = messages.lines().filter_map(executable).next_back();
    let program = program.ok_or_else(|| Failure::failed("cargo built no program"))?;
    let allocations = |times| {
        let mut command = Command::new("valgrind");
        // Reading what is not initialised is not what this is about, and slow.
        let output = command.args(["--undef-value-errors=no", &program, "-", times]).output();
        let output = output.map_err(|error| Failure::Failed(format!("valgrind: {error}")))?;
        let report = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            return Err(Failure::Failed(format!("{PROGRAM} under valgrind:\n{report}")));
        }
        heap_usage(&report).ok_or_else(|| Failure::Failed(format!("no heap usage in:\n{report}")))
    };
    let (few, many) = (allocations("2")?, allocations("12")?);
    if few != many {
        let text = format!("codecs allocate: {few} blocks twice over, {many} twelve times over");
        return Err(Failure::Failed(text));
    }
    println!("{few} allocations, however often the codecs run");
    Ok(())
}

/// The number of allocations in valgrind's summary.
fn heap_usage(report: &str) -> Option<u64> {
    let (_, rest) = report.split_once("total heap usage: ")?;
    let (number, _) = rest.split_once(" allocs")?;
    number.replace(',', "").parse().ok()
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
    fn the_number_of_allocations_is_found() {
        let line =
            "==7==   total heap usage: 4,221 allocs, 4,220 frees, 45,672,085 bytes allocated";
        assert_eq!(heap_usage(line), Some(4221));
        assert_eq!(heap_usage("==7== All heap blocks were freed"), None);
    }

    #[test]
    fn programs_are_found_among_other_messages() {
        let line = r#"{"reason":"compiler-artifact","executable":"/t/debug/deps/arena-1f"}"#;
        assert_eq!(executable(line).as_deref(), Some("/t/debug/deps/arena-1f"));
        let library = r#"{"reason":"compiler-artifact","executable":null}"#;
        assert_eq!(executable(library), None);
        assert_eq!(executable("warning: text"), None);
    }
}
