//! Messages for people and for other programs.

use crate::{args::PrintArgs, failure::Failure, messages::Message, styles::Styles};
use clap::ValueEnum;
use flatstream::{
    Error, ErrorKind,
    reflect::{JsonPrinter, Schema},
};
use std::io::Write;

mod hex;

/// How messages are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    /// A line each: ordinal, offset, length, file identifier, and what it holds
    Text,
    /// A JSON object each and on one line: the message by its schema, or what there is to say
    Ndjson,
    /// All bytes, in hexadecimal and as characters
    Hex,
    /// The bytes of the messages and nothing else
    Raw,
}

/// Prints messages one by one.
pub(crate) struct Printer<'s> {
    print: Print,
    json: Option<(&'s Schema, JsonPrinter<'s>)>,
    styles: Styles,
    buffer: Vec<u8>,
}

impl<'s> Printer<'s> {
    /// As `args` say, by `schema` if there is one.
    pub(crate) fn new(args: &PrintArgs, schema: Option<&'s Schema>, styles: Styles) -> Self {
        let json = schema.map(|schema| (schema, JsonPrinter::new(schema)));
        Self { print: args.format, json, styles, buffer: Vec::new() }
    }

    /// `message` in print; the bytes live until the next call.
    pub(crate) fn print(&mut self, name: &str, message: &Message<'_>) -> Result<&[u8], Failure> {
        self.buffer.clear();
        match self.print {
            Print::Raw => self.buffer.extend_from_slice(message.payload),
            Print::Hex => {
                self.headline(message);
                self.buffer.push(b'\n');
                hex::dump(message.payload, &self.styles, &mut self.buffer);
            }
            Print::Text => {
                self.headline(message);
                self.buffer.extend_from_slice(b"  ");
                self.content(name, message)?;
                self.buffer.push(b'\n');
            }
            Print::Ndjson => {
                if self.json.is_some() {
                    self.content(name, message)?;
                } else {
                    self.envelope(message);
                }
                self.buffer.push(b'\n');
            }
        }
        Ok(&self.buffer)
    }

    /// `#17 @4096  88 B  TELE`.
    fn headline(&mut self, message: &Message<'_>) {
        let Styles { label, dim, name, .. } = self.styles;
        let Message { payload, ordinal, offset } = message;
        // Writing to a vector does not fail.
        let _ = write!(
            self.buffer,
            "{label}#{ordinal}{label:#} {dim}@{offset}{dim:#} {} B",
            payload.len()
        );
        if let Some(identifier) = identifier(payload) {
            let _ = write!(self.buffer, " {name}{identifier}{name:#}");
        }
    }

    /// The message by its schema, or as much of it as fits a line.
    fn content(&mut self, name: &str, message: &Message<'_>) -> Result<(), Failure> {
        match &self.json {
            Some((schema, json)) => check_identifier(schema, message.payload)
                .and_then(|()| json.print(message.payload, &mut self.buffer))
                .map_err(|error| unreadable(name, message, &error)),
            None => {
                hex::preview(message.payload, &mut self.buffer);
                Ok(())
            }
        }
    }

    /// What there is to say of a message without a schema, and its bytes.
    fn envelope(&mut self, message: &Message<'_>) {
        let Message { payload, ordinal, offset } = message;
        let len = payload.len();
        let _ = write!(self.buffer, r#"{{"ordinal":{ordinal},"offset":{offset},"len":{len}"#);
        if let Some(identifier) = identifier(payload) {
            let _ = write!(self.buffer, r#","identifier":"{identifier}""#);
        }
        self.buffer.extend_from_slice(br#","payload":""#);
        hex::digits(payload, &mut self.buffer);
        self.buffer.extend_from_slice(br#""}"#);
    }
}

/// That `message` is not what the schema says.
pub(crate) fn unreadable(name: &str, message: &Message<'_>, error: &Error) -> Failure {
    let Message { ordinal, offset, .. } = message;
    Failure::failed(format_args!("{name}: message {ordinal} at byte {offset}: {error}"))
        .hint("another --schema or --root; `--format hex` shows the bytes")
}

/// Refuses a message with another file identifier than those of `schema` have. Read by
/// another schema, most messages are no error: they just make no sense.
pub(crate) fn check_identifier(schema: &Schema, payload: &[u8]) -> flatstream::Result<()> {
    let Some((own, found)) = schema.file_identifier().zip(identifier(payload)) else {
        return Ok(());
    };
    if own == found.as_bytes() {
        return Ok(());
    }
    let own = own.escape_ascii();
    let text = format!("its file identifier is {found}, that of the schema's messages is {own}");
    Err(Error::custom(ErrorKind::InvalidPayload, text))
}

/// The four letters that a FlatBuffer may have behind its root offset: printable ones,
/// and no quote or backslash, or they are something else.
pub(crate) fn identifier(payload: &[u8]) -> Option<&str> {
    let identifier = payload.get(4..8)?;
    let root = flatstream::root::probe(payload)?;
    let table = matches!(root, flatstream::root::Root::Table { vtable, .. } if vtable >= 8);
    let far = u32::from_le_bytes(*payload.first_chunk()?) >= 8;
    let letters = identifier
        .iter()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b' '));
    (table && far && letters).then_some(std::str::from_utf8(identifier).ok()?)
}
