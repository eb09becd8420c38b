use super::{
    Detector,
    evidence::{Chain, Evidence},
    metered::Metered,
};
use crate::{
    ChecksumKind, Deframer, Error, ErrorKind, FrameFormat, Limits, Recovered, Result, Step,
    framing::looks_like_message,
    root::{self, Root},
    salvage,
};
#[cfg(feature = "__compress")]
use crate::{CodecId, CodecKind, Content, FormatDeframer, Tag};

/// A checksum that a stream may have, and what reads it then: plain and compressed.
///
/// What frames are worth, in bits, is what it is in the search behind damage; with
/// the start of the stream known, two more things count: short payloads of text, and
/// a header that leads nowhere.
pub(super) struct Candidate {
    checksum: ChecksumKind,
    plain: FrameFormat,
    #[cfg(feature = "__compress")]
    compressed: FormatDeframer,
    limits: Limits,
}

impl Candidate {
    pub(super) fn new(checksum: ChecksumKind, detector: &Detector) -> Result<Self> {
        #[cfg(feature = "__compress")]
        let compressed = {
            let mut format = crate::Format::new().checksum(checksum);
            format.codec = CodecKind::ALL.first().copied();
            #[cfg(feature = "zstd")]
            format.dictionary.clone_from(&detector.dictionary);
            format.deframer()?
        };
        Ok(Self {
            checksum,
            plain: FrameFormat::new().checksum(checksum),
            #[cfg(feature = "__compress")]
            compressed,
            limits: detector.limits,
        })
    }

    pub(super) fn has_digest(&self) -> bool {
        self.plain.digest_len() > 0
    }

    /// What speaks for this checksum in the chain of frames that begins at `start`, as
    /// far as it goes, until `most` frames have spoken for it.
    pub(super) fn follow(&self, bytes: &[u8], start: usize, ended: bool, most: usize) -> Evidence {
        let mut evidence = Evidence::new(self.checksum, start);
        let mut chain = Chain { is_message: looks_like_message(bytes), ..Chain::default() };
        let mut at = start;
        while chain.frames < most {
            let rest = &bytes[at..];
            match self.plain.deframe(rest, &self.limits) {
                Ok(Step::Frame { len }) => {
                    self.weigh(&rest[..len], &mut chain);
                    at += len;
                }
                Ok(Step::Incomplete { .. }) if rest.is_empty() => {
                    chain.ends = ended;
                    break;
                }
                Ok(Step::Incomplete { needed }) => {
                    let len = rest.len().saturating_add(needed);
                    if at == 0 && self.weigh_torn(rest, len, &mut chain) && !ended {
                        evidence.detection.needed = Some(len as u64);
                    }
                    chain.breaks = len > REACH_BYTES;
                    break;
                }
                Ok(Step::Bad { .. }) | Err(_) => {
                    chain.breaks = true;
                    break;
                }
            }
        }
        chain.conclude(&mut evidence);
        evidence
    }

    /// Weighs a whole frame.
    fn weigh(&self, frame: &[u8], chain: &mut Chain) {
        let behind_length = &frame[LEN_BYTES..];
        let uniform = behind_length.iter().all(|byte| Some(byte) == behind_length.first());
        if uniform || self.plain.open(frame, &mut chain.scratch, &self.limits).is_err() {
            return;
        }
        let digest_len = self.plain.digest_len();
        let payload = &behind_length[digest_len..];
        let of_length = length_bits(frame.len());
        chain.frames += 1;
        let plain = match digest_len {
            0 if payload.len() < SHORTEST_FLATBUFFER => text_bits(payload),
            0 if looks_like_message(payload) => {
                chain.shaped_bits = chain.shaped_bits.saturating_add(of_length + SHAPE_BITS);
                of_length + SHAPE_BITS
            }
            _ => of_length + 8 * u32::try_from(digest_len).unwrap_or(8),
        };
        chain.plain.add(frame.len(), plain);
        #[cfg(feature = "__compress")]
        match self.verdict(frame, payload, chain) {
            Verdict::Holds => {
                chain.holds += 1;
                chain.note_codec(payload);
                let bits = if digest_len == 0 { of_length + SHAPE_BITS } else { plain };
                chain.compressed.add(frame.len(), bits);
            }
            verdict => {
                chain.refuted += usize::from(matches!(verdict, Verdict::Refuted));
                let bits = if digest_len == 0 { 0 } else { plain };
                chain.compressed.add(frame.len(), bits);
            }
        }
    }

    /// Weighs the first frame where there is less of it than its `len` bytes; `false`
    /// where there is not even a header.
    fn weigh_torn(&self, start: &[u8], len: usize, chain: &mut Chain) -> bool {
        let header_len = LEN_BYTES + self.plain.digest_len();
        let Some(payload) = start.get(header_len..) else { return false };
        if len > REACH_BYTES {
            return true;
        }
        let of_length = length_bits(len);
        // Root and vtable are at the front.
        let shape = matches!(root::probe(payload), Some(Root::Table { .. }));
        chain.plain.bits = of_length + if shape { SHAPE_BITS } else { 0 };
        #[cfg(feature = "__compress")]
        if let Some(bits) = encoded_bits(payload, len - header_len, &self.limits) {
            chain.holds = 1;
            chain.note_codec(payload);
            chain.compressed.bits = of_length + bits;
        }
        true
    }

    /// Whether `frame`, intact as far as its digest says, is a compressed one.
    #[cfg(feature = "__compress")]
    fn verdict(&self, frame: &[u8], payload: &[u8], chain: &mut Chain) -> Verdict {
        let limits = self.limits.max_decoded_bytes(self.limits.max_decoded_bytes.min(MOST_DECODED));
        if chain.decoded > MOST_DECODED as usize {
            return Verdict::Open;
        }
        match self.compressed.open(frame, &mut chain.scratch, &limits) {
            Ok(content) => {
                if matches!(content, Content::Decoded { .. }) {
                    chain.decoded += chain.scratch.len();
                }
                Verdict::Holds
            }
            Err(error) => match error.kind() {
                ErrorKind::WrongDictionary { .. } => Verdict::Holds,
                ErrorKind::FrameTooLarge { .. }
                    if encoded_bits(payload, payload.len(), &self.limits).is_some() =>
                {
                    Verdict::Holds
                }
                _ if payload.first().is_some_and(|&tag| is_unknown(tag)) => Verdict::Open,
                _ => {
                    chain.decoded += chain.scratch.capacity();
                    chain.scratch.shrink_to(0);
                    Verdict::Refuted
                }
            },
        }
    }

    /// Where chains of frames begin behind damage: the first few places.
    pub(super) fn starts(&self, bytes: &[u8]) -> Vec<usize> {
        #[cfg_attr(not(feature = "__compress"), expect(unused_mut, reason = "for codecs"))]
        let mut starts = self.search(bytes, self.plain);
        // A digest tells frames from other bytes, whatever is in them.
        #[cfg(feature = "__compress")]
        if self.plain.digest_len() == 0 {
            starts.append(&mut self.search(bytes, &self.compressed));
        }
        starts
    }

    fn search<D: Deframer>(&self, bytes: &[u8], deframer: D) -> Vec<usize> {
        let deframer = Metered::new(deframer, SEARCH_WORK);
        let limits = self.limits.max_decoded_bytes(self.limits.max_decoded_bytes.min(MOST_DECODED));
        let (mut starts, mut behind_damage) = (Vec::new(), false);
        // An end before that of the input means that work or patience has run out.
        let _ = salvage(bytes, &deframer, limits, |piece| {
            match piece {
                Recovered::Lost { .. } => behind_damage = true,
                Recovered::Frame { offset, .. } if behind_damage => {
                    behind_damage = false;
                    starts.extend(usize::try_from(offset));
                }
                Recovered::Frame { .. } => {}
            }
            if starts.len() < MOST_STARTS { Ok(()) } else { Err(Error::new(ErrorKind::Config)) }
        });
        starts
    }
}

#[cfg(feature = "__compress")]
enum Verdict {
    Holds,
    Refuted,
    /// It takes a codec or a limit that this reader has not.
    Open,
}

/// Bits that the length of a frame is worth: 10 up to 4 MiB.
fn length_bits(len: usize) -> u32 {
    u32::try_from(len).map_or(0, |len| len.leading_zeros().min(10))
}

/// A bit for each character of a short text; small numbers before other bytes are
/// found in every table.
fn text_bits(payload: &[u8]) -> u32 {
    let is_text = |&byte: &u8| byte == b' ' || byte == b'\t' || byte.is_ascii_graphic();
    if payload.iter().all(is_text) { u32::try_from(payload.len()).unwrap_or(0) } else { 0 }
}

/// The bits that the start of a `payload` of `len` bytes is worth, if it is one of a
/// compressed frame, when it cannot be decoded: cut off, or too much.
#[cfg(feature = "__compress")]
fn encoded_bits(payload: &[u8], len: usize, limits: &Limits) -> Option<u32> {
    let ([tag, raw_len @ ..], stored) = payload.split_first_chunk::<PREFIX_BYTES>()?;
    let (tag, raw_len) = (Tag::from_byte(*tag), u32::from_le_bytes(*raw_len));
    let stored_len = (len - PREFIX_BYTES) as u64;
    if tag.codec() == CodecId::STORED {
        let same = !tag.has_dictionary() && u64::from(raw_len) == stored_len;
        return same.then_some(SHAPE_BITS);
    }
    let shrunk = raw_len <= limits.max_decoded_bytes && u64::from(raw_len) > stored_len;
    if !shrunk || is_unknown(tag.to_byte()) {
        return None;
    }
    match tag.codec() {
        CodecId::ZSTD => stored.starts_with(&ZSTD_MAGIC).then_some(SHAPE_BITS),
        CodecId::GZIP => stored.starts_with(&GZIP_MAGIC).then_some(SHAPE_BITS),
        _ => (u64::from(raw_len) <= stored_len * MOST_RATIO).then_some(SHAPE_BITS / 2),
    }
}

/// Whether `tag` may name a codec that is not compiled in.
#[cfg(feature = "__compress")]
fn is_unknown(tag: u8) -> bool {
    let codec = Tag::from_byte(tag).codec();
    codec != CodecId::STORED && CodecKind::ALL.iter().all(|kind| kind.id() != codec)
}

/// Bytes of a frame's length.
const LEN_BYTES: usize = 4;
/// Bytes of a compressed frame's tag and raw length.
#[cfg(feature = "__compress")]
const PREFIX_BYTES: usize = 5;
/// Root offset, vtable and table; or root offset, length and zero.
const SHORTEST_FLATBUFFER: usize = 12;
/// A length beyond it leads nowhere.
const REACH_BYTES: usize = 1 << 22;
/// What the shape of a FlatBuffer is worth, or a content as long as announced.
const SHAPE_BITS: u32 = 20;
/// Bytes that frames are decoded to, one by one and, but for the last, together.
const MOST_DECODED: u32 = 4 << 20;
/// What deflate cannot surpass, nor LZ4.
#[cfg(feature = "__compress")]
const MOST_RATIO: u64 = 1032;
#[cfg(feature = "__compress")]
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
#[cfg(feature = "__compress")]
const GZIP_MAGIC: [u8; 3] = [0x1f, 0x8b, 8];
/// Places behind damage from where frames are followed.
const MOST_STARTS: usize = 8;
/// Bytes that a search may open.
const SEARCH_WORK: usize = 8 << 20;
