use super::{Detection, SURE_BITS};
use crate::{ChecksumKind, OutBuf};
#[cfg(feature = "__compress")]
use crate::{CodecKind, Tag};

/// What speaks for a candidate.
#[derive(Debug)]
pub(super) struct Evidence {
    pub(super) detection: Detection,
    /// Bytes of the frames that do.
    bytes: usize,
    /// Whether the chain ends at what is no header.
    breaks: bool,
}

impl Evidence {
    pub(super) fn new(checksum: ChecksumKind, start: usize) -> Self {
        let detection = Detection {
            checksum,
            compressed: false,
            #[cfg(feature = "__compress")]
            codec: None,
            offset: start as u64,
            frames: 0,
            bits: 0,
            needed: None,
        };
        Self { detection, bytes: 0, breaks: false }
    }

    /// Whether others should be asked as well: lengths alone lead from number to
    /// number in many a file.
    pub(super) fn is_doubtful(&self) -> bool {
        self.breaks && self.detection.checksum == ChecksumKind::None
    }

    /// What to compare behind damage: a stream may hold others in its payloads, with
    /// more frames, but of fewer bytes.
    pub(super) fn rank(&self) -> (bool, usize, u32) {
        (self.detection.is_sure(), self.bytes, self.detection.bits)
    }
}

/// What has been found so far on the way along a chain.
#[derive(Default)]
pub(super) struct Chain {
    pub(super) frames: usize,
    pub(super) plain: Tally,
    /// What of it is due to the shape of payloads. Lengths alone do not make sure of a
    /// chain that was looked for: tables in programs have such by the dozen.
    pub(super) shaped_bits: u32,
    #[cfg(feature = "__compress")]
    pub(super) compressed: Tally,
    /// Frames that are compressed ones without doubt, and that cannot be.
    #[cfg(feature = "__compress")]
    pub(super) holds: usize,
    #[cfg(feature = "__compress")]
    pub(super) refuted: usize,
    #[cfg(feature = "__compress")]
    pub(super) codec: Option<CodecKind>,
    #[cfg(feature = "__compress")]
    pub(super) decoded: usize,
    pub(super) scratch: OutBuf,
    /// Whether the chain ends where the stream does.
    pub(super) ends: bool,
    pub(super) breaks: bool,
    /// Whether all of it may be one bare message, no stream.
    pub(super) is_message: bool,
}

impl Chain {
    #[cfg(feature = "__compress")]
    pub(super) fn note_codec(&mut self, payload: &[u8]) {
        if self.codec.is_none() {
            let id = payload.first().map(|&tag| Tag::from_byte(tag).codec());
            self.codec = CodecKind::ALL.iter().copied().find(|kind| Some(kind.id()) == id);
        }
    }

    /// Damage, too, makes frames that do not decode: the majority decides.
    #[cfg(feature = "__compress")]
    fn is_compressed(&self) -> bool {
        self.holds > self.refuted
    }

    #[cfg(not(feature = "__compress"))]
    fn is_compressed(&self) -> bool {
        false
    }

    /// Puts into `evidence` what has been found.
    pub(super) fn conclude(self, evidence: &mut Evidence) {
        let compressed = self.is_compressed();
        let mut tally = self.plain;
        #[cfg(feature = "__compress")]
        if compressed {
            tally = self.compressed;
            evidence.detection.codec = self.codec;
        }
        if self.ends && tally.bits > 0 {
            tally.bits = tally.bits.saturating_add(END_BITS);
        }
        let searched = evidence.detection.offset > 0;
        let mut doubt = if searched { SEARCH_BITS } else { 0 };
        if evidence.detection.checksum == ChecksumKind::None && !compressed {
            doubt += if self.breaks || self.is_message { DOUBT_BITS } else { 0 };
            if searched {
                let shaped = self.shaped_bits.min(tally.bits);
                tally.bits = shaped.max(tally.bits.min(SURE_BITS + doubt - 1));
            }
        }
        tally.bits = tally.bits.saturating_sub(doubt);
        evidence.detection.compressed = compressed;
        evidence.detection.frames = tally.frames;
        evidence.detection.bits = tally.bits;
        evidence.bytes = tally.bytes;
        evidence.breaks = self.breaks;
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    pub(super) frames: u64,
    pub(super) bytes: usize,
    pub(super) bits: u32,
}

impl Tally {
    pub(super) fn add(&mut self, len: usize, bits: u32) {
        if bits > 0 {
            self.frames += 1;
            self.bytes += len;
            self.bits = self.bits.saturating_add(bits);
        }
    }
}

/// That the last frame ends where the stream does.
const END_BITS: u32 = 22;
/// What a chain without digests loses that ends at what is no header, or lies in what
/// may be a single message.
const DOUBT_BITS: u32 = 30;
/// What a chain costs that was looked for: it begins at one of 2^18 places.
const SEARCH_BITS: u32 = 18;
