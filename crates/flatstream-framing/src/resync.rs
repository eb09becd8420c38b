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
//! Zeros say nothing, being found everywhere: neither empty frames nor payloads
//! of zeros, unless their digest is not zero. Without a digest, payloads too
//! short for a FlatBuffer say nothing either: small numbers before a few bytes
//! are found in every table.

use crate::{TableRootValidator, adapters::payload, window::Window};
use flatstream_core::{Deframer, ErrorKind, Header, Limits, OutBuf, Result, Step, Validator};
use std::io::Read;

/// Evidence that makes a boundary, in bits.
const NEEDED_BITS: u32 = 40;
/// A root offset within a payload of at most 4 MiB, aligned, at a table or string
/// that fits.
const SHAPE_BITS: u32 = 20;
/// One of 33 positions rather than one of 2^22.
const HINT_BITS: u32 = 17;

/// Bytes of a header's length field.
const LEN_BYTES: usize = 4;
/// Root offset, vtable and table; or root offset, length and zero.
const SHORTEST_FLATBUFFER: usize = 12;

/// Longest frame looked at behind damage, unless longer ones are at hand.
const LOOK_AHEAD_BYTES: usize = 1 << 22;
/// The same where only the damaged frame is that long: its length may be wrong.
const MAX_LOOK_AHEAD_BYTES: usize = 1 << 24;
/// Frames with more bytes than this have their digest computed only where the
/// next header is plausible as well.
const CHEAP_BYTES: usize = 4096;
/// Frames followed at one position, empty ones included.
const MAX_HOPS: usize = 16;
/// Frames before a break in the chain whose length may be to blame for it.
const MAX_SUSPECTS: usize = 8;
/// A run of zeros in which no chain of `MAX_HOPS` frames gets anywhere.
const ZERO_RUN: usize = MAX_HOPS * Header::MAX;
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
    longest: usize,
    /// Longest frame looked at in the search.
    reach: usize,
    /// How far the chain of frames was followed by [`Scanner::misled`].
    followed: u64,
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
    fn whole_frame(&mut self, at: usize) -> Result<Option<usize>> {
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
    fn ends_at(&mut self, at: usize) -> Result<bool> {
        Ok(self.window.bytes().len() <= at && !self.window.fill(at + 1)?)
    }

    /// Whether the input ends at `at` or a whole frame stands there.
    fn plausible_after(&mut self, at: usize) -> Result<bool> {
        Ok(self.ends_at(at)? || self.whole_frame(at)?.is_some())
    }

    /// The bits that the frame of `len` bytes at `at` is worth, if it opens.
    fn frame_bits(&mut self, at: usize, len: usize) -> Option<u32> {
        if self.work < len as u64 {
            self.exhausted = true;
            return None;
        }
        self.work -= len as u64;
        let frame = &self.window.bytes()[at..at + len];
        let content = self.deframer.open(frame, &mut self.scratch, &self.limits).ok()?;
        let payload = payload(&content, frame, &self.scratch);
        let shape = || TableRootValidator::new().validate(payload).is_ok();
        Some(match self.deframer.digest_len() {
            _ if frame.iter().skip(LEN_BYTES).all(|&byte| byte == 0) => 0,
            0 if payload.len() < SHORTEST_FLATBUFFER => 0,
            0 if shape() => self.length_bits() + SHAPE_BITS,
            digest_len => self.length_bits() + 8 * u32::try_from(digest_len).unwrap_or(8),
        })
    }

    /// Whether a chain of frames begins at `at`, where nothing but the bytes there
    /// speaks for it.
    fn believable(&mut self, at: usize) -> Result<bool> {
        let Some(len) = self.whole_frame(at)? else { return Ok(false) };
        if len > CHEAP_BYTES && !self.plausible_after(at + len)? {
            return Ok(false);
        }
        // Zeros before a frame may be the end of a payload.
        let Some(bits) = self.frame_bits(at, len).filter(|&bits| bits > 0) else {
            return Ok(false);
        };
        Ok(bits >= NEEDED_BITS || self.chain(at + len, bits, false)?)
    }

    /// Whether a chain of frames begins at `at`, where a damaged header says so.
    /// Frames in it may be damaged too, as long as their lengths are plausible.
    fn believable_hint(&mut self, at: usize) -> Result<bool> {
        Ok(!self.ends_at(at)? && self.chain(at, HINT_BITS, true)?)
    }

    /// Whether a chain of frames at `at` adds up to enough, with `bits` of
    /// evidence beforehand.
    fn chain(&mut self, mut at: usize, mut bits: u32, tolerant: bool) -> Result<bool> {
        for _ in 0..MAX_HOPS {
            if self.ends_at(at)? {
                // The last length is the one of all within reach that fits.
                return Ok(bits + self.reach.ilog2() >= NEEDED_BITS);
            }
            let Some(len) = self.whole_frame(at)? else { break };
            match self.frame_bits(at, len) {
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
            Some(len) => Ok(self.plausible_after(len)? && self.frame_bits(0, len).is_some()),
            None => Ok(false),
        }
    }

    /// Moves the window from a damaged frame to the next believable one, and
    /// says whether there is one. The damaged frame has `held` bytes in the
    /// window, and if it is `whole`, its header says that it ends there.
    pub(crate) fn resync(&mut self, held: usize, whole: bool) -> Result<bool> {
        self.exhausted = false;
        let reach = self.reach;
        let near = held.saturating_mul(2);
        self.reach = reach.max(near);
        let hinted = self.hinted(whole.then_some(held))?;
        self.reach = reach.max(near.min(MAX_LOOK_AHEAD_BYTES));
        let found = match hinted {
            Some(at) => {
                self.leave(at);
                true
            }
            None => self.search()?,
        };
        self.reach = reach;
        Ok(found)
    }

    /// Looks at every position, at a cost linear in the bytes left behind.
    fn search(&mut self) -> Result<bool> {
        let mut at = 1;
        loop {
            if self.ends_at(at)? {
                self.leave(self.window.bytes().len());
                return Ok(false);
            }
            if !self.zeros_at(at)? && self.believable(at)? {
                self.leave(at);
                return Ok(true);
            }
            at += 1;
            if at == CHEAP_BYTES {
                self.leave(at - 1);
                at = 1;
            }
        }
    }

    /// Whether a long run of zeros begins at `at`: nothing to look at there.
    fn zeros_at(&mut self, at: usize) -> Result<bool> {
        if self.window.bytes()[at] != 0 {
            return Ok(false);
        }
        self.window.fill(at + ZERO_RUN)?;
        let run = &self.window.bytes()[at..];
        Ok(run[..run.len().min(ZERO_RUN)].iter().all(|&byte| byte == 0))
    }

    /// The positions that follow from the damaged header: where a single
    /// flipped bit in its first four bytes says that the frame ends, and where
    /// the header itself says so.
    fn hinted(&mut self, declared: Option<usize>) -> Result<Option<usize>> {
        let flips = self.flips(0)?;
        if self.deframer.digest_len() == 0 {
            // Nothing but the chain can tell.
            for end in declared.into_iter().chain(flips.into_iter().map(|(_, end)| end)) {
                if self.believable_hint(end)? {
                    return Ok(Some(end));
                }
            }
        } else {
            // A flip after which the frame opens names the damage itself.
            for (bit, end) in flips {
                if self.plausible_after(end)? {
                    self.flip(bit);
                    let opens = self.frame_bits(0, end).is_some();
                    self.flip(bit);
                    if opens && (self.ends_at(end)? || self.believable_hint(end)?) {
                        return Ok(Some(end));
                    }
                }
            }
        }
        // The header's own word goes before the search: a payload that holds
        // frames itself must not be taken for the stream.
        match declared {
            Some(end) if self.ends_at(end)? || self.believable_hint(end)? => Ok(Some(end)),
            _ => Ok(None),
        }
    }

    /// Every single-bit flip of the four bytes at `at` that makes a whole frame,
    /// and where that frame ends.
    fn flips(&mut self, at: usize) -> Result<Vec<(usize, usize)>> {
        let mut ends = Vec::with_capacity(32);
        let held = self.window.bytes().len() - at;
        for bit in 8 * at..8 * (at + LEN_BYTES.min(held)) {
            self.flip(bit);
            let len = self.whole_frame(at);
            self.flip(bit);
            ends.extend(len?.map(|len| (bit, at + len)));
        }
        Ok(ends)
    }

    /// Whether the length of the whole frame at the window's start, `len` bytes, is
    /// damaged: what a reader would say in the end, and where the frame ends.
    ///
    /// Without a digest only the chain can tell. Where it breaks soon behind the
    /// frame, the length to blame is the one that a single flipped bit mends.
    pub(crate) fn misled(&mut self, len: usize) -> Result<Option<(ErrorKind, usize)>> {
        let start = self.window.offset();
        if self.deframer.digest_len() > 0 || start + len as u64 <= self.followed {
            return Ok(None);
        }
        let (mut chain, mut at) = (vec![0], len);
        loop {
            if chain.len() > MAX_SUSPECTS || at > self.reach || self.ends_at(at)? {
                // What is to break behind the last of them is not known yet.
                self.followed = start + chain[chain.len() / 2] as u64;
                return Ok(None);
            }
            chain.push(at);
            match self.whole_frame(at)? {
                Some(len) => at += len,
                None => break,
            }
        }
        self.followed = start + at as u64;
        let fault = self.fault_at(at);
        if let ErrorKind::Truncated { missing } = fault {
            // A cut at the end of the input, unless the frame is out of the common.
            let torn = (self.window.bytes().len() - at) as u64 + missing;
            if torn <= 4 * self.longest.max(len) as u64 {
                return Ok(None);
            }
        }
        for &from in chain.iter().rev() {
            for (_, end) in self.flips(from)? {
                let Some(over) = self.leads_over(end, at)? else { continue };
                if self.believable_hint(over)? {
                    self.followed = start + from as u64;
                    return Ok((from == 0).then(|| (fault, end)));
                }
            }
        }
        Ok(None)
    }

    /// The first frame from `at` on that does not end at or before `gap`.
    fn leads_over(&mut self, mut at: usize, gap: usize) -> Result<Option<usize>> {
        for _ in 0..MAX_HOPS {
            if at > gap {
                return Ok(Some(at));
            }
            match self.whole_frame(at)? {
                Some(len) if at + len > gap => return Ok((at != gap).then_some(at)),
                Some(len) => at += len,
                None => break,
            }
        }
        Ok(None)
    }

    /// What a reader would say about the bytes at `at`, which are no whole frame.
    fn fault_at(&self, at: usize) -> ErrorKind {
        match self.deframer.deframe(&self.window.bytes()[at..], &self.limits) {
            Ok(Step::Bad { error, .. }) | Err(error) => error.kind(),
            Ok(Step::Incomplete { needed }) => ErrorKind::Truncated { missing: needed as u64 },
            Ok(Step::Frame { .. }) => ErrorKind::InvalidPayload,
        }
    }

    fn flip(&mut self, bit: usize) {
        self.window.bytes_mut()[bit / 8] ^= 1 << (bit % 8);
    }
}
