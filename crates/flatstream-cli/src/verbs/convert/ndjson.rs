//! Messages that are lines of JSON.

use super::envelope;
use crate::args::Global;
use crate::{
    failure::{Done, Failure},
    input,
    messages::{Event, Message},
    progress::Progress,
    size::human,
};
use flatstream::reflect::{JsonParser, Schema};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    ops::ControlFlow,
    path::Path,
};

/// Lines, each of which is a message.
pub(super) struct Lines<'s> {
    name: String,
    source: BufReader<Box<dyn Read>>,
    /// Its length in bytes, where that is known beforehand.
    len: Option<u64>,
    max_line_bytes: u64,
    parser: Option<JsonParser<'s>>,
}

impl<'s> Lines<'s> {
    /// Those of `path`, or of standard input for `-`. Longer lines than messages of
    /// `max_frame` bytes need are refused.
    pub(super) fn open(
        path: &Path,
        schema: Option<&'s Schema>,
        max_frame: Option<u32>,
    ) -> Result<Self, Failure> {
        let name = input::name(path);
        let (source, len): (Box<dyn Read>, _) = if path == Path::new("-") {
            (Box::new(io::stdin().lock()), None)
        } else {
            let failed = |error: io::Error| Failure::io(&name, &error);
            let file = File::open(path).map_err(failed)?;
            let about = file.metadata().map_err(failed)?;
            if about.is_dir() {
                return Err(Failure::usage(format!("{name}: a directory")));
            }
            (Box::new(file), about.is_file().then_some(about.len()))
        };
        Ok(Self {
            name,
            source: BufReader::with_capacity(BUFFER_BYTES, source),
            len,
            max_line_bytes: max_frame.map_or(MAX_LINE_BYTES, line_bytes),
            parser: schema.map(JsonParser::new),
        })
    }

    /// Shows `visit` the message of each line. Empty ones have none.
    pub(super) fn each(
        mut self,
        global: &Global,
        mut visit: impl FnMut(&str, Event<'_>) -> Result<ControlFlow<()>, Failure>,
    ) -> Result<Done, Failure> {
        let name = std::mem::take(&mut self.name);
        let progress = Progress::new(self.len, global);
        let (mut line, mut payload) = (Vec::new(), Vec::new());
        let (mut number, mut offset, mut ordinal) = (0_u64, 0_u64, 0_u64);
        loop {
            if self.source.buffer().is_empty() && visit(&name, Event::Idle)?.is_break() {
                break;
            }
            number += 1;
            let read = self.read(&mut line).map_err(|error| Failure::io(&name, &error))?;
            if read == 0 {
                break;
            }
            if read > self.max_line_bytes {
                let most = human(self.max_line_bytes);
                return Err(Failure::failed(format_args!(
                    "{name}: line {number}: longer than {most}"
                ))
                .hint(
                    "--max-frame SIZE, if there are such messages: a line may have 8 times that",
                ));
            }
            let mark: &[u8] = if number == 1 { BYTE_ORDER_MARK } else { b"" };
            let text = line.strip_prefix(mark).unwrap_or(&line).trim_ascii();
            if !text.is_empty() {
                payload.clear();
                self.parse(text, &mut payload).map_err(|failure| failure.at(&name, number))?;
                let message = Message { payload: &payload, ordinal, offset };
                if visit(&name, Event::Message(message))?.is_break() {
                    break;
                }
                ordinal += 1;
            }
            offset += read;
            progress.at(offset);
        }
        progress.done();
        Ok(Done::Whole)
    }

    /// Reads a line, and no more of a longer one than shows that.
    fn read(&mut self, line: &mut Vec<u8>) -> io::Result<u64> {
        line.clear();
        let mut source = (&mut self.source).take(self.max_line_bytes + 1);
        source.read_until(b'\n', line).map(|read| read as u64)
    }

    fn parse(&mut self, text: &[u8], payload: &mut Vec<u8>) -> Result<(), Flaw> {
        match &mut self.parser {
            Some(parser) => parser.parse(text, payload).map_err(|error| Flaw {
                // The text is one line, whichever it is in the file.
                what: error.to_string().replace("(line 1 column ", "(column "),
                hint: "--schema and --root of such messages, or mend the line",
            }),
            None => envelope::parse(text, payload).map_err(|what| Flaw {
                what,
                hint: "--schema FILE.bfbs for messages as JSON; \
                       without, lines are what `flatstream cat --format ndjson` prints",
            }),
        }
    }
}

/// What is wrong with a line.
struct Flaw {
    what: String,
    hint: &'static str,
}

impl Flaw {
    fn at(&self, name: &str, number: u64) -> Failure {
        Failure::failed(format_args!("{name}: line {number}: {}", self.what)).hint(self.hint)
    }
}

/// As JSON a message is several times as long: a byte of it has two digits, or up to
/// three and a comma, and fields have names.
fn line_bytes(max_frame: u32) -> u64 {
    8 * u64::from(max_frame) + 1024
}

/// Unless somebody says otherwise; memory grows with what has come.
const MAX_LINE_BYTES: u64 = 256 << 20;
/// Some programs begin texts with it.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();
const BUFFER_BYTES: usize = 64 * 1024;
