//! Looking for frames in a stretch of bytes, and what speaks for them.
//!
//! Stream format v1 has no markers, so a position is believed to be a frame
//! boundary by evidence, counted in bits: `n` bits stand for odds of 2^-n that
//! random bytes show the same. A position needs [`NEEDED_BITS`].
//!
//! | evidence | bits |
//! |---|---|
//! | a header whose length lies within the look-ahead of 2^22 bytes | 10 |
//! | a digest of `d` bytes that matches | 8 `d` |
//! | the chain of frames ends exactly where the input ends | 22 |
//! | no digest, but the payload has the shape of a FlatBuffer | 20 |
//! | no digest, but the payload itself says how long it is once decoded | 20 |
//! | no digest, but the payload names a dictionary that is not at hand | 20 |
//! | the position follows from the damaged header itself | 17 |
//!
//! A frame need not open: behind a digest that matches, whatever else is wrong with it
//! does not matter, above all that the dictionary, the codec or the limits are not
//! those that it was written with.
//!
//! Frames of one byte repeated behind the length, zeros above all, say nothing:
//! such runs are found everywhere, and the CRC-16 of zeros is zero, the CRC-32 of
//! `ff ff ff ff` is `ff ff ff ff`. Without a digest, payloads too short for a
//! FlatBuffer say nothing either: small numbers before a few bytes are found in
//! every table.

use crate::{validators::looks_like_message, window::Window};
use flatstream_core::{Content, Deframer, Error, ErrorKind, Limits, OutBuf, Result, Step, block};
use std::io::Read;

/// Evidence that makes a boundary, in bits.
const NEEDED_BITS: u32 = 40;
/// A root offset within a payload of at most 4 MiB, aligned, at a table or string
/// that fits.
pub(crate) const SHAPE_BITS: u32 = 20;
/// One of 33 positions rather than one of 2^22.
const HINT_BITS: u32 = 17;

/// Bytes of a header's length field.
pub(crate) const LEN_BYTES: usize = 4;
/// Root offset, vtable and table; or root offset, length and zero.
const SHORTEST_FLATBUFFER: usize = 12;

/// Longest frame looked at behind damage, unless longer ones are at hand.
const LOOK_AHEAD_BYTES: usize = 1 << 22;
/// Frames with more bytes than this have their digest computed only where the
/// next header is plausible as well.
pub(crate) const CHEAP_BYTES: usize = 4096;
/// Frames followed at one position, empty ones included.
pub(crate) const MAX_HOPS: usize = 16;
/// Bytes that may be digested per byte of the input, and at least in all.
const WORK_PER_BYTE: u64 = 64;
const MIN_WORK: u64 = 256 << 20;

/// Looks for frames in a window.
pub(crate) struct Scanner<R, D> {
    pub(crate) window: Window<R>,
    pub(crate) deframer: D,
    pub(crate) limits: Limits,
    pub(crate) scratch: OutBuf,
    /// Longest intact frame so far.
    pub(crate) longest: usize,
    /// Longest frame looked at in the search.
    pub(crate) reach: usize,
    /// How far the chain of frames was followed by [`Scanner::misled`].
    pub(crate) followed: u64,
    /// Bytes that may still be digested in searches.
    work: u64,
    /// Whether the last search was cut short for want of work: then "nothing
    /// found" does not mean that nothing is there.
    pub(crate) exhausted: bool,
}

impl<R: Read, D: Deframer> Scanner<R, D> {
    pub(crate) fn new(source: R, deframer: D, limits: Limits) -> Self {
        Self {
            window: Window::new(source),
            deframer,
            limits,
            scratch: OutBuf::new(),
            longest: 0,
            reach: LOOK_AHEAD_BYTES,
            followed: 0,
            work: MIN_WORK,
            exhausted: false,
        }
    }

    /// Leaves an intact frame behind.
    pub(crate) fn accept(&mut self, len: usize) {
        self.longest = self.longest.max(len);
        self.reach = self.reach.max(len.saturating_mul(4));
        self.leave(len);
    }

    /// Leaves bytes behind.
    pub(crate) fn leave(&mut self, len: usize) {
        self.work = self.work.saturating_add(WORK_PER_BYTE * len as u64);
        self.window.consume(len);
    }

    /// Bits that a length within reach is worth.
    fn length_bits(&self) -> u32 {
        32_u32.saturating_sub(self.reach.ilog2())
    }

    /// Length of the frame at `at`, if one within reach is there whole.
    pub(crate) fn whole_frame(&mut self, at: usize) -> Result<Option<usize>> {
        loop {
            let Some(input) = self.window.bytes().get(at..) else { return Ok(None) };
            let len = match self.deframer.deframe(input, &self.limits) {
                Ok(Step::Frame { len }) => return Ok((len <= self.reach).then_some(len)),
                Ok(Step::Incomplete { needed }) => input.len().saturating_add(needed),
                Ok(Step::Bad { .. }) | Err(_) => return Ok(None),
            };
            if len > self.reach || !self.window.fill(at.saturating_add(len))? {
                return Ok(None);
            }
        }
    }

    /// Whether the input ends at `at`.
    pub(crate) fn ends_at(&mut self, at: usize) -> Result<bool> {
        Ok(self.window.bytes().len() <= at && !self.window.fill(at + 1)?)
    }

    /// Whether the input ends at `at` or a whole frame stands there.
    pub(crate) fn plausible_after(&mut self, at: usize) -> Result<bool> {
        Ok(self.ends_at(at)? || self.whole_frame(at)?.is_some())
    }

    /// Opens the frame of `len` bytes at the window's start and checks all its
    /// messages.
    pub(crate) fn open_whole(&mut self, len: usize) -> Result<Content> {
        let frame = &self.window.bytes()[..len];
        let content = self.deframer.open(frame, &mut self.scratch, &self.limits)?;
        if content.has_many() {
            let messages = content.bytes(frame, &self.scratch);
            if !block::is_whole(messages) {
                return Err(Error::new(ErrorKind::InvalidPayload));
            }
            block::messages(messages).try_for_each(|message| self.deframer.check(message))?;
        }
        Ok(content)
    }

    /// The bits that the frame of `len` bytes at `at` is worth, if it opens, or fails
    /// to for a reason that speaks for it.
    pub(crate) fn frame_bits(&mut self, at: usize, len: usize) -> Result<Option<u32>> {
        if self.work < len as u64 {
            self.exhausted = true;
            return Ok(None);
        }
        self.work -= len as u64;
        let frame = &self.window.bytes()[at..at + len];
        let digest_len = self.deframer.digest_len();
        let by_digest = self.length_bits() + 8 * u32::try_from(digest_len).unwrap_or(8);
        let by_content = self.length_bits() + SHAPE_BITS;
        let behind_length = frame.get(LEN_BYTES..).unwrap_or(&[]);
        let uniform = behind_length.iter().all(|byte| Some(byte) == behind_length.first());
        let content = match self.deframer.open(frame, &mut self.scratch, &self.limits) {
            Ok(content) => content,
            Err(error) => {
                let kind = error.kind();
                if !matches!(kind, ErrorKind::ChecksumMismatch { .. }) {
                    // A decoder that fails has worked as well: for as much as it made room.
                    self.work = self.work.saturating_sub(self.scratch.capacity() as u64);
                    self.scratch.shrink_to(0);
                }
                // A reader without the dictionary, the codec or the limits of the writer
                // gets no further than this, and must not find an empty stream.
                return match kind {
                    ErrorKind::Config => Err(error),
                    ErrorKind::ChecksumMismatch { .. } => Ok(None),
                    _ if uniform => Ok(None),
                    _ if digest_len > 0 => Ok(Some(by_digest)),
                    ErrorKind::WrongDictionary { .. } => Ok(Some(by_content)),
                    _ => Ok(None),
                };
            }
        };
        let payload = content.bytes(frame, &self.scratch);
        let decoded = matches!(content, Content::Decoded { .. });
        // Decoding is work, too, and more of it than of digesting.
        self.work = self.work.saturating_sub(if decoded { payload.len() as u64 } else { 0 });
        Ok(Some(match digest_len {
            _ if uniform => 0,
            0 if self.deframer.may_hold_many() => by_content,
            0 if payload.len() < SHORTEST_FLATBUFFER => 0,
            0 if looks_like_message(payload) => by_content,
            _ => by_digest,
        }))
    }

    /// Whether a chain of frames begins at `at`, where nothing but the bytes there
    /// speaks for it.
    pub(crate) fn believable(&mut self, at: usize) -> Result<bool> {
        let Some(len) = self.whole_frame(at)? else { return Ok(false) };
        if len > CHEAP_BYTES && !self.plausible_after(at + len)? {
            return Ok(false);
        }
        // Zeros before a frame may be the end of a payload.
        let Some(bits) = self.frame_bits(at, len)?.filter(|&bits| bits > 0) else {
            return Ok(false);
        };
        Ok(bits >= NEEDED_BITS || self.chain(at + len, bits, false)?)
    }

    /// Whether a chain of frames begins at `at`, where a damaged header says so.
    /// Frames in it may be damaged too, as long as their lengths are plausible.
    pub(crate) fn believable_hint(&mut self, at: usize) -> Result<bool> {
        Ok(!self.ends_at(at)? && self.chain(at, HINT_BITS, true)?)
    }

    /// Whether a chain of frames at `at` adds up to enough, with `bits` of
    /// evidence beforehand.
    pub(crate) fn chain(&mut self, mut at: usize, mut bits: u32, tolerant: bool) -> Result<bool> {
        for _ in 0..MAX_HOPS {
            if self.ends_at(at)? {
                // The last length is the one of all within reach that fits.
                return Ok(bits + self.reach.ilog2() >= NEEDED_BITS);
            }
            let Some(len) = self.whole_frame(at)? else { break };
            match self.frame_bits(at, len)? {
                Some(found) => {
                    bits += found;
                    if found > 0 && bits >= NEEDED_BITS {
                        return Ok(true);
                    }
                }
                None if tolerant => bits += self.length_bits(),
                None => break,
            }
            at += len;
        }
        Ok(false)
    }

    /// Whether a frame begins at the window's start: asked behind runs of zeros
    /// that are empty messages then.
    pub(crate) fn frame_begins_here(&mut self) -> Result<bool> {
        match self.whole_frame(0)? {
            Some(len) => Ok(self.plausible_after(len)? && self.frame_bits(0, len)?.is_some()),
            None => Ok(false),
        }
    }

    /// Whether the input may just have been cut inside a frame of `len` bytes.
    /// Without a digest a length out of all proportion is damage sooner than that.
    pub(crate) fn may_be_torn(&self, len: u64) -> bool {
        !self.exhausted && (self.deframer.digest_len() > 0 || len <= self.reach as u64)
    }
}
