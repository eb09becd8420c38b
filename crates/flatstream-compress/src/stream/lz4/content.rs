use flatstream_core::{Error, ErrorKind, Result};
use lz4_flex::block::{DecompressError, decompress_into, decompress_into_with_dict};

/// Decoded content: the block that waits to be handed out, and behind it in
/// memory what linked blocks refer to.
#[derive(Default)]
pub(super) struct Content {
    memory: Vec<u8>,
    /// What waits is `start..end`; what came before it is history.
    start: usize,
    end: usize,
}

impl Content {
    pub(super) fn clear(&mut self) {
        (self.start, self.end) = (0, 0);
    }

    pub(super) fn waiting(&self) -> &[u8] {
        &self.memory[self.start..self.end]
    }

    /// Moves what fits.
    pub(super) fn drain(&mut self, output: &mut [u8]) -> usize {
        let n = output.len().min(self.end - self.start);
        output[..n].copy_from_slice(&self.waiting()[..n]);
        self.start += n;
        n
    }

    /// Room of at least `len` bytes behind the history, which may be forgotten
    /// unless blocks are `linked`. Nothing waits.
    fn make_room(&mut self, len: usize, linked: bool) {
        if !linked {
            self.clear();
        }
        if self.memory.len() - self.end < len && self.end >= 2 * HISTORY {
            self.forget();
        }
        let wanted = self.end + len;
        if wanted > self.memory.len() {
            // Many short blocks that are linked are not to cost as many moves.
            let len = wanted.max((2 * self.memory.len()).min(2 * HISTORY));
            self.memory.reserve_exact(len - self.memory.len());
            self.memory.resize(len, 0);
        }
    }

    /// Keeps no more history than a block can refer to.
    fn forget(&mut self) {
        let from = self.end.saturating_sub(HISTORY);
        self.memory.copy_within(from..self.end, 0);
        (self.start, self.end) = (self.end - from, self.end - from);
    }

    pub(super) fn append(&mut self, block: &[u8], linked: bool) {
        self.make_room(block.len(), linked);
        self.memory[self.end..][..block.len()].copy_from_slice(block);
        self.end += block.len();
    }

    /// Decodes a block of at most `most` bytes. Room is found by trying, as the
    /// block does not say how much it needs.
    pub(super) fn decode(&mut self, block: &[u8], most: usize, linked: bool) -> Result<()> {
        let most = most.min(block.len().saturating_mul(WORST_RATIO).saturating_add(16));
        let mut room = most.min((2 * block.len()).max(4096));
        loop {
            self.make_room(room, linked);
            let (history, free) = self.memory.split_at_mut(self.end);
            let history = &history[self.end.saturating_sub(HISTORY)..];
            let free_len = free.len().min(most);
            let free = &mut free[..free_len];
            let result = if linked {
                decompress_into_with_dict(block, free, history)
            } else {
                decompress_into(block, free)
            };
            match result {
                Ok(len) => {
                    self.end += len;
                    return Ok(());
                }
                Err(DecompressError::OutputTooSmall { .. }) if free_len < most => {
                    room = most.min(2 * free_len);
                }
                Err(error) => return Err(Error::custom(ErrorKind::InvalidPayload, error)),
            }
        }
    }
}

/// How far back blocks refer.
const HISTORY: usize = 64 << 10;

/// A byte stands for no more than this many.
const WORST_RATIO: usize = 255;
