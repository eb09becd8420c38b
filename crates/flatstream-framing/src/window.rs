use flatstream_core::{OutBuf, Result};
use std::io::{self, Read};

/// Bytes read at once at least, where the source has them.
const CHUNK_BYTES: usize = 64 * 1024;

/// A stretch of a reader's bytes that can be looked at more than once.
pub(crate) struct Window<R> {
    source: R,
    buf: OutBuf,
    offset: u64,
    ended: bool,
}

impl<R: Read> Window<R> {
    pub(crate) const fn new(source: R) -> Self {
        Self { source, buf: OutBuf::new(), offset: 0, ended: false }
    }

    /// Reads until `len` bytes are there, growing with what arrives; `false` if
    /// the input ends before.
    pub(crate) fn fill(&mut self, len: usize) -> Result<bool> {
        while self.buf.len() < len {
            if self.ended {
                return Ok(false);
            }
            let held = self.buf.len();
            // Room for what is missing, but at most as much again as is there.
            let room = self.buf.spare((len - held).clamp(CHUNK_BYTES, held.max(CHUNK_BYTES)));
            match self.source.read(room) {
                Ok(0) => self.ended = true,
                Ok(n) => self.buf.advance(n),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(true)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.buf.filled()
    }

    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        self.buf.filled_mut()
    }

    /// Leaves `n` bytes behind for good.
    pub(crate) fn consume(&mut self, n: usize) {
        self.buf.consume(n);
        self.offset += n as u64;
    }

    /// Byte position of the window's first byte in the input.
    pub(crate) fn offset(&self) -> u64 {
        self.offset
    }
}
