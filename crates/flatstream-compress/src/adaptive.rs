use flatstream_core::{Encoder, OutBuf, Result, Tag};

/// Stores what does not compress, and stops trying for a while where little does.
///
/// A payload is encoded only where that saves a sixteenth of it. After a refusal
/// the next payload is stored untried, after another one the next three, then
/// seven, up to 63; one that pays makes it try again every time. Data that does
/// not compress then costs a 64th of the encoding, and data that begins to
/// compress is noticed within 64 payloads.
///
/// For encoding alone: any decoder of the codec reads what it leaves.
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
    max_skipped: u32,
    /// Payloads to store untried before the next trial.
    skip: u32,
    /// How many they were after the last refusal.
    penalty: u32,
}

impl<E: Encoder> Adaptive<E> {
    /// Encodes with `encoder` where that pays.
    pub const fn new(encoder: E) -> Self {
        Self { encoder, min_saving: 16, max_skipped: 63, skip: 0, penalty: 0 }
    }

    /// Sets what has to be saved, as one part of the payload in so many: 16 by
    /// default, 8 for an eighth. 0 encodes whatever becomes shorter.
    #[must_use]
    pub const fn min_saving(mut self, one_part_in: usize) -> Self {
        self.min_saving = one_part_in;
        self
    }

    /// Sets how many payloads in a row are stored untried at most: 63 by
    /// default. 0 tries every one.
    #[must_use]
    pub const fn max_skipped(mut self, payloads: u32) -> Self {
        self.max_skipped = payloads;
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
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            let tag = self.encoder.encode(raw, out)?;
            if self.pays(raw.len(), out.len() - before) {
                self.penalty = 0;
                return Ok(tag);
            }
            out.truncate(before);
            self.penalty = (2 * self.penalty + 1).min(self.max_skipped);
            self.skip = self.penalty;
        }
        out.extend_from_slice(raw);
        Ok(Tag::STORED)
    }
}
