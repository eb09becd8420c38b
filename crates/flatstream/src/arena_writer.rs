//! What the arena crate adds to [`StreamWriter`].

use crate::{StreamWriter, output::Gathering};
use flatbuffers::Allocator;
use flatstream_arena::{
    AllocationStrategy, Batch, BatchStrategy, GatherSerialize, SmartBuilder, Template,
};
use flatstream_core::{BuilderMemory, Error, Framer, MessageBuilder, Result, StreamSerialize};
use std::io::Write;

impl<'a, W: Write, F: Framer, A: BuilderMemory + 'a> StreamWriter<'a, Batch<'a, W>, F, A> {
    /// A writer in memory of `arena`, the fastest there is: messages are built
    /// in a window of fixed size, and frames leave in batches, with one write
    /// each.
    ///
    /// `arena` is a `&Bump` or `&mut FrameArena`, with 64 KiB for the window
    /// and 32 KiB for the batch, or an
    /// [`ArenaStrategy`](flatstream_arena::ArenaStrategy), which sets sizes. A
    /// message that does not fit the window is refused with
    /// [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge), and costs nothing
    /// else; [`grow_to`](flatstream_arena::ArenaStrategy::grow_to) lets messages
    /// grow instead.
    ///
    /// Frames stay in the batch until it is full, or until
    /// [`flush`](StreamWriter::flush) or [`finish`](StreamWriter::finish).
    /// Dropping the writer sends what is left and ignores failures. A frame of
    /// more than 16 KiB is not copied into the batch. An error names the first
    /// frame that the sink did not take, which may be an earlier one than the
    /// frame being written. After a panic of the sink, what it took is not known,
    /// and errors name the frame that would be next.
    ///
    /// Into a `Vec` or another sink without system calls, a batch is one copy more:
    /// there [`with_strategy`](StreamWriter::with_strategy) takes the same memory
    /// without it.
    ///
    /// ```
    /// use flatstream::{DefaultFramer, StreamWriter, arena::Bump};
    ///
    /// let arena = Bump::new();
    /// let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, &arena);
    /// writer.write("hello")?;
    /// assert_eq!(writer.finish().map_err(|(error, _)| error)?.len(), 20);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// The arena cannot be reset while the writer lives:
    ///
    /// ```compile_fail,E0502
    /// use flatstream::{DefaultFramer, StreamWriter, arena::Bump};
    ///
    /// let mut arena = Bump::new();
    /// let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, &arena);
    /// arena.reset();
    /// writer.write("hello")?;
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// Nor outlive it:
    ///
    /// ```compile_fail,E0597
    /// use flatstream::{DefaultFramer, StreamWriter, arena::Bump};
    ///
    /// let mut writer = {
    ///     let arena = Bump::new();
    ///     StreamWriter::with_arena(Vec::new(), DefaultFramer, &arena)
    /// };
    /// writer.write("hello")?;
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    pub fn with_arena(sink: W, framer: F, arena: impl BatchStrategy<'a, Memory = A>) -> Self {
        let (memory, batch) = arena.memory_and_batch();
        let sink = Batch::new(sink, batch);
        let mut writer = Self::with_message_builder(sink, framer, MessageBuilder::new_in(memory));
        writer.output.gathering =
            Some(Gathering { room: Batch::room, commit: Batch::commit, header_len: 0 });
        writer
    }
}

impl<'a, W: Write, F: Framer, A: Allocator + 'a> StreamWriter<'a, Batch<'a, W>, F, A> {
    /// Sends everything, flushes the sink and gives it back.
    ///
    /// # Errors
    ///
    /// As [`flush`](StreamWriter::flush), together with the writer: a transient
    /// failure can be tried again.
    #[expect(clippy::result_large_err, reason = "the writer comes back, by value")]
    pub fn finish(mut self) -> Result<W, (Error, Self)> {
        if let Err(error) = self.flush() {
            return Err((error, self));
        }
        match self.output.sink.into_inner().into_inner() {
            Ok(sink) => Ok(sink),
            Err(_) => unreachable!("a batch that was flushed has nothing to send"),
        }
    }
}

impl<'a, W: Write, F: Framer, A: Allocator + 'a> StreamWriter<'a, W, F, A> {
    /// A writer whose builder has its memory from `strategy`; frames leave as
    /// with [`new`](StreamWriter::new), one write each.
    ///
    /// ```
    /// # #[cfg(feature = "pool")] {
    /// use flatstream::{
    ///     BufferPool, DefaultFramer, Result, StreamSerialize, StreamWriter,
    ///     arena::{AllocationStrategy, Bump, DefaultStrategy, Pooled},
    /// };
    ///
    /// fn record<'a>(text: &str, strategy: impl AllocationStrategy<'a>) -> Result<Vec<u8>> {
    ///     let mut writer = StreamWriter::with_strategy(Vec::new(), DefaultFramer, strategy);
    ///     writer.write(text)?;
    ///     Ok(writer.into_inner())
    /// }
    ///
    /// let (bump, pool) = (Bump::new(), BufferPool::default());
    /// assert_eq!(record("hello", DefaultStrategy)?, record("hello", &bump)?);
    /// assert_eq!(record("hello", Pooled(&pool))?, record("hello", &bump)?);
    /// # }
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    pub fn with_strategy(
        sink: W,
        framer: F,
        strategy: impl AllocationStrategy<'a, Memory = A>,
    ) -> Self {
        Self::with_message_builder(sink, framer, strategy.message_builder())
    }

    /// Serializes `item` and writes it as one frame, with its large vectors sent
    /// from where they are. The bytes are those that
    /// [`write`](StreamWriter::write) would write.
    ///
    /// Costs one vectored write, and two allocations for the builder where
    /// anything was gathered. A framer that must see the payload in one piece,
    /// such as a validating one, has the vectors copied.
    ///
    /// ```
    /// use flatbuffers::{Allocator, FlatBufferBuilder};
    /// use flatstream::{
    ///     DefaultFramer, Result, StreamWriter,
    ///     arena::{FrameArena, ArenaStrategy, Gather, GatherSerialize},
    /// };
    ///
    /// struct Samples(Vec<f64>);
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
    ///
    /// let mut arena = FrameArena::new();
    /// let sizes = ArenaStrategy::new(&mut arena).window_bytes(1 << 20); // room, never touched
    /// let mut writer = StreamWriter::with_arena(Vec::new(), DefaultFramer, sizes);
    /// writer.write_gathered(&Samples(vec![0.5; 100_000]))?;
    /// assert_eq!(writer.bytes_written(), 4 + 8 + 800_000);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write).
    ///
    /// # Panics
    ///
    /// As [`write`](StreamWriter::write).
    pub fn write_gathered<T: GatherSerialize + ?Sized>(&mut self, item: &T) -> Result<()> {
        self.output.write_gathered(&mut self.builder, self.shrink.as_mut(), item)
    }

    /// Writes `template`'s message as it is set. Costs the copy of a frame.
    ///
    /// ```
    /// use flatstream::{DefaultFramer, StreamWriter, arena::Template};
    /// # let mut builder = flatbuffers::FlatBufferBuilder::new();
    /// # let table = builder.start_table();
    /// # builder.push_slot_always::<u64>(4, 0);
    /// # let table = builder.end_table(table);
    /// # builder.finish(table, None);
    /// # let message = builder.finished_data();
    ///
    /// let mut template = Template::new(message)?;
    /// let sequence = template.root().field::<u64>(4)?;
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    /// for n in 0..3 {
    ///     template.set(sequence, n);
    ///     writer.write_template(&mut template)?;
    /// }
    /// assert_eq!(writer.messages_written(), 3);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write_payload`](StreamWriter::write_payload).
    #[inline(always)] // as `FrameSink::send`
    pub fn write_template(&mut self, template: &mut Template) -> Result<()> {
        self.output.ready()?;
        self.output.send_template(template)
    }

    /// Serializes `item` in the memory that `messages` chose at run time, and
    /// writes it as one frame. Costs one branch more than
    /// [`write`](StreamWriter::write); this writer's own builder is not used.
    ///
    /// ```
    /// use flatstream::{DefaultFramer, StreamWriter, arena::{Bump, SmartBuilder}};
    ///
    /// let (arena, flag) = (Bump::new(), true);
    /// let mut messages =
    ///     if flag { SmartBuilder::with_arena(&arena) } else { SmartBuilder::new() };
    /// let mut writer = StreamWriter::new(Vec::new(), DefaultFramer);
    /// writer.write_with(&mut messages, "hello")?;
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write`](StreamWriter::write).
    ///
    /// # Panics
    ///
    /// As [`write`](StreamWriter::write).
    #[inline]
    pub fn write_with<T: StreamSerialize + ?Sized>(
        &mut self,
        messages: &mut SmartBuilder<'_>,
        item: &T,
    ) -> Result<()> {
        match messages {
            SmartBuilder::Default(messages) => {
                self.output.write(messages, None, |builder| item.serialize(builder))
            }
            SmartBuilder::Arena(messages) => {
                self.output.write(messages, None, |builder| item.serialize(builder))
            }
            SmartBuilder::Pooled(messages) => {
                self.output.write(messages, None, |builder| item.serialize(builder))
            }
        }
    }
}
