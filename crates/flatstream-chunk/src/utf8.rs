use crate::{Discontinuity, StreamChunk, discontinuity::Run};
use bytes::Bytes;
use flatstream_core::{Error, ErrorKind, Position};
use std::{collections::VecDeque, error, fmt, ops::Deref, str};

/// The text of a stream that arrives in chunks: whole characters, wherever the
/// chunks end.
///
/// Chunks are pushed, texts taken: mostly one per chunk. A character that is
/// incomplete at the end of a chunk, 3 bytes at most, is held until the next
/// one brings the rest. Where that one is its neighbour in one buffer, the text
/// goes on without a break; otherwise the character on the border, and only
/// that, is copied and becomes a text of its own, for two small allocations.
/// All else is checked once, O(n), and neither copied nor allocated.
///
/// ```
/// use flatstream_chunk::{StreamChunk, Utf8Chunks};
///
/// let mut texts = Utf8Chunks::new();
/// texts.push(StreamChunk::new("log", b"caf\xc3".to_vec(), 0))?;
/// assert_eq!(texts.next_text().unwrap()?, "caf");
/// assert!(texts.next_text().is_none());
/// texts.push(StreamChunk::new("log", b"\xa9 noir \xff!".to_vec(), 4))?;
/// assert_eq!(texts.next_text().unwrap()?, "é");
/// assert_eq!(texts.next_text().unwrap()?, " noir ");
/// let invalid = texts.next_text().unwrap().unwrap_err();
/// assert_eq!((invalid.offset, invalid.len), (11, 1));
/// assert_eq!(texts.next_text().unwrap()?, "!");
/// texts.finish()?;
/// # Ok::<(), flatstream_chunk::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Utf8Chunks {
    run: Run,
    /// Pushed and not yet looked at.
    queue: VecDeque<StreamChunk>,
    /// Being read, up to `at`.
    current: Option<StreamChunk>,
    at: usize,
    /// The beginning of a character that the next chunk may complete.
    tail: Option<StreamChunk>,
}

impl Utf8Chunks {
    /// A decoder without chunks. Allocates nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next chunk. Texts of earlier ones that were not taken stay.
    ///
    /// # Errors
    ///
    /// [`Discontinuity`] if the chunk does not begin where the last one ended, or is
    /// of another stream. It comes back in the error, and nothing has changed;
    /// after [`finish`](Utf8Chunks::finish) any chunk is taken.
    pub fn push(&mut self, chunk: StreamChunk) -> Result<(), Discontinuity> {
        let chunk = self.run.follow(chunk)?;
        self.queue.push_back(chunk);
        Ok(())
    }

    /// The next text, never empty, or `None` until another chunk is pushed.
    ///
    /// # Errors
    ///
    /// [`InvalidUtf8`]: those bytes are skipped, and the next call goes on behind
    /// them.
    pub fn next_text(&mut self) -> Option<Result<Text<'_>, InvalidUtf8>> {
        if let Some(invalid) = self.prepare()? {
            return Some(Err(invalid));
        }
        let (chunk, start) = (self.current.as_ref()?, self.at);
        let bytes = &chunk.data[start..];
        let whole = bytes.len() - incomplete(bytes);
        let text = match str::from_utf8(&bytes[..whole]) {
            Ok(text) => text,
            Err(error) if error.valid_up_to() == 0 => {
                // At the end, only what was cut off there could have completed it.
                let len = error.error_len().unwrap_or(whole);
                self.at += len;
                let offset = chunk.offset.saturating_add(start as u64);
                return Some(Err(InvalidUtf8 { offset, len, missing: 0 }));
            }
            // Checked again, as far as it is valid.
            Err(error) => str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default(),
        };
        self.at += text.len();
        let offset = chunk.offset.saturating_add(start as u64);
        Some(Ok(Text { text, offset, place: Some((chunk, start)) }))
    }

    /// As [`next_text`](Utf8Chunks::next_text), with U+FFFD as the text for invalid
    /// bytes: all of them together are what [`String::from_utf8_lossy`] makes of the
    /// whole stream.
    pub fn next_text_lossy(&mut self) -> Option<Text<'_>> {
        Some(self.next_text()?.unwrap_or_else(|invalid| invalid.into()))
    }

    /// Ends the stream. It is as new then, and takes the beginning of any stream;
    /// texts that were not taken are dropped.
    ///
    /// # Errors
    ///
    /// [`InvalidUtf8`] if the stream ends within a character.
    pub fn finish(&mut self) -> Result<(), InvalidUtf8> {
        let tail = std::mem::take(self).tail;
        tail.map_or(Ok(()), |tail| {
            let missing = width(tail.data[0]) - tail.len();
            Err(InvalidUtf8 { offset: tail.offset, len: tail.len(), missing })
        })
    }

    /// As [`finish`](Utf8Chunks::finish), with U+FFFD for an incomplete character.
    pub fn finish_lossy(&mut self) -> Option<Text<'static>> {
        self.finish().err().map(Text::from)
    }

    /// Finds the chunk where a text or something invalid is next, if there is one.
    fn prepare(&mut self) -> Option<Option<InvalidUtf8>> {
        loop {
            if let Some(current) = &self.current {
                let left = &current.data[self.at..];
                if incomplete(left) < left.len() {
                    return Some(None);
                }
                self.tail = (!left.is_empty()).then(|| current.sub_chunk(self.at..));
                self.current = None;
            }
            let chunk = self.queue.pop_front()?;
            self.at = 0;
            match self.tail.take() {
                Some(tail) if chunk.is_empty() => self.tail = Some(tail),
                Some(tail) => {
                    let invalid = self.complete(&tail, chunk);
                    if invalid.is_some() {
                        return Some(invalid);
                    }
                }
                None => self.current = Some(chunk),
            }
        }
    }

    /// Reads `tail` together with what follows it.
    fn complete(&mut self, tail: &StreamChunk, chunk: StreamChunk) -> Option<InvalidUtf8> {
        if let Some(joined) = tail.join_neighbor(&chunk) {
            self.current = Some(joined);
            return None;
        }
        let mut character = [0; LONGEST_CHAR];
        let mut len = tail.len();
        character[..len].copy_from_slice(&tail.data);
        for &byte in &chunk.data {
            character[len] = byte;
            match str::from_utf8(&character[..=len]) {
                // No continuation of what is before it.
                Err(error) if error.error_len().is_some() => {
                    self.at = len - tail.len();
                    self.current = Some(chunk);
                    return Some(InvalidUtf8 { offset: tail.offset, len, missing: 0 });
                }
                whole_or_not => {
                    len += 1;
                    if whole_or_not.is_ok() {
                        break;
                    }
                }
            }
        }
        self.queue.push_front(chunk.sub_chunk(len - tail.len()..));
        let character = Bytes::copy_from_slice(&character[..len]);
        self.current = Some(StreamChunk::from_bytes(&tail.stream_id, character, tail.offset));
        None
    }
}

/// How many bytes at the end begin a character and do not end it: 3 at most.
fn incomplete(bytes: &[u8]) -> usize {
    let last = bytes.len().saturating_sub(LONGEST_CHAR - 1);
    let Some(begin) = bytes[last..].iter().rposition(|&byte| !is_continuation(byte)) else {
        return 0;
    };
    let end = &bytes[last + begin..];
    match str::from_utf8(end) {
        Err(error) if error.error_len().is_none() => end.len(),
        _ => 0,
    }
}

fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// Length of the character that begins with `byte`.
fn width(byte: u8) -> usize {
    byte.leading_ones().max(1) as usize
}

const LONGEST_CHAR: usize = 4;

/// A text of a stream, lent by [`Utf8Chunks`]. It derefs to `str`; no second
/// check is made for that.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    text: &'a str,
    offset: u64,
    /// Not where it stands for invalid bytes.
    place: Option<(&'a StreamChunk, usize)>,
}

impl<'a> Text<'a> {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// Where it begins in the stream, in bytes.
    #[must_use]
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// The text as a chunk on its buffer, not copied, to be kept; its
    /// [`as_str`](StreamChunk::as_str) checks again. `None` for a U+FFFD that stands
    /// for invalid bytes.
    #[must_use]
    pub fn to_chunk(&self) -> Option<StreamChunk> {
        let (chunk, start) = self.place?;
        Some(chunk.sub_chunk(start..start + self.text.len()))
    }
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.text, f)
    }
}

impl PartialEq<str> for Text<'_> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Text<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

/// U+FFFD in their place.
impl From<InvalidUtf8> for Text<'_> {
    fn from(invalid: InvalidUtf8) -> Self {
        Self { text: "\u{fffd}", offset: invalid.offset, place: None }
    }
}

/// Bytes of a stream that are not text, as many as one U+FFFD replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidUtf8 {
    /// Where the first of them stands in the stream, in bytes.
    pub offset: u64,
    /// How many: 1 to 3.
    pub len: usize,
    /// How many more the character would have had, where the stream ended within
    /// it; otherwise 0.
    pub missing: usize,
}

impl fmt::Display for InvalidUtf8 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { offset, len, missing } = self;
        match missing {
            0 => write!(f, "{len} bytes at byte {offset} are not UTF-8"),
            _ => write!(f, "the character at byte {offset} ends {missing} bytes short"),
        }
    }
}

impl error::Error for InvalidUtf8 {}

/// Truncated at the end of the stream, an invalid payload elsewhere, at that
/// position; the source is the original.
impl From<InvalidUtf8> for Error {
    #[cold]
    fn from(invalid: InvalidUtf8) -> Self {
        let kind = match invalid.missing {
            0 => ErrorKind::InvalidPayload,
            missing => ErrorKind::Truncated { missing: missing as u64 },
        };
        Self::custom(kind, invalid).at(Position::new(invalid.offset, 0))
    }
}
