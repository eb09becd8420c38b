//! The LZ4 frame format, version 1.6.4 of its specification.

mod content;
mod decoder;
mod encoder;

pub use decoder::Lz4StreamDecoder;
pub use encoder::Lz4StreamEncoder;

use xxhash_rust::xxh32::xxh32;

/// How much content one block of an LZ4 frame holds at most.
///
/// Larger blocks compress better and cost both sides more memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Lz4BlockSize {
    /// 64 KiB.
    #[default]
    KiB64,
    /// 256 KiB.
    KiB256,
    /// 1 MiB.
    MiB1,
    /// 4 MiB.
    MiB4,
}

impl Lz4BlockSize {
    /// The size in bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::KiB64 => 64 << 10,
            Self::KiB256 => 256 << 10,
            Self::MiB1 => 1 << 20,
            Self::MiB4 => 4 << 20,
        }
    }

    const fn to_code(self) -> u8 {
        match self {
            Self::KiB64 => 4,
            Self::KiB256 => 5,
            Self::MiB1 => 6,
            Self::MiB4 => 7,
        }
    }

    const fn from_code(code: u8) -> Option<Self> {
        match code {
            4 => Some(Self::KiB64),
            5 => Some(Self::KiB256),
            6 => Some(Self::MiB1),
            7 => Some(Self::MiB4),
            _ => None,
        }
    }
}

fn header_checksum(descriptor: &[u8]) -> u8 {
    xxh32(descriptor, 0).to_le_bytes()[1]
}

const MAGIC: u32 = 0x184d_2204;
const LEGACY: u32 = 0x184c_2102;
const SKIPPABLE: u32 = 0x184d_2a50;
const SKIPPABLE_MASK: u32 = !0xf;

const VERSION: u8 = 0x40;
const VERSION_MASK: u8 = 0xc0;
const INDEPENDENT: u8 = 0x20;
const BLOCK_CHECKSUM: u8 = 0x10;
const CONTENT_SIZE: u8 = 0x08;
const CONTENT_CHECKSUM: u8 = 0x04;
const RESERVED: u8 = 0x02;
const DICTIONARY: u8 = 0x01;

/// The bits of the second descriptor byte that have a meaning.
const BLOCK_SIZE: u8 = 0x70;

const END_MARK: u32 = 0;
/// In a block's header: the block is not compressed.
const STORED: u32 = 1 << 31;
