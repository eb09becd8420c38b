//! `cargo xtask check`: everything a change must pass, cheap things first.

use crate::{
    bench, codegen, consumers, features, layers,
    process::{self, Failure, Outcome},
};
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

type Step = (&'static str, fn() -> Outcome);

const STEPS: &[Step] = &[
    ("fmt", fmt),
    ("layers", layers::run),
    ("clippy", clippy),
    ("test", test),
    ("doc", doc),
    ("features", features::run),
    ("consumers", consumers::run),
    ("package", package),
    ("deny", deny),
    ("codegen", generated),
    ("bench", bench),
];

/// The workspaces beside the main one.
const OTHERS: &[&str] = &["benches/Cargo.toml", "consumers/Cargo.toml", "fuzz/Cargo.toml"];

pub(crate) fn run(names: &[String]) -> Outcome {
    for name in names {
        if !STEPS.iter().any(|(step, _)| step == name) {
            return Err(Failure::Usage(format!("no step `{name}` in check")));
        }
    }
    let started = Instant::now();
    for &(name, step) in STEPS {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            timed(name, step)?;
        }
    }
    println!("== check passed in {:.1} s", started.elapsed().as_secs_f64());
    Ok(())
}

fn timed(name: &str, step: fn() -> Outcome) -> Outcome {
    println!("== {name}");
    let started = Instant::now();
    let outcome = step();
    println!("== {name}: {:.1} s", started.elapsed().as_secs_f64());
    outcome.map_err(|failure| match failure {
        Failure::Failed(message) => {
            Failure::Failed(format!("check stopped at `{name}`: {message}"))
        }
        _ => Failure::Failed(format!("check stopped at `{name}`")),
    })
}

fn fmt() -> Outcome {
    process::run(&mut process::cargo(["fmt", "--all", "--check"]))?;
    for manifest in others() {
        let args = ["fmt", "--all", "--manifest-path", manifest, "--check"];
        process::run(&mut process::cargo(args))?;
    }
    Ok(())
}

fn clippy() -> Outcome {
    let args = ["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"];
    process::run(&mut process::cargo(args))?;
    for manifest in others() {
        let args = ["clippy", "--manifest-path", manifest, "--workspace", "--all-targets"];
        process::run(process::cargo(args).args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn test() -> Outcome {
    process::run(&mut process::cargo(["test", "--workspace", "--all-features"]))
}

fn doc() -> Outcome {
    let mut command = process::cargo(["doc", "--workspace", "--all-features", "--no-deps"]);
    process::run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn package() -> Outcome {
    // Cargo unpacks what it packages once per target directory and version, so
    // a directory used before would have the crates verified against old code.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let target = process::root().join(format!("target/package-check-{}", now.as_nanos()));
    let mut command = process::cargo(["package", "--workspace", "--target-dir"]);
    command.arg(&target);
    if !process::in_ci() {
        // Someone in the middle of a change may check it too.
        command.arg("--allow-dirty");
    }
    let outcome = process::run(&mut command);
    // Left behind, it only takes room.
    let _ = fs::remove_dir_all(&target);
    outcome
}

fn deny() -> Outcome {
    if !process::succeeds(&mut process::cargo(["deny", "--version"])) {
        println!("   skipped: no cargo-deny here (cargo install cargo-deny --locked)");
        return Ok(());
    }
    let args = ["deny", "--all-features", "check", "bans", "licenses", "sources"];
    process::run(&mut process::cargo(args))
}

fn generated() -> Outcome {
    if !process::in_ci() && !codegen::has_cmake() {
        println!("   skipped: no cmake here");
        return Ok(());
    }
    codegen::run(&["--check".into()])
}

/// The harness' own tests, and what the hot paths cost.
fn bench() -> Outcome {
    let args = ["test", "--manifest-path", "benches/Cargo.toml", "--no-default-features"];
    process::run(&mut process::cargo(args))?;
    if !process::in_ci() && !process::succeeds(Command::new("valgrind").arg("--version")) {
        println!("   skipped: the gate, for there is no valgrind here");
        return Ok(());
    }
    bench::run(&["gate".into()])
}

fn others() -> impl Iterator<Item = &'static str> {
    let root = process::root();
    OTHERS.iter().copied().filter(move |manifest| Path::new(&root).join(manifest).is_file())
}
