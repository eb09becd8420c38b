//! `flatstream filter`.

use crate::{
    args::{Global, ReadArgs, SchemaArgs},
    condition::Condition,
    failure::{Done, Failure},
    input::Input,
    messages::{Event, Message},
    output::{Content, Output, OutputArgs},
    printer, size,
    span::{self, Span},
    stream_output::StreamOutput,
};
use flatstream::reflect::Schema;
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Keep some of the messages
///
/// Writes a stream like the one that is read. A message is kept if it fits every kind of
/// condition that is given.
///
/// --where takes `PATH OP VALUE` with one of == != < <= > >= ~ (contains), in quotes for the
/// shell, such as `pos.x > 3.5`, `name ~ "pump"`, `inventory[0] == 7`, `weapons[*].damage >= 5`
/// (any of them) or `colour == Red`; or `PATH` alone, which asks whether there is a value. An
/// absent number is its default, and nothing else that is absent fits any comparison.
/// Integers and floating-point numbers are compared without rounding.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// Messages by their ordinals, counted from 0: 10..20, ..5, 7.., 3, 3..=4, or several
    /// with commas
    #[arg(long, value_name = "RANGE", value_delimiter = ',', value_parser = span::ordinals)]
    ordinals: Vec<Span>,
    /// Messages of so many bytes: 100.., ..64K, 1K..=2K, or several with commas
    #[arg(long, value_name = "RANGE", value_delimiter = ',', value_parser = span::sizes)]
    size: Vec<Span>,
    /// Messages with this file identifier; repeated, with any of them
    #[arg(long, value_name = "LETTERS", value_parser = identifier)]
    identifier: Vec<[u8; 4]>,
    /// Messages with such a value; repeated, all must hold. None with another file identifier
    /// than the schema's does
    #[arg(long = "where", value_name = "CONDITION", requires = "schema")]
    conditions: Vec<String>,
    /// Keep the others instead
    #[arg(long)]
    invert: bool,
    /// Only say how many there are
    #[arg(long)]
    count: bool,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    schema: SchemaArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let Args { ordinals, size, identifier, conditions, .. } = args;
    if ordinals.is_empty() && size.is_empty() && identifier.is_empty() && conditions.is_empty() {
        return Err(Failure::usage("no condition says which messages to keep")
            .hint("--ordinals, --size, --identifier or --where"));
    }
    let schema = args.schema.load()?;
    let filter = Filter::new(args, schema.as_ref())?;
    let input = Input::open(&args.file, &args.read, global)?;
    let name = input.name().to_owned();
    let content = if args.count { Content::Text } else { Content::Binary };
    let mut kept = Kept::new(Output::open(&args.output, content)?, &input, args.count)?;
    let is_live = args.output.output == Path::new("-");
    let mut seen = 0_u64;
    let mut is_all = true;
    let done = input.each(global, |event| {
        match event {
            Event::Message(message) => {
                seen += 1;
                if filter.keeps(&name, &message)? {
                    kept.take(message.payload)?;
                }
                if message.ordinal >= filter.last {
                    is_all = false;
                    return Ok(ControlFlow::Break(()));
                }
            }
            Event::Idle if is_live => kept.show()?,
            Event::Idle => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    let count = kept.finish()?;
    let first = if is_all { "" } else { "the first " };
    if !args.count {
        let seen = size::counted(seen, "message");
        global.note(format_args!("kept {count} of {first}{seen}"));
    }
    Ok(done)
}

/// What is kept.
struct Filter<'a> {
    args: &'a Args,
    schema: Option<&'a Schema>,
    conditions: Vec<Condition<'a>>,
    /// Nothing behind this ordinal is kept.
    last: u64,
}

impl<'a> Filter<'a> {
    fn new(args: &'a Args, schema: Option<&'a Schema>) -> Result<Self, Failure> {
        let mut conditions = Vec::new();
        for text in &args.conditions {
            // Without a schema the command line is refused before.
            if let Some(schema) = schema {
                conditions.push(Condition::parse(text, schema)?);
            }
        }
        let last = args.ordinals.iter().map(|span| span.last).max();
        let last = last.filter(|_| !args.invert).unwrap_or(u64::MAX);
        Ok(Self { args, schema, conditions, last })
    }

    fn keeps(&self, name: &str, message: &Message<'_>) -> Result<bool, Failure> {
        Ok((self.fits(message) && self.holds(name, message)?) != self.args.invert)
    }

    /// Whether it fits as far as can be told without a schema.
    fn fits(&self, message: &Message<'_>) -> bool {
        let Args { ordinals, size, identifier, .. } = self.args;
        let within = |spans: &[Span], number| {
            spans.is_empty() || spans.iter().any(|span| span.contains(number))
        };
        within(ordinals, message.ordinal)
            && within(size, message.payload.len() as u64)
            && (identifier.is_empty()
                || message
                    .payload
                    .get(4..8)
                    .is_some_and(|found| identifier.iter().any(|identifier| identifier == found)))
    }

    fn holds(&self, name: &str, message: &Message<'_>) -> Result<bool, Failure> {
        let Some(schema) = self.schema.filter(|_| !self.conditions.is_empty()) else {
            return Ok(true);
        };
        if printer::check_identifier(schema, message.payload).is_err() {
            return Ok(false);
        }
        let unreadable = |error| printer::unreadable(name, message, &error);
        let table = schema.read(message.payload).map_err(unreadable)?;
        for condition in &self.conditions {
            if !condition.holds(&table).map_err(unreadable)? {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Where messages go that are kept.
enum Kept {
    Stream(Box<StreamOutput>),
    Counted(Output, u64),
}

impl Kept {
    fn new(output: Output, input: &Input, count: bool) -> Result<Self, Failure> {
        Ok(if count {
            Self::Counted(output, 0)
        } else {
            Self::Stream(Box::new(StreamOutput::like(input, output)?))
        })
    }

    fn take(&mut self, payload: &[u8]) -> Result<(), Failure> {
        match self {
            Self::Stream(stream) => stream.write(payload),
            Self::Counted(_, count) => {
                *count += 1;
                Ok(())
            }
        }
    }

    fn show(&mut self) -> Result<(), Failure> {
        match self {
            Self::Stream(stream) => stream.show(),
            Self::Counted(..) => Ok(()),
        }
    }

    /// Writes the rest, and answers how many there were.
    fn finish(self) -> Result<u64, Failure> {
        match self {
            Self::Stream(stream) => {
                let count = stream.messages();
                stream.finish().map(|()| count)
            }
            Self::Counted(mut output, count) => {
                output.put(format!("{count}\n").as_bytes())?;
                output.finish().map(|()| count)
            }
        }
    }
}

fn identifier(text: &str) -> Result<[u8; 4], String> {
    text.as_bytes().try_into().map_err(|_| "a file identifier has four letters".to_owned())
}
