//! Sinks that take little.

use flatstream::{Framer, Position};
use std::io::{self, Write};

use crate::messages::Message;

/// Takes at most so many bytes a call, of the first slice alone, and is interrupted
/// before each call that takes some.
#[derive(Debug)]
pub(crate) struct SlowSink {
    pub(crate) taken: Vec<u8>,
    most: usize,
    interrupted: bool,
}

impl SlowSink {
    pub(crate) fn new(most: usize) -> Self {
        Self { taken: Vec::new(), most, interrupted: false }
    }
}

impl Write for SlowSink {
    /// `write_vectored` is the standard library's: it writes the first slice that is
    /// not empty.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let n = self.most.min(bytes.len());
        self.taken.extend_from_slice(&bytes[..n]);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Where each frame of a stream begins and ends.
pub(crate) struct Frames(Vec<(usize, usize)>);

impl Frames {
    pub(crate) fn new(framer: &impl Framer, messages: &[Message]) -> Self {
        let mut end = 0;
        let frames = messages.iter().map(|message| {
            let start = end;
            end += flatstream_testkit::wire(framer, [message.payload()]).len();
            (start, end)
        });
        Self(frames.collect())
    }

    /// The frame that byte `at` is in: the first one not delivered where the sink took
    /// `at` bytes.
    pub(crate) fn at(&self, at: usize) -> Position {
        let ordinal = self.0.iter().take_while(|(_, end)| *end <= at).count();
        let last = self.0.last().map_or(0, |(_, end)| *end);
        let offset = self.0.get(ordinal).map_or(last, |(start, _)| *start);
        Position::new(offset as u64, ordinal as u64)
    }

    /// Every byte around the ends of frames, and some within.
    pub(crate) fn cuts(&self) -> Vec<usize> {
        let near = |&(start, end): &(usize, usize)| {
            (start..end).filter(move |at| at - start < 20 || end - at <= 12 || at % 1009 == 0)
        };
        self.0.iter().flat_map(near).collect()
    }
}
