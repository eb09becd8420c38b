use crate::{Number, number::LEN_BYTES};
use flatstream_core::{Error, ErrorKind, Header, Result, root};
use std::{fmt, marker::PhantomData};

/// A finished message of fixed shape whose numbers are set in place.
///
/// Look a field up once; setting it is a store, and writing the message a copy.
/// Nothing is built: several times as fast as a builder, for messages that
/// differ in their numbers only. Strings and vectors keep their length.
///
/// ```
/// use flatbuffers::FlatBufferBuilder;
/// use flatstream_arena::Template;
///
/// // What a table with `id: uint; level: double;` is built like.
/// let mut builder = FlatBufferBuilder::new();
/// builder.force_defaults(true); // so that fields with default values exist, too
/// let table = builder.start_table();
/// builder.push_slot::<f64>(6, 0.0, 0.0);
/// builder.push_slot::<u32>(4, 0, 0);
/// let table = builder.end_table(table);
/// builder.finish(table, None);
///
/// let mut template = Template::new(builder.finished_data())?;
/// let id = template.root().field::<u32>(4)?; // flatc's constants: `Reading::VT_ID`
/// let level = template.root().field::<f64>(6)?;
/// for n in 0..3 {
///     template.set(id, n);
///     template.set(level, 0.5 * f64::from(n));
///     // writer.write_template(&mut template)?;
/// }
/// assert_eq!(template.get(id), 2);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Template {
    /// Room for a header, then the message.
    memory: Vec<u8>,
    root: usize,
}

/// Where a number of type `T` lies in a [`Template`].
///
/// Good for the template it was looked up in and for clones of that. In another
/// one it would name whatever lies there.
pub struct Field<T> {
    /// In the template's memory.
    offset: usize,
    number: PhantomData<fn() -> T>,
}

impl<T> Copy for Field<T> {}
impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Field").field("offset", &(self.offset - Header::MAX)).finish()
    }
}

impl Template {
    /// A template of the finished `message`, whose root is a table.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`]: its root is none.
    pub fn new(message: &[u8]) -> Result<Self> {
        let Some(root::Root::Table { .. }) = root::probe(message) else {
            return Err(refuse("the root is no table"));
        };
        let mut memory = vec![0; Header::MAX + message.len()];
        memory[Header::MAX..].copy_from_slice(message);
        let root = Header::MAX + u32_at(message, 0)? as usize;
        Ok(Self { memory, root })
    }

    /// The root table, to look fields up in.
    #[must_use]
    pub fn root(&self) -> Table<'_> {
        Table { memory: &self.memory, at: self.root }
    }

    /// Sets a number. Costs a bounds check and a store.
    ///
    /// # Panics
    ///
    /// If `field` is of another, longer template.
    #[inline]
    pub fn set<T: Number>(&mut self, field: Field<T>, value: T) {
        value.store(&mut self.memory[field.offset..]);
    }

    /// The number as it is set.
    ///
    /// # Panics
    ///
    /// As [`set`](Template::set).
    #[inline]
    #[must_use]
    pub fn get<T: Number>(&self, field: Field<T>) -> T {
        T::load(&self.memory[field.offset..])
    }

    /// The message.
    #[inline]
    #[must_use]
    pub fn message(&self) -> &[u8] {
        &self.memory[Header::MAX..]
    }

    /// [`Header::MAX`] bytes of room, then the message: so that a header and
    /// the message leave in one piece.
    #[inline]
    pub fn framed_memory(&mut self) -> &mut [u8] {
        &mut self.memory
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Template").field("len", &self.message().len()).finish_non_exhaustive()
    }
}

/// A table of a [`Template`], to look fields up in.
///
/// Fields are named by their place in the vtable, which flatc generates as `VT_`
/// constants.
#[derive(Clone, Copy, Debug)]
pub struct Table<'t> {
    memory: &'t [u8],
    at: usize,
}

impl<'t> Table<'t> {
    /// The number in field `slot`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`]:
    ///
    /// - the table has no such field: nothing is stored where a value is the
    ///   default; build the message with `force_defaults`;
    /// - the field is narrower than `T`. A wider one cannot be told from one with
    ///   padding behind it, unless `T`'s alignment shows it, nor an offset from
    ///   a number;
    /// - the field is not within the message.
    pub fn field<T: Number>(self, slot: u16) -> Result<Field<T>> {
        self.member(slot, 0)
    }

    /// The number at byte `offset` of the struct in field `slot`.
    ///
    /// # Errors
    ///
    /// As [`field`](Table::field).
    pub fn member<T: Number>(self, slot: u16, offset: usize) -> Result<Field<T>> {
        let (at, room) = self.find(slot)?;
        if offset.checked_add(size_of::<T>()).is_none_or(|end| end > room) {
            return Err(refuse(format!(
                "{} bytes at byte {offset} of field {slot}, which has {room}",
                size_of::<T>()
            )));
        }
        self.number(at + offset)
    }

    /// The table in field `slot`.
    ///
    /// # Errors
    ///
    /// As [`field`](Table::field).
    pub fn table(self, slot: u16) -> Result<Table<'t>> {
        Ok(Self { memory: self.memory, at: self.follow(slot)? })
    }

    /// The number at `index` of the vector in field `slot`. A message does not
    /// say how wide the elements are: `T` has to be what the schema says.
    ///
    /// # Errors
    ///
    /// As [`field`](Table::field); and where the vector has fewer elements.
    pub fn element<T: Number>(self, slot: u16, index: usize) -> Result<Field<T>> {
        let vector = self.follow(slot)?;
        let len = u32_at(self.memory, vector)? as usize;
        if index >= len {
            return Err(refuse(format!("element {index} of field {slot}, which has {len}")));
        }
        self.number(vector + LEN_BYTES + index * size_of::<T>())
    }

    /// Where field `slot` begins, and the bytes up to the next field or the end
    /// of the table.
    fn find(self, slot: u16) -> Result<(usize, usize)> {
        let distance = u32_at(self.memory, self.at)?.cast_signed() as isize;
        let Some(vtable) = self.at.checked_add_signed(-distance) else {
            return Err(refuse("a vtable outside the message"));
        };
        let vtable_len = usize::from(u16_at(self.memory, vtable)?);
        let table_len = usize::from(u16_at(self.memory, vtable + 2)?);
        let slots = (4..vtable_len).step_by(2);
        let offsets = slots.map(|slot| u16_at(self.memory, vtable + slot).map(usize::from));
        let offsets = offsets.collect::<Result<Vec<usize>>>()?;
        let index = usize::from(slot).checked_sub(4).filter(|slot| slot % 2 == 0);
        let found = index.and_then(|index| offsets.get(index / 2)).filter(|&&offset| offset != 0);
        let Some(&offset) = found else {
            return Err(refuse(format!("the table has no field {slot}")));
        };
        let next = offsets.iter().filter(|&&other| other > offset).min();
        let end = table_len.min(next.copied().unwrap_or(table_len));
        Ok((self.at + offset, end.saturating_sub(offset)))
    }

    /// Where the offset in field `slot` points.
    fn follow(self, slot: u16) -> Result<usize> {
        let at = self.field::<u32>(slot)?.offset;
        Ok(at + u32_at(self.memory, at)? as usize)
    }

    fn number<T: Number>(self, offset: usize) -> Result<Field<T>> {
        let end = offset + size_of::<T>();
        if end > self.memory.len() {
            return Err(refuse("a field outside the message"));
        }
        if !(offset - Header::MAX).is_multiple_of(size_of::<T>()) {
            return Err(refuse(format!("{} bytes are not aligned there", size_of::<T>())));
        }
        Ok(Field { offset, number: PhantomData })
    }
}

fn u32_at(memory: &[u8], at: usize) -> Result<u32> {
    let bytes = memory.get(at..).and_then(<[u8]>::first_chunk);
    bytes.map(|bytes| u32::from_le_bytes(*bytes)).ok_or_else(outside)
}

fn u16_at(memory: &[u8], at: usize) -> Result<u16> {
    let bytes = memory.get(at..).and_then(<[u8]>::first_chunk);
    bytes.map(|bytes| u16::from_le_bytes(*bytes)).ok_or_else(outside)
}

#[cold]
fn outside() -> Error {
    refuse("an offset outside the message")
}

#[cold]
fn refuse(why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::custom(ErrorKind::InvalidPayload, why)
}
