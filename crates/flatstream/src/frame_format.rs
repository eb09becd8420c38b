use crate::{ChecksumDeframer, ChecksumFramer, ChecksumKind, NoChecksum};
use flatstream_core::{
    BlockFramer, Borrowing, Checksum, Content, Deframer, Framed, Framer, Header, Limits, OutBuf,
    Result, Step,
};
use std::io::IoSlice;

/// What frames look like, chosen at run time: which checksum they have. Serves as
/// framer and as deframer, for slices too. A [`Format`](crate::Format) also chooses
/// how they are compressed.
///
/// Costs one `match` a frame, and reading a look-up of the digest's width. A format
/// known at compile time ([`ChecksumFramer`], [`DefaultFramer`](crate::DefaultFramer))
/// costs none. As it is both, an adapter's method form must say for which side:
/// `FramerExt::bounded(format, 1024)`, or `Bounded::new(format, 1024)` for either.
///
/// ```
/// use flatstream::{ChecksumKind, FrameFormat, StreamReader, StreamWriter};
///
/// let format = FrameFormat::new().checksum("none".parse()?);
/// let mut writer = StreamWriter::new(Vec::new(), format);
/// writer.write("hello")?;
/// let mut reader = StreamReader::new(&writer.get_ref()[..], format);
/// assert!(reader.read_message()?.is_some());
/// # Ok::<(), flatstream::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameFormat {
    /// The checksum of every frame.
    pub checksum: ChecksumKind,
}

impl FrameFormat {
    /// Without a checksum.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the checksum.
    #[must_use]
    pub fn checksum(mut self, checksum: ChecksumKind) -> Self {
        self.checksum = checksum;
        self
    }
}

/// Evaluates `$body` with `$checksum` bound to the type that `$kind` names.
macro_rules! dispatch {
    ($kind:expr, $checksum:ident => $body:expr) => {
        match $kind {
            ChecksumKind::None => {
                let $checksum = NoChecksum;
                $body
            }
            #[cfg(feature = "crc16")]
            ChecksumKind::Crc16 => {
                let $checksum = crate::Crc16;
                $body
            }
            #[cfg(feature = "crc32")]
            ChecksumKind::Crc32 => {
                let $checksum = crate::Crc32;
                $body
            }
            #[cfg(feature = "xxhash")]
            ChecksumKind::Xxh3 => {
                let $checksum = crate::XxHash64;
                $body
            }
            // A checksum that another crate in the build has switched on.
            $checksum => $body,
        }
    };
}

impl Framer for FrameFormat {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        dispatch!(self.checksum, checksum => ChecksumFramer::new(checksum).frame(payload, scratch))
    }
    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        dispatch!(self.checksum, checksum => ChecksumFramer::new(checksum).frame_parts(parts))
    }
}

impl BlockFramer for FrameFormat {}

impl Deframer for FrameFormat {
    #[inline(always)] // as `open`
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        // Only the width matters here: a look-up, not a branch.
        ChecksumDeframer::new(self.checksum).deframe(input, limits)
    }
    #[inline(always)] // Two places call it, so it is not by itself: 28 instructions.
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        dispatch!(self.checksum, checksum => {
            ChecksumDeframer::new(checksum).open(frame, scratch, limits)
        })
    }
    #[inline]
    fn digest_len(&self) -> usize {
        self.checksum.size()
    }
}

impl Borrowing for FrameFormat {}
