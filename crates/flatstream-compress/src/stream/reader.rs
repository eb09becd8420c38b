use super::StreamDecoder;
use flatstream_core::{Error, ErrorKind};
use std::{
    fmt,
    io::{self, Read},
    ops::Range,
};

/// Decompresses what it reads from a source.
///
/// The decoder may be lent (`&mut D`) and serve one stream after the other, as
/// the buffer may: a pooled one, a `Vec` at its full length, an array, a slice.
/// Then no stream allocates. Compressed bytes are read into the buffer, and
/// only when the decoder has none left; no call waits for more than it needs to
/// return a byte.
///
/// - `Ok(0)` means that the source ended where a stream did. A source that ends
///   anywhere else is an error of kind [`UnexpectedEof`](io::ErrorKind), with
///   [`ErrorKind::Truncated`] of at least one byte inside; so is an empty one,
///   which is not a stream in any of the formats. (`gzip`, `zstd` and zlib say
///   the same of it; `lz4` alone takes it for nothing.)
/// - Streams that follow one another are read through, as the tools do. What
///   follows and is not a stream is an error, once all before it was read.
/// - `Interrupted` is tried again; any other error of the source is passed on,
///   nothing is lost by it, and the next call tries again. Damage stays an
///   error.
///
#[cfg_attr(feature = "lz4", doc = "```")]
#[cfg_attr(not(feature = "lz4"), doc = "```ignore")]
/// use flatstream_compress::{DecodeReader, EncodeWriter, Lz4StreamDecoder, Lz4StreamEncoder};
/// use std::io::{ErrorKind, Read, Write};
///
/// let mut writer = EncodeWriter::new(Vec::new(), Lz4StreamEncoder::new(), [0; 4096]);
/// writer.write_all(b"ping")?;
/// let (compressed, _) = writer.finish().map_err(|(error, _)| error)?;
///
/// let mut reader = DecodeReader::new(&compressed[..], Lz4StreamDecoder::new(), [0; 4096]);
/// let mut back = Vec::new();
/// reader.read_to_end(&mut back)?;
/// assert_eq!(back, b"ping");
///
/// let cut = &compressed[..compressed.len() - 1];
/// let mut reader = DecodeReader::new(cut, Lz4StreamDecoder::new(), [0; 4096]);
/// let error = reader.read_to_end(&mut back).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::UnexpectedEof);
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct DecodeReader<R, D, B> {
    source: R,
    decoder: D,
    buffer: B,
    /// What the decoder has not taken lies in `start..end` of the buffer.
    start: usize,
    end: usize,
    max_bytes: u64,
    one_stream: bool,
    started: bool,
    /// The decoder stands behind a complete stream.
    done: bool,
    /// Bytes decoded.
    total: u64,
}

impl<R: Read, D: StreamDecoder, B: AsMut<[u8]>> DecodeReader<R, D, B> {
    /// The content of the streams in `source`. Nothing happens before the first
    /// read.
    pub fn new(source: R, decoder: D, buffer: B) -> Self {
        Self {
            source,
            decoder,
            buffer,
            start: 0,
            end: 0,
            max_bytes: u64::MAX,
            one_stream: false,
            started: false,
            done: false,
            total: 0,
        }
    }

    /// Sets how many bytes there may be to read in all; no limit by default, as the
    /// reader's memory does not depend on it. The decoder hears of it, too
    /// ([`StreamDecoder::limit`]). Where there are more, all within the limit
    /// can be read, and then fails with [`ErrorKind::FrameTooLarge`].
    ///
    #[cfg_attr(feature = "deflate", doc = "```")]
    #[cfg_attr(not(feature = "deflate"), doc = "```ignore")]
    /// use flatstream_compress::{DecodeReader, EncodeWriter};
    /// use flatstream_compress::{FlateFormat, FlateStreamDecoder, FlateStreamEncoder};
    /// use std::io::{self, Read, Write};
    ///
    /// let encoder = FlateStreamEncoder::new(FlateFormat::Gzip, 6)?;
    /// let mut writer = EncodeWriter::new(Vec::new(), encoder, [0; 4096]);
    /// io::copy(&mut io::repeat(0).take(1 << 20), &mut writer)?;
    /// let (bomb, _) = writer.finish().map_err(|(error, _)| error)?;
    ///
    /// let decoder = FlateStreamDecoder::new(FlateFormat::Gzip);
    /// let mut reader = DecodeReader::new(&bomb[..], decoder, [0; 4096]).max_bytes(100);
    /// let mut content = Vec::new();
    /// let error = reader.read_to_end(&mut content).unwrap_err();
    /// assert_eq!((error.kind(), content.len()), (io::ErrorKind::InvalidData, 100));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn max_bytes(mut self, bytes: u64) -> Self {
        self.max_bytes = bytes;
        self
    }

    /// Stops behind the first stream and leaves what follows to
    /// [`into_parts`](DecodeReader::into_parts). A skippable frame counts as a
    /// stream without content.
    #[must_use]
    pub fn one_stream(mut self) -> Self {
        self.one_stream = true;
        self
    }

    /// Gives source and buffer back, and where in the buffer those bytes lie
    /// that were read from the source and not decoded.
    ///
    #[cfg_attr(feature = "deflate", doc = "```")]
    #[cfg_attr(not(feature = "deflate"), doc = "```ignore")]
    /// use flatstream_compress::{DecodeReader, EncodeWriter};
    /// use flatstream_compress::{FlateFormat, FlateStreamDecoder, FlateStreamEncoder};
    /// use std::io::{Read, Write};
    ///
    /// let encoder = FlateStreamEncoder::new(FlateFormat::Zlib, 6)?;
    /// let mut writer = EncodeWriter::new(Vec::new(), encoder, [0; 4096]);
    /// writer.write_all(b"inside")?;
    /// let (mut bytes, _) = writer.finish().map_err(|(error, _)| error)?;
    /// bytes.extend_from_slice(b"behind");
    ///
    /// let decoder = FlateStreamDecoder::new(FlateFormat::Zlib);
    /// let mut reader = DecodeReader::new(&bytes[..], decoder, [0; 4096]).one_stream();
    /// let mut inside = String::new();
    /// reader.read_to_string(&mut inside)?;
    /// let (_, buffer, unread) = reader.into_parts();
    /// assert_eq!((&*inside, &buffer[unread]), ("inside", &b"behind"[..]));
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_parts(self) -> (R, B, Range<usize>) {
        (self.source, self.buffer, self.start..self.end)
    }

    /// The source.
    pub fn get_ref(&self) -> &R {
        &self.source
    }

    /// The source. What is read from it directly is missing in the stream.
    pub fn get_mut(&mut self) -> &mut R {
        &mut self.source
    }

    #[cold]
    fn too_large(&self) -> io::Error {
        let (len, limit) = (self.total, self.max_bytes);
        Error::new(ErrorKind::FrameTooLarge { len, limit }).into()
    }

    /// Reads into the buffer, which is empty; `false` at the end of the source.
    fn fill(&mut self) -> io::Result<bool> {
        let buffer = self.buffer.as_mut();
        if buffer.is_empty() {
            return Err(Error::custom(ErrorKind::Config, "a buffer without room").into());
        }
        let n = loop {
            match self.source.read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?.min(buffer.len()),
            }
        };
        (self.start, self.end) = (0, n);
        Ok(n > 0)
    }
}

impl<R: Read, D: StreamDecoder, B: AsMut<[u8]>> Read for DecodeReader<R, D, B> {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        if output.is_empty() {
            return Ok(0);
        }
        if !self.started {
            self.decoder.start()?;
            self.decoder.limit(self.max_bytes)?;
            self.started = true;
        }
        // At the limit, one byte more tells whether there is more.
        let Some(left) = self.max_bytes.checked_sub(self.total) else {
            return Err(self.too_large());
        };
        let len = usize::try_from(left).unwrap_or(usize::MAX).min(output.len());
        let output = if left > 0 { &mut output[..len] } else { &mut [0][..] };
        while !(self.done && self.one_stream) {
            let input = &self.buffer.as_mut()[self.start..self.end];
            let progress = self.decoder.decode_stream(input, output)?;
            self.start += progress.read;
            self.total = self.total.saturating_add(progress.written as u64);
            self.done = progress.done;
            if progress.written > 0 && left == 0 {
                return Err(self.too_large());
            }
            if progress.written > 0 {
                return Ok(progress.written);
            }
            if self.start < self.end {
                if progress.read == 0 {
                    return Err(Error::custom(ErrorKind::Other, "the decoder stands still").into());
                }
            } else if self.done && self.one_stream {
                break;
            } else if !self.fill()? {
                if self.done {
                    break;
                }
                return Err(Error::new(ErrorKind::Truncated { missing: 1 }).into());
            }
        }
        Ok(0)
    }
}

impl<R: fmt::Debug, D, B> fmt::Debug for DecodeReader<R, D, B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeReader")
            .field("source", &self.source)
            .field("unread", &(self.end - self.start))
            .field("max_bytes", &self.max_bytes)
            .field("one_stream", &self.one_stream)
            .field("done", &self.done)
            .field("total", &self.total)
            .finish_non_exhaustive()
    }
}
