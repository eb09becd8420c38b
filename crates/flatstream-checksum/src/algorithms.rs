use flatstream_core::Checksum;
use std::io::IoSlice;

/// No checksum: 0 bytes a frame, nothing computed, no damage noticed.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoChecksum;

impl Checksum for NoChecksum {
    #[inline]
    fn calculate(&self, _: &[u8]) -> u64 {
        0
    }
    #[inline]
    fn calculate_parts(&self, _: &[IoSlice<'_>]) -> Option<u64> {
        Some(0)
    }
    #[inline]
    fn size(&self) -> usize {
        0
    }
}

/// CRC-16/XMODEM (polynomial 0x1021, initial value 0): 2 bytes a frame.
///
/// Finds every burst of up to 16 bits and misses other damage with odds of 1 in
/// 65,536. The CRC of a payload of zeros is 0 whatever its length, so neither
/// zeros added to or missing from such a payload are noticed.
#[cfg(feature = "crc16")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Crc16;

#[cfg(feature = "crc16")]
impl Crc16 {
    /// The algorithm; it has no state.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

/// Sixteen tables: 8 KiB of constants for one table look-up per byte without a
/// dependency from byte to byte.
#[cfg(feature = "crc16")]
static XMODEM: crc::Crc<u16, crc::Table<16>> =
    crc::Crc::<u16, crc::Table<16>>::new(&crc::CRC_16_XMODEM);

#[cfg(feature = "crc16")]
impl Checksum for Crc16 {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        u64::from(XMODEM.checksum(payload))
    }
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        let mut digest = XMODEM.digest();
        parts.iter().for_each(|part| digest.update(part));
        Some(u64::from(digest.finalize()))
    }
    #[inline]
    fn size(&self) -> usize {
        2
    }
}

/// CRC-32/ISO-HDLC, the CRC of zlib, gzip and Ethernet: 4 bytes a frame.
///
/// Uses the CPU's carry-less multiplication where present, chosen at run time.
/// The CRC of an empty payload is 0, so zeros look like empty frames.
#[cfg(feature = "crc32")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Crc32;

#[cfg(feature = "crc32")]
impl Crc32 {
    /// The algorithm; it has no state.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

#[cfg(feature = "crc32")]
impl Checksum for Crc32 {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        u64::from(crc32fast::hash(payload))
    }
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        let mut hasher = crc32fast::Hasher::new();
        parts.iter().for_each(|part| hasher.update(part));
        Some(u64::from(hasher.finalize()))
    }
    #[inline]
    fn size(&self) -> usize {
        4
    }
}

/// XXH3 with 64 bits and seed 0: 8 bytes a frame.
///
/// Its SIMD path is chosen at compile time: `-C target-cpu=native` helps large
/// payloads. The hash of an empty payload is not 0, so zeros are never frames.
#[cfg(feature = "xxhash")]
#[derive(Clone, Copy, Debug, Default)]
pub struct XxHash64;

#[cfg(feature = "xxhash")]
impl XxHash64 {
    /// The algorithm; it has no state.
    #[must_use]
    pub const fn new() -> Self {
        Self
    }
}

#[cfg(feature = "xxhash")]
impl Checksum for XxHash64 {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        xxhash_rust::xxh3::xxh3_64(payload)
    }
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        let mut hasher = xxhash_rust::xxh3::Xxh3::new();
        parts.iter().for_each(|part| hasher.update(part));
        Some(hasher.digest())
    }
    #[inline]
    fn size(&self) -> usize {
        8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHECK: &[u8] = b"123456789";

    /// Cut in three at every place, empty parts included.
    fn check_parts(checksum: &impl Checksum) {
        let payload: Vec<u8> = (0..40).chain(0..250).collect();
        for from in 0..payload.len() {
            let (head, rest) = payload.split_at(from);
            let (middle, tail) = rest.split_at(rest.len() / 3);
            let parts = [head, middle, tail].map(IoSlice::new);
            assert_eq!(checksum.calculate_parts(&parts), Some(checksum.calculate(&payload)));
        }
    }

    #[test]
    fn parts_have_the_digest_of_the_whole() {
        for kind in crate::ChecksumKind::ALL {
            check_parts(kind);
        }
    }

    #[test]
    fn none_is_nothing() {
        assert_eq!((NoChecksum.calculate(CHECK), NoChecksum.size()), (0, 0));
    }

    #[test]
    #[cfg(feature = "crc16")]
    fn crc16_known_answers() {
        assert_eq!((Crc16.calculate(CHECK), Crc16.size()), (0x31C3, 2));
        assert_eq!(Crc16.calculate(b""), 0);
    }

    #[test]
    #[cfg(feature = "crc32")]
    fn crc32_known_answers() {
        assert_eq!((Crc32.calculate(CHECK), Crc32.size()), (0xCBF4_3926, 4));
        assert_eq!(Crc32.calculate(b""), 0);
    }

    #[test]
    #[cfg(feature = "xxhash")]
    fn xxh3_known_answers() {
        assert_eq!((XxHash64.calculate(CHECK), XxHash64.size()), (0x72DC_B18B_67A1_7DFF, 8));
        assert_eq!(XxHash64.calculate(b""), 0x2D06_8005_38D3_94C2);
    }
}
