use crate::{Error, ErrorKind, Limits, OutBuf, Result};
use std::{
    io::{self, Read},
    ops::Range,
};

/// Finds frame boundaries in bytes and opens the frames between them.
///
/// A deframer performs no I/O: it looks at bytes and answers. Readers over
/// `std::io`, slices and pushed bytes are shells over these two questions:
///
/// 1. [`deframe`](Deframer::deframe): where does the first frame in `input` end?
/// 2. [`open`](Deframer::open): is that frame intact, and what is its payload?
///
/// Object safe; [`read_and_deframe`](Deframer::read_and_deframe) is for sized
/// deframers.
///
/// # For implementers
///
/// `deframe` reads the header alone and costs O(1). Check a declared length
/// against `limits` before anything else, and never ask in
/// [`Step::Incomplete`] for more than the frame at hand needs: a reader on a
/// socket would wait for bytes that do not come. `open` gets exactly the bytes
/// that `deframe` called a frame.
pub trait Deframer {
    /// Finds the end of the first frame in `input`, which may hold more frames
    /// or less than one. Does not look at the payload.
    ///
    /// # Errors
    ///
    /// Any error means that the boundary is lost: nothing that follows can be
    /// found. A frame that is merely not acceptable is a [`Step::Bad`].
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step>;

    /// Checks one whole frame and says where its payload is, or its payloads.
    /// Clears `scratch` before it decodes into it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ChecksumMismatch`], [`ErrorKind::InvalidPayload`], and what
    /// adapters refuse. The boundary is still good: the next frame follows.
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content>;

    /// Checks one message out of a frame of many, once `open` has found the frame
    /// intact. Where a frame holds one message, `open` checks that, too.
    ///
    /// # Errors
    ///
    /// What adapters refuse. The next message follows.
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        let _ = message;
        Ok(())
    }

    /// Whether frames may hold many messages each, so that it takes opening them
    /// to count messages.
    #[inline]
    fn may_hold_many(&self) -> bool {
        false
    }

    /// Bytes of digest that a frame carries. Recovery weighs evidence by it.
    fn digest_len(&self) -> usize {
        0
    }

    /// Reads one frame from a blocking `reader`, exactly its bytes, and leaves
    /// its payload in `buffer`. `None` at a clean end.
    ///
    /// The default [`Limits`] apply. The header is cut off by moving the payload:
    /// a stream reader avoids that. It also reads frames of many messages, which
    /// are refused here. A payload over the limit is read past and
    /// dropped, so that the next call finds the next frame.
    ///
    /// # Errors
    ///
    /// As [`deframe`](Deframer::deframe) and [`open`](Deframer::open);
    /// [`ErrorKind::Truncated`] when the input ends inside the frame;
    /// [`ErrorKind::Io`], `WouldBlock` included, after which the bytes read so
    /// far are lost; [`ErrorKind::Config`] for a frame of many messages.
    fn read_and_deframe<R: Read>(&self, reader: &mut R, buffer: &mut Vec<u8>) -> Result<Option<()>>
    where
        Self: Sized,
    {
        let limits = Limits::default();
        buffer.clear();
        let mut ended = false;
        let len = loop {
            match self.deframe(buffer, &limits)? {
                Step::Frame { len } => break len,
                Step::Incomplete { .. } if ended && buffer.is_empty() => return Ok(None),
                Step::Incomplete { needed } if ended => {
                    let missing = needed as u64;
                    return Err(Error::new(ErrorKind::Truncated { missing }));
                }
                Step::Incomplete { needed } => {
                    // `take` bounds what is taken from the reader; the vector
                    // itself grows only as bytes arrive. What came before the
                    // end is looked at once more: it may be refused by now.
                    let got = reader.by_ref().take(needed as u64).read_to_end(buffer)?;
                    ended = got < needed;
                }
                Step::Bad { len, error } => {
                    let rest = len.saturating_sub(buffer.len() as u64);
                    io::copy(&mut reader.by_ref().take(rest), &mut io::sink())?;
                    return Err(error);
                }
            }
        };
        let mut scratch = OutBuf::new();
        match self.open(&buffer[..len], &mut scratch, &limits)? {
            Content::Stored { range, many: false } => {
                buffer.truncate(range.end);
                buffer.drain(..range.start);
            }
            Content::Decoded { many: false } => {
                buffer.clear();
                buffer.extend_from_slice(scratch.filled());
            }
            Content::Stored { many: true, .. } | Content::Decoded { many: true } => {
                let text = "a frame of many messages takes a stream reader";
                return Err(Error::custom(ErrorKind::Config, text));
            }
        }
        Ok(Some(()))
    }
}

/// What a deframer sees at the start of its input.
#[derive(Debug)]
pub enum Step {
    /// A whole frame: the first `len` bytes of the input.
    Frame {
        /// Length of the frame, header included: at least 1, at most the input's.
        len: usize,
    },
    /// Less than one frame.
    Incomplete {
        /// Bytes still missing before more can be said: at least 1, and never
        /// more than this frame needs.
        needed: usize,
    },
    /// A frame that will not be accepted, with a known end. Step over it;
    /// there is no need to hold it in memory.
    Bad {
        /// Length of the frame, header included: at least 1.
        len: u64,
        /// Why it is refused.
        error: Error,
    },
}

/// Where the payload of an opened frame is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// In the frame itself.
    Stored {
        /// Where in the frame.
        range: Range<usize>,
        /// Whether it is a sequence of frames, one per message, which have a
        /// length and no digest.
        many: bool,
    },
    /// Decoded, in the scratch buffer.
    Decoded {
        /// As in [`Content::Stored`].
        many: bool,
    },
}

impl Content {
    /// One message, in the frame itself at `range`.
    #[inline]
    #[must_use]
    pub const fn stored(range: Range<usize>) -> Self {
        Self::Stored { range, many: false }
    }

    /// Whether there are many messages.
    #[inline]
    #[must_use]
    pub const fn has_many(&self) -> bool {
        matches!(self, Self::Stored { many: true, .. } | Self::Decoded { many: true })
    }

    /// The bytes spoken of, in the frame or the scratch buffer given to
    /// [`Deframer::open`].
    #[inline]
    #[must_use]
    pub fn bytes<'p>(&self, frame: &'p [u8], scratch: &'p OutBuf) -> &'p [u8] {
        match self {
            Self::Stored { range, .. } => &frame[range.clone()],
            Self::Decoded { .. } => scratch.filled(),
        }
    }
}

/// A deframer whose payloads always lie in the frame, one in each: `open` answers
/// [`Content::Stored`] without `many`. Slice readers, which lend
/// payloads with the input's own lifetime, take only these.
pub trait Borrowing: Deframer {}

impl<D: Deframer + ?Sized> Deframer for &D {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        (**self).deframe(input, limits)
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        (**self).open(frame, scratch, limits)
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        (**self).check(message)
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        (**self).may_hold_many()
    }
    #[inline]
    fn digest_len(&self) -> usize {
        (**self).digest_len()
    }
}

impl<D: Deframer + ?Sized> Deframer for Box<D> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        (**self).deframe(input, limits)
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        (**self).open(frame, scratch, limits)
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        (**self).check(message)
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        (**self).may_hold_many()
    }
    #[inline]
    fn digest_len(&self) -> usize {
        (**self).digest_len()
    }
}

impl<D: Borrowing + ?Sized> Borrowing for &D {}
impl<D: Borrowing + ?Sized> Borrowing for Box<D> {}
