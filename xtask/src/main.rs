//! The chores of this repository: `cargo xtask` lists them.

#![forbid(unsafe_code)]
#![expect(clippy::print_stdout, reason = "a program for the terminal")]

mod asan;
mod bench;
mod check;
mod codegen;
mod consumers;
mod features;
mod fuzz;
mod layers;
mod loom;
mod metadata;
mod mutants;
mod process;
mod valgrind;

use process::{Failure, Outcome};
use std::{env, process::ExitCode};

const USAGE: &str = "\
Usage: cargo xtask <command>

  check [step]...          everything a change must pass, or the named steps of it
  layers                   which crate may depend on which
  codegen [--check]        make, or compare, what flatc makes of every .fbs file (needs cmake)
  asan                     the tests under AddressSanitizer (needs a nightly toolchain)
  valgrind                 the tests of the crate with unsafe code under valgrind, and what codecs
                           allocate
  loom                     the models of the pool, in every order of its threads
  fuzz [target] [seconds]  run one fuzz target, 60 seconds unless told; without one, list them
                           (needs a nightly toolchain and cargo-fuzz)
  mutants [name]...        take away one check of compiled schemas after the other: a test has to
                           notice (minutes)
  bench [args]...          run the benchmarks with these arguments; `bench --help` lists them
  bench gate [--update]    compare the instructions of hot paths with the committed ones

Exit codes: 0 passed, 1 failed, 2 wrong usage; bench hands on its own.";

fn main() -> ExitCode {
    let args: Vec<String> = env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Failed(message)) => {
            eprintln!("xtask: {message}");
            ExitCode::from(1)
        }
        Err(Failure::Usage(message)) => {
            eprintln!("xtask: {message}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Exit(code)) => ExitCode::from(code),
    }
}

fn dispatch(args: &[String]) -> Outcome {
    let Some((command, rest)) = args.split_first() else {
        return Err(Failure::Usage("which command?".into()));
    };
    match command.as_str() {
        "check" => check::run(rest),
        "layers" => process::no_args(rest).and_then(|()| layers::run()),
        "codegen" => codegen::run(rest),
        "asan" => process::no_args(rest).and_then(|()| asan::run()),
        "valgrind" => process::no_args(rest).and_then(|()| valgrind::run()),
        "loom" => process::no_args(rest).and_then(|()| loom::run()),
        "fuzz" => fuzz::run(rest),
        "mutants" => mutants::run(rest),
        "bench" => bench::run(rest),
        "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(())
        }
        other => Err(Failure::Usage(format!("no command `{other}`"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_usage(args: &[&str], expected: &str) {
        let args: Vec<String> = args.iter().map(|&arg| arg.into()).collect();
        assert_eq!(dispatch(&args), Err(Failure::Usage(expected.into())), "{args:?}");
    }

    #[test]
    fn wrong_usage_is_told_apart_from_failure() {
        check_usage(&[], "which command?");
        check_usage(&["chek"], "no command `chek`");
        check_usage(&["layers", "core"], "unexpected argument `core`");
        check_usage(&["asan", "-q"], "unexpected argument `-q`");
        check_usage(&["valgrind", "all"], "unexpected argument `all`");
        check_usage(&["loom", "pool"], "unexpected argument `pool`");
        check_usage(&["codegen", "--chek"], "unexpected argument `--chek`");
        check_usage(&["check", "fmt", "lint"], "no step `lint` in check");
        check_usage(&["fuzz", "deframe", "long"], "`long` is not a number of seconds");
        check_usage(&["fuzz", "deframe", "9", "9"], "unexpected argument `9`");
    }
}
