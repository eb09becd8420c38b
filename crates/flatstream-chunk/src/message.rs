use crate::{StreamChunk, StreamIds};
use bytes::Bytes;
use flatbuffers::{Allocator, FLATBUFFERS_MAX_BUFFER_SIZE, FlatBufferBuilder, WIPOffset};
use flatstream_core::{Error, ErrorKind, Result, StreamDeserialize, StreamSerialize};
use std::{ops::Range, str};

/// A chunk as a FlatBuffers message, borrowed from its payload.
///
/// The format is the table `Chunk` of `schema/stream_chunk.fbs`. What is
/// written has the bytes that flatc's code makes; what is read may come from
/// any FlatBuffers library.
///
/// ```
/// use flatstream_chunk::{ChunkMessage, StreamChunk};
/// use flatstream_core::StreamSerialize;
///
/// let mut builder = flatbuffers::FlatBufferBuilder::new();
/// StreamChunk::new("pump 3", b"4.1 bar".to_vec(), 1000).serialize(&mut builder)?;
///
/// let message = ChunkMessage::parse(builder.finished_data())?;
/// assert_eq!((message.stream_id, message.data, message.offset), ("pump 3", &b"4.1 bar"[..], 1000));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ChunkMessage<'p> {
    /// The stream that the bytes are of.
    pub stream_id: &'p str,
    /// The bytes.
    pub data: &'p [u8],
    /// Where the first of them stands in the stream, in bytes.
    pub offset: u64,
}

impl<'p> ChunkMessage<'p> {
    /// The file identifier of the messages written. It is not asked for when
    /// one is read: flatc's code writes it only where it is told to.
    pub const IDENTIFIER: &'static str = "FSCH";

    /// A message to write, of bytes that are not in a [`StreamChunk`].
    #[must_use]
    pub fn new(stream_id: &'p str, data: &'p [u8], offset: u64) -> Self {
        Self { stream_id, data, offset }
    }

    /// Borrows the message in `payload`.
    ///
    /// Nothing is copied or allocated. Costs O(length of the id), whose UTF-8
    /// is verified; the data is not looked at. Accepts what the verifier does
    /// that flatc generates, and nothing else.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`]: the payload is no such message.
    pub fn parse(payload: &'p [u8]) -> Result<Self> {
        let Places { stream_id, data, offset } = locate(payload).map_err(refuse)?;
        // Within the payload, as `locate` has found out.
        Ok(Self { stream_id, data: &payload[data], offset })
    }

    /// Whether `payload` bears the [file identifier](ChunkMessage::IDENTIFIER):
    /// what tells chunks from the other messages of a mixed stream. Looks at 4
    /// bytes and verifies nothing.
    ///
    /// ```
    /// use flatstream_chunk::ChunkMessage;
    /// use flatstream_core::StreamSerialize;
    ///
    /// let mut builder = flatbuffers::FlatBufferBuilder::new();
    /// ChunkMessage::new("log", b"...", 0).serialize(&mut builder)?;
    /// assert!(ChunkMessage::has_identifier(builder.finished_data()));
    /// assert!(!ChunkMessage::has_identifier(b"too short"));
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    #[must_use]
    pub fn has_identifier(payload: &[u8]) -> bool {
        payload.get(4..8) == Some(Self::IDENTIFIER.as_bytes())
    }
}

/// Copies the data once, into the builder, and allocates nothing but what the
/// builder does. [`ErrorKind::FrameTooLarge`] where it does not fit a
/// FlatBuffer: 64 bytes less than 2 GiB, the id included.
impl StreamSerialize for ChunkMessage<'_> {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        check_len(self.data.len(), self.stream_id.len())?;
        // The builder grows downwards: the data comes to lie at the end, the id beside
        // the table, so that reading them touches one place.
        let data = builder.create_vector(self.data);
        let stream_id = builder.create_string(self.stream_id);
        let table = builder.start_table();
        builder.push_slot(slot(OFFSET), self.offset, 0);
        builder.push_slot_always(slot(DATA), data);
        builder.push_slot_always(slot(STREAM_ID), stream_id);
        let table = builder.end_table(table);
        let root: WIPOffset<()> = WIPOffset::new(table.value());
        builder.finish(root, Some(Self::IDENTIFIER));
        Ok(())
    }
}

/// As [`ChunkMessage`].
impl StreamSerialize for StreamChunk {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        ChunkMessage::new(&self.stream_id, &self.data, self.offset).serialize(builder)
    }
}

/// [`ChunkMessage::parse`]: the chunk is lent, uncopied.
impl StreamDeserialize for StreamChunk {
    type Root<'p> = ChunkMessage<'p>;

    fn from_payload(payload: &[u8]) -> Result<ChunkMessage<'_>> {
        ChunkMessage::parse(payload)
    }
}

impl StreamChunk {
    /// The chunk in a message whose payload is shared: its data is a slice of
    /// the payload, which lives as long.
    ///
    /// Allocates nothing where `ids` knows the id and the payload was cloned or
    /// sliced before, or has an owner. Costs O(length of the id).
    ///
    /// ```
    /// use flatstream_chunk::{Bytes, StreamChunk, StreamIds};
    /// use flatstream_core::StreamSerialize;
    ///
    /// let mut builder = flatbuffers::FlatBufferBuilder::new();
    /// let sent = StreamChunk::new("pump 3", b"4.1 bar".to_vec(), 1000);
    /// sent.serialize(&mut builder)?;
    ///
    /// let payload = Bytes::copy_from_slice(builder.finished_data());
    /// let mut ids = StreamIds::default();
    /// let chunk = StreamChunk::from_message(&payload, &mut ids)?;
    /// assert_eq!(chunk, sent);
    /// assert!(payload.as_ptr_range().contains(&chunk.data.as_ptr()));
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`ChunkMessage::parse`]. `ids` has not seen the id then.
    pub fn from_message(payload: &Bytes, ids: &mut StreamIds) -> Result<Self> {
        let Places { stream_id, data, offset } = locate(payload).map_err(refuse)?;
        Ok(Self::from_bytes(ids.intern(stream_id), payload.slice(data), offset))
    }
}

/// What a message says, and where in the payload its data is.
struct Places<'p> {
    stream_id: &'p str,
    data: Range<usize>,
    offset: u64,
}

/// Every position is compared with the payload's end, and with what FlatBuffers
/// demands of its alignment.
fn locate(payload: &[u8]) -> Result<Places<'_>, &'static str> {
    let table = Table::root(payload)?;
    let id = payload_vector(payload, table.field(STREAM_ID).ok_or("no stream_id")?)?;
    if payload.get(id.end) != Some(&0) {
        return Err("stream_id without its final zero");
    }
    let stream_id = str::from_utf8(&payload[id]).map_err(|_| "stream_id is not UTF-8")?;
    let data = payload_vector(payload, table.field(DATA).ok_or("no data")?)?;
    let offset = match table.field(OFFSET) {
        None => 0,
        Some(at) if at.is_multiple_of(8) => word(payload, at).map(u64::from_le_bytes)?,
        Some(_) => return Err(ALIGNMENT),
    };
    Ok(Places { stream_id, data, offset })
}

struct Table<'p> {
    at: usize,
    vtable: &'p [u8],
}

impl<'p> Table<'p> {
    fn root(payload: &'p [u8]) -> Result<Self, &'static str> {
        let at = uoffset(payload, 0)?;
        let to_vtable = i32::from_le_bytes(aligned_word(payload, at)?);
        let vtable = i64::try_from(at).ok().map(|at| at - i64::from(to_vtable));
        let vtable = vtable.and_then(|at| usize::try_from(at).ok()).ok_or(OUTSIDE)?;
        if !vtable.is_multiple_of(2) {
            return Err(ALIGNMENT);
        }
        let len = usize::from(u16::from_le_bytes(word(payload, vtable)?));
        if !len.is_multiple_of(2) {
            return Err(ALIGNMENT);
        }
        Ok(Self { at, vtable: payload[vtable..].get(..len).ok_or(OUTSIDE)? })
    }

    /// Where the field is, if the table has it; anywhere at all.
    fn field(&self, index: u16) -> Option<usize> {
        let place = word(self.vtable, usize::from(slot(index))).map(u16::from_le_bytes);
        place.ok().filter(|&place| place > 0).map(|place| self.at + usize::from(place))
    }
}

/// The elements of the vector of bytes that the word at `at` points to.
fn payload_vector(payload: &[u8], at: usize) -> Result<Range<usize>, &'static str> {
    let vector = uoffset(payload, at)?;
    let len = u32::from_le_bytes(aligned_word(payload, vector)?) as usize;
    let start = vector + 4;
    if len > payload.len() - start {
        return Err(OUTSIDE);
    }
    Ok(start..start + len)
}

/// The position that the word at `at` points to; anywhere at all.
fn uoffset(payload: &[u8], at: usize) -> Result<usize, &'static str> {
    let distance = u32::from_le_bytes(aligned_word(payload, at)?) as usize;
    at.checked_add(distance).ok_or(OUTSIDE)
}

fn aligned_word(payload: &[u8], at: usize) -> Result<[u8; 4], &'static str> {
    if at.is_multiple_of(4) { word(payload, at) } else { Err(ALIGNMENT) }
}

fn word<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], &'static str> {
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().ok_or(OUTSIDE)
}

/// Refuses what does not fit a FlatBuffer, before any of it is copied.
fn check_len(data: usize, stream_id: usize) -> Result<()> {
    let len = (data as u64).saturating_add(stream_id as u64);
    match len > MAX_BYTES {
        true => Err(Error::new(ErrorKind::FrameTooLarge { len, limit: MAX_BYTES })),
        false => Ok(()),
    }
}

#[cold]
fn refuse(why: &'static str) -> Error {
    Error::custom(ErrorKind::InvalidPayload, why)
}

/// Where a vtable keeps the place of a field.
const fn slot(index: u16) -> u16 {
    4 + 2 * index
}

/// The ids of the fields.
const STREAM_ID: u16 = 0;
const DATA: u16 = 1;
const OFFSET: u16 = 2;

/// Data and id of one message: the rest takes fewer than 64 bytes.
const MAX_BYTES: u64 = FLATBUFFERS_MAX_BUFFER_SIZE as u64 - 64;

const OUTSIDE: &str = "points outside the payload";
const ALIGNMENT: &str = "points between words";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_flatbuffer_holds_is_refused() {
        let limit = (1 << 31) - 64;
        let check = |data: usize, stream_id: usize, refused: Option<u64>| {
            let error = check_len(data, stream_id).err().map(|error| error.kind());
            let expected = refused.map(|len| ErrorKind::FrameTooLarge { len, limit });
            assert_eq!(error, expected, "{data} {stream_id}");
        };
        check((1 << 31) - 64, 0, None);
        check((1 << 31) - 63, 0, Some((1 << 31) - 63));
        check((1 << 31) - 66, 2, None);
        check((1 << 31) - 65, 2, Some((1 << 31) - 63));
        check(0, usize::MAX, Some(usize::MAX as u64));
    }
}
