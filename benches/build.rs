//! Hands the program what it cannot ask for later: how it was built.

use std::{env, path::Path, process::Command};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-env=BENCH_RUSTC={}", rustc().unwrap_or_default());
    println!("cargo::rustc-env=BENCH_TARGET={}", env::var("TARGET").unwrap_or_default());
    println!("cargo::rustc-env=BENCH_PROFILE={}", profile().unwrap_or_default());
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    println!("cargo::rustc-env=BENCH_RUSTFLAGS={}", flags.replace('\x1f', " "));
}

fn rustc() -> Option<String> {
    let output = Command::new(env::var_os("RUSTC")?).arg("--version").output().ok()?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

/// Cargo tells the profile that this one inherits from; the directory is named
/// for it.
fn profile() -> Option<String> {
    let out = env::var_os("OUT_DIR")?;
    let build = Path::new(&out).ancestors().find(|dir| dir.ends_with("build"))?;
    Some(build.parent()?.file_name()?.to_str()?.to_owned())
}
