//! `flatstream merge`.

use crate::{
    args::{Global, ReadArgs, SchemaArgs},
    failure::{Done, Failure},
    input::{self, Input},
    messages::{Event, Messages, Next},
    number::Number,
    output::{Content, Output, OutputArgs},
    printer,
    progress::Progress,
    size,
    stream_output::{BLOCK_BYTES, StreamOutput},
    write_args::WriteArgs,
};
use flatstream::reflect::{BaseType, Path, Schema, Value};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BinaryHeap, binary_heap::PeekMut},
    ops::ControlFlow,
    path::PathBuf,
};

/// Make one stream of several
///
/// One after the other, or by a value that the messages of each FILE are sorted by, such
/// as a timestamp: --by PATH. Messages with equal values stay in order of their files.
///
/// The files may have different checksums and codecs. The result looks like the first of
/// them that has messages.
#[derive(Debug, clap::Args)]
#[command(mut_arg("to_checksum", |arg| arg.help(TO_CHECKSUM)))]
pub(crate) struct Args {
    /// Streams
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// By the number or string at this path, such as `time` or `header.stamp`; needs
    /// --schema
    #[arg(long, value_name = "PATH", requires = "schema", conflicts_with = "skip_damaged")]
    by: Option<String>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    schema: SchemaArgs,
    #[command(flatten)]
    write: WriteArgs,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    if args.files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        return Err(Failure::usage("standard input twice"));
    }
    let schema = args.schema.load()?;
    let key = match (&args.by, &schema) {
        (Some(by), Some(schema)) => Some(Key::new(schema, by)?),
        _ => None,
    };
    // What is missing is found before anything is written.
    let open = |file| Input::open(file, &args.read, global);
    let inputs = args.files.iter().map(|file| open(file)).collect::<Result<Vec<_>, _>>()?;
    let mut output = output(args, &inputs)?;
    let done = match key {
        Some(key) => by_value(inputs, &key, &mut output, global)?,
        None => one_after_the_other(inputs, &mut output, global)?,
    };
    let count = size::counted(output.messages(), "message");
    output.finish()?;
    global.note(format_args!("{count} of {}", size::counted(args.files.len() as u64, "file")));
    Ok(done)
}

/// A stream that looks like the first of `inputs` that looks like anything.
fn output(args: &Args, inputs: &[Input]) -> Result<StreamOutput, Failure> {
    let has_frames = |input: &&Input| input.detection().is_none_or(|found| found.frames > 0);
    let Some(model) = inputs.iter().find(has_frames).or(inputs.first()) else {
        return Err(Failure::usage("nothing to merge"));
    };
    let output = Output::open(&args.output, Content::Binary)?;
    let mut format = model.format().clone();
    if let Some(checksum) = args.write.to_checksum {
        format.checksum = checksum;
    }
    let block_bytes = model.in_blocks().then_some(BLOCK_BYTES);
    StreamOutput::new(&format, block_bytes, model.limits(), output)
}

fn one_after_the_other(
    inputs: Vec<Input>,
    output: &mut StreamOutput,
    global: &Global,
) -> Result<Done, Failure> {
    let mut done = Done::Whole;
    for input in inputs {
        let end = input.each(global, |event| {
            if let Event::Message(message) = event {
                output.write(message.payload)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        done = done.and(end);
    }
    Ok(done)
}

fn by_value(
    mut inputs: Vec<Input>,
    key: &Key<'_>,
    output: &mut StreamOutput,
    global: &Global,
) -> Result<Done, Failure> {
    let len = inputs.iter().map(Input::len).sum();
    let progress = Progress::new(len, global);
    let mut sources = Vec::new();
    let mut next = BinaryHeap::new();
    for (index, input) in inputs.iter_mut().enumerate() {
        let name = input.name().to_owned();
        let mut source = Source { name, messages: input.messages()?, offset: 0 };
        if let Some(sorted) = source.advance(key)? {
            next.push(Reverse((sorted, index)));
        }
        sources.push(source);
    }
    let mut done = 0;
    while let Some(mut first) = next.peek_mut() {
        let Reverse((sorted, index)) = &mut *first;
        let source = &mut sources[*index];
        output.write(source.messages.message().payload)?;
        let before = source.offset;
        let Some(then) = source.advance(key)? else {
            PeekMut::pop(first);
            continue;
        };
        if then < *sorted {
            return Err(source.unsorted(key, sorted, &then));
        }
        done += source.offset - before;
        progress.at(done);
        *sorted = then;
    }
    progress.done();
    Ok(Done::Whole)
}

/// An input, and its next message.
struct Source<'i> {
    name: String,
    messages: Messages<'i>,
    offset: u64,
}

impl Source<'_> {
    /// Goes on to the next message. Answers what it is sorted by, `None` at the end.
    fn advance(&mut self, key: &Key<'_>) -> Result<Option<Sorted>, Failure> {
        loop {
            match self
                .messages
                .advance()
                .map_err(|error| input::failure(&self.name, &error, None))?
            {
                Next::Message => {}
                Next::Idle => continue,
                Next::End => return Ok(None),
            }
            let message = self.messages.message();
            self.offset = message.offset;
            let sorted = key
                .of(message.payload)
                .map_err(|error| printer::unreadable(&self.name, &message, &error))?;
            let absent =
                || self.failure(format_args!("`{}` is absent, or not a number (NaN)", key.path));
            return sorted.ok_or_else(absent).map(Some);
        }
    }

    fn unsorted(&self, key: &Key<'_>, before: &Sorted, then: &Sorted) -> Failure {
        let path = &key.path;
        self.failure(format_args!("its `{path}` is {then}, behind one of {before}"))
            .hint("without --by; only what is sorted can be merged by a value")
    }

    fn failure(&self, what: impl std::fmt::Display) -> Failure {
        let message = self.messages.message();
        let (name, ordinal, offset) = (&self.name, message.ordinal, message.offset);
        Failure::failed(format_args!("{name}: message {ordinal} at byte {offset}: {what}"))
    }
}

/// Where the value is that messages are sorted by.
struct Key<'s> {
    schema: &'s Schema,
    path: Path<'s>,
}

impl<'s> Key<'s> {
    fn new(schema: &'s Schema, text: &str) -> Result<Self, Failure> {
        let path = Path::new(schema, text).map_err(|error| Failure::refused("--by", &error))?;
        let sorts = |base: BaseType| base.is_scalar() || base == BaseType::String;
        if !path.types().iter().any(|ty| sorts(ty.base)) {
            return Err(Failure::usage(format!("--by {text}: it is no number and no string")));
        }
        Ok(Self { schema, path })
    }

    fn of(&self, payload: &[u8]) -> flatstream::Result<Option<Sorted>> {
        printer::check_identifier(self.schema, payload)?;
        let value = self.path.first(&self.schema.read(payload)?)?;
        Ok(value.and_then(Sorted::new))
    }
}

/// What a message is sorted by: numbers, which are no NaN, before strings.
#[derive(Debug)]
enum Sorted {
    Number(Number),
    Text(String),
}

impl Sorted {
    fn new(value: Value<'_>) -> Option<Self> {
        let number = match value {
            Value::String(text) => return Some(Self::Text(text.to_owned())),
            Value::Bool(truth) => Number::Integer(truth.into()),
            Value::Float(number) => Number::Real(number.into()),
            Value::Double(number) => Number::Real(number),
            other => Number::Integer(other.integer()?),
        };
        (!number.is_nan()).then_some(Self::Number(number))
    }
}

impl Ord for Sorted {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.compare(*b).unwrap_or(Ordering::Equal),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Sorted {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Sorted {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Sorted {}

impl std::fmt::Display for Sorted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(Number::Integer(number)) => number.fmt(f),
            Self::Number(Number::Real(number)) => number.fmt(f),
            Self::Text(text) => write!(f, "{text:?}"),
        }
    }
}

const TO_CHECKSUM: &str = "The checksum of the frames that are written [default: that of the first \
                           FILE with messages]";
