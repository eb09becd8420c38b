//! Messages out of an input, in place where it is mapped.

use flatstream::{
    FormatDeframer, FrameDecoder, FrameFormat, Limits, Position, Result, SliceReader,
    framing::FrameParser,
};
use std::io::{self, Read};

/// A message and where it was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Message<'a> {
    pub(crate) payload: &'a [u8],
    /// Its index in the stream.
    pub(crate) ordinal: u64,
    /// Where its frame begins: the block's, where it lies in one.
    pub(crate) offset: u64,
}

/// What [`Input::each`](crate::input::Input::each) comes across.
#[derive(Debug)]
pub(crate) enum Event<'a> {
    /// A message.
    Message(Message<'a>),
    /// The next message has to be waited for: what is buffered had better be seen.
    Idle,
}

/// What [`Messages::advance`] has found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A message, for [`Messages::message`].
    Message,
    /// The next step waits for input.
    Idle,
    /// A clean end.
    End,
}

/// The messages of an input.
pub(crate) struct Messages<'i> {
    source: Source<'i>,
}

enum Source<'i> {
    /// A message in each frame: there is no account to keep of blocks.
    Plain {
        reader: SliceReader<'i, FrameFormat>,
        payload: &'i [u8],
        at: Position,
    },
    Mapped {
        rest: &'i [u8],
        parser: FrameParser<FormatDeframer>,
    },
    Piped {
        decoder: FrameDecoder<FormatDeframer>,
        source: &'i mut dyn Read,
        state: Pipe,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pipe {
    /// There may be more in the buffer.
    Buffered,
    /// There is not, and that was said.
    Waiting,
    Ended,
}

impl<'i> Messages<'i> {
    /// Those of `bytes`, looked at where they are.
    pub(crate) fn mapped(bytes: &'i [u8], deframer: FormatDeframer, limits: Limits) -> Self {
        if let Some(frames) = deframer.plain() {
            let reader = SliceReader::new(bytes, frames).limits(limits);
            let at = Position::default();
            return Self { source: Source::Plain { reader, payload: &[], at } };
        }
        let parser = FrameParser::new(deframer).limits(limits);
        Self { source: Source::Mapped { rest: bytes, parser } }
    }

    /// Those of `prefix` and what comes from `source`.
    pub(crate) fn piped(
        prefix: &[u8],
        source: &'i mut dyn Read,
        deframer: FormatDeframer,
        limits: Limits,
    ) -> Self {
        let mut decoder = FrameDecoder::new(deframer).limits(limits);
        decoder.push(prefix);
        Self { source: Source::Piped { decoder, source, state: Pipe::Buffered } }
    }

    /// Goes on to the next message.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::parse`] and [`FrameParser::finish`], and of reading.
    #[inline]
    pub(crate) fn advance(&mut self) -> Result<Next> {
        let Source::Plain { reader, payload, at } = &mut self.source else {
            return self.advance_any();
        };
        *at = reader.position();
        Ok(match reader.read_message()? {
            Some(found) => {
                *payload = found;
                Next::Message
            }
            None => Next::End,
        })
    }

    #[inline(never)]
    fn advance_any(&mut self) -> Result<Next> {
        match &mut self.source {
            // `advance` has taken this one.
            Source::Plain { .. } => Ok(Next::End),
            Source::Mapped { rest, parser } => {
                *rest = &rest[parser.release(rest.len())..];
                if parser.parse(rest)? {
                    return Ok(Next::Message);
                }
                parser.finish(rest).map(|()| Next::End)
            }
            Source::Piped { decoder, source, state } => loop {
                if decoder.decode()? {
                    *state = Pipe::Buffered;
                    return Ok(Next::Message);
                }
                if let Some(next) = wait(decoder, *source, state)? {
                    return Ok(next);
                }
            },
        }
    }

    /// Steps over the next message, without looking at its payload where that can
    /// be helped.
    ///
    /// # Errors
    ///
    /// As [`FrameParser::skip`] and [`FrameParser::finish`], and of reading.
    #[inline]
    pub(crate) fn skip(&mut self) -> Result<Next> {
        match &mut self.source {
            Source::Plain { reader, payload, at } => {
                (*at, *payload) = (reader.position(), &[]);
                Ok(reader.skip_message()?.map_or(Next::End, |_| Next::Message))
            }
            Source::Mapped { rest, parser } => {
                *rest = &rest[parser.release(rest.len())..];
                if parser.skip(rest)?.is_some() {
                    return Ok(Next::Message);
                }
                parser.finish(rest).map(|()| Next::End)
            }
            Source::Piped { decoder, source, state } => loop {
                if decoder.skip_frame()?.is_some() {
                    *state = Pipe::Buffered;
                    return Ok(Next::Message);
                }
                if let Some(next) = wait(decoder, *source, state)? {
                    return Ok(next);
                }
            },
        }
    }

    /// Says where the stream is, if not at its start.
    pub(crate) fn start_at(&mut self, position: Position) {
        match &mut self.source {
            Source::Plain { reader, at, .. } => {
                reader.start_at(position);
                *at = position;
            }
            Source::Mapped { parser, .. } => parser.start_at(position),
            Source::Piped { decoder, .. } => decoder.start_at(position),
        }
    }

    /// Where the message found last begins, or the next one behind the end.
    #[inline]
    pub(crate) fn position(&self) -> Position {
        match &self.source {
            Source::Plain { at, .. } => *at,
            Source::Mapped { parser, .. } => parser.frame_position(),
            Source::Piped { decoder, .. } => decoder.frame_position(),
        }
    }

    /// The message found last.
    #[inline]
    pub(crate) fn message(&self) -> Message<'_> {
        let payload = match &self.source {
            Source::Plain { payload, .. } => payload,
            Source::Mapped { rest, parser } => parser.payload(rest),
            Source::Piped { decoder, .. } => decoder.payload(),
        };
        let Position { offset, ordinal, .. } = self.position();
        Message { payload, ordinal, offset }
    }
}

/// Reads more, unless it is to be said first that this may take a while. `None`
/// where the decoder is to be asked again.
fn wait(
    decoder: &mut FrameDecoder<FormatDeframer>,
    source: &mut dyn Read,
    state: &mut Pipe,
) -> Result<Option<Next>> {
    match state {
        Pipe::Buffered => {
            *state = Pipe::Waiting;
            Ok(Some(Next::Idle))
        }
        Pipe::Ended => decoder.finish().map(|()| Some(Next::End)),
        Pipe::Waiting => {
            let got = match source.read(decoder.space(READ_AHEAD_BYTES)) {
                Ok(got) => got,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(None),
                Err(error) => return Err(error.into()),
            };
            decoder.advance(got);
            if got == 0 {
                *state = Pipe::Ended;
            }
            Ok(None)
        }
    }
}

/// What was read is to be in the caches still when it is looked at.
const READ_AHEAD_BYTES: usize = 64 * 1024;
