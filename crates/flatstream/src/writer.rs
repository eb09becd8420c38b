use crate::{Durable, sink::FrameSink};
use flatbuffers::{Allocator, DefaultAllocator, FlatBufferBuilder, WIPOffset};
use flatstream_core::{
    Body, Error, ErrorKind, Framer, Limits, MemoryPolicy, OutBuf, Result, StreamSerialize, root,
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
///   message alone: nothing of it is written, and the builder is renewed (2
///   allocations). Whether work was left under construction behind a finished
///   root cannot be seen in release builds; flatbuffers asserts it in others.
/// - Where the sink would block or takes no more, the message counts as taken
///   and its [`unsent`](StreamWriter::unsent) bytes are kept: call
///   [`flush`](StreamWriter::flush) until it succeeds and do not write the message
///   again. While bytes are unsent, a further write first tries to send them,
///   and takes its message only if that succeeds.
/// - After any other I/O error the stream may end inside a frame. The writer is
///   poisoned: every further call is an error. Recover the file and append.
///
/// Every error names the first frame that was not delivered to the sink.
///
/// There is no `Drop`, and nothing to lose on it but unsent bytes.
pub struct StreamWriter<'a, W: Write, F: Framer, A: Allocator = DefaultAllocator> {
    sink: FrameSink<W>,
    framer: F,
    limits: Limits,
    /// `None` only while it is being renewed.
    builder: Option<FlatBufferBuilder<'a, A>>,
    /// Whether the last message left the builder as `reset` expects it.
    clean: bool,
    force_defaults: bool,
    scratch: OutBuf,
    joined: OutBuf,
    shrink: Option<Shrink<'a, A>>,
}

/// A policy, and how to make the smaller builder that it asks for.
struct Shrink<'a, A: Allocator> {
    policy: Box<dyn MemoryPolicy + Send>,
    rebuild: fn(usize) -> FlatBufferBuilder<'a, A>,
}

impl<'a, W: Write, F: Framer> StreamWriter<'a, W, F> {
    /// A writer with a builder of its own that grows as messages need it.
    pub fn new(sink: W, framer: F) -> Self {
        Self::with_clean_builder(sink, framer, FlatBufferBuilder::new())
    }

    /// As [`new`](StreamWriter::new), with room for messages of `capacity` bytes
    /// from the start.
    ///
    /// # Panics
    ///
    /// Above 2 GiB, the largest FlatBuffer.
    pub fn with_capacity(sink: W, framer: F, capacity: usize) -> Self {
        Self::with_clean_builder(sink, framer, FlatBufferBuilder::with_capacity(capacity))
    }

    /// Sets a policy that decides when the builder gives memory back. Costs one
    /// virtual call per message, and the builder's allocations each time
    /// that it fires.
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
        let rebuild = FlatBufferBuilder::with_capacity;
        self.shrink = Some(Shrink { policy: Box::new(policy), rebuild });
        self
    }
}

impl<'a, W: Write, F: Framer, A: Allocator + 'a> StreamWriter<'a, W, F, A> {
    /// A writer with the caller's builder, and so with any allocator. The
    /// builder's content is dropped; `force_defaults` stays as it was set.
    pub fn with_builder(sink: W, framer: F, mut builder: FlatBufferBuilder<'a, A>) -> Self {
        let force_defaults = forces_defaults(&mut builder);
        let mut writer = Self::with_clean_builder(sink, framer, builder);
        writer.force_defaults = force_defaults;
        writer.clean = false;
        writer
    }

    fn with_clean_builder(sink: W, framer: F, builder: FlatBufferBuilder<'a, A>) -> Self {
        Self {
            sink: FrameSink::new(sink),
            framer,
            limits: Limits::default(),
            builder: Some(builder),
            clean: true,
            force_defaults: false,
            scratch: OutBuf::new(),
            joined: OutBuf::new(),
            shrink: None,
        }
    }

    /// Sets the limits; set the same where the stream is read.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Serializes `item` and writes it as one frame.
    ///
    /// # Errors
    ///
    /// What `serialize` answers; [`ErrorKind::Unfinished`] where it left no
    /// finished message; [`ErrorKind::FrameTooLarge`]; what the framer refuses;
    /// [`ErrorKind::Io`] and [`ErrorKind::Poisoned`] as the type's documentation
    /// says.
    ///
    /// # Panics
    ///
    /// Where `serialize` does, and the builder beyond 2 GiB. The writer stays
    /// usable.
    #[inline]
    pub fn write<T: StreamSerialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        self.build(|builder| item.serialize(builder))
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
        self.build(|builder| {
            let root = root(builder);
            builder.finish(root, None);
            Ok(())
        })
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
        self.sink.ready()?;
        self.parts().send(builder)
    }

    /// Writes `payload`, whatever its bytes mean, as one frame. Costs a copy of
    /// up to 64 KiB, so that header and payload leave together.
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write), apart from those of serializing.
    pub fn write_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.sink.ready()?;
        self.parts().send_payload(payload)
    }

    #[inline]
    fn build(
        &mut self,
        serialize: impl FnOnce(&mut FlatBufferBuilder<'a, A>) -> Result<()>,
    ) -> Result<()> {
        self.sink.ready()?;
        if self.clean {
            if let Some(builder) = &mut self.builder {
                builder.reset();
            }
        } else {
            self.renew();
        }
        self.clean = false;
        let Some(builder) = self.builder.as_mut() else {
            return Err(Error::new(ErrorKind::Poisoned));
        };
        if let Err(error) = serialize(builder) {
            let at = self.sink.position();
            return Err(error.at(at.offset, at.ordinal));
        }
        let mut parts = Parts {
            sink: &mut self.sink,
            framer: &self.framer,
            limits: self.limits,
            scratch: &mut self.scratch,
            joined: &mut self.joined,
        };
        let result = parts.send(builder);
        self.clean = match &result {
            Ok(()) => true,
            Err(error) => error.kind() != ErrorKind::Unfinished,
        };
        if self.shrink.is_some() {
            self.consult_policy();
        }
        result
    }

    /// Makes the builder as new, for any allocator: the memory goes back into a
    /// fresh builder, zeroed where it was used.
    #[cold]
    fn renew(&mut self) {
        let Some(builder) = self.builder.take() else { return };
        let (mut memory, used) = builder.collapse_in();
        memory[used..].fill(0);
        let mut builder = FlatBufferBuilder::new_in(memory);
        builder.force_defaults(self.force_defaults);
        self.builder = Some(builder);
    }

    fn consult_policy(&mut self) {
        let (Some(shrink), Some(builder)) = (&mut self.shrink, &mut self.builder) else { return };
        let (memory, start) = builder.mut_finished_buffer();
        let (capacity, len) = (memory.len(), memory.len() - start);
        if let Some(wanted) = shrink.policy.after_message(len, capacity) {
            *builder = (shrink.rebuild)(wanted);
            builder.force_defaults(self.force_defaults);
        }
    }

    #[inline]
    fn parts(&mut self) -> Parts<'_, W, F> {
        Parts {
            sink: &mut self.sink,
            framer: &self.framer,
            limits: self.limits,
            scratch: &mut self.scratch,
            joined: &mut self.joined,
        }
    }

    /// Sends what is unsent and flushes the sink: everything written is in the
    /// hands of the operating system or the peer, though not yet on stable
    /// storage: see [`sync`](StreamWriter::sync).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] and [`ErrorKind::Poisoned`]. Poisons the writer unless
    /// the error is transient.
    pub fn flush(&mut self) -> Result<()> {
        self.sink.push_out(W::flush)
    }

    /// Sends what is unsent and waits until everything written is on stable
    /// storage.
    ///
    /// # Errors
    ///
    /// As [`flush`](StreamWriter::flush). After a failed sync nobody knows what
    /// is stored, so the writer is poisoned.
    pub fn sync(&mut self) -> Result<()>
    where
        W: Durable,
    {
        self.sink.push_out(W::sync)
    }

    /// Messages taken so far: also the ordinal of the next one.
    pub fn messages_written(&self) -> u64 {
        self.sink.position().ordinal
    }

    /// Bytes of all frames taken so far: also the offset of the next one.
    pub fn bytes_written(&self) -> u64 {
        self.sink.position().offset
    }

    /// Bytes of the last message that the sink has not taken.
    pub fn unsent(&self) -> &[u8] {
        self.sink.unsent()
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        self.sink.get_ref()
    }

    /// The sink. Whoever writes to it directly writes between frames, or, where
    /// bytes are [`unsent`](StreamWriter::unsent), into one.
    pub fn get_mut(&mut self) -> &mut W {
        self.sink.get_mut()
    }

    /// The framer.
    pub fn framer(&self) -> &F {
        &self.framer
    }

    /// The sink, without flushing it; unsent bytes are dropped.
    pub fn into_inner(self) -> W {
        self.sink.into_inner()
    }
}

/// The writer without its builder, so that any builder can be sent.
struct Parts<'w, W, F> {
    sink: &'w mut FrameSink<W>,
    framer: &'w F,
    limits: Limits,
    scratch: &'w mut OutBuf,
    joined: &'w mut OutBuf,
}

impl<W: Write, F: Framer> Parts<'_, W, F> {
    #[inline]
    fn send<B: Allocator>(&mut self, builder: &mut FlatBufferBuilder<'_, B>) -> Result<()> {
        self.try_send(builder).map_err(|error| self.locate(error))
    }

    #[inline]
    fn try_send<B: Allocator>(&mut self, builder: &mut FlatBufferBuilder<'_, B>) -> Result<()> {
        // `finished_data` would panic in debug builds. Finishing forgets the
        // vtables written, so any left over belong to an unfinished message.
        let payload = builder.unfinished_data();
        if builder.num_written_vtables() != 0 || !root::looks_finished(payload) {
            return Err(Error::new(ErrorKind::Unfinished));
        }
        self.check_len(payload)?;
        let framed = self.framer.frame(payload, self.scratch)?;
        let header = framed.header.as_bytes();
        if framed.body == Body::Scratch {
            return self.sink.send_parts(header, self.scratch.filled(), self.joined);
        }
        let (memory, start) = builder.mut_finished_buffer();
        match start.checked_sub(header.len()) {
            // The builder grows downwards, so there is mostly room for the
            // header right before the payload: one piece, no copy.
            Some(at) => {
                let room = HeaderRoom::fill(&mut memory[at..], header);
                self.sink.send(room.frame)
            }
            None => self.sink.send_parts(header, &memory[start..], self.joined),
        }
    }

    fn send_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.try_send_payload(payload).map_err(|error| self.locate(error))
    }

    fn try_send_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.check_len(payload)?;
        let framed = self.framer.frame(payload, self.scratch)?;
        let body = match framed.body {
            Body::Payload => payload,
            Body::Scratch => self.scratch.filled(),
        };
        self.sink.send_parts(framed.header.as_bytes(), body, self.joined)
    }

    #[inline]
    fn check_len(&self, payload: &[u8]) -> Result<()> {
        let (len, limit) = (payload.len() as u64, u64::from(self.limits.max_frame_bytes));
        if len > limit {
            return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
        }
        Ok(())
    }

    #[cold]
    fn locate(&self, error: Error) -> Error {
        let at = self.sink.position();
        error.at(at.offset, at.ordinal)
    }
}

/// A header in a builder's unused memory, which must be zero again before the
/// next message is built there, even where the sink panics.
struct HeaderRoom<'m> {
    frame: &'m mut [u8],
    len: usize,
}

impl<'m> HeaderRoom<'m> {
    #[inline]
    fn fill(frame: &'m mut [u8], header: &[u8]) -> Self {
        frame[..header.len()].copy_from_slice(header);
        Self { frame, len: header.len() }
    }
}

impl Drop for HeaderRoom<'_> {
    #[inline]
    fn drop(&mut self) {
        self.frame[..self.len].fill(0);
    }
}

/// Whether the builder stores default values: it has a setter for that and no
/// getter. Leaves the builder to be renewed.
fn forces_defaults<A: Allocator>(builder: &mut FlatBufferBuilder<'_, A>) -> bool {
    builder.reset();
    builder.start_table();
    builder.push_slot::<u8>(4, 0, 0);
    !builder.unfinished_data().is_empty()
}

impl<W: Write + fmt::Debug, F: Framer + fmt::Debug, A: Allocator> fmt::Debug
    for StreamWriter<'_, W, F, A>
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamWriter")
            .field("sink", self.sink.get_ref())
            .field("framer", &self.framer)
            .field("limits", &self.limits)
            .field("position", &self.sink.position())
            .field("unsent", &self.sink.unsent().len())
            .finish_non_exhaustive()
    }
}
