use crate::Result;
use flatbuffers::{Allocator, FlatBufferBuilder};

/// A type that a stream writer can write as one FlatBuffers message.
///
/// # For implementers
///
/// Build the message and call one of the builder's `finish` functions. An error,
/// a panic or unfinished work costs this message alone. The lifetime `'b` is the
/// builder's: code that flatc generates demands `A: 'b` of the allocator.
///
/// ```
/// use flatbuffers::{Allocator, FlatBufferBuilder};
/// use flatstream_core::{Result, StreamSerialize};
///
/// struct Line<'s> { text: &'s str }
///
/// impl StreamSerialize for Line<'_> {
///     fn serialize<'b, A: Allocator + 'b>(&self, builder: &mut FlatBufferBuilder<'b, A>) -> Result<()> {
///         let text = builder.create_string(self.text);
///         builder.finish(text, None);
///         Ok(())
///     }
/// }
/// ```
pub trait StreamSerialize {
    /// Builds and finishes the message in `builder`, which is empty.
    ///
    /// # Errors
    ///
    /// Whatever the type cannot express; nothing is written then.
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()>;
}

/// The message is one string, its root.
impl StreamSerialize for str {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        let text = builder.create_string(self);
        builder.finish(text, None);
        Ok(())
    }
}

/// The message is one string, its root.
impl StreamSerialize for String {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        self.as_str().serialize(builder)
    }
}

impl<T: StreamSerialize + ?Sized> StreamSerialize for &T {
    fn serialize<'b, A: Allocator + 'b>(
        &self,
        builder: &mut FlatBufferBuilder<'b, A>,
    ) -> Result<()> {
        (**self).serialize(builder)
    }
}

/// A type whose messages a stream reader can hand out typed.
///
/// ```
/// use flatstream_core::{Result, StreamDeserialize};
///
/// struct Numbers;
/// impl StreamDeserialize for Numbers {
///     type Root<'p> = flatbuffers::Vector<'p, u32>;
///     fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>> {
///         Ok(flatbuffers::root::<Self::Root<'_>>(payload)?)
///     }
/// }
/// let mut builder = flatbuffers::FlatBufferBuilder::new();
/// let numbers = builder.create_vector(&[1_u32, 2, 3]);
/// builder.finish(numbers, None);
/// assert_eq!(Numbers::from_payload(builder.finished_data())?.get(2), 3);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub trait StreamDeserialize {
    /// What the caller gets: usually the accessor that flatc generated.
    type Root<'p>;

    /// Verifies `payload` and borrows the message from it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPayload`](crate::ErrorKind::InvalidPayload) where
    /// the payload is not such a message.
    fn from_payload(payload: &[u8]) -> Result<Self::Root<'_>>;
}

/// The message is one string, its root.
impl StreamDeserialize for str {
    type Root<'p> = &'p str;

    fn from_payload(payload: &[u8]) -> Result<&str> {
        Ok(flatbuffers::root::<&str>(payload)?)
    }
}
