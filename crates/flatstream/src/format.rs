use crate::{ChecksumKind, FrameFormat};
#[cfg(feature = "zstd")]
use flatstream_compress::Dictionary;
#[cfg(feature = "__compress")]
use flatstream_compress::{Adaptive, CodecKind, Decoders};
#[cfg(feature = "__compress")]
use flatstream_core::Encoder;
use flatstream_core::{
    BlockFramer, Content, Deframer, Framed, Framer, Header, Limits, OutBuf, Result, Step,
};
#[cfg(feature = "__compress")]
use flatstream_framing::Compressed;
use std::io::IoSlice;

/// How a stream is written and read, chosen at run time, as a program that reads
/// flags needs it. Plain data: [`framer`](Format::framer) and
/// [`deframer`](Format::deframer) make of it what writers and readers take.
///
/// The stream does not say its format: a reader has to be told the checksum, and
/// whether there is a codec. Which codec it is, and whether messages stand alone or
/// in blocks, a reader finds out.
///
#[cfg_attr(feature = "zstd", doc = "```")]
#[cfg_attr(not(feature = "zstd"), doc = "```ignore")]
/// use flatstream::{Format, StreamReader, StreamWriter};
///
/// let format = Format::new().checksum("none".parse()?).codec("zstd".parse()?);
/// let mut writer = StreamWriter::with_format(Vec::new(), &format)?;
/// for n in 0..1000 {
///     writer.write(&format!("GET /images/{n}.png 200"))?;
/// }
/// let wire = writer.finish().map_err(|(error, _)| error)?;
/// assert!(wire.len() * 5 < writer_bytes(1000));
///
/// let mut reader = StreamReader::new(&wire[..], format.deframer()?);
/// let mut lines = 0;
/// reader.process_typed::<str>(|line| {
///     assert!(line.starts_with("GET"));
///     lines += 1;
///     Ok(())
/// })?;
/// assert_eq!(lines, 1000);
/// # fn writer_bytes(n: usize) -> usize { n * 40 }
/// # Ok::<(), flatstream::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Format {
    /// The checksum of every frame.
    pub checksum: ChecksumKind,
    /// The codec; `None` for frames that are not compressed.
    #[cfg(feature = "__compress")]
    pub codec: Option<CodecKind>,
    /// The codec's level; `None` for its default. For writing alone.
    #[cfg(feature = "__compress")]
    pub level: Option<i32>,
    /// Whether the writer stops trying for a while where compression does not pay
    /// ([`Adaptive`]).
    #[cfg(feature = "__compress")]
    pub adaptive: bool,
    /// The dictionary of Zstandard, for writing and reading.
    #[cfg(feature = "zstd")]
    pub dictionary: Option<Dictionary>,
}

impl Format {
    /// Without a checksum, not compressed.
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

    /// Sets the codec.
    #[cfg(feature = "__compress")]
    #[must_use]
    pub fn codec(mut self, codec: CodecKind) -> Self {
        self.codec = Some(codec);
        self
    }

    /// Sets the codec's level.
    #[cfg(feature = "__compress")]
    #[must_use]
    pub fn level(mut self, level: i32) -> Self {
        self.level = Some(level);
        self
    }

    /// Stops trying for a while where compression does not pay: [`Adaptive`].
    #[cfg(feature = "__compress")]
    #[must_use]
    pub fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// Sets the dictionary.
    #[cfg(feature = "zstd")]
    #[must_use]
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = Some(dictionary);
        self
    }

    /// What the frames look like, without the compression.
    #[must_use]
    pub fn frames(&self) -> FrameFormat {
        FrameFormat::new().checksum(self.checksum)
    }

    /// A framer of this format, for one message per frame, or for blocks in a
    /// [`BlockWriter`](crate::BlockWriter).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) for a level that the codec
    /// has not, or a dictionary with another codec than Zstandard; for a level, a
    /// dictionary or [`adaptive`](Format::adaptive) without a codec.
    pub fn framer(&self) -> Result<FormatFramer> {
        #[cfg(feature = "__compress")]
        if let Some(codec) = self.codec {
            let encoder = self.encoder(codec)?;
            let encoder: Box<dyn Encoder + Send> =
                if self.adaptive { Box::new(Adaptive::new(encoder)) } else { encoder };
            return Ok(FormatFramer(Kind::Compressed(Compressed::new(self.frames(), encoder))));
        }
        #[cfg(feature = "__compress")]
        self.check_plain()?;
        Ok(FormatFramer(Kind::Plain(self.frames())))
    }

    /// Refuses what means nothing without a codec: it was forgotten.
    #[cfg(feature = "__compress")]
    fn check_plain(&self) -> Result<()> {
        let of_codecs = [("a level", self.level.is_some()), ("adaptive", self.adaptive)];
        let of_codecs = of_codecs.into_iter();
        #[cfg(feature = "zstd")]
        let of_codecs = of_codecs.chain([("a dictionary", self.dictionary.is_some())]);
        match { of_codecs }.find(|(_, set)| *set) {
            None => Ok(()),
            Some((what, _)) => {
                let text = format!("{what} without a codec");
                Err(crate::Error::custom(crate::ErrorKind::Config, text))
            }
        }
    }

    #[cfg(feature = "__compress")]
    fn encoder(&self, codec: CodecKind) -> Result<Box<dyn Encoder + Send>> {
        #[cfg(feature = "zstd")]
        if let Some(dictionary) = &self.dictionary {
            if codec != CodecKind::Zstd {
                let text = format!("a dictionary for {codec}; they are for zstd");
                return Err(crate::Error::custom(crate::ErrorKind::Config, text));
            }
            let level = self.level.unwrap_or(flatstream_compress::Zstd::DEFAULT_LEVEL);
            let zstd = flatstream_compress::Zstd::new(level)?.with_dictionary(dictionary)?;
            return Ok(Box::new(zstd));
        }
        codec.encoder(self.level)
    }

    /// A deframer of this format. With a codec it reads what any codec compiled in
    /// wrote, in blocks or not.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) where Zstandard does not take
    /// the dictionary.
    pub fn deframer(&self) -> Result<FormatDeframer> {
        #[cfg(feature = "__compress")]
        if self.codec.is_some() {
            #[cfg_attr(not(feature = "zstd"), expect(unused_mut, reason = "for dictionaries"))]
            let mut decoders = Box::new(Decoders::new());
            #[cfg(feature = "zstd")]
            if let Some(dictionary) = &self.dictionary {
                decoders.add_dictionary(dictionary)?;
            }
            return Ok(FormatDeframer(Kind::Compressed(Compressed::new(self.frames(), decoders))));
        }
        Ok(FormatDeframer(Kind::Plain(self.frames())))
    }
}

/// The framer of a [`Format`].
#[derive(Debug)]
pub struct FormatFramer(
    #[cfg(feature = "__compress")] Kind<Compressed<FrameFormat, Box<dyn Encoder + Send>>>,
    #[cfg(not(feature = "__compress"))] Kind,
);

/// The deframer of a [`Format`].
#[derive(Debug)]
pub struct FormatDeframer(
    #[cfg(feature = "__compress")] Kind<Compressed<FrameFormat, Box<Decoders>>>,
    #[cfg(not(feature = "__compress"))] Kind,
);

#[cfg(feature = "__compress")]
#[derive(Debug)]
enum Kind<C> {
    Plain(FrameFormat),
    Compressed(C),
}

#[cfg(not(feature = "__compress"))]
#[derive(Debug)]
enum Kind {
    Plain(FrameFormat),
}

impl FormatDeframer {
    /// What the frames look like, where each holds a message as it is: then a
    /// [`SliceReader`](crate::SliceReader) can lend them. `None` with a codec.
    ///
    /// ```
    /// use flatstream::{Format, SliceReader};
    ///
    /// let deframer = Format::new().deframer()?;
    /// let frames = deframer.plain().expect("no codec");
    /// let payloads: Vec<_> = SliceReader::new(b"\x03\0\0\0one", frames).collect();
    /// assert_eq!(payloads.len(), 1);
    /// # Ok::<(), flatstream::Error>(())
    /// ```
    #[must_use]
    pub fn plain(&self) -> Option<FrameFormat> {
        match &self.0 {
            Kind::Plain(frames) => Some(*frames),
            #[cfg(feature = "__compress")]
            Kind::Compressed(_) => None,
        }
    }
}

/// Evaluates `$body` with `$inner` bound to what `$kind` holds.
macro_rules! dispatch {
    ($kind:expr, $inner:ident => $body:expr) => {
        match $kind {
            Kind::Plain($inner) => $body,
            #[cfg(feature = "__compress")]
            Kind::Compressed($inner) => $body,
        }
    };
}

impl Framer for FormatFramer {
    #[inline]
    fn frame(&self, payload: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        dispatch!(&self.0, framer => framer.frame(payload, scratch))
    }
    #[inline]
    fn frame_parts(&self, parts: &[IoSlice<'_>]) -> Result<Option<Header>> {
        dispatch!(&self.0, framer => framer.frame_parts(parts))
    }
}

impl BlockFramer for FormatFramer {
    fn frame_block(&self, block: &[u8], scratch: &mut OutBuf) -> Result<Framed> {
        dispatch!(&self.0, framer => framer.frame_block(block, scratch))
    }
    fn max_block_bytes(&self, limits: &Limits) -> Option<u32> {
        dispatch!(&self.0, framer => framer.max_block_bytes(limits))
    }
}

impl Deframer for FormatDeframer {
    #[inline]
    fn deframe(&self, input: &[u8], limits: &Limits) -> Result<Step> {
        dispatch!(&self.0, deframer => deframer.deframe(input, limits))
    }
    #[inline]
    fn open(&self, frame: &[u8], scratch: &mut OutBuf, limits: &Limits) -> Result<Content> {
        dispatch!(&self.0, deframer => deframer.open(frame, scratch, limits))
    }
    #[inline]
    fn check(&self, message: &[u8]) -> Result<()> {
        dispatch!(&self.0, deframer => deframer.check(message))
    }
    #[inline]
    fn may_hold_many(&self) -> bool {
        dispatch!(&self.0, deframer => deframer.may_hold_many())
    }
    #[inline]
    fn digest_len(&self) -> usize {
        dispatch!(&self.0, deframer => deframer.digest_len())
    }
}
