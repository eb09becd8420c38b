//! Archived chunks, read where they lie.

use crate::{StreamChunk, StreamId};
use bytes::Bytes;
use rkyv::{
    Archive, Deserialize, Place, Portable, Serialize,
    bytecheck::{self, CheckBytes},
    munge::munge,
    primitive::ArchivedU64,
    rancor::{Fallible, Source},
    ser::{Allocator, Writer},
    string::{ArchivedString, StringResolver},
    vec::{ArchivedVec, VecResolver},
};
use std::{fmt, sync::Arc};

/// A chunk in an archive of rkyv, read where it lies.
///
/// [`rkyv::access`] validates an archive and hands this out: it copies and
/// allocates nothing, and a damaged archive is an error. The archive must be
/// aligned to 8 bytes, as [`AlignedVec`](rkyv::util::AlignedVec) is.
///
/// ```
/// use flatstream_chunk::{ArchivedStreamChunk, StreamChunk};
/// use rkyv::rancor::Error;
///
/// let chunk = StreamChunk::new("pump 3", b"4.1 bar".to_vec(), 1000);
/// let archive = rkyv::to_bytes::<Error>(&chunk)?;
///
/// let archived = rkyv::access::<ArchivedStreamChunk, Error>(&archive)?;
/// assert_eq!(archived.stream_id(), "pump 3");
/// assert_eq!(archived.data(), b"4.1 bar");
/// assert_eq!(archived.offset(), 1000);
///
/// assert_eq!(rkyv::from_bytes::<StreamChunk, Error>(&archive)?, chunk);
/// # Ok::<(), Error>(())
/// ```
///
/// Integers are little-endian and pointers have 32 bits, unless a crate in the
/// program asks rkyv for something else.
// The derives are proofs: they refuse a type that is not `repr(C)`, and fields that
// are not portable and checked themselves.
#[derive(Portable, CheckBytes)]
#[bytecheck(crate = bytecheck)]
#[repr(C)]
pub struct ArchivedStreamChunk {
    stream_id: ArchivedString,
    data: ArchivedVec<u8>,
    offset: ArchivedU64,
}

impl ArchivedStreamChunk {
    /// The stream that the bytes are of.
    #[inline]
    #[must_use]
    pub fn stream_id(&self) -> &str {
        &self.stream_id
    }

    /// The bytes, in the archive.
    #[inline]
    #[must_use]
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Where the first of them stands in the stream, in bytes.
    #[inline]
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset.to_native()
    }

    /// The chunk, its data a slice of `archive`, which is where this lies: no
    /// byte of them is copied. `None` if it lies elsewhere.
    ///
    /// Costs the allocation of the id.
    ///
    /// ```
    /// use flatstream_chunk::{ArchivedStreamChunk, Bytes, StreamChunk};
    /// use rkyv::rancor::Error;
    ///
    /// let chunk = StreamChunk::new("pump 3", b"4.1 bar".to_vec(), 1000);
    /// let archive = Bytes::from_owner(rkyv::to_bytes::<Error>(&chunk)?);
    ///
    /// let archived = rkyv::access::<ArchivedStreamChunk, Error>(&archive)?;
    /// let shared = archived.to_chunk(&archive).expect("it lies there");
    /// assert_eq!(shared, chunk);
    /// assert_eq!(shared.data.as_ptr(), archived.data().as_ptr());
    /// # Ok::<(), Error>(())
    /// ```
    #[must_use]
    pub fn to_chunk(&self, archive: &Bytes) -> Option<StreamChunk> {
        let (data, all) = (self.data().as_ptr_range(), archive.as_ptr_range());
        if data.start < all.start || all.end < data.end {
            return None;
        }
        let data = archive.slice_ref(self.data());
        Some(StreamChunk::from_bytes(shared_id(self.stream_id()), data, self.offset()))
    }
}

impl fmt::Debug for ArchivedStreamChunk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArchivedStreamChunk")
            .field("stream_id", &self.stream_id())
            .field("data", &self.data())
            .field("offset", &self.offset())
            .finish()
    }
}

impl Archive for StreamChunk {
    type Archived = ArchivedStreamChunk;
    type Resolver = (StringResolver, VecResolver);

    fn resolve(&self, (id, bytes): Self::Resolver, out: Place<Self::Archived>) {
        munge!(let ArchivedStreamChunk { stream_id, data, offset } = out);
        self.stream_id.resolve(id, stream_id);
        self.data.resolve(bytes, data);
        self.offset.resolve((), offset);
    }
}

impl<S> Serialize<S> for StreamChunk
where
    S: Fallible<Error: Source> + Allocator + Writer + ?Sized,
{
    fn serialize(&self, serializer: &mut S) -> Result<Self::Resolver, S::Error> {
        Ok((self.stream_id.serialize(serializer)?, self.data.serialize(serializer)?))
    }
}

/// Copies the bytes; [`to_chunk`](ArchivedStreamChunk::to_chunk) does not.
impl<D: Fallible + ?Sized> Deserialize<StreamChunk, D> for ArchivedStreamChunk {
    fn deserialize(&self, deserializer: &mut D) -> Result<StreamChunk, D::Error> {
        let stream_id: StreamId = self.stream_id.deserialize(deserializer)?;
        Ok(StreamChunk::new(stream_id, self.data().to_vec(), self.offset()))
    }
}

/// As a `String` is.
impl Archive for StreamId {
    type Archived = ArchivedString;
    type Resolver = StringResolver;

    fn resolve(&self, resolver: Self::Resolver, out: Place<Self::Archived>) {
        ArchivedString::resolve_from_str(self, resolver, out);
    }
}

impl<S: Fallible<Error: Source> + Writer + ?Sized> Serialize<S> for StreamId {
    fn serialize(&self, serializer: &mut S) -> Result<Self::Resolver, S::Error> {
        ArchivedString::serialize_from_str(self, serializer)
    }
}

/// One allocation.
impl<D: Fallible + ?Sized> Deserialize<StreamId, D> for ArchivedString {
    fn deserialize(&self, _: &mut D) -> Result<StreamId, D::Error> {
        Ok(shared_id(self))
    }
}

fn shared_id(name: &str) -> StreamId {
    StreamId::from_shared(Arc::from(name))
}
