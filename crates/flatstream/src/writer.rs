use crate::{Durable, output::Output, shrink::Shrink};
use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder, WIPOffset};
use flatstream_core::{
    Emit, Framer, Limits, MemoryPolicy, MessageBuilder, Result, StreamSerialize,
};
use std::{fmt, io::Write};

/// Writes FlatBuffers messages, one frame each, to any [`Write`].
///
/// Each frame leaves in one write, header and payload together (above 64 KiB in
/// one vectored write), and nothing is held back: hand in a
/// [`BufWriter`](std::io::BufWriter) to batch small frames. The builder is used
/// again for every message; after warm-up no message allocates.
///
/// ```
/// use flatstream::{DefaultDeframer, DefaultFramer, SliceReader, StreamWriter};
///
/// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
/// writer.write("hello")?;
/// writer.write_root(|builder| builder.create_string("world"))?;
/// let wire = writer.into_inner();
/// let texts: Vec<&str> = SliceReader::new(&wire, DefaultDeframer)
///     .map(|payload| Ok(flatbuffers::root::<&str>(payload?)?))
///     .collect::<flatstream::Result<_>>()?;
/// assert_eq!(texts, ["hello", "world"]);
/// # Ok::<(), flatstream::Error>(())
/// ```
///
/// # Failures
///
/// - A `serialize` that errs, panics or leaves its work unfinished costs that
///   message alone: nothing of it is written, and the next message pays for
///   renewing the builder (a few allocations). Whether work was left under
///   construction behind a finished root cannot be seen in release builds;
///   flatbuffers asserts it in others.
/// - Where the sink would block, or takes no bytes (`WriteZero`), the message
///   counts as taken and its [`unsent`](StreamWriter::unsent) bytes are kept:
///   call [`flush`](StreamWriter::flush) until it succeeds and do not write the
///   message again. While bytes are unsent, a further write first tries to send
///   them, and takes its message only if that succeeds;
///   [`messages_written`](StreamWriter::messages_written) tells.
/// - After any other I/O error the stream may end inside a frame. The writer is
///   poisoned: every further call is an error. Recover the file and append.
///
/// Every error names the first frame that was not delivered to the sink.
///
/// On a sink that does not block, such as a non-blocking socket:
///
/// ```
/// use flatstream::{ErrorKind, Framer, Result, StreamSerialize, StreamWriter};
/// use std::io::{ErrorKind::WouldBlock, Write};
///
/// /// Whether `item` was taken; if not, the caller offers it again later.
/// fn offer<W: Write, F: Framer, T: StreamSerialize>(
///     writer: &mut StreamWriter<'_, W, F>,
///     item: &T,
/// ) -> Result<bool> {
///     let before = writer.messages_written();
///     match writer.write(item) {
///         Err(error) if error.kind() == ErrorKind::Io(WouldBlock) => {
///             Ok(writer.messages_written() > before) // the rest leaves first next time
///         }
///         result => result.map(|()| true),
///     }
/// }
/// # let mut writer = StreamWriter::new(Vec::new(), flatstream::DefaultFramer);
/// # assert!(offer(&mut writer, &"hello")?);
/// # Ok::<(), flatstream::Error>(())
/// ```
///
/// There is no `Drop`, and nothing to lose on it but unsent bytes.
pub struct StreamWriter<'a, W: Write, F: Framer, A: Allocator = DefaultAllocator> {
    pub(crate) output: Output<W, F>,
    pub(crate) builder: MessageBuilder<'a, A>,
    pub(crate) shrink: Option<Shrink<A>>,
}

impl<'a, W: Write, F: Framer> StreamWriter<'a, W, F> {
    /// A writer with a builder of its own that grows as messages need it.
    pub fn new(sink: W, framer: F) -> Self {
        Self::with_message_builder(sink, framer, MessageBuilder::new())
    }

    /// As [`new`](StreamWriter::new), with room for messages of `capacity` bytes
    /// from the start.
    ///
    /// # Panics
    ///
    /// Above 2 GiB, the largest FlatBuffer.
    pub fn with_capacity(sink: W, framer: F, capacity: usize) -> Self {
        Self::with_message_builder(sink, framer, MessageBuilder::with_capacity(capacity))
    }

    /// Sets a policy that decides when memory is given back: that of the builder, and
    /// that which messages are [emitted](StreamWriter::emit) in. It is told of the
    /// larger one. Costs one virtual call per message, and the builder's allocations
    /// each time that it fires.
    ///
    /// ```
    /// use flatstream::{DefaultFramer, StreamWriter, policy::AdaptiveWatermarkPolicy};
    ///
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer)
    ///     .with_memory_policy(AdaptiveWatermarkPolicy::default());
    /// writer.write("hello")?;
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    #[must_use]
    pub fn with_memory_policy(mut self, policy: impl MemoryPolicy + Send + 'static) -> Self {
        let rebuild = |messages: &mut MessageBuilder<'_>, capacity| {
            messages.replace_memory(|_, _| DefaultAllocator::from_vec(vec![0; capacity]));
        };
        let mut built_in = 0;
        self.builder.replace_memory(|mut memory, _| {
            built_in = memory.len();
            memory.fill(0);
            memory
        });
        self.shrink = Some(Shrink::new(policy, rebuild, built_in));
        self
    }
}

impl<'a, W: Write, F: Framer, A: Allocator + 'a> StreamWriter<'a, W, F, A> {
    /// A writer with the caller's builder, and so with any allocator. The
    /// builder's content is dropped and the builder renewed, which the first
    /// message pays for; `force_defaults` stays as it was set.
    pub fn with_builder(sink: W, framer: F, builder: FlatBufferBuilder<'a, A>) -> Self {
        Self::with_message_builder(sink, framer, builder.into())
    }

    /// A writer with the caller's message builder: the way to bring memory of
    /// one's own that may not grow, or has another say in how it is used
    /// ([`BuilderMemory`](crate::BuilderMemory)).
    pub fn with_message_builder(sink: W, framer: F, builder: MessageBuilder<'a, A>) -> Self {
        Self { output: Output::new(sink, framer), builder, shrink: None }
    }

    /// Sets the limits; set the same where the stream is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.output.limits = limits;
        self
    }

    /// Serializes `item` and writes it as one frame.
    ///
    /// # Errors
    ///
    /// What `serialize` answers;
    /// [`ErrorKind::Unfinished`](crate::ErrorKind::Unfinished) where it left no
    /// finished message whose root is a table, vector or string;
    /// [`ErrorKind::FrameTooLarge`](crate::ErrorKind::FrameTooLarge); what the
    /// framer refuses; [`ErrorKind::Io`](crate::ErrorKind::Io) and
    /// [`ErrorKind::Poisoned`](crate::ErrorKind::Poisoned) as the type's
    /// documentation says.
    ///
    /// # Panics
    ///
    /// Where `serialize` does, and the builder beyond 2 GiB. The writer stays
    /// usable.
    #[inline(always)] // as `FrameSink::send`
    pub fn write<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        let shrink = self.shrink.as_mut();
        self.output.write(&mut self.builder, shrink, |builder| item.serialize(builder))
    }

    /// Writes the message whose root `root` builds. The writer finishes it, with
    /// neither file identifier nor size prefix.
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write).
    ///
    /// # Panics
    ///
    /// As [`write`](StreamWriter::write).
    #[inline]
    pub fn write_root<T>(
        &mut self,
        root: impl FnOnce(&mut FlatBufferBuilder<'a, A>) -> WIPOffset<T>,
    ) -> Result<()> {
        let shrink = self.shrink.as_mut();
        self.output.write(&mut self.builder, shrink, |builder| {
            let root = root(builder);
            builder.finish(root, None);
            Ok(())
        })
    }

    /// Has `draft` write itself, from front to back, and sends it as one frame.
    ///
    /// No builder takes part. The message is written to memory that grows as messages
    /// need it and is not cleaned in between, right behind its header, and leaves from
    /// there.
    ///
    /// ```
    /// use flatstream::{DefaultFramer, StreamWriter};
    /// use flatstream_testkit::compiled::TelemetryDraft; // generated from a schema
    ///
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    /// let empty = TelemetryDraft::EMPTY;
    /// for sequence in 1..=3 {
    ///     writer.emit(&TelemetryDraft { sequence, speed: 13.5, ..empty })?;
    /// }
    /// assert_eq!(writer.messages_written(), 3);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What [`message_len`](Emit::message_len) answers, and as
    /// [`write`](StreamWriter::write), apart from those of serializing. Whatever is over
    /// the limits is refused before anything is written of it.
    ///
    /// # Panics
    ///
    /// Where `draft` does. The writer stays usable, and nothing of the message is sent.
    #[inline(always)] // as `FrameSink::send`
    pub fn emit<D: Emit + ?Sized>(&mut self, draft: &D) -> Result<()> {
        self.output.emit(&mut self.builder, self.shrink.as_mut(), draft)
    }

    /// Writes the message that `builder` holds, whatever its allocator. The
    /// builder keeps it; `reset` it before building the next one.
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write).
    #[inline]
    pub fn write_finished<B: Allocator>(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
    ) -> Result<()> {
        self.output.ready()?;
        self.output.send_finished(builder)
    }

    /// Writes `payload`, whatever its bytes mean, as one frame. Costs a copy of
    /// up to 64 KiB, so that header and payload leave together.
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write), apart from those of serializing.
    pub fn write_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.output.ready()?;
        self.output.send_payload(payload)
    }

    /// Sends what is unsent and flushes the sink: everything written is in the
    /// hands of the operating system or the peer, though not yet on stable
    /// storage: see [`sync`](StreamWriter::sync).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) and
    /// [`ErrorKind::Poisoned`](crate::ErrorKind::Poisoned). Poisons the writer
    /// unless the error is transient.
    pub fn flush(&mut self) -> Result<()> {
        self.output.sink.flush()
    }

    /// Sends what is unsent and waits until everything written is on stable
    /// storage.
    ///
    /// # Errors
    ///
    /// As [`flush`](StreamWriter::flush). After a failed sync nobody knows what
    /// is stored, so the writer is poisoned, whatever the error.
    pub fn sync(&mut self) -> Result<()>
    where
        W: Durable,
    {
        self.output.sink.sync(W::sync)
    }

    /// Messages taken so far: also the ordinal of the next one.
    pub fn messages_written(&self) -> u64 {
        self.output.sink.position().ordinal
    }

    /// Bytes of all frames taken so far: also the offset of the next one.
    pub fn bytes_written(&self) -> u64 {
        self.output.sink.position().offset
    }

    /// Bytes of the last message that the sink has not taken.
    pub fn unsent(&self) -> &[u8] {
        self.output.sink.unsent()
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        self.output.sink.get_ref()
    }

    /// The sink. Whoever writes to it directly writes between frames, or, where
    /// bytes are [`unsent`](StreamWriter::unsent), into one.
    pub fn get_mut(&mut self) -> &mut W {
        self.output.sink.get_mut()
    }

    /// The framer.
    pub fn framer(&self) -> &F {
        &self.output.framer
    }

    /// The sink, without flushing it; unsent bytes are dropped.
    pub fn into_inner(self) -> W {
        self.output.sink.into_inner()
    }
}

impl<W: Write + fmt::Debug, F: Framer + fmt::Debug, A: Allocator> fmt::Debug
    for StreamWriter<'_, W, F, A>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter")
            .field("sink", self.output.sink.get_ref())
            .field("framer", &self.output.framer)
            .field("limits", &self.output.limits)
            .field("position", &self.output.sink.position())
            .field("unsent", &self.output.sink.unsent().len())
            .finish_non_exhaustive()
    }
}
