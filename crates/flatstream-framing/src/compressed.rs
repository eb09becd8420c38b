//! Compressed frames (stream-format.md, section 8): the payload of a frame of
//! format v1 is `[tag][u32 raw length][stored bytes]`.

use flatstream_core::{
    BlockFramer, Body, Content, Decoder, Deframer, Encoder, Error, ErrorKind, Framed, Framer,
    Limits, OutBuf, Result, Step, Tag,
};
use std::{cell::RefCell, fmt};

/// Compresses the payloads of `T`'s frames on the way out, and decompresses them on
/// the way in.
///
/// As a framer it takes an [`Encoder`], as a deframer a [`Decoder`]; codecs are
/// both. The digest covers what is stored, so damage is found before anything is
/// decoded. What does not become shorter is stored as it is.
///
/// Costs what the codec costs, and a copy of what is stored raw. Nothing is
/// allocated once the scratch buffers have grown. `Send`, but not `Sync`: a codec
/// does one thing at a time.
///
/// Adapters go around it, not into it: inside they would see stored bytes.
///
/// ```
/// # use flatstream_core::{CodecId, Decoder, Encoder, OutBuf, Result, Tag};
/// # struct Zeros;
/// # impl Encoder for Zeros {
/// #     fn encode(&mut self, _: &[u8], out: &mut OutBuf) -> Result<Tag> {
/// #         out.extend_from_slice(&[0]);
/// #         Ok(Tag::new(CodecId::private(0)))
/// #     }
/// # }
/// # impl Decoder for Zeros {
/// #     fn decode(&mut self, _: Tag, _: &[u8], len: usize, out: &mut OutBuf) -> Result<()> {
/// #         (0..len).for_each(|_| out.extend_from_slice(&[0]));
/// #         Ok(())
/// #     }
/// # }
/// use flatstream_core::Framer;
/// use flatstream_framing::{Compressed, DefaultDeframer, DefaultFramer, FrameDecoder};
///
/// let mut wire = Vec::new();
/// // Any codec: `Zeros` is one that can do nothing but zeros.
/// Compressed::new(DefaultFramer, Zeros).frame_and_write(&mut wire, &[0; 1000])?;
/// assert_eq!(wire, [6, 0, 0, 0, 32, 0xe8, 3, 0, 0, 0]);
///
/// let mut decoder = FrameDecoder::new(Compressed::new(DefaultDeframer, Zeros));
/// decoder.push(&wire);
/// assert_eq!(decoder.next_frame()?, Some(&[0; 1000][..]));
/// # Ok::<(), flatstream_core::Error>(())
/// ```
pub struct Compressed<T, C> {
    inner: T,
    codec: RefCell<C>,
}

impl<T, C> Compressed<T, C> {
    /// Frames as `inner` has them, with `codec` applied to their payloads.
    pub const fn new(inner: T, codec: C) -> Self {
        Self { inner, codec: RefCell::new(codec) }
    }

    /// The codec.
    pub fn codec_mut(&mut self) -> &mut C {
        self.codec.get_mut()
    }
}

impl<T: Framer, C: Encoder> Compressed<T, C> {
    fn encode(&self, raw: &[u8], many: bool, scratch: &mut OutBuf) -> Result<Framed> {
        let raw_len = u32::try_from(raw.len()).map_err(|_| length_error(raw.len()))?;
        scratch.clear();
        scratch.extend_from_slice(&[0; PREFIX_BYTES]);
        let mut tag = self.codec.borrow_mut().encode(raw, scratch)?;
        if tag.has_many() {
            return Err(Error::custom(ErrorKind::Config, "an encoder that makes blocks"));
        }
        if scratch.len() - PREFIX_BYTES >= raw.len() && tag != Tag::STORED {
            scratch.truncate(PREFIX_BYTES);
            scratch.extend_from_slice(raw);
            tag = Tag::STORED;
        }
        if many {
            tag = tag.with_many();
        }
        let stored = scratch.filled_mut();
        stored[0] = tag.to_byte();
        stored[1..PREFIX_BYTES].copy_from_slice(&raw_len.to_le_bytes());
        let framed = self.inner.frame(stored, &mut OutBuf::new())?;
        if framed.body != Body::Payload {
            return Err(Error::custom(ErrorKind::Config, "a framer that encodes, in `Compressed`"));
        }
        Ok(Framed { body: Body::Scratch, ..framed })
    }
}

impl<T: Framer, C: Encoder> Framer for Compressed<T, C> {
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.encode(payload, false, scratch)
    }
}

impl<T: Framer, C: Encoder> BlockFramer for Compressed<T, C> {
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        self.encode(block, true, scratch)
    }

    fn max_block_bytes(&self, limits: &Limits) -> Option<u32> {
        Some(limits.max_decoded_bytes.min(limits.max_frame_bytes.saturating_sub(PREFIX_LEN)))
    }
}

impl<T: Deframer, C: Decoder> Deframer for Compressed<T, C> {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        self.inner.deframe(input, limits)
    }

    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        // What is stored in what is stored could be read, but is not to be.
        if self.inner.may_hold_many() {
            return Err(nested());
        }
        let Content::Stored { range, many: false } = self.inner.open(frame, scratch, limits)?
        else {
            return Err(nested());
        };
        let Some((prefix, stored)) = frame[range.clone()].split_first_chunk::<PREFIX_BYTES>()
        else {
            return Err(Error::custom(ErrorKind::InvalidPayload, Malformed::Short));
        };
        let [tag, raw_len @ ..] = *prefix;
        let (tag, raw_len) = (Tag::from_byte(tag), u32::from_le_bytes(raw_len));
        let many = tag.has_many();
        // What holds for a message stored as it is holds for one that is decoded.
        let of_message = if many { u32::MAX } else { limits.max_frame_bytes };
        let limit = limits.max_decoded_bytes.min(of_message);
        if raw_len > limit {
            let (len, limit) = (u64::from(raw_len), u64::from(limit));
            return Err(Error::new(ErrorKind::FrameTooLarge { len, limit }));
        }
        if tag.codec() == Tag::STORED.codec() {
            if tag.has_dictionary() || stored.len() != raw_len as usize {
                return Err(Error::custom(ErrorKind::InvalidPayload, Malformed::Stored));
            }
            return Ok(Content::Stored { range: range.start + PREFIX_BYTES..range.end, many });
        }
        scratch.clear();
        self.codec.borrow_mut().decode(tag, stored, raw_len as usize, scratch)?;
        if scratch.len() != raw_len as usize {
            return Err(Error::custom(ErrorKind::InvalidPayload, Malformed::Length));
        }
        Ok(Content::Decoded { many })
    }

    #[inline]
    fn may_hold_many(&self) -> bool {
        true
    }

    #[inline]
    fn digest_len(&self) -> usize {
        self.inner.digest_len()
    }
}

impl<T: fmt::Debug, C> fmt::Debug for Compressed<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Compressed").field("inner", &self.inner).finish_non_exhaustive()
    }
}

/// What is wrong with a compressed frame, before or after its codec saw it.
#[derive(Clone, Copy, Debug)]
enum Malformed {
    Short,
    Stored,
    Length,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Short => "too short for a compressed frame",
            Self::Stored => "stored as it is, but of another length or with a dictionary",
            Self::Length => "decoded to another length than declared",
        })
    }
}

impl std::error::Error for Malformed {}

#[cold]
fn nested() -> Error {
    Error::custom(ErrorKind::Config, "a deframer that decodes, in `Compressed`")
}

#[cold]
fn length_error(len: usize) -> Error {
    Error::new(ErrorKind::FrameTooLarge { len: len as u64, limit: u64::from(u32::MAX) })
}

/// The tag and the raw length.
const PREFIX_LEN: u32 = 5;
const PREFIX_BYTES: usize = PREFIX_LEN as usize;
