use crate::latency::Latency;
use flatstream::{Durable, Emit, FrameFormat, Result, StreamWriter};
use flatstream_testkit::count;
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::{Duration, Instant},
};

/// Messages before allocations count.
const WARM_UP: u64 = 1;

/// Writes messages, and watches the clock and the heap meanwhile.
#[derive(Debug)]
pub(crate) struct Recorder<W: Durable> {
    writer: StreamWriter<'static, W, FrameFormat>,
    latency: Latency,
    counted: u64,
    allocations: u64,
    frees: u64,
    content: DefaultHasher,
}

/// What there is to say about a recording.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) messages: u64,
    pub(crate) bytes: u64,
    pub(crate) latency: Latency,
    /// Messages whose allocations were counted, and these.
    pub(crate) counted: u64,
    pub(crate) allocations: u64,
    pub(crate) frees: u64,
    pub(crate) sync: Duration,
    /// Stands for the values of all messages in their order.
    pub(crate) content: u64,
}

impl<W: Durable> Recorder<W> {
    pub(crate) fn new(sink: W, format: FrameFormat) -> Self {
        Self {
            writer: StreamWriter::new(sink, format),
            latency: Latency::new(),
            counted: 0,
            allocations: 0,
            frees: 0,
            content: DefaultHasher::new(),
        }
    }

    pub(crate) fn write<T: Emit + Hash>(&mut self, draft: &T) -> Result<()> {
        let mut outcome = (Ok(()), Duration::ZERO);
        let heap = count(|| {
            let start = Instant::now();
            let result = self.writer.emit(draft);
            outcome = (result, start.elapsed());
        });
        outcome.0?;
        self.latency.record(outcome.1);
        if self.writer.messages_written() > WARM_UP {
            self.counted += 1;
            self.allocations += heap.allocations;
            self.frees += heap.frees;
        }
        draft.hash(&mut self.content);
        Ok(())
    }

    /// Waits until everything is on stable storage.
    pub(crate) fn finish(mut self) -> Result<Recorded> {
        let start = Instant::now();
        self.writer.sync()?;
        Ok(Recorded {
            messages: self.writer.messages_written(),
            bytes: self.writer.bytes_written(),
            latency: self.latency,
            counted: self.counted,
            allocations: self.allocations,
            frees: self.frees,
            sync: start.elapsed(),
            content: self.content.finish(),
        })
    }
}
