//! Finding the next frame behind damage, and the damage before the next frame.

use crate::scanner::{CHEAP_BYTES, LEN_BYTES, MAX_HOPS, SHAPE_BITS, Scanner};
use flatstream_core::{Deframer, Header, Result, Step};
use std::io::Read;

/// Longest frame looked at where only the damaged one is that long: its length may
/// be wrong.
const MAX_LOOK_AHEAD_BYTES: usize = 1 << 24;
/// Frames before a break in the chain whose length may be to blame for it.
const MAX_SUSPECTS: usize = 8;

impl<R: Read, D: Deframer> Scanner<R, D> {
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
            if self.believable(at)? {
                let first = self.first_message(at)?;
                self.leave(first);
                return Ok(true);
            }
            // No frame begins with more zeros than a header has bytes.
            let rest = &self.window.bytes()[at..];
            let zeros = rest.iter().position(|&byte| byte != 0).unwrap_or(rest.len());
            at += zeros.saturating_sub(Header::MAX).max(1);
            if at >= CHEAP_BYTES {
                self.leave(at - 1);
                at = 1;
            }
        }
    }

    /// The first FlatBuffer within the believable frame at `at`, unless that is one
    /// itself or has a digest; `at` if there is none.
    ///
    /// What follows speaks for the end of a frame only: any number in a damaged
    /// payload may lead to some boundary, with intact frames in between.
    fn first_message(&mut self, at: usize) -> Result<usize> {
        let end = at + self.whole_frame(at)?.unwrap_or(0);
        if self.deframer.digest_len() == 0 {
            for first in at..end {
                if self.message_at(first)? && self.believable(first)? {
                    return Ok(first);
                }
            }
        }
        Ok(at)
    }

    fn message_at(&mut self, at: usize) -> Result<bool> {
        let Some(len) = self.whole_frame(at)? else { return Ok(false) };
        Ok(self.frame_bits(at, len)?.is_some_and(|bits| bits >= SHAPE_BITS))
    }

    /// The positions that follow from the damaged header: where a single
    /// flipped bit in its first four bytes says that the frame ends, and where
    /// the header itself says so.
    fn hinted(&mut self, declared: Option<usize>) -> Result<Option<usize>> {
        let flips = self.flips(0)?;
        if self.deframer.digest_len() == 0 && !self.deframer.may_hold_many() {
            // Nothing but the chain can tell; it begins with a FlatBuffer at best.
            let ends = || declared.into_iter().chain(flips.iter().map(|&(_, end)| end));
            for message in [true, false] {
                for end in ends() {
                    if self.message_at(end)? == message && self.believable_hint(end)? {
                        return Ok(Some(end));
                    }
                }
            }
        } else {
            // A flip after which the frame opens names the damage itself, by its digest
            // or by how long its payload says that it is.
            for (bit, end) in flips {
                if self.plausible_after(end)? {
                    self.flip(bit);
                    let bits = self.frame_bits(0, end);
                    self.flip(bit);
                    let bits = bits?;
                    if bits.is_some_and(|bits| bits > 0) && self.ends_at(end)?
                        || bits.is_some() && self.believable_hint(end)?
                    {
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

    /// Where the whole frame at the window's start ends, if its length, `len` bytes,
    /// is damaged.
    ///
    /// Without a digest only the chain can tell. Where it breaks soon behind the
    /// frame, the length to blame is the one that a single flipped bit mends, such
    /// that FlatBuffers follow.
    pub(crate) fn misled(&mut self, len: usize) -> Result<Option<usize>> {
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
        // A cut at the end of the input, unless that frame is out of the common.
        if let Ok(Step::Incomplete { needed }) =
            self.deframer.deframe(&self.window.bytes()[at..], &self.limits)
        {
            let torn = (self.window.bytes().len() - at).saturating_add(needed);
            if torn <= self.longest.max(len).saturating_mul(4) {
                return Ok(None);
            }
        }
        for &from in chain.iter().rev() {
            if self.says_its_length(from)? {
                continue;
            }
            for (_, end) in self.flips(from)? {
                if self.leads_over(end, at)? {
                    self.followed = start + from as u64;
                    return Ok((from == 0).then_some(end));
                }
            }
        }
        Ok(None)
    }

    /// Whether the frame at `at` opens, and would not if its length were another one.
    fn says_its_length(&mut self, at: usize) -> Result<bool> {
        if !self.deframer.may_hold_many() {
            return Ok(false);
        }
        let Some(len) = self.whole_frame(at)? else { return Ok(false) };
        Ok(self.frame_bits(at, len)?.is_some())
    }

    /// Whether FlatBuffers lead from `at` over the break in the chain at `gap`, and
    /// on. Other payloads are no ground for doubting a frame that seems whole.
    fn leads_over(&mut self, mut at: usize, gap: usize) -> Result<bool> {
        for _ in 0..MAX_HOPS {
            let Some(len) = self.whole_frame(at)? else { break };
            match self.frame_bits(at, len)? {
                Some(bits) if bits >= SHAPE_BITS && at + len > gap => {
                    return self.chain(at + len, bits, false);
                }
                Some(bits) if bits >= SHAPE_BITS => at += len,
                _ => break,
            }
        }
        Ok(false)
    }

    fn flip(&mut self, bit: usize) {
        self.window.bytes_mut()[bit / 8] ^= 1 << (bit % 8);
    }
}
