use crate::{Format, FormatFramer, StreamWriter, sink::FrameSink};
use flatbuffers::Allocator;
use flatstream_core::{
    BlockFramer, Body, Error, ErrorKind, Limits, OutBuf, Position, Result, Undelivered, block,
};
use flatstream_framing::DefaultFramer;
use std::{
    fmt,
    io::{self, IoSlice, Write},
    thread,
};

/// Gathers messages and writes them many per frame: the sink of a [`StreamWriter`]
/// that compresses well.
///
/// Takes frames without digests, as [`DefaultFramer`] makes them, and so also a
/// plain stream that is copied into it. When a block of them is full, `F` frames it
/// as a whole, which mostly means to compress it, and it leaves in one write.
/// Readers see single messages. A message longer than a block is one by itself.
///
/// Nothing is allocated once the block and what it is compressed into have grown.
///
/// - Messages wait until the block is full, or until [`flush`](Write::flush), which
///   sends a shorter one: seldom is better.
/// - What the sink does not take now (`WouldBlock`, a short write) leaves first
///   next time. After an error that says nothing about what was taken, every
///   further call is an error. A [`StreamWriter`] names the first message that is
///   not delivered; offsets in its errors, and its
///   [`bytes_written`](StreamWriter::bytes_written), are those of the stream that
///   comes in here. The source of such an error has the offset in the stream that
///   goes out.
///
/// Dropping it sends what it holds, unless such an error came before or the thread
/// panics, and ignores failures; [`into_inner`](BlockWriter::into_inner) reports them.
///
#[cfg_attr(feature = "lz4", doc = "```")]
#[cfg_attr(not(feature = "lz4"), doc = "```ignore")]
/// use flatstream::{
///     BlockWriter, Compressed, DefaultDeframer, DefaultFramer, StreamReader, StreamWriter,
///     compress::Lz4,
/// };
///
/// let framer = Compressed::new(DefaultFramer, Lz4::new());
/// let mut writer = StreamWriter::with_blocks(Vec::new(), framer);
/// for _ in 0..1000 {
///     writer.write("pump 3: 4.1 bar")?;
/// }
/// let wire = writer.finish().map_err(|(error, _)| error)?;
/// assert!(wire.len() < 1000);
///
/// let deframer = Compressed::new(DefaultDeframer, Lz4::new());
/// assert_eq!(StreamReader::new(&wire[..], deframer).count(), 1000);
/// # Ok::<(), flatstream::Error>(())
/// ```
pub struct BlockWriter<W: Write, F: BlockFramer> {
    /// `None` only once the sink is handed back.
    sink: Option<FrameSink<W>>,
    framer: F,
    block_bytes: usize,
    limits: Limits,
    /// Longest block, and longest message with its length, under the limits.
    most: Most,
    /// Messages, the last of which may be there in part.
    block: OutBuf,
    /// Length of those that are whole, and how many they are.
    whole: usize,
    messages: u64,
    /// Messages and their bytes that the sink was given in a frame which it has not
    /// taken yet.
    under_way: (u64, u64),
    scratch: OutBuf,
    /// Whether the framer is at work, or panicked.
    framing: bool,
}

#[derive(Clone, Copy)]
struct Most {
    block: usize,
    message: u64,
}

impl<W: Write, F: BlockFramer> BlockWriter<W, F> {
    /// Blocks of up to 64 KiB, before they are compressed.
    pub fn new(sink: W, framer: F) -> Self {
        Self::with_block_bytes(sink, framer, DEFAULT_BLOCK_BYTES)
    }

    /// Blocks of up to `block_bytes`, before they are compressed, each message
    /// with 4 bytes, and never more than the limits allow. A longer message is a
    /// block by itself.
    pub fn with_block_bytes(sink: W, framer: F, block_bytes: usize) -> Self {
        let limits = Limits::default();
        Self {
            most: Most::new(&framer, block_bytes, &limits),
            limits,
            sink: Some(FrameSink::new(sink)),
            framer,
            block_bytes,
            block: OutBuf::new(),
            whole: 0,
            messages: 0,
            under_way: (0, 0),
            scratch: OutBuf::new(),
            framing: false,
        }
    }

    /// Sets the limits; set the same where the stream is read. Blocks keep to
    /// them, and a message that could not be read under them is refused with
    /// [`FrameTooLarge`](crate::ErrorKind::FrameTooLarge) as soon as its length is
    /// known. Nothing of it is taken then; what follows begins a new message.
    ///
    /// A compressed block must fit even if it does not shrink: it takes 5 bytes
    /// more than its messages, and each of these 4 more than it is long.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.set_limits(limits);
        self
    }

    fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
        self.most = Most::new(&self.framer, self.block_bytes, &limits);
    }

    /// Longest message that the limits allow. A writer that sends several messages
    /// at once, as one with an arena does, is to refuse longer ones itself: give it
    /// this as its [`max_frame_bytes`](Limits::max_frame_bytes).
    pub fn max_message_bytes(&self) -> u32 {
        let len = self.most.message.saturating_sub(block::LEN_BYTES as u64);
        u32::try_from(len).unwrap_or(u32::MAX)
    }

    /// Messages that wait for the block to be full.
    pub fn pending(&self) -> u64 {
        self.messages
    }

    /// Where the next frame begins in the stream that goes out, and how many messages
    /// are before it.
    pub fn position(&self) -> Position {
        self.sink().position()
    }

    /// The framer.
    pub fn framer(&self) -> &F {
        &self.framer
    }

    /// The sink.
    pub fn get_ref(&self) -> &W {
        self.sink().get_ref()
    }

    /// The sink. What is written to it directly overtakes what waits here.
    pub fn get_mut(&mut self) -> &mut W {
        self.sink_mut().get_mut()
    }

    /// Sends what waits and gives the sink back, without flushing it.
    ///
    /// # Errors
    ///
    /// The sink's, together with the writer: a transient failure can be tried
    /// again. [`UnexpectedEof`](io::ErrorKind::UnexpectedEof) where the last
    /// message is there in part.
    #[expect(clippy::result_large_err, reason = "the writer comes back, by value")]
    pub fn into_inner(mut self) -> Result<W, (io::Error, Self)> {
        if let Err(error) = self.send_all() {
            return Err((error, self));
        }
        if let Err(error) = self.check_whole() {
            return Err((error, self));
        }
        // Dropping has nothing to send any more.
        match self.sink.take() {
            Some(sink) => Ok(sink.into_inner()),
            None => unreachable!("the sink is there until the writer is gone"),
        }
    }

    fn sink(&self) -> &FrameSink<W> {
        self.sink.as_ref().expect("the sink is there until the writer is gone")
    }

    fn sink_mut(&mut self) -> &mut FrameSink<W> {
        self.sink.as_mut().expect("the sink is there until the writer is gone")
    }

    /// Takes as much of `bytes` as the block has room for: some of it at least,
    /// unless `before` bytes were taken in the same call. Errors come only where
    /// none were taken in it, or they would be lost.
    #[inline]
    fn take(&mut self, bytes: &[u8], before: usize) -> io::Result<usize> {
        self.resume()?;
        match self.take_whole(bytes) {
            taken if taken == bytes.len() => Ok(taken),
            taken => self.take_rest(bytes, taken, before),
        }
    }

    /// Takes the whole messages at the front of `bytes` that fit.
    #[inline]
    fn take_whole(&mut self, bytes: &[u8]) -> usize {
        if self.block.len() > self.whole {
            return 0;
        }
        let mut rest = bytes;
        while let Some((message, behind)) = block::split_first(rest) {
            let len = block::LEN_BYTES + message.len();
            if self.whole + len > self.most.block || len as u64 > self.most.message {
                break;
            }
            // One by one: the length was just looked at, and is not fetched twice.
            self.block.extend_from_slice(&rest[..len]);
            self.whole += len;
            self.messages += 1;
            rest = behind;
        }
        bytes.len() - rest.len()
    }

    /// Takes from `taken` on: what is refused, comes in pieces or does not fit.
    #[inline(never)]
    fn take_rest(&mut self, bytes: &[u8], taken: usize, before: usize) -> io::Result<usize> {
        let mut taken = taken;
        while taken < bytes.len() {
            let rest = &bytes[taken..];
            let begun = &self.block.filled()[self.whole..];
            let len = message_len(begun, rest);
            let refused = len.is_some_and(|len| len as u64 > self.most.message);
            let missing = len.unwrap_or(block::LEN_BYTES) - begun.len();
            // Asked again once the length is known, where it came in pieces.
            let full = self.whole > 0 && self.block.len() + missing > self.most.block;
            if (refused || full) && before + taken > 0 {
                // The next call reports what that leads to.
                return Ok(taken);
            }
            if refused {
                return Err(self.refuse(len.unwrap_or(0)));
            }
            if full {
                self.send_block()?;
            }
            let n = missing.min(rest.len());
            self.block.extend_from_slice(&rest[..n]);
            taken += n;
            let message = &self.block.filled()[self.whole..];
            if block::split_first(message).is_some() {
                self.whole = self.block.len();
                self.messages += 1;
                taken += self.take_whole(&bytes[taken..]);
            }
        }
        Ok(taken)
    }

    /// Forgets what has come of the message of `len` bytes that comes in.
    #[cold]
    fn refuse(&mut self, len: usize) -> io::Error {
        self.block.truncate(self.whole);
        let len = (len - block::LEN_BYTES) as u64;
        let limit = u64::from(self.max_message_bytes());
        Error::new(ErrorKind::FrameTooLarge { len, limit }).into()
    }

    /// Has the sink take the frame under way, if there is one.
    #[inline]
    fn resume(&mut self) -> io::Result<()> {
        if let Err(error) = self.sink_mut().ready() {
            return Err(self.undelivered(error));
        }
        self.under_way = (0, 0);
        Ok(())
    }

    /// Sends the whole messages of the block as one frame.
    #[inline(never)]
    fn send_block(&mut self) -> io::Result<()> {
        let messages = &self.block.filled()[..self.whole];
        self.framing = true;
        let framed = self.framer.frame_block(messages, &mut self.scratch);
        self.framing = false;
        let framed = match framed {
            Ok(framed) => framed,
            Err(error) => return Err(self.undelivered(error)),
        };
        let body = match framed.body {
            Body::Payload => messages,
            Body::Scratch => self.scratch.filled(),
        };
        let sink = self.sink.as_mut().expect("the sink is there until the writer is gone");
        let sent = match framed.header.len() {
            0 => sink.send(body),
            _ => sink.send_parts(framed.header, body),
        };
        // Sent, or taken to be sent: the sink keeps what is missing.
        let taken = (self.messages, self.whole as u64);
        sink.count_as(self.messages);
        self.block.consume(self.whole);
        (self.whole, self.messages) = (0, 0);
        match sent {
            Ok(()) => Ok(()),
            Err(error) => {
                self.under_way = taken;
                Err(self.undelivered(error))
            }
        }
    }

    fn send_all(&mut self) -> io::Result<()> {
        self.resume()?;
        if self.whole > 0 {
            self.send_block()?;
        }
        Ok(())
    }

    /// Has the sink, which was flushed, do what stores everything for good.
    pub(crate) fn sync_sink(
        &mut self,
        sync: impl FnOnce(&mut W) -> io::Result<()>,
    ) -> io::Result<()> {
        self.sink_mut().sync(sync).map_err(|error| self.undelivered(error))
    }

    /// Refuses to end inside a message.
    fn check_whole(&self) -> io::Result<()> {
        if self.block.len() > self.whole {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a message without its end"));
        }
        Ok(())
    }

    /// `error`, with the messages that wait here.
    #[cold]
    fn undelivered(&self, error: Error) -> io::Error {
        let (messages, bytes) = self.under_way;
        let (messages, bytes) = (messages + self.messages, bytes + self.whole as u64);
        Undelivered::new(messages, bytes, error.into()).into()
    }
}

impl<W: Write, F: BlockFramer> Write for BlockWriter<W, F> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes, 0)
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        let mut taken = 0;
        for part in parts {
            let n = self.take(part, taken)?;
            taken += n;
            if n < part.len() {
                break;
            }
        }
        Ok(taken)
    }

    /// Sends what waits, whole messages only, then flushes the sink.
    /// [`UnexpectedEof`](io::ErrorKind::UnexpectedEof) where the last message is
    /// there in part: it stays, and may still be completed.
    fn flush(&mut self) -> io::Result<()> {
        self.send_all()?;
        if let Err(error) = self.sink_mut().flush() {
            return Err(self.undelivered(error));
        }
        self.check_whole()
    }
}

impl<W: Write, F: BlockFramer> Drop for BlockWriter<W, F> {
    fn drop(&mut self) {
        // A second panic while unwinding from one would abort.
        if self.sink.is_some() && !self.framing && !thread::panicking() {
            // Nobody is left to tell.
            let _ = self.send_all();
        }
    }
}

impl<W: Write + fmt::Debug, F: BlockFramer + fmt::Debug> fmt::Debug for BlockWriter<W, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockWriter")
            .field("sink", self.get_ref())
            .field("framer", &self.framer)
            .field("block_bytes", &self.block_bytes)
            .field("limits", &self.limits)
            .field("pending", &self.messages)
            .finish_non_exhaustive()
    }
}

impl<W: Write, F: BlockFramer> StreamWriter<'_, BlockWriter<W, F>, DefaultFramer> {
    /// A writer that gathers messages in blocks, as [`BlockWriter`] says, with a
    /// builder of its own.
    ///
    /// The default limits apply; [`block_limits`](StreamWriter::block_limits) sets
    /// others. To build messages in an arena, hand a [`BlockWriter`] to one of the
    /// other constructors, with a [`DefaultFramer`].
    pub fn with_blocks(sink: W, framer: F) -> Self {
        Self::new(BlockWriter::new(sink, framer), DefaultFramer).block_limits(Limits::default())
    }
}

impl<W: Write> StreamWriter<'_, BlockWriter<W, FormatFramer>, DefaultFramer> {
    /// As [`with_blocks`](StreamWriter::with_blocks), in a format chosen at run time.
    /// Without a codec, frames hold one message each and leave in blocks.
    ///
    /// # Errors
    ///
    /// As [`Format::framer`].
    pub fn with_format(sink: W, format: &Format) -> Result<Self> {
        Ok(Self::with_blocks(sink, format.framer()?))
    }
}

impl<'a, W: Write, F: BlockFramer, A: Allocator + 'a>
    StreamWriter<'a, BlockWriter<W, F>, DefaultFramer, A>
{
    /// Sets the limits of the messages and of the blocks that they are gathered in,
    /// as [`BlockWriter::limits`]; set the same where the stream is read.
    /// [`limits`](StreamWriter::limits) alone would set those of the messages.
    #[must_use]
    pub fn block_limits(mut self, limits: Limits) -> Self {
        let blocks = self.get_mut();
        blocks.set_limits(limits);
        let most = blocks.max_message_bytes();
        self.limits(limits.max_frame_bytes(most))
    }

    /// Sends everything, flushes the sink and gives it back.
    ///
    /// # Errors
    ///
    /// As [`flush`](StreamWriter::flush), together with the writer: a transient
    /// failure can be tried again.
    #[expect(clippy::result_large_err, reason = "the writer comes back, by value")]
    pub fn finish(mut self) -> Result<W, (Error, Self)> {
        // Before flushing, which would not know whether to go on.
        if let Err(error) = self.get_ref().check_whole() {
            let error = self.output.locate(error.into());
            return Err((error, self));
        }
        if let Err(error) = self.flush() {
            return Err((error, self));
        }
        match self.into_inner().into_inner() {
            Ok(sink) => Ok(sink),
            Err(_) => unreachable!("a block writer that was flushed has nothing to send"),
        }
    }
}

/// Length, with its own bytes, of the message of which `begun` is there and `rest`
/// follows, if that is known.
fn message_len(begun: &[u8], rest: &[u8]) -> Option<usize> {
    let mut len = [0; block::LEN_BYTES];
    let known = begun.len().min(len.len());
    len[..known].copy_from_slice(&begun[..known]);
    let more = rest.get(..len.len() - known)?;
    len[known..].copy_from_slice(more);
    Some(block::LEN_BYTES.saturating_add(u32::from_le_bytes(len) as usize))
}

impl Most {
    fn new(framer: &impl BlockFramer, block_bytes: usize, limits: &Limits) -> Self {
        let most = framer.max_block_bytes(limits);
        let block = most.unwrap_or(limits.max_decoded_bytes) as usize;
        let message = match most {
            Some(block) => u64::from(block),
            None => block::LEN_BYTES as u64 + u64::from(limits.max_frame_bytes),
        };
        Self { block: block_bytes.min(block), message }
    }
}

/// Larger blocks compress little better, and hold messages back longer.
const DEFAULT_BLOCK_BYTES: usize = 64 * 1024;
