//! `flatstream record`.

mod lines;
mod machine;
mod target;

use crate::{
    args::Global,
    failure::{Done, Failure},
};
use clap::Subcommand;

/// Record this machine's telemetry, or lines of text, as a stream
///
/// The file grows while it is recorded: after each message or line that came, what is in
/// it is whole. Ctrl-C and SIGTERM end a recording in good order.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    source: Source,
}

#[derive(Debug, Subcommand)]
enum Source {
    Lines(lines::Args),
    Machine(machine::Args),
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    match &args.source {
        Source::Lines(args) => lines::run(args, global),
        Source::Machine(args) => machine::run(args, global),
    }
}

/// Nanoseconds since 1970; 0 where the clock is set before that.
fn time_ns() -> u64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    u64::try_from(since.unwrap_or_default().as_nanos()).unwrap_or(u64::MAX)
}
