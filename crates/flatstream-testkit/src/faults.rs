//! Readers and writers that misbehave to order.

use std::{
    collections::VecDeque,
    io::{self, IoSlice, Read, Write},
};

/// What one call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Moves at most this many bytes.
    Bytes(usize),
    /// Fails with this kind and moves nothing.
    Fail(io::ErrorKind),
}

/// A reader that follows a script, then reads freely. `Bytes(0)` is an early end
/// of the input.
#[derive(Debug)]
pub struct FaultyReader<'a> {
    rest: &'a [u8],
    script: VecDeque<Step>,
    every: Option<usize>,
    /// Calls of `read`.
    pub calls: usize,
}

impl<'a> FaultyReader<'a> {
    /// Reads `bytes`, the first calls as `script` says.
    pub fn new(bytes: &'a [u8], script: impl IntoIterator<Item = Step>) -> Self {
        Self { rest: bytes, script: script.into_iter().collect(), every: None, calls: 0 }
    }

    /// Reads `bytes`, at most `n` of them a call.
    pub fn in_pieces_of(bytes: &'a [u8], n: usize) -> Self {
        Self { every: Some(n), ..Self::new(bytes, []) }
    }
}

impl Read for FaultyReader<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.calls += 1;
        let most = match self.script.pop_front() {
            Some(Step::Fail(kind)) => return Err(kind.into()),
            Some(Step::Bytes(n)) => n,
            None => self.every.unwrap_or(usize::MAX),
        };
        let n = most.min(buf.len()).min(self.rest.len());
        let (now, rest) = self.rest.split_at(n);
        buf[..n].copy_from_slice(now);
        self.rest = rest;
        Ok(n)
    }
}

/// A writer that follows a script, then takes everything. `Bytes(0)` refuses.
#[derive(Debug, Default)]
pub struct FaultyWriter {
    /// What was taken.
    pub taken: Vec<u8>,
    script: VecDeque<Step>,
    /// Calls of `write` and `write_vectored`.
    pub calls: usize,
}

impl FaultyWriter {
    /// Writes, the first calls as `script` says.
    pub fn new(script: impl IntoIterator<Item = Step>) -> Self {
        Self { taken: Vec::new(), script: script.into_iter().collect(), calls: 0 }
    }

    fn next(&mut self) -> io::Result<usize> {
        self.calls += 1;
        match self.script.pop_front() {
            Some(Step::Fail(kind)) => Err(kind.into()),
            Some(Step::Bytes(n)) => Ok(n),
            None => Ok(usize::MAX),
        }
    }
}

impl Write for FaultyWriter {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.next()?.min(buf.len());
        self.taken.extend_from_slice(&buf[..n]);
        Ok(n)
    }

    fn write_vectored(&mut self, bufs: &[IoSlice<'_>]) -> io::Result<usize> {
        let mut most = self.next()?;
        let before = self.taken.len();
        for buf in bufs {
            let n = most.min(buf.len());
            self.taken.extend_from_slice(&buf[..n]);
            most -= n;
        }
        Ok(self.taken.len() - before)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
