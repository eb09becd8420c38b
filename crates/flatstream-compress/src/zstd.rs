use crate::{
    Dictionary,
    growth::{Attempt, decode_exactly, decode_stored},
    refusal::{self, Refusal},
};
use flatstream_core::{CodecId, Decoder, Encoder, Error, ErrorKind, OutBuf, Result, Tag};
use std::fmt;
use zstd::zstd_safe::{self, CCtx, CParameter, DCtx, DDict, zstd_sys::ZSTD_ErrorCode};

/// Zstandard: each payload one frame, as the program `zstd` writes and reads them.
///
/// Contexts are made when they are first needed, and kept: one for decoding, and
/// one per power of two of payload lengths for encoding. A single context would
/// serve all of them, but frees its memory now and then when it meets many
/// payloads much smaller than others; with one per size class nothing is freed
/// nor allocated, whatever the mix. Memory for encoding, at level 1: 0.16 MB for
/// payloads up to 4 KiB, 1 MB up to 64 KiB, 3.3 MB up to 1 MiB, all classes
/// together; decoding takes 0.1 MB. Up to 1 MiB at level 3 it is 6 MB, at level 9
/// 23 MB, at level 19 41 MB. The first payload of a class costs the compression of
/// as many zeros as the class has: up to a second above 16 MiB at level 22.
///
/// ```
/// use flatstream_compress::Zstd;
/// use flatstream_core::{Decoder, Encoder, OutBuf};
///
/// let raw = b"temperature 20.1, temperature 20.2, temperature 20.3";
/// let (mut stored, mut out) = (OutBuf::new(), OutBuf::new());
/// let mut zstd = Zstd::new(3)?;
/// let tag = zstd.encode(raw, &mut stored)?;
/// assert!(stored.len() < raw.len());
/// zstd.decode(tag, stored.filled(), raw.len(), &mut out)?;
/// assert_eq!(out.filled(), raw);
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Zstd {
    level: i32,
    dictionary: Option<Dictionary>,
    encoders: [Option<CCtx<'static>>; CLASSES],
    decoder: Option<DCtx<'static>>,
    dictionaries: Vec<(u32, DDict<'static>)>,
}

impl Zstd {
    /// The fastest level whose ratio is that of Zstandard.
    pub const DEFAULT_LEVEL: i32 = 1;

    /// A codec of `level`: 1 to 22, from fast to small, or below 0, for faster
    /// and less. Allocates nothing yet.
    ///
    /// Decoding takes what any level encoded.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] for a level that does not exist.
    pub fn new(level: i32) -> Result<Self> {
        check_level(level)?;
        Ok(Self {
            level,
            dictionary: None,
            encoders: [const { None }; CLASSES],
            decoder: None,
            dictionaries: Vec::new(),
        })
    }

    /// Encodes with `dictionary` from now on, and decodes what was encoded with it.
    ///
    /// Worth it for payloads of up to some kilobytes that are encoded one by one:
    /// see [`Dictionary`]. These frames have a checksum of their content, 4 bytes:
    /// a dictionary that is damaged, or another one of the same id, would decode
    /// to something else, and no digest of what is stored could tell.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`] where the library does not take it.
    pub fn with_dictionary(mut self, dictionary: &Dictionary) -> Result<Self> {
        self.add_dictionary(dictionary)?;
        self.dictionary = Some(dictionary.clone());
        self.encoders = [const { None }; CLASSES];
        Ok(self)
    }

    /// Decodes also what was encoded with `dictionary`. A decoder may have many;
    /// each frame names its own.
    ///
    /// # Errors
    ///
    /// As [`with_dictionary`](Zstd::with_dictionary).
    pub fn add_dictionary(&mut self, dictionary: &Dictionary) -> Result<()> {
        let prepared = DDict::try_create(dictionary.as_bytes()).ok_or_else(dictionary_error)?;
        self.dictionaries.retain(|(id, _)| *id != dictionary.id());
        self.dictionaries.push((dictionary.id(), prepared));
        Ok(())
    }

    /// The level.
    #[must_use]
    pub fn level(&self) -> i32 {
        self.level
    }

    /// Bytes of memory that contexts hold. Dictionaries are not counted.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        let encoders: usize = self.encoders.iter().flatten().map(CCtx::sizeof).sum();
        encoders + self.decoder.as_ref().map_or(0, DCtx::sizeof)
    }

    /// Frees the contexts; what is used again is made again.
    pub fn release(&mut self) {
        self.encoders = [const { None }; CLASSES];
        self.decoder = None;
    }

    fn make_encoder(&self, class: usize) -> Result<CCtx<'static>> {
        let mut context = CCtx::try_create().ok_or_else(memory_error)?;
        context.set_parameter(CParameter::CompressionLevel(self.level)).map_err(library_error)?;
        if let Some(dictionary) = &self.dictionary {
            context.set_parameter(CParameter::ChecksumFlag(true)).map_err(library_error)?;
            context.load_dictionary(dictionary.as_bytes()).map_err(library_error)?;
        }
        // Its memory is settled by the longest payload of the class. Zeros are
        // quickly compressed, and the system hands them out uncommitted; the room
        // is for levels so fast that they find nothing in them.
        let longest = vec![0; 1 << (class + SMALLEST_CLASS_BITS)];
        let mut room = vec![0; zstd_safe::compress_bound(longest.len())];
        context.compress2(&mut room[..], &longest).map_err(library_error)?;
        Ok(context)
    }
}

/// [`DEFAULT_LEVEL`](Zstd::DEFAULT_LEVEL).
impl Default for Zstd {
    fn default() -> Self {
        Self::new(Self::DEFAULT_LEVEL).expect("there is a level 1")
    }
}

impl Encoder for Zstd {
    fn encode(&mut self, raw: &[u8], out: &mut OutBuf) -> Result<Tag> {
        let class = class(raw.len(), self.level);
        let mut context = match self.encoders[class].take() {
            Some(context) => context,
            None => self.make_encoder(class)?,
        };
        let room = out.spare(zstd_safe::compress_bound(raw.len()));
        let result = context.compress2(room, raw);
        self.encoders[class] = Some(context);
        out.advance(result.map_err(library_error)?);
        let tag = Tag::new(CodecId::ZSTD);
        Ok(if self.dictionary.is_some() { tag.with_dictionary() } else { tag })
    }
}

impl Decoder for Zstd {
    fn decode(&mut self, tag: Tag, stored: &[u8], raw_len: usize, out: &mut OutBuf) -> Result<()> {
        match tag.codec() {
            CodecId::ZSTD => {}
            CodecId::STORED => return decode_stored(tag, stored, raw_len, out),
            other => return Err(refusal::error(Refusal::Codec(other))),
        }
        if raw_len > stored.len().saturating_mul(MAX_RATIO) {
            return Err(refusal::error(Refusal::Ratio));
        }
        // The library would also take a sequence of frames, skippable ones included.
        if !stored.starts_with(&MAGIC)
            || zstd_safe::find_frame_compressed_size(stored) != Ok(stored.len())
        {
            return Err(refusal::error(Refusal::Frame));
        }
        let id = zstd_safe::get_dict_id_from_frame(stored).map_or(0, u32::from);
        let dictionary = match (tag.has_dictionary(), id) {
            (false, 0) => None,
            (true, 1..) if !has_checksum(stored) => {
                return Err(refusal::error(Refusal::Dictionary));
            }
            (true, 1..) => match self.dictionaries.iter().find(|(held, _)| *held == id) {
                Some((_, dictionary)) => Some(dictionary),
                None => return Err(Error::new(ErrorKind::WrongDictionary { needed: id })),
            },
            (true, 0) | (false, 1..) => return Err(refusal::error(Refusal::Dictionary)),
        };
        let context = match &mut self.decoder {
            Some(context) => context,
            empty => empty.insert(DCtx::try_create().ok_or_else(memory_error)?),
        };
        decode_exactly(raw_len, stored.len(), out, |room| {
            let decoded = match dictionary {
                None => context.decompress(room, stored),
                Some(dictionary) => context.decompress_using_ddict(room, stored, dictionary),
            };
            match decoded {
                Ok(n) => Attempt::Done(n),
                Err(ROOM_TOO_SMALL) => Attempt::Full,
                Err(code) => Attempt::Failed(Refusal::Damaged(zstd_safe::get_error_name(code))),
            }
        })
    }
}

impl fmt::Debug for Zstd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zstd")
            .field("level", &self.level)
            .field("dictionary", &self.dictionary.is_some())
            .field("memory_bytes", &self.memory_bytes())
            .finish_non_exhaustive()
    }
}

/// Whether the frame has a checksum of its content (RFC 8878, section 3.1.1.1.1).
fn has_checksum(frame: &[u8]) -> bool {
    const CHECKSUM: u8 = 0x04;
    frame.get(MAGIC.len()).is_some_and(|descriptor| descriptor & CHECKSUM != 0)
}

/// The context for payloads of `len` bytes: one for each power of two, as a
/// context is at ease with payloads down to a third of its size.
fn class(len: usize, level: i32) -> usize {
    // Where the window of a level ends, its memory does not grow any more.
    let window_bits = match level {
        22.. => 27,
        21 => 26,
        20 => 25,
        _ => 23,
    };
    let bits = len.max(1).next_power_of_two().ilog2() as usize;
    bits.clamp(SMALLEST_CLASS_BITS, window_bits) - SMALLEST_CLASS_BITS
}

/// Refuses a level that there is not. 0 would be the library's own choice.
pub(crate) fn check_level(level: i32) -> Result<()> {
    let (min, max) = (zstd_safe::min_c_level(), zstd_safe::max_c_level());
    if level == 0 || !(min..=max).contains(&level) {
        let text = format!("no zstd level {level}; there are {min} to -1 and 1 to {max}");
        return Err(Error::custom(ErrorKind::Config, text));
    }
    Ok(())
}

#[cold]
fn library_error(code: usize) -> Error {
    Error::custom(ErrorKind::Other, zstd_safe::get_error_name(code))
}

#[cold]
pub(crate) fn memory_error() -> Error {
    std::io::Error::from(std::io::ErrorKind::OutOfMemory).into()
}

#[cold]
fn dictionary_error() -> Error {
    Error::custom(ErrorKind::Config, "zstd does not take this dictionary")
}

/// Below that, memory is that of a context's fixed parts.
const SMALLEST_CLASS_BITS: usize = 10;
/// Up to the window of the highest level.
const CLASSES: usize = 27 - SMALLEST_CLASS_BITS + 1;
/// Four bytes may stand for a block of 128 KiB, and a header for a bit more.
const MAX_RATIO: usize = 32 * 1024 + 1;
const MAGIC: [u8; 4] = zstd_safe::MAGICNUMBER.to_le_bytes();
const ROOM_TOO_SMALL: usize = (ZSTD_ErrorCode::ZSTD_error_dstSize_tooSmall as usize).wrapping_neg();
