//! The library's own blocks.

use super::{
    super::{Container, Readable, Source, Writer, same},
    floor::Library,
};
use crate::{case::Pass, measure::Outcome, targets::Given};
use flatstream::{
    BlockWriter, Compressed, DefaultDeframer, DefaultFramer, StreamReader, StreamWriter,
};
use flatstream_core::Encoder;
use std::{io::Write, rc::Rc};

type Framed<E> = BlockWriter<Vec<u8>, Compressed<DefaultFramer, E>>;
type Messages<E> = StreamWriter<'static, Framed<E>, DefaultFramer>;

/// Message by message, in blocks of the length that one gets by default.
pub(super) struct Blocks<L: Library>(Messages<L::Ours>);

impl<L: Library> Blocks<L> {
    pub(super) fn new() -> Outcome<Self> {
        let framer = Compressed::new(DefaultFramer, L::ours()?);
        Ok(Self(StreamWriter::with_blocks(Vec::new(), framer)))
    }
}

impl<L: Library> Container for Blocks<L> {
    type Writer<'c> = &'c mut Messages<L::Ours>;

    #[inline(always)]
    fn begin(&mut self) -> Outcome<&mut Messages<L::Ours>> {
        self.0.get_mut().get_mut().clear();
        Ok(&mut self.0)
    }

    fn content(&mut self) -> Outcome<Vec<u8>> {
        Ok(self.0.get_ref().get_ref().clone())
    }
}

impl<E: Encoder> Writer for &mut Messages<E> {
    #[inline(always)]
    fn write(&mut self, payload: &[u8]) -> Outcome<()> {
        Ok(self.write_payload(payload)?)
    }

    #[inline(always)]
    fn finish(self) -> Outcome<()> {
        Ok(self.flush()?)
    }
}

impl<L: Library> Readable for Blocks<L> {
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let deframer = Compressed::new(DefaultDeframer, L::ours()?);
        let mut reader = StreamReader::new(source, deframer);
        while let Some(payload) = reader.read_message()? {
            consume(payload);
        }
        Ok(())
    }
}

/// A plain stream that is there already, copied into a [`BlockWriter`].
pub(super) struct WholeStream<L: Library> {
    given: Rc<Given<Vec<u8>>>,
    writer: Framed<L::Ours>,
}

impl<L: Library> WholeStream<L> {
    pub(super) fn new(given: &Rc<Given<Vec<u8>>>) -> Outcome<Self> {
        let framer = Compressed::new(DefaultFramer, L::ours()?);
        Ok(Self { given: given.clone(), writer: BlockWriter::new(Vec::new(), framer) })
    }

    pub(super) fn len(&self) -> u64 {
        self.writer.get_ref().len() as u64
    }
}

impl<L: Library> Pass for WholeStream<L> {
    #[inline(never)]
    fn pass(&mut self) -> Outcome<()> {
        self.writer.get_mut().clear();
        self.writer.write_all(&self.given.wire)?;
        Ok(self.writer.flush()?)
    }

    fn verify(&mut self) -> Outcome<()> {
        self.pass()?;
        let payloads = self.given.records.iter().map(Vec::as_slice);
        same::<Blocks<L>>(self.writer.get_ref().clone(), payloads.collect())
    }
}
