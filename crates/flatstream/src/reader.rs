mod messages;

pub use messages::{Messages, TypedMessages, VerifiedMessages};

use flatstream_core::{
    Deframer, Error, Limits, MemoryPolicy, PayloadVerifier, Position, Result, StreamDeserialize,
    Verified,
};
use flatstream_framing::FrameDecoder;
use std::{
    fmt,
    io::{self, Read},
};

/// Bytes of read-ahead unless the caller says otherwise.
const DEFAULT_CAPACITY_BYTES: usize = 64 * 1024;

/// Reads frames from any [`Read`] and lends their payloads.
///
/// One buffer with read-ahead: a few large reads instead of several per
/// message, so there is no need for a [`BufReader`](std::io::BufReader). Bytes are
/// copied once, from the source into that buffer; payloads are slices of it. It
/// grows with the bytes that arrive, to the largest frame seen; after warm-up
/// no message allocates. It never waits for more bytes than the next frame
/// needs.
///
/// ```
/// use flatstream::{DefaultDeframer, StreamReader};
///
/// let wire = b"\x03\0\0\0one\x03\0\0\0two";
/// let mut reader = StreamReader::new(&wire[..], DefaultDeframer);
/// let mut payloads = Vec::new();
/// reader.process_all(|payload| {
///     payloads.push(payload.to_vec());
///     Ok(())
/// })?;
/// assert_eq!(payloads, [b"one", b"two"]);
/// # Ok::<(), flatstream::Error>(())
/// ```
///
/// # Failures
///
/// Every error has the position of its frame.
///
/// - After [`ChecksumMismatch`](crate::ErrorKind::ChecksumMismatch),
///   [`InvalidPayload`](crate::ErrorKind::InvalidPayload),
///   [`WrongDictionary`](crate::ErrorKind::WrongDictionary) and
///   [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge) the next call goes on with the
///   next frame: the length is believed. Where a length itself may be
///   damaged, [`salvage`](crate::salvage) finds the next frame.
/// - After an I/O error, `WouldBlock` included, nothing is lost: call again.
///   `Interrupted` is retried.
/// - [`Truncated`](crate::ErrorKind::Truncated) is reported once; then there is
///   nothing more.
pub struct StreamReader<R, D> {
    source: R,
    decoder: FrameDecoder<D>,
    /// Bytes of read-ahead to aim at; 0 for none.
    capacity: usize,
    shrink: Option<Shrink>,
}

/// A policy, and what it is told.
struct Shrink {
    policy: Box<dyn MemoryPolicy + Send>,
    /// Bytes that the largest frame took, of those that messages came from since it
    /// was asked.
    largest: Option<usize>,
}

impl<R: Read, D: Deframer> StreamReader<R, D> {
    /// Reads ahead by 64 KiB, under the default [`Limits`].
    pub fn new(source: R, deframer: D) -> Self {
        Self::with_capacity(source, deframer, DEFAULT_CAPACITY_BYTES)
    }

    /// Reads ahead by `capacity` bytes; with 0, reads as
    /// [`unbuffered`](StreamReader::unbuffered).
    pub fn with_capacity(source: R, deframer: D, capacity: usize) -> Self {
        Self { source, decoder: FrameDecoder::new(deframer), capacity, shrink: None }
    }

    /// Takes exactly the bytes of each frame from the source, never more: for
    /// sources that somebody else goes on reading. Costs at least two reads a
    /// message.
    pub fn unbuffered(source: R, deframer: D) -> Self {
        Self::with_capacity(source, deframer, 0)
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.decoder = self.decoder.limits(limits);
        self
    }

    /// Sets a policy that decides when the buffers give memory back, down to the
    /// read-ahead. It is asked before a read of the source, if there were messages
    /// since, about the largest frame among them, as it was read or as decoded if that
    /// is more. Costs a comparison per message, and the allocations of smaller buffers
    /// each time that it fires.
    ///
    /// ```
    /// use flatstream::{DefaultDeframer, StreamReader, policy::AdaptiveWatermarkPolicy};
    ///
    /// let reader = StreamReader::new(&b""[..], DefaultDeframer)
    ///     .with_memory_policy(AdaptiveWatermarkPolicy::default());
    /// # drop(reader);
    /// ```
    #[must_use]
    pub fn with_memory_policy(mut self, policy: impl MemoryPolicy + Send + 'static) -> Self {
        self.shrink = Some(Shrink { policy: Box::new(policy), largest: None });
        self
    }

    /// Borrows the next payload, or `None` at a clean end.
    ///
    /// The slice lives until the next call.
    ///
    /// ```compile_fail
    /// # use flatstream::{DefaultDeframer, StreamReader};
    /// let mut reader = StreamReader::new(&b"\0\0\0\0\0\0\0\0"[..], DefaultDeframer);
    /// let first = reader.read_message();
    /// let second = reader.read_message();
    /// drop(first);
    /// ```
    ///
    /// # Errors
    ///
    /// As the type's documentation says.
    #[inline]
    pub fn read_message(&mut self) -> Result<Option<&[u8]>> {
        Ok(if self.advance()? { Some(self.decoder.payload()) } else { None })
    }

    /// Decodes the next message; `false` at a clean end.
    #[inline]
    fn advance(&mut self) -> Result<bool> {
        while !self.decoder.decode()? {
            if !self.fill()? {
                return Ok(false);
            }
        }
        self.note_size();
        Ok(true)
    }

    /// Notes how much memory the message at hand took, if there is a policy to tell.
    #[inline]
    fn note_size(&mut self) {
        if let Some(shrink) = &mut self.shrink {
            shrink.largest = shrink.largest.max(Some(self.decoder.in_use()));
        }
    }

    /// Steps over the next message without checking its payload, and answers the
    /// length of its frame, with header; `None` at a clean end. The frame is read
    /// into the buffer; one over the limit is stepped over without holding it.
    /// Compressed frames have to be decoded: the length is then that of the payload
    /// and 4 bytes.
    ///
    /// # Errors
    ///
    /// [`Truncated`](crate::ErrorKind::Truncated), [`Io`](crate::ErrorKind::Io) and
    /// [`Config`](crate::ErrorKind::Config).
    pub fn skip_message(&mut self) -> Result<Option<u64>> {
        loop {
            if let Some(len) = self.decoder.skip_frame()? {
                self.note_size();
                return Ok(Some(len));
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Reads once. `false` where nothing more will come.
    #[inline(never)]
    fn fill(&mut self) -> Result<bool> {
        if self.decoder.is_lost() {
            return Ok(false);
        }
        self.consider_shrinking();
        let room = self.decoder.space(self.capacity);
        loop {
            match self.source.read(room) {
                Ok(0) => {
                    self.decoder.finish()?;
                    return Ok(false);
                }
                Ok(n) => {
                    self.decoder.advance(n);
                    return Ok(true);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(Error::from(error).at(self.decoder.frame_position())),
            }
        }
    }

    /// Asks the policy, if there is one, whether the buffers are too large. Waiting for
    /// more bytes is not worth asking: there must have been a message.
    fn consider_shrinking(&mut self) {
        let Some(Shrink { policy, largest }) = &mut self.shrink else { return };
        let held = self.decoder.capacity();
        if let Some(len) = largest.take()
            && held > self.capacity
            && let Some(bytes) = policy.after_message(len, held)
        {
            // The read-ahead stays, and so does what the frame under way takes.
            let needed = self.decoder.needed().saturating_add(self.decoder.buffered().len());
            self.decoder.shrink_to(bytes.max(self.capacity).max(needed));
        }
    }

    /// Hands every payload up to a clean end to `process`.
    ///
    /// # Errors
    ///
    /// The first one met, be it of the stream or of `process`; calling again goes
    /// on behind it.
    pub fn process_all(&mut self, mut process: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        while let Some(payload) = self.read_message()? {
            if let Err(error) = process(payload) {
                return Err(error.at(self.decoder.frame_position()));
            }
        }
        Ok(())
    }

    /// Verifies every payload up to a clean end as a `T` and hands it to
    /// `process`.
    ///
    /// ```
    /// # use flatstream::{DefaultDeframer, DefaultFramer, StreamReader, StreamWriter};
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    /// writer.write("hello")?;
    /// StreamReader::new(&writer.get_ref()[..], DefaultDeframer).process_typed::<str>(|text| {
    ///     assert_eq!(text, "hello");
    ///     Ok(())
    /// })?;
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`process_all`](StreamReader::process_all), and what
    /// [`from_payload`](StreamDeserialize::from_payload) refuses.
    pub fn process_typed<T: StreamDeserialize + ?Sized>(
        &mut self,
        mut process: impl FnMut(T::Root<'_>) -> Result<()>,
    ) -> Result<()> {
        self.process_all(|payload| process(T::from_payload(payload)?))
    }

    /// Verifies every payload up to a clean end as a `T`, by what was learnt from those
    /// before, and hands it to `process`.
    ///
    /// ```
    /// use flatstream::{DefaultDeframer, DefaultFramer, StreamReader, StreamWriter};
    /// use flatstream_testkit::compiled::{TelemetryDraft, TelemetryView}; // generated
    ///
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    /// for sequence in 1..=3 {
    ///     writer.emit(&TelemetryDraft { sequence, ..TelemetryDraft::EMPTY })?;
    /// }
    /// let mut sum = 0;
    /// let mut reader = StreamReader::new(&writer.get_ref()[..], DefaultDeframer);
    /// reader.process_verified::<TelemetryView<'_>>(|telemetry| {
    ///     sum += telemetry.sequence();
    ///     Ok(())
    /// })?;
    /// assert_eq!(sum, 1 + 2 + 3);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// What was learnt goes with the call, and in the next one the first message of
    /// each layout is verified as if nothing had come before. That is nothing in a call
    /// of many messages, and all of the gain in one of a few. A program that calls again
    /// and again, as one does that follows a source, keeps a verifier of its own:
    ///
    /// ```
    /// # use flatstream::{DefaultDeframer, PayloadVerifier, StreamReader};
    /// # use flatstream_testkit::compiled::TelemetryView;
    /// # let mut reader = StreamReader::new(&[][..], DefaultDeframer);
    /// # let mut sum = 0;
    /// let mut verifier = PayloadVerifier::<TelemetryView<'_>>::new();
    /// for _ in 0..3 {
    ///     reader.process_all(|payload| {
    ///         sum += verifier.verify(payload)?.sequence();
    ///         Ok(())
    ///     })?;
    /// }
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`process_all`](StreamReader::process_all), and what
    /// [`verify`](Verified::verify) refuses.
    pub fn process_verified<T: Verified>(
        &mut self,
        mut process: impl FnMut(T::Root<'_>) -> Result<()>,
    ) -> Result<()> {
        let mut verifier = PayloadVerifier::<T>::new();
        self.process_all(|payload| process(verifier.verify(payload)?))
    }

    /// The messages one by one, each borrowed until the next.
    ///
    /// ```
    /// # use flatstream::{DefaultDeframer, StreamReader};
    /// # let mut reader = StreamReader::new(&b"\x03\0\0\0one"[..], DefaultDeframer);
    /// let mut messages = reader.messages();
    /// while let Some(payload) = messages.next()? {
    ///     println!("{} bytes", payload.len());
    /// }
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    pub fn messages(&mut self) -> Messages<'_, R, D> {
        Messages::new(self)
    }

    /// The messages one by one, verified as `T`.
    pub fn typed_messages<T: StreamDeserialize + ?Sized>(&mut self) -> TypedMessages<'_, R, D, T> {
        TypedMessages::new(self)
    }

    /// The messages one by one, verified as `T` by what was learnt from those before, as
    /// [`process_verified`](StreamReader::process_verified) does.
    pub fn verified_messages<T: Verified>(&mut self) -> VerifiedMessages<'_, R, D, T> {
        VerifiedMessages::new(self)
    }

    /// Where the next frame begins.
    ///
    /// By `&mut self`, or `Iterator::position` would come first behind a
    /// mutable reference.
    pub fn position(&mut self) -> Position {
        self.decoder.position()
    }

    /// The source. What it yields next lies behind the read-ahead.
    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// The source. Reading from it directly takes bytes out of the stream.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.source
    }

    /// The deframer.
    pub fn deframer(&self) -> &D {
        self.decoder.deframer()
    }

    /// Bytes of memory that the buffer holds, or that for decoded frames if it is
    /// larger.
    pub fn buffer_capacity(&self) -> usize {
        self.decoder.capacity()
    }

    /// Makes room for `additional` bytes more than are read ahead.
    pub fn reserve(&mut self, additional: usize) {
        self.decoder.reserve(additional);
    }

    /// Gives memory back so that about `bytes` remain: after a rare large frame.
    pub fn shrink_to(&mut self, bytes: usize) {
        self.decoder.shrink_to(bytes);
    }

    /// The source, and the bytes read from it that no message was made of.
    pub fn into_parts(self) -> (R, Vec<u8>) {
        (self.source, self.decoder.into_buffered())
    }

    /// The source. Bytes read ahead are lost: see
    /// [`into_parts`](StreamReader::into_parts).
    pub fn into_inner(self) -> R {
        self.source
    }
}

/// Owned payloads: one allocation each. [`read_message`](StreamReader::read_message)
/// and its kin allocate none.
///
/// After a clean end it goes on where the source has grown, after a lost boundary
/// never. After any other error it goes on, so stop at a persistent I/O error.
impl<R: Read, D: Deframer> Iterator for StreamReader<R, D> {
    type Item = Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read_message().map(|payload| payload.map(<[u8]>::to_vec)).transpose()
    }
}

impl<R: fmt::Debug, D: fmt::Debug> fmt::Debug for StreamReader<R, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamReader")
            .field("source", &self.source)
            .field("decoder", &self.decoder)
            .field("capacity", &self.capacity)
            .finish()
    }
}
