//! `flatstream cat`.

use crate::{
    args::{Global, PrintArgs, ReadArgs},
    failure::{Done, Failure},
    input::Input,
    messages::Event,
    output::{Content, Output, OutputArgs},
    printer::{Print, Printer},
};
use std::{ops::ControlFlow, path::PathBuf};

/// Print messages
///
/// As lines of text, as JSON by a schema, in hexadecimal, or as they are.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Streams, one after the other
    #[arg(value_name = "FILE", default_value = "-")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    print: PrintArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    print(&args.files, &args.print, &args.output, &args.read, u64::MAX, global)
}

/// Prints the first `most` messages of each of `files`.
pub(super) fn print(
    files: &[PathBuf],
    print: &PrintArgs,
    output: &OutputArgs,
    read: &ReadArgs,
    most: u64,
    global: &Global,
) -> Result<Done, Failure> {
    let schema = print.schema.load()?;
    let mut output = Output::open(output, content(print.format))?;
    let mut printer = Printer::new(print, schema.as_ref(), output.styles(global));
    let mut done = Done::Whole;
    for file in files {
        let input = Input::open(file, read, global)?;
        let name = input.name().to_owned();
        let mut left = most;
        if left == 0 {
            continue;
        }
        let end = input.each(global, |event| {
            match event {
                Event::Message(message) => {
                    output.put(printer.print(&name, &message)?)?;
                    left -= 1;
                }
                Event::Idle => output.show()?,
            }
            Ok(if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        })?;
        done = done.and(end);
    }
    output.finish()?;
    Ok(done)
}

/// What a format is to a terminal.
pub(super) fn content(print: Print) -> Content {
    if print == Print::Raw { Content::Binary } else { Content::Text }
}
