//! `flatstream count`.

use crate::{
    args::{Global, ReadArgs},
    failure::{Done, Failure},
    input::{self, Input},
    messages::{Event, Next},
    output::{Content, Output},
    size::counted,
};
use std::{ops::ControlFlow, path::PathBuf};

/// Count messages
///
/// Goes from header to header: digests are for `verify` to compare, and frames over
/// --max-frame count as well. With several files, a line each and the sum.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let mut output = Output::stdout(Content::Text, false)?;
    let mut sum = 0;
    let mut done = Done::Whole;
    for file in &args.files {
        let input = Input::open(file, &args.read, global)?;
        let name = input.name().to_owned();
        let (count, end) = count(input, args.read.skip_damaged, global)?;
        match &args.files[..] {
            [_] => output.put(format!("{count}\n").as_bytes())?,
            _ => output.put(format!("{count} {name}\n").as_bytes())?,
        }
        sum += count;
        done = done.and(end);
    }
    if args.files.len() > 1 {
        output.put(format!("{sum} in all\n").as_bytes())?;
    }
    output.finish()?;
    Ok(done)
}

fn count(mut input: Input, skip_damaged: bool, global: &Global) -> Result<(u64, Done), Failure> {
    let mut count = 0;
    if skip_damaged {
        let done = input.each(global, |event| {
            count += u64::from(matches!(event, Event::Message(_)));
            Ok(ControlFlow::Continue(()))
        })?;
        return Ok((count, done));
    }
    let (name, advice) = (input.name().to_owned(), input.advice().map(str::to_owned));
    let mut messages = input.messages()?;
    loop {
        match messages.skip() {
            Ok(Next::Message) => count += 1,
            Ok(Next::Idle) => {}
            Ok(Next::End) => return Ok((count, Done::Whole)),
            Err(error) => {
                // A frame that is too long was counted before its end was missed.
                let before = error.position().map_or(count, |at| count.min(at.ordinal));
                let before = counted(before, "message");
                global.note(format_args!("{name}: {before} before that"));
                return Err(input::failure(&name, &error, advice.as_deref()));
            }
        }
    }
}
