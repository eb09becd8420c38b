mod candidate;
mod evidence;
mod metered;

#[cfg(feature = "__compress")]
use crate::CodecKind;
#[cfg(feature = "zstd")]
use crate::Dictionary;
use crate::{ChecksumKind, Format, Limits, Result};
use candidate::Candidate;
use evidence::Evidence;

/// Finds out which [`Format`] a stream has: which checksum, and whether it is
/// compressed. The stream does not say, so its first bytes are tried with every
/// checksum compiled in, plain and compressed.
///
/// It is a guess, and says how good it is: [`Detection::is_sure`]. A program that
/// knows the format should name it. What speaks for a format, and how much:
/// stream-format.md, section 3. A frame of a codec that is not compiled in, or a
/// private one, says nothing about compression. Plain data, as [`Format`] is.
///
/// ```
/// # #[cfg(feature = "crc32")] {
/// use flatstream::{ChecksumKind, Detector, Format, StreamReader, StreamWriter};
///
/// let format = Format::new().checksum(ChecksumKind::Crc32);
/// let mut writer = StreamWriter::new(Vec::new(), format.framer()?);
/// writer.write("pump 3: 4.1 bar")?;
/// let wire = writer.into_inner();
///
/// // All of the stream here: `true`. 64 KiB of a longer one are plenty.
/// let found = Detector::new().detect(&wire, true)?;
/// assert!(found.is_sure());
/// assert_eq!(found.format(), format);
/// let mut reader = StreamReader::new(&wire[..], found.format().deframer()?);
/// assert!(reader.read_message()?.is_some());
/// # }
/// # Ok::<(), flatstream::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detector {
    /// Frames beyond these speak against a format.
    pub limits: Limits,
    /// A dictionary of Zstandard that frames may have been written with. Without
    /// it they are known to be compressed, too.
    #[cfg(feature = "zstd")]
    pub dictionary: Option<Dictionary>,
}

impl Detector {
    /// With the default [`Limits`], without a dictionary.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the limits.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the dictionary.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = Some(dictionary);
        self
    }

    /// What the format of the stream that begins with `prefix` seems to be; `ended`
    /// says that the stream ends with it as well. The frame at which `prefix` ends may
    /// be cut.
    ///
    /// The first 64 frames are followed with each checksum. Where that is not enough,
    /// because the first frames are damaged, frames are looked for in the first 256
    /// KiB, as [`salvage`](crate::salvage) does; how much work that may be is bounded,
    /// whatever the bytes are. Memory is taken for what one frame decodes to, at most
    /// 4 MiB.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) where Zstandard does not take
    /// the dictionary. Whatever the bytes are, they make no error.
    pub fn detect(&self, prefix: &[u8], ended: bool) -> Result<Detection> {
        let candidates: Vec<_> = ChecksumKind::ALL
            .iter()
            .map(|&checksum| Candidate::new(checksum, self))
            .collect::<Result<_>>()?;
        let mut best = Evidence::new(ChecksumKind::None, 0);
        let mut needed = None;
        for candidate in &candidates {
            let found = candidate.follow(prefix, 0, ended, FOLLOWED_FRAMES);
            needed = needed.max(found.detection.needed);
            if found.detection.bits > best.detection.bits {
                best = found;
            }
        }
        if best.detection.is_sure() && !best.is_doubtful() {
            return Ok(best.detection);
        }
        // Frames without digests found inside a frame are those of a block.
        let cut = best.detection.needed.is_some_and(|needed| needed <= MOST_NEEDED);

        let searched = &prefix[..prefix.len().min(SEARCHED_BYTES)];
        let ended = ended && searched.len() == prefix.len();
        for candidate in candidates.iter().filter(|candidate| !cut || candidate.has_digest()) {
            for at in candidate.starts(searched).into_iter().chain([0]) {
                let found = candidate.follow(searched, at, ended, usize::MAX);
                if found.rank() > best.rank() {
                    best = found;
                }
            }
        }
        if best.detection.offset > 0 || best.detection.frames == 0 {
            best.detection.needed = best.detection.needed.or(needed);
        }
        Ok(best.detection)
    }
}

/// What a [`Detector`] found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Detection {
    /// The checksum of every frame.
    pub checksum: ChecksumKind,
    /// Whether the frames are compressed.
    pub compressed: bool,
    /// The codec of the first frame that is not stored as it is. Others may follow:
    /// each frame says which it takes.
    #[cfg(feature = "__compress")]
    pub codec: Option<CodecKind>,
    /// Where the frames begin that speak for it: 0, unless the stream begins with
    /// damage.
    pub offset: u64,
    /// Whole frames that speak for it. Those of nothing but zeros do not.
    pub frames: u64,
    /// How much speaks for it: random bytes show as much with odds of 2 to the power
    /// of minus this. 40 bits are [sure](Detection::is_sure).
    pub bits: u32,
    /// How long the prefix would have to be to hold the first frame whole, where it
    /// was shorter: with so much it may be tried again. Up to 4 MiB that is believed,
    /// and nothing but digests is looked for behind it. Where nothing speaks for one
    /// checksum, it is enough for each.
    pub needed: Option<u64>,
}

impl Detection {
    /// Whether the odds that it is wrong are below 2^-40. Otherwise it is the best
    /// guess there is, or, with no [`bits`](Detection::bits), none at all.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.bits >= SURE_BITS
    }

    /// The format, to read the stream with; a dictionary is still to be set. For
    /// writing, the codec is that of the first compressed frame, or any where frames
    /// are only stored.
    #[must_use]
    pub fn format(&self) -> Format {
        let format = Format::new().checksum(self.checksum);
        #[cfg(feature = "__compress")]
        if self.compressed
            && let Some(codec) = self.codec.or(CodecKind::ALL.first().copied())
        {
            return format.codec(codec);
        }
        format
    }
}

/// Evidence that makes sure, as in the search behind damage.
const SURE_BITS: u32 = 40;
/// Frames that are followed from the start.
const FOLLOWED_FRAMES: usize = 64;
/// A first frame up to this length is believed to be cut, not damaged.
const MOST_NEEDED: u64 = 4 << 20;
/// Bytes in which frames are looked for.
const SEARCHED_BYTES: usize = 256 << 10;
