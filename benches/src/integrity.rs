//! Stream formats, as the library spells them and as a hand-written loop does.

use flatstream::{
    Borrowing, ChecksumDeframer, ChecksumFramer, ChecksumKind, DefaultDeframer, DefaultFramer,
    Framer,
};

/// What guards a payload.
pub(crate) trait Integrity: 'static {
    /// Ends the workload's name.
    const SUFFIX: &str;
    /// Width of the digest in bytes.
    const DIGEST_BYTES: usize;
    const KIND: ChecksumKind;
    type Framer: Framer + 'static;
    type Deframer: Borrowing + Copy + 'static;

    fn framer() -> Self::Framer;
    fn deframer() -> Self::Deframer;

    /// The digest, straight from the crate that computes it.
    fn digest(payload: &[u8]) -> u64;
}

pub(crate) struct Bare;

impl Integrity for Bare {
    const SUFFIX: &str = "";
    const DIGEST_BYTES: usize = 0;
    const KIND: ChecksumKind = ChecksumKind::None;
    type Framer = DefaultFramer;
    type Deframer = DefaultDeframer;

    fn framer() -> DefaultFramer {
        DefaultFramer
    }
    fn deframer() -> DefaultDeframer {
        DefaultDeframer
    }
    #[inline(always)]
    fn digest(_: &[u8]) -> u64 {
        0
    }
}

pub(crate) struct Crc32;

impl Integrity for Crc32 {
    const SUFFIX: &str = "+crc32";
    const DIGEST_BYTES: usize = 4;
    const KIND: ChecksumKind = ChecksumKind::Crc32;
    type Framer = ChecksumFramer<flatstream::Crc32>;
    type Deframer = ChecksumDeframer<flatstream::Crc32>;

    fn framer() -> Self::Framer {
        ChecksumFramer::new(flatstream::Crc32)
    }
    fn deframer() -> Self::Deframer {
        ChecksumDeframer::new(flatstream::Crc32)
    }
    #[inline(always)]
    fn digest(payload: &[u8]) -> u64 {
        u64::from(crc32fast::hash(payload))
    }
}

pub(crate) struct Xxh3;

impl Integrity for Xxh3 {
    const SUFFIX: &str = "+xxh3";
    const DIGEST_BYTES: usize = 8;
    const KIND: ChecksumKind = ChecksumKind::Xxh3;
    type Framer = ChecksumFramer<flatstream::XxHash64>;
    type Deframer = ChecksumDeframer<flatstream::XxHash64>;

    fn framer() -> Self::Framer {
        ChecksumFramer::new(flatstream::XxHash64)
    }
    fn deframer() -> Self::Deframer {
        ChecksumDeframer::new(flatstream::XxHash64)
    }
    #[inline(always)]
    fn digest(payload: &[u8]) -> u64 {
        xxhash_rust::xxh3::xxh3_64(payload)
    }
}

/// Bytes of the length field.
const LEN_BYTES: usize = 4;

/// A frame's header as a hand-written loop makes it. Only the first
/// [`header_len`] bytes are meant.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "no workload has messages of 4 GiB")]
pub(crate) fn header<I: Integrity>(payload: &[u8]) -> [u8; 12] {
    let mut header = [0; 12];
    header[..LEN_BYTES].copy_from_slice(&(payload.len() as u32).to_le_bytes());
    header[LEN_BYTES..].copy_from_slice(&I::digest(payload).to_le_bytes());
    header
}

pub(crate) const fn header_len<I: Integrity>() -> usize {
    LEN_BYTES + I::DIGEST_BYTES
}

/// The payload's length in a `header`.
#[inline(always)]
pub(crate) fn payload_len(header: [u8; 12]) -> usize {
    u32::from_le_bytes([header[0], header[1], header[2], header[3]]) as usize
}

/// Whether the digest in a `header`, zeros behind it, is that of `payload`.
#[inline(always)]
pub(crate) fn intact<I: Integrity>(header: [u8; 12], payload: &[u8]) -> bool {
    let mut stored = [0; 8];
    stored.copy_from_slice(&header[LEN_BYTES..]);
    I::digest(payload) == u64::from_le_bytes(stored)
}
