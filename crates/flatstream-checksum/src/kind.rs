use crate::algorithms as algorithm;
use flatstream_core::{Checksum, Error, ErrorKind, Result};
use std::{fmt, io::IoSlice, str::FromStr};

/// A checksum chosen at run time, as a program that reads a flag needs it.
///
/// Costs one `match` where a named type costs nothing. Variants appear with
/// their features.
///
/// ```
/// use flatstream_checksum::ChecksumKind;
///
/// assert_eq!("none".parse::<ChecksumKind>()?, ChecksumKind::None);
/// assert!("md5".parse::<ChecksumKind>().is_err());
/// # Ok::<(), flatstream_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ChecksumKind {
    /// [`NoChecksum`](crate::NoChecksum).
    #[default]
    None,
    /// `Crc16`.
    #[cfg(feature = "crc16")]
    Crc16,
    /// `Crc32`.
    #[cfg(feature = "crc32")]
    Crc32,
    /// `XxHash64`.
    #[cfg(feature = "xxhash")]
    Xxh3,
}

impl ChecksumKind {
    /// Every checksum compiled in, the narrowest first.
    pub const ALL: &'static [Self] = &[
        Self::None,
        #[cfg(feature = "crc16")]
        Self::Crc16,
        #[cfg(feature = "crc32")]
        Self::Crc32,
        #[cfg(feature = "xxhash")]
        Self::Xxh3,
    ];

    /// The name that [`FromStr`] takes: `none`, `crc16`, `crc32` or `xxh3`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            #[cfg(feature = "crc16")]
            Self::Crc16 => "crc16",
            #[cfg(feature = "crc32")]
            Self::Crc32 => "crc32",
            #[cfg(feature = "xxhash")]
            Self::Xxh3 => "xxh3",
        }
    }
}

/// Evaluates `$body` with `$checksum` bound to the algorithm that `$kind` names.
macro_rules! dispatch {
    ($kind:expr, $checksum:ident => $body:expr) => {
        match $kind {
            ChecksumKind::None => {
                let $checksum = algorithm::NoChecksum;
                $body
            }
            #[cfg(feature = "crc16")]
            ChecksumKind::Crc16 => {
                let $checksum = algorithm::Crc16;
                $body
            }
            #[cfg(feature = "crc32")]
            ChecksumKind::Crc32 => {
                let $checksum = algorithm::Crc32;
                $body
            }
            #[cfg(feature = "xxhash")]
            ChecksumKind::Xxh3 => {
                let $checksum = algorithm::XxHash64;
                $body
            }
        }
    };
}

impl Checksum for ChecksumKind {
    #[inline]
    fn calculate(&self, payload: &[u8]) -> u64 {
        dispatch!(self, checksum => checksum.calculate(payload))
    }
    fn calculate_parts(&self, parts: &[IoSlice<'_>]) -> Option<u64> {
        dispatch!(self, checksum => checksum.calculate_parts(parts))
    }
    #[inline]
    fn size(&self) -> usize {
        dispatch!(self, checksum => checksum.size())
    }
}

impl fmt::Display for ChecksumKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ChecksumKind {
    type Err = Error;

    /// Parses a [`name`](ChecksumKind::name).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for an unknown name or one not compiled in.
    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|kind| kind.name() == name);
        found.copied().ok_or_else(|| {
            let known: Vec<_> = Self::ALL.iter().map(|kind| kind.name()).collect();
            let text =
                format!("no checksum {name:?} in this build; known are {}", known.join(", "));
            Error::custom(ErrorKind::Config, text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_parses_back() {
        for &kind in ChecksumKind::ALL {
            assert_eq!(kind.to_string().parse::<ChecksumKind>().unwrap(), kind);
        }
    }

    #[test]
    fn an_unknown_name_is_a_configuration_error_that_lists_the_known_ones() {
        let error = "md5".parse::<ChecksumKind>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains("none"), "{error}");
    }

    #[test]
    #[cfg(all(feature = "crc16", feature = "crc32", feature = "xxhash"))]
    fn the_kind_computes_what_the_named_type_computes() {
        let widths: Vec<_> = ChecksumKind::ALL.iter().map(Checksum::size).collect();
        assert_eq!(widths, [0, 2, 4, 8]);
        let digests: Vec<_> = ChecksumKind::ALL.iter().map(|k| k.calculate(b"123456789")).collect();
        assert_eq!(digests, [0, 0x31C3, 0xCBF4_3926, 0x72DC_B18B_67A1_7DFF]);
    }
}
