//! `cargo xtask fuzz [target] [seconds]`.

use crate::process::{self, Failure, Outcome};
use std::{fs, io};

const SECONDS: u32 = 60;

pub(crate) fn run(args: &[String]) -> Outcome {
    let (target, seconds) = match args {
        [] => return list(),
        [target] => (target, SECONDS),
        [target, seconds, rest @ ..] => {
            process::no_args(rest)?;
            let number = seconds
                .parse()
                .map_err(|_| Failure::Usage(format!("`{seconds}` is not a number of seconds")))?;
            (target, number)
        }
    };
    let targets = targets()?;
    if !targets.contains(target) {
        let known = targets.join(", ");
        return Err(Failure::Usage(format!("no fuzz target `{target}`, there are: {known}")));
    }
    if !process::succeeds(&mut process::nightly("cargo", ["fuzz", "--version"])) {
        return Err(Failure::failed(
            "fuzzing needs a nightly toolchain and cargo-fuzz:\n       \
             rustup toolchain install nightly --profile minimal\n       \
             cargo install cargo-fuzz --locked",
        ));
    }
    // What a run finds lies with the build output, the committed seeds stay as
    // they are: libFuzzer writes to the first directory only.
    let found = format!("fuzz/target/corpus/{target}");
    let seeds = format!("fuzz/corpus/{target}");
    for directory in [&found, &seeds] {
        fs::create_dir_all(process::root().join(directory))
            .map_err(|error| Failure::Failed(format!("{directory}: {error}")))?;
    }
    let limit = format!("-max_total_time={seconds}");
    process::run(&mut process::nightly(
        "cargo",
        ["fuzz", "run", target, &found, &seeds, "--", &limit],
    ))
}

fn list() -> Outcome {
    for target in targets()? {
        println!("{target}");
    }
    Ok(())
}

/// The names of the fuzz targets, sorted.
fn targets() -> Outcome<Vec<String>> {
    let directory = process::root().join("fuzz/fuzz_targets");
    let names = || -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&directory)? {
            let name = entry?.file_name().display().to_string();
            names.extend(name.strip_suffix(".rs").map(String::from));
        }
        names.sort();
        Ok(names)
    };
    names().map_err(|error| Failure::Failed(format!("fuzz/fuzz_targets: {error}")))
}
