mod scalar;
mod structure;
mod table;
mod vector;

use crate::assembler::{Assembler, Near, Slot, TooLarge};
use crate::budget::{self, Budget};
use crate::fault::{Checked, Fault};
use crate::json_text::{JsonText, Kind};
use crate::names::listing;
use crate::{Object, Schema};
use flatstream_core::{Error, ErrorKind, Result};

/// Makes messages out of JSON, by a schema.
///
/// Takes what [`JsonPrinter`](crate::JsonPrinter) and `flatc --json
/// --strict-json` print:
///
/// - enums by name or number, bit flags as `"Red Green"`;
/// - unions as `x_type` and `x`, in either order, and vectors of them;
/// - structs with all their fields, arrays with all their elements;
/// - `null` for what is absent; a field that has a default takes none;
/// - floating-point numbers that are none as `"nan"`, `"inf"`, `"-inf"`, with
///   quotes or, as flatc prints them, without;
/// - integers in quotes, since not every program reads 64 bits;
/// - vectors with the attribute `base64` or `base64url` as text or as numbers;
/// - nested messages as objects or as the bytes of one; FlexBuffers as bytes.
///
/// Scalars that equal their default are left out, but for a `ulong` of 0: a
/// binary schema does not tell a default of 0 from one above 2^63. Zero with a
/// sign does not equal the default 0. The type of a union is taken without the
/// union, as by flatc; a [`Verifier`](crate::Verifier) refuses that. Vectors of tables with a `key` keep the
/// order that they are given in; sort them first if readers search them.
///
/// A text is read in one pass, but for the value of a union that comes before
/// its type: that is passed over first. A tree is never built. Memory is kept
/// between messages: after warm-up nothing is allocated. It is at most a small
/// multiple of the longest message; drop the parser to give it back.
///
/// ```
/// use flatstream_reflect::{JsonParser, JsonPrinter, Schema};
///
/// # let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect/every.bfbs");
/// let schema = Schema::new(&std::fs::read(path)?)?;
/// let mut parser = JsonParser::new(&schema);
///
/// let mut message = Vec::new();
/// parser.parse(br#"{ "enums": {"unit": 1, "tiny": "High"}, "near": "by" }"#, &mut message)?;
///
/// let mut json = Vec::new();
/// JsonPrinter::new(&schema).print(&message, &mut json)?;
/// assert_eq!(json, br#"{"enums":{"tiny":"High","unit":"Bar"},"near":"by"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct JsonParser<'s> {
    schema: &'s Schema,
    memory: Memory,
}

impl<'s> JsonParser<'s> {
    /// A parser for messages of the root table of `schema`.
    #[must_use]
    pub fn new(schema: &'s Schema) -> Self {
        Self { schema, memory: Memory::default() }
    }

    /// Appends the message that `text` describes to `out`: one finished
    /// FlatBuffer, with the schema's file identifier if it has one.
    ///
    /// Nothing goes before the message. It is aligned as `out` is at its end.
    ///
    /// # Errors
    ///
    /// `out` is as it was.
    ///
    /// - [`ErrorKind::InvalidPayload`]: `text` is no JSON, or not of this
    ///   schema, or nested more than 64 objects deep. The error has line,
    ///   column and the path of fields.
    /// - [`ErrorKind::Config`]: the schema has no root table.
    pub fn parse(&mut self, text: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let root = self.schema.root().ok_or_else(no_root)?;
        // Nothing is appended before all is well.
        self.compose(root, text, out).map_err(|fault| fault.into_json_error(text))
    }

    fn compose(&mut self, root: &'s Object, text: &[u8], out: &mut Vec<u8>) -> Checked<()> {
        let text = std::str::from_utf8(text)
            .map_err(|error| Fault::new(error.valid_up_to(), "the text is not UTF-8 here"))?;
        self.memory.clear();
        let json = JsonText::new(text, std::mem::take(&mut self.memory.plain));
        // As many tables as the text has.
        let budget = Budget::new(text.len(), budget::DEPTH, usize::MAX);
        let mut composer = Composer { schema: self.schema, json, memory: &mut self.memory, budget };
        let result = composer.message(root, out);
        self.memory.plain = composer.json.into_memory();
        result
    }
}

/// What is kept between messages. The vectors are stacks: whoever puts
/// something on one takes it off again.
#[derive(Debug, Default)]
struct Memory {
    assembler: Assembler,
    /// Those of nested messages, to be used again.
    spare: Vec<Assembler>,
    /// The fields of the open tables, each table's in order.
    slots: Vec<Slot>,
    /// Structs of the open tables, and elements of the open vectors.
    bytes: Vec<u8>,
    /// Elements of the open vectors that are written elsewhere.
    targets: Vec<Option<Near>>,
    /// Unions whose type comes later: index of the field, place in the text.
    deferred: Vec<(usize, usize)>,
    plain: String,
}

impl Memory {
    fn clear(&mut self) {
        self.assembler.reset();
        self.slots.clear();
        self.bytes.clear();
        self.targets.clear();
        self.deferred.clear();
    }
}

/// One message on its way.
struct Composer<'m, 's, 't> {
    schema: &'s Schema,
    json: JsonText<'t>,
    memory: &'m mut Memory,
    budget: Budget,
}

impl<'s> Composer<'_, 's, '_> {
    fn message(&mut self, root: &'s Object, out: &mut Vec<u8>) -> Checked<()> {
        let table = self.table(root)?;
        self.json.end()?;
        let identifier = self.schema.file_identifier();
        let finished = self.memory.assembler.finish(table, identifier, out);
        self.fits(finished).map(drop)
    }

    /// Enters an object, of which there may be only so many in each other.
    fn enter_object(&mut self) -> Checked<()> {
        self.expect(&[Kind::Object])?;
        let at = self.json.at();
        self.budget.enter(at)?;
        self.json.enter_object()
    }

    /// The index of the next member's field in `object`.
    fn next_field(&mut self, object: &Object, first: bool) -> Checked<Option<usize>> {
        // Behind the comma, where there is one.
        let at = self.json.at();
        let Some(key) = self.json.next_key(first)? else { return Ok(None) };
        match object.field_index(key) {
            Some(index) => Ok(Some(index)),
            None => {
                let names = object.fields.iter().map(|field| &*field.name);
                let names = listing(", ", key, names);
                let key = clip(key);
                let text = format!("no field `{key}` in {}, which has {names}", object.name);
                Err(Fault::new(at, text))
            }
        }
    }

    /// What comes next, which must be one of `wanted`.
    fn expect(&mut self, wanted: &[Kind]) -> Checked<Kind> {
        let kind = self.json.kind()?;
        if wanted.contains(&kind) {
            return Ok(kind);
        }
        let names: Vec<&str> = wanted.iter().map(|kind| kind.name()).collect();
        let text = format!("expected {}, found {}", names.join(" or "), kind.name());
        Err(self.json.refuse(text))
    }

    fn fits<T>(&self, result: core::result::Result<T, TooLarge>) -> Checked<T> {
        result.map_err(|TooLarge(text)| self.json.refuse(text))
    }
}

/// The beginning of a text, of which nobody knows how long it is.
#[cold]
fn clip(text: &str) -> String {
    match text.char_indices().nth(CLIPPED) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

#[cold]
fn no_root() -> Error {
    let text = "the schema names no root table; choose one with `Schema::with_root`";
    Error::custom(ErrorKind::Config, text)
}

/// Characters of the input in an error text.
const CLIPPED: usize = 64;
