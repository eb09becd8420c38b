//! `flatstream record machine`.

mod proc;
mod sample;

use super::target::{self, Target, TargetArgs};
use crate::{
    args::Global,
    duration,
    failure::{Done, Failure},
    interrupt::on_interrupt,
};
use proc::Proc;
use std::{
    sync::mpsc::{RecvTimeoutError, channel},
    time::{Duration, Instant},
};

/// Telemetry of this machine
///
/// CPU, load, memory, networks, disks and the recording process, out of /proc as Linux has
/// it, until --messages or --duration are reached or somebody interrupts it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The time from sample to sample; those that are late are left out
    #[arg(long, value_name = "TIME", default_value = "100ms", value_parser = interval,
          conflicts_with = "print_schema")]
    interval: Duration,
    /// How many samples, each of them a message
    #[arg(short = 'n', long, value_name = "COUNT", conflicts_with = "print_schema")]
    messages: Option<u64>,
    /// How long: from `500us` and `10s` to `1h`
    #[arg(long, value_name = "TIME", value_parser = duration::parse,
          conflicts_with = "print_schema")]
    duration: Option<Duration>,
    #[command(flatten)]
    target: TargetArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    if args.target.print_schema {
        return target::print_schema(sample::SCHEMA, &args.target.output);
    }
    // A machine without /proc is not to cost an old recording.
    let mut proc = Proc::new();
    let mut sample = proc.sample()?;
    let mut target = Target::open(&args.target, global)?;
    let (sender, interrupts) = channel();
    on_interrupt(move || {
        // Who does not listen any more has ended already.
        let _ = sender.send(());
    })?;

    let start = Instant::now();
    // What is too far away to be expressed does not come.
    let end = args.duration.and_then(|duration| start.checked_add(duration));
    let mut due = start;
    let mut left = args.messages.unwrap_or(u64::MAX);
    while left > 0 {
        sample.draft(|draft| target.emit(draft))?;
        target.show()?;
        left -= 1;
        let wanted = |next: &Instant| left > 0 && end.is_none_or(|end| *next < end);
        let Some(next) = next(due, args.interval).filter(wanted) else { break };
        due = next;
        match interrupts.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Err(RecvTimeoutError::Timeout) => sample = proc.sample()?,
            Ok(()) | Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    target.finish(global)
}

/// When the sample behind that of `due` is due: the first one that is not late.
fn next(due: Instant, interval: Duration) -> Option<Instant> {
    let late = Instant::now().saturating_duration_since(due);
    let left_out = late.as_nanos() / interval.as_nanos();
    let steps = u32::try_from(left_out).unwrap_or(u32::MAX).saturating_add(1);
    due.checked_add(interval.checked_mul(steps)?)
}

fn interval(text: &str) -> Result<Duration, String> {
    match duration::parse(text)? {
        Duration::ZERO => Err("there is no time between samples".to_owned()),
        interval => Ok(interval),
    }
}
