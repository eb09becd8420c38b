//! A length before each payload, by the codec that most `tokio` programs have.

use super::{Container, Readable, Source, Writer};
use crate::{measure::Outcome, targets::Target};
use bytes::BytesMut;
use tokio_util::codec::{Decoder, Encoder, LengthDelimitedCodec};

/// Collected in a buffer that leaves at 8 KiB, and read into one of that size,
/// as `FramedWrite` and `FramedRead` do. From a file it is filled with zeros
/// before it is read into, as nothing else is safe: a row of long messages is
/// slower than it need be by the time that takes.
pub(super) struct LengthDelimited<S> {
    sink: S,
    buffer: BytesMut,
}

const BUFFER_BYTES: usize = 8 * 1024;

impl<S> LengthDelimited<S> {
    pub(super) fn new(sink: S) -> Self {
        Self { sink, buffer: BytesMut::with_capacity(BUFFER_BYTES) }
    }
}

fn codec() -> LengthDelimitedCodec {
    LengthDelimitedCodec::builder().little_endian().length_field_length(4).new_codec()
}

impl<S: Target> Container for LengthDelimited<S> {
    type Writer<'c> = Frames<'c, S>;

    #[inline(always)]
    fn begin(&mut self) -> Outcome<Frames<'_, S>> {
        self.sink.restart()?;
        Ok(Frames { codec: codec(), container: self })
    }

    fn content(&mut self) -> Outcome<Vec<u8>> {
        Ok(self.sink.content()?)
    }
}

pub(super) struct Frames<'c, S> {
    codec: LengthDelimitedCodec,
    container: &'c mut LengthDelimited<S>,
}

impl<S: Target> Frames<'_, S> {
    #[inline(always)]
    fn send(&mut self) -> Outcome<()> {
        let LengthDelimited { sink, buffer } = &mut *self.container;
        sink.write_all(buffer)?;
        buffer.clear();
        Ok(())
    }
}

impl<S: Target> Writer for Frames<'_, S> {
    #[inline(always)]
    fn write(&mut self, payload: &[u8]) -> Outcome<()> {
        self.codec.encode(payload, &mut self.container.buffer)?;
        if self.container.buffer.len() < BUFFER_BYTES { Ok(()) } else { self.send() }
    }

    #[inline(always)]
    fn finish(mut self) -> Outcome<()> {
        self.send()?;
        Ok(self.container.sink.flush()?)
    }
}

impl<S: Target> Readable for LengthDelimited<S> {
    #[inline(always)]
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let (mut codec, mut buffer) = (codec(), BytesMut::with_capacity(BUFFER_BYTES));
        loop {
            while let Some(payload) = codec.decode(&mut buffer)? {
                consume(&payload);
            }
            buffer.reserve(1);
            if source.append_to(&mut buffer)? == 0 {
                return match codec.decode_eof(&mut buffer)? {
                    None => Ok(()),
                    Some(_) => Err("a payload that was not decoded".into()),
                };
            }
        }
    }
}
