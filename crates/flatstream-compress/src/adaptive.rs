use flatstream_core::{Encoder, OutBuf, Result, Tag};

/// Stores what does not compress, and stops trying for a while where little does.
///
/// A payload is encoded only where that saves a sixteenth of it. After a refusal
/// as many bytes as it had are stored untried, then twice as many, and so on up to
/// 60 times; a payload that is longer than what is left of such a break is tried
/// all the same, and one that pays ends all breaks. Payloads that do not compress
/// then cost a 61st of the encoding, and what begins to compress is noticed
/// within 61 payloads of one size.
///
/// For encoding alone: every decoder here reads what it leaves.
///
/// ```
/// use flatstream_compress::{Adaptive, CodecKind};
/// use flatstream_core::{Encoder, OutBuf, Tag};
///
/// let Some(&kind) = CodecKind::ALL.first() else { return Ok(()) };
/// let mut encoder = Adaptive::new(kind.encoder(None)?);
/// let mut out = OutBuf::new();
/// assert_eq!(encoder.encode(b"random", &mut out)?, Tag::STORED);
/// assert_eq!(out.filled(), b"random");
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Adaptive<E> {
    encoder: E,
    /// Saved at least is one part in so many.
    min_saving: usize,
    max_skipped: usize,
    /// Bytes to store untried before the next trial.
    skip_bytes: usize,
    /// How many times the length of the payload they were after the last refusal.
    penalty: usize,
}

impl<E: Encoder> Adaptive<E> {
    /// Encodes with `encoder` where that pays.
    pub const fn new(encoder: E) -> Self {
        // Trials of payloads of one size are 2, 3, 5, 9 and so on apart, and 61 in
        // the end, so that no rhythm of payloads hides any of them for long.
        Self { encoder, min_saving: 16, max_skipped: 60, skip_bytes: 0, penalty: 0 }
    }

    /// Sets what has to be saved, as one part of the payload in so many: 16 by
    /// default, 8 for an eighth. 0 encodes whatever becomes shorter.
    #[must_use]
    pub const fn min_saving(mut self, one_part_in: usize) -> Self {
        self.min_saving = one_part_in;
        self
    }

    /// Sets how many times its length is stored untried behind a refused payload
    /// at most: 60 by default. 0 tries every one.
    #[must_use]
    pub const fn max_skipped(mut self, times: usize) -> Self {
        self.max_skipped = times;
        self
    }

    fn pays(&self, raw_len: usize, encoded_len: usize) -> bool {
        let saved = raw_len.saturating_sub(encoded_len);
        saved > 0 && saved >= raw_len.checked_div(self.min_saving).unwrap_or(0)
    }
}

impl<E: Encoder> Encoder for Adaptive<E> {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let before = out.len();
        if raw.len() <= self.skip_bytes {
            self.skip_bytes -= raw.len();
        } else {
            let tag = self.encoder.encode(raw, out)?;
            if self.pays(raw.len(), out.len() - before) {
                (self.penalty, self.skip_bytes) = (0, 0);
                return Ok(tag);
            }
            out.truncate(before);
            self.penalty = self.penalty.saturating_mul(2).max(1).min(self.max_skipped);
            self.skip_bytes = raw.len().saturating_mul(self.penalty);
        }
        out.extend_from_slice(raw);
        Ok(Tag::STORED)
    }
}
