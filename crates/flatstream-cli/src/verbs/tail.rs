//! `flatstream tail`.

use crate::{
    args::{Global, PrintArgs, ReadArgs},
    failure::{Done, Failure},
    input::{self, Input},
    messages::{Event, Message, Messages, Next},
    output::{Output, OutputArgs},
    printer::Printer,
    verbs::cat,
};
use flatstream::{ErrorKind, Position};
use std::{
    collections::VecDeque,
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    ops::ControlFlow,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

/// Print the last messages
///
/// A file is gone through from header to header. Of a pipe the last messages are kept.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// How many messages
    #[arg(short = 'n', long, value_name = "COUNT", default_value_t = 10)]
    messages: u64,
    /// Go on with what is appended to the file, until interrupted
    #[arg(long)]
    follow: bool,
    #[command(flatten)]
    print: PrintArgs,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let schema = args.print.schema.load()?;
    // What waits for a pipe could wait for ever.
    if args.follow && args.file == Path::new("-") {
        return Err(no_file());
    }
    let input = Input::open(&args.file, &args.read, global)?;
    let mut output = Output::open(&args.output, cat::content(args.print.format))?;
    let printer = Printer::new(&args.print, schema.as_ref(), output.styles(global));
    let (name, advice) = (input.name().to_owned(), input.advice().map(str::to_owned));
    let mut lines = Lines { name, advice, printer, output: &mut output };
    let done = match (input.mapped().is_some(), args.follow) {
        (false, true) => return Err(no_file()),
        (true, true) => follow(args, input, &mut lines)?,
        (true, false) if !args.read.skip_damaged => {
            last_of_file(args, input, &mut lines)?;
            Done::Whole
        }
        _ => last_of_pipe(args, input, &mut lines, global)?,
    };
    output.finish()?;
    Ok(done)
}

/// Messages on their way to the output.
struct Lines<'a, 's> {
    name: String,
    /// What to try where reading fails.
    advice: Option<String>,
    printer: Printer<'s>,
    output: &'a mut Output,
}

impl Lines<'_, '_> {
    fn print(&mut self, message: &Message<'_>) -> Result<(), Failure> {
        self.output.put(self.printer.print(&self.name, message)?)
    }

    fn failure(&self, error: &flatstream::Error) -> Failure {
        input::failure(&self.name, error, self.advice.as_deref())
    }
}

/// Goes through it once to count, and a second time up to where the last messages
/// begin: those before damage, where there is some. Answers where the stream ends.
fn last_of_file(
    args: &Args,
    mut input: Input,
    lines: &mut Lines<'_, '_>,
) -> Result<Position, Failure> {
    let mut count = 0_u64;
    let mut messages = input.messages()?;
    let end = loop {
        match messages.skip() {
            Ok(Next::Message) => count += 1,
            Ok(Next::Idle) => {}
            Ok(Next::End) => break Ok(messages.position()),
            Err(error) => {
                let at = error.position().unwrap_or_default();
                // A frame that is too long was counted before its end was missed.
                count = count.min(at.ordinal);
                // It is still being written.
                let goes_on = args.follow && is_torn(&error);
                break if goes_on { Ok(at) } else { Err(lines.failure(&error)) };
            }
        }
    };
    let mut messages = input.messages()?;
    let first = count.saturating_sub(args.messages);
    for at in 0..count {
        let step = if at < first { messages.skip() } else { messages.advance() };
        step.map_err(|error| lines.failure(&error))?;
        if at >= first {
            lines.print(&messages.message())?;
        }
    }
    end
}

/// Prints the last messages and goes on with what is appended.
fn follow(args: &Args, input: Input, lines: &mut Lines<'_, '_>) -> Result<Done, Failure> {
    let (deframer, limits) = (input.deframer()?, input.limits());
    let end = last_of_file(args, input, lines)?;
    let failed = |error: io::Error| Failure::io(&lines.name, &error);
    let mut file = File::open(&args.file).map_err(failed)?;
    file.seek(SeekFrom::Start(end.offset)).map_err(failed)?;
    let mut growing = Growing(file);
    let mut messages = Messages::piped(&[], &mut growing, deframer, limits);
    messages.start_at(end);
    loop {
        match messages.advance() {
            Ok(Next::Message) => lines.print(&messages.message())?,
            Ok(Next::Idle) => lines.output.show()?,
            Ok(Next::End) => return Ok(Done::Whole),
            Err(error) => return Err(lines.failure(&error)),
        }
    }
}

/// Keeps the last messages until the end comes.
fn last_of_pipe(
    args: &Args,
    input: Input,
    lines: &mut Lines<'_, '_>,
    global: &Global,
) -> Result<Done, Failure> {
    let mut kept: VecDeque<(u64, u64, Vec<u8>)> = VecDeque::new();
    let done = input.each(global, |event| {
        if let Event::Message(Message { payload, ordinal, offset }) = event
            && args.messages > 0
        {
            let mut bytes = match kept.len() as u64 {
                len if len == args.messages => kept.pop_front().unwrap_or_default().2,
                _ => Vec::new(),
            };
            bytes.clear();
            bytes.extend_from_slice(payload);
            kept.push_back((ordinal, offset, bytes));
        }
        Ok(ControlFlow::Continue(()))
    });
    for (ordinal, offset, payload) in &kept {
        lines.print(&Message { payload, ordinal: *ordinal, offset: *offset })?;
    }
    done
}

fn no_file() -> Failure {
    Failure::usage("--follow takes a file with messages").hint("`cat` follows a pipe")
}

fn is_torn(error: &flatstream::Error) -> bool {
    matches!(error.kind(), ErrorKind::Truncated { .. })
}

/// A file whose end is not final.
struct Growing(File);

impl Read for Growing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(buffer)? {
                0 => thread::sleep(LOOK_AGAIN),
                got => return Ok(got),
            }
        }
    }
}

const LOOK_AGAIN: Duration = Duration::from_millis(100);
