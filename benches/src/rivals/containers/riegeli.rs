//! Riegeli, records in chunks with a hash of each, which it always computes and
//! checks.

use super::{Container, Readable, Source, Writer};
use crate::{measure::Outcome, targets::Target};
use riegeli::{CompressionType, ReaderOptions, RecordReader, RecordWriter, WriterOptions};
use std::{io::Write, marker::PhantomData};

/// What `K` says, in an `S`.
pub(super) struct Riegeli<S, K> {
    sink: S,
    kind: PhantomData<K>,
}

impl<S, K> Riegeli<S, K> {
    pub(super) fn new(sink: S) -> Self {
        Self { sink, kind: PhantomData }
    }
}

pub(super) trait Kind: 'static {
    fn options() -> WriterOptions;
}

/// In chunks of 1 MiB, which is what one gets by default.
pub(super) struct Uncompressed;

impl Kind for Uncompressed {
    fn options() -> WriterOptions {
        WriterOptions::new()
    }
}

/// In chunks of 64 KiB, compressed.
pub(super) struct Zstd;

impl Kind for Zstd {
    fn options() -> WriterOptions {
        WriterOptions::new()
            .compression(CompressionType::Zstd)
            .compression_level(1)
            .chunk_size(super::blocks::BLOCK_BYTES as u64)
    }
}

impl<S: Target, K: Kind> Container for Riegeli<S, K> {
    type Writer<'c> = RecordWriter<&'c mut S>;

    #[inline(always)]
    fn begin(&mut self) -> Outcome<Self::Writer<'_>> {
        self.sink.restart()?;
        Ok(RecordWriter::new(&mut self.sink, K::options())?)
    }

    fn content(&mut self) -> Outcome<Vec<u8>> {
        Ok(self.sink.content()?)
    }
}

impl<W: Write> Writer for RecordWriter<W> {
    #[inline(always)]
    fn write(&mut self, payload: &[u8]) -> Outcome<()> {
        Ok(self.write_record(payload)?)
    }

    #[inline(always)]
    fn finish(self) -> Outcome<()> {
        Ok(self.close()?)
    }
}

/// Each record is a copy: its reader lends none.
impl<S: Target, K: Kind> Readable for Riegeli<S, K> {
    #[inline(always)]
    fn each(source: &mut impl Source, mut consume: impl FnMut(&[u8])) -> Outcome<()> {
        let mut reader = RecordReader::new(source, ReaderOptions::new())?;
        while let Some(record) = reader.read_record()? {
            consume(&record);
        }
        Ok(())
    }
}
