//! `flatstream split`.

use crate::{
    args::{self, Global, ReadArgs},
    failure::{Done, Failure},
    input::{self, Input},
    messages::{Event, Next},
    output::{Content, Output},
    size,
    stream_output::{BLOCK_BYTES, StreamOutput},
};
use flatstream::{Deframer, Format, Limits};
use std::{
    num::NonZeroU64,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// Cut a stream into files
///
/// The files are streams like the one that is read, named PREFIX000000, PREFIX000001
/// and so on, with what the name of FILE has behind its point. Each name goes to standard output
/// when the file is complete.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("end").args(["messages", "bytes", "parts"]))]
pub(crate) struct Args {
    /// A stream
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,
    /// What the names of the files begin with
    #[arg(short, long, value_name = "PREFIX")]
    output: PathBuf,
    /// So many messages in each file
    #[arg(short = 'n', long, value_name = "COUNT")]
    messages: Option<NonZeroU64>,
    /// Files of at most so many bytes; a longer message has one for itself
    #[arg(long, value_name = "SIZE", value_parser = file_bytes)]
    bytes: Option<u64>,
    /// So many files with equally many messages, none of them empty; FILE is no pipe
    #[arg(long, value_name = "COUNT", conflicts_with = "skip_damaged")]
    parts: Option<NonZeroU64>,
    /// Replace files that exist
    #[arg(short, long)]
    force: bool,
    #[command(flatten)]
    read: ReadArgs,
}

pub(crate) fn run(args: &Args, global: &Global) -> Result<Done, Failure> {
    let Args { messages, bytes, parts, .. } = args;
    if messages.is_none() && bytes.is_none() && parts.is_none() {
        return Err(Failure::usage("nothing says where the files are to end")
            .hint("--messages, --bytes or --parts"));
    }
    if args.output == Path::new("-") {
        return Err(Failure::usage("files cannot go to standard output").hint("-o PREFIX"));
    }
    let mut input = Input::open(&args.file, &args.read, global)?;
    let end = match (messages, bytes, parts) {
        (Some(count), ..) => End::Messages(count.get()),
        (_, Some(bytes), _) => End::Bytes(*bytes),
        (.., parts) => {
            let parts = parts.map_or(1, NonZeroU64::get);
            End::Parts { parts, messages: count(&mut input)? }
        }
    };
    let mut parts = Parts::new(args, &input, end)?;
    let done = input.each(global, |event| {
        if let Event::Message(message) = event {
            parts.write(message.payload)?;
        }
        Ok(ControlFlow::Continue(()))
    })?;
    parts.finish(global)?;
    Ok(done)
}

/// Goes through a file once, from header to header.
fn count(input: &mut Input) -> Result<u64, Failure> {
    if input.mapped().is_none() && input.len() != Some(0) {
        return Err(Failure::usage("--parts takes a file with messages")
            .hint("--messages or --bytes, which take a pipe"));
    }
    let (name, advice) = (input.name().to_owned(), input.advice().map(str::to_owned));
    let failed = |error| input::failure(&name, &error, advice.as_deref());
    let mut messages = input.messages()?;
    let mut count = 0;
    loop {
        match messages.skip().map_err(failed)? {
            Next::Message => count += 1,
            Next::Idle => {}
            Next::End => return Ok(count),
        }
    }
}

/// Where a file ends.
enum End {
    Messages(u64),
    Bytes(u64),
    Parts { parts: u64, messages: u64 },
}

/// The files, one after the other.
struct Parts<'a> {
    args: &'a Args,
    end: End,
    format: Format,
    block_bytes: Option<usize>,
    limits: Limits,
    names: Names,
    part: Option<Part>,
    /// Files begun, and messages in all of them.
    begun: u64,
    messages: u64,
}

impl<'a> Parts<'a> {
    fn new(args: &'a Args, input: &Input, end: End) -> Result<Self, Failure> {
        let output = Output::stdout(Content::Text, false)?;
        Ok(Self {
            args,
            end,
            format: input.format().clone(),
            block_bytes: input.in_blocks().then_some(BLOCK_BYTES),
            limits: input.limits(),
            names: Names { output, said: Ok(()) },
            part: None,
            begun: 0,
            messages: 0,
        })
    }

    fn write(&mut self, payload: &[u8]) -> Result<(), Failure> {
        if let Some(part) = &self.part
            && self.is_full(part, payload.len() as u64)
        {
            self.complete()?;
        }
        if self.part.is_none() {
            self.part = Some(self.begin()?);
        }
        self.messages += 1;
        match &mut self.part {
            Some(part) => part.write(payload),
            None => Ok(()),
        }
    }

    /// Whether a message of `len` bytes belongs into the next file.
    fn is_full(&self, part: &Part, len: u64) -> bool {
        match self.end {
            End::Messages(count) => part.stream.messages() == count,
            End::Bytes(bytes) => part.most_with(len, &self.format) > bytes,
            End::Parts { parts, messages } => {
                let end = u128::from(self.begun) * u128::from(messages) / u128::from(parts);
                u128::from(self.messages) >= end
            }
        }
    }

    fn begin(&mut self) -> Result<Part, Failure> {
        let Some(path) = self.path(self.begun) else {
            return Err(Failure::failed(format_args!("more than {MOST_FILES} files"))
                .hint("a larger --messages or --bytes"));
        };
        self.begun += 1;
        let output = Output::create(&path, self.args.force)?;
        let stream = StreamOutput::new(&self.format, self.block_bytes, self.limits, output)?;
        Ok(Part { path, stream, waiting: 0 })
    }

    fn complete(&mut self) -> Result<(), Failure> {
        let Some(Part { path, stream, .. }) = self.part.take() else { return Ok(()) };
        stream.finish()?;
        self.names.say(&path);
        Ok(())
    }

    fn finish(mut self, global: &Global) -> Result<(), Failure> {
        self.complete()?;
        if let Some(next) = self.path(self.begun).filter(|next| next.exists()) {
            global
                .note(format_args!("{} is left from before, and no part of this", next.display()));
        }
        let (messages, files) =
            (size::counted(self.messages, "message"), size::counted(self.begun, "file"));
        global.note(format_args!("{messages} in {files}"));
        self.names.finish()
    }

    /// The name of a file. Sorted, names have the order of their numbers, so that
    /// `PREFIX*` has all messages in order; what would be out of it has no name.
    fn path(&self, number: u64) -> Option<PathBuf> {
        if number >= MOST_FILES {
            return None;
        }
        let mut path = self.args.output.as_os_str().to_owned();
        path.push(format!("{number:06}"));
        if let Some(suffix) = self.args.file.extension() {
            path.push(".");
            path.push(suffix);
        }
        Some(path.into())
    }
}

/// The file that is being written.
struct Part {
    path: PathBuf,
    stream: StreamOutput,
    /// Bytes of the messages that wait for their block to be full.
    waiting: u64,
}

impl Part {
    fn write(&mut self, payload: &[u8]) -> Result<(), Failure> {
        self.stream.write(payload)?;
        let bytes = payload.len() as u64 + LEN_BYTES;
        self.waiting = match self.stream.pending() {
            0 => 0,
            1 => bytes,
            _ => self.waiting + bytes,
        };
        Ok(())
    }

    /// Bytes that the file has at most when a message of `len` bytes is in it too:
    /// what does not become shorter by compression is stored as it is.
    fn most_with(&self, len: u64, format: &Format) -> u64 {
        let header = LEN_BYTES + format.frames().digest_len() as u64;
        let header = if format.codec.is_some() { header + TAG_BYTES } else { header };
        // The block may be full, and the message begin another one.
        let frames = if self.waiting > 0 { 2 } else { 1 };
        self.stream.bytes()
            + self.waiting
            + frames * header
            + len
            + LEN_BYTES * u64::from(self.stream.in_blocks())
    }
}

/// The names of complete files, for standard output.
struct Names {
    output: Output,
    /// Whoever has read enough names wants the files nevertheless.
    said: Result<(), Failure>,
}

impl Names {
    fn say(&mut self, path: &Path) {
        if self.said.is_ok() {
            let line = format!("{}\n", path.display());
            self.said = self.output.put(line.as_bytes()).and_then(|()| self.output.show());
        }
    }

    fn finish(self) -> Result<(), Failure> {
        self.said?;
        self.output.finish()
    }
}

fn file_bytes(text: &str) -> Result<u64, String> {
    match args::bytes(text)? {
        0 => Err("nothing fits such a file".to_owned()),
        bytes => Ok(bytes),
    }
}

/// As many as six digits can count.
const MOST_FILES: u64 = 1_000_000;
/// Of the length before every message (stream-format.md, sections 2 and 8).
const LEN_BYTES: u64 = 4;
/// Of the tag and the raw length of a compressed frame.
const TAG_BYTES: u64 = 5;
