//! `cargo xtask asan`: the tests under AddressSanitizer, those in the docs too.

use crate::process::{self, Failure, Outcome};

pub(crate) fn run() -> Outcome {
    let host = host()?;
    // With a target named, build scripts and macros stay free of the sanitizer.
    let args = ["test", "--workspace", "--exclude", "xtask", "--target", &host];
    let mut command = process::nightly("cargo", args);
    for flags in ["RUSTFLAGS", "RUSTDOCFLAGS"] {
        command.env(flags, "-Zsanitizer=address");
    }
    process::run(command.env("CARGO_TARGET_DIR", "target/asan"))
}

/// The nightly toolchain's own target.
fn host() -> Outcome<String> {
    let version = process::output(&mut process::nightly("rustc", ["-vV"])).map_err(|_| {
        Failure::failed("no nightly toolchain: rustup toolchain install nightly --profile minimal")
    })?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(String::from).ok_or_else(|| Failure::failed("rustc -vV names no host"))
}
