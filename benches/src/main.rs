//! Perf suite of flatstream: every row sets the library against what one would
//! write without it, in the same process, in turns.
//!
//! A suite is one file that answers a list of [`Case`]s; add it to [`cases`].

mod arena;
mod chunk;
mod cli;
mod compress;
mod formats;
mod instructions;
mod integrity;
mod measure;
mod pool;
mod read;
mod report;
mod storage;
mod targets;
mod workloads;
mod write;

use cli::{Command, Options};
use measure::{Case, Outcome};
use std::{env, fs, process::ExitCode};
use storage::Storage;

/// All cases of all suites, in the order of the report.
fn cases() -> Vec<Case> {
    [
        write::cases(),
        read::cases(),
        arena::cases(),
        formats::cases(),
        compress::cases(),
        pool::cases(),
        chunk::cases(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn main() -> ExitCode {
    let cases = cases();
    let result = match Command::parse(env::args().skip(1), &cases) {
        Ok(Command::Help(text)) => {
            println!("{text}");
            return ExitCode::SUCCESS;
        }
        Ok(Command::Once(once)) => measure::once(&cases, &once),
        Ok(Command::Measure(options)) => run(cases, &options),
        Err(message) => {
            eprintln!("flatstream-bench: {message}\n\n{}", cli::usage(&cases));
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("flatstream-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cases: Vec<Case>, options: &Options) -> Outcome<()> {
    if let Some(logs) = &options.logs {
        workloads::load_logs(logs)?;
    }
    let storage = Storage::new(&options.dir)?;
    let mut rows = Vec::new();
    for case in cases.iter().filter(|case| options.wants(case)) {
        eprintln!("{}", case.name());
        let mut measured = measure::measure(case, &storage, options.effort)?;
        if options.instructions {
            instructions::add(case, &mut measured, options)?;
        }
        rows.append(&mut measured);
    }
    print!("{}", report::table(&rows));
    eprint!("{}", report::behind(&rows));
    if let Some(path) = &options.json {
        fs::write(path, report::json(&rows))
            .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    }
    Ok(())
}
