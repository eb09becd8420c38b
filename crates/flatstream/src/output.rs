use crate::{shrink::Shrink, sink::FrameSink};
use flatbuffers::{Allocator, FlatBufferBuilder};
use flatstream_core::{
    Body, Emit, Error, ErrorKind, Framer, Header, Limits, MessageBuilder, OutBuf, Result,
    is_finished,
};
use std::io::Write;
#[cfg(feature = "arena")]
use {
    flatstream_arena::{Gather, GatherSerialize, Template},
    std::{io::IoSlice, ops::Range},
};

/// A writer without its builder: frames payloads and sends them, whatever
/// builder they come from.
pub(crate) struct Output<W, F> {
    pub(crate) sink: FrameSink<W>,
    pub(crate) framer: F,
    pub(crate) limits: Limits,
    /// Where an encoding framer leaves its body.
    scratch: OutBuf,
    /// Where messages emit themselves, behind room for a header. Never cleaned: a
    /// message overwrites all of its part.
    window: OutBuf,
    /// Where they do so instead, if the sink gathers frames in memory of its own.
    #[cfg(feature = "arena")]
    pub(crate) gathering: Option<Gathering<W>>,
}

/// A sink that gathers frames in memory of its own, where messages can emit
/// themselves. Copied there from a window, a short message costs more: the copy has
/// to wait for what was just stored.
#[cfg(feature = "arena")]
pub(crate) struct Gathering<W> {
    /// Room for a frame of so many bytes, if the sink has it.
    pub(crate) room: fn(&mut W, usize) -> Option<&mut [u8]>,
    /// Takes so many bytes of it as a frame.
    pub(crate) commit: fn(&mut W, usize),
    /// Length of the last header: the next one is as long, as far as is known.
    pub(crate) header_len: usize,
}

impl<W: Write, F: Framer> Output<W, F> {
    pub(crate) fn new(sink: W, framer: F) -> Self {
        Self {
            sink: FrameSink::new(sink),
            framer,
            limits: Limits::default(),
            scratch: OutBuf::new(),
            window: OutBuf::new(),
            #[cfg(feature = "arena")]
            gathering: None,
        }
    }

    /// Makes sure that a message may be taken: resumes the one under way.
    #[inline]
    pub(crate) fn ready(&mut self) -> Result<()> {
        self.sink.ready()
    }

    /// Builds a message and sends it.
    #[inline(always)] // as `FrameSink::send`
    pub(crate) fn write<'b, B: Allocator + 'b>(
        &mut self,
        messages: &mut MessageBuilder<'b, B>,
        shrink: Option<&mut Shrink<B>>,
        serialize: impl FnOnce(&mut FlatBufferBuilder<'b, B>) -> Result<()>,
    ) -> Result<()> {
        self.ready()?;
        let builder = match messages.build_mut(serialize) {
            Ok(builder) => builder,
            Err(error) => return Err(self.locate(error)),
        };
        let sent = self.send(builder);
        match shrink.and_then(|shrink| shrink.consult(builder, &mut self.window)) {
            Some(replace) => replace(messages),
            None => messages.recycle(),
        }
        sent
    }

    /// Has `draft` write itself, and sends it. What it writes to is not the builder's;
    /// but a policy looks after both.
    #[inline(always)] // as `FrameSink::send`
    pub(crate) fn emit<B: Allocator, D: Emit + ?Sized>(
        &mut self,
        messages: &mut MessageBuilder<'_, B>,
        shrink: Option<&mut Shrink<B>>,
        draft: &D,
    ) -> Result<()> {
        self.ready()?;
        let len = match self.measure(draft) {
            Ok(len) => len,
            Err(error) => return Err(self.locate(error)),
        };
        let sent = self.send_draft(draft, len).map_err(|error| self.locate(error));
        if let Some(shrink) = shrink {
            shrink.consult_emitted(len, &mut self.window, messages);
        }
        sent
    }

    #[inline(always)] // as `FrameSink::send`
    fn measure<D: Emit + ?Sized>(&self, draft: &D) -> Result<usize> {
        let len = draft.message_len()?;
        self.limits.check_frame(len)?;
        Ok(len)
    }

    #[inline(always)] // as `FrameSink::send`
    fn send_draft<D: Emit + ?Sized>(&mut self, draft: &D, len: usize) -> Result<()> {
        #[cfg(feature = "arena")]
        if let Some(sent) = self.gather_draft(draft, len) {
            return sent;
        }
        let frame_len = len.saturating_add(Header::MAX);
        let frame = &mut self.window.spare(frame_len)[..frame_len];
        let (header, payload) = frame.split_at_mut(Header::MAX);
        draft.emit(payload);
        let framed = self.framer.frame(payload, &mut self.scratch)?;
        if framed.body == Body::Scratch {
            return self.send_encoded(framed.header, len);
        }
        header.copy_from_slice(&framed.header.right_aligned());
        self.sink.send(&frame[Header::MAX - framed.header.len()..])
    }

    /// Has `draft` write itself into the sink's own memory; `None` where that has no
    /// room for it.
    #[cfg(feature = "arena")]
    #[inline(always)] // as `FrameSink::send`
    fn gather_draft<D: Emit + ?Sized>(&mut self, draft: &D, len: usize) -> Option<Result<()>> {
        let gathering = self.gathering.as_mut()?;
        let room = (gathering.room)(self.sink.get_mut(), len.saturating_add(Header::MAX))?;
        let start = gathering.header_len;
        let payload = &mut room[start..start + len];
        draft.emit(payload);
        let framed = match self.framer.frame(payload, &mut self.scratch) {
            Ok(framed) => framed,
            Err(error) => return Some(Err(error)),
        };
        if framed.body == Body::Scratch {
            return Some(self.send_encoded(framed.header, len));
        }
        let header = framed.header.right_aligned();
        let header = &header[Header::MAX - framed.header.len()..];
        if header.len() != start {
            room.copy_within(start..start + len, header.len());
            gathering.header_len = header.len();
        }
        room[..header.len()].copy_from_slice(header);
        let frame_len = header.len() + len;
        (gathering.commit)(self.sink.get_mut(), frame_len);
        self.sink.count_frame(frame_len);
        Some(Ok(()))
    }

    /// Builds a message with its large vectors left where they are, and sends it.
    #[cfg(feature = "arena")]
    pub(crate) fn write_gathered<'b, B: Allocator + 'b, T: GatherSerialize + ?Sized>(
        &mut self,
        messages: &mut MessageBuilder<'b, B>,
        shrink: Option<&mut Shrink<B>>,
        item: &T,
    ) -> Result<()> {
        self.ready()?;
        let mut gather = Gather::new();
        let built = messages.build_mut(|builder| item.serialize_gathered(builder, &mut gather));
        let builder = match built {
            Ok(builder) => builder,
            Err(error) => return Err(self.locate(error)),
        };
        let places = gather.places(builder.unfinished_data());
        let sent = if gather.is_empty() {
            self.send(builder).map(|()| false)
        } else {
            self.send_gathered(builder, places.clone())
        };
        let replace = shrink.and_then(|shrink| shrink.consult(builder, &mut self.window));
        match (replace, places) {
            (Some(replace), _) => replace(messages),
            (None, Some(places)) if matches!(sent, Ok(true)) => {
                messages.recycle_around(places.map(|(place, _)| place));
            }
            (None, _) => messages.recycle(),
        }
        sent.map(|_| ())
    }

    /// Sends what `builder` holds, if it is a finished message.
    #[inline(always)] // as `FrameSink::send`
    pub(crate) fn send_finished<B: Allocator>(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
    ) -> Result<()> {
        if is_finished(builder) {
            self.send(builder)
        } else {
            Err(self.locate(Error::new(ErrorKind::Unfinished)))
        }
    }

    /// Sends the finished message that `builder` holds.
    #[inline(always)] // as `FrameSink::send`
    pub(crate) fn send<B: Allocator>(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
    ) -> Result<()> {
        self.try_send(builder).map_err(|error| self.locate(error))
    }

    #[inline(always)] // as `FrameSink::send`
    fn try_send<B: Allocator>(&mut self, builder: &mut FlatBufferBuilder<'_, B>) -> Result<()> {
        let (memory, start) = builder.mut_finished_buffer();
        let payload = &memory[start..];
        self.limits.check_frame(payload.len())?;
        let framed = self.framer.frame(payload, &mut self.scratch)?;
        if framed.body == Body::Scratch {
            return self.send_encoded(framed.header, payload.len());
        }
        // The builder grows downwards, so there is mostly room for the header
        // right before the payload: one piece, no copy.
        match memory.get_mut(start.wrapping_sub(Header::MAX)..) {
            Some(room) => {
                let room = HeaderRoom::fill(room, framed.header);
                self.sink.send(&room.0[Header::MAX - framed.header.len()..])
            }
            None => self.sink.send_parts(framed.header, &memory[start..]),
        }
    }

    /// Sends the finished message that `builder` holds but for what is
    /// elsewhere and belongs in `places`. Answers whether these were left out
    /// of `builder`: a framer that must see the whole has them copied into it.
    #[cfg(feature = "arena")]
    fn send_gathered<'s, B: Allocator>(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
        places: Option<impl Iterator<Item = (Range<usize>, &'s [u8])> + Clone>,
    ) -> Result<bool> {
        self.try_send_gathered(builder, places).map_err(|error| self.locate(error))
    }

    #[cfg(feature = "arena")]
    fn try_send_gathered<'s, B: Allocator>(
        &mut self,
        builder: &mut FlatBufferBuilder<'_, B>,
        places: Option<impl Iterator<Item = (Range<usize>, &'s [u8])> + Clone>,
    ) -> Result<bool> {
        let payload = builder.unfinished_data();
        self.limits.check_frame(payload.len())?;
        let places = places.ok_or_else(foreign_parts)?;

        // The header, then what the builder wrote and what was gathered in turns.
        let mut parts = [IoSlice::new(&[]); 2 + 2 * Gather::MAX];
        let (mut len, mut written) = (1, 0);
        for (place, bytes) in places.clone() {
            parts[len] = IoSlice::new(&payload[written..place.start]);
            parts[len + 1] = IoSlice::new(bytes);
            (len, written) = (len + 2, place.end);
        }
        parts[len] = IoSlice::new(&payload[written..]);
        if let Some(header) = self.framer.frame_parts(&parts[1..=len])? {
            let bytes = header.right_aligned();
            parts[0] = IoSlice::new(&bytes[Header::MAX - header.len()..]);
            self.sink.send_vectored(&mut parts[..=len])?;
            return Ok(true);
        }

        let (memory, start) = builder.mut_finished_buffer();
        for (place, bytes) in places {
            memory[start..][place].copy_from_slice(bytes);
        }
        self.try_send(builder)?;
        Ok(false)
    }

    /// Sends `template`'s message.
    #[cfg(feature = "arena")]
    #[inline(always)] // as `FrameSink::send`
    pub(crate) fn send_template(&mut self, template: &mut Template) -> Result<()> {
        self.try_send_template(template).map_err(|error| self.locate(error))
    }

    #[cfg(feature = "arena")]
    #[inline(always)] // as `FrameSink::send`
    fn try_send_template(&mut self, template: &mut Template) -> Result<()> {
        let payload = template.message();
        self.limits.check_frame(payload.len())?;
        let framed = self.framer.frame(payload, &mut self.scratch)?;
        if framed.body == Body::Scratch {
            return self.send_encoded(framed.header, payload.len());
        }
        let memory = template.framed_memory();
        memory[..Header::MAX].copy_from_slice(&framed.header.right_aligned());
        self.sink.send(&memory[Header::MAX - framed.header.len()..])
    }

    /// Sends `payload`.
    pub(crate) fn send_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.try_send_payload(payload).map_err(|error| self.locate(error))
    }

    fn try_send_payload(&mut self, payload: &[u8]) -> Result<()> {
        self.limits.check_frame(payload.len())?;
        let framed = self.framer.frame(payload, &mut self.scratch)?;
        match framed.body {
            Body::Payload => self.sink.send_parts(framed.header, payload),
            Body::Scratch => self.send_encoded(framed.header, payload.len()),
        }
    }

    /// Sends what the framer made of a payload of `len` bytes.
    fn send_encoded(&mut self, header: Header, len: usize) -> Result<()> {
        self.limits.check_encoded(len, self.scratch.len())?;
        self.sink.send_parts(header, self.scratch.filled())
    }

    /// Names the message that is not taken.
    #[cold]
    pub(crate) fn locate(&self, error: Error) -> Error {
        error.at(self.sink.position())
    }
}

/// A header in a builder's unused memory, then the payload. The room must be
/// zero again before the next message is built there, even where the sink
/// panics.
struct HeaderRoom<'m>(&'m mut [u8]);

impl<'m> HeaderRoom<'m> {
    #[inline]
    fn fill(memory: &'m mut [u8], header: Header) -> Self {
        memory[..Header::MAX].copy_from_slice(&header.right_aligned());
        Self(memory)
    }
}

impl Drop for HeaderRoom<'_> {
    #[inline]
    fn drop(&mut self) {
        self.0[..Header::MAX].copy_from_slice(&[0; Header::MAX]);
    }
}

#[cfg(feature = "arena")]
#[cold]
fn foreign_parts() -> Error {
    Error::custom(ErrorKind::InvalidPayload, "a vector was gathered for another builder")
}
