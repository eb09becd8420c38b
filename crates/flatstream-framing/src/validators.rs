use flatstream_core::{
    Error, ErrorKind, Result, Validator,
    root::{Root, probe},
};
use std::{error, fmt, marker::PhantomData};

/// Accepts payloads whose length lies in a range.
#[derive(Clone, Copy, Debug)]
pub struct SizeValidator {
    min: usize,
    max: usize,
}

impl SizeValidator {
    /// Accepts payloads of `min` to `max` bytes, both included.
    #[must_use]
    pub const fn new(min: usize, max: usize) -> Self {
        Self { min, max }
    }
}

impl Validator for SizeValidator {
    #[inline]
    fn validate(&self, payload: &[u8]) -> Result<()> {
        let (len, Self { min, max }) = (payload.len(), *self);
        if (min..=max).contains(&len) {
            return Ok(());
        }
        Err(invalid(format!("{len} bytes, allowed are {min} to {max}")))
    }
}

/// Accepts payloads whose root is structurally a table, or a string, without
/// knowing the schema.
///
/// Checked are the root offset, the vtable's place and size, that every field
/// lies inside the table, and of a string its bounds, its terminating zero and
/// UTF-8. What the fields point at is not followed: use a [`TypedValidator`]
/// where the schema is known. Costs O(fields).
///
/// ```
/// use flatstream_core::Validator;
/// use flatstream_framing::TableRootValidator;
///
/// let validator = TableRootValidator::new().max_fields(64);
/// assert!(validator.validate(b"no FlatBuffer").is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct TableRootValidator {
    max_fields: usize,
    max_table_bytes: usize,
}

impl TableRootValidator {
    /// Without limits beyond those of the format: a vtable and a table of at
    /// most 64 KiB each.
    #[must_use]
    pub const fn new() -> Self {
        Self { max_fields: usize::MAX, max_table_bytes: usize::MAX }
    }

    /// Refuses root tables with more than `fields` slots in their vtable.
    #[must_use]
    pub const fn max_fields(mut self, fields: usize) -> Self {
        self.max_fields = fields;
        self
    }

    /// Refuses root tables of more than `bytes` inline.
    #[must_use]
    pub const fn max_table_bytes(mut self, bytes: usize) -> Self {
        self.max_table_bytes = bytes;
        self
    }

    fn table(&self, payload: &[u8], vtable: &[u8], table_len: usize) -> Result<()> {
        let fields = vtable[4..].chunks_exact(2);
        if fields.len() > self.max_fields {
            let (fields, max) = (fields.len(), self.max_fields);
            return Err(invalid(format!("a root table of {fields} fields, allowed are {max}")));
        }
        if table_len > self.max_table_bytes {
            let max = self.max_table_bytes;
            return Err(invalid(format!("a root table of {table_len} bytes, allowed are {max}")));
        }
        for (index, field) in fields.enumerate() {
            let at = usize::from(u16::from_le_bytes([field[0], field[1]]));
            // 0 stands for an absent field; 0 to 3 is the vtable offset itself.
            if at != 0 && !(4..table_len).contains(&at) {
                let len = payload.len();
                return Err(invalid(format!(
                    "field {index} at {at} of a root table of {table_len} bytes, payload {len}"
                )));
            }
        }
        Ok(())
    }
}

impl Default for TableRootValidator {
    fn default() -> Self {
        Self::new()
    }
}

impl Validator for TableRootValidator {
    fn validate(&self, payload: &[u8]) -> Result<()> {
        match probe(payload) {
            Some(Root::Table { vtable, vtable_len, table_len }) => {
                self.table(payload, &payload[vtable..vtable + vtable_len], table_len)
            }
            Some(Root::Vector { start, len }) => {
                let text = &payload[start..start + len];
                if payload.get(start + len) != Some(&0) {
                    return Err(invalid(format!("no zero after a root string of {len} bytes")));
                }
                match std::str::from_utf8(text) {
                    Ok(_) => Ok(()),
                    Err(error) => Err(invalid(error)),
                }
            }
            None => Err(invalid(format!("no root table or string in {} bytes", payload.len()))),
        }
    }
}

/// Whether `payload` has the shape of a finished FlatBuffer: evidence that it is one,
/// where nothing else speaks for it. Costs O(fields of the root).
///
/// A table passes as [`TableRootValidator`] has it, and a root string or vector of
/// bytes that ends with the payload: inside of FlatBuffers, offsets that stand side
/// by side look much like the start of one.
///
/// ```
/// use flatstream_framing::looks_like_message;
///
/// let mut builder = flatbuffers::FlatBufferBuilder::new();
/// let text = builder.create_string("hello");
/// builder.finish(text, None);
/// assert!(looks_like_message(builder.finished_data()));
/// assert!(!looks_like_message(b"GET /index.html 200"));
/// ```
#[must_use]
pub fn looks_like_message(payload: &[u8]) -> bool {
    let ends = match probe(payload) {
        Some(Root::Table { .. }) => true,
        Some(Root::Vector { start, len }) => payload.len() - (start + len) <= 4,
        None => false,
    };
    ends && TableRootValidator::new().validate(payload).is_ok()
}

/// Accepts payloads that a verifier generated by flatc accepts.
///
/// Takes a closure around the generated `root_as_*` or, with limits on depth and
/// tables, `root_as_*_with_opts`, that drops the root:
///
/// ```
/// use flatstream_core::Validator;
/// use flatstream_framing::TypedValidator;
///
/// let validator = TypedValidator::new(|payload| flatbuffers::root::<&str>(payload).map(drop));
/// assert!(validator.validate(b"no FlatBuffer").is_err());
/// ```
pub struct TypedValidator<F, E> {
    verify: F,
    error: PhantomData<fn() -> E>,
}

impl<F: Fn(&[u8]) -> Result<(), E>, E> TypedValidator<F, E> {
    /// Asks `verify`; its error becomes the source of ours.
    pub const fn new(verify: F) -> Self {
        Self { verify, error: PhantomData }
    }
}

impl<F, E> Validator for TypedValidator<F, E>
where
    F: Fn(&[u8]) -> Result<(), E>,
    E: error::Error + Send + Sync + 'static,
{
    #[inline]
    fn validate(&self, payload: &[u8]) -> Result<()> {
        (self.verify)(payload).map_err(invalid)
    }
}

impl<F, E> fmt::Debug for TypedValidator<F, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypedValidator").finish_non_exhaustive()
    }
}

#[cold]
fn invalid(source: impl Into<Box<dyn error::Error + Send + Sync>>) -> Error {
    Error::custom(ErrorKind::InvalidPayload, source)
}
