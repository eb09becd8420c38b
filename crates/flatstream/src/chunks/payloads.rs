use flatstream_chunk::{Adjacency, Bytes, Discontinuity, StreamChunk};
use flatstream_core::{Deframer, Error, ErrorKind, Limits, Position, Result};
use flatstream_framing::BytesDecoder;
use std::{fmt, iter::FusedIterator};

/// The payloads of the frames that lie in chunks, as chunks of their own.
///
/// Chunks are pieces of one stream of frames, cut anywhere. A payload that lies in
/// one of them is cut out of it, uncopied; one that lies in several is copied
/// together, and one that had to be decoded is copied once. The offset of a payload
/// is that of its frame, or of the frame that it was in with others. A payload that
/// was cut out costs no allocation.
///
#[cfg_attr(feature = "crc32", doc = "```")]
#[cfg_attr(not(feature = "crc32"), doc = "```ignore")]
/// use flatstream::{ChecksumDeframer, ChecksumFramer, Crc32, Framer, PayloadChunks, StreamChunk};
///
/// let mut wire = Vec::new();
/// for payload in ["one", "two", "three"] {
///     ChecksumFramer::new(Crc32).frame_and_write(&mut wire, payload.as_bytes())?;
/// }
/// let chunk = StreamChunk::new("log", wire, 0);
/// let (left, right) = chunk.split_at(30);
///
/// let payloads = PayloadChunks::new([left, right], ChecksumDeframer::new(Crc32));
/// let payloads = payloads.collect::<flatstream::Result<Vec<_>>>()?;
/// assert_eq!(payloads[1], StreamChunk::new("log", b"two".to_vec(), 11));
/// # Ok::<(), flatstream::Error>(())
/// ```
///
/// # Failures
///
/// As [`StreamReader`](crate::StreamReader), by `Err` items, with offsets in the
/// stream of the chunks. A chunk that does not continue the one before it is
/// [`InvalidPayload`](crate::ErrorKind::InvalidPayload), from
/// [`Discontinuity`](crate::chunk::Discontinuity); then there is nothing more, as no
/// boundary is known any more.
pub struct PayloadChunks<I, D> {
    chunks: I,
    decoder: BytesDecoder<D>,
    /// An empty chunk where the next one is to begin; `None` before the first.
    end: Option<StreamChunk>,
    ended: bool,
}

impl<I: Iterator<Item = StreamChunk>, D: Deframer> PayloadChunks<I, D> {
    /// The payloads in `chunks`, the first of which begins with a frame, under the
    /// default [`Limits`].
    pub fn new(chunks: impl IntoIterator<IntoIter = I>, deframer: D) -> Self {
        Self {
            chunks: chunks.into_iter(),
            decoder: BytesDecoder::new(deframer),
            end: None,
            ended: false,
        }
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.decoder = self.decoder.limits(limits);
        self
    }

    fn next_payload(&mut self) -> Result<Option<StreamChunk>> {
        loop {
            if let Some(payload) = self.decoder.next_payload()?
                && let Some(end) = &self.end
            {
                let offset = self.decoder.frame_position().offset;
                return Ok(Some(StreamChunk::from_bytes(&end.stream_id, payload, offset)));
            }
            if self.ended || self.decoder.is_lost() {
                return Ok(None);
            }
            match self.chunks.next() {
                Some(chunk) => self.push(chunk)?,
                None => {
                    self.ended = true;
                    self.decoder.finish()?;
                }
            }
        }
    }

    fn push(&mut self, chunk: StreamChunk) -> Result<()> {
        let end = StreamChunk::from_bytes(&chunk.stream_id, Bytes::new(), chunk.end_offset());
        match self.end.replace(end) {
            None => self.decoder.start_at(Position::new(chunk.offset, 0)),
            Some(end) => {
                let adjacency = end.adjacency(&chunk);
                if adjacency != Adjacency::Contiguous {
                    self.ended = true;
                    let refused = Discontinuity { chunk, adjacency };
                    let error = Error::custom(ErrorKind::InvalidPayload, refused);
                    return Err(error.at(self.decoder.position()));
                }
            }
        }
        self.decoder.push(chunk.into_bytes());
        Ok(())
    }
}

impl<I: Iterator<Item = StreamChunk>, D: Deframer> Iterator for PayloadChunks<I, D> {
    type Item = Result<StreamChunk>;

    fn next(&mut self) -> Option<Self::Item> {
        self.next_payload().transpose()
    }
}

impl<I: Iterator<Item = StreamChunk>, D: Deframer> FusedIterator for PayloadChunks<I, D> {}

impl<I, D: Deframer + fmt::Debug> fmt::Debug for PayloadChunks<I, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PayloadChunks")
            .field("deframer", self.decoder.deframer())
            .field("position", &self.decoder.position())
            .finish_non_exhaustive()
    }
}
