//! Readers that are asked for one payload at a time, the counterparts of
//! `writers`.

use crate::{
    integrity::{self, Bare},
    measure::Outcome,
};
use flatstream::{DefaultDeframer, StreamReader};
use std::io::Read;

/// A way to read payloads without digests.
pub(crate) trait NextPayload: 'static {
    /// The next one. That the stream ends is an error.
    fn next_payload(&mut self) -> Outcome<&[u8]>;
}

/// The baseline: header and payload by `read_exact`, the payload into a vector
/// that is used again.
pub(crate) struct ByHand<R> {
    source: R,
    payload: Vec<u8>,
}

impl<R: Read> ByHand<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, payload: Vec::new() }
    }
}

impl<R: Read + 'static> NextPayload for ByHand<R> {
    #[inline(always)]
    fn next_payload(&mut self) -> Outcome<&[u8]> {
        let mut header = [0; 12];
        self.source.read_exact(&mut header[..integrity::header_len::<Bare>()])?;
        self.payload.resize(integrity::payload_len(header), 0);
        self.source.read_exact(&mut self.payload)?;
        Ok(&self.payload)
    }
}

impl<R: Read + 'static> NextPayload for StreamReader<R, DefaultDeframer> {
    #[inline(always)]
    fn next_payload(&mut self) -> Outcome<&[u8]> {
        self.read_message()?.ok_or_else(|| "the stream ended".into())
    }
}
