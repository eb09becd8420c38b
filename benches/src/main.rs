//! Perf suite of flatstream: every row sets the library against what one would
//! write without it, in the same process, in turns.
//!
//! A suite is one file that answers a list of [`Case`]s; add it to [`cases`].

mod arena;
mod asynchronous;
mod case;
mod chunk;
mod cli;
mod compress;
mod gate;
mod instructions;
mod integrity;
mod latency;
mod looking;
mod measure;
mod messages;
mod origins;
mod pool;
mod read;
mod readers;
mod record;
mod report;
#[cfg(feature = "rivals")]
mod rivals;
mod row;
mod scaling;
mod schema;
mod storage;
mod targets;
mod threads;
mod workloads;
mod write;
mod writers;

use case::Case;
use cli::{Arguments, Command, Options};
use instructions::Setting;
use measure::Outcome;
use record::{Record, Run};
use row::Row;
use std::{
    env,
    fs::{self, File},
    io::{self, Write},
    process::ExitCode,
};
use storage::Storage;

/// All cases of all suites, in the order of the report.
fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    cases.extend(write::cases());
    cases.extend(read::cases());
    cases.extend(arena::cases());
    cases.extend(compress::cases());
    cases.extend(pool::cases());
    cases.extend(chunk::cases());
    cases.extend(asynchronous::cases());
    cases.extend(latency::cases());
    cases.extend(scaling::cases());
    cases.extend(threads::cases());
    cases.extend(schema::cases());
    #[cfg(feature = "rivals")]
    cases.extend(rivals::cases());
    cases
}

fn main() -> ExitCode {
    let cases = cases();
    let arguments = match Arguments::parse(env::args().skip(1), &cases) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("flatstream-bench: {message}\n\n{}", cli::usage(&cases));
            return ExitCode::from(2);
        }
    };
    match run(&cases, arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("flatstream-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(cases: &[Case], arguments: Arguments) -> Outcome<()> {
    let Arguments { command, setting } = arguments;
    if let Some(logs) = &setting.logs {
        workloads::load_logs(logs)?;
    }
    let named = |name: &str| {
        cases.iter().find(|case| case.name() == name).ok_or_else(|| format!("no case `{name}`"))
    };
    match command {
        Command::Help(text) => println!("{text}"),
        Command::Once { case, variant, passes } => {
            measure::once(named(&case)?, &variant, passes, &Storage::new(&setting.dir)?)?;
        }
        Command::Count { case } => {
            instructions::run_counted(named(&case)?, &Storage::new(&setting.dir)?)?;
        }
        Command::Gate { update } => gate::run(cases, update, &setting)?,
        Command::Render(name) => Record::load(&name)?.render()?,
        Command::Measure(options) => compare(cases, &options, &setting)?,
    }
    Ok(())
}

fn compare(cases: &[Case], options: &Options, setting: &Setting) -> Outcome<()> {
    // First, lest a long run ends with a name that is not there.
    let before = options.baseline.as_deref().map(Record::load).transpose()?;
    let after = match &options.rows_of {
        Some(name) => Record::load(name)?,
        None => run_now(cases, options, setting)?,
    };
    if let Some(before) = before {
        let wanted = |record: Record| record.only(|case| options.wants(case));
        show(&record::differences(&wanted(before), &wanted(after)));
    }
    Ok(())
}

/// Measures, reports and, where that is asked for, records.
fn run_now(cases: &[Case], options: &Options, setting: &Setting) -> Outcome<Record> {
    let run = Run::begin(options, setting);
    let mut kept = options.record.then(|| Record::of_today(&run)).transpose()?;
    if let Some(record) = &kept {
        let cases = cases.iter().map(Case::name).filter(|name| options.wants(name));
        record.takes(&run, cases)?;
    }
    let json = options.json.as_deref();
    let cannot = |error| format!("cannot write {}: {error}", json.unwrap_or("".as_ref()).display());
    if let Some(path) = json {
        File::options().append(true).create(true).open(path).map_err(cannot)?;
    }
    let rows = measured(cases, options, setting)?;
    show(&report::table(&rows));
    eprint!("{}", report::behind(&rows));
    if let Some(path) = json {
        fs::write(path, report::json(&rows)?).map_err(cannot)?;
    }
    if let Some(record) = &mut kept {
        record.merge(run.clone(), rows.clone());
        record.save()?;
        record.render()?;
    }
    Ok(Record::of_run(run, rows))
}

/// Prints what took long to come to. That nobody reads it any more must not keep it
/// from the files.
fn show(text: &str) {
    let _ = io::stdout().write_all(text.as_bytes());
}

fn measured(cases: &[Case], options: &Options, setting: &Setting) -> Outcome<Vec<Row>> {
    let storage = Storage::new(&setting.dir)?;
    let counting = options.instructions && instructions::available();
    if options.instructions && !counting {
        eprintln!("no valgrind here: instructions are not counted");
    }
    let mut all = Vec::new();
    for case in cases.iter().filter(|case| options.wants(&case.name())) {
        eprintln!("{}", case.name());
        let mut rows = measure::measure(case, &storage, options.effort)?;
        if counting && case.counted {
            instructions::add(case, &mut rows, &storage, setting)?;
        }
        all.append(&mut rows);
    }
    Ok(all)
}
