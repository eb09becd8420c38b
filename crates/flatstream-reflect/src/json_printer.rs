use crate::{
    Schema, Value,
    budget::{self, Budget},
    fault::Checked,
    json_writer::JsonWriter,
    table::no_root,
};
use flatstream_core::Result;

/// Prints payloads as JSON, by their schema.
///
/// What it prints is standard JSON with the keys, names and order of
/// `flatc --json --strict-json`:
///
/// - absent fields are left out, but for scalar keys; see
///   [`defaults`](Self::defaults);
/// - enums by name, bit flags as `"Red Green"`, numbers where there is no name;
/// - a union as two fields, `x_type` and `x`;
/// - a field with the attribute `nested_flatbuffer` as the message it holds;
/// - integers with all their digits, floats in the fewest digits that read back
///   the same (flatc prints at most 6 or 12 behind the point), and those that JSON
///   cannot write as `"nan"`, `"inf"` and `"-inf"`;
/// - bytes as an array of numbers, those of FlexBuffers too; as text where the
///   attribute `base64` or `base64url` asks for it, which flatc does not know;
/// - text as UTF-8 (flatc escapes what is not ASCII).
///
/// Payloads need not be trusted. They may refer to one part from many places,
/// so that the JSON is exponentially longer than the payload: three limits end
/// that with an error. Nothing is allocated but room in `out`.
///
/// ```
/// use flatstream_reflect::{JsonPrinter, Schema};
///
/// # let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/reflect");
/// # let schema = Schema::new(&std::fs::read(format!("{directory}/every.bfbs"))?)?;
/// let payload = std::fs::read(format!("{directory}/sixty_four.bin"))?;
/// let printer = JsonPrinter::new(&schema);
/// let mut line = Vec::new();
/// printer.print(&payload, &mut line)?;
/// assert!(line.ends_with(br#","far_bytes":[0,1,2,3]}"#));
///
/// let error = printer.max_bytes(10).print(&payload, &mut line).unwrap_err();
/// assert!(error.to_string().ends_with("more JSON than the limit for one message"), "{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct JsonPrinter<'s> {
    schema: &'s Schema,
    pub(crate) indent: Option<usize>,
    pub(crate) defaults: bool,
    max_depth: usize,
    max_tables: usize,
    pub(crate) max_bytes: usize,
}

impl<'s> JsonPrinter<'s> {
    /// A printer of messages of `schema`, in one line each, without defaults.
    #[must_use]
    pub fn new(schema: &'s Schema) -> Self {
        Self {
            schema,
            indent: None,
            defaults: false,
            max_depth: budget::DEPTH,
            max_tables: budget::TABLES,
            max_bytes: 256 << 20,
        }
    }

    /// The spaces for each level, at most 16; `None`, as it is by default, for
    /// one line without any.
    #[must_use]
    pub fn indent(mut self, spaces: Option<usize>) -> Self {
        self.indent = spaces.map(|spaces| spaces.min(16));
        self
    }

    /// Whether absent scalars are printed with their defaults, and absent
    /// optional ones as null. Off by default.
    #[must_use]
    pub fn defaults(mut self, defaults: bool) -> Self {
        self.defaults = defaults;
        self
    }

    /// The most tables and structs in each other: 64 by default, as in flatc,
    /// and never more than 512.
    #[must_use]
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = depth.min(budget::MAX_DEPTH);
        self
    }

    /// The most tables in one message: 1,000,000 by default, as in flatc. A table
    /// counts as often as something refers to it.
    #[must_use]
    pub fn max_tables(mut self, tables: usize) -> Self {
        self.max_tables = tables;
        self
    }

    /// The most bytes of JSON for one message, 256 MiB by default. The text of
    /// one string or number may exceed it before it is found.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Appends the JSON of the message `payload` to `out`, without a line feed.
    ///
    /// Costs O(JSON). `out` is as it was if this fails.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::Config`](flatstream_core::ErrorKind::Config): the schema
    ///   names no root table.
    /// - [`ErrorKind::InvalidPayload`](flatstream_core::ErrorKind::InvalidPayload),
    ///   with the path of fields and the byte in the payload: something is
    ///   outside the payload, a string is not UTF-8, a union has a member that
    ///   the schema does not know, or a limit is exceeded.
    pub fn print(&self, payload: &[u8], out: &mut Vec<u8>) -> Result<()> {
        let root = self.schema.root().ok_or_else(no_root)?;
        self.append(payload.len(), out, |writer| writer.table(&self.schema.read_as(root, payload)?))
    }

    /// Appends the JSON of `value`, a part of a message.
    ///
    /// # Errors
    ///
    /// As [`print`](Self::print); the path begins at the value.
    pub fn print_value(&self, value: &Value<'_>, out: &mut Vec<u8>) -> Result<()> {
        self.append(value.payload_len(), out, |writer| writer.value(value))
    }

    fn append(
        &self,
        payload_len: usize,
        out: &mut Vec<u8>,
        print: impl FnOnce(&mut JsonWriter<'_>) -> Checked<()>,
    ) -> Result<()> {
        let before = out.len();
        let budget = Budget::new(payload_len, self.max_depth, self.max_tables);
        let mut writer = JsonWriter::new(self, budget, out);
        let printed = print(&mut writer).and_then(|()| writer.finish());
        Ok(printed.inspect_err(|_| out.truncate(before))?)
    }
}
