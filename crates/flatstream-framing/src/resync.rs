//! Finding the next frame behind damage.
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
//! | the position follows from the damaged header itself | 17 |
//!
//! Empty frames say nothing: zeros are found everywhere.

use crate::{adapters::payload, window::Window};
use flatstream_core::{Deframer, Limits, OutBuf, Result, Step, root};
use std::io::Read;

/// Evidence that makes a boundary, in bits.
const NEEDED_BITS: u32 = 40;
/// A root offset within a payload of at most 4 MiB, aligned, at a vtable or
/// vector that fits.
const SHAPE_BITS: u32 = 20;
/// One of 33 positions rather than one of 2^22.
const HINT_BITS: u32 = 17;

/// Longest frame looked at behind damage, unless it ends with the input or
/// frames as long were met before.
const LOOK_AHEAD_BYTES: usize = 1 << 22;
/// Frames with more bytes than this have their digest computed only where the
/// next header is plausible as well.
const CHEAP_BYTES: usize = 4096;
/// Frames followed at one position, empty ones included.
const MAX_HOPS: usize = 16;
/// Bytes that may be digested per byte scanned, and at least in all.
const WORK_PER_BYTE: u64 = 64;
const MIN_WORK: u64 = 256 << 20;

/// Looks for frames in a window.
pub(crate) struct Scanner<R, D> {
    pub(crate) window: Window<R>,
    pub(crate) deframer: D,
    pub(crate) limits: Limits,
    pub(crate) scratch: OutBuf,
    /// Longest frame looked at in the search.
    reach: usize,
    /// Bytes that may still be digested in the search.
    work: u64,
    /// Whether the search was ever cut short for want of work: then "nothing
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
            reach: LOOK_AHEAD_BYTES,
            work: MIN_WORK,
            exhausted: false,
        }
    }

    /// Leaves an intact frame behind.
    pub(crate) fn accept(&mut self, len: usize) {
        self.expect_frames_of(len);
        self.window.consume(len);
    }

    fn expect_frames_of(&mut self, len: usize) {
        self.reach = self.reach.max(len.saturating_mul(4));
    }

    /// Bits that a length within reach is worth.
    fn length_bits(&self) -> u32 {
        32_u32.saturating_sub(self.reach.ilog2())
    }

    /// Length of the frame at `at`, if one is there whole; reads as far as that
    /// needs, up to the reach.
    fn whole_frame(&mut self, at: usize) -> Result<Option<usize>> {
        loop {
            let Some(input) = self.window.bytes().get(at..) else { return Ok(None) };
            let have = input.len();
            match self.deframer.deframe(input, &self.limits) {
                Ok(Step::Frame { len }) => return Ok(Some(len)),
                Ok(Step::Incomplete { needed }) => {
                    let len = have.saturating_add(needed);
                    if len > self.reach || !self.window.fill(at.saturating_add(len))? {
                        return Ok(None);
                    }
                }
                Ok(Step::Bad { .. }) | Err(_) => return Ok(None),
            }
        }
    }

    /// Whether the input ends at `at`.
    fn ends_at(&mut self, at: usize) -> Result<bool> {
        Ok(self.window.bytes().len() <= at && !self.window.fill(at + 1)?)
    }

    /// Whether the frame of `len` bytes at `at` opens, and the bits that says.
    fn frame_bits(&mut self, at: usize, len: usize) -> Option<u32> {
        if self.work < len as u64 {
            self.exhausted = true;
            return None;
        }
        self.work -= len as u64;
        let frame = &self.window.bytes()[at..at + len];
        let content = self.deframer.open(frame, &mut self.scratch, &self.limits).ok()?;
        let payload = payload(&content, frame, &self.scratch);
        Some(match self.deframer.digest_len() {
            _ if payload.is_empty() => 0,
            0 if root::probe(payload).is_some() => self.length_bits() + SHAPE_BITS,
            digest_len => self.length_bits() + 8 * u32::try_from(digest_len).unwrap_or(8),
        })
    }

    /// Whether frames begin at `at`, given `bits` of evidence beforehand.
    fn believable(&mut self, at: usize, mut bits: u32) -> Result<bool> {
        let mut position = at;
        for hop in 0..MAX_HOPS {
            if self.ends_at(position)? {
                // The last length is the one of all within reach that fits.
                return Ok(hop > 0 && bits + self.reach.ilog2() >= NEEDED_BITS);
            }
            let Some(len) = self.whole_frame(position)? else { break };
            if len > self.reach && !self.ends_at(position + len)? {
                break;
            }
            if hop == 0 && len > CHEAP_BYTES && !self.plausible_after(position + len)? {
                break;
            }
            let Some(found) = self.frame_bits(position, len) else { break };
            bits += found;
            if found > 0 && bits >= NEEDED_BITS {
                return Ok(true);
            }
            position += len;
        }
        Ok(false)
    }

    /// Whether the input ends at `at` or a whole frame stands there.
    fn plausible_after(&mut self, at: usize) -> Result<bool> {
        Ok(self.ends_at(at)? || self.whole_frame(at)?.is_some())
    }

    /// Whether frames begin at the window's start: used behind long runs of
    /// zeros, where a frame alone would be weak evidence.
    pub(crate) fn frames_begin_here(&mut self) -> Result<bool> {
        self.believable(0, HINT_BITS)
    }

    /// Moves the window from a damaged frame to the next believable one, and
    /// says whether there is one. `declared` is where the damaged header says
    /// that its frame ends, if it ends within the input.
    pub(crate) fn resync(&mut self, declared: Option<usize>) -> Result<bool> {
        self.expect_frames_of(declared.unwrap_or(0));
        if let Some(at) = self.hinted(declared)? {
            self.window.consume(at);
            return Ok(true);
        }
        // Every position, at a cost linear in the bytes left behind.
        let mut at = 1;
        loop {
            if self.ends_at(at)? {
                self.window.consume(self.window.bytes().len());
                return Ok(false);
            }
            if self.believable(at, 0)? {
                self.window.consume(at);
                return Ok(true);
            }
            at += 1;
            self.work = self.work.saturating_add(WORK_PER_BYTE);
            if at == CHEAP_BYTES {
                self.window.consume(at - 1);
                at = 1;
            }
        }
    }

    /// The positions that follow from the damaged header: where a single
    /// flipped bit in its first four bytes says that the frame ends, and where
    /// the header itself says so.
    fn hinted(&mut self, declared: Option<usize>) -> Result<Option<usize>> {
        let ends = self.neighbours()?;
        // A flip after which the frame opens names the damage itself.
        if self.deframer.digest_len() > 0 {
            for &(bit, end) in &ends {
                self.flip(bit);
                let opens = self.frame_bits(0, end).is_some();
                self.flip(bit);
                if opens && (self.ends_at(end)? || self.believable(end, HINT_BITS)?) {
                    return Ok(Some(end));
                }
            }
        }
        // The header's own word goes first: a payload that holds frames itself
        // must not be taken for the stream.
        let candidates = declared.into_iter().chain(ends.into_iter().map(|(_, end)| end));
        for end in candidates {
            if !self.ends_at(end)? && self.believable(end, HINT_BITS)? {
                return Ok(Some(end));
            }
        }
        match declared {
            Some(end) if self.ends_at(end)? => Ok(Some(end)),
            _ => Ok(None),
        }
    }

    /// Ends of the frame at the window's start under every single-bit flip of
    /// its first four bytes, as far as they lie within the input.
    fn neighbours(&mut self) -> Result<Vec<(usize, usize)>> {
        let mut ends = Vec::with_capacity(32);
        for bit in 0..32.min(8 * self.window.bytes().len()) {
            self.flip(bit);
            let end = self.whole_frame(0);
            self.flip(bit);
            ends.extend(end?.map(|end| (bit, end)));
        }
        Ok(ends)
    }

    fn flip(&mut self, bit: usize) {
        self.window.bytes_mut()[bit / 8] ^= 1 << (bit % 8);
    }
}
