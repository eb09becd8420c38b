//! Writers that are given one message at a time, for suites that say when, or how
//! many, rather than how fast.

use crate::measure::Outcome;
use flatbuffers::FlatBufferBuilder;
use flatstream::{
    DefaultFramer, StreamSerialize, StreamWriter,
    arena::{ArenaStrategy, Batch, Bump, Window},
};
use std::io::Write;

/// A way to write messages without digests.
pub(crate) trait MessageWriter: 'static {
    type Sink: Write;

    fn write(&mut self, message: &impl StreamSerialize) -> Outcome<()>;
    fn flush(&mut self) -> Outcome<()>;
    /// Where frames go. Whatever the writer holds back is not there yet.
    fn sink(&mut self) -> &mut Self::Sink;
}

/// The baseline: one builder, used again for every message, and plain writes.
pub(crate) struct ByHand<S> {
    builder: FlatBufferBuilder<'static>,
    sink: S,
}

impl<S: Write + 'static> ByHand<S> {
    pub(crate) fn new(sink: S) -> Self {
        Self { builder: FlatBufferBuilder::new(), sink }
    }
}

impl<S: Write + 'static> MessageWriter for ByHand<S> {
    type Sink = S;

    #[inline(always)]
    #[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
    fn write(&mut self, message: &impl StreamSerialize) -> Outcome<()> {
        self.builder.reset();
        message.serialize(&mut self.builder)?;
        let payload = self.builder.finished_data();
        self.sink.write_all(&(payload.len() as u32).to_le_bytes())?;
        Ok(self.sink.write_all(payload)?)
    }
    #[inline(always)]
    fn flush(&mut self) -> Outcome<()> {
        Ok(self.sink.flush()?)
    }
    fn sink(&mut self) -> &mut S {
        &mut self.sink
    }
}

/// `StreamWriter::new`: a write for each frame.
pub(crate) struct Direct<S: Write>(StreamWriter<'static, S, DefaultFramer>);

impl<S: Write + 'static> Direct<S> {
    pub(crate) fn new(sink: S) -> Self {
        Self(StreamWriter::new(sink, DefaultFramer))
    }
}

impl<S: Write + 'static> MessageWriter for Direct<S> {
    type Sink = S;

    #[inline(always)]
    fn write(&mut self, message: &impl StreamSerialize) -> Outcome<()> {
        Ok(self.0.write(message)?)
    }
    #[inline(always)]
    fn flush(&mut self) -> Outcome<()> {
        Ok(self.0.flush()?)
    }
    fn sink(&mut self) -> &mut S {
        self.0.get_mut()
    }
}

/// `StreamWriter::with_arena`: a write for each batch.
pub(crate) struct InBatches<S: Write + 'static>(
    StreamWriter<'static, Batch<'static, S>, DefaultFramer, Window<'static>>,
);

impl<S: Write + 'static> InBatches<S> {
    /// With batches of the default size.
    pub(crate) fn new(sink: S) -> Self {
        let arena: &'static Bump = Box::leak(Box::default());
        Self(StreamWriter::with_arena(sink, DefaultFramer, arena))
    }

    pub(crate) fn of(batch_bytes: usize, sink: S) -> Self {
        let arena: &'static Bump = Box::leak(Box::default());
        let sizes = ArenaStrategy::new(arena).batch_bytes(batch_bytes);
        Self(StreamWriter::with_arena(sink, DefaultFramer, sizes))
    }
}

impl<S: Write + 'static> MessageWriter for InBatches<S> {
    type Sink = S;

    #[inline(always)]
    fn write(&mut self, message: &impl StreamSerialize) -> Outcome<()> {
        Ok(self.0.write(message)?)
    }
    #[inline(always)]
    fn flush(&mut self) -> Outcome<()> {
        Ok(self.0.flush()?)
    }
    fn sink(&mut self) -> &mut S {
        self.0.get_mut().get_mut()
    }
}
