//! A sink that fails at a byte.

use std::{
    collections::VecDeque,
    io::{self, IoSlice, Write},
};

/// What a sink does instead of taking bytes.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// An error of this kind.
    Kind(io::ErrorKind),
    /// An error of the operating system.
    Raw(i32),
    /// Takes nothing.
    Zero,
    /// Panics.
    Panic,
}

/// Takes what comes up to a byte of the stream, then has faults, one a call, and then
/// takes everything.
#[derive(Debug)]
pub struct CutSink {
    /// All that it took.
    pub taken: Vec<u8>,
    cut: usize,
    faults: VecDeque<Fault>,
}

impl CutSink {
    /// Takes `cut` bytes, then does what `faults` say.
    pub fn new(cut: usize, faults: impl IntoIterator<Item = Fault>) -> Self {
        Self { taken: Vec::new(), cut, faults: faults.into_iter().collect() }
    }
}

impl Write for CutSink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_vectored(&[IoSlice::new(bytes)])
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let before = self.taken.len();
        let mut most = if self.faults.is_empty() { usize::MAX } else { self.cut - before };
        if most == 0
            && let Some(fault) = self.faults.pop_front()
        {
            return match fault {
                Fault::Kind(kind) => Err(kind.into()),
                Fault::Raw(code) => Err(io::Error::from_raw_os_error(code)),
                Fault::Zero => Ok(0),
                Fault::Panic => panic!("a sink that panics"),
            };
        }
        for part in parts {
            let n = most.min(part.len());
            self.taken.extend_from_slice(&part[..n]);
            most -= n;
        }
        Ok(self.taken.len() - before)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
