//! Large vectors that stay in the caller's memory. Holds the second and the
//! third unsafe door of the crate: the [`Push`] that writes nothing, and the
//! cast of plain data to bytes.
//!
//! - P1: a [`Hole`] stands for an item of `T` in size and alignment. Its `push`
//!   leaves the destination as it is: initialised memory of the builder.
//! - P2: [`Number`] is sealed, and implemented for the integers, the floats and
//!   `bool`: types without padding, every byte of which is initialised, and whose
//!   representation on a little-endian machine is that of FlatBuffers.

use crate::{Number, number::LEN_BYTES};
use flatbuffers::{Allocator, FlatBufferBuilder, Push, PushAlignment, Vector, WIPOffset};
use flatstream_core::{MessageBuilder, Result};
use std::{fmt, marker::PhantomData, ops::Range, slice};

/// A type that a stream writer can write with its large vectors left where they
/// are.
///
/// # For implementers
///
/// As `StreamSerialize`, with one call changed: `gather.create_vector(builder,
/// &self.samples)` where that has `builder.create_vector(&self.samples)`. The
/// bytes of the message are the same.
///
/// ```
/// use flatbuffers::{Allocator, FlatBufferBuilder};
/// use flatstream_arena::{Gather, GatherSerialize, Result};
///
/// struct Samples(Vec<f32>);
///
/// impl GatherSerialize for Samples {
///     fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
///         &'s self,
///         builder: &mut FlatBufferBuilder<'b, A>,
///         gather: &mut Gather<'s>,
///     ) -> Result<()> {
///         let samples = gather.create_vector(builder, &self.0);
///         builder.finish(samples, None);
///         Ok(())
///     }
/// }
/// ```
pub trait GatherSerialize {
    /// Builds and finishes the message in `builder`, which is empty. Must not
    /// `reset` the builder once a vector was gathered: what is built in its place
    /// would be taken for room never written to, and show in later messages.
    ///
    /// # Errors
    ///
    /// Whatever the type cannot express; nothing is written then.
    fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
        &'s self,
        builder: &mut FlatBufferBuilder<'b, A>,
        gather: &mut Gather<'s>,
    ) -> Result<()>;
}

/// The vectors of one message that stay where they are.
///
/// Each takes room in the builder that is never written. Up to 16 vectors of
/// 4 KiB or more are gathered; others are copied, as the builder does.
///
/// Whoever writes gathered messages makes it: `StreamWriter::write_gathered`, or
/// [`Gather::build`] for those who send messages themselves.
pub struct Gather<'s> {
    /// From the first to the last in the message: the builder begins at the end.
    parts: [Part<'s>; MAX_PARTS],
    len: usize,
}

/// Bytes of the caller, and how far from the message's end they begin.
#[derive(Clone, Copy, Debug, Default)]
struct Part<'s> {
    from_end: usize,
    items: usize,
    bytes: &'s [u8],
}

impl<'s> Gather<'s> {
    /// The most vectors that one message can leave where they are.
    pub const MAX: usize = MAX_PARTS;

    /// Whoever makes one has to send what it gathered: nothing else is in the
    /// holes, or what a message before left there.
    #[doc(hidden)]
    #[must_use]
    pub fn new() -> Self {
        Self { parts: [Part::default(); MAX_PARTS], len: 0 }
    }

    /// Builds `item` and answers the builder, whose message has holes, with
    /// what belongs there. See [`places`](Gather::places).
    ///
    /// # Errors
    ///
    /// As [`MessageBuilder::build`].
    ///
    /// # Panics
    ///
    /// As [`MessageBuilder::build`].
    ///
    /// ```
    /// # use flatbuffers::{Allocator, FlatBufferBuilder};
    /// use flatstream_arena::{Gather, GatherSerialize, MessageBuilder};
    /// # struct Samples(Vec<u16>);
    /// # impl GatherSerialize for Samples {
    /// #     fn serialize_gathered<'s, 'b, A: Allocator + 'b>(
    /// #         &'s self,
    /// #         builder: &mut FlatBufferBuilder<'b, A>,
    /// #         gather: &mut Gather<'s>,
    /// #     ) -> flatstream_arena::Result<()> {
    /// #         let samples = gather.create_vector(builder, &self.0);
    /// #         builder.finish(samples, None);
    /// #         Ok(())
    /// #     }
    /// # }
    ///
    /// let samples = Samples(vec![1; 2048]);
    /// let mut messages = MessageBuilder::new();
    /// let (builder, gather) = Gather::build(&mut messages, &samples)?;
    /// let message = builder.finished_data();
    /// let (mut whole, mut written) = (Vec::new(), 0);
    /// for (place, bytes) in gather.places(message).unwrap() {
    ///     whole.extend_from_slice(&message[written..place.start]);
    ///     whole.extend_from_slice(bytes);
    ///     written = place.end;
    /// }
    /// whole.extend_from_slice(&message[written..]);
    /// assert_eq!(flatbuffers::root::<flatbuffers::Vector<'_, u16>>(&whole)?.get(2047), 1);
    /// # Ok::<(), flatstream_core::Error>(())
    /// ```
    pub fn build<'m, 'b, A: Allocator + 'b, T: GatherSerialize + ?Sized>(
        messages: &'m mut MessageBuilder<'b, A>,
        item: &'s T,
    ) -> Result<(&'m FlatBufferBuilder<'b, A>, Self)> {
        let mut gather = Self::new();
        let builder = messages.build(|builder| item.serialize_gathered(builder, &mut gather))?;
        Ok((builder, gather))
    }

    /// As [`FlatBufferBuilder::create_vector`], for numbers and `bool`.
    ///
    /// Costs O(1) from 4 KiB up.
    #[inline]
    pub fn create_vector<'b, A: Allocator + 'b, T>(
        &mut self,
        builder: &mut FlatBufferBuilder<'b, A>,
        items: &'s [T],
    ) -> WIPOffset<Vector<'b, T>>
    where
        T: Number + Push<Output = T> + 'b,
    {
        match bytes_of(items) {
            Some(bytes) if self.takes(bytes) => self.reserve::<A, T>(builder, items.len(), bytes),
            _ => builder.create_vector(items),
        }
    }

    /// A vector of structs as flatc generates them, given as the bytes that each
    /// of these is made of: `Point(pub [u8; N])`.
    ///
    /// Costs O(1) from 4 KiB up.
    ///
    /// # Panics
    ///
    /// If the struct is not of `N` bytes.
    pub fn create_struct_vector<'b, A: Allocator + 'b, T: Push + 'b, const N: usize>(
        &mut self,
        builder: &mut FlatBufferBuilder<'b, A>,
        items: &'s [[u8; N]],
    ) -> WIPOffset<Vector<'b, T::Output>> {
        assert_eq!(T::size(), N, "the struct's size is another");
        let bytes = items.as_flattened();
        if self.takes(bytes) {
            return self.reserve::<A, T>(builder, items.len(), bytes);
        }
        let vector = builder.create_vector(&vec![Hole(PhantomData::<T>); items.len()]);
        // The builder is at the vector's length now.
        let (memory, start) = builder.mut_finished_buffer();
        memory[start + LEN_BYTES..][..bytes.len()].copy_from_slice(bytes);
        vector
    }

    fn takes(&self, bytes: &[u8]) -> bool {
        bytes.len() >= LEAST_BYTES && self.len < MAX_PARTS
    }

    fn reserve<'b, A: Allocator + 'b, T: Push + 'b>(
        &mut self,
        builder: &mut FlatBufferBuilder<'b, A>,
        len: usize,
        bytes: &'s [u8],
    ) -> WIPOffset<Vector<'b, T::Output>> {
        // Of no size, so neither allocated nor filled in.
        let holes = vec![Hole(PhantomData::<T>); len];
        let vector = builder.create_vector(&holes);
        let from_end = vector.value() as usize - LEN_BYTES;
        self.parts[self.len] = Part { from_end, items: len, bytes };
        self.len += 1;
        vector
    }

    /// Whether nothing was gathered: the builder holds the whole message.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The gathered vectors with their places in `message`, in its order.
    /// `None` where it has no such vectors one after the other: they were built
    /// in another builder, or in one that was reset since.
    ///
    /// ```
    /// # use flatstream_arena::Gather;
    /// let samples = vec![1_u16; 2048];
    /// let mut gather = Gather::new();
    /// let mut builder = flatbuffers::FlatBufferBuilder::new();
    /// let vector = gather.create_vector(&mut builder, &samples);
    /// builder.finish(vector, None);
    /// let places: Vec<_> =
    ///     gather.places(builder.finished_data()).unwrap().map(|(range, _)| range).collect();
    /// assert_eq!(places, [8..8 + 4096]);
    /// assert!(gather.places(&[0; 5000]).is_none());
    /// ```
    pub fn places<'g>(
        &'g self,
        message: &[u8],
    ) -> Option<impl Iterator<Item = (Range<usize>, &'s [u8])> + Clone + use<'g, 's>> {
        let len = message.len();
        let mut end = 0;
        for Part { from_end, items, bytes } in &self.parts[..self.len] {
            let start = len.checked_sub(*from_end)?;
            let stored = message.get(start.checked_sub(LEN_BYTES)?..)?.first_chunk()?;
            if *from_end < end + bytes.len() || u32::from_le_bytes(*stored) as usize != *items {
                return None;
            }
            end = *from_end;
        }
        let parts = self.parts[..self.len].iter().rev();
        Some(parts.map(move |part| {
            let start = len - part.from_end;
            (start..start + part.bytes.len(), part.bytes)
        }))
    }
}

impl fmt::Debug for Gather<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lens = self.parts[..self.len].iter().map(|part| part.bytes.len());
        f.debug_list().entries(lens).finish()
    }
}

/// A vector's item that is not written: see P1.
struct Hole<T>(PhantomData<T>);

impl<T> Clone for Hole<T> {
    fn clone(&self) -> Self {
        Self(PhantomData)
    }
}

impl<T: Push> Push for Hole<T> {
    type Output = T::Output;

    // SAFETY: P1; nothing is asked of the caller, as nothing is written.
    #[expect(unsafe_code, reason = "the method is unsafe to declare")]
    unsafe fn push(&self, _: &mut [u8], _: usize) {}

    fn size() -> usize {
        T::size()
    }
    fn alignment() -> PushAlignment {
        T::alignment()
    }
}

/// What `items` are made of; `None` where a number's bytes are the wrong way
/// round.
fn bytes_of<T: Number>(items: &[T]) -> Option<&[u8]> {
    if cfg!(target_endian = "big") {
        return None;
    }
    // SAFETY: P2 makes every byte of the slice readable as `u8`, whose
    // alignment is 1; the length is that of the same memory, and the borrow the
    // same.
    #[expect(unsafe_code, reason = "the cast of plain data")]
    let bytes = unsafe { slice::from_raw_parts(items.as_ptr().cast(), size_of_val(items)) };
    Some(bytes)
}

/// Shorter vectors are copied: that costs less than a part of a vectored write.
const LEAST_BYTES: usize = 4096;

/// Each is a part of a vectored write, and so is what lies between them.
const MAX_PARTS: usize = 16;
